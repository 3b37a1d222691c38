// A visit on a phone, with a photo: what was heard is passed on with one tap, what was promised is kept.
import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const WORKER = '13800000007', CADRE = '13800000004', HANDLER = '13800000005', FEDERATION = '13800000001';
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC', 'base64');

export default ({ test, login, sound, shot, sample }) => {
	const as = async (page, mobile) => {
		await page.context().clearCookies();
		await login(page, mobile, sample.password);
	};
	const press = async (page, name) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).first().click()]);
	test('logged on the phone; a problem becomes an appeal; its owner keeps the promise', 'phone', async page => {
		const at = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lianxin-photo-')), '现场.png');
		fs.writeFileSync(at, PIXEL);
		await as(page, CADRE);
		await page.goto('/m/visits');
		await sound(page);
		await page.getByRole('link', { name: '记一次走访' }).click();
		await sound(page);
		await page.fill('#f-heard', '更衣柜不够\n饮水机坏了');
		await press(page, '保存走访');
		assert.ok((await page.textContent('main')).includes('走访哪里'), 'where is asked for');
		assert.equal(await page.inputValue('#f-heard'), '更衣柜不够\n饮水机坏了');
		await page.fill('#f-place', '脱硫班');
		await page.selectOption('#f-kind', '2');
		await page.fill('#f-met', '早班八人');
		await page.setInputFiles('#f-file', at);
		await page.fill('#f-text1', '修好饮水机');
		await page.selectOption('#f-owner1', '1005');
		await page.fill('#f-due1', await page.evaluate(() => new Date(Date.now() + 5 * 86400000).toISOString().slice(0, 10)));
		await shot(page, 'visit-new');
		await Promise.all([page.waitForURL(/\/visits\/\d+$/), page.getByRole('button', { name: '保存走访' }).click()]);
		await sound(page);
		await shot(page, 'visit-page');
		assert.ok(await page.locator('img').count(), 'the photo is shown');
		await press(page, '转为诉求');
		assert.match(await page.textContent('main'), /SQ-\d+-\d+/);
		await as(page, HANDLER);
		await page.goto('/m/visits');
		await sound(page);
		const line = page.locator('li', { hasText: '修好饮水机' });
		await line.locator('summary').click();
		await line.locator('textarea').fill('当天换了滤芯，能用了。');
		await shot(page, 'visit-mine');
		await Promise.all([page.waitForNavigation(), line.locator('button[type=submit]').click()]);
		assert.equal(await page.locator('li', { hasText: '修好饮水机' }).count(), 0);
	});
	test('lists and pages at the desk; the federation reads, a worker does not', 'desktop', async page => {
		await as(page, FEDERATION);
		for (const [at, name] of [['/visits', 'visits'], ['/promises', 'promises']]) {
			await page.goto(at);
			await sound(page);
			await shot(page, name);
		}
		await page.goto('/visits');
		await page.getByRole('link', { name: '脱硫班' }).first().click();
		await sound(page);
		assert.ok((await page.textContent('main')).includes('当天换了滤芯'));
		assert.equal(await page.getByRole('button', { name: '转为隐患' }).count(), 0, 'who only reads has no such button');
		await as(page, WORKER);
		for (const at of ['/visits', '/promises', '/m/visits/new']) assert.equal((await page.goto(at)).status(), 403, at);
	});
};
