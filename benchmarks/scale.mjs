// Part "scale": what every list, search, tree and other page costs at three million people
// against thirty thousand, in processor time a request. The data is made once and kept:
// by "./bench scale", which takes its time.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { table, whole } from './report.mjs';

const LIMIT = 1.3;
const FLOOR = 300; // µs: a difference below it is within what the clock can tell

// A folder with that many people; made aside, so that a broken run leaves none that looks whole.
function city(bench, people) {
	const folder = path.join(bench.build, 'scale', String(people)), aside = `${folder}.new`;
	if (fs.existsSync(folder)) return folder;
	fs.rmSync(aside, { recursive: true, force: true });
	fs.mkdirSync(aside, { recursive: true });
	bench.say(`making a city of ${whole(people)} people`);
	execFileSync(path.join(bench.build, 'lianxin'), ['demo', '--scale', String(people), '--data', aside], { stdio: ['ignore', 'ignore', 'inherit'] });
	fs.renameSync(aside, folder);
	return folder;
}

function measure(bench, folder) {
	const said = execFileSync(path.join(bench.build, 'benchmarks/scale'), [folder], { encoding: 'utf8', maxBuffer: 1 << 26 });
	return new Map(said.trim().split('\n').map(line => line.split('\t')).map(([who, page, , us]) => [`${page}\t${who}`, Number(us)]));
}

export async function run(bench) {
	// A whole run is to end in bounded time: it makes no city of three million, but uses one that was made before.
	const made = fs.existsSync(path.join(bench.build, 'scale', '3000000'));
	const most = bench.option('people', bench.whole && !made ? 300000 : 3000000), few = bench.option('few', 30000);
	const folders = [few, most].map(people => city(bench, people));
	const [small, large] = folders.map(folder => measure(bench, folder));
	const rows = [...large].filter(([key]) => small.has(key)).map(([key, us]) => ({ key, few: small.get(key), many: us, ratio: us / small.get(key) }));
	rows.sort((a, b) => b.ratio - a.ratio);
	const grown = rows.filter(r => r.ratio > LIMIT && r.many - r.few > FLOOR), ratios = rows.map(r => r.ratio).sort((a, b) => a - b);
	const size = folders.map(folder => (fs.statSync(path.join(folder, 'lianxin.db')).size / 2 ** 30).toFixed(2));
	fs.writeFileSync(path.join(bench.build, 'scale', 'table.tsv'), rows.map(r => [r.key, r.few, r.many, r.ratio.toFixed(2)].join('\t')).join('\n') + '\n');
	return `${whole(rows.length)} addresses (every declared list in every order with every kind of condition, searches, trees, dashboards, pages of
a row; by the federation and by a union), each at ${whole(few)} people (${size[0]} GB) and at ${whole(most)} (${size[1]} GB). The limit is ${LIMIT} times the
processor time. Median ratio **${ratios[ratios.length >> 1].toFixed(2)}**; above the limit: **${grown.length}**.

${table(['page', 'by', `µs at ${whole(few)}`, `µs at ${whole(most)}`, 'ratio'], (grown.length ? grown : rows).slice(0, 40).map(r =>
		[...r.key.split('\t').map(s => s.replaceAll('|', '\\|')), whole(r.few), whole(r.many), `**${r.ratio.toFixed(2)}**`]))}`;
}
