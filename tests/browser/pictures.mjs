// pictures.mjs BUILD: takes the pictures of the manual from the running product with
// sample data and writes them to docs/pictures as small WebP files.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const build = path.resolve(process.argv[2] || 'build'), out = path.join(here, '../../docs/pictures');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lianxin-pictures-'));
const password = 'Lianxin-2024';
const chair = '13800000003', federation = '13800000001', worker = '13800000007';
const LIMIT = 150 * 1024;

const sample = name => fs.readFileSync(path.join(here, `../../src/app/sample/${name}.txt`), 'utf8').replaceAll('{年}', String(new Date().getFullYear()));

// name, who, size, address (or how to get there), how much of the page to show
const shots = [
	['sign-in', null, 'desktop', '/sign-in'],
	['home', chair, 'desktop', '/'],
	['plan', chair, 'desktop', p => `/plans/${p.own}`],
	['tree', chair, 'desktop', p => `/plans/${p.own}/tree`],
	['gantt', chair, 'desktop', p => `/plans/${p.own}/tree?view=time`],
	['board', chair, 'desktop', p => `/plans/${p.own}/tree?view=board`],
	['align', chair, 'desktop', p => `/plans/${p.own}/align`],
	['unions', federation, 'desktop', p => `/plans/${p.handed}/unions`],
	['dashboard', federation, 'desktop', '/dashboard'],
	['task', chair, 'desktop', p => p.task],
	['supervision', federation, 'desktop', '/supervision'],
	['reports', federation, 'desktop', '/reports'],
	['activities', chair, 'desktop', '/activities'],
	['search', chair, 'desktop', '/search?q=宣讲'],
	['appeal-ask', worker, 'phone', '/m/ask'],
	['appeal-office', chair, 'desktop', '/appeals'],
	['phone', worker, 'phone', '/m'],
	['phone-tasks', '13800000004', 'phone', '/m/tasks'],
];
const sizes = {
	desktop: { viewport: { width: 1280, height: 800 } },
	phone: { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1.5 },
};

const freePort = () => new Promise(done => {
	const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

async function startServer() {
	const port = await freePort(), origin = `http://127.0.0.1:${port}`;
	const server = spawn(path.join(build, 'lianxin'), ['serve', '--data', folder, '--port', String(port), '--demo-if-empty'], { stdio: 'ignore' });
	for (let wait = 0; wait < 600; wait++) {
		try { if ((await fetch(`${origin}/healthz`)).ok) return { server, origin }; } catch { /* not yet */ }
		await new Promise(r => setTimeout(r, 100));
	}
	throw new Error('the server did not answer');
}

async function signIn(page, mobile) {
	await page.goto('/sign-in');
	await page.fill('input[name=login]', mobile);
	await page.fill('input[name=password]', password);
	await Promise.all([page.waitForURL(u => u.pathname !== '/sign-in'), page.click('form:has(input[name=password]) button[type=submit]')]);
}

// The browser itself makes a small WebP of the picture.
async function encode(png) {
	const page = await (await browser.newContext()).newPage();
	const url = await page.evaluate(async data => {
		const image = new Image();
		image.src = `data:image/png;base64,${data}`;
		await image.decode();
		const canvas = document.createElement('canvas');
		canvas.width = image.width;
		canvas.height = image.height;
		canvas.getContext('2d').drawImage(image, 0, 0);
		return canvas.toDataURL('image/webp', 0.82);
	}, png.toString('base64'));
	await page.context().close();
	return Buffer.from(url.split(',')[1], 'base64');
}

async function take(page, name) {
	const picture = await encode(await page.screenshot());
	if (picture.length > LIMIT) throw new Error(`${name} has ${picture.length} bytes`);
	fs.writeFileSync(path.join(out, `${name}.webp`), picture);
}

// The plans and a task that the addresses above need.
async function places(page) {
	await signIn(page, chair);
	await page.goto('/plans');
	const links = await page.$$eval('main a[href^="/plans/"]', all => all.map(a => [a.textContent.trim(), a.getAttribute('href')]));
	const id = words => /\/plans\/(\d+)/.exec(links.find(([text, at]) => text.includes(words) && /^\/plans\/\d+$/.test(at))[1])[1];
	const p = { own: id('临江发电有限公司工会'), handed: id('全市直属工会') };
	await page.goto(`/plans/${p.handed}/tree`);
	p.task = await page.locator('tr.tk a[href*="/tasks/"]:has-text("安康杯")').first().getAttribute('href');
	return p;
}

// Import, review and completing, as they look with the sample plan of the federation.
async function importing(page) {
	await signIn(page, chair);
	await page.goto('/plans/import');
	await page.fill('#f-text', sample('federation'));
	await take(page, 'import');
	await Promise.all([page.waitForURL(/\/review/), page.click('button:has-text("识别提纲")')]);
	await take(page, 'review');
	await Promise.all([page.waitForURL(/\/complete/), page.click('button:has-text("核对完成")')]);
	await page.locator('input[name=h]').first().scrollIntoViewIfNeeded();
	await take(page, 'complete');
}

const { server, origin } = await startServer();
const { chromium } = createRequire(path.join(build, 'assets/package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--lang=zh-CN'] });
const newPage = async size => (await browser.newContext({ ...sizes[size], locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: origin })).newPage();
try {
	fs.mkdirSync(out, { recursive: true });
	const found = await places(await newPage('desktop'));
	for (const [name, who, size, at] of shots) {
		const page = await newPage(size);
		if (who) await signIn(page, who);
		const answer = await page.goto(typeof at === 'function' ? at(found) : at);
		if (answer.status() !== 200) throw new Error(`${name}: ${page.url()} answers ${answer.status()}`);
		await take(page, name);
		await page.context().close();
	}
	await importing(await newPage('desktop'));
} finally {
	await browser.close();
	server.kill('SIGTERM');
	fs.rmSync(folder, { recursive: true, force: true });
}
