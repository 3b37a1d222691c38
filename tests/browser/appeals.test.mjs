// Appeals on a phone: raise, follow, answer, rate; the round trip of somebody without a name.
import assert from 'node:assert';

const WORKER = '13800000007', CADRE = '13800000004', CHAIR = '13800000003', HANDLER = '13800000005';

export default ({ test, login, sound, shot, sample, newPage }) => {
	const as = async (page, mobile) => {
		await page.context().clearCookies();
		await login(page, mobile, sample.password);
	};
	const step = async (page, verb, fill = async () => {}) => {
		const form = page.locator(`form[action$="/${verb}"]`).first();
		const pop = form.locator('xpath=ancestor::details');
		if (await pop.count()) await pop.locator('summary').click();
		await fill(form);
		await Promise.all([page.waitForNavigation(), form.locator('button[type=submit]').click()]);
	};
	let id = '';
	test('a worker raises one, it is settled, he rates it', 'phone', async page => {
		await as(page, WORKER);
		await page.goto('/m/ask');
		await sound(page);
		await page.getByLabel('劳动安全').check();
		await page.fill('#f-content', '输煤栈桥 4 段有两盏灯不亮，夜里巡检看不清踏步，希望尽快修好。');
		await shot(page, 'appeal-ask');
		await Promise.all([page.waitForURL(/\/m\/appeals\/\d+/), page.getByRole('button', { name: '提交' }).click()]);
		assert.ok((await page.textContent('main')).includes('接下来'));
		await sound(page);
		await shot(page, 'appeal-done');
		id = /appeals\/(\d+)/.exec(page.url())[1];
		await as(page, CADRE);
		await page.goto(`/appeals/${id}`);
		await sound(page);
		await step(page, 'sort', async f => { await f.locator('[name=kind]').selectOption('2'); await f.locator('[name=level]').selectOption('1'); });
		await step(page, 'dispatch', async f => { await f.locator('[name=unit]').selectOption('104'); });
		await shot(page, 'appeal-office');
		await as(page, HANDLER);
		await page.goto('/matters');
		await sound(page);
		await shot(page, 'appeal-inbox');
		await page.goto(`/appeals/${id}`);
		assert.ok(!(await page.textContent('main')).includes('样例赵工'));
		await step(page, 'accept');
		await step(page, 'reply', f => f.locator('[name=reply]').fill('灯具已更换，现场加装应急灯。'));
		await as(page, CHAIR);
		await page.goto(`/appeals/${id}`);
		await step(page, 'sign');
		await as(page, WORKER);
		await page.goto(`/m/appeals/${id}`);
		assert.ok((await page.textContent('main')).includes('灯具已更换'));
		await sound(page);
		await shot(page, 'appeal-rate');
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '基本满意' }).click()]);
		assert.ok((await page.textContent('main')).includes('待回访质检'));
	});
	test('a rating that slipped is changed on the phone, and on a large screen', 'phone', async page => {
		await as(page, WORKER);
		await page.goto(`/m/appeals/${id}`);
		await sound(page);
		const change = name => Promise.all([page.waitForNavigation(), page.locator('#rerate').getByRole('button', { name, exact: true }).click()]);
		await change('不满意');
		assert.ok((await page.textContent('main')).includes('办理中'), 'sent back to be handled once more');
		await page.goto('/m/ratings');
		await sound(page);
		await shot(page, 'rating-given');
		await page.getByRole('link', { name: /你评的是“不满意”/ }).first().click();
		await page.locator('#f-rerate').fill('手滑点错了。');
		await change('满意');
		assert.ok((await page.textContent('main')).includes('待回访质检'), 'back where it was');
		await sound(page);
		await shot(page, 'rating-changed');
		const large = await newPage('desktop');
		await login(large, WORKER, sample.password);
		await large.goto(`/m/appeals/${id}`);
		await sound(large);
		await shot(large, 'rating-changed-large');
		await Promise.all([large.waitForNavigation(), large.locator('#rerate').getByRole('button', { name: '基本满意' }).click()]);
		assert.ok((await large.textContent('main')).includes('你评的是“基本满意”'));
		await as(large, CADRE);
		await large.goto(`/appeals/${id}`);
		assert.ok((await large.textContent('main')).includes('原来评的是“基本满意”'), 'the first one stays');
		await sound(large);
		await large.context().close();
	});
	test('words of despair show the help line while they are typed, to anybody', 'phone', async page => {
		await as(page, WORKER);
		for (const at of ['/m/ask', '/anon?unit=10']) {
			await page.goto(at);
			const line = page.locator('[data-words]').getByText('请现在就打电话');
			assert.ok(!await line.isVisible(), 'not before');
			await page.locator('#f-content').pressSequentially('我不想活了');
			await line.waitFor({ state: 'visible', timeout: 3000 });
			assert.match(await page.textContent('#tx-c'), /5 \/ 2000 字/);
			await sound(page);
		}
		await page.context().clearCookies();
	});
	test('topics of a month go to paper and to a workbook', 'desktop', async page => {
		await as(page, CADRE);
		await page.goto('/appeals/topics');
		await sound(page);
		for (const type of ['xlsx', 'docx', 'pdf']) {
			const answer = await page.request.get(`/appeals/topics/file/topics.${type}`);
			assert.equal(answer.status(), 200);
			assert.ok((await answer.body()).length > 1000);
		}
	});
	test('somebody without a name comes back with code and PIN', 'phone', async page => {
		await page.goto('/anon?unit=10&place=食堂');
		await sound(page);
		await page.getByLabel('生活后勤').check();
		await page.fill('#f-content', '食堂晚班菜太少，希望九点以后还有热菜。');
		await shot(page, 'appeal-anon');
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '提交' }).click()]);
		const code = (await page.textContent('#receipt')).trim(), pin = (await page.textContent('#pin')).trim();
		await shot(page, 'appeal-receipt');
		assert.ok(!page.url().includes(code));
		await page.goto('/anon/track');
		await page.fill('#f-code', code.toLowerCase());
		await page.fill('#f-pin', pin);
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '查看' }).click()]);
		await sound(page);
		assert.ok((await page.textContent('main')).includes('食堂晚班菜太少'));
		assert.equal((await page.context().cookies()).length, 0);
	});
};
