// Part "postgres": pages and durable writes on a private PostgreSQL, beside pgbench on the same cluster.
//
// The cluster syncs; servers and load share both cores. pgbench, product, pgbench, product: so that a
// busy machine disturbs both alike.
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, stop } from './process.mjs';
import { table, whole } from './report.mjs';
import { FORM, PAGE, fsyncs, serve } from './writes.mjs';

const call = promisify(execFile);
const CLIENTS = 64, SECONDS = 3, ROUNDS = 3, CHAIR = '13800000003';
const script = fileURLToPath(new URL('../tests/postgres.sh', import.meta.url));

// A private server that syncs: { folder, url }; null: PostgreSQL is not installed. Ended by endCluster.
export function cluster() {
	if (!fs.existsSync('/usr/lib/postgresql')) return null;
	const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lx-bench-')), 'postgres');
	const said = execFileSync(script, ['start', folder], { encoding: 'utf8', env: { ...process.env, FSYNC: 'on', STANDBYS: '' } });
	return { folder, url: said.trim().split('\n').pop() };
}

// Transactions a second of one of pgbench's own mixes.
async function pgbench(folder, mix) {
	const { stdout } = await call('pgbench', ['-h', folder, '-U', 'postgres', '-n', '-M', 'prepared', '-c', String(CLIENTS), '-j', '2', '-T', String(SECONDS), ...mix, 'pgbench']);
	return Number(/tps = ([\d.]+)/.exec(stdout)[1]);
}

export function endCluster({ folder }) {
	execFileSync(script, ['stop', folder]);
	fs.rmdirSync(path.dirname(folder));
}

async function measure(bench, { folder, url }) {
	const data = path.join(bench.build, 'bench-postgres'), sessions = path.join(data, 'sessions'), program = path.join(bench.build, 'lianxin');
	const tool = name => path.join(bench.build, 'benchmarks', name);
	fs.rmSync(data, { recursive: true, force: true });
	const env = { ...process.env, PGOPTIONS: '-c synchronous_commit=off' }; // for what is only made ready
	execFileSync('createdb', ['-h', folder, '-U', 'postgres', 'pgbench']);
	execFileSync('pgbench', ['-h', folder, '-U', 'postgres', '-q', '-i', '-s', '10', 'pgbench'], { stdio: 'ignore', env });
	execFileSync(program, ['demo', '--data', data, '--db', url], { stdio: 'ignore', env });
	fs.writeFileSync(sessions, execFileSync(tool('sessions'), [data, CHAIR, String(CLIENTS), url], { maxBuffer: 1 << 24 }));
	const server = await serve(program, data, {}, url), got = { read: [], page: [], write: [], post: [] };
	const phones = async percent => {
		const { stdout } = await call(tool('phones'), [server.port, sessions, CLIENTS, SECONDS, percent, PAGE, '/activities', FORM].map(String));
		return { rate: Number(/rate ([\d.]+)/.exec(stdout)[1]), p99: Number(/ p99 ([\d.]+)/.exec(stdout)[1]) };
	};
	for (let round = 0; round < ROUNDS; round++) {
		got.read.push(await pgbench(folder, ['-S']));
		got.page.push(await phones(0));
		got.write.push(await pgbench(folder, []));
		got.post.push(await phones(100));
	}
	await stop(server);
	fs.rmSync(data, { recursive: true, force: true });
	return { read: median(got.read), write: median(got.write), page: median(got.page.map(x => x.rate)), post: median(got.post.map(x => x.rate)),
		pageP99: median(got.page.map(x => x.p99)), postP99: median(got.post.map(x => x.p99)) };
}

export async function run(bench) {
	const pg = cluster();
	if (!pg) return 'Absent: the Debian package postgresql is not installed.';
	try {
		const r = await measure(bench, pg), sync = fsyncs(path.resolve(bench.build));
		return `A private PostgreSQL (synced commits, 64 MB of buffers), ${CLIENTS} clients without pause; pgbench (scale 10, prepared statements) and the product in turns,
medians of ${ROUNDS} rounds of ${SECONDS} s; all share both cores. pgbench's read is one SELECT by key, its write five statements; a page here is the list of
activities with a session, a post registers an activity with its event, counters and search entry, serializable. fsync of this disk
alone: ${whole(sync)} a second.

${table(['what', 'a second', 'p99 ms', 'pgbench a second', 'ratio'], [
		['pages, against pgbench -S', whole(r.page), r.pageP99.toFixed(1), whole(r.read), `**${(r.page / r.read).toFixed(3)}**`],
		['durable posts, against pgbench TPC-B', whole(r.post), r.postP99.toFixed(1), whole(r.write), `**${(r.post / r.write).toFixed(3)}**`]])}`;
	} finally {
		endCluster(pg);
	}
}
