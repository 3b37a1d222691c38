// The samples of deploy/ in earnest: nginx before the program on the loopback, with a certificate made here.
// Usage: node tests/proxy.test.mjs PROGRAM
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const deploy = fileURLToPath(new URL('../deploy', import.meta.url)), program = process.argv[2];
const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find(fs.existsSync);
let points = 0;
const point = (good, title, why = '') => console.log(`${good ? 'ok' : 'not ok'} ${++points} - ${title}${good || !why ? '' : `\n# ${String(why).slice(0, 600)}`}`);
const skip = (title, why) => console.log(`ok ${++points} - ${title} # SKIP ${why}`);
const freePort = () => new Promise((done) => { const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); }); });
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lx-proxy-'));
const cert = path.join(folder, 'fullchain.pem'), key = path.join(folder, 'key.pem');

function ask(port, at, { secure = true, method = 'GET', headers = {}, body = '', ...more } = {}) {
	return new Promise((done, fail) => {
		const q = (secure ? https : http).request({ host: '127.0.0.1', port, path: at, method, agent: false, ca: secure ? fs.readFileSync(cert) : undefined,
			servername: 'lianxin.example.org', headers: { host: 'lianxin.example.org', ...headers }, ...more }, (a) => {
			let n = 0;
			const tls = a.socket.getProtocol?.();
			a.on('data', (d) => { n += d.length; }).on('end', () => done({ status: a.statusCode, headers: a.headers, n, tls }));
		});
		q.on('error', fail).end(body);
	});
}

async function untilUp(what, tries = 600) {
	for (let i = 0; i < tries; i++) {
		try { return await what(); } catch { await wait(50); }
	}
	throw new Error('it does not answer');
}

/* The sample with names and ports of this machine put in, nothing else changed. */
function settings(http80, https443, upstream) {
	const sample = fs.readFileSync(path.join(deploy, 'nginx.conf'), 'utf8')
		.replaceAll('/etc/ssl/lianxin', folder).replace('127.0.0.1:8080', `127.0.0.1:${upstream}`)
		.replace('listen 80;', `listen 127.0.0.1:${http80};`).replace('listen 443 ', `listen 127.0.0.1:${https443} `);
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((t) => `${t}_temp_path ${folder}/${t};`).join(' ');
	fs.writeFileSync(path.join(folder, 'nginx.conf'), `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http { access_log off; ${temporary}
${sample}
}
`);
	return path.join(folder, 'nginx.conf');
}

async function behind_nginx() {
	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert,
		'-subj', '/CN=lianxin.example.org', '-addext', 'subjectAltName=DNS:lianxin.example.org'], { stdio: 'ignore' });
	const [upstream, plain, secure] = [await freePort(), await freePort(), await freePort()];
	const conf = settings(plain, secure, upstream);
	const check = spawnSync(nginx, ['-t', '-c', conf, '-p', folder], { encoding: 'utf8' });
	point(check.status === 0, 'nginx takes the sample', check.stderr);
	const server = spawn(program, ['serve', '--data', path.join(folder, 'data'), '--port', String(upstream), '--proxy', '127.0.0.1', '--demo-if-empty'], { stdio: 'ignore' });
	const proxy = spawn(nginx, ['-c', conf, '-p', folder], { stdio: 'ignore' });
	try {
		await untilUp(() => ask(upstream, '/healthz', { secure: false }));
		const page = await untilUp(() => ask(secure, '/sign-in'));
		point(page.status === 200 && page.n > 1000, 'the sign-in page comes through', JSON.stringify(page));
		point(/^TLSv1\.[23]$/.test(page.tls), 'by TLS 1.2 or 1.3', page.tls);
		const old = await ask(secure, '/sign-in', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }).catch((e) => e.code);
		point(typeof old === 'string', 'not by an older one', JSON.stringify(old));
		point(page.headers['strict-transport-security'] === 'max-age=31536000', 'browsers are told to stay with it', page.headers['strict-transport-security']);
		point(/default-src 'none'|script-src 'self'/.test(page.headers['content-security-policy']) && page.headers['x-content-type-options'] === 'nosniff',
			'the program\'s own headers stay', JSON.stringify(page.headers));
		const cookies = [].concat(page.headers['set-cookie'] || []);
		point(cookies.length > 0 && cookies.every((c) => /; *secure/i.test(c)), 'cookies are for TLS only', cookies.join(' | ') || 'there is none');
		const bare = await ask(upstream, '/sign-in', { secure: false });
		point([].concat(bare.headers['set-cookie'] || []).every((c) => !/; *secure/i.test(c)), 'without the proxy they are not', bare.headers['set-cookie']);
		const away = await ask(plain, '/tasks?a=1', { secure: false });
		point(away.status === 301 && away.headers.location === 'https://lianxin.example.org/tasks?a=1', 'plain requests are sent to TLS', away.headers.location);
		const zipped = await ask(secure, '/sign-in', { headers: { 'accept-encoding': 'gzip' } });
		point(zipped.headers['content-encoding'] === 'gzip' && zipped.n < page.n, 'pages go compressed', `${zipped.n} of ${page.n}`);
		const huge = await ask(secure, '/sign-in', { method: 'POST', headers: { 'content-length': String(60 << 20), expect: '100-continue' } }).catch(() => ({ status: 413 }));
		point(huge.status === 413, 'bodies above the limit are turned away', huge.status);
		point((await ask(secure, '/healthz')).status === 200, 'the health of it is for this machine');
	} finally {
		proxy.kill('SIGTERM');
		server.kill('SIGTERM');
		await wait(300);
	}
}

function unit() {
	const title = 'systemd takes the unit';
	if (!fs.existsSync('/usr/bin/systemd-analyze')) return skip(title, 'there is no systemd-analyze');
	const copy = path.join(folder, 'lianxin.service'); /* the program stands elsewhere here */
	fs.writeFileSync(copy, fs.readFileSync(path.join(deploy, 'lianxin.service'), 'utf8').replace('/usr/local/bin/lianxin', program));
	const a = spawnSync('systemd-analyze', ['verify', copy], { encoding: 'utf8' });
	const said = (a.stderr || '').split('\n').filter((l) => l.includes('lianxin.service'));
	point(said.length === 0, title, said.join('; '));
}

try {
	if (nginx) await behind_nginx(); else skip('nginx takes the sample', 'nginx is not installed');
	unit();
} catch (e) {
	point(false, 'the proxy works', e.stack);
} finally {
	console.log(`1..${points}`);
	fs.rmSync(folder, { recursive: true, force: true });
}
