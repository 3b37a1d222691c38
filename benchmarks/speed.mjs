// Part "speed": pages against the yardstick of the same HTTP library, memory, weight of pages.
//
// Servers run on core 0, the load on core 1. For each page the reads of one request
// are traced first; the yardstick then runs the same reads and sends the same bytes.
// Rounds of both alternate, so that a busy machine disturbs both alike.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import zlib from 'node:zlib';
import { Visitor, cpuSeconds, memoryMB, median, start, stop } from './process.mjs';
import { report } from './report.mjs';

let rounds, seconds, rows, phones, build, work, data, database, program;
const CHAIR = '13800000003', FEDERATION = '13800000001', WORKER = '13800000007', PORT_CHAIR = '13800000021';
const say = text => console.log(text);

// The pages under load. Every one is looked at by somebody who sees all of its rows.
const loaded = plan => [
	{ name: '工作台', path: '/', by: CHAIR },
	{ name: '任务树（2,000 节点）', path: `/plans/${plan}/tree`, by: PORT_CHAIR },
	{ name: `活动列表（${rows.toLocaleString('en')} 行）`, path: '/activities', by: FEDERATION },
	{ name: '搜索', path: '/search?q=' + encodeURIComponent('羽毛球'), by: FEDERATION, connections: 16 }, // more of one session are refused: it is dear
];

// The pages that are weighed, with the limit of the design for everything a first visit loads.
const weighed = plan => [
	{ name: '登录', path: '/sign-in', limit: 40 },
	{ name: '手机首页', path: '/m', by: WORKER, limit: 40 },
	{ name: '提诉求', path: '/m/ask', by: WORKER, limit: 40 },
	{ name: '工作台', path: '/', by: CHAIR, limit: 80 },
	{ name: '任务树', path: `/plans/${plan}/tree`, by: PORT_CHAIR, limit: 80 },
	{ name: '看板视图', path: `/plans/${plan}/tree?view=board`, by: PORT_CHAIR, limit: 80 },
	{ name: '工作要点', path: `/plans/${plan}`, by: PORT_CHAIR, limit: 80 },
	{ name: '活动列表', path: '/activities', by: FEDERATION, limit: 80 },
	{ name: '登记活动', path: '/activities/new', by: CHAIR, limit: 80 },
	{ name: '搜索', path: '/search?q=' + encodeURIComponent('羽毛球'), by: FEDERATION, limit: 80 },
	{ name: '数据看板', path: '/dashboard', by: FEDERATION, limit: 300 },
	{ name: '大屏', path: '/screen', by: FEDERATION, limit: 60 },
];

function makeData() {
	fs.rmSync(work, { recursive: true, force: true });
	fs.mkdirSync(work, { recursive: true });
	execFileSync(program, ['demo', '--data', data], { stdio: 'ignore' });
	return execFileSync(path.join(build, 'benchmarks/fill'), [data, String(rows)], { encoding: 'utf8' }).trim();
}

const serve = env => start(program, ['serve', '--data', data, '--listen', '127.0.0.1:0'], env, /http:\/\/[^:]+:(\d+)/);

// What one request of a page reads, and its answer, as files for the yardstick.
async function record(page, visitor, trace) {
	for (let warm = 0; warm < 3; warm++) await visitor.get(page.path);
	fs.truncateSync(trace);
	const answer = await visitor.get(page.path);
	if (answer.status !== 200) return false;
	const lines = fs.readFileSync(trace, 'utf8').split('\n').filter(line => /^\s*(select|with)\b/i.test(line));
	page.reads = lines.length;
	page.bytes = answer.body.length;
	page.cookie = visitor.cookie();
	page.files = [path.join(work, 'answer' + page.id), path.join(work, 'reads' + page.id)];
	fs.writeFileSync(page.files[0], Buffer.concat([Buffer.from(answer.head + '\r\n\r\n'), answer.body]));
	fs.writeFileSync(page.files[1], lines.join('\n') + '\n');
	return true;
}

