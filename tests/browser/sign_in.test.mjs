// Signing in with and without scripts.
import assert from 'node:assert';

export default ({ test, shot, sample, login }) => {
	const { mobile } = sample.accounts[0] || {};
	test('the server prints the sample accounts', async () => {
		assert.ok(sample.password.length >= 8);
		assert.ok(sample.accounts.length >= 3);
	});
	for (const [size, js] of [['desktop', true], ['desktop', false], ['phone', true], ['phone', false]]) {
		const how = `${js ? 'with' : 'without'} scripts${size === 'phone' ? ' on a phone' : ''}`;
		test(`a sample person signs in ${how}`, size, { js }, async page => {
			await page.goto('/sign-in?next=%2Factivities');
			await page.fill('[name=login]', mobile);
			await page.fill('[name=password]', sample.password);
			await Promise.all([page.waitForURL(u => u.pathname === '/activities'), page.click('form:has([name=password]) button[type=submit]')]);
			assert.match(await page.title(), /连心/);
			assert.equal(await page.locator('h1').count(), 1);
			assert.ok(await page.locator('nav[aria-label="主导航"] a').count() > 1);
			if (js) await shot(page, size === 'phone' ? 'signed-in-phone' : 'signed-in');
		});
		test(`a wrong password is told and what was typed stays ${how}`, size, { js }, async page => {
			await page.goto('/sign-in');
			await page.fill('[name=login]', mobile);
			await page.fill('[name=password]', 'wrong-password');
			await page.click('form:has([name=password]) button[type=submit]');
			assert.match(await page.textContent('[role=alert]'), /密码/);
			assert.equal(await page.inputValue('[name=login]'), mobile);
			assert.equal(await page.inputValue('[name=password]'), '');
		});
	}
	// What the other tests sign in by (run.mjs).
	test('who is signed in by request is that person, whoever was before, and comes to the very address', async page => {
		for (const { mobile, name } of sample.accounts.slice(0, 2)) {
			await login(page, mobile, undefined, '/activities?q=a&sort=id');
			assert.equal(new URL(page.url()).search, '?q=a&sort=id');
			await page.goto('/account');
			assert.match(await page.textContent('body'), new RegExp(name));
		}
		await assert.rejects(login(page, mobile, 'wrong-password'), /was not signed in/);
	});
	test('the phone page does not scroll sideways', 'phone', async page => {
		await page.goto('/sign-in');
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
		await shot(page, 'sign-in-phone');
	});
};
