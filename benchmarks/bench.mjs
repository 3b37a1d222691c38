// bench.mjs BUILD [PART…] [--OPTION N]: measures the parts named, or all, and writes
// benchmarks/RESULTS.md. A part that was not measured keeps what stood there.
//
// A part is a module with run(bench): it measures and returns Markdown.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endAll } from './process.mjs';
import { machine } from './report.mjs';

const parts = [
	['speed', '页面速度'],
	['peers', '与同类软件的清单相比'],
	['durable', '落盘的写入'],
	['matters', '诉求与承办'],
	['postgres', 'PostgreSQL'],
	['scale', '三百万人'],
	['scalepg', '更多人时的 PostgreSQL'],
	['attack', '受攻击和过载时'],
	['votes', '五千部手机同时投票'],
	['import', '十万人的工作簿'],
];

const here = path.dirname(fileURLToPath(import.meta.url)), file = path.join(here, 'RESULTS.md');
const [folder = 'build-release', ...rest] = process.argv.slice(2);
const wanted = [];
for (let i = 0; i < rest.length; i++)
	if (rest[i].startsWith('--')) i++;
	else wanted.push(rest[i]);
const bench = {
	build: path.resolve(folder),
	option(name, otherwise) {
		const at = rest.indexOf(`--${name}`);
		return at < 0 ? otherwise : Number(rest[at + 1]);
	},
	whole: !wanted.length,
	say: text => console.log(text),
};

// "## part: NAME" begins a section of the file.
function sections() {
	const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '', kept = new Map();
	for (const piece of text.split(/^<!-- part /m).slice(1)) kept.set(/^\w+/.exec(piece)[0], `<!-- part ${piece}`.trimEnd());
	return kept;
}

function write(kept) {
	const told = parts.filter(([name]) => kept.has(name)).map(([name]) => kept.get(name));
	fs.writeFileSync(file, `# Results of ./bench\n\n${machine()}.\n\n${told.join('\n\n')}\n`);
}

for (const name of wanted) if (!parts.some(([known]) => known === name)) throw new Error(`no part ${name}; there are ${parts.map(p => p[0]).join(' ')}`);
const kept = sections();
let failed = 0;
for (const [name, title] of parts) {
	if (wanted.length && !wanted.includes(name)) continue;
	const { run } = await import(`./${name}.mjs`), began = performance.now(), busy = os.loadavg()[0].toFixed(1);
	let text;
	try { text = await run(bench); } catch (e) {
		failed++;
		console.error(`${name}: ${e.stack}`);
		await endAll();
		continue; // what stood there stays
	}
	const seconds = Math.round((performance.now() - began) / 1000), on = new Date().toISOString().slice(0, 10);
	kept.set(name, `<!-- part ${name} -->\n## ${title}\n\n${text.trim()}\n\nMeasured on ${on} in ${seconds} s; load average before: ${busy} (below 0.5 the machine is quiet).`);
	write(kept);
	bench.say(text);
}
process.exit(failed ? 1 : 0); // also when a part that failed left a timer or a socket behind
