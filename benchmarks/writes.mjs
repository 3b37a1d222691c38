// Durable writes under load, on the disk as it is and on one that waits 2 ms at each fsync. By hand:
//   node benchmarks/writes.mjs BUILD [PHONES]
import { execFile, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { own, stop } from './process.mjs';
import { hall } from './votes.mjs';

const run = promisify(execFile);
export const FORM = 'title=羽毛球%d&kind=2&held_on=2024-02-20&people=3', PAGE = '/activities', SECONDS = 3;

// Server and load share all cores, as they do on one machine. `db`: another database than the folder's own.
export function serve(program, data, env, db) {
	return new Promise((done, failed) => {
		const child = own(spawn(program, ['serve', '--data', data, '--listen', '127.0.0.1:0', ...(db ? ['--db', db] : [])], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } }));
		child.once('exit', code => failed(new Error(`the server ended with ${code}`)));
		child.stdout.on('data', said => {
			const found = /http:\/\/[^:]+:(\d+)/.exec(said.toString());
			if (found) done({ child, pid: child.pid, port: Number(found[1]) });
		});
	});
}

// What the disk does alone: a page appended and synced, again and again for a second.
export function fsyncs(folder) {
	const file = fs.openSync(path.join(folder, 'fsync'), 'w'), page = Buffer.alloc(4096, 'x'), began = performance.now();
	let n = 0;
	for (; performance.now() - began < 1000; n++) { fs.writeSync(file, page); fs.fdatasyncSync(file); }
	fs.closeSync(file);
	fs.unlinkSync(path.join(folder, 'fsync'));
	return n;
}

export async function writes({ build, work, program, phones }) {
	const data = path.join(work, 'writes'), sessions = path.join(work, 'sessions'), rows = [], ratios = [];
	const tool = name => path.resolve(build, 'benchmarks', name);
	const fresh = () => { // both disks begin with the same rows
		fs.rmSync(data, { recursive: true, force: true });
		execFileSync(program, ['demo', '--data', data], { stdio: 'ignore' });
		fs.writeFileSync(sessions, execFileSync(tool('sessions'), [data, '13800000003', String(Math.max(phones, 64))], { maxBuffer: 1 << 26 }));
	};
	const load = async (server, disk, what, n, seconds, percent, asked = [sessions, PAGE, '/activities', FORM]) => {
		const [who, ...rest] = asked;
		const { stdout } = await run(tool('phones'), [server.port, who, n, seconds, percent, ...rest, server.pid].map(String));
		const words = stdout.trim().split(' '), row = { disk, what };
		for (let i = 0; i + 1 < words.length; i += 2) row[words[i]] = Number(words[i + 1]);
		rows.push(row);
		return row;
	};
	for (const [disk, env] of [['as it is', {}], ['2 ms more', { LD_PRELOAD: tool('libslowdisk.so'), LX_FAULTS: 'sync-delay-us=2000' }]]) {
		fresh();
		const { vote, file } = hall(build, data, phones);
		const server = await serve(program, data, env);
		await load(server, disk, `${phones} phones cast a vote at once`, phones, 0, 100, [file, `/ballots/${vote}`, `/ballots/${vote}/cast`, '@']);
		await load(server, disk, `${phones} phones at once`, phones, 0, 100);
		const many = await load(server, disk, '64 writers', 64, SECONDS, 100);
		const pages = await load(server, disk, '64 readers', 64, SECONDS, 0);
		const mixed = await load(server, disk, '64, one post in five', 64, SECONDS, 20);
		await stop(server);
		const alone = await serve(program, data, { ...env, LX_GROUP: '1' });
		const each = await load(alone, disk, '64 writers, a commit a request', 64, SECONDS, 100);
		await stop(alone);
		ratios.push({ disk, what: 'groups against a commit a request', is: many.rate / each.rate, aim: '≥ 5' });
		ratios.push({ disk, what: 'mixed load against pages alone', is: mixed.rate / pages.rate, aim: '≥ 0.67' });
	}
	return { rows, ratios, fsyncs: fsyncs(work) };
}

if (path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	const build = path.resolve(process.argv[2] ?? 'build-release'), work = path.join(build, 'bench-writes');
	fs.mkdirSync(work, { recursive: true });
	const { rows, ratios, fsyncs: alone } = await writes({ build, work, program: path.join(build, 'lianxin'), phones: Number(process.argv[3] ?? 5000) });
	console.table(rows.map(({ disk, what, answered, refused, rate, p50, p99, most, cpu, own: load }) => ({ disk, what, answered, refused, rate, p50, p99, most, cpu, load })));
	console.table(ratios);
	console.log(`fsyncs a second: ${alone}`);
}
