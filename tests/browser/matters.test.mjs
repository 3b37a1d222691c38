// What matters of all kinds share, on the phone and on a large screen: a petition step by step, public answers without a
// name, a figure that opens its rows, a measure that is bound later, wrong input that stays.
import assert from 'node:assert';

const WORKER = '13800000007', CADRE = '13800000004', CHAIR = '13800000003', HANDLER = '13800000005', REP = '13800000006';

export default ({ test, login, sound, shot, sample }) => {
	const as = async (page, mobile) => {
		await page.context().clearCookies();
		await login(page, mobile, sample.password);
	};
	const step = async (page, verb, fill = async () => {}) => {
		const form = page.locator(`form[action$="/${verb}"]`).first(), pop = form.locator('xpath=ancestor::details');
		if (await pop.count()) await pop.locator('summary').click();
		await fill(form);
		await Promise.all([page.waitForNavigation(), form.locator('button[type=submit]').click()]);
	};
	let id = '';
	test('a petition goes from its notice to its review, asked for on the phone', 'phone', async page => {
		await as(page, WORKER);
		await page.goto('/m/ask');
		await page.getByLabel('薪酬福利').check();
		await page.fill('#f-content', '去年的高温津贴少发一个月，问过两次没有结果，请书面答复。');
		await Promise.all([page.waitForURL(/\/m\/appeals\/\d+/), page.getByRole('button', { name: '提交' }).click()]);
		id = /appeals\/(\d+)/.exec(page.url())[1];
		await as(page, CADRE);
		await page.goto(`/appeals/${id}`);
		await step(page, 'sort', async f => { await f.locator('[name=kind]').selectOption('1'); await f.locator('[name=level]').selectOption('4'); });
		await step(page, 'dispatch', async f => { await f.locator('[name=unit]').selectOption('104'); });
		await page.getByText('记录信访告知').click();
		await page.fill('#f-notice', '书面告知受理。');
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '记录告知' }).click()]);
		await sound(page);
		await as(page, HANDLER);
		await page.goto(`/appeals/${id}`);
		await step(page, 'accept');
		await step(page, 'reply', f => f.locator('[name=reply]').fill('核对后补发。'));
		await as(page, CHAIR);
		await page.goto(`/appeals/${id}`);
		await step(page, 'sign');
		await as(page, WORKER);
		await page.goto(`/m/appeals/${id}`);
		await sound(page);
		await shot(page, 'petition-phone');
		await page.fill('#f-ask', '还少一个月。');
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '请求复查', exact: true }).click()]);
		assert.match(await page.textContent('main'), /剩 (29|3\d) 天/);
		await sound(page);
		await shot(page, 'petition-asked');
	});
	test('the union enters the answer; a wrong day stands beside its field and the words stay', 'desktop', async page => {
		await as(page, CADRE);
		await page.goto(`/appeals/${id}`);
		await sound(page);
		await shot(page, 'petition-office');
		await step(page, 'reviewed', async f => { await f.locator('[name=on]').fill('2020-01-01'); await f.locator('[name=reason]').fill('市总复查意见：再补一个月。'); });
		assert.match(await page.textContent('main'), /日期不能早于/);
		assert.equal(await page.locator('form[action$="/reviewed"] [name=reason]').inputValue(), '市总复查意见：再补一个月。');
		await sound(page);
		await shot(page, 'petition-wrong');
		const form = page.locator('form[action$="/reviewed"]');
		await form.locator('[name=on]').fill(new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10));
		await Promise.all([page.waitForNavigation(), form.locator('button[type=submit]').click()]);
		assert.match(await page.textContent('main'), /再补一个月/);
	});
	test('public answers are found without a name', 'phone', async page => {
		await page.goto('/anon?unit=10&place=食堂');
		await page.fill('#f-q', '高温津贴发多少');
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '查找答复' }).click()]);
		assert.ok(!page.url().includes('高温'), 'the question stands in no address');
		await page.getByText('高温津贴什么时候发').first().click();
		assert.match(await page.textContent('main'), /随工资发放/);
		assert.equal(await page.inputValue('#f-place'), '食堂');
		await sound(page);
		await shot(page, 'anon-answers');
		await page.goto('/anon');
		await sound(page);
		await page.fill('#f-q', '津贴');
		await page.getByRole('button', { name: '查找答复' }).click();
		assert.equal(new URL(page.url()).pathname, '/anon', 'the browser asks for the union first');
		await shot(page, 'anon-choose');
	});
	test('a figure opens its rows', 'desktop', async page => {
		await as(page, CADRE);
		await page.goto('/appeals?unit=10&closed_on_from=2020-01-01&in_time=1&pleased=1&state=10');
		await sound(page);
		assert.ok(!/已略去/.test(await page.textContent('main')));
		await shot(page, 'figure-rows');
	});
	test('the sheet of a proposal and what is refused on it, on the phone', 'phone', async page => {
		await as(page, REP);
		await page.goto('/m/proposals');
		await sound(page);
		await page.goto('/proposals');
		await page.locator('.tbl a, .li').first().click();
		await page.waitForLoadState();
		await sound(page);
		await shot(page, 'proposal-sheet-phone');
	});
};
