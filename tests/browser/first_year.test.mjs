// A new union office, from an empty data folder to the printed report: everybody begins at the
// front page and clicks what is there, as somebody would who has never seen the product.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const day = (plus = 0) => new Date(Date.now() + 8 * 3600e3 + plus * 86400e3).toISOString().slice(0, 10);
const year = day().slice(0, 4), password = 'Xinzhan-Lu-3306';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const federationPlan = `样例青屿市总工会${year}年工作要点
一、服务中心工作
1．办好技能比武。举办焊工技能比武。
2．评选岗位能手。评选岗位能手。
二、服务职工
3．关心一线职工。走访高温岗位职工。`;
const unionPlan = `样例青屿造船厂工会${year}年工作要点
1．办好职工读书会。举办职工读书会。`;
const units = `样例青屿造船厂工会\t直属工会\tZC01\t\t2016-06-01\t样工组〔2016〕7号
样例青屿造船厂船体分会\t分工会\t\t样例青屿造船厂工会
样例青屿食品厂工会\t基层工会\tSP01\t\t2018-03-12\t样工组〔2018〕3号`;
const roster = `姓名,工号,性别,岗位,手机号,身份证号,所在单位
样例船工,C07,男,焊工,,,样例青屿造船厂工会
样例安全,,女,网管,13700000103,,样例青屿市总工会
样例审计,,女,会计,13700000104,,样例青屿市总工会`;

const button = name => `button[type=submit]:has-text("${name}")`;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lianxin-first-'));
const codes = {}, people = {};
let server, origin, open;