// Waits until the server has worked off what an earlier load left behind.
async function quiet(server) {
	for (let before = -1, now; (now = cpuSeconds(server.pid)) !== before; before = now) await new Promise(done => setTimeout(done, 300));
}

// The same over and over; requests a second and CPU microseconds a request.
async function load(server, target, cookie, connections = 64) {
	await quiet(server);
	const before = cpuSeconds(server.pid);
	const said = execFileSync('taskset', ['-c', '1', 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '60s', '-H', `Cookie: ${cookie}`,
		`http://127.0.0.1:${server.port}${target}`], { encoding: 'utf8' });
	const [, n] = /(\d+) requests in/.exec(said), [, rate] = /Requests\/sec:\s+([\d.]+)/.exec(said);
	if (/Non-2xx|Socket errors/.test(said)) throw new Error(`${target}: ${said}`);
	await quiet(server);
	return { rate: Number(rate), cpu: (cpuSeconds(server.pid) - before) / Number(n) * 1e6 };
}

async function compare(pages) {
	const product = await serve({});
	const sticks = [];
	for (const page of pages)
		sticks.push(await start(path.join(build, 'benchmarks/yardstick'), ['0', page.files[0], database, page.files[1]], {}, /^(\d+)/));
	const got = pages.map(() => ({ product: [], stick: [] }));
	for (let round = 0; round < rounds; round++)
		for (const [i, page] of pages.entries()) {
			got[i].product.push(await load(product, page.path, page.cookie, page.connections));
			got[i].stick.push(await load(sticks[i], '/', page.cookie, page.connections));
		}
	for (const stick of sticks) await stop(stick);
	const after = memoryMB(product.pid);
	await stop(product);
	const middle = (list, what) => median(list.map(one => one[what]));
	return { after, pages: pages.map((page, i) => ({ ...page, rate: middle(got[i].product, 'rate'), cpu: middle(got[i].product, 'cpu'),
		stickRate: middle(got[i].stick, 'rate'), stickCpu: middle(got[i].stick, 'cpu') })) };
}

// The two things below a page, each alone: the library that sends the same bytes and reads nothing; the reads
// with nobody who asks. In turns, like the rest.
async function layers(page) {
	const tool = path.join(build, 'benchmarks/yardstick'), nothing = path.join(work, 'nothing'), http = [], reads = [];
	fs.writeFileSync(nothing, '');
	const stick = await start(tool, ['0', page.files[0], database, nothing], {}, /^(\d+)/);
	for (let round = 0; round < rounds; round++) {
		http.push(await load(stick, '/', page.cookie));
		const [rate, cpu] = execFileSync('taskset', ['-c', '0', tool, 'alone', page.files[0], database, page.files[1]], { encoding: 'utf8' }).split(' ').map(Number);
		reads.push({ rate, cpu });
	}
	await stop(stick);
	const middle = list => ({ rate: median(list.map(one => one.rate)), cpu: median(list.map(one => one.cpu)) });
	return { page, http: middle(http), reads: middle(reads) };
}

