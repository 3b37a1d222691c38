// pictures.mjs BUILD [NAME…]: takes the pictures of the manual (or those named) from the running
// product with sample data and writes them to docs/pictures as small WebP files.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { PASS1, PASS2, hands } from './voting.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const build = path.resolve(process.argv[2] || 'build'), out = path.join(here, '../../docs/pictures');
const wanted = process.argv.slice(3), wants = name => !wanted.length || wanted.includes(name);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lianxin-pictures-'));
const password = 'Lianxin-2024';
const chair = '13800000003', federation = '13800000001', worker = '13800000007', cadre = '13800000004', rep = '13800000006';
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
	['received', chair, 'desktop', p => p.received],
	['supervision', federation, 'desktop', '/supervision'],
	['reports', federation, 'desktop', '/reports'],
	['activities', chair, 'desktop', '/activities'],
	['units', federation, 'desktop', '/units'],
	['units-several', federation, 'desktop', '/units/1/several'],
	['people', chair, 'desktop', '/people'],
	['person-new', chair, 'desktop', '/people/new?unit=10'],
	['members', chair, 'desktop', '/members'],
	['doubles', federation, 'desktop', '/members/doubles'],
	['merge', federation, 'desktop', p => p.merge],
	['member-card', worker, 'phone', '/m/member'],
	['family', worker, 'phone', '/m/family'],
	['union-cards', federation, 'desktop', '/unions'],
	['union-card', federation, 'desktop', p => p.card],
	['employers', federation, 'desktop', '/employers'],
	['coverage', federation, 'desktop', '/employers/coverage'],
	['meetings', cadre, 'desktop', '/meetings'],
	['meeting', cadre, 'desktop', p => p.meeting],
	['assemblies', federation, 'desktop', '/assemblies'],
	['assembly', cadre, 'desktop', p => p.assembly],
	['organs', chair, 'desktop', '/units/10/committees'],
	['committee', cadre, 'desktop', p => p.committee],
	['terms', federation, 'desktop', '/terms'],
	['worktimes', cadre, 'desktop', '/worktimes'],
	['election', chair, 'desktop', p => p.election],
	['election-form', chair, 'desktop', '/elections/new'],
	['vote-permit', chair, 'desktop', p => p.permit],
	['notice', chair, 'desktop', p => p.notice],
	['appraisals', federation, 'desktop', '/appraisals'],
	['appraisal', federation, 'desktop', p => p.appraisal],
	['appraisal-entry', federation, 'desktop', p => p.entry],
	['audience', worker, 'phone', p => p.audience],
	['dues', cadre, 'desktop', '/dues'],
	['dues-month', cadre, 'desktop', p => p.dues],
	['dues-below', federation, 'desktop', '/dues/below'],
	['search', chair, 'desktop', '/search?q=宣讲'],
	['appeal-ask', worker, 'phone', '/m/ask'],
	['appeal-office', chair, 'desktop', '/appeals'],
	['petition-page', chair, 'desktop', p => p.petition],
	['anon-answers', null, 'phone', '/anon?unit=10&place=食堂'],
	['labour-cases', chair, 'desktop', '/labour/cases'],
	['labour-case', chair, 'desktop', p => p.labourCase],
	['labour-letter', chair, 'desktop', p => p.labourLetter],
	['labour-mediation', worker, 'phone', '/m/mediation'],
	['labour-risk', chair, 'desktop', p => p.labourRisk],
	['labour-aid', worker, 'phone', '/m/aid'],
	['harmony', federation, 'desktop', p => p.harmony],
	['labour-checkup', chair, 'desktop', p => p.labourCheckup],
	['labour-period', federation, 'desktop', p => p.labourPeriod],
	['rating-mine', worker, 'phone', '/m/ratings'],
	['rating-call', cadre, 'desktop', p => p.rating],
	['rating-board', cadre, 'desktop', '/ratings/board'],
	['visit-new', cadre, 'phone', '/m/visits/new'],
	['visit', chair, 'desktop', p => p.visit],
	['visit-mine', cadre, 'phone', '/m/visits'],
	['hazard-report', worker, 'phone', '/m/hazard'],
	['hazard-track', worker, 'phone', p => p.hazard.replace('/hazards', '/m/hazards')],
	['hazard-page', chair, 'desktop', p => p.hazard],
	['hazard-duty', chair, 'desktop', '/hazards/duty'],
	['hazard-ledger', chair, 'desktop', '/hazards/ledger'],
	['patrol', chair, 'desktop', p => p.patrol],
	['proposal-hub', rep, 'phone', '/m/proposals'],
	['proposal-new', rep, 'phone', '/m/proposals/new'],
	['proposal-office', cadre, 'desktop', '/proposals/office'],
	['proposal-page', cadre, 'desktop', p => p.proposal],
	['proposal-watch', chair, 'desktop', '/proposals/supervise'],
	['proposal-session', chair, 'desktop', p => p.session],
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

