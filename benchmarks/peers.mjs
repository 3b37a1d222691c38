// Part "peers": a list of as many rows, with as many on a page, in Fossil and in Redmine, when Debian's packages are
// there (fossil; redmine, redmine-sqlite, puma). Each with a database of its own in the build folder.
//
// Servers on core 0, the load on core 1, in turns. The peers are asked without signing in, which spares them that.
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Visitor, cpuSeconds, median, memoryMB, start, stop } from './process.mjs';
import { table, whole } from './report.mjs';

const CONNECTIONS = 8, SECONDS = 10, ROUNDS = 3, PAGE = 50, FEDERATION = '13800000001';
const there = (command, args = ['version']) => { try { execFileSync(command, args, { stdio: 'ignore' }); return true; } catch { return false; } };
const numbers = rows => `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})`;

async function lianxin(bench, work, rows) {
	const data = path.join(work, 'lianxin'), program = path.join(bench.build, 'lianxin');
	execFileSync(program, ['demo', '--data', data], { stdio: 'ignore' });
	execFileSync(path.join(bench.build, 'benchmarks/fill'), [data, String(rows)], { stdio: 'ignore' });
	const server = await start(program, ['serve', '--data', data, '--listen', '127.0.0.1:0'], {}, /http:\/\/[^:]+:(\d+)/);
	const visitor = new Visitor(server.port);
	await visitor.signIn(FEDERATION, 'Lianxin-2024');
	return { server, address: `/activities?n=${PAGE}`, cookie: visitor.cookie(), row: /<tr[ >]/g };
}

// A report of tickets, its order by an index.
async function fossil(bench, work, rows) {
	if (!there('fossil')) return 'package fossil';
	const file = path.join(work, 'list.fossil'), env = { ...process.env, HOME: work, USER: 'bench' };
	execFileSync('fossil', ['init', file], { env, stdio: 'ignore' });
	execFileSync('fossil', ['sql', '-R', file], { env, stdio: ['pipe', 'ignore', 'inherit'], input: `${numbers(rows)}
		insert into ticket(tkt_uuid, tkt_mtime, tkt_ctime, type, status, subsystem, title, comment)
		select lower(hex(randomblob(20))), 2460000.0 + i / 100.0, 2460000.0 + i / 100.0, 'Activity', case i % 9 when 0 then 'Held' else 'Confirmed' end,
			'职工之家', '第' || i || '期职工羽毛球比赛', '在体育馆举办，职工反映良好。' from n;
		create index ticket_by_time on ticket(tkt_mtime);
		update reportfmt set cols = '', sqlcode = 'SELECT substr(tkt_uuid,1,10) AS ''#'', datetime(tkt_mtime) AS ''mtime'', type, status, subsystem, title
			FROM ticket ORDER BY tkt_mtime DESC LIMIT ${PAGE}' where rn = 1;
		update user set cap = 'ror' where login = 'nobody';\n` });
	const server = await start('fossil', ['server', file], { HOME: work, USER: 'bench' }, /TCP port (\d+)/);
	return { server, address: '/rptview?rn=1', cookie: 'a=b', row: /<tr[ >]/g };
}

