// tools/unused_css.mjs [SHEET…]: classes of the style sheets that no template, C file or script names. A class put
// together from parts ("st-" and a tone) counts as named when its first part stands somewhere before a quote or hole.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(dirname(new URL(import.meta.url).pathname), '..');
const files = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((e) => {
	const path = join(folder, e.name);
	return e.isDirectory() ? (e.name === 'node_modules' ? [] : files(path)) : [path];
});
const text = [...files(join(root, 'src')), ...files(join(root, 'assets'))]
	.filter((f) => /\.(html|[ch]|js)$/.test(f)).map((f) => readFileSync(f, 'utf8')).join('\n');
const words = new Set(text.match(/[A-Za-z][\w-]*/g));
const parts = [...new Set([...text.matchAll(/(?<![\w-])([A-Za-z][\w-]*-)(?=["{%])/g)].map((m) => m[1]))];
const made = (name) => parts.some((p) => name.startsWith(p) && !name.slice(p.length).includes('-'));

const sheets = process.argv.length > 2 ? process.argv.slice(2) :
	readdirSync(join(root, 'assets')).filter((f) => f.endsWith('.css')).map((f) => join(root, 'assets', f));
for (const sheet of sheets) {
	const css = readFileSync(sheet, 'utf8').replace(/\/\*[^]*?\*\//g, '').replace(/url\([^)]*\)/g, '');
	const named = new Set([...css.matchAll(/\.([A-Za-z][\w-]*)(?=[^{}]*\{)/g)].map((m) => m[1]));
	const none = [...named].filter((c) => !words.has(c) && !made(c)).sort();
	console.log(`${sheet}: ${named.size} classes, ${none.length} unused\n  ${none.join(' ')}`);
}