async function startServer(data = folder, ...more) {
	const port = await freePort(), origin = `http://127.0.0.1:${port}`;
	const server = spawn(path.join(build, 'lianxin'), ['serve', '--data', data, '--port', String(port), ...more], { stdio: 'ignore' });
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
	if (!wants(name)) return;
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
	await page.context().clearCookies();
	await signIn(page, federation);
	await page.goto('/members/doubles');
	p.merge = await page.locator('main a[href*="/merge/"]').first().getAttribute('href');
	await page.goto('/unions?state=3,4');
	p.card = await page.locator('main a[href^="/unions/"]:has-text("临江发电")').first().getAttribute('href');
	await page.context().clearCookies();
	await signIn(page, chair);
	// the row of a list with these words, or the first one
	const row = async (list, base, words = '') => {
		await page.goto(list);
		return page.locator(`main a[href^="${base}/"]`, { hasText: words }).filter({ hasNotText: /^(登记|新建|导出)/ }).first().getAttribute('href');
	};
	p.rating = await row('/ratings?state=2', '/ratings', '-');
	p.visit = await row('/visits', '/visits', '检修一班');
	p.hazard = await row('/hazards', '/hazards', '护栏松动');
	p.petition = await row('/appeals?level=4', '/appeals', '码头加班费');
	p.patrol = await row('/patrols', '/patrols', '巡查');
	p.proposal = await row('/proposals/office', '/proposals', '热水');
	p.session = await row('/proposal-sessions', '/proposal-sessions', '五届三次');
	p.meeting = await row('/meetings?state=3', '/meetings', '第1次会议');
	p.assembly = await row('/assemblies?state=2', '/assemblies', '代表大会');
	p.committee = await row('/committees?kind=1', '/committees', '工会委员会');
	p.election = await row('/elections', '/elections', '第六届');
	p.permit = await row('/vote-permits', '/vote-permits', '第六届');
	p.notice = await row('/notices', '/notices', '样例');
	p.audience = `${await row('/appraisals', '/appraisals', '成果展示')}/audience`;
	p.dues = await row('/dues?state=1', '/dues', '月会费');
	await page.goto('/received');
	p.received = await page.locator('main a[href^="/received/"]').first().getAttribute('href');
	await page.goto('/labour/cases');
	p.labourCase = await page.locator('main a[href^="/labour/cases/"]:has-text("保洁员")').first().getAttribute('href');
	await page.goto(p.labourCase);
	p.labourLetter = await page.locator('#letters a[href^="/labour/letters/"]').first().getAttribute('href');
	await page.goto('/labour/risks');
	p.labourRisk = await page.locator('main a[href^="/labour/risks/"]:has-text("外包队")').first().getAttribute('href');
	await page.goto('/labour/checkups');
	p.labourCheckup = await page.locator('main a[href^="/labour/checkups/"]:has-text("样例食品")').first().getAttribute('href');
	await page.context().clearCookies();
	await signIn(page, federation);
	p.harmony = await row('/sheets', '/sheets', '和谐劳动关系企业');
	p.appraisal = await row('/appraisals', '/appraisals', '班组展示');
	await page.goto(p.appraisal);
	p.entry = await page.locator('main a[href^="/entries/"]').first().getAttribute('href');
	await page.goto('/labour/periods');
	p.labourPeriod = await page.locator('main a[href^="/labour/periods/"]:has-text("欠薪")').first().getAttribute('href');
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

// An election from the roll to the count: the desk, and a phone that votes.
async function voting() {
	const { press, finish, desk, phone, choose, setKeys, cast, unseal } = hands({ sample: { password }, newPage: async size => newPage(size),
		login: async (page, mobile) => signIn(page, mobile) });
	const page = await newPage('desktop');
	await desk(page, '/votes/new');
	await page.fill('#f-title', '样例：选举检修部分工会委员');
	for (const [name, label] of [['kind', '选举'], ['manner', '无记名投票'], ['voters', '全体会员'], ['pass', '应到会人数的过半数']]) await page.selectOption(`#f-${name}`, { label });
	await page.fill('#f-seats', '2');
	await page.check('#f-online');
	await page.fill('#f-held_on', await page.evaluate(() => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)));
	await choose(page, '#f-teller1', '样例孟庆');
	await choose(page, '#f-teller2', '样例钱理');
	await press(page, '保存投票');
	const home = new URL(page.url()).pathname, ballot = home.replace('/votes/', '/ballots/');
	await page.fill('#f-names', '样例李卫\n样例沈洁\n样例罗成');
	await press(page, '保存候选人');
	await page.goto(`${home}/roll`);
	await press(page, '生成名册');
	await page.goto(home);
	await press(page, '冻结名册');
	await setKeys(home);
	await page.goto(home);
	await press(page, '开始投票');
	await phone('13800000005', {}, async voter => {
		await voter.goto(ballot);
		for (const [i, mark] of ['同意', '同意', '反对'].entries()) await voter.locator('fieldset').nth(i).locator('label', { hasText: mark }).click();
		await take(voter, 'vote-ballot');
		await press(voter, '下一步：核对');
		await take(voter, 'vote-check');
		await press(voter, '投出这一票');
		await take(voter, 'vote-done');
	});
	for (const mobile of [cadre, rep, chair, '13800000008', '13800000041', '13800000042', '13800000044', '13800000046', '13800000047', '13800000048'])
		await phone(mobile, {}, voter => cast(voter, ballot, '同意同意反对'));
	await page.goto(home);
	await take(page, 'vote');
	await finish(page, '结束投票');
	await unseal(page, home);
	await page.goto(home);
	await press(page, '计票');
	await page.locator('main').evaluate(e => e.scrollIntoView());
	await take(page, 'vote-counted');
}

