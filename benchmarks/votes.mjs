// Part "votes": so many phones cast their ballots at once. Each has checked its ballot before, as a voter has who
// presses the last button when the chair says so; what is timed is from the first ballot sent to the last answer.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cpuSeconds, memoryMB, median, start, stop } from './process.mjs';
import { table, whole } from './report.mjs';

const program = (build, name) => path.resolve(build, 'benchmarks', name);

// One hall of voters in the folder: the vote's number, and the file that phones reads.
export function hall(build, folder, n) {
	const said = execFileSync(program(build, 'ballots'), [folder, String(n)], { encoding: 'utf8', maxBuffer: 1 << 26 }), line = said.indexOf('\n');
	const file = path.join(folder, 'phones.txt');
	fs.writeFileSync(file, said.slice(line + 1));
	return { vote: said.slice(0, line), file };
}

const sqlite = (folder, sql) => execFileSync('python3', ['-c', 'import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])', path.join(folder, 'lianxin.db'), sql], { encoding: 'utf8' }).trim();

async function round(bench, folder, n) {
	const { vote, file } = hall(bench.build, folder, n);
	const server = await start(path.join(bench.build, 'lianxin'), ['serve', '--data', folder, '--port', '0'], {}, /127\.0\.0\.1:(\d+)/, { core: null });
	const before = cpuSeconds(server.pid);
	const said = execFileSync(program(bench.build, 'phones'), [String(server.port), file, String(n), '0', '100', `/ballots/${vote}`, `/ballots/${vote}/cast`, '@'], { encoding: 'utf8' });
	const got = Object.fromEntries([...said.matchAll(/(\S+) ([\d.]+)/g)].map(([, key, value]) => [key, Number(value)]));
	const cpu = cpuSeconds(server.pid) - before, memory = memoryMB(server.pid).total, load = os.loadavg()[0];
	await stop(server);
	const urn = Number(sqlite(folder, `select count(*) from vote_urn where vote = ${vote}`));
	const taken = Number(sqlite(folder, `select count(*) from vote_roll where vote = ${vote} and way = 1`));
	if (got.refused || urn !== n || taken !== n) throw new Error(`of ${n} ballots ${urn} are in the urn, ${taken} on the roll, ${got.refused} were refused`);
	return { ...got, cpu: cpu / n * 1e6, memory, load };
}

export async function run(bench) {
	const n = bench.option('phones', 5000), rounds = bench.option('rounds', 3), folder = path.join(bench.build, 'votes'), got = [];
	fs.rmSync(folder, { recursive: true, force: true });
	execFileSync(path.join(bench.build, 'lianxin'), ['demo', '--data', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
	for (let i = 0; i < rounds; i++) got.push(await round(bench, folder, n));
	fs.rmSync(folder, { recursive: true, force: true });
	const mid = key => median(got.map(g => g[key]));
	return `${whole(n)} phones, each on a connection and with a session of its own, have been shown their ballot (GET) and all cast it at once; roll and urn are
counted afterwards: nothing was lost, nothing twice. Server and phones share both cores. Medians of ${rounds} rounds, each with its own vote and a fresh server.
The aim is one second to the last answer.

${table(['ballots', 'seconds to the last answer', 'ballots a second', 'half of the phones waited ms', '99 % ms', 'longest ms', 'CPU µs a phone, page and ballot', 'MB'],
		[[whole(n), `**${mid('seconds').toFixed(2)}**`, whole(mid('rate')), whole(mid('p50')), whole(mid('p99')), whole(mid('most')), whole(mid('cpu')), whole(mid('memory'))]])}

Rounds: ${got.map(g => `${g.seconds.toFixed(2)} s at load ${g.load.toFixed(1)}`).join(', ')}.`;
}
