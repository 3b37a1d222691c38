// A plan is imported, reviewed and completed: by mouse, by keyboard, on a phone, and without scripts.
import assert from 'node:assert';

const chair = '13800000003';
const plan = `样例热电有限公司工会2024年工作要点
总体要求是：服务职工，建好小家。
一、建功立业
1．深化劳动竞赛。8月举办技能比武3场。加强班组建设。
2．推进岗位创新。修订创新工作室管理办法。
- 3 -
4．用好创新工作室。新建工作室2个。
二、民主管理
5．开好职代会。一季度召开职工代表大会。
`;

// Clicks something that submits, and waits for the page that follows.
const go = (page, what) => Promise.all([page.waitForNavigation(), page.click(what)]);
const titles = page => page.$$eval('[data-node] .tx', all => all.map(i => i.value));
const row = n => `[data-node]:nth-child(${n})`;

async function imported(page, login) {
	await login(page, chair, undefined, '/plans/import');
	await page.fill('#f-text', plan);
	await go(page, '.formbar .btn-p');
	assert.match(page.url(), /\/plans\/\d+\/review/);
}

const first = ['建功立业', '深化劳动竞赛', '推进岗位创新', '用好创新工作室', '民主管理', '开好职代会'];

export default ({ test, login, sound, shot }) => {
	test('a plan is imported from a file and reviewed', async page => {
		await login(page, chair, undefined, '/plans/import');
		await sound(page);
		await page.setInputFiles('#f-file', { name: '样例要点.txt', mimeType: 'text/plain', buffer: Buffer.from(plan) });
		await go(page, '.formbar .btn-p');
		assert.deepEqual(await titles(page), first);
		await sound(page);
		await shot(page, 'plan-review');
	});

	test('what is typed is saved by itself and is there after a reload', async page => {
		await imported(page, login);
		await page.fill(`${row(2)} .tx`, '办好劳动竞赛');
		await Promise.all([page.waitForResponse(r => r.request().method() === 'POST'), page.press(`${row(2)} .tx`, 'Tab')]);
		await page.waitForFunction(() => document.querySelector('[data-saved]').textContent === '已保存');
		await page.fill(`${row(3)} .tx`, '推进创新');
		await Promise.all([page.waitForResponse(r => r.request().method() === 'POST'), page.press(`${row(3)} .tx`, 'Tab')]);
		await page.waitForFunction(() => document.querySelector('[data-saved]').textContent === '已保存');
		await page.reload();
		assert.deepEqual((await titles(page)).slice(1, 3), ['办好劳动竞赛', '推进创新']);
	});

	test('mark and row point at each other', async page => {
		await imported(page, login);
		await page.click('.doc .hl-2 >> nth=2');
		assert.equal(await page.$eval('.node.on .tx', i => i.value), '用好创新工作室');
	});

	test('by keyboard: down, level, merge, undo', async page => {
		await imported(page, login);
		await page.focus(`${row(2)} .tx`);
		await Promise.all([page.waitForNavigation(), page.keyboard.press('Alt+ArrowDown')]);
		assert.deepEqual((await titles(page)).slice(1, 3), ['推进岗位创新', '深化劳动竞赛']);
		const cursor = title => page.waitForFunction(t => document.activeElement.value === t, title); // the cursor goes with it
		await cursor('深化劳动竞赛');
		await Promise.all([page.waitForNavigation(), page.keyboard.press('Alt+ArrowRight')]);
		await cursor('深化劳动竞赛');
		assert.equal(await page.$eval(`${row(3)} select`, s => s.value), '4');
		await Promise.all([page.waitForNavigation(), page.keyboard.press('Alt+KeyM')]);
		assert.equal((await titles(page)).length, 5);
		for (let i = 0; i < 3; i++) await Promise.all([page.waitForNavigation(), page.keyboard.press('Alt+KeyZ')]);
		assert.deepEqual(await titles(page), first);
	});

	for (const [size, options] of [['desktop', {}], ['phone', {}], ['phone', { js: false }]])
		test(`from import to submission on the ${size}${options.js === false ? ' without scripts' : ''}`, size, options, async page => {
			await imported(page, login);
			if (options.js !== false) await sound(page);
			await go(page, `${row(2)} button[value^="open:"]`);
			await go(page, `${row(2)} button[value^="split:"] >> nth=1`);
			assert.deepEqual((await titles(page)).slice(1, 3), ['深化劳动竞赛', '加强班组建设']);
			await go(page, 'button[value="undo"]');
			assert.deepEqual(await titles(page), first);
			await go(page, 'button[value="next"]');
			assert.match(page.url(), /\/complete/);
			if (options.js !== false) await sound(page);
			for (const box of await page.$$('.cp-h input')) await box.check(); // those that only repeat a title are not ticked
			await go(page, 'button[value="accept"]');
			assert.match(await page.textContent('.cp-sum'), /项任务，还有 \d+ 项不完整/);
			await go(page, 'form[action$="/do/submit"] button');
			assert.match(await page.textContent('main'), /还缺完成时间/);
			await page.goBack();
			await page.click('.cp-set summary');
			await go(page, 'button[value="year-end"]');
			await page.click('.cp-t a.btn-s');
			await page.waitForSelector('#f-due');
			await page.fill('#f-due', '2024-10-31');
			await go(page, '.cp-e button[type=submit]');
			assert.match(await page.textContent('.cp-t'), /2024年10月31日|10月31日/);
			if (options.js !== false) await sound(page);
			await shot(page, `plan-complete-${size}`);
			await go(page, 'form[action$="/do/submit"] button');
			assert.match(await page.textContent('main'), /核稿/);
		});
};
