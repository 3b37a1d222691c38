// Part "scale": what every list, search, tree and other page costs at three million people
// against thirty thousand, in processor time a request and in steps of the database. The data is
// made once and kept. Both sizes answer in turn, address by address, so that whatever else the
// machine does meets both; --pages N takes about so many of the addresses, spread over all of them.
import { execFile, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { promisify } from 'node:util';
import { own, stop } from './process.mjs';
import { table, whole } from './report.mjs';
import { FORM, PAGE, serve } from './writes.mjs';

const call = promisify(execFile);

export const LIMIT = 1.3;
export const FLOOR = 300; // µs, steps of a thousand: a difference below it is within what the clock can tell
const STEPS = 3000;
const POST_ROUNDS = 6;
const ROUNDS = 2, MORE = 8; // as many more where the two differ, whichever is dearer; the best of all counts for both

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

// A program that measures the page whose number it is given.
export function measurer(bench, folder, url) {
	const child = own(spawn(path.join(bench.build, 'benchmarks/scale'), url ? [folder, url] : [folder], { stdio: ['pipe', 'pipe', 'inherit'] }));
	const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	return {
		async page(i) {
			child.stdin.write(`${i}\n`);
			const { value, done } = await lines.next();
			if (done) throw new Error(`the measuring of ${folder} ended`);
			if (value === 'end') return null;
			const [who, address, us, blocks, steps, shown] = value.split('\t');
			return { key: `${address}\t${who}`, us: Number(us), steps: Number(url ? blocks : steps), shown: Number(shown), there: Boolean(value) };
		},
		end: () => child.stdin.end(),
	};
}

const differ = ({ few, many }) => Math.max(few, many) > Math.min(few, many) * LIMIT && Math.abs(many - few) > FLOOR / 2;

// The better of several rounds, the two sizes in turn.
async function compare(few, many, i, rounds) {
	let row = null;
	let most = rounds;
	for (let round = 0; round < most; round++) {
		const x = await few.page(i), y = await many.page(i);
		if (!x || !y) return null;
		if (!x.there || !y.there || x.key !== y.key) return {};
		row ??= { key: x.key, few: x.us, many: y.us, fewSteps: x.steps, manySteps: y.steps, fewShown: x.shown, manyShown: y.shown };
		row = { ...row, few: Math.min(row.few, x.us), many: Math.min(row.many, y.us) };
		if (round === rounds - 1 && rounds > 1 && differ(row)) most += MORE;
	}
	return { ...row, ratio: row.many / row.few, stepped: row.manySteps / row.fewSteps };
}

export async function measure(few, many, every, rounds = ROUNDS) {
	const rows = [];
	for (let i = 0; ; i += 2 * every) {
		const pair = [await compare(few, many, i, rounds), await compare(few, many, i + 1, rounds)]; // the two people of one address
		rows.push(...pair.filter(r => r?.key));
		if (pair.includes(null)) return rows;
	}
}

// Durable posts at both sizes, on copies that are thrown away: the best processor time a post of several rounds in turns.
async function posts(bench, folders) {
	const tool = name => path.resolve(bench.build, 'benchmarks', name), sides = [];
	for (const folder of folders) {
		const data = `${folder}.posts`, sessions = path.join(data, 'sessions');
		fs.rmSync(data, { recursive: true, force: true });
		fs.cpSync(folder, data, { recursive: true });
		fs.writeFileSync(sessions, execFileSync(tool('sessions'), [data, '13800000003', '64'], { maxBuffer: 1 << 24 }));
		sides.push({ data, sessions, best: Infinity, server: await serve(path.join(bench.build, 'lianxin'), data, {}) });
	}
	for (let round = 0; round <= POST_ROUNDS; round++)
		for (const side of sides) {
			const said = (await call(tool('phones'), [side.server.port, side.sessions, 64, 1, 100, PAGE, '/activities', FORM, side.server.pid].map(String))).stdout;
			if (round) side.best = Math.min(side.best, Number(/ cpu ([\d.]+)/.exec(said)[1])); // the first warms up
		}
	for (const side of sides) {
		await stop(side.server);
		fs.rmSync(side.data, { recursive: true, force: true });
	}
	return sides.map(side => side.best);
}

export async function run(bench) {
	// A whole run is to end in bounded time: it makes no city of three million, but uses one that was made before.
	const made = fs.existsSync(path.join(bench.build, 'scale', '3000000'));
	const most = bench.option('people', bench.whole && !made ? 300000 : 3000000), few = bench.option('few', 30000), every = Math.max(1, Math.round(600 / bench.option('pages', 600)));
	const folders = [few, most].map(people => city(bench, people)), both = folders.map(folder => measurer(bench, folder));
	const rows = await measure(both[0], both[1], every);
	both.forEach(b => b.end());
	const [fewPost, manyPost] = await posts(bench, folders);
	rows.sort((a, b) => b.ratio - a.ratio);
	const dear = rows.filter(r => r.ratio > LIMIT && r.many - r.few > FLOOR), stepped = rows.filter(r => r.stepped > LIMIT && r.manySteps - r.fewSteps > STEPS);
	const thinner = rows.filter(r => r.manyShown < r.fewShown); // what a search gave up or others pushed off the page
	const fuller = list => list.filter(r => r.manyShown > r.fewShown).length; // there is more to show, up to a page
	const median = list => list.sort((a, b) => a - b)[list.length >> 1].toFixed(2);
	const size = folders.map(folder => (fs.statSync(path.join(folder, 'lianxin.db')).size / 2 ** 30).toFixed(2));
	fs.writeFileSync(path.join(bench.build, 'scale', 'table.tsv'), rows.map(r => [r.key, r.few, r.many, r.ratio.toFixed(2), r.fewSteps, r.manySteps, r.fewShown, r.manyShown].join('\t')).join('\n') + '\n');
	return `${whole(rows.length)} pages (declared lists in every order with every kind of condition, searches, trees, dashboards, pages of a row; as the
federation and as a union see them${every > 1 ? `; each ${every}th address` : ''}), each at ${whole(few)} people (${size[0]} GB) and at ${whole(most)} (${size[1]} GB), measured in turn.
The limit is ${LIMIT} times. Processor time: median ratio **${median(rows.map(r => r.ratio))}**, above the limit (and more than ${FLOOR} µs dearer) **${dear.length}**,
of which ${fuller(dear)} show more rows in the larger city.
Steps of SQLite's machine, which no neighbour disturbs: median ratio **${median(rows.map(r => r.stepped))}**, above the limit (and more than ${whole(STEPS)} steps) **${stepped.length}**,
of which ${fuller(stepped)} show more rows. Each address is measured ${ROUNDS} times at both sizes, ${ROUNDS + MORE} times where the two differ, whichever is dearer; the best counts.
${whole(thinner.length)} pages show fewer rows in the larger city${thinner.length ? `, such as ${thinner.slice(0, 5).map(r => `${r.key.split('\t')[0]} (${r.fewShown} → ${r.manyShown})`).join(', ')}` : ''}.

A durable post (64 writers without pause, an activity with its event, counters and words) takes ${whole(fewPost)} µs of processor time at ${whole(few)} and ${whole(manyPost)} µs at ${whole(most)}: **${(manyPost / fewPost).toFixed(2)}**.

${table(['page', 'by', `µs at ${whole(few)}`, `µs at ${whole(most)}`, 'ratio', 'steps', 'steps', 'rows', 'rows'], [...new Set([...stepped, ...dear])].slice(0, 40).map(r =>
		[...r.key.split('\t').map(s => s.replaceAll('|', '\\|')), whole(r.few), whole(r.many), `**${r.ratio.toFixed(2)}**`, whole(r.fewSteps), whole(r.manySteps), r.fewShown, r.manyShown]))}`;
}
