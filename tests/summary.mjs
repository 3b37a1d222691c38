// summary.mjs BUILD FLOOR [NAME …] (of further NAME.tap in BUILD): counts the points of all test programs (TAP), tells
// each failure, and ends with "N passed, N failed".
import fs from 'node:fs';
import path from 'node:path';

const [build, floorFile, ...more] = process.argv.slice(2);
let passed = 0;
const failures = [], skips = [];

// One program: its points, and whether it kept its plan and ended well.
function count(name, text, problem) {
	let ran = 0, planned = 0, bad = 0, plans = 0;
	const notes = [];
	for (const line of text.split('\n')) {
		const point = /^(not )?ok\b\s*\d*\s*-?\s*([^#]*)(?:#\s*(.*))?$/.exec(line);
		const plan = /^1\.\.(\d+)(?:\s*#\s*(skip.*))?/i.exec(line);
		if (plan) {
			plans++;
			planned += +plan[1];
			if (+plan[1] === 0 && plan[2]) skips.push(`${name}: ${plan[2]}`);
		} else if (point) {
			ran++;
			const [, not, title, remark] = point;
			if (/^skip/i.test(remark || '')) skips.push(`${name}: ${title.trim()} (${remark.trim()})`);
			else if (!not) passed++;
			else { bad++; failures.push({ title: `${name}: ${title.trim()}`, notes }); }
		} else if (/^Bail out!/.test(line)) {
			problem ||= line;
		} else if (line.startsWith('#') && bad) {
			notes.push(line.replace(/^#\s?/, ''));
		}
	}
	if (!plans && !ran) problem ||= 'it printed no test at all';
	else if (!plans) problem ||= 'it ended without saying how many tests it has';
	else if (ran < planned) problem ||= `it planned ${planned} tests and ran ${ran}`;
	if (problem && (!bad || !/^exit/.test(problem))) failures.push({ title: `${name}: ${problem}`, notes: [] });
}

// What a program of meson's list said; a program that isn't TAP is one point.
function countMeson(file) {
	for (const line of fs.readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
		const t = JSON.parse(line), name = t.name.replace(/^.*? \/ /, '');
		const problem = t.result === 'TIMEOUT' ? 'it took too long' : t.returncode !== 0 ? `exit code ${t.returncode}` : '';
		if (/^(ok|not ok|1\.\.)/m.test(t.stdout || '')) count(name, t.stdout, problem);
		else if (t.result === 'SKIP') skips.push(name);
		else if (t.result === 'OK') passed++;
		else failures.push({ title: `${name}: ${problem || t.result}`, notes: [] });
		if (t.returncode !== 0 || /not ok/.test(t.stdout || '')) failures.at(-1)?.notes.push(...(t.stderr || '').trimEnd().split('\n').slice(-40));
	}
}

const log = path.join(build, 'meson-logs/testlog.json');
if (fs.existsSync(log)) countMeson(log);
else failures.push({ title: 'meson: no test was run', notes: fs.readFileSync(path.join(build, 'run.log'), 'utf8').split('\n').slice(-20) });

for (const name of more) {
	const file = path.join(build, `${name}.tap`);
	count(name, fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '', '');
}

const tap = path.join(build, 'browser.tap');
const said = fs.existsSync(path.join(build, 'browser.log')) ? fs.readFileSync(path.join(build, 'browser.log'), 'utf8') : '';
count('browser', fs.existsSync(tap) ? fs.readFileSync(tap, 'utf8') : '', '');
if (failures.length && said.trim()) failures.at(-1).notes.push(...said.trimEnd().split('\n').slice(-20));

const floor = +fs.readFileSync(floorFile, 'utf8');
if (passed + failures.length < floor)
	failures.push({ title: `only ${passed + failures.length} tests ran, ${floorFile} asks for ${floor}`, notes: [] });

for (const f of failures) {
	console.log(`FAILED ${f.title}`);
	for (const n of f.notes) if (n) console.log(`    ${n}`);
}
for (const s of skips) console.log(`skipped ${s}`);
console.log(`${passed} passed, ${failures.length} failed${skips.length ? `, ${skips.length} skipped` : ''}`);
process.exit(failures.length || !passed ? 1 : 0);
