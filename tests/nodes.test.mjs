// nodes.test.mjs PROGRAM POSTGRES_SH [ROUNDS]: two servers on one PostgreSQL, and people who save through
// both. In turn a server is killed, the database is killed (kill -9) and started again, or each saving is sent to
// both servers at once. What was acknowledged must be there once, sessions go on on the other server, and at the
// end the chain of events and the counters agree. Prints TAP.
import { spawn, spawnSync, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Visitor, once, wait } from './visitor.mjs';

const program = path.resolve(process.argv[2]), cluster = path.resolve(process.argv[3]), rounds = +process.argv[4] || 6;
const postgres = fs.mkdtempSync(path.join(os.tmpdir(), 'lx-nodes-')) + '/db';
const folder = path.join(path.dirname(postgres), 'data'), streams = 6;
const visitor = new Visitor(), servers = [], acknowledged = [];
let points = 0, serial = 0, url;

function point(wrong, title) {
	console.log(`${wrong ? 'not ok' : 'ok'} ${++points} - ${title}`);
	if (wrong) { console.log(`# ${wrong}`); process.exitCode = 1; }
}

const freePort = () => new Promise(done => {
	const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

async function startServer(i) {
	servers[i] ||= { origin: `http://127.0.0.1:${await freePort()}` };
	const s = servers[i];
	s.process = spawn(program, ['serve', '--data', folder, '--db', url, '--listen', s.origin.slice(7), '--demo-if-empty'], { stdio: 'ignore' });
	for (let n = 0; n < 1800; n++) {
		if (s.process.exitCode !== null) throw new Error(`server ${i} ended with ${s.process.exitCode}`);
		try { await fetch(`${s.origin}/healthz`); return; } catch { await wait(50); }
	}
	throw new Error(`server ${i} does not answer`);
}

async function kill(i) {
	const ended = new Promise(done => servers[i].process.once('exit', done));
	servers[i].process.kill('SIGKILL');
	await ended;
}

// The first process of the cluster, and its children with it, as a machine that loses its power.
async function killDatabase() {
	const pid = +fs.readFileSync(`${postgres}/data/postmaster.pid`, 'utf8').split('\n')[0];
	const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout.trim().split(/\s+/).map(Number);
	process.kill(pid, 'SIGKILL');
	for (const child of children) try { process.kill(child, 'SIGKILL'); } catch { /* gone with it */ }
	await wait(500);
	execFileSync(cluster, ['again', postgres], { stdio: 'ignore' });
}

async function stream(stop) {
	for (; !stop.now;) {
		const row = { title: `双机演练${++serial}`, key: once(), by: serial % 2 };
		const until = Date.now() + 40000;
		for (let tries = 0; Date.now() < until && !row.to; tries++) {
			try {
				const made = await visitor.addActivity(servers[(row.by + tries) % 2].origin, row.title, row.key);
				if (made.status === 303) row.to = made.to;
				else if (made.status < 500) { row.wrong = `saving gives ${made.status}`; break; }
			} catch { /* that server is gone: the other one */ }
			if (!row.to) await wait(100);
		}
		if (!row.to) row.wrong ||= 'it was never acknowledged';
		acknowledged.push(row);
	}
}

async function round(n) {
	const kinds = [['server A is killed', async () => { await kill(0); await wait(300); await startServer(0); }],
		['the database is killed', killDatabase],
		['server B is killed', async () => { await kill(1); await wait(300); await startServer(1); }]];
	const [what, harm] = kinds[n % kinds.length], stop = { now: false }, from = acknowledged.length;
	const running = Array.from({ length: streams }, () => stream(stop));
	await wait(700);
	await harm();
	await wait(700);
	stop.now = true;
	await Promise.all(running);
	const wrong = acknowledged.slice(from).find(r => r.wrong);
	point(wrong && `${wrong.title}: ${wrong.wrong}`, `${what} while people save: ${acknowledged.length - from} savings go through, on the same session`);
}

// The same form to both servers at the same moment, from two windows.
async function twins() {
	const answers = [];
	for (let i = 0; i < 10; i++) {
		const row = { title: `双击演练${++serial}`, key: once() };
		const both = await Promise.all([0, 1, 0, 1].map(s => visitor.addActivity(servers[s].origin, row.title, row.key)));
		answers.push(both.map(a => `${a.status} ${a.to}`));
		acknowledged.push({ ...row, to: both[0].to });
	}
	const odd = answers.find(a => new Set(a).size !== 1 || !a[0].startsWith('303'));
	point(odd && odd.join(', '), 'a form posted four times to two servers at once gets one answer, the first');
}

const sql = text => execFileSync('psql', [url, '-Atc', text], { encoding: 'utf8' }).trim();

function audit(...what) {
	const done = spawnSync(program, ['audit', ...what, '--data', folder, '--db', url], { encoding: 'utf8' });
	return done.status === 0 ? '' : `${done.stdout}${done.stderr}`.trim().replaceAll('\n', ' ');
}

async function lookAtTheEnd() {
	const found = new Set(sql("select id from activity where title like '双%'").split('\n'));
	const lost = acknowledged.find(r => r.to && !found.has(r.to.split('/').at(-1)));
	point(lost && `${lost.title} ${lost.to}`, `all ${acknowledged.length} acknowledged savings are there`);
	point(found.size !== acknowledged.length && `${found.size} rows of ${acknowledged.length} forms`, 'and each is there once');
	point(+sql('select count(distinct holder) from lease where name like \'node %\'') < 3 && 'fewer than three', 'every process took a number of its own');
	await wait(35000 * (sql('select count(*) from event where seal is null') !== '0')); // the lease of a killed one runs out
	point(sql("select count(*) from event where seal is null") !== '0' && 'some are not', 'all events are sealed');
	point(audit('verify'), 'the chain of events verifies');
	point(audit('recount'), 'the counters agree with the events');
}

try {
	console.log('TAP version 13');
	url = execFileSync(cluster, ['start', postgres], { encoding: 'utf8', env: { ...process.env, FSYNC: 'on', STANDBYS: '' } }).trim();
	await startServer(0);
	await startServer(1);
	await visitor.signIn(servers[0].origin, '13800000003', 'Lianxin-2024');
	await twins();
	for (let n = 0; n < rounds; n++) await round(n);
	await lookAtTheEnd();
} catch (e) {
	point(String(e), 'the test runs to its end');
} finally {
	for (const s of servers) if (s.process.exitCode === null && s.process.signalCode === null) s.process.kill('SIGTERM');
	await wait(300);
	spawnSync(cluster, ['stop', postgres]);
	fs.rmSync(path.dirname(postgres), { recursive: true, force: true });
}
console.log(`1..${points}`);