// The first day of a new installation, on a server and in a folder of its own.
async function firstDay() {
	const data = fs.mkdtempSync(path.join(os.tmpdir(), 'lianxin-first-day-')), { server: empty, origin: at } = await startServer(data);
	const page = await newPage('desktop', at), button = name => `button[type=submit]:has-text("${name}")`;
	try {
		await page.goto('/');
		await page.selectOption('[name=kind]', '1');
		for (const [name, value] of [['unit', '样例滨江市总工会'], ['code', 'BJ'], ['chair', '样例郑琪'], ['chair_mobile', '13700000001'],
			['admin', '样例钱维'], ['admin_mobile', '13700000002']]) await page.fill(`[name=${name}]`, value);
		await take(page, 'setup');
		await Promise.all([page.waitForNavigation(), page.click(button('建立单位和账号'))]);
		await take(page, 'setup-codes');
		const code = await page.locator('.code-k').first().textContent();
		await page.goto('/activate');
		await page.fill('[name=code]', code);
		for (const name of ['password', 'again']) await page.fill(`[name=${name}]`, 'Binjiang-Lu-2208');
		await Promise.all([page.waitForNavigation(), page.click(button('激活并登录'))]);
		await take(page, 'first-steps');
	} finally {
		empty.kill('SIGTERM');
		fs.rmSync(data, { recursive: true, force: true });
	}
}

const { server, origin } = await startServer(folder, '--demo-if-empty');
const { chromium } = createRequire(path.join(build, 'assets/package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--lang=zh-CN'] });
const newPage = async (size, at = origin) => (await browser.newContext({ ...sizes[size], locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: at })).newPage();
try {
	fs.mkdirSync(out, { recursive: true });
	const found = await places(await newPage('desktop'));
	for (const [name, who, size, at] of shots.filter(([name]) => wants(name))) {
		const page = await newPage(size);
		if (who) await signIn(page, who);
		const answer = await page.goto(typeof at === 'function' ? at(found) : at);
		if (answer.status() !== 200) throw new Error(`${name}: ${page.url()} answers ${answer.status()}`);
		await take(page, name);
		await page.context().close();
	}
	if (['import', 'review', 'complete'].some(wants)) await importing(await newPage('desktop'));
	if (['vote', 'vote-ballot', 'vote-check', 'vote-done', 'vote-counted'].some(wants)) await voting();
	if (['setup', 'setup-codes', 'first-steps'].some(wants)) await firstDay();
} finally {
	await browser.close();
	server.kill('SIGTERM');
	fs.rmSync(folder, { recursive: true, force: true });
}
