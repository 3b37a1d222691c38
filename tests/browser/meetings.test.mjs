// A committee meeting from notice to minutes; its decision approves a plan.
import assert from 'node:assert';
import { CADRE, CHAIR, hands } from './voting.mjs';
import { views } from './views.mjs';

const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
const PLAN = '样例会议用工作要点\n一、基层建设\n1．办好职工书屋。9月底前新增图书200册。\n二、服务职工\n2．开展送清凉。7月走访班组3次。\n';

export default tools => {
	const { test, sound } = tools, { enter, press, choose } = hands(tools), look = views(tools);
	let meeting, plan;

	test('the meeting is called, its agenda written', async page => {
		await enter(page, CADRE, '/meetings');
		await page.goto('/meetings');
		await look(page, 'meetings');
		await page.getByRole('link', { name: '通知会议' }).first().click();
		await look(page, 'meeting-new');
		await choose(page, '#f-committee', '工会委员会');
		await page.fill('#f-held_on', today());
		await page.fill('#f-at', '9:00');
		await page.fill('#f-place', '三楼会议室');
		await page.fill('#f-host', '样例李卫');
		await press(page, '保存会议');
		meeting = new URL(page.url()).pathname;
		assert.match(meeting, /^\/meetings\/\d+$/);
		for (const title of ['审议工作要点', '购置图书']) {
			await page.fill('#f-title', title);
			await press(page, '列入');
		}
		assert.equal(await page.locator('#items li').count(), 2);
		await look(page, 'meeting-called');
	});

	test('who came, what was decided, the minutes', async page => {
		await enter(page, CADRE, meeting);
		await page.goto(meeting);
		for (const box of await page.locator('form[action$="/hold"] input[type=checkbox]').all()) await box.check();
		await press(page, '登记召开');
		await look(page, 'meeting-held');
		const first = page.locator('#items li').first();
		await first.locator('[name=against]').fill('9');
		await first.locator('[name=words]').fill('审议通过工作要点，报请下达。');
		await Promise.all([page.waitForLoadState('load'), first.getByRole('button', { name: '登记表决' }).click()]);
		assert.match(await page.textContent('main'), /合计应等于实到/);
		assert.equal(await page.locator('#items li').first().locator('[name=words]').inputValue(), '审议通过工作要点，报请下达。');
		await look(page, 'meeting-wrong');
		await page.locator('#items li').first().locator('[name=against]').fill('0');
		await press(page, '登记表决');
		assert.match(await page.textContent('#items'), /决定：审议通过工作要点，报请下达。/);
		await page.locator('#items li').nth(1).locator('summary', { hasText: '缓议' }).click();
		await page.locator('details[open] textarea').fill('经费未落实');
		await press(page, '缓议');
		await page.getByRole('link', { name: '修改、写纪要' }).click();
		await page.fill('#f-minutes', '会议审议通过工作要点。\n购置图书缓议。');
		await press(page, '保存会议');
		await press(page, '定稿');
		assert.match(await page.textContent('.sub'), /纪要已定/);
		await look(page, 'meeting-closed');
		const paper = await page.request.get(`${meeting}/print/minutes.pdf`);
		assert.equal((await paper.body()).subarray(0, 4).toString(), '%PDF');
	});

	test('a member of the committee reads it on the phone', 'phone', async page => {
		await enter(page, CHAIR, meeting);
		await page.goto(meeting);
		await sound(page);
		assert.match(await page.textContent('main'), /赞成 \d+，反对 0，弃权 0/);
	});

	test('a plan is approved by citing the decision', async page => {
		await enter(page, CHAIR, '/plans/import');
		await page.goto('/plans/import');
		await page.fill('#f-text', PLAN);
		await Promise.all([page.waitForNavigation(), page.click('.formbar .btn-p')]);
		plan = /\/plans\/(\d+)/.exec(page.url())[1];
		await page.goto(`/plans/${plan}/minutes`);
		await choose(page, '#f-decision', '审议工作要点');
		await look(page, 'plan-minutes');
		await press(page, '保存纪要');
		assert.match(await page.textContent('main'), /议题：审议工作要点。赞成 \d+ 票，反对 0 票，弃权 0 票，通过。审议通过工作要点，报请下达。/);
		await page.goto(meeting);
		assert.match(await page.textContent('main'), /被引用.*样例会议用工作要点/s);
		assert.match(await page.textContent('main'), /已被引用，不能再改/);
	});
};
