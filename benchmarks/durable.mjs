// Durable writes: many phones at one moment, writers without pause, a mixed load; also on a disk that waits.
import fs from 'node:fs';
import path from 'node:path';
import { table, whole } from './report.mjs';
import { writes } from './writes.mjs';

const fixed = (n, places = 1) => Number(n).toFixed(places);
const durable = w => table(['disk', 'what', 'answered', 'refused', 'requests/s', 'p50 ms', 'p99 ms', 'last ms', 'server CPU µs/request', 'phones CPU µs/request'],
	w.rows.map(x => [x.disk, x.what, whole(x.answered), x.refused, whole(x.rate), fixed(x.p50), fixed(x.p99), fixed(x.most), whole(x.cpu), whole(x.own)]));
const against = w => table(['disk', 'ratio', 'is', 'aim'], w.ratios.map(x => [x.disk, x.what, `**${fixed(x.is, 2)}**`, x.aim]));

export async function run({ build, option }) {
	const work = path.join(build, 'bench-writes'), phones = option('phones', 5000);
	fs.mkdirSync(work, { recursive: true });
	const w = await writes({ build, work, program: path.join(build, 'lianxin'), phones });
	return `${whole(phones)} phones with a session each hold a keep-alive connection and post at one moment: first each casts its ballot in a secret vote (sealed
twice, roll and urn), then each registers an activity (a row with eleven indexes, its event in the chain, the search index). A post is answered after
the commit has reached the disk. 64 writers register without pause; the mixed load has 20 % posts and 80 % pages. Load and server share both
cores. The waiting disk is the same with 2 ms more for each fsync, on rows of its own; "a commit a request" is the same program with groups of one. CPU is
that of the measured requests alone, of the server and of the phones. fsync of this disk alone: ${whole(w.fsyncs)} a second.

${durable(w)}

${against(w)}`;
}
