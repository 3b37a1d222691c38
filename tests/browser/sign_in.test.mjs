// Signing in with and without scripts.
import assert from 'node:assert';

export default ({ test, shot, sample }) => {
	const { mobile } = sample.accounts[0] || {};
	test('the server prints the sample accounts', async () => {
		assert.ok(sample.password.length >= 8);
		assert.ok(sample.accounts.length >= 3);
	});
	for (const js of [true, false]) {
		const how = js ? 'with scripts' : 'without scripts';
		test(`a sample person signs in ${how}`, { js }, async page => {
			await page.goto('/sign-in?next=%2Factivities');
			await page.fill('[name=login]', mobile);
			await page.fill('[name=password]', sample.password);
			await Promise.all([page.waitForURL(u => u.pathname === '/activities'), page.click('form:has([name=password]) button[type=submit]')]);
			assert.match(await page.title(), /连心/);
			assert.equal(await page.locator('h1').count(), 1);
			assert.ok(await page.locator('nav[aria-label="主导航"] a').count() > 1);
			if (js) await shot(page, 'signed-in');
		});
		test(`a wrong password is told and what was typed stays ${how}`, { js }, async page => {
			await page.goto('/sign-in');
			await page.fill('[name=login]', mobile);
			await page.fill('[name=password]', 'wrong-password');
			await page.click('form:has([name=password]) button[type=submit]');
			assert.match(await page.textContent('[role=alert]'), /密码/);
			assert.equal(await page.inputValue('[name=login]'), mobile);
			assert.equal(await page.inputValue('[name=password]'), '');
		});
	}
	test('the phone page does not scroll sideways', 'phone', async page => {
		await page.goto('/sign-in');
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
		await shot(page, 'sign-in-phone');
	});
};
