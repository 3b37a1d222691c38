// visited.mjs FILE: which routes and moves no scenario visits. FILE is what the
// scenarios wrote (LX_VISITED); the lists are docs/routes.md and docs/flows.md,
// which the program prints from its own tables. tests/unvisited names what may
// stay out, each line with its reason.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const read = name => fs.readFileSync(path.join(root, name), 'utf8').split('\n');
const visits = fs.existsSync(process.argv[2]) ? fs.readFileSync(process.argv[2], 'utf8').split('\n').map(l => l.split(' ')) : [];
const excused = new Map(read('tests/unvisited').filter(l => l && l[0] !== '#').map(l => l.split(/\s*;\s*/)));

function routes() {
	const rows = read('docs/routes.md').map(l => /^\| (GET|POST) \| `([^`]+)` \|/.exec(l)).filter(Boolean);
	return rows.map(([, method, pattern]) => ({
		name: `${method} ${pattern}`,
		fits: new RegExp('^' + pattern.replace(/\{(id|sub)\}/g, '[0-9]+').replace(/\{word\}/g, '[\\w.-]+') + '/?$'), method,
	}));
}

function moves() {
	const all = [];
	let record = '';
	for (const line of read('docs/flows.md')) {
		record = (/^## .*`(\w+)`/.exec(line) || [, record])[1];
		const row = /^\| [^|]+ \| [^|`]*`(\w+)` \|/.exec(line);
		if (row) all.push(`${record} ${row[1]}`);
	}
	return [...new Set(all)];
}

const seen = new Set(visits.filter(v => v[0] === 'MOVE').map(v => `${v[1]} ${v[2]}`));
// A visit counts when it was let in: refused ones prove nothing of what the route does.
const good = visits.filter(v => v[0] !== 'MOVE' && (+v[2] < 400 || +v[2] === 422 || +v[2] === 409));
const missing = {
	routes: routes().filter(r => !good.some(v => v[0] === r.method && r.fits.test(v[1]))).map(r => r.name),
	moves: moves().filter(m => !seen.has(m)),
};
console.log('TAP version 13\n1..2');
let n = 0, bad = 0;
for (const [kind, names] of Object.entries(missing)) {
	const left = names.filter(name => !excused.has(name));
	bad += left.length;
	console.log(`${left.length ? 'not ok' : 'ok'} ${++n} - every one of the ${kind} is visited by a scenario`);
	for (const name of left) console.log(`# not visited: ${name}`);
}
process.exitCode = bad ? 1 : 0;
