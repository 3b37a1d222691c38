// Dark pages and large type: kept in cookies, at once with scripts, by a form without.
import assert from 'node:assert';

const CHAIR = '13800000003', ADMIN = '13800000013';

const size = page => page.evaluate(() => document.documentElement.dataset.size || '');
// Clicks, and waits until the server has it.
const choose = (page, what) => Promise.all([
	page.waitForResponse(r => new URL(r.url()).pathname === '/preferences'), page.click(`[data-pref=${what}]`)]);
const theme = page => page.evaluate(() => document.documentElement.dataset.theme);

export default ({ test, login, shot, sample }) => {
	test('large type and dark colours stay on the next page', async page => {
		await login(page, sample.accounts[0].mobile);
		await choose(page, 'theme');
		assert.equal(await theme(page), 'dark');
		await choose(page, 'size');
		assert.equal(await size(page), 'elder');
		await page.reload();
		assert.equal(await size(page), 'elder');
		assert.equal(await theme(page), 'dark');
		await shot(page, 'home-dark-large');
		await choose(page, 'size');
		await page.reload();
		assert.equal(await size(page), '');
	});
	test('the menu folds; the group of the page is open, others stay as they were left', async page => {
		await login(page, CHAIR, undefined, '/votes');
		const open = () => page.$$eval('#nav details', all => all.filter(d => d.open).map(d => d.querySelector('summary').textContent.trim()));
		assert.deepEqual(await open(), ['民主管理']);
		await page.focus('#nav details:has-text("组织与保障") summary');
		await Promise.all([page.waitForResponse(r => new URL(r.url()).pathname === '/preferences'), page.keyboard.press('Enter')]);
		await page.goto('/plans');
		assert.deepEqual(await open(), ['民主管理', '组织与保障']);
		for (const name of ['民主管理', '组织与保障'])
			await Promise.all([page.waitForResponse(r => new URL(r.url()).pathname === '/preferences'), page.click(`#nav summary:has-text("${name}")`)]);
		await page.goto('/plans');
		assert.deepEqual(await open(), []);
		await page.goto('/votes');
		assert.deepEqual(await open(), ['民主管理']);
	});
	test('who has little sees the whole menu', async page => {
		await login(page, ADMIN, undefined, '/admin/rights');
		assert.equal(await page.$$eval('#nav details:not([open])', all => all.length), 0);
	});
	test('the menu opens on a phone without scripts, and its groups unfold', 'phone', { js: false }, async page => {
		await login(page, CHAIR, undefined, '/plans');
		await page.click('a[aria-label="打开主导航"]');
		await page.click('#nav summary:has-text("服务职工")');
		await page.click('#nav a[href="/activities"]');
		assert.equal(new URL(page.url()).pathname, '/activities');
		assert.equal(await page.getAttribute('#nav a[href="/activities"]', 'aria-current'), 'page');
	});
	test('large type without scripts', { js: false }, async page => {
		await login(page, sample.accounts[0].mobile);
		await page.click('[data-pref=size]');
		assert.equal(await page.getAttribute('html', 'data-size'), 'elder');
		await page.goto('/activities');
		assert.equal(await page.getAttribute('html', 'data-size'), 'elder');
	});
};
