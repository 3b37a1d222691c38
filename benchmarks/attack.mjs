// Part "attack": how long others wait for a page while somebody holds, floods, breaks or
// overloads the server, what he gets, and how much memory it takes.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Visitor, memoryMB, own, start, stop } from './process.mjs';
import { table, whole } from './report.mjs';

const WORKER = '13800000007', CHAIR = '13800000003';
const sleep = ms => new Promise(done => setTimeout(done, ms));
const HOST = 'Host: 127.0.0.1\r\n';

// One request on a connection of its own; its status (0: ended without an answer) and milliseconds.
function ask(port, bytes, wait = 15000) {
	return new Promise(done => {
		const began = performance.now(), s = net.connect(port, '127.0.0.1');
		let said = '';
		const end = () => { s.destroy(); clearTimeout(timer); done({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? 0), ms: performance.now() - began, said }); };
		const timer = setTimeout(end, wait);
		s.on('data', d => { said += d.toString('latin1'); if (said.includes('\r\n\r\n')) end(); });
		s.on('error', end);
		s.on('close', end);
		s.write(bytes);
	});
}

// Somebody else, on a new connection each time, for as long as the attack lasts.
async function probe(port, cookie, n = 60) {
	const got = [];
	for (let i = 0; i < n; i++) {
		got.push(await ask(port, `GET /m HTTP/1.1\r\n${HOST}Cookie: ${cookie}\r\nConnection: close\r\n\r\n`));
		await sleep(25);
	}
	return told(got);
}

function told(got) {
	const times = got.filter(g => g.status === 200).map(g => g.ms).sort((a, b) => a - b);
	return { good: times.length, of: got.length, p50: times[times.length >> 1] ?? NaN, p99: times[Math.floor(times.length * 0.99)] ?? NaN };
}

// The same at a steady pace, whether those before were answered or not: what people see who come while it lasts.
async function arrivals(port, cookie, seconds) {
	const EVERY = 50, asked = [];
	for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(EVERY))
		asked.push(ask(port, `GET /m HTTP/1.1\r\n${HOST}Cookie: ${cookie}\r\nConnection: close\r\n\r\n`));
	return told(await Promise.all(asked));
}

// Many sockets held open; `again` opens a new one where the server ended one.
function crowd(port, n, first, drip, again) {
	const sockets = new Set();
	let over = false, cut = 0;
	const open = () => {
		const s = net.connect(port, '127.0.0.1');
		sockets.add(s);
		s.on('connect', () => first && s.write(first));
		s.on('data', () => {});
		s.on('error', () => {});
		s.on('close', () => { sockets.delete(s); cut++; if (again && !over) setTimeout(open, 200); });
	};
	const dripping = drip && setInterval(() => { for (const s of sockets) if (s.writable) s.write(drip); }, 500);
	return {
		async fill() { for (let i = 0; i < n; i += 200) { for (let k = 0; k < Math.min(200, n - i); k++) open(); await sleep(20); } await sleep(500); },
		end() { over = true; clearInterval(dripping); for (const s of sockets) s.destroy(); },
		get held() { return [...sockets].filter(s => !s.connecting && !s.destroyed).length; },
		get cut() { return cut; },
	};
}

// The same bytes again and again from several connections; statuses counted.
function flood(port, clients, bytes) {
	const seen = {};
	let over = false;
	const one = async () => {
		while (!over) {
			const { status } = await ask(port, bytes);
			seen[status] = (seen[status] ?? 0) + 1;
		}
	};
	const all = Array.from({ length: clients }, one);
	return { seen, async end() { over = true; await Promise.all(all); } };
}

const statuses = seen => Object.entries(seen).map(([status, n]) => `${status === '0' ? '断开' : status} × ${whole(n)}`).join('，');

