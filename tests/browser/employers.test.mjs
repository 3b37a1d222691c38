// The employers of a city: the list, one that should have a union becomes a card, coverage by area on desk and phone.
import assert from 'node:assert';

const FEDERATION = '13800000001';

export default ({ test, login, shot, sound }) => {
	test('an employer without a union becomes a card', async page => {
		await login(page, FEDERATION, undefined, '/employers');
		await sound(page);
		await page.click('a:has-text("登记用人单位")');
		await sound(page);
		for (const [name, value] of [['name', '样例木业公司'], ['area', '样例城东街道'], ['staff', '40']]) await page.fill(`[name=${name}]`, value);
		await page.fill('[name=uscc]', '91320600MA0000082X');
		await page.selectOption('[name=cover]', '1');
		await page.click('main form button[type=submit]');
		assert.match(await page.textContent('main'), /校验码/);
		assert.equal(await page.inputValue('[name=area]'), '样例城东街道');
		await page.fill('[name=uscc]', '91320600MA0000082G');
		await page.click('main form button[type=submit]');
		assert.match(await page.textContent('main'), /应建未建[\s\S]*没有工会[\s\S]*未核实/);
		await sound(page);
		await shot(page, 'employer');
		await page.click('button:has-text("登记为应建会单位")');
		assert.match(await page.textContent('main'), /样例木业公司工会/);
	});
	test('coverage opens to its records', async page => {
		await login(page, FEDERATION, undefined, '/employers/coverage');
		await sound(page);
		await page.click('tr:has-text("样例城东街道") td[data-l="应建未建"] a');
		assert.match(await page.textContent('main'), /样例木业公司/);
	});
	test('coverage on a phone', 'phone', async page => {
		await login(page, FEDERATION, undefined, '/employers/coverage');
		await sound(page);
		await shot(page, 'coverage-phone');
	});
};
