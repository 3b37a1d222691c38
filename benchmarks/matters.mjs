// Part "matters": the inbox of a handler with few and with many matters, against the yardstick of the
// same reads; and many phones, each of a worker of his own, that submit and follow what they submitted, beside as many
// that register an activity.
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { median, stop } from './process.mjs';
import { table, whole } from './report.mjs';
import { against } from './speed.mjs';
import { FORM, fsyncs, serve } from './writes.mjs';

const call = promisify(execFile);
const CHAIR = '13800000003', HANDLER = '13800000005', WORKER = '13800000007', FEW = 500;
const ASK = 'kind=3&mode=2&content=%d号宿舍楼热水停得早，小夜班回来洗不上，希望延长。';

const pages = () => [
	{ name: '待办事项（承办人）', path: '/matters', by: HANDLER },
	{ name: '工作台（承办人）', path: '/', by: HANDLER },
	{ name: '诉求列表', path: '/appeals', by: CHAIR },
	{ name: '我的诉求', path: '/m/appeals', by: WORKER },
	{ name: '好差评', path: '/ratings/board', by: CHAIR },
];

function fill(bench, work, n, phones) {
	fs.rmSync(work, { recursive: true, force: true });
	fs.mkdirSync(work, { recursive: true });
	execFileSync(path.join(bench.build, 'lianxin'), ['demo', '--data', path.join(work, 'data')], { stdio: 'ignore' });
	const sessions = execFileSync(path.join(bench.build, 'benchmarks/matters'), [path.join(work, 'data'), String(n), String(phones)], { maxBuffer: 1 << 26 });
	fs.writeFileSync(path.join(work, 'workers'), sessions);
}

// Submit and track: N phones, all at once, then mixed; in turns with the same N registering activities.
async function phones(bench, work, n, seconds, rounds) {
	const program = path.join(bench.build, 'lianxin'), data = path.join(work, 'data'), heads = path.join(work, 'heads'), workers = path.join(work, 'workers');
	const tool = name => path.join(bench.build, 'benchmarks', name);
	fs.writeFileSync(heads, execFileSync(tool('sessions'), [data, CHAIR, String(n)], { maxBuffer: 1 << 26 }));
	const server = await serve(program, data, {}), rows = {};
	const load = async (what, sessions, time, percent, page, post, form) => {
		const { stdout } = await call(tool('phones'), [server.port, sessions, n, time, percent, page, post, form, server.pid].map(String), { maxBuffer: 1 << 24 });
		const words = stdout.trim().split(' '), row = {};
		for (let i = 0; i + 1 < words.length; i += 2) row[words[i]] = Number(words[i + 1]);
		(rows[what] ??= []).push(row);
	};
	for (let round = 0; round < rounds; round++) {
		await load('submit', workers, 0, 100, '@/m/ask', '/m/ask', ASK);
		await load('activity', heads, 0, 100, '@/m/ask', '/activities', FORM);
		await load('mixed', workers, seconds, 20, '@/m/appeals', '/m/ask', ASK);
		await load('mixed activity', heads, seconds, 20, '@/activities', '/activities', FORM);
	}
	await stop(server);
	return Object.fromEntries(Object.entries(rows).map(([what, list]) => [what, Object.fromEntries(Object.keys(list[0]).map(k => [k, median(list.map(x => x[k]))]))]));
}

export async function run(bench) {
	const many = bench.option('matters', 50000), n = bench.option('phones', 2000), rounds = bench.option('rounds', 3), seconds = bench.option('seconds', 2);
	const work = path.join(bench.build, 'bench-matters');
	const got = [];
	for (const count of [FEW, many]) {
		bench.say(`data: ${count} matters of one department`);
		fill(bench, work, count, n);
		got.push(await against(bench, work, pages(), { rounds, seconds }));
	}
	const p = await phones(bench, work, n, seconds, rounds), sync = fsyncs(work);
	const flat = got[1].map((page, i) => [page.name, page.reads, whole(got[0][i].rate), whole(page.rate), whole(page.stickRate), `**${(page.rate / page.stickRate).toFixed(2)}**`,
		`**${(page.cpu / got[0][i].cpu).toFixed(2)}**`]);
	const line = (what, x) => [what, whole(x.answered), x.refused, whole(x.rate), x.p50.toFixed(1), x.p99.toFixed(1), x.most.toFixed(1), whole(x.cpu)];
	fs.rmSync(work, { recursive: true, force: true });
	return `The inbox and other pages of a department with ${whole(FEW)} and with ${whole(many)} open appeals, ${rounds} rounds of ${seconds} s in turns with the yardstick (the
same bytes after the same reads). "CPU against few" is what a request costs with ${whole(many)} beside ${whole(FEW)}: 1 is flat.

${table(['page', 'reads', `a second, ${FEW}`, `a second, ${whole(many)}`, 'yardstick', 'ratio', 'CPU against few'], flat)}

${whole(n)} phones on keep-alive connections, each with the session of a worker of its own: all submit an appeal at one moment; and for ${seconds} s one request in
five submits, the others follow the appeal that the phone submitted last (its page with answer, limit and history). In turns with as many phones registering
activities and opening them, which is the house's own measure of a durable post. An appeal writes a row, its number, index, party,
timer, messages, event and counters. fsync of this disk alone: ${whole(sync)} a second.

${table(['what', 'answered', 'refused', 'requests/s', 'p50 ms', 'p99 ms', 'last ms', 'server CPU µs/request'], [
		line('submit at once', p.submit), line('activities at once', p.activity), line('submit and track', p.mixed), line('activities and pages', p['mixed activity'])])}

Submitting against activities: **${(p.submit.rate / p.activity.rate).toFixed(2)}**; mixed: **${(p.mixed.rate / p['mixed activity'].rate).toFixed(2)}**.`;
}
