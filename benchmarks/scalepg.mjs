// Part "scalepg": the pages of part "scale" on a private PostgreSQL: processor time of the product and of the server's processes that
// answer it, and blocks of tables and indexes, which no neighbour disturbs.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { table, whole } from './report.mjs';
import { FLOOR, LIMIT, measure, measurer } from './scale.mjs';

const BLOCKS = 100; // a difference below it is the depth of trees, and what stands on the rows that happen to be first
const script = fileURLToPath(new URL('../tests/postgres.sh', import.meta.url));

// A server of its own, thrown away at the end; or the one in the folder LX_SCALEPG, where cities stay for the next run.
function cluster() {
	const kept = process.env.LX_SCALEPG, base = kept ?? fs.mkdtempSync(path.join(os.tmpdir(), 'lx-scale-')), server = path.join(base, 'postgres');
	const there = fs.existsSync(server), runs = there && fs.existsSync(path.join(server, 'data/postmaster.pid'));
	fs.mkdirSync(base, { recursive: true });
	if (!runs) execFileSync(script, [there ? 'again' : 'start', server], { stdio: ['ignore', 'ignore', 'inherit'] });
	return { base, server, end() {
		if (kept) return runs || execFileSync(script, ['rest', server]);
		execFileSync(script, ['stop', server]);
		fs.rmSync(base, { recursive: true, force: true });
	} };
}

// The data folder of a city of so many people and the address of its database; "filled" says how it was made.
function city(bench, { base, server }, n) {
	const folder = path.join(base, String(n)), said = path.join(folder, 'filled'), name = `city_${n}`, url = `postgresql://postgres@/${name}?host=${server}`;
	const psql = (...more) => execFileSync('psql', ['-h', server, '-U', 'postgres', '-q', ...more, name], { encoding: 'utf8' });
	if (fs.existsSync(said)) return { folder, url, filled: fs.readFileSync(said, 'utf8') };
	bench.say(`making a city of ${whole(n)} people on PostgreSQL`);
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder);
	execFileSync('dropdb', ['-h', server, '-U', 'postgres', '--if-exists', name], { stdio: 'ignore' });
	execFileSync('createdb', ['-h', server, '-U', 'postgres', name]);
	const began = performance.now();
	execFileSync(path.join(bench.build, 'lianxin'), ['demo', '--scale', String(n), '--data', folder, '--db', url], { stdio: ['ignore', 'ignore', 'inherit'] });
	psql('-c', 'vacuum (analyze, index_cleanup on)'); // in a small table it is on by itself: else old versions of rows would seem to be the city's size
	const seconds = Math.round((performance.now() - began) / 1000), size = Number(psql('-Atc', 'select pg_database_size(current_database())'));
	const filled = `${whole(n)} people in ${whole(seconds)} s (${(size / 2 ** 30).toFixed(2)} GB)`;
	bench.say(`filled with ${filled}`);
	fs.writeFileSync(said, filled);
	return { folder, url, filled };
}

export async function run(bench) {
	if (!fs.existsSync('/usr/lib/postgresql')) return 'Absent: the Debian package postgresql is not installed.';
	const people = bench.option('people', bench.whole ? 60000 : 300000), sizes = [bench.option('few', 30000), people], server = cluster();
	try {
		const made = sizes.map(n => city(bench, server, n)), filled = made.map(c => c.filled), cities = made.map(c => measurer(bench, c.folder, c.url));
		const rows = await measure(cities[0], cities[1], Math.max(1, Math.round(600 / bench.option('pages', 150))));
		cities.forEach(city => city.end());
		rows.sort((a, b) => b.ratio - a.ratio);
		const middle = list => list.sort((a, b) => a - b)[list.length >> 1].toFixed(2);
		fs.writeFileSync(path.join(bench.build, 'scalepg.tsv'), rows.map(r => [r.key, r.fewSteps, r.manySteps, r.stepped.toFixed(2), r.few, r.many].join('\t')).join('\n') + '\n');
		const dear = rows.filter(r => r.ratio > LIMIT && r.many - r.few > FLOOR), grown = rows.filter(r => r.stepped > LIMIT && r.manySteps - r.fewSteps > BLOCKS);
		const fuller = list => list.filter(r => r.manyShown > r.fewShown).length;
		return `PostgreSQL, ${whole(sizes[0])} against ${whole(sizes[1])} people, ${whole(rows.length)} pages. Filled: ${filled.join(', ')}.
Processor time, of the product and of the server's processes that answer it: median ratio **${middle(rows.map(r => r.ratio))}**, above the limit (and more than ${FLOOR} µs dearer) **${dear.length}**,
of which ${fuller(dear)} show more rows in the larger city. Blocks of tables and indexes: median ratio **${middle(rows.map(r => r.stepped || 1))}**, above the limit (and more than ${BLOCKS}) **${grown.length}**.

${table(['page', 'by', `µs at ${whole(sizes[0])}`, `µs at ${whole(sizes[1])}`, 'ratio', 'blocks', 'blocks', 'rows', 'rows'], [...new Set([...dear, ...grown])].slice(0, 40).map(r =>
		[...r.key.split('\t').map(s => s.replaceAll('|', '\\|')), whole(r.few), whole(r.many), `**${r.ratio.toFixed(2)}**`, whole(r.fewSteps), whole(r.manySteps), r.fewShown, r.manyShown]))}`;
	} finally {
		server.end();
	}
}