// Raw and compressed size of a page, with everything a first visit loads.
async function weigh(page, visitor) {
	const answer = await visitor.get(page.path);
	if (answer.status !== 200) return null;
	const html = answer.body.toString(), packed = zlib.gzipSync(answer.body, { level: 6 }).length;
	const parts = [...new Set([...html.matchAll(/<(?:link|script|img)\b[^>]*?(?:href|src)="(\/[^"]+)"/g)].map(m => m[1]))];
	let total = packed;
	for (const part of parts) {
		const file = await visitor.get(part);
		if (file.status === 200) total += zlib.gzipSync(file.body, { level: 9 }).length;
	}
	return { ...page, raw: answer.body.length, packed, total };
}

async function startTimes() {
	const times = [];
	for (let i = 0; i < 5; i++) {
		const server = await serve({});
		times.push(server.ms);
		if (i === 4) times.idle = memoryMB(server.pid);
		await stop(server);
	}
	return { ms: median(times), idle: times.idle };
}

// Keeps many phones connected, each after one answered request; then all ask at once.
async function crowd(server, target, cookie) {
	const sockets = [];
	let lost = 0;
	const answered = s => new Promise(done => {
		const end = fine => { lost += !fine; s.removeAllListeners(); s.on('data', () => {}); s.on('error', () => {}); done(); };
		s.once('data', data => end(data.toString('latin1', 0, 12) === 'HTTP/1.1 200'));
		s.once('close', () => end(false));
		s.once('error', () => end(false));
		s.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\n\r\n`);
	});
	const connect = () => answered(sockets[sockets.push(net.connect(server.port, '127.0.0.1')) - 1]);
	for (let i = 0; i < phones; i += 100) await Promise.all(Array.from({ length: Math.min(100, phones - i) }, connect));
	await new Promise(done => setTimeout(done, 500));
	const held = memoryMB(server.pid);
	await Promise.all(sockets.map(answered));
	const busy = memoryMB(server.pid);
	for (const s of sockets) s.destroy();
	if (lost) throw new Error(`${lost} phones were not answered`);
	return { held, busy };
}

// Pages of data that lies in FOLDER/data already, each by somebody, in turns with the yardstick of its own reads.
export async function against(bench, folder, list, more) {
	({ build } = bench);
	({ rounds, seconds } = more);
	work = folder, data = path.join(work, 'data'), database = path.join(data, 'lianxin.db'), program = path.join(build, 'lianxin');
	return (await compare(await recordAll(list))).pages;
}

// The reads and answers of pages, traced once each.
async function recordAll(list) {
	const trace = path.join(work, 'trace'), visitors = {}, pages = [];
	fs.writeFileSync(trace, '');
	const traced = await serve({ LX_TRACE: trace });
	for (const [id, page] of list.entries()) {
		if (!visitors[page.by]) {
			visitors[page.by] = new Visitor(traced.port);
			await visitors[page.by].signIn(page.by, 'Lianxin-2024');
		}
		if (!await record(Object.assign(page, { id }), visitors[page.by], trace)) throw new Error(`${page.path} is not answered`);
		pages.push(page);
	}
	await stop(traced);
	return pages;
}

export async function run(bench) {
	({ build } = bench);
	rounds = bench.option('rounds', 5), seconds = bench.option('seconds', 2), rows = bench.option('rows', 100000), phones = bench.option('phones', 5000);
	work = path.join(build, 'bench-data'), data = path.join(work, 'data'), database = path.join(data, 'lianxin.db');
	program = path.join(build, 'lianxin');
	say(`data: ${rows} activities, a plan of 2,000 nodes`);
	const plan = makeData(), trace = path.join(work, 'trace');
	fs.writeFileSync(trace, '');
	const traced = await serve({ LX_TRACE: trace });
	const visitors = {};
	for (const who of [CHAIR, PORT_CHAIR, FEDERATION, WORKER]) {
		visitors[who] = new Visitor(traced.port);
		await visitors[who].signIn(who, 'Lianxin-2024');
	}
	const pages = [];
	for (const [id, page] of loaded(plan).entries())
		if (await record(Object.assign(page, { id }), visitors[page.by], trace)) pages.push(page);
		else say(`${page.name}: this build has no ${page.path}`);
	const weights = [];
	for (const page of weighed(plan)) weights.push(await weigh(page, page.by ? visitors[page.by] : new Visitor(traced.port)));
	await stop(traced);
	const { ms, idle } = await startTimes();
	say(`start ${ms} ms; idle ${idle.total} MB`);
	const { after, pages: results } = await compare(pages), alone = await layers(results.find(page => page.path === '/activities'));
	const server = await serve({});
	const home = weights.some(w => w?.path === '/m') ? '/m' : '/account';
	const full = await crowd(server, home, visitors[WORKER].cookie());
	await stop(server);
	return report({ rounds, seconds, phones, rows, ms, idle, after, full, alone, pages: results, weights: weights.filter(Boolean) });
}
