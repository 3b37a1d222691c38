// crash.test.mjs PROGRAM [ROUNDS]: kills the server with SIGKILL while people save, upload, import
// workbooks and sign in, and looks after every restart whether all that was acknowledged is there,
// whether what was under way is there once after sending it again, whether imports go on by
// themselves and write each row once, and, at the end, whether the chain of events and the counters
// agree. Prints TAP.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { cookiesOf } from './visitor.mjs';

const program = path.resolve(process.argv[2]), rounds = +process.argv[3] || 20, streams = 4;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lianxin-crash-'));
const own = { cookie: '', csrf: '' }, chair = { cookie: '', csrf: '' };
const kept = { rows: 0, again: 0, files: 0, sessions: 0, imported: 0, resumed: 0, hidden: 0 };
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

async function go(address, form, file, visitor = own) {
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

async function signIn(login, visitor) {
	await go('/sign-in', null, null, visitor);
	const answer = await go('/sign-in', { login, password: 'Lianxin-2024', _once: once() }, null, visitor);
	if (answer.status !== 303) throw new Error(`signing in gives ${answer.status}`);
	await go('/account', null, null, visitor);
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
			const bytes = link && await fetch(origin + link[1], { headers: { cookie: own.cookie } });
			if (!bytes || bytes.status !== 200 || await bytes.text() !== row.file.text) return `${row.title}: the file that was taken is lost`;
			kept.files++;
		}
		kept.rows++;
	}
	return '';
}

// ---- large files, one after another ----

async function uploads(files) {
	let page;
	for (;;) {
		const row = { name: `断电大件${++serial}.txt`, once: once(), text: `断电演练的大件 ${serial}\n`.repeat(20000 + serial % 7 * 9000) };
		try {
			page ??= (await go('/activities', form({ title: `断电大件${serial}`, once: once() }))).to;
			files.push(Object.assign(row, { page }));
			row.sent = (await go(`${page}/files`, { _once: row.once }, row)).status === 303;
		} catch { return; }
	}
}

