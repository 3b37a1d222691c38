// A rating on a phone from the link of a message: signed out, in, to the page, one tap; then in the list of what waits.
import assert from 'node:assert';

const CHAIR = '13800000003', CADRE = '13800000004', HANDLER = '13800000005', WORKER = '13800000007';

export default ({ test, login, sound, shot, sample }) => {
	const as = async (page, mobile) => {
		await page.context().clearCookies();
		await login(page, mobile, sample.password);
	};
	const step = async (page, verb, fill = async () => {}) => {
		const form = page.locator(`form[action$="/${verb}"]`).first(), pop = form.locator('xpath=ancestor::details');
		if (await pop.count() && !await pop.evaluate(d => d.open)) await pop.locator('summary').click();
		await fill(form);
		await Promise.all([page.waitForNavigation(), form.locator('button[type=submit]').first().click()]);
	};
	const text = page => page.textContent('main');
	// raised by the worker, answered by the department, signed by the chair
	const answered = async (page, words) => {
		await as(page, WORKER);
		await page.goto('/m/ask');
		await page.getByLabel('劳动安全').check();
		await page.fill('#f-content', words);
		await Promise.all([page.waitForURL(/\/m\/appeals\/\d+/), page.getByRole('button', { name: '提交' }).click()]);
		const id = /appeals\/(\d+)/.exec(page.url())[1];
		await as(page, CADRE);
		await page.goto(`/appeals/${id}`);
		await step(page, 'sort', async f => { await f.locator('[name=kind]').selectOption('2'); await f.locator('[name=level]').selectOption('1'); });
		await step(page, 'dispatch', async f => { await f.locator('[name=unit]').selectOption('104'); });
		await as(page, HANDLER);
		await page.goto(`/appeals/${id}`);
		await step(page, 'accept');
		await step(page, 'reply', f => f.locator('[name=reply]').fill('已经更换。'));
		await as(page, CHAIR);
		await page.goto(`/appeals/${id}`);
		await step(page, 'sign');
		return { id, number: /SQ-\d{4}-\d+/.exec(await text(page))[0] };
	};
	test('from the link of a message, signed out, to the rating in one tap', 'phone', async page => {
		const { id, number } = await answered(page, '集控室空调滴水，地面湿滑，希望修好。');
		await as(page, WORKER);
		await page.goto('/inbox');
		await sound(page);
		assert.ok((await text(page)).includes(`${number}`), 'there is a message of it');
		await page.context().clearCookies();
		await page.goto(`/m/appeals/${id}`);
		assert.equal(new URL(page.url()).pathname, '/sign-in');
		await sound(page);
		await page.fill('input[name=login]', WORKER);
		await page.fill('input[name=password]', sample.password);
		await Promise.all([page.waitForURL(new RegExp(`/m/appeals/${id}`)), page.click('form:has(input[name=password]) button[type=submit]')]);
		await sound(page);
		await shot(page, 'rating-link');
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '满意', exact: true }).click()]);
		assert.ok((await text(page)).includes('满意'));
		assert.equal(await page.getByRole('button', { name: '基本满意', exact: true }).count() && await page.locator('form[action$="/rate"]').count(), 0, 'it is rated');
	});
	test('from the list of what waits; who is not content is called back by a cadre', 'phone', async page => {
		const { id, number } = await answered(page, '输煤栈桥护栏松动，请检修。');
		await as(page, WORKER);
		await page.goto('/m/ratings');
		await sound(page);
		await shot(page, 'rating-mine');
		const card = page.locator('form', { has: page.locator(`a[href*="/appeals/${id}"]`) });
		await card.locator('textarea').fill('护栏还在晃。');
		await Promise.all([page.waitForNavigation(), card.getByRole('button', { name: '不满意' }).click()]);
		assert.equal(await page.locator(`form a[href*="/appeals/${id}"]`).count(), 0);
		await as(page, CADRE);
		await page.goto('/ratings?state=2');
		await sound(page);
		await page.getByRole('link', { name: number }).first().click();
		await sound(page);
		await shot(page, 'rating-call');
		await page.locator('form[action$="/call"]').evaluate(f => { f.noValidate = true; });
		await page.fill('[name=said]', '打过电话，今天已经加固。');
		await step(page, 'call');
		assert.ok((await text(page)).includes('回访结果'), 'the result is asked for');
		assert.equal(await page.inputValue('[name=said]'), '打过电话，今天已经加固。');
		await page.selectOption('[name=result]', '1');
		await step(page, 'call');
		assert.ok((await text(page)).includes('已经解决'));
		await page.goto('/ratings/board');
		await sound(page);
		await shot(page, 'rating-board');
	});
};
