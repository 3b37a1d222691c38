// Dark pages and large type: kept in cookies, at once with scripts, by a form without.
import assert from 'node:assert';

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
	test('large type without scripts', { js: false }, async page => {
		await login(page, sample.accounts[0].mobile);
		await page.click('[data-pref=size]');
		assert.equal(await page.getAttribute('html', 'data-size'), 'elder');
		await page.goto('/activities');
		assert.equal(await page.getAttribute('html', 'data-size'), 'elder');
	});
};
