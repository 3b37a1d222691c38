// One person registered twice: the federation lays both beside each other, chooses, merges and takes it back.
import assert from 'node:assert';

const FEDERATION = '13800000001', CADRE = '13800000004', OTHER = '13800000021', IDNO = '320602198507120041';

async function register(page, unit, mobile, title) {
	await page.goto(`/people/new?unit=${unit}`);
	for (const [name, value] of [['name', '样例双登'], ['title', title], ['idno', IDNO], ['mobile', mobile]]) await page.fill(`[name=${name}]`, value);
	await page.click('button:has-text("保存")');
}

export default ({ test, login, shot, sound }) => {
	test('a person leaves one union and is registered in another', async page => {
		await login(page, CADRE, undefined, '/people');
		await register(page, 105, '13911110001', '值班员');
		await page.click('summary:has-text("登记离开")');
		await page.fill('details[open] [name=reason]', '离职');
		await page.click('details[open] button[type=submit]');
		assert.match(await page.textContent('main'), /已离开/);
	});
	test('the other union registers him', async page => {
		await login(page, OTHER, undefined, '/people');
		await register(page, 11, '13911110002', '调度员');
		assert.match(await page.textContent('main'), /调度员/);
	});
	test('the federation compares the two, without whole numbers', async page => {
		await login(page, FEDERATION, undefined, '/members/doubles');
		await sound(page);
		await shot(page, 'doubles');
		await page.click('tr:has-text("样例双登") a:has-text("对照")');
		assert.match(await page.textContent('main'), /值班员[\s\S]*调度员/);
		assert.doesNotMatch(await page.content(), new RegExp(`${IDNO}|1391111000[12]`));
		await sound(page);
		await shot(page, 'merge');
		await page.check('[name=f_title][value="2"]');
		await page.fill('#f-reason', '核对身份证原件');
		await page.click('button:has-text("合并成一条")');
		assert.match(await page.textContent('main'), /及以前可以撤销/);
		await sound(page);
		await shot(page, 'merge-done');
		await page.click('a:has-text("看保留的登记")');
		assert.match(await page.textContent('main'), /调度员/);
	});
	test('and takes it back', async page => {
		await login(page, FEDERATION, undefined, '/merges');
		await sound(page);
		await page.click('main td a');
		await page.click('summary:has-text("撤销合并")');
		await page.fill('details[open] [name=reason]', '认错了人');
		await page.click('details[open] button[type=submit]');
		assert.match(await page.textContent('main'), /已撤销/);
		await page.goto('/members/doubles');
		assert.match(await page.textContent('main'), /对照/);
	});
	test('the two beside each other on a phone', 'phone', async page => {
		await login(page, FEDERATION, undefined, '/members/doubles');
		await sound(page);
		await page.click('tr:has-text("样例双登") a:has-text("对照")');
		await sound(page);
		await shot(page, 'merge-phone');
	});
};
