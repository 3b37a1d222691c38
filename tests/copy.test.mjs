// copy.test.mjs PROGRAM: an organisation goes from SQLite to PostgreSQL and back ("lianxin copy"), with files, search,
// sealed numbers and sessions; and what must be refused is. Needs the server of LX_TEST_POSTGRES. Prints TAP.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Visitor, once, wait } from './visitor.mjs';

const program = path.resolve(process.argv[2]), server = process.env.LX_TEST_POSTGRES;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lx-copy-')), name = `copy_${process.pid}`;
const lite = path.join(folder, 'lianxin.db'), back = path.join(folder, 'back.db');
let points = 0;

function point(good, title, ...notes) {
	console.log(`${good ? 'ok' : 'not ok'} ${++points} - ${title}`);
	if (!good) { for (const n of notes.join('\n').split('\n')) console.log(`# ${n}`); process.exitCode = 1; }
}

function run(...args) {
	const done = spawnSync(program, args, { encoding: 'utf8' });
	return { status: done.status, said: done.stdout + done.stderr };
}

const psql = (url, text) => spawnSync('psql', [url, '-qAtc', text], { encoding: 'utf8' });

// Serves a database as long as the work takes.
async function serving(db, work) {
	const port = await new Promise(done => {
		const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
	});
	const origin = `http://127.0.0.1:${port}`;
	const child = spawn(program, ['serve', '--data', folder, '--db', db, '--listen', origin.slice(7), '--demo-if-empty'], { stdio: 'ignore' });
	const ended = new Promise(done => child.once('exit', done));
	for (let n = 0; n < 1800 && child.exitCode === null; n++) {
		try { await fetch(`${origin}/healthz`); break; } catch { await wait(50); }
	}
	try { await work(origin); } finally { child.kill('SIGTERM'); await ended; }
}

const visitor = new Visitor();
const list = `签到表\n${'样例赵工,已到\n'.repeat(200)}`;
// What lies in the folder of files, beside what is still being copied.
const stored = () => fs.readdirSync(path.join(folder, 'files'), { recursive: true }).filter(f => /[0-9a-f]{64}$/.test(f)).map(f => path.join(folder, 'files', f));

async function upload(origin, address) {
	const body = new FormData();
	body.set('_csrf', visitor.csrf);
	body.set('_once', once());
	body.set('file', new Blob([list], { type: 'text/plain' }), '签到表.txt');
	const answer = await fetch(`${origin}${address}/files`, { method: 'POST', body, redirect: 'manual', headers: { cookie: visitor.cookie } });
	return answer.status;
}

let page, before;

async function live(origin) {
	await visitor.signIn(origin, '13800000003', 'Lianxin-2024');
	const made = await visitor.addActivity(origin, "搬家“演练”'; -- 一", once());
	page = made.to;
	point(made.status === 303 && await upload(origin, page) === 303, 'an activity with a file is saved in the first database');
	before = await visitor.go(`${origin}/search?q=${encodeURIComponent('搬家')}`);
}

async function goOn(origin, where) {
	const seen = await visitor.go(`${origin}${page}`);
	point(seen.status === 200 && seen.page.includes('签到表.txt'), `the same session reads the activity and its file from ${where}`);
	const after = await visitor.go(`${origin}/search?q=${encodeURIComponent('搬家')}`);
	const links = text => [...text.matchAll(/href="(\/[a-z]+\/\d+)"/g)].map(m => m[1]).sort().join(' ');
	point(links(after.page) && links(after.page) === links(before.page), `a search finds the same in ${where}`, links(before.page), links(after.page));
	const made = await visitor.addActivity(origin, `在${where}继续`, once());
	point(made.status === 303, `${where} takes what is new`);
}

// `files`: how many the database has, as PostgreSQL's own client counts them.
function copied(title, done, files) {
	const want = ['逐行一致', '从头验算无误', '两边一致', '按事件重算，一致', '加密内容都属于它', `文件：${files} 个`];
	point(done.status === 0 && want.every(w => done.said.includes(w)), title, done.said);
}

async function main() {
	const url = server.replace('/lianxin?', `/${name}?`);
	await serving(lite, live);
	point(psql(server, `create database ${name}`).status === 0, 'there is an empty database');
	copied('SQLite is copied to PostgreSQL with equal rows, chain, search, counters, key and files',
		run('copy', '--data', folder, '--from', lite, '--to', url), psql(url, 'select count(*) from file').stdout.trim());
	const again = run('serve', '--data', folder, '--db', lite, '--port', '1');
	point(again.status === 1 && again.said.includes('现在只读'), 'the source is not served any more', again.said);
	await serving(url, o => goOn(o, 'PostgreSQL'));
	copied('and back to SQLite', run('copy', '--data', folder, '--from', url, '--to', back), psql(url, 'select count(*) from file').stdout.trim());
	const write = psql(url, "insert into setting(name, value) values ('x', 'y')");
	point(write.status !== 0 && write.stderr.includes('read-only'), 'the source in PostgreSQL takes no writes, of whatever node', write.stderr);
	await serving(back, o => goOn(o, 'SQLite'));

	const taken = run('copy', '--data', folder, '--from', back, '--to', url);
	point(taken.status === 1 && taken.said.includes('已经有连心的表'), 'nothing is copied over an existing database', taken.said);
	point(run('copy', '--undo', '--from', url).status === 0 && psql(url, "insert into setting(name, value) values ('x', 'y')").status === 0,
		'--undo makes the source writable again');
	psql(url, "update event set note = '改动' where seal = 7");
	const forged = path.join(folder, 'forged.db'), bad = run('copy', '--data', folder, '--from', url, '--to', forged);
	point(bad.status === 1 && bad.said.includes('第 7 号'), 'a forged event is named and stops the copy', bad.said);
	point(psql(url, "insert into setting(name, value) values ('z', 'y')").status === 0, 'whose source stays in use');
	const file = stored().find(f => fs.readFileSync(f, 'utf8') === list);
	fs.appendFileSync(file, 'x');
	const spoilt = run('copy', '--data', folder, '--from', back, '--to', path.join(folder, 'third.db'));
	point(spoilt.status === 1 && spoilt.said.includes('签到表.txt'), 'a changed file is named and stops the copy', spoilt.said);
	const key = path.join(folder, 'lianxin.key');
	fs.renameSync(key, `${key}.away`);
	const keyless = run('copy', '--data', folder, '--from', back, '--to', path.join(folder, 'fourth.db'));
	point(keyless.status === 1 && /密钥/.test(keyless.said), 'another key file stops it too', keyless.said);
}

console.log('TAP version 13');
if (!server) {
	console.log('1..0 # SKIP no server; see tests/postgres.sh');
} else {
	try { await main(); } catch (e) { point(false, 'the test runs to its end', e.stack); }
	psql(server, `drop database if exists ${name} with (force)`);
	console.log(`1..${points}`);
}
fs.rmSync(folder, { recursive: true, force: true });
