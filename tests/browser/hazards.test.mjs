// A hazard on a phone: danger with a photo, the page of duty, five things settled, the photo after, the verifier; its rating and call-back.
import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const WORKER = '13800000007', CADRE = '13800000004', CHAIR = '13800000003', HANDLER = '13800000005', FEDERATION = '13800000001';
// A picture of one red pixel.
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC', 'base64');

export default ({ test, login, sound, shot, sample, newPage }) => {
	const as = async (page, mobile) => {
		await page.context().clearCookies();
		await login(page, mobile, sample.password);
	};
	const photo = name => {
		const at = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lianxin-photo-')), name);
		fs.writeFileSync(at, PIXEL);
		return at;
	};
	const step = async (page, verb, fill = async () => {}) => {
		const form = page.locator(`form[action$="/${verb}"]`).first();
		const pop = form.locator('xpath=ancestor::details');
		if (await pop.count() && await pop.first().getAttribute('open') === null) await pop.first().locator('summary').first().click();
		await fill(form);
		await Promise.all([page.waitForNavigation(), form.locator('button[type=submit]').last().click()]);
	};
	let id = '';
	test('danger is reported with a photo, and stands on the open page of duty within seconds', 'phone', async page => {
		const duty = await newPage('desktop');
		await login(duty, CHAIR, sample.password);
		await duty.goto('/hazards/duty');
		await sound(duty);
		assert.ok((await duty.textContent('main')).includes('怎样通知'));
		await as(page, WORKER);
		await page.goto('/m/hazard');
		await sound(page);
		await page.getByRole('button', { name: '提交隐患' }).click();
		assert.ok(page.url().endsWith('/m/hazard'), 'an empty form does not leave the page');
		await page.getByText('有现实危险，人要马上离开').click();
		await page.getByLabel('用电', { exact: true }).check();
		await page.fill('#f-place', '化水车间电缆夹层');
		await page.fill('#f-content', '电缆外皮烧穿，还在冒烟。');
		await page.setInputFiles('#f-file', photo('现场.png'));
		await shot(page, 'hazard-report');
		await Promise.all([page.waitForURL(/\/m\/hazards\/\d+/), page.getByRole('button', { name: '提交隐患' }).click()]);
		id = /hazards\/(\d+)/.exec(page.url())[1];
		assert.ok((await page.textContent('main')).includes('已通知值班的检查员'));
		await sound(page);
		await shot(page, 'hazard-done');
		await duty.getByText('化水车间电缆夹层').waitFor({ timeout: 12000 });
		await sound(duty);
		await shot(duty, 'hazard-duty');
		await duty.context().close();
	});
	test('it is confirmed, settled, corrected with a photo, verified by somebody else', 'phone', async page => {
		await as(page, CADRE);
		await page.goto(`/hazards/${id}`);
		await sound(page);
		await shot(page, 'hazard-office');
		await step(page, 'sort', async f => { await f.locator('[name=kind]').selectOption('2'); await f.locator('[name=level]').selectOption('3'); });
		await step(page, 'dispatch', async f => { await f.locator('[name=unit]').selectOption('104'); });
		await as(page, HANDLER);
		await page.goto(`/hazards/${id}`);
		assert.ok(!(await page.textContent('main')).includes('样例赵工'), 'the department does not see who reported it');
		await step(page, 'accept');
		await step(page, 'settle', async f => {
			await f.locator('[name=measure]').fill('更换电缆');
			await f.locator('[name=cost]').fill('1,200.50');
			await f.locator('[name=owner]').selectOption('1005');
			await f.locator('[name=fix_by]').fill(await page.evaluate(() => new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10)));
			await f.locator('[name=plan]').fill('断电挂牌，派人看守');
		});
		await page.setInputFiles('#f-after', photo('换好.png'));
		await step(page, 'after');
		await sound(page);
		await shot(page, 'hazard-five');
		await step(page, 'reply', f => f.locator('[name=reply]').fill('电缆已更换，耐压试验合格。'));
		await as(page, CHAIR);
		await page.goto(`/hazards/${id}`);
		await step(page, 'sign');
		await as(page, CADRE);
		await page.goto(`/hazards/${id}`);
		await step(page, 'callback', f => f.locator('[name=reason]').fill('到现场看过，合格。'));
		await step(page, 'close', f => f.locator('[name=reason]').fill('合格'));
		await sound(page);
		await shot(page, 'hazard-closed');
		assert.ok((await page.textContent('main')).includes('已销号'));
	});
	test('the reporter rates it in one tap; who is not content is called back', 'phone', async page => {
		await as(page, WORKER);
		await page.goto('/m/ratings');
		await sound(page);
		await shot(page, 'rating-mine');
		const card = page.locator('form', { hasText: '电缆外皮烧穿' });
		await card.locator('textarea').fill('冒烟以后两小时才断电。');
		await Promise.all([page.waitForURL(/\/m\/ratings/), card.getByRole('button', { name: '不满意' }).click()]);
		assert.equal(await page.locator('form', { hasText: '电缆外皮烧穿' }).count(), 0);
		await as(page, CADRE);
		await page.goto('/ratings?state=2&sort=call_by');
		await sound(page);
		await shot(page, 'rating-owed');
		const number = await page.evaluate(async at => (/YH-\d+-\d+/.exec(await (await fetch(at)).text()))[0], `/hazards/${id}`);
		await page.getByRole('link', { name: number }).first().click();
		assert.ok((await page.textContent('main')).includes('两小时才断电'));
		await step(page, 'call', async f => { await f.locator('[name=result]').selectOption('2'); });
		assert.ok((await page.textContent('main')).includes('回访情况'), 'what was said is needed');
		await sound(page);
		await step(page, 'call', f => f.locator('[name=said]').fill('当面说明了停电手续，本人理解。'));
		assert.ok((await page.textContent('main')).includes('已回访'));
		await shot(page, 'rating-called');
		await page.goto('/ratings/board?kind=hazard');
		await sound(page);
		await shot(page, 'rating-board');
		assert.ok((await page.textContent('main')).includes('安全生产部'));
	});
	test('lists, tables and patrols, and what an account without the right is told', 'desktop', async page => {
		await as(page, CADRE);
		for (const [at, name] of [['/hazards', 'hazard-list'], ['/hazards/ledger', 'hazard-ledger'], ['/inspectors', 'inspectors'], ['/patrols', 'patrols'], ['/ratings', 'ratings'], ['/matters', 'matters']]) {
			await page.goto(at);
			await sound(page);
			await shot(page, name);
		}
		await as(page, WORKER);
		for (const at of ['/hazards', '/hazards/duty', '/ratings/board']) {
			const answer = await page.goto(at);
			assert.ok([403, 404].includes(answer.status()), `${at} answers ${answer.status()}`);
			await sound(page);
		}
		await as(page, FEDERATION);
		await page.goto('/ratings/board?unit=10');
		await sound(page);
		await shot(page, 'rating-federation');
	});
};
