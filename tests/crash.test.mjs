// crash.test.mjs PROGRAM [ROUNDS]: kills the server with SIGKILL while people save, upload and sign in, and
// looks after every restart whether all that was acknowledged is there, whether what was
// under way is there once after sending it again, and, at the end, whether the chain of
// events and the counters agree. Prints TAP.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { cookiesOf } from './visitor.mjs';

const program = path.resolve(process.argv[2]), rounds = +process.argv[3] || 20, streams = 4;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lianxin-crash-'));
const visitor = { cookie: '', csrf: '' };
const kept = { rows: 0, again: 0, files: 0, sessions: 0 };
let points = 0, server, origin, serial = 0;

function point(wrong, title) {
	console.log(`${wrong ? 'not ok' : 'ok'} ${++points} - ${title}`);
	if (wrong) { console.log(`# ${wrong}`); process.exitCode = 1; }
}

const wait = ms => new Promise(r => setTimeout(r, ms));
const freePort = () => new Promise(done => {
	const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

async function start() {
	server = spawn(program, ['serve', '--data', folder, '--listen', origin.slice(7), '--demo-if-empty'], { stdio: 'ignore' });
	for (let i = 0; i < 1200; i++) {
		if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
		try { await fetch(`${origin}/healthz`); return; } catch { await wait(50); }
	}
	throw new Error('the server does not answer');
}

async function kill() {
	const ended = new Promise(done => server.once('exit', done));
	server.kill('SIGKILL');
	await ended;
}

async function go(address, form, file) {
	let body = form && new URLSearchParams({ ...form, _csrf: visitor.csrf });
	if (file) {
		body = new FormData();
		for (const [name, value] of Object.entries({ ...form, _csrf: visitor.csrf })) body.append(name, value);
		body.append('files', new Blob([file.text], { type: 'text/plain' }), file.name);
	}
	const answer = await fetch(origin + address, { method: form ? 'POST' : 'GET', body, redirect: 'manual', headers: { cookie: visitor.cookie } });
	for (const pair of cookiesOf(answer)) {
		if (/^lxp?=/.test(pair)) visitor.cookie = pair;
	}
	const page = await answer.text(), found = /name="_csrf" value="([^"]+)"/.exec(page);
	if (found) visitor.csrf = found[1];
	return { status: answer.status, to: answer.headers.get('location') || '', page };
}

const once = () => `crash-${process.pid}-${++serial}`;

async function signIn() {
	await go('/sign-in');
	const answer = await go('/sign-in', { login: '13800000003', password: 'Lianxin-2024', _once: once() });
	if (answer.status !== 303) throw new Error(`signing in gives ${answer.status}`);
	await go('/activities/new');
}

// Saves one activity after another, and reports every second one as held, until the server is gone.
async function stream(rows) {
	for (;;) {
		const row = { title: `断电演练${++serial}`, once: once() };
		rows.push(row);
		try {
			const made = await go('/activities', form(row));
			if (made.status !== 303) { row.wrong = `saving gives ${made.status}`; return; }
			row.page = made.to;
			if (serial % 3 === 0) {
				const file = { name: `断电${serial}.txt`, text: `断电演练的附件 ${serial}\n`.repeat(50) };
				const sent = await go(`${made.to}/files`, { _once: once() }, file);
				if (sent.status === 303) row.file = file;
				else { row.wrong = `an upload gives ${sent.status}`; return; }
			}
			if (serial % 2) continue;
			const held = await go(`${made.to.replace('activities', 'activity')}/do/hold`, { _once: once() });
			row.held = held.status === 303;
		} catch { return; }
	}
}

// Signs in again and again; whoever was let in must still be in after the restart.
async function arrivals(sessions) {
	for (;;) {
		try {
			const jar = [], page = await fetch(`${origin}/sign-in`);
			const keep = answer => { jar.push(...cookiesOf(answer)); return answer; };
			keep(page);
			const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())[1];
			const body = new URLSearchParams({ login: '13800000007', password: 'Lianxin-2024', _once: once(), _csrf: csrf });
			const answer = keep(await fetch(`${origin}/sign-in`, { method: 'POST', body, redirect: 'manual', headers: { cookie: jar.join('; ') } }));
			await answer.text();
			if (answer.status === 303) sessions.push(jar.filter(pair => /^lx=./.test(pair)).at(-1));
		} catch { return; }
	}
}

async function lookForSessions(sessions) {
	for (const cookie of sessions) {
		const answer = await fetch(`${origin}/account`, { redirect: 'manual', headers: { cookie } });
		await answer.text();
		if (answer.status !== 200) return `a session that was opened is gone (${answer.status})`;
		kept.sessions++;
	}
	return '';
}

const form = row => ({ title: row.title, kind: '2', held_on: '2024-02-20', people: '3', _once: row.once });

// What was acknowledged must be there; what was not is sent again with its key and must be there once.
async function lookFor(rows) {
	for (const row of rows) {
		if (row.wrong) return row.wrong;
		if (!row.page) {
			const made = await go('/activities', form(row));
			if (made.status !== 303) return `${row.title}: sent again it gives ${made.status}`;
			row.page = made.to;
			kept.again++;
			const list = await go(`/activities?q=${encodeURIComponent(row.title)}`);
			const links = new Set(list.page.match(/\/activities\/\d+/g));
			if (links.size !== 1) return `${row.title} stands ${links.size} times in the list`;
		}
		const seen = await go(row.page);
		if (seen.status !== 200 || !seen.page.includes(row.title)) return `${row.title} was acknowledged and is lost (${seen.status})`;
		if (row.held && !seen.page.includes('待核实')) return `${row.title} was reported as held, which is lost`;
		if (row.file) {
			const link = /href="(\/files\/\d+)/.exec(seen.page);
			const bytes = link && await fetch(origin + link[1], { headers: { cookie: visitor.cookie } });
			if (!bytes || bytes.status !== 200 || await bytes.text() !== row.file.text) return `${row.title}: the file that was taken is lost`;
			kept.files++;
		}
		kept.rows++;
	}
	return '';
}

function audit(...what) {
	const done = spawnSync(program, ['audit', ...what, '--data', folder], { encoding: 'utf8' });
	return done.status === 0 ? '' : `${done.stdout}${done.stderr}`.trim().replaceAll('\n', ' ');
}

origin = `http://127.0.0.1:${await freePort()}`;
try {
	console.log('TAP version 13');
	await start();
	await signIn();
	for (let round = 1; round <= rounds; round++) {
		const rows = [], sessions = [], running = [arrivals(sessions), ...Array.from({ length: streams }, () => stream(rows))];
		await wait(60 + (round * 97) % 240);
		await kill();
		await Promise.all(running);
		await start();
		point(await lookFor(rows) || await lookForSessions(sessions), `after kill ${round} all that was acknowledged is there`);
	}
	await kill();
	point(kept.rows >= rounds * 4 && kept.again > 0 && kept.files > 0 ? '' : 'too few for a test',
		`${kept.rows} rows were found, ${kept.again} of them sent again; ${kept.files} files and ${kept.sessions} sessions`);
	point(audit('verify'), 'the chain of events is whole');
	point(audit('recount'), 'the counters agree with the events');
	console.log(`1..${points}`);
} finally {
	server?.kill('SIGKILL');
	fs.rmSync(folder, { recursive: true, force: true });
}
