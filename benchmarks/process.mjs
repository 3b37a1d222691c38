// Servers as processes on core 0, what the kernel says of them, and a visitor with cookies.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';

export const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

// User and system time of a process so far, and of the children that it has buried.
export function cpuSeconds(pid) {
	const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
	return (Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) / ticks;
}

// Resident memory; `own` without mapped files (the program and the database, shared with the page cache).
export function memoryMB(pid) {
	const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
	const of = name => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 102.4) / 10;
	return { total: of('VmRSS'), own: of('RssAnon') };
}

// What a part has started and nobody has ended yet; a part that fails leaves it, and it would keep node alive.
const running = new Set();
process.once('exit', () => { for (const child of running) child.kill('SIGKILL'); });

export function own(child) {
	running.add(child);
	child.once('close', () => running.delete(child));
	return child;
}

export function endAll() {
	return Promise.all([...running].map(child => new Promise(done => {
		child.removeAllListeners('exit');
		child.once('close', done);
		child.kill('SIGTERM');
		setTimeout(() => child.kill('SIGKILL'), 15000).unref();
	})));
}

// Starts a server on core 0 (core: null: on all); resolves when it has said its port, `ms` after the start.
export function start(program, args, env, port, { core = 0, ...more } = {}) {
	return new Promise((done, failed) => {
		const began = performance.now();
		const [first, ...rest] = core === null ? [program] : ['taskset', '-c', String(core), program];
		const child = own(spawn(first, [...rest, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env }, ...more }));
		child.once('error', failed);
		child.once('exit', code => failed(new Error(`${program} ended with ${code}`)));
		child.stdout.on('data', said => {
			const found = port.exec(said.toString());
			if (found) done({ child, pid: child.pid, port: Number(found[1]), ms: Math.round(performance.now() - began) });
		});
	});
}

export function stop(server) {
	return new Promise(done => {
		server.child.removeAllListeners('exit');
		server.child.once('exit', done);
		server.child.kill('SIGTERM');
	});
}

export class Visitor {
	constructor(port) {
		this.port = port;
		this.jar = new Map();
	}

	cookie() {
		return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	ask(method, path, body) {
		const headers = { Cookie: this.cookie() };
		if (body) Object.assign(headers, { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) });
		return new Promise((done, failed) => {
			const asked = http.request({ host: '127.0.0.1', port: this.port, path, method, headers, agent: false }, answer => {
				const parts = [];
				answer.on('data', part => parts.push(part));
				answer.on('end', () => {
					for (const set of answer.headers['set-cookie'] ?? []) this.keep(set);
					const lines = [];
					for (let i = 0; i < answer.rawHeaders.length; i += 2) lines.push(`${answer.rawHeaders[i]}: ${answer.rawHeaders[i + 1]}`);
					done({ status: answer.statusCode, head: [`HTTP/1.1 ${answer.statusCode}`, ...lines].join('\r\n'), body: Buffer.concat(parts) });
				});
			});
			asked.once('error', failed);
			asked.end(body);
		});
	}

	keep(set) {
		const [, name, value] = /^([^=]+)=([^;]*)/.exec(set);
		if (value) this.jar.set(name, value);
		else this.jar.delete(name);
	}

	get(path) {
		return this.ask('GET', path);
	}

	async signIn(login, password) {
		const page = (await this.get('/sign-in')).body.toString(), form = new URLSearchParams({ login, password });
		for (const [input] of page.matchAll(/<input[^>]*type="hidden"[^>]*>/g))
			form.set(/name="([^"]*)"/.exec(input)[1], /value="([^"]*)"/.exec(input)?.[1] ?? '');
		const answer = await this.ask('POST', '/sign-in', form.toString());
		if (answer.status !== 303) throw new Error(`${login} could not sign in: ${answer.status}`);
	}
}
