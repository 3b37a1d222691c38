// A proposal on a phone: write, second, hand in; file, dispatch, reply; rate; progress for every worker; the office at the desk.
import assert from 'node:assert';

const REP = '13800000006', FITTER = '13800000046', ELECTRIC = '13800000045', CADRE = '13800000004', CHAIR = '13800000003', HANDLER = '13800000005',
	WORKER = '13800000007', FEDERATION = '13800000001';

export default ({ test, login, sound, shot, sample }) => {
	const as = async (page, mobile) => {
		await page.context().clearCookies();
		await login(page, mobile, sample.password);
	};
	const press = async (page, name) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).first().click()]);
	const step = async (page, verb, fill = async () => {}) => {
		const form = page.locator(`form[action$="/${verb}"]`).first();
		const pop = form.locator('xpath=ancestor::details');
		if (await pop.count()) await pop.locator('summary').click();
		await fill(form);
		await Promise.all([page.waitForNavigation(), form.locator('button[type=submit]').click()]);
	};
	let id = '';
	test('a representative writes one, two second it, it is handed in, handled and rated', 'phone', async page => {
		await as(page, REP);
		await page.goto('/m/proposals');
		await sound(page);
		await shot(page, 'proposal-hub');
		await page.goto('/m/proposals/new');
		await page.getByLabel('类别').selectOption('4');
		await page.fill('#f-title', '小夜班宿舍热水再延长半小时');
		await page.waitForSelector('#similar .note', { timeout: 5000 });
		await shot(page, 'proposal-similar');
		await page.fill('#f-content', '检修后夜班人数多了，零点四十还有人没洗上。');
		await page.fill('#f-measures', '再延长到一点十分。');
		await sound(page);
		await press(page, '保存');
		id = /proposals\/(\d+)/.exec(page.url())[1];
		await page.getByRole('link', { name: '邀请附议' }).click();
		await page.getByLabel('样例韩机').check();
		await page.getByLabel('样例蒋电').check();
		await sound(page);
		await shot(page, 'proposal-reps');
		await press(page, '邀请');
		for (const mobile of [FITTER, ELECTRIC]) {
			await as(page, mobile);
			await page.goto('/m/proposals');
			await page.getByRole('link', { name: /再延长半小时/ }).first().click();
			await sound(page);
			await press(page, '附议');
		}
		await as(page, REP);
		await page.goto(`/m/proposals/${id}`);
		await shot(page, 'proposal-ready');
		await press(page, '提交提案');
		assert.match(await page.textContent('main'), /五届三次第\d+号/);
		await as(page, CADRE);
		await page.goto(`/proposals/${id}`);
		await sound(page);
		await step(page, 'sort', async f => {
			await f.locator('[name=kind]').selectOption('4');
			await f.locator('[name=level]').selectOption('1');
			await f.locator('[name=reason]').fill('同意立案');
		});
		await step(page, 'dispatch', async f => { await f.locator('[name=unit]').selectOption('104'); });
		await as(page, HANDLER);
		await page.goto(`/proposals/${id}`);
		await step(page, 'accept');
		await step(page, 'talk', async f => { await f.locator('[name=reason]').fill('当面说明'); });
		await sound(page);
		await shot(page, 'proposal-reply');
		await step(page, 'reply', async f => {
			await f.locator('[name=outcome]').selectOption('1');
			await f.locator('[name=reply]').fill('今晚起延长到一点十分。');
		});
		await as(page, CHAIR);
		await page.goto(`/proposals/${id}`);
		await step(page, 'sign');
		for (const mobile of [REP, FITTER, ELECTRIC]) {
			await as(page, mobile);
			await page.goto(`/m/proposals/${id}`);
			await sound(page);
			await press(page, '基本满意');
		}
		await shot(page, 'proposal-rated');
		assert.ok((await page.textContent('main')).includes('待复核'));
	});
	test('every worker follows it without the inner talk', 'phone', async page => {
		await as(page, WORKER);
		await page.goto(`/m/proposals/${id}`);
		const text = await page.textContent('main');
		assert.ok(text.includes('今晚起延长到一点十分') && !text.includes('当面说明'));
		await sound(page);
		await shot(page, 'proposal-public');
	});
	test('the office: its table, supervision, a session with its report', 'desktop', async page => {
		await as(page, CADRE);
		for (const [path, name] of [['/proposals/office', 'proposal-office'], ['/proposals/supervise', 'proposal-watch'], ['/proposal-sessions', 'proposal-sessions'], [`/proposals/${id}`, 'proposal-page'], ['/proposals', 'proposal-list']]) {
			await page.goto(path);
			await sound(page);
			await shot(page, name);
		}
		await page.goto('/proposal-sessions');
		await page.getByRole('link', { name: /五届二次/ }).first().click();
		await sound(page);
		await shot(page, 'proposal-session');
		assert.ok((await page.textContent('main')).includes('立案率'));
	});
	test('the federation sees what came up', 'desktop', async page => {
		await as(page, FEDERATION);
		await page.goto('/proposal-picks');
		await sound(page);
	});
};
