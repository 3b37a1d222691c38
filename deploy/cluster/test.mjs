// test.mjs PROGRAM FIRST_PORT FOLDER: see deploy/test, which puts a certificate into the folder. PostgreSQL, Patroni and etcd
// run as user postgres when started by root.
import { spawn, spawnSync, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Visitor, once, wait } from '../../tests/visitor.mjs';

const program = process.argv[2], first = +process.argv[3], root = process.argv[4], streams = 8;
const port = Object.fromEntries(['proxy', 'etcd', 'etcdPeer', 'rest1', 'rest2', 'db1', 'db2', 'app1', 'app2', 'plain'].map((n, i) => [n, first + i]));
const running = new Map();
const bin = fs.readdirSync('/usr/lib/postgresql').sort().map(v => `/usr/lib/postgresql/${v}/bin`).pop();
const owner = process.getuid() === 0 ? { uid: +execFileSync('id', ['-u', 'postgres']), gid: +execFileSync('id', ['-g', 'postgres']) } : {};
const url = `postgresql://postgres@127.0.0.1:${port.db1},127.0.0.1:${port.db2}/lianxin?target_session_attrs=read-write&connect_timeout=2`;
const origin = `https://127.0.0.1:${port.proxy}`, began = Date.now();

const say = text => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
const write = (name, text) => { const file = path.join(root, name); fs.writeFileSync(file, text); return file; };

function start(name, command, args, options = {}) {
	const log = fs.openSync(path.join(root, `${name}.log`), 'a');
	running.set(name, spawn(command, args, { stdio: ['ignore', log, log], cwd: root, ...options }));
}

async function until(what, test, seconds = 60) {
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(200))
		try { if (await test()) return; } catch { /* not yet */ }
	throw new Error(`${what}: not within ${seconds} s; see ${root}`);
}

const json = async address => (await fetch(address, { signal: AbortSignal.timeout(2000) })).json();
const members = async () => {
	for (const rest of [port.rest1, port.rest2])
		try { return (await json(`http://127.0.0.1:${rest}/cluster`)).members; } catch { /* the other one */ }
	return [];
};
const role = async name => (await members()).find(m => m.name === name)?.role;

// The sample of deploy/cluster/patroni.yml, with the addresses of this machine and no passwords.
function patroni(n) {
	const text = fs.readFileSync(new URL('patroni.yml', import.meta.url), 'utf8')
		.replace('name: db1', `name: db${n}`)
		.replace(/listen: 0.0.0.0:8008\n  connect_address: db1:8008/, `listen: 127.0.0.1:${port[`rest${n}`]}\n  connect_address: 127.0.0.1:${port[`rest${n}`]}`)
		.replace(/hosts: \[.*\]/, `hosts: ['127.0.0.1:${port.etcd}']`)
		.replace(/listen: 0.0.0.0:5432\n  connect_address: db1:5432/, `listen: 127.0.0.1:${port[`db${n}`]}\n  connect_address: 127.0.0.1:${port[`db${n}`]}`)
		.replace(/data_dir: .*/, `data_dir: ${root}/db${n}`).replace(/bin_dir: .*/, `bin_dir: ${bin}`)
		.replace(/pgpass: .*/, `pgpass: ${root}/pgpass${n}\n  parameters: {unix_socket_directories: '${root}', shared_buffers: 64MB}`)
		.replace(/pg_hba:[\s\S]*$/, 'pg_hba:\n    - local all all trust\n    - host all all 127.0.0.1/32 trust\n    - host replication all 127.0.0.1/32 trust\n');
	start(`patroni${n}`, 'patroni', [write(`patroni${n}.yml`, text)], owner);
}

async function startDatabase() {
	fs.chmodSync(root, 0o755);
	if (owner.uid) fs.chownSync(root, owner.uid, owner.gid);
	start('etcd', 'etcd', ['--name', 'one', '--data-dir', path.join(root, 'etcd'), '--listen-client-urls', `http://127.0.0.1:${port.etcd}`,
		'--advertise-client-urls', `http://127.0.0.1:${port.etcd}`, '--listen-peer-urls', `http://127.0.0.1:${port.etcdPeer}`,
		'--initial-advertise-peer-urls', `http://127.0.0.1:${port.etcdPeer}`, '--initial-cluster', `one=http://127.0.0.1:${port.etcdPeer}`], owner);
	await until('etcd answers', async () => (await json(`http://127.0.0.1:${port.etcd}/health`)).health === 'true');
	patroni(1);
	await until('db1 is primary', async () => (await role('db1')) === 'leader');
	patroni(2);
	await until('db2 follows synchronously', async () => (await role('db2')) === 'sync_standby', 90);
	execFileSync('psql', [url.replace('/lianxin?', '/postgres?'), '-qc', 'create database lianxin'], { stdio: 'ignore' });
	say('etcd, PostgreSQL and its synchronous standby are up');
}

