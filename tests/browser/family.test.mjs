// A worker keeps his family on the phone; the cadre opens it with a reason, and the worker sees who looked.
import assert from 'node:assert';

const WORKER = '13800000007', CADRE = '13800000004';

export default ({ test, login, shot, sound }) => {
	test('a worker registers his family on the phone', 'phone', async page => {
		await login(page, WORKER, undefined, '/m/member');
		await page.click('text=我的家庭');
		await sound(page);
		await page.click('a:has-text("登记家庭成员")');
		await sound(page);
		await page.fill('[name=name]', '样例新家人');
		await page.selectOption('[name=relation]', '1');
		await page.fill('[name=birth_year]', '1993');
		await page.check('[name=together]');
		await page.selectOption('[name=health]', '6');
		await page.fill('[name=income]', '1200');
		await page.click('button:has-text("保存家庭成员")');
		assert.match(await page.textContent('main'), /得到同意/);
		assert.equal(await page.inputValue('[name=income]'), '1200');
		await sound(page);
		await page.check('#f-agree');
		await page.click('button:has-text("保存家庭成员")');
		assert.match(await page.textContent('main'), /样例新家人[\s\S]*尿毒症/);
		await sound(page);
		await shot(page, 'family-phone');
		await page.click('a.li:has-text("样例新家人")');
		await sound(page);
		await shot(page, 'family-phone-form');
		await page.check('[name=head]');
		await page.click('button:has-text("保存家庭成员")');
		assert.match(await page.textContent('main'), /户主/);
	});
	test('the cadre opens it with a reason', async page => {
		await login(page, CADRE, undefined, '/people/1007/family');
		assert.doesNotMatch(await page.textContent('main'), /样例新家人/);
		await sound(page);
		await page.fill('#f-reason', '走访慰问前核对');
		await page.click('button:has-text("查看家庭成员")');
		assert.match(await page.textContent('main'), /样例新家人/);
		assert.doesNotMatch(await page.textContent('main'), /尿毒症|1,200/);
		await sound(page);
		await shot(page, 'family-desk');
	});
	test('the worker sees who looked and removes the entry', 'phone', async page => {
		await login(page, WORKER, undefined, '/m/family');
		assert.match(await page.textContent('main'), /查看家庭成员：走访慰问前核对/);
		await page.click('a.li:has-text("样例新家人")');
		await page.click('summary:has-text("删除这名家庭成员")');
		await page.click('button:has-text("删除，不能恢复")');
		assert.doesNotMatch(await page.textContent('main'), /样例新家人/);
	});
};
