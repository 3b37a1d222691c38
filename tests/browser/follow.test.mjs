// Following a plan: the tree with the keyboard, its views on desk and phone, evidence by phone, all without scripts too.
import assert from 'node:assert';

const CADRE = '13800000004', FEDERATION = '13800000001';
// The tree of the first plan that the federation has issued.
async function openTree(page, mobile, view = 'tree') {
	await login0(page, mobile);
	await page.goto('/received');
	const link = await page.getAttribute('main a[href^="/received/"]', 'href');
	await page.goto(link);
	const tree = await page.getAttribute('main a[href*="/tree"]', 'href');
	await page.goto(`${tree}&view=${view}`);
	return tree;
}
let login0;

export default ({ test, login, sound, shot, sample }) => {
	login0 = (page, mobile) => login(page, mobile, sample.password);
	test('the arrow keys walk, close and open the tree', async page => {
		await openTree(page, CADRE);
		const rows = page.locator('[data-treegrid] tbody tr');
		await rows.first().focus();
		assert.equal(await rows.nth(1).isVisible(), true);
		await page.keyboard.press('ArrowLeft');
		assert.equal(await rows.first().getAttribute('aria-expanded'), 'false');
		assert.equal(await rows.nth(1).isVisible(), false);
		await page.keyboard.press('ArrowRight');
		assert.equal(await rows.nth(1).isVisible(), true);
		await page.keyboard.press('ArrowDown');
		assert.equal(await rows.nth(1).evaluate(e => e === document.activeElement), true);
		const name = (await rows.nth(1).locator('a').last().textContent()).trim();
		await Promise.all([page.waitForURL(/\/points\//), page.keyboard.press('Enter')]);
		assert.ok((await page.textContent('h1')).includes(name));
	});
	for (const size of ['desktop', 'phone'])
		test(`every view is sound (${size})`, size, async page => {
			const tree = await openTree(page, CADRE);
			for (const view of ['tree', 'time', 'board', 'text']) {
				await page.goto(`${tree}&view=${view}`);
				await sound(page);
				await shot(page, `follow-${view}-${size}`);
			}
			await page.goto(tree);
			const task = await page.getAttribute('tr.tk a[href^="/tasks/"]', 'href');
			for (const path of [task, `${task}/edit`, `${task}/evidence/new`, `${task}/link`, '/tasks?who=unit', '/reports/new']) {
				await page.goto(path);
				await sound(page);
			}
		});
	test('the table of unions opens down to a point', async page => {
		await openTree(page, CADRE);
		const plan = /\/plans\/(\d+)/.exec(page.url())[1];
		await page.context().clearCookies();
		await login0(page, FEDERATION);
		await page.goto(`/plans/${plan}/unions`);
		await sound(page);
		await shot(page, 'follow-unions');
		await Promise.all([page.waitForURL(/\/points\/\d+\?unit=/), page.locator('.mx tbody td a').first().click()]);
		await sound(page);
	});
	test('evidence with a photo by phone, without scripts', 'phone', { js: false }, async page => {
		await openTree(page, CADRE);
		const open = await page.$$eval('tr.tk a[href^="/tasks/"]', all => all.map(a => a.getAttribute('href')));
		let task;
		for (const path of open) {
			await page.goto(`/m${path}/evidence`);
			if (/\/m\/tasks\//.test(page.url())) { task = path; break; }
		}
		assert.ok(task, 'a task in work');
		await sound(page);
		await page.fill('[name=title]', '手机拍的现场');
		const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
		await page.setInputFiles('[name=files]', { name: 'site.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') });
		await page.click('main button[type=submit].btn-p');
		assert.ok((await page.textContent('main')).includes('已添加佐证'));
		await page.goto(task);
		assert.ok((await page.textContent('#ev')).includes('手机拍的现场'));
		assert.ok((await page.innerHTML('#ev')).includes('/files/'));
	});
	test('filters work without scripts', { js: false }, async page => {
		await openTree(page, CADRE);
		const first = (await page.locator('tr.tk .nm a').first().textContent()).trim();
		await page.fill('#q', first);
		await page.click('.filters button[type=submit]');
		assert.ok((await page.textContent('[data-treegrid]')).includes(first));
		await page.fill('#q', '没有这样的任务');
		await page.click('.filters button[type=submit]');
		assert.ok((await page.textContent('main')).includes('没有符合条件'));
	});
};
