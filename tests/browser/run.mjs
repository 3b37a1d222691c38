// run.mjs BUILD [PART OF A FILE NAME]: runs tests/browser/*.test.mjs against the
// built server with sample data, in Chromium, and prints TAP.
//
// A file is `export default async ({ test, … }) => { test('title', async page => …) }`;
// see `tools` below for what it gets. A test fails when it throws, and also when
// its page had a script error or was denied something by its security policy.
import { spawn, execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const build = path.resolve(process.argv[2] || 'build-test'), only = process.argv[3] || '';
const program = path.join(build, 'lianxin'), out = path.join(here, '../out');
const sizes = {
	desktop: { viewport: { width: 1440, height: 900 } },
	phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

let points = 0, server, browser, origin, folder;
const sample = { password: '', accounts: [] }; // as the server prints them: { mobile, name, post }

function point(fine, title, error) {
	console.log(`${fine ? 'ok' : 'not ok'} ${++points} - ${title.replaceAll('#', ' ')}`);
	if (error) for (const line of String(error.stack || error).split('\n').slice(0, 12)) console.log(`# ${line}`);
}

const freePort = () => new Promise(done => {
	const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

// The server with sample data in a folder of its own; waits until it answers.
async function startServer() {
	const port = await freePort();
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lianxin-'));
	origin = `http://127.0.0.1:${port}`;
	const log = fs.openSync(path.join(build, 'server.log'), 'w');
	server = spawn(program, ['serve', '--data', folder, '--port', String(port), '--demo-if-empty'], { stdio: ['ignore', log, log] });
	for (let wait = 0; wait < 600; wait++) {
		if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}, see server.log`);
		try { await fetch(origin, { redirect: 'manual' }); return readSample(); } catch { await new Promise(r => setTimeout(r, 100)); }
	}
	throw new Error('the server did not answer within a minute');
}

function readSample() {
	const said = fs.readFileSync(path.join(build, 'server.log'), 'utf8');
	sample.password = /密码均为 (\S+?）)/.exec(said)?.[1].slice(0, -1) || '';
	for (const [, mobile, name, post] of said.matchAll(/^ {2}(1\d{10}) {2}(\S+) (.*)$/gm)) sample.accounts.push({ mobile, name, post });
}

async function stopServer() {
	if (!server || server.exitCode !== null) return;
	const ended = new Promise(done => server.once('exit', done));
	server.kill('SIGTERM');
	const code = await Promise.race([ended, new Promise(r => setTimeout(() => r('late'), 20000))]);
	if (code === 'late') server.kill('SIGKILL');
	point(code === 0, 'the server stops cleanly when asked to', code === 0 ? null : new Error(`it ended with ${code}`));
}

async function startBrowser() {
	const require = createRequire(path.join(build, 'assets/package.json'));
	const { chromium } = require('playwright-core');
	browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
			'--disable-component-update', '--disable-sync', '--lang=zh-CN'],
	});
}

// A fresh browser profile with one page: newPage('phone', { js: false }).
async function newPage(size = 'desktop', { js = true, ...more } = {}) {
	const context = await browser.newContext({ ...sizes[size], javaScriptEnabled: js, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: origin, ...more });
	const page = await context.newPage();
	page.setDefaultTimeout(15000);
	page.problems = [];
	page.on('pageerror', e => page.problems.push(`script error: ${e.message}`));
	page.on('console', m => { if (m.type() === 'error' && /Content Security Policy|Uncaught/.test(m.text())) page.problems.push(m.text()); });
	return page;
}

// What every page keeps: one h1, labelled controls, unique ids, no sideways scrolling. Throws.
async function sound(page) {
	await page.waitForLoadState('domcontentloaded'); // a link that was pressed: the address is there before the page is
	const wrong = await page.evaluate(() => {
		const all = q => [...document.querySelectorAll(q)], list = [];
		const ids = all('[id]').map(e => e.id), heads = all('h1').length;
		if (heads !== 1) list.push(`${heads} h1`);
		if (!document.title || !document.documentElement.lang) list.push('no title or language');
		for (const id of new Set(ids.filter((x, i) => ids.indexOf(x) !== i))) list.push(`the id ${id} is there twice`);
		for (const e of all('input:not([type=hidden]):not([type=submit]), select, textarea'))
			if (!e.labels?.length && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby')) list.push(`no label: ${e.name || e.outerHTML.slice(0, 60)}`);
		for (const e of all('button, a[href]'))
			if (!e.textContent.trim() && !e.getAttribute('aria-label') && !e.querySelector('img[alt]:not([alt=""])')) list.push(`no words: ${e.outerHTML.slice(0, 60)}`);
		for (const e of all('[aria-describedby], [aria-labelledby], label[for]'))
			for (const name of ['aria-describedby', 'aria-labelledby', 'for'])
				for (const id of (e.getAttribute(name) || '').split(' ').filter(Boolean))
					if (!ids.includes(id)) list.push(`${name} names "${id}", which is not there`);
		for (const e of all('img:not([alt])')) list.push(`no alt: ${e.src}`);
		const over = document.documentElement.scrollWidth - innerWidth;
		if (over > 0) list.push(`wider than the screen by ${over}`);
		return list;
	});
	if (wrong.length) throw new Error(`${new URL(page.url()).pathname}: ${wrong.join('; ')}`);
}

// tests/out/NAME.png of the whole page.
async function shot(page, name) {
	fs.mkdirSync(out, { recursive: true });
	await page.screenshot({ path: path.join(out, `${name}.png`), fullPage: true, scale: 'css' }); // a phone's own pixels are four times as many
}

// An attribute as the server escapes it (src/http/html.c).
const unescaped = text => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]);

// Signs a sample person in, whoever was before, and goes on to a page. The form is sent by itself: typing it each time made
// a third of the run; that it is typed and pressed is what sign_in.test.mjs does.
async function login(page, mobile, password = sample.password, next = '/activities') {
	const context = page.context(), { request } = context;
	await context.clearCookies({ name: 'lx' });
	const [form] = (await (await request.get(`/sign-in?next=${encodeURIComponent(next)}`)).text()).match(/<form[^>]*>(?:(?!<\/form>)[^])*name="login"[^]*?<\/form>/) || [];
	if (!form) throw new Error(`no form to sign ${mobile} in by`);
	const hidden = [...form.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value)]);
	const answer = await request.post('/sign-in', { form: { ...Object.fromEntries(hidden), login: mobile, password }, headers: { origin }, maxRedirects: 0 });
	if (answer.status() !== 303) throw new Error(`${mobile} was not signed in: ${answer.status()}`);
	const shown = await page.goto(answer.headers().location);
	if (new URL(page.url()).pathname.startsWith('/sign-in')) throw new Error(`${mobile} was signed in, but ${next} asks for it again`);
	return shown;
}

// test(title, [size,] [{ js }], async page => …) queues a test; they run in order.
function collector(queue) {
	return (title, ...rest) => {
		const run = rest.pop(), size = typeof rest[0] === 'string' ? rest.shift() : 'desktop';
		queue.push({ title, run, size, options: rest[0] || {} });
	};
}

async function runOne(file, t) {
	let page;
	try {
		page = await newPage(t.size, t.options);
		await t.run(page);
		if (page.problems.length) throw new Error(page.problems.join('\n'));
		point(true, `${file}: ${t.title}`);
	} catch (error) {
		if (page) await shot(page, `failed-${points + 1}`).catch(() => {});
		point(false, `${file}: ${t.title}`, error);
	} finally {
		await page?.context().close().catch(() => {});
	}
}

async function runFiles(files) {
	await startServer();
	await startBrowser();
	for (const file of files) {
		const queue = [], name = path.basename(file, '.test.mjs');
		try {
			const { default: fill } = await import(pathToFileURL(file));
			await fill({ test: collector(queue), newPage, shot, sound, login, sample, origin, folder, program });
		} catch (error) {
			point(false, `${name}: can be read`, error);
		}
		for (const t of queue) await runOne(name, t);
	}
}

const files = fs.readdirSync(here).filter(f => f.endsWith('.test.mjs') && f.includes(only)).sort().map(f => path.join(here, f));
try {
	const version = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 30000 });
	point(/^lianxin \d+\.\d+\.\d+/.test(version), 'the program tells its version');
	if (files.length) await runFiles(files);
} catch (error) {
	point(false, 'the server and the browser start', error);
} finally {
	await browser?.close().catch(() => {});
	await stopServer();
	if (folder) fs.rmSync(folder, { recursive: true, force: true });
	console.log(`1..${points}`);
}