// The list of a project's issues, from a copy of the database that the package made.
async function redmine(bench, work, rows) {
	const made = '/var/lib/dbconfig-common/sqlite3/redmine/instances/default/redmine_default', file = path.join(work, 'redmine.db');
	if (!there('puma', ['--version']) || !fs.existsSync('/usr/share/redmine/config.ru')) return 'packages redmine, redmine-sqlite, puma';
	try { fs.copyFileSync(made, file); } catch { return 'its database is not there for this user (run as root)'; }
	execFileSync('sqlite3', [file], { stdio: ['pipe', 'ignore', 'inherit'], input: `
		insert into projects(id, name, is_public, identifier, status, lft, rgt, created_on, updated_on) values (1, '样例', 1, 'sample', 1, 1, 2, '2024-01-01', '2024-01-01');
		insert into enabled_modules(project_id, name) values (1, 'issue_tracking');
		insert into projects_trackers(project_id, tracker_id) values (1, 1), (1, 2), (1, 3);
		${numbers(rows)}
		insert into issues(id, tracker_id, project_id, subject, description, status_id, priority_id, author_id, lock_version, created_on, updated_on, start_date, done_ratio, root_id, lft, rgt, is_private)
		select i, 1 + i % 3, 1, '第' || i || '期职工羽毛球比赛', '在体育馆举办，职工反映良好。', 1 + i % 4, 2, 1, 0, '2024-01-01 00:00:00',
			datetime('2024-01-01', '+' || i || ' minutes'), '2024-01-01', 0, i, 1, 2, 0 from n;\n` });
	const env = { DATABASE_URL: `sqlite3:${file}`, RAILS_ENV: 'production', RAILS_LOG_TO_STDOUT: '1', SECRET_KEY_BASE: 'of-a-benchmark' };
	const server = await start('puma', ['-e', 'production', '-b', 'tcp://127.0.0.1:0', '-t', '5:5', '-w', '0', '/usr/share/redmine/config.ru'], env,
		/Listening on http:\/\/127\.0\.0\.1:(\d+)/, { cwd: '/usr/share/redmine' });
	return { server, address: `/projects/sample/issues?set_filter=1&per_page=${PAGE}`, cookie: 'a=b', row: /<tr id="issue-/g };
}

// Awaited, not blocking: a server that writes its log into the pipe to this process stands still once nobody reads it.
async function load({ server, address, cookie }) {
	const before = cpuSeconds(server.pid);
	const { stdout: said } = await promisify(execFile)('taskset', ['-c', '1', 'wrk', '-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '--latency', '--timeout', '30s', '-H', `Cookie: ${cookie}`,
		`http://127.0.0.1:${server.port}${address}`], { encoding: 'utf8' });
	if (/Non-2xx/.test(said)) throw new Error(said);
	const unit = { us: 0.001, ms: 1, s: 1000 }, at = share => { const [, n, u] = new RegExp(`${share}%\\s+([\\d.]+)(us|ms|s)`).exec(said); return n * unit[u]; };
	const n = Number(/(\d+) requests in/.exec(said)[1]);
	if (!n) throw new Error(`no answer from ${address} in ${SECONDS} s`);
	return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(said)[1]), p50: at(50), p99: at(99), cpu: (cpuSeconds(server.pid) - before) / n * 1e6 };
}

export async function run(bench) {
	const rows = bench.option('list', 20000), work = path.join(bench.build, 'bench-peers'), running = [], lines = [];
	fs.rmSync(work, { recursive: true, force: true });
	fs.mkdirSync(work, { recursive: true });
	for (const [name, begin] of [['Lianxin: activities', lianxin], ['Fossil: a report of tickets', fossil], ['Redmine: issues of a project', redmine]]) {
		const one = await begin(bench, work, rows).catch(e => `it did not start: ${e.message.split('\n')[0]}`);
		if (typeof one === 'string') { lines.push([name, `absent (${one})`]); continue; }
		const visitor = new Visitor(one.server.port);
		visitor.cookie = () => one.cookie;
		for (let warm = 0; warm < 3; warm++) one.page = await visitor.get(one.address);
		one.shown = (one.page.body.toString().match(one.row) ?? []).length;
		if (one.page.status !== 200 || one.shown < PAGE) throw new Error(`${name}: ${one.page.status}, ${one.shown} rows`);
		running.push(Object.assign(one, { name, got: [] }));
	}
	for (let round = 0; round < ROUNDS; round++) for (const one of running) one.got.push(await load(one));
	const middle = (one, what) => median(one.got.map(x => x[what])), own = running[0];
	for (const one of running) {
		const rate = middle(one, 'rate'), cpu = middle(one, 'cpu');
		lines.push([one.name, whole(rate), `**${(middle(own, 'rate') / rate).toFixed(1)}**`, whole(cpu), `**${(cpu / middle(own, 'cpu')).toFixed(1)}**`, middle(one, 'p50').toFixed(1),
			middle(one, 'p99').toFixed(1), memoryMB(one.server.pid).total, (one.page.body.length / 1024).toFixed(1)]);
		await stop(one.server);
	}
	fs.rmSync(work, { recursive: true, force: true });
	const head = ['list', 'requests/s', 'Lianxin is … times as fast', 'CPU µs/request', '… times the CPU', 'p50 ms', 'p99 ms', 'server MB', 'page KB'];
	return `A list of ${whole(rows)} rows, ${PAGE} on a page, newest first, on SQLite; server on core 0, ${CONNECTIONS} connections on core 1, medians of ${ROUNDS} alternating rounds of
${SECONDS} s. Lianxin reads a session with every request and filters by right; the peers are read without signing in. Fossil (${version('fossil')}) starts a process for every
request; Redmine (${version('redmine')}) runs in Puma with five threads, in production mode.

${table(head, lines.map(line => [...line, ...Array(head.length - line.length).fill('')]))}`;
}

function version(name) {
	try { return execFileSync('dpkg-query', ['-W', '-f=${Version}', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }); } catch { return 'absent'; }
}