// Each node has a folder and a copy of the key; the files lie in one folder for both, on another file system where there is
// one, as a mounted folder does.
const shared = fs.mkdtempSync(path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : root, 'lx-files-'));
const data = n => path.join(root, `node${n}`);

function makeNode(n) {
	fs.mkdirSync(data(n), { mode: 0o700 });
	fs.symlinkSync(shared, path.join(data(n), 'files'));
	if (n > 1) fs.copyFileSync(path.join(data(1), 'lianxin.key'), path.join(data(n), 'lianxin.key'));
}

async function startApp(n) {
	const listen = `127.0.0.1:${port[`app${n}`]}`;
	if (!fs.existsSync(data(n))) makeNode(n);
	start(`app${n}`, program, ['serve', '--data', data(n), '--db', url, '--listen', listen, '--proxy', '127.0.0.1', '--demo-if-empty']);
	await until(`app${n} answers`, async () => (await fetch(`http://${listen}/healthz`)).ok, 120);
}

// What HAProxy holds of an app node: UP, DOWN …
function health(name) {
	return new Promise((done, failed) => {
		const s = net.connect(path.join(root, 'haproxy.sock'));
		let said = '';
		s.on('data', d => { said += d; }).on('error', failed).on('end', () => done(said.split('\n').map(l => l.split(',')).find(l => l[0] === 'apps' && l[1] === name)?.[17]));
		s.write('show stat\n');
	});
}

async function startProxy() {
	const text = fs.readFileSync(new URL('haproxy.cfg', import.meta.url), 'utf8')
		.replace(/\tlog .*\n/, `\tstats socket ${root}/haproxy.sock\n`).replace('maxconn 20000', 'maxconn 2000')
		.replace('bind :80', `bind 127.0.0.1:${port.plain}`).replace('bind :443', `bind 127.0.0.1:${port.proxy}`).replace('/etc/ssl/lianxin', root)
		.replace('app1:8080', `127.0.0.1:${port.app1}`).replace('app2:8080', `127.0.0.1:${port.app2}`);
	start('haproxy', 'haproxy', ['-f', write('haproxy.cfg', text)]);
	await until('the proxy passes requests on', async () => (await fetch(`${origin}/sign-in`)).ok);
	say('two app nodes behind HAProxy are up');
}

// ---- what is tried once ----

async function tlsHolds() {
	const plain = await fetch(`http://127.0.0.1:${port.plain}/sign-in`, { redirect: 'manual' }), page = await fetch(`${origin}/sign-in`);
	const cookies = (page.headers.get('set-cookie') || '').split(/, (?=[A-Za-z]+=)/).filter(Boolean), inside = await fetch(`${origin}/metrics`);
	const good = plain.status === 301 && plain.headers.get('location')?.startsWith('https://') && page.ok && page.headers.has('strict-transport-security') &&
		cookies.length > 0 && cookies.every(c => /; Secure/i.test(c)) && inside.status === 403;
	say(`TLS: ${good ? 'plain requests are sent to https, cookies are Secure, HSTS is set, /metrics stays inside' : 'not as it should be'}`);
	return good;
}

// A file sent to one node is read from the other, by the same session.
async function filesAreShared(visitor) {
	const node = n => `http://127.0.0.1:${port[`app${n}`]}`, text = '两个节点，一个文件夹\n'.repeat(20), body = new FormData();
	const made = await visitor.addActivity(origin, '共享文件演练', once()), headers = { cookie: visitor.cookie };
	body.append('_csrf', visitor.csrf);
	body.append('_once', once());
	body.append('files', new Blob([text], { type: 'text/plain' }), '共享.txt');
	const sent = await fetch(`${node(1)}${made.to}/files`, { method: 'POST', body, headers, redirect: 'manual' });
	const page = await (await fetch(`${node(2)}${made.to}`, { headers })).text(), link = /href="(\/files\/\d+)/.exec(page)?.[1];
	const good = sent.status === 303 && link && await (await fetch(`${node(2)}${link}`, { headers })).text() === text;
	say(`files: ${good ? 'an upload through app1 is read through app2' : `not shared (the upload gave ${sent.status}, the other node shows ${link ?? 'no file'})`}`);
	return Boolean(good);
}

// ---- the load ----

const load = { stop: false, rows: [], acknowledged: [], refused: [] };
const visitor = new Visitor();

// Somebody who saves, and sends the same page again when he got no good answer, as the page asks him to.
async function person(n) {
	for (let i = 0; !load.stop; i++) {
		const row = { title: `负载演练${n}-${i}`, key: once() };
		for (const end = Date.now() + 90000; Date.now() < end;) {
			let status = 0;
			try { status = (await visitor.addActivity(origin, row.title, row.key)).status; } catch { /* no answer */ }
			if (status === 303) { row.acknowledged = true; load.acknowledged.push(Date.now()); break; }
			load.refused.push(Date.now());
			await wait(200);
		}
		load.rows.push(row);
		if (!row.acknowledged) return;
	}
}

