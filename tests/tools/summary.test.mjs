// What ./test counts: a crash, a broken plan and silence are failures.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const summary = path.join(path.dirname(fileURLToPath(import.meta.url)), '../summary.mjs');
const good = 'ok 1 - a\nok 2 - b\n1..2\n';
const program = (name, stdout, more) => ({ name, stdout, result: 'OK', returncode: 0, ...more });
const cases = [
	['all pass', [program('x', good)], good, 1, '4 passed, 0 failed', 0],
	['a point fails', [program('x', 'ok 1 - a\nnot ok 2 - b\n1..2\n', { result: 'FAIL', returncode: 1 })], good, 1, '3 passed, 1 failed', 1],
	['a crash after good points', [program('x', 'ok 1 - a\n', { result: 'ERROR', returncode: -6 })], good, 1, '3 passed, 1 failed', 1],
	['a leak found at the end', [program('x', good, { result: 'ERROR', returncode: 1 })], good, 1, '4 passed, 1 failed', 1],
	['fewer points than planned', [program('x', '1..3\nok 1 - a\n')], good, 1, '3 passed, 1 failed', 1],
	['two groups in one program', [program('x', good + good)], good, 1, '6 passed, 0 failed', 0],
	['a program says nothing', [program('x', '', { result: 'ERROR' })], good, 1, '2 passed, 1 failed', 1],
	['a program takes too long', [program('x', 'ok 1 - a\n1..1\n', { result: 'TIMEOUT', returncode: -15 })], good, 1, '3 passed, 1 failed', 1],
	['no browser test ran', [program('x', good)], '', 1, '2 passed, 1 failed', 1],
	['fewer tests than the floor', [program('x', good)], good, 5, '4 passed, 1 failed', 1],
	['a point is skipped', [program('x', 'ok 1 - a # SKIP no server\nok 2 - b\n1..2\n')], good, 1, '3 passed, 0 failed, 1 skipped', 0],
	['nothing ran at all', [], '1..0 # SKIP none\n', 0, '0 passed, 0 failed, 1 skipped', 1],
];

console.log(`1..${cases.length}`);
cases.forEach(([title, programs, browser, floor, want, code], i) => {
	const build = fs.mkdtempSync(path.join(os.tmpdir(), 'summary-'));
	fs.mkdirSync(path.join(build, 'meson-logs'));
	fs.writeFileSync(path.join(build, 'meson-logs/testlog.json'), programs.map(p => JSON.stringify(p) + '\n').join(''));
	fs.writeFileSync(path.join(build, 'browser.tap'), browser);
	fs.writeFileSync(path.join(build, 'floor'), String(floor));
	const r = spawnSync(process.execPath, [summary, build, path.join(build, 'floor')], { encoding: 'utf8' });
	const last = r.stdout.trimEnd().split('\n').at(-1);
	fs.rmSync(build, { recursive: true });
	console.log(`${last === want && r.status === code ? 'ok' : 'not ok'} ${i + 1} - ${title}`);
	if (last !== want || r.status !== code) console.log(`# "${last}", exit ${r.status}\n# wanted "${want}", exit ${code}`);
});