const freePort = () => new Promise(done => {
	const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

async function startEmpty(program) {
	const port = await freePort();
	let said = '';
	origin = `http://127.0.0.1:${port}`;
	server = spawn(program, ['serve', '--data', folder, '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
	server.stdout.on('data', text => { said += text; });
	for (let wait = 0; wait < 300 && !said.includes('首次设置'); wait++) await new Promise(r => setTimeout(r, 100));
	assert.match(said, /还没有单位和账号/);
}

// The browser of one person, at the front page; kept from one test to the next.
async function as(name, size = 'desktop') {
	people[name] ||= await open(size, { baseURL: origin, acceptDownloads: true });
	await people[name].goto('/');
	return people[name];
}

const go = (page, what) => Promise.all([page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
	(typeof what === 'string' ? page.locator(what).first() : what).click()]);
const seen = async (page, words) => assert.ok((await page.textContent('main')).includes(words), `${page.url()} does not show "${words}"`);
// An entry of the menu, whose group may be folded.
async function menu(page, name) {
	const nav = page.locator('nav[aria-label="主导航"]'), entry = nav.locator('a').filter({ hasText: new RegExp(`^\\s*${name}\\s*\\d*\\s*$`) }).first();
	if (!await entry.isVisible()) await nav.locator('details', { has: entry }).locator('summary').click();
	await go(page, entry);
}

async function reason(page, move, words) {
	await page.click(`details.pop > summary:text-is("${move}")`);
	await page.fill('details.pop[open] textarea[name=reason]', words);
	await go(page, 'details.pop[open] button[type=submit]');
}

async function keepCodes(page) {
	for (const card of await page.locator('.code-card').all())
		codes[(await card.locator('.code-n').textContent()).trim()] = (await card.locator('.code-k').textContent()).trim();
}

async function activate(name, size) {
	const page = await as(name, size);
	await go(page, 'a:has-text("激活")');
	await page.fill('[name=code]', codes[name]);
	await page.fill('[name=password]', password);
	await page.fill('[name=again]', password);
	await go(page, button('激活并登录'));
	return page;
}

// RFC 6238, by hand: what an authenticator app shows.
function totp(secret) {
	const bits = [...secret].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
	const key = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2))), step = Buffer.alloc(8);
	step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
	const hash = createHmac('sha1', key).update(step).digest(), at = hash[19] & 15;
	return String((hash.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, '0');
}

async function secondFactor(page) {
	await seen(page, '启用两步验证');
	await page.fill('[name=code]', totp(/密钥：([A-Z2-7]{32})/.exec(await page.textContent('main'))[1]));
	await go(page, button('启用两步验证'));
	await go(page, 'a:has-text("已保存好")');
}

// An imported plan, reviewed and completed; ends on the page of the plan.
async function draft(page, text, owner, due) {
	await page.fill('#f-text', text);
	await go(page, button('识别提纲'));
	await go(page, button('核对完成'));
	for (const box of await page.locator('input[name=h]').all()) await box.evaluate(e => { e.checked = true; });
	await go(page, button('采纳勾选的建议'));
	await page.click('summary:has(#h-set)');
	await page.selectOption('#f-owner-all', { label: owner });
	await page.fill('#f-due-all', due);
	await page.selectOption('#f-measure-all', 'evidence');
	await go(page, button('给不完整的都补上'));
	await seen(page, '都完整');
}

async function committee(page) {
	await go(page, 'main a:has-text("委员会会议纪要")');
	await page.fill('textarea[name=minutes]', '应到 5 人，实到 5 人，审议通过。');
	await go(page, button('保存纪要'));
	await go(page, button('审议通过'));
	await go(page, 'main a:has-text("签发下达")');
}

async function download(page, link, begins) {
	const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
	const bytes = fs.readFileSync(await file.path());
	assert.ok(bytes.length > 1000 && bytes.subarray(0, begins.length).toString('latin1') === begins, `${file.suggestedFilename()} is no ${begins}`);
	return bytes;
}

async function setUp(program, sound, shot) {
	await startEmpty(program);
	const page = await as('nobody');
	await sound(page);
	await page.selectOption('[name=kind]', { label: '总工会' });
	for (const [name, value] of [['unit', '样例青屿市总工会'], ['code', 'QY'], ['chair', '样例主席'], ['chair_mobile', '13700000101'],
		['admin', '样例系统'], ['admin_mobile', '13700000101']]) await page.fill(`[name=${name}]`, value);
	await go(page, button('建立单位和账号'));
	await seen(page, '与主席分设');
	await page.fill('[name=admin_mobile]', '13700000102');
	await go(page, button('建立单位和账号'));
	await seen(page, '设置完成');
	assert.equal(await page.locator('a:has-text("人员列表")').count(), 0, 'nobody is signed in yet');
	await shot(page, 'first-codes');
	await keepCodes(page);
	assert.equal((await page.goto('/setup')).status(), 404);
}

async function register(sound, shot) {
	const chair = await activate('样例主席');
	await sound(chair);
	await seen(chair, '已办 0 / 6');
	await shot(chair, 'first-steps');
	await go(chair, '#first a:has-text("补登工会")');
	await sound(chair);
	await chair.fill('#f-lines', units);
	await go(chair, button('建立这些单位'));
	await seen(chair, '已建立 3 个单位');
	await as('样例主席');
	await go(chair, '#first a:has-text("登记人员")');
	await chair.selectOption('[name=unit]', { label: '样例青屿造船厂工会' });
	await chair.fill('[name=name]', '样例船主席');
	await chair.fill('[name=mobile]', '13700000111');
	await chair.selectOption('[name=role]', { label: '工会主席' });
	await go(chair, button('保存人员'));
	await go(chair, button('发激活码'));
	await keepCodes(chair);
	await menu(chair, '人员');
	await go(chair, 'main a:has-text("导入人员")');
	await chair.setInputFiles('input[type=file]', { name: '花名册.csv', mimeType: 'text/csv', buffer: Buffer.from(roster) });
	await go(chair, button('核对文件'));
	await go(chair, button('导入 3 行'));
	while (await chair.locator('a:text-is("刷新")').count()) await go(chair, 'a:text-is("刷新")'); // written in pieces
	await go(chair, button('印发激活单'));
	await keepCodes(chair);
	await as('样例主席');
	await seen(chair, '已办 3 / 6');
}

async function administrators() {
	const system = await activate('样例系统'), guard = await activate('样例安全'), auditor = await activate('样例审计');
	await secondFactor(system);
	const seats = [[system, '13700000103', '安全管理员', guard], [guard, '13700000104', '审计管理员', auditor]];
	for (const [who, mobile, role, next] of seats) {
		await menu(who, '管理员任免');
		await seen(who, '还缺');
		await who.fill('[name=login]', mobile);
		await who.selectOption('[name=role]', { label: role });
		await who.fill('#f-reason', '样例党委会决定');
		await go(who, button('提出任命'));
		const chair = await as('样例主席');
		await go(chair, '#first a:has-text("管理员任免")');
		await go(chair, button('确认生效'));
		await next.goto('/');
		await secondFactor(next);
	}
	await seen(auditor, '审计日志');
	await as('样例主席');
	await seen(people['样例主席'], '已办 4 / 6');
}

async function issue(sound, shot) {
	const chair = await as('样例主席');
	await go(chair, '#first a:has-text("导入要点")');
	await draft(chair, federationPlan, '样例主席（样例青屿市总工会）', day(-1) < `${year}-01-01` ? day() : day(-1));
	assert.ok(!(await chair.textContent('#f-owner-all')).includes('样例系统'), 'an administrator is nobody to do work');
	await go(chair, `.formbar ${button('提交核稿')}`);
	for (const step of ['核稿通过', '会签完毕', '党组织同意']) await reason(chair, step, '同意。');
	await committee(chair);
	await sound(chair);
	await chair.check('[name=children]');
	await go(chair, button('签发并下达'));
	await seen(chair, '已下达 2 家工会，0 家已签收');
	await shot(chair, 'first-issued');
	await as('样例主席');
	assert.equal(await chair.locator('#first').count(), 0, 'nothing is left to begin with');
}

async function receive(sound) {
	const union = await activate('样例船主席');
	await go(union, `#today a:has-text("${year}年工作要点")`);
	await sound(union);
	await go(union, button('签收'));
	await union.selectOption('#f-owner', { label: '样例船主席（样例青屿造船厂工会）' });
	await go(union, button('安排这 3 项任务'));
	await seen(union, '已安排 3 项任务');
	await menu(union, '任务');
	await go(union, 'tbody a:has-text("技能比武")');
	await go(union, 'main a:has-text("拆分子任务")');
	await union.fill('[name=title]', '船体车间预赛');
	await union.selectOption('[name=owner]', { label: '样例船工（样例青屿造船厂工会）' });
	await go(union, button('保存安排'));
	const worker = await activate('样例船工', 'phone');
	await sound(worker);
	await go(worker, 'main a:has-text("任务")');
	await go(worker, 'main a:has-text("船体车间预赛")');
	await worker.fill('[name=title]', '预赛照片');
	await worker.setInputFiles('input[type=file]', { name: '现场.png', mimeType: 'image/png', buffer: png });
	await go(worker, button('添加佐证'));
	await go(worker, 'main a:has-text("船体车间预赛")');
	await seen(worker, '已有佐证 1 份');
	await go(worker, 'main a:has-text("报告完成")');
	await go(worker, button('报告完成'));
	await as('样例船主席');
	await go(union, '#today a:has-text("船体车间预赛")');
	await go(union, button('确认完成'));
	await seen(union, '已完成');
}

async function report() {
	const union = await as('样例船主席'), chair = await as('样例主席'), title = `${year}年工作报告`;
	await menu(union, '工作报告');
	await go(union, 'main a:has-text("写工作报告")');
	await union.selectOption('[name=period]', { label: '年度报告' });
	await union.fill('[name=at]', day());
	await go(union, button('起草报告'));
	assert.match(await union.inputValue('[name=summary]'), /预赛照片/);
	await go(union, button('保存报告'));
	await go(union, button('报送'));
	await as('样例主席');
	await go(chair, `#today a:has-text("${title}")`);
	await reason(chair, '退回修改', '请写明参加人数。');
	await as('样例船主席');
	await go(union, `#today a:has-text("${title}")`);
	await seen(union, '请写明参加人数');
	await go(union, 'main a:has-text("修改")');
	await union.fill('[name=summary]', `${await union.inputValue('[name=summary]')}\n预赛 36 人参加。`);
	await go(union, button('保存报告'));
	await go(union, button('报送'));
	await as('样例主席');
	await go(chair, `#today a:has-text("${title}")`);
	await seen(chair, '预赛 36 人参加');
	await go(chair, button('接收'));
	await seen(chair, '已接收');
}

async function supervise() {
	const chair = await as('样例主席'), union = await as('样例船主席');
	await menu(chair, '工作要点');
	await go(chair, `main a:has-text("样例青屿市总工会${year}年工作要点")`);
	await go(chair, 'main a:has-text("各工会进展")');
	await go(chair, 'main a:has-text("样例青屿造船厂工会")');
	await go(chair, 'tr.tk a:has-text("走访高温岗位职工")');
	await go(chair, 'main a:has-text("催办督办")');
	await chair.selectOption('[name=kind]', { label: '督办单' });
	await chair.fill('[name=demand]', '请说明原因和完成时间。');
	await chair.fill('[name=due]', day(5));
	await go(chair, button('发出'));
	await seen(chair, '样例青屿造船厂工会');
	await as('样例船主席');
	await go(union, '#today a.btn:has-text("提交说明")');
	await union.fill('[name=explanation]', '船台检修，推迟走访。');
	await go(union, button('提交说明'));
	await seen(union, '船台检修');
	await as('样例主席');
	await menu(chair, '督办');
	await go(chair, 'main tbody a:has-text("走访高温岗位职工")');
	await seen(chair, '船台检修');
	await reason(chair, '办结', '已说明，继续跟踪。');
	await seen(chair, '已办结');
}

async function smallUnion() {
	const union = await as('样例船主席');
	await union.click('summary:has-text("新建")');
	await go(union, 'a:has-text("导入工作要点")');
	await draft(union, unionPlan, '样例船主席（样例青屿造船厂工会）', `${year}-12-31`);
	await go(union, 'main a:has-text("返回要点")');
	await go(union, 'main a:has-text("标题、起止与环节")');
	for (const step of ['skip_1', 'skip_2', 'skip_3']) await union.check(`[name=${step}]`);
	await go(union, button('保存标题与环节'));
	await seen(union, '请写明“省略的理由”');
	await union.fill('[name=skip_reason]', '只有两名专职干部。');
	for (const step of ['skip_1', 'skip_2', 'skip_3']) await union.check(`[name=${step}]`);
	await go(union, button('保存标题与环节'));
	await go(union, button('提交核稿'));
	await committee(union);
	await go(union, button('签发并下达'));
	await seen(union, '任务由本级办理');
}

async function print() {
	const chair = await as('样例主席');
	await menu(chair, '工作要点');
	await go(chair, `main a:has-text("样例青屿市总工会${year}年工作要点")`);
	for (const [what, kind, begins] of [['report', 'docx', 'PK'], ['report', 'pdf', '%PDF-'], ['report', 'xlsx', 'PK'], ['plan', 'pdf', '%PDF-'], ['tasks', 'xlsx', 'PK']])
		await download(chair, chair.locator(`main a[href$="/print/${what}.${kind}"]`), begins);
	await go(chair, 'main a:has-text("查看进展")');
	assert.ok(await chair.locator('tr.tk').count() >= 3, 'the tree shows the tasks');
}

async function end() {
	const problems = Object.entries(people).flatMap(([name, page]) => page.problems.map(p => `${name}: ${p}`));
	for (const page of Object.values(people)) await page.context().close();
	const ended = new Promise(done => server.once('exit', done));
	server.kill('SIGTERM');
	const code = await ended;
	fs.rmSync(folder, { recursive: true, force: true });
	assert.deepEqual(problems, []);
	assert.equal(code, 0);
}

export default ({ test, newPage, sound, shot, program }) => {
	open = newPage;
	// Each goes on where the one before ended; what failed first is shown as it looked to that person.
	const step = (title, run) => test(title, async () => {
		try {
			await run();
		} catch (error) {
			for (const [name, page] of Object.entries(people)) await shot(page, `first-year-${name}`).catch(() => {});
			throw error;
		}
	});
	step('an empty folder becomes a federation with two accounts', () => setUp(program, sound, shot));
	step('unions and people are registered from the first steps', () => register(sound, shot));
	step('the three administrators take their seats, each with a second factor', administrators);
	step('a plan is imported, completed, decided and issued to the unions', () => issue(sound, shot));
	step('a union receives it, splits a task, and a worker sends evidence by phone', () => receive(sound));
	step('its report goes up, comes back and is accepted', report);
	step('a late task is supervised, explained and closed', supervise);
	step('a small union goes the short way with its own plan', smallUnion);
	step('the report of the year is printed', print);
	step('without an error on any page, and the server ends cleanly', end);
};