// What one harm cost: the longest time in which no write was acknowledged, and answers that were refusals.
function cost(from, what) {
	const times = [from, ...load.acknowledged.filter(t => t >= from)], gaps = times.slice(1).map((t, i) => t - times[i]);
	const refused = load.refused.filter(t => t >= from).length;
	const worst = Math.max(0, ...gaps) / 1000;
	say(`${what}: ${worst.toFixed(1)} seconds of refusal at the longest, ${refused} answers refused, ${times.length - 1} writes acknowledged since`);
	return worst;
}

function killHard(pid) {
	const below = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout.trim().split(/\s+/).filter(Boolean).map(Number);
	for (const p of [pid, ...below]) try { process.kill(p, 'SIGKILL'); } catch { /* gone */ }
}

async function loseApp() {
	const from = Date.now();
	killHard(running.get('app1').pid);
	say('app1 is killed');
	await until('the proxy sees that app1 is gone', async () => /^DOWN/.test(await health('app1')));
	await wait(6000);
	cost(from, 'app node killed');
	const again = Date.now();
	await startApp(1);
	await until('the proxy takes app1 back', async () => (await health('app1')) === 'UP');
	say(`app1 is started again and taken back by the proxy after ${((Date.now() - again) / 1000).toFixed(1)} s`);
	await wait(2000);
}

// Kills the primary, waits for the other to take over, starts the old one again and waits until it follows synchronously.
async function losePrimary() {
	const from = Date.now(), primary = (await role('db1')) === 'leader' ? 1 : 2, other = 3 - primary;
	const postmaster = +fs.readFileSync(path.join(root, `db${primary}/postmaster.pid`), 'utf8').split('\n')[0];
	killHard(running.get(`patroni${primary}`).pid);
	killHard(postmaster);
	say(`the primary db${primary} is killed, and its Patroni with it`);
	await until('writes are acknowledged again', async () => load.acknowledged.some(t => t > from + 1500) && (await role(`db${other}`)) === 'leader', 90);
	await wait(6000);
	cost(from, 'primary killed');
	const again = Date.now();
	patroni(primary);
	await until(`db${primary} follows synchronously`, async () => (await role(`db${primary}`)) === 'sync_standby', 90);
	say(`db${primary} is started again and follows db${other} synchronously after ${((Date.now() - again) / 1000).toFixed(1)} s`);
	return primary;
}

async function harm() {
	const steady = Date.now();
	await wait(8000);
	cost(steady, 'steady load');
	await loseApp();
	const first = await losePrimary();
	await losePrimary();
	say(`db${first} is the primary again`);
}

// ---- what was found ----

function audit(what) {
	const done = spawnSync(program, ['audit', what, '--data', data(1), '--db', url], { encoding: 'utf8' });
	say((done.stdout + done.stderr).trim().split('\n')[0]);
	return done.status === 0;
}

async function look() {
	const found = execFileSync('psql', [url, '-Atc', "select title, count(*) from activity where title like '负载演练%' group by title"], { encoding: 'utf8' });
	const times = new Map(found.trim().split('\n').map(l => l.split('|')).map(([t, n]) => [t, +n]));
	const acknowledged = load.rows.filter(r => r.acknowledged), lost = acknowledged.filter(r => !times.has(r.title));
	const twice = [...times.values()].filter(n => n > 1).length;
	await until('all events are sealed', () => execFileSync('psql', [url, '-Atc', 'select count(*) from event where seal is null'], { encoding: 'utf8' }).trim() === '0', 60);
	say(`writes acknowledged: ${acknowledged.length}; of these found: ${acknowledged.length - lost.length}; lost: ${lost.length}; found twice: ${twice}; never acknowledged: ${load.rows.length - acknowledged.length}`);
	return !lost.length && !twice && acknowledged.length === load.rows.length;
}

let good = false;
try {
	await startDatabase();
	await startApp(1);
	await startApp(2);
	await startProxy();
	await visitor.signIn(origin, '13800000003', 'Lianxin-2024');
	const tried = [await tlsHolds(), await filesAreShared(visitor)];
	const people = Array.from({ length: streams }, (_, n) => person(n));
	await harm();
	load.stop = true;
	await Promise.all(people);
	good = [...tried, await look(), audit('verify'), audit('recount')].every(Boolean);
} catch (e) {
	say(`failed: ${e.message}`);
} finally {
	load.stop = true;
	for (const name of ['haproxy', 'app1', 'app2', 'patroni1', 'patroni2']) running.get(name)?.kill('SIGTERM');
	await wait(4000);
	running.get('etcd')?.kill('SIGTERM');
	for (const n of [1, 2])
		try { killHard(+fs.readFileSync(path.join(root, `db${n}/postmaster.pid`), 'utf8').split('\n')[0]); } catch { /* stopped by Patroni */ }
	for (const child of running.values()) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
	fs.rmSync(shared, { recursive: true, force: true });
	if (good) fs.rmSync(root, { recursive: true, force: true });
}
console.log(good ? 'nothing that was acknowledged is lost' : `not as promised; logs are in ${root}`);
process.exit(good ? 0 : 1);