// Each must be refused: an answer below 400 would be the smuggled one's. (To a length that is no
// number the HTTP library writes the head of its own refusal twice, then closes.)
const smuggled = [
	['CL and TE', `POST /sign-in HTTP/1.1\r\n${HOST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['TE and CL', `POST /sign-in HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n0\r\n\r\n`],
	['two lengths', `POST /sign-in HTTP/1.1\r\n${HOST}Content-Length: 0\r\nContent-Length: 44\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['a list of lengths', `POST /sign-in HTTP/1.1\r\n${HOST}Content-Length: 0, 44\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['blank before the colon', `POST /sign-in HTTP/1.1\r\n${HOST}Content-Length : 44\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['an odd coding', `POST /sign-in HTTP/1.1\r\n${HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['two codings', `POST /sign-in HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['a folded line', `GET /healthz HTTP/1.1\r\n${HOST}X: a\r\n Content-Length: 44\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['bare LF', `GET /healthz HTTP/1.1\n${HOST.trim()}\n\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['two hosts', `GET /healthz HTTP/1.1\r\n${HOST}Host: evil.example\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['a NUL', `GET /healthz HTTP/1.1\r\n${HOST}X: a\0b\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['an absolute target', `GET http://evil.example/healthz HTTP/1.1\r\n${HOST}\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
	['a length with a sign', `POST /sign-in HTTP/1.1\r\n${HOST}Content-Length: +44\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`],
];

// Those that were answered with something.
async function smuggle(port) {
	const through = [];
	for (const [name, bytes] of smuggled) {
		const said = await new Promise(done => {
			const s = net.connect(port, '127.0.0.1');
			let text = '';
			const end = () => { s.destroy(); done(text); };
			s.on('data', d => { text += d.toString('latin1'); });
			s.on('close', end);
			s.on('error', end);
			setTimeout(end, 400);
			s.write(bytes);
		});
		const answers = said.match(/HTTP\/1\.1 \d+/g) ?? [];
		if (answers.some(a => a < 'HTTP/1.1 400')) through.push(name);
	}
	return through;
}

async function pipeline(port, cookie) {
	const n = 500, one = `GET /m HTTP/1.1\r\n${HOST}Cookie: ${cookie}\r\n\r\n`;
	const counts = await Promise.all(Array.from({ length: 20 }, () => new Promise(done => {
		const s = net.connect(port, '127.0.0.1');
		let got = 0;
		s.on('data', d => { got += d.toString('latin1').split('HTTP/1.1 200').length - 1; if (got >= n) s.destroy(); });
		s.on('error', () => {});
		s.on('close', () => done(got));
		setTimeout(() => s.destroy(), 20000);
		s.write(one.repeat(n));
	})));
	return `${whole(counts.reduce((a, b) => a + b))} of ${whole(n * 20)} answered`;
}

function wrk(port, target, cookie, connections, seconds) {
	const child = own(spawn('taskset', ['-c', '1', 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '--timeout', '30s', '-H', `Cookie: ${cookie}`,
		`http://127.0.0.1:${port}${target}`], { stdio: ['ignore', 'pipe', 'ignore'] }));
	let said = '';
	child.stdout.on('data', d => { said += d; });
	return new Promise(done => child.once('close', () => {
		const all = Number(/(\d+) requests in/.exec(said)?.[1] ?? 0), bad = Number(/Non-2xx or 3xx responses: (\d+)/.exec(said)?.[1] ?? 0);
		done(`${whole(all - bad)} answered, ${whole(bad)} refused, half of them within ${/^\s+50%\s+(\S+)/m.exec(said)?.[1] ?? '?'}`);
	}));
}

export async function run(bench) {
	const idle = bench.option('idle', 10000), data = path.join(bench.build, 'attack-data');
	fs.rmSync(data, { recursive: true, force: true });
	execFileSync(path.join(bench.build, 'lianxin'), ['demo', '--data', data], { stdio: 'ignore' });
	const server = await start(path.join(bench.build, 'lianxin'), ['serve', '--data', data, '--listen', '127.0.0.1:0', '--log', 'error'], {}, /http:\/\/[^:]+:(\d+)/);
	const { port } = server, visitor = new Visitor(port), chair = new Visitor(port);
	await visitor.signIn(WORKER, 'Lianxin-2024');
	await chair.signIn(CHAIR, 'Lianxin-2024');
	const cookie = visitor.cookie(), dear = chair.cookie(), rows = [];
	const row = (name, others, what) => {
		const memory = memoryMB(server.pid).total;
		rows.push([name, `${others.good}/${others.of}`, others.p50.toFixed(1), others.p99.toFixed(1), memory, what]);
		bench.say(rows.at(-1).join(' | '));
	};
	const held = async (name, n, first, drip, again) => {
		const c = crowd(port, n, first, drip, again);
		await c.fill();
		const others = await probe(port, cookie);
		if (again) await sleep(12000); // past the deadline of a head
		row(name, others, `${whole(c.held)} held, ${whole(c.cut)} ended by the server`);
		c.end();
		await sleep(500);
	};
	const flooded = async (name, clients, bytes) => {
		const f = flood(port, clients, bytes), others = await probe(port, cookie);
		await f.end();
		row(name, others, statuses(f.seen));
	};
	row('nothing', await probe(port, cookie), '');
	await held(`${whole(idle)} idle connections`, idle, `GET /healthz HTTP/1.1\r\n${HOST}\r\n`);
	await held('2,000 half-sent heads', 2000, `GET /m HTTP/1.1\r\n${HOST}X: `, null, true);
	await held('1,000 heads of a byte each half second', 1000, `GET /m HTTP/1.1\r\n${HOST}X: `, 'a', true);
	await held('500 bodies of a byte each half second', 500, `POST /sign-in HTTP/1.1\r\n${HOST}Content-Length: 50000\r\n\r\n`, 'a', true);
	await flooded('heads of 64 KB, 20 clients', 20, `GET /m HTTP/1.1\r\n${HOST}X: ${'a'.repeat(65536)}\r\n\r\n`);
	await flooded('bodies of 2 GB announced, 20 clients', 20, `POST /sign-in HTTP/1.1\r\n${HOST}Content-Length: 2000000000\r\n\r\n${'a'.repeat(1000)}`);
	await flooded('bodies of 1 MB past the limit, 8 clients', 8, `POST /sign-in HTTP/1.1\r\n${HOST}Content-Length: 1000000\r\n\r\n${'a'.repeat(1000000)}`);
	const through = await smuggle(port);
	row(`${smuggled.length} smuggled requests`, await probe(port, cookie, 20), through.length ? `through: ${through.join(', ')}` : 'all refused');
	const piped = pipeline(port, cookie), beside = await probe(port, cookie);
	row('20 clients with 500 requests in one pipe', beside, await piped);
	const late = wrk(port, '/dashboard', dear, 64, 4), meanwhile = await probe(port, cookie);
	row('dear pages: 64 clients on the dashboard', meanwhile, await late);
	const full = [wrk(port, '/m', cookie, 400, 5), wrk(port, '/search?q=a', dear, 100, 5)], cheap = await arrivals(port, cookie, 5);
	row('above capacity: 400 on a cheap page, 100 on the search', cheap, `cheap: ${await full[0]}; search: ${await full[1]}`);
	row('afterwards', await probe(port, cookie), '');
	await stop(server);
	fs.rmSync(data, { recursive: true, force: true });
	return `Server on core 0, attackers and the probe on the other. The probe asks for the phone's home page, signed in, each time on a new connection.

${table(['while', 'probe answered', 'p50 ms', 'p99 ms', 'server MB', 'what the attacker got'], rows)}`;
}
