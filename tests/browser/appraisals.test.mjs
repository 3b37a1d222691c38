// An appraisal of teams: sheet, campaign with members' ratings, self-assessment, visit, notice, title, its withdrawal.
import assert from 'node:assert';
import { CADRE, CHAIR, hands } from './voting.mjs';
import { daysPass, views } from './views.mjs';

const PASS = '春风又绿江南岸明月何时照我还';
const RATERS = ['13800000005', '13800000006', '13800000003', '13800000008', '13800000004'], OUTSIDER = '13800000007';
const day = n => new Date(Date.now() + 8 * 3600e3 + n * 864e5).toISOString().slice(0, 10);

export default tools => {
	const { test, sound, folder, newPage } = tools, { enter, press, say } = hands(tools), look = views(tools);
	let campaign, entry, notice, title;
	const state = async page => page.textContent('.page-h .sub');

	test('a sheet is made from a sample and put to use', async page => {
		await enter(page, CHAIR, '/sheets/offers');
		await page.goto('/sheets/offers');
		await look(page, 'sheet-offers');
		await page.locator('li', { hasText: '六型班组' }).last().getByRole('button', { name: '按样例建' }).click();
		await page.waitForURL(/\/sheets\/\d+$/);
		await look(page, 'sheet-draft');
		await page.locator('a', { hasText: '改' }).filter({ hasNotText: '修改' }).first().click();
		await page.waitForURL(/item=/);
		await sound(page);
		await press(page, '保存项目');
		await press(page, '启用');
		assert.match(await state(page), /使用中/);
		await page.getByRole('link', { name: '发起评选' }).click();
		await page.fill('#f-title', '样例六型班组评选');
		await page.fill('#f-opens', day(0));
		await page.fill('#f-closes', day(20));
		await page.check('#f-rated');
		await page.fill('#f-contact', '工会办公室，0513-85000000');
		await look(page, 'campaign-new');
		await press(page, '保存');
		campaign = new URL(page.url()).pathname;
		await look(page, 'campaign-draft');
		await page.fill('#f-passphrase', PASS);
		await page.fill('#f-again', `${PASS}x`);
		await press(page, '设定口令');
		assert.match(await page.textContent('main'), /两次输入的口令不一样/);
		await sound(page);
		await page.fill('#f-passphrase', PASS);
		await page.fill('#f-again', PASS);
		await press(page, '设定口令');
		await press(page, '开始申报');
		assert.match(await state(page), /申报中/);
	});

	test('a team is entered, assessed by itself with evidence', async page => {
		await enter(page, CADRE, campaign);
		await page.goto(campaign);
		await page.getByRole('link', { name: '申报', exact: true }).last().click();
		await page.waitForURL(/entries\/new/);
		await page.selectOption('#f-subject_id', { index: 1 });
		await page.fill('#f-statement', '样例：对照六型逐项开展。');
		await press(page, '建申报');
		entry = new URL(page.url()).pathname;
		await look(page, 'entry-draft');
		for (const input of await page.locator('#claims input[inputmode=decimal]').all()) await input.fill('500');
		await press(page, '保存自评');
		assert.match(await page.textContent('main'), /需要修改/);
		await look(page, 'entry-wrong');
		for (const field of await page.locator('#claims .field', { has: page.locator('input[inputmode=decimal]') }).all()) {
			const most = / 至 (\d+)/.exec(await field.textContent())[1];
			await field.locator('input').fill(most);
		}
		for (const set of await page.locator('#claims fieldset').all()) await set.locator('label').filter({ hasText: /^\s*(做到|没有这种情况)/ }).first().click();
		await press(page, '保存自评');
		await page.setInputFiles('input[type=file]', { name: '班组台账.txt', mimeType: 'text/plain', buffer: Buffer.from('样例台账') });
		await press(page, '添加佐证');
		await press(page, '提交申报');
		assert.match(await page.textContent('main'), /待核实/);
		await look(page, 'entry-submitted');
	});

	test('five members rate on their phones, once each', async () => {
		for (const [i, mobile] of RATERS.entries()) {
			const page = await newPage('phone');
			await enter(page, mobile, '/rating');
			await page.goto('/rating');
			await sound(page);
			await page.locator(`a[href="${entry}/rating"]`).click();
			await page.waitForURL(/rating$/);
			if (!i) await look(page, 'rating');
			await page.locator('label', { hasText: i === 4 ? '基本满意' : /^\s*满意/ }).first().click();
			await press(page, '提交评价');
			await page.goto(`${entry}/rating`);
			assert.match(await page.textContent('main'), /你已评价/);
			await page.context().close();
		}
	});

	test('who is no member is told so', 'phone', async page => {
		await enter(page, OUTSIDER, `${entry}/rating`);
		await page.goto(`${entry}/rating`);
		await sound(page);
		assert.match(await page.textContent('main'), /你还不是在籍会员/);
	});

	test('visited and marked, ratings counted, concluded and shown', async page => {
		await enter(page, CHAIR, entry);
		await page.goto(entry);
		assert.match(await page.textContent('main'), /已有 5 人评价/);
		await page.fill('#f-site', '样例：到现场看了台账，与职工座谈，情况属实。');
		for (const field of await page.locator('#verify .field', { has: page.locator('input[inputmode=decimal]') }).all()) {
			const most = / 至 (\d+)/.exec(await field.textContent())[1];
			await field.locator('input').fill(String(most - 0.5));
		}
		for (const set of await page.locator('#verify fieldset').all()) await set.locator('label').filter({ hasText: /^\s*(做到|没有这种情况)/ }).first().click();
		await look(page, 'entry-verify');
		await press(page, '核实并打分');
		await page.goto(campaign);
		await page.fill('#f-unseal', '不是这个口令不是这个口令');
		await press(page, '开箱计数');
		assert.match(await page.textContent('main'), /评家口令不对/);
		await look(page, 'campaign-unseal');
		await page.fill('#f-unseal', PASS);
		await press(page, '开箱计数');
		await page.goto(entry);
		assert.match(await page.textContent('main'), /5 人评价：满意 4，基本满意 1，不满意 0/);
		await press(page, '评定');
		await look(page, 'entry-scored');
		await page.goto(campaign);
		await look(page, 'campaign-scored');
		await press(page, '公示勾选的');
		notice = new URL(page.url()).pathname;
		assert.match(notice, /^\/notices\/\d+$/);
		await page.goto(entry);
		assert.match(await page.textContent('#grant'), /正在公示/);
	});

	test('a clean notice grants the title; later it is withdrawn', async page => {
		daysPass(folder, 'notice', notice);
		await enter(page, CHAIR, notice);
		for (let i = 0; i < 40 && !/公示结束/.test(await page.textContent('.sub')); i++) {
			await page.waitForTimeout(500);
			await page.goto(notice);
		}
		await page.goto(entry);
		await page.fill('#f-document', '样工〔2026〕9号');
		await press(page, '命名');
		assert.match(await page.textContent('main'), /已命名/);
		await look(page, 'entry-granted');
		await page.getByRole('link', { name: '看称号' }).click();
		await page.waitForURL(/titles/);
		title = new URL(page.url()).pathname;
		assert.match(await page.textContent('main'), /样工〔2026〕9号/);
		await look(page, 'title');
		await say(page, '复核合格', '到场复核，仍然达标。');
		await say(page, '撤销称号', '发生样例责任事故。');
		assert.match(await page.textContent('main'), /已撤销/);
		await look(page, 'title-withdrawn');
	});

	test('an audience votes for results on the phone, once each; figures come with the count', async page => {
		await enter(page, CHAIR, '/appraisals?state=3');
		await page.goto('/appraisals?state=3');
		await page.click('main a:has-text("创新成果展示")');
		await page.waitForURL(/appraisals\/\d+$/);
		const show = new URL(page.url()).pathname;
		await look(page, 'audience-campaign');
		for (const [i, mobile] of RATERS.entries()) {
			const phone = await newPage('phone');
			await enter(phone, mobile, '/rating');
			await phone.goto('/rating');
			await phone.click(`a[href="${show}/audience"]`);
			await phone.waitForURL(/audience$/);
			if (!i) {
				await look(phone, 'audience');
				for (const box of await phone.locator('main input[type=checkbox]').all()) await box.check();
				await press(phone, '投票');
				assert.match(await phone.textContent('main'), /最多选 2 个，现在选了 3 个/);
				assert.equal(await phone.locator('main input[type=checkbox]:checked').count(), 3);
				await look(phone, 'audience-wrong');
				await phone.locator('main input[type=checkbox]').last().uncheck();
			} else {
				await phone.locator('main input[type=checkbox]').nth((i - 1) % 3).check();
			}
			await press(phone, '投票');
			assert.match(await phone.textContent('main'), /你已投票/);
			if (!i) await look(phone, 'audience-done');
			await phone.context().close();
		}
		await page.goto(show);
		assert.match(await page.textContent('#audience'), /5 人已投/);
		assert.doesNotMatch(await page.textContent('#audience'), /得票/);
		await press(page, '结束投票，计票');
		assert.match(await page.textContent('#audience'), /5 人投票，已计票/);
		await look(page, 'audience-counted');
		await page.goto(`${show}/audience`);
		await look(page, 'audience-result');
	});

	test('everybody reads the title on the phone', 'phone', async page => {
		await enter(page, '13800000007', title);
		await page.goto(title);
		await sound(page);
		assert.match(await page.textContent('main'), /已撤销/);
	});
};
