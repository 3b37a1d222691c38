// Tables in Markdown, the machine, and the results of the part "speed".
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';

const kb = bytes => (bytes / 1024).toFixed(1);
export const whole = n => Math.round(n).toLocaleString('en');
export const table = (head, rows) => [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- |').join('')}`, ...rows.map(r => `| ${r.join(' | ')} |`)].join('\n');

function version(library) {
	return execFileSync('pkg-config', ['--modversion', library], { encoding: 'utf8' }).trim();
}

export function machine() {
	const system = /PRETTY_NAME="([^"]+)"/.exec(fs.readFileSync('/etc/os-release', 'utf8'))[1];
	return `${os.cpus()[0].model}, ${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB; ${system}, Linux ${os.release()}; ` +
		`libmicrohttpd ${version('libmicrohttpd')}, SQLite ${version('sqlite3')}`;
}

const speed = r => table(['page', 'requests/s', 'yardstick', 'ratio', 'CPU µs/request', 'yardstick', 'ratio', 'reads', 'KB'],
	r.pages.map(p => [p.name, whole(p.rate), whole(p.stickRate), `**${(p.rate / p.stickRate).toFixed(2)}**`, whole(p.cpu), whole(p.stickCpu),
		`**${(p.stickCpu / p.cpu).toFixed(2)}**`, p.reads, kb(p.bytes)]));

function layers({ page, http, reads }) {
	const row = (name, x) => [name, whole(x.rate), whole(x.cpu), `**${(page.cpu / x.cpu).toFixed(1)}**`];
	return table(['alone', 'a second', 'CPU µs each', 'the page takes … times'], [
		['the HTTP library, sending the same bytes', http], ['SQLite, the same reads in one transaction', reads],
		['both: the yardstick above', { rate: page.stickRate, cpu: page.stickCpu }], ['the page', page]].map(x => row(...x)));
}

const memory = r => table(['state', 'resident MB', 'of it own MB', 'aim'], [
	['just started', r.idle.total, r.idle.own, '< 64'],
	['idle after the rounds above', r.after.total, r.after.own, ''],
	[`${whole(r.phones)} phones connected, each has been answered once`, r.full.held.total, r.full.held.own, '< 256'],
	[`${whole(r.phones)} phones, all asking at once`, r.full.busy.total, r.full.busy.own, '< 256'],
]);

const weight = r => table(['page', 'raw KB', 'gzip KB', 'first visit, gzip KB', 'limit'],
	r.weights.map(w => [w.name, kb(w.raw), kb(w.packed), kb(w.total), w.limit]));

export function report(r) {
	return `Server on core 0, load (wrk, 64 keep-alive connections, 16 for the search) on core 1; medians of ${r.rounds} alternating rounds of ${r.seconds} s.
The yardstick is the smallest program on the same HTTP library: it runs the same SELECTs with the same values in one read
transaction and sends the same bytes, and does nothing else. Ratios above 0.6 are the aim; absolute numbers depend on the machine.
CPU is user and system time of the server divided by requests.

### Pages

${speed(r)}

### What lies below the list of activities

${layers(r.alone)}

### Memory and start

Started in ${r.ms} ms (process to open port, database of ${whole(r.rows)} activities). Own memory is without mapped files: the program
and the database pages that it shares with the system's cache.

${memory(r)}

### Weight of pages

A first visit counts the page with its style sheets, scripts and icons, nothing cached. A page itself may have 100 KB before compression.

${weight(r)}
`;
}
