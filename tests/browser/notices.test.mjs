// 公示: frozen, posted, objected to from a phone without signing in, answered, closed with its record.
import assert from 'node:assert';
import { CADRE, CHAIR, hands } from './voting.mjs';
import { daysPass, views } from './views.mjs';

export default tools => {
	const { test, sound, folder } = tools, { enter, press } = hands(tools), look = views(tools);
	let notice, wall, code;

	test('a notice is written; what is missing is asked for and typed text stays', async page => {
		await enter(page, CADRE, '/notices');
		await page.goto('/notices');
		await look(page, 'notices');
		await page.getByRole('link', { name: '新的公示' }).first().click();
		await page.fill('#f-title', '样例先进班组公示');
		await page.fill('#f-intro', '经推荐和委员会讨论，拟表彰下列班组。\n联系人电话 13800000007。');
		await page.fill('#f-names', '样例甲，运行一值，安全标兵\n样例乙，检修部，革新能手');
		await page.fill('#f-days', '2');
		await page.fill('#f-contact', '工会办公室，0513-85000000');
		await look(page, 'notice-new');
		await press(page, '发布公示');
		assert.match(await page.textContent('main'), /不能少于|不少于|至少/);
		assert.match(await page.inputValue('#f-names'), /样例乙，检修部/);
		await look(page, 'notice-wrong');
		await page.fill('#f-days', '5');
		await press(page, '发布公示');
		notice = new URL(page.url()).pathname;
		const text = await page.textContent('main');
		assert.match(text, /内容指纹/);
		assert.ok(!text.includes('13800000007') && text.includes('***'));
		await look(page, 'notice-open');
		await page.getByRole('link', { name: '张贴稿' }).click();
		await look(page, 'notice-poster');
		wall = /\/n\/\S{16}/.exec(await page.textContent('main'))[0];
	});

	test('somebody passing by objects on his phone', 'phone', async page => {
		await page.goto(wall);
		await sound(page);
		await look(page, 'notice-public');
		await page.locator('#f-content').fill('样例乙今年没有参加革新项目。');
		await page.fill('#f-phone', '0513-85000001');
		await press(page, '提交异议');
		code = (await page.textContent('#receipt')).trim();
		await look(page, 'notice-objected');
		await page.goto(wall);
		await page.fill('#f-code', 'AAAA-BBBB-CC');
		await press(page, '查看');
		assert.match(await page.textContent('main'), /查询码不对/);
		await page.fill('#f-code', code);
		await press(page, '查看');
		assert.match(await page.textContent('main'), /工会正在核实/);
	});

	test('the days are over, the objection is answered, the record is written', async page => {
		daysPass(folder, 'notice', notice);
		await enter(page, CHAIR, notice);
		for (let i = 0; i < 40 && !/期满待处理异议/.test(await page.textContent('.sub')); i++) {
			await page.waitForTimeout(500);
			await page.goto(notice);
		}
		await look(page, 'notice-ended');
		await page.locator('a[href^="/objections/"]').first().click();
		await look(page, 'objection');
		await page.locator('label', { hasText: '异议不成立' }).click();
		await page.fill('#f-answer', '经核实，样例乙三月参加了革新项目，有立项单。');
		await press(page, '答复');
		await look(page, 'objection-answered');
		await page.goto(notice);
		assert.match(await page.textContent('main'), /公示结束/);
		await look(page, 'notice-closed');
		const record = await page.request.get(`${notice}/papers/record.pdf`);
		assert.equal((await record.body()).subarray(0, 4).toString(), '%PDF');
	});

	test('whoever objected reads the answer with his code', 'phone', async page => {
		await page.goto(wall);
		assert.equal(await page.locator('#f-content').count(), 0);
		await page.fill('#f-code', code.toLowerCase());
		await press(page, '查看');
		await sound(page);
		assert.match(await page.textContent('main'), /有立项单/);
	});
};