// What was taken is there whole; what was under way is there once after sending it again.
async function lookForFiles(files) {
	for (const row of files) {
		if (!row.sent) {
			const sent = await go(`${row.page}/files`, { _once: row.once }, row);
			if (sent.status !== 303) return `${row.name}: sent again it gives ${sent.status}`;
		}
		const seen = await go(row.page), links = [...seen.page.matchAll(/href="(\/files\/\d+)[^"]*"[^>]*>([^<]*)/g)].filter(m => m[2].includes(row.name));
		if (links.length !== 1) return `${row.name} hangs ${links.length} times on its record`;
		const bytes = await fetch(origin + links[0][1], { headers: { cookie: own.cookie } });
		if (bytes.status !== 200 || await bytes.text() !== row.text) return `${row.name}: its bytes are lost`;
		kept.files++;
	}
	return '';
}

// ---- imports ----

const signs = n => [...String(n)].map(d => '零一二三四五六七八九'[d]).join('');

function activities(round) {
	const n = 15 + round * 37 % 40, mark = `演练${signs(1000 + round)}号`;
	return { by: own, n, mark, list: 'activities', into: '/lists/activities/import', form: {}, done: '，已导入', running: '，正在写入', whole: false,
		text: '活动名称,类别,举办日期,参加人数\n' + Array.from({ length: n }, (_, i) => `${mark}${signs(i)},文体活动,2024-02-21,5\n`).join('') };
}

function identity(i) {
	const born = new Date(Date.UTC(1970, 0, 1) + i % 9000 * 86400000).toISOString().slice(0, 10).replaceAll('-', '');
	const digits = `320602${born}${String(Math.floor(i / 9000) + 1).padStart(3, '0')}`, sum = [...digits].reduce((n, d, at) => n + d * (2 ** (17 - at) % 11), 0);
	return digits + '10X98765432'[sum % 11];
}

function members(round) {
	const n = 30 + round * 53 % 110 + (round % 6 === 2 ? 400 : 0), mark = `样例${signs(1000 + round)}`, at = round * 600; /* some are long enough to be seen under way */
	return { by: chair, n, mark, list: 'members', into: '/members/imports', form: { unit: '10' }, done: '>已导入<', running: /正在(写入|修改|建立查找)/, whole: true,
		text: '姓名,证件号码,手机号\n' + Array.from({ length: n }, (_, i) => `${mark}之${signs(i)},${identity(at + i)},139${10000000 + at + i}\n`).join('') };
}

const send = b => go(b.into, { ...b.form, _once: b.once ??= once() }, { name: `${b.mark}.csv`, text: b.text }, b.by);
const apply = b => go(`${b.page}/apply`, { _once: b.applying ??= once() }, null, b.by);

async function importing(b) {
	try {
		const sent = await send(b);
		if (sent.status !== 303) { b.wrong = `the workbook gives ${sent.status}`; return; }
		b.page = sent.to;
		b.applied = (await apply(b)).status === 303;
	} catch { /* the server is gone */ }
}

// Rows of the batch in the list, as an export has them: one look at one moment.
async function listed(b) {
	const answer = await go(`/lists/${b.list}/export`, { format: 'csv', reason: '断电演练', _once: once() }, null, b.by);
	if (answer.status !== 200) throw new Error(`the export gives ${answer.status}`);
	return answer.page.split('\n').filter(line => line.includes(b.mark)).map(line => line.match(new RegExp(`${b.mark}[^,"]*`))[0]);
}

async function lookForBatch(b) {
	if (b.wrong) return b.wrong;
	const under = b.page && b.applied && (await go(b.page, null, null, b.by)).page.search(b.running) >= 0, early = await listed(b);
	if (b.whole && early.length && early.length !== b.n) return `${early.length} of ${b.n} members show before all are there`;
	if (!b.page) {
		const sent = await send(b);
		if (sent.status !== 303) return `the workbook sent again gives ${sent.status}`;
		b.page = sent.to;
	}
	const seen = (await go(b.page, null, null, b.by)).page;
	if (!seen.includes(`${b.mark}.csv`)) return 'an import that was acknowledged is lost';
	if (b.applied && seen.includes('还没有写入')) return 'an import that was begun stands where it was before';
	if (under) kept.resumed++;
	if (b.whole && b.applied && !early.length) kept.hidden++;
	if (!b.applied && (await apply(b)).status !== 303) return 'an import cannot be begun again';
	for (let i = 0; !(await go(b.page, null, null, b.by)).page.includes(b.done); i++) {
		if (i > 1800) return `an import does not go on: ${/<span class="tag">[^<]*|<p class="sub">[^<]*/.exec((await go(b.page, null, null, b.by)).page)}`; /* the regular work looks every minute */
		await wait(50);
	}
	const there = await listed(b);
	if (there.length !== b.n || new Set(there).size !== b.n) return `${b.mark}: of ${b.n} rows ${new Set(there).size} are there, ${there.length} in all`;
	kept.imported += b.n;
	return '';
}

async function lookForBatches(batches) {
	for (const b of [...batches].reverse()) {
		const wrong = await lookForBatch(b);
		if (wrong) return wrong;
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
	await signIn('13800000003', own);
	await signIn('13800000002', chair);
	for (let round = 1; round <= rounds; round++) {
		const rows = [], sessions = [], files = [];
		const batches = [activities(round), members(round)];
		const running = [arrivals(sessions), uploads(files), ...batches.map(importing), ...Array.from({ length: streams }, () => stream(rows))];
		await wait(60 + (round * 97) % 240);
		for (let i = 0; round % 3 && i < 400 && !batches[round % 3 - 1].applied; i++) await wait(10); /* into the middle of an import */
		await kill();
		await Promise.all(running);
		await start();
		point(await lookForBatches(batches) || await lookFor(rows) || await lookForSessions(sessions) || await lookForFiles(files), `after kill ${round} all that was acknowledged is there`);
	}
	await kill();
	point(kept.rows >= rounds * 4 && kept.again > 0 && kept.files > 0 ? '' : 'too few for a test',
		`${kept.rows} rows were found, ${kept.again} of them sent again; ${kept.files} files and ${kept.sessions} sessions`);
	point(kept.imported >= rounds * 40 && (kept.resumed || rounds < 20) ? '' : 'too few for a test',
		`${kept.imported} rows were imported, each once; ${kept.resumed} imports went on after the kill, ${kept.hidden} were hidden then`);
	point(audit('verify'), 'the chain of events is whole');
	point(audit('recount'), 'the counters agree with the events');
	console.log(`1..${points}`);
} finally {
	server?.kill('SIGKILL');
	fs.rmSync(folder, { recursive: true, force: true });
}
