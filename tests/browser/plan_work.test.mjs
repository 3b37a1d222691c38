// The main job, from a pasted plan to the report: import, review, complete, issue,
// evidence, report, lamps. On the desk, on a phone, and without scripts.
import assert from 'node:assert';

const chair = '13800000003';
const today = (plus = 0) => new Date(Date.now() + 8 * 3600e3 + plus * 86400e3).toISOString().slice(0, 10);
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const text = kind => `样例工会${kind}专项工作要点
一、提升技能
1．办好岗位比武。举办岗位技能比武。
2．评选能手。评选岗位能手。
二、服务职工
3．丰富生活。举办职工读书会。
附：名词解释
“三心”服务：热心、细心、耐心`;

// Clicks and waits until the page that follows is there.
const go = (page, what) => Promise.all([page.waitForNavigation({ waitUntil: 'domcontentloaded' }), page.click(what)]);
const button = name => `button[type=submit]:has-text("${name}")`;
const seen = async (page, words) => assert.ok((await page.textContent('main')).includes(words), `${page.url()} does not show "${words}"`);

// By keyboard: a bar at the foot of the page may lie over the box.
async function tickAll(page, which) {
	for (const box of await page.locator(which).all()) {
		await box.focus();
		if (!await box.isChecked()) await page.keyboard.press('Space');
	}
}

async function importPlan(page, sound, kind) {
	await page.goto('/plans/import');
	await sound(page);
	await page.fill('#f-text', text(kind));
	await go(page, button('识别提纲'));
	await page.waitForURL(/\/plans\/\d+\/review/);
	await sound(page);
	assert.equal(await page.locator('li.node').count(), 5); // two sections, three points
	await go(page, button('核对完成'));
	await page.waitForURL(/\/plans\/\d+\/complete/);
	return /\/plans\/(\d+)/.exec(page.url())[1];
}

async function complete(page, sound) {
	await sound(page);
	await tickAll(page, 'input[name=h]');
	await go(page, button('采纳勾选的建议'));
	await tickAll(page, 'input[name=t]');
	await page.click('summary:has(#h-set)');
	await page.selectOption('#f-owner-all', { label: '样例沈洁' }).catch(() => page.selectOption('#f-owner-all', { index: 1 }));
	await page.fill('#f-due-all', today(60));
	await page.selectOption('#f-measure-all', 'evidence');
	await page.fill('#f-target-all', '1');
	await go(page, button('设定勾选的任务'));
	await seen(page, '都完整');
	await sound(page);
}

async function issue(page, sound, plan) {
	await page.goto(`/plans/${plan}`);
	await sound(page);
	await go(page, button('提交核稿'));
	for (const step of ['核稿通过', '会签完毕', '党组织同意']) { // each wants an opinion
		await page.click(`details.pop > summary:text-is("${step}")`);
		await page.fill('details.pop[open] textarea[name=reason]', '同意。');
		await go(page, 'details.pop[open] button[type=submit]');
	}
	await page.goto(`/plans/${plan}/minutes`);
	await page.fill('textarea[name=minutes]', '应到 9 人，实到 8 人，审议通过。');
	await go(page, 'form:has(textarea[name=minutes]) button[type=submit]');
	await go(page, button('审议通过'));
	await page.goto(`/plans/${plan}/issue`);
	await sound(page);
	await go(page, 'form:has(#f-number) button.btn-p');
	await page.goto(`/plans/${plan}`);
	await seen(page, `〔${today().slice(0, 4)}〕`);
}

async function addEvidence(page, sound, plan, phone) {
	await page.goto(`/plans/${plan}/tree`);
	await sound(page);
	const task = /\/tasks\/(\d+)/.exec(await page.locator('tr.tk a[href*="/tasks/"]').first().getAttribute('href'))[1];
	await page.goto(phone ? `/m/tasks/${task}/evidence` : `/tasks/${task}/evidence/new`);
	await sound(page);
	await page.fill('[name=title]', '比武现场记录');
	await page.fill('[name=happened_on]', today());
	await page.setInputFiles('input[type=file]', { name: 'scene.png', mimeType: 'image/png', buffer: png });
	await go(page, button('添加佐证'));
	await page.goto(`/tasks/${task}`);
	await seen(page, '计入 1 份');
	await sound(page);
	await go(page, button('报告完成'));
	await go(page, button('确认完成'));
	await seen(page, '已完成');
}

async function report(page, sound, plan) {
	await page.goto(`/reports/new?plan=${plan}`);
	await sound(page);
	await page.locator('[name=plan]').first().evaluate(e => e.tagName).then(async tag => tag === 'SELECT' ? page.selectOption('[name=plan]', plan) : null);
	await page.locator('select[name=period]').count() ? await page.selectOption('select[name=period]', '3') : await page.check('[name=period][value="3"]');
	await page.fill('[name=at]', today());
	await go(page, 'form:has([name=at]) button.btn-p');
	await page.waitForURL(/\/reports\/\d+\/edit/);
	await sound(page);
	assert.match(await page.inputValue('[name=summary]'), /比武现场记录/);
	await go(page, 'form:has([name=summary]) button.btn-p');
	await go(page, button('报送'));
	await seen(page, '报送时冻结');
}

const ways = [['on the desk', 'desktop', true], ['on a phone', 'phone', true], ['without scripts', 'desktop', false]];

export default ({ test, login, sound, shot }) => {
	for (const [how, size, js] of ways)
		test(`a plan becomes work and a report ${how}`, size, { js }, async page => {
			await login(page, chair);
			const plan = await importPlan(page, sound, how);
			await complete(page, sound);
			await issue(page, sound, plan);
			await addEvidence(page, sound, plan, size === 'phone');
			await report(page, sound, plan);
			await page.goto(`/plans/${plan}/tree`);
			assert.equal(await page.locator('tr.tk:has-text("已完成")').count(), 1);
			assert.ok(await page.locator('tr.tk').count() >= 3);
			await shot(page, `tree-${size}${js ? '' : '-plain'}`);
		});
	test('the tree is walked by keyboard', async page => {
		await login(page, chair, undefined, '/plans');
		await page.goto(await page.locator('main a[href^="/plans/"]:has-text("临江发电有限公司工会")').first().getAttribute('href'));
		await page.goto(`${new URL(page.url()).pathname}/tree`);
		const row = () => page.evaluate(() => document.activeElement.id);
		await page.locator('[data-treegrid] tbody tr').first().focus();
		const first = await row();
		await page.keyboard.press('ArrowDown');
		const second = await row();
		assert.notEqual(second, first);
		await page.keyboard.press('ArrowUp');
		assert.equal(await row(), first);
		const shown = () => page.locator('[data-treegrid] tbody tr:visible').count();
		const all = await shown();
		await page.keyboard.press('ArrowLeft');
		assert.equal(await page.getAttribute(`#${first}`, 'aria-expanded'), 'false');
		assert.ok(await shown() < all);
		await page.keyboard.press('ArrowRight');
		assert.equal(await shown(), all);
		await page.keyboard.press('End');
		assert.notEqual(await row(), first);
		await page.keyboard.press('Home');
		assert.equal(await row(), first);
	});
	for (const js of [true, false])
		test(`signing out ends the session ${js ? 'with' : 'without'} scripts`, { js }, async page => {
			await login(page, chair, undefined, '/account');
			await page.goto('/account');
			await go(page, 'form[action="/sign-out"] button[type=submit]');
			const answer = await page.goto('/plans');
			assert.match(new URL(answer.url()).pathname, /^\/sign-in$/);
		});
};
