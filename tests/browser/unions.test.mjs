// A union from the employer without one to its approval, and what is missing then.
import assert from 'node:assert';
import { hands } from './voting.mjs';
import { views } from './views.mjs';

const FEDERATION = '13800000001', VICE = '13800000002';
const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);

export default tools => {
	const { test, sound } = tools, { enter, press } = hands(tools), look = views(tools);
	let card;

	test('an employer that should have a union is entered', async page => {
		await enter(page, FEDERATION, '/unions');
		await page.goto('/unions');
		await look(page, 'unions');
		await page.getByRole('link', { name: /登记/ }).first().click();
		await page.fill('#f-name', '样例光伏科技公司工会');
		await page.fill('#f-employer', '样例光伏科技有限公司');
		await page.fill('#f-employer_uscc', '91320600MA0000015K');
		await page.fill('#f-staff', '126');
		await look(page, 'union-new');
		await press(page, '保存');
		assert.match(await page.textContent('main'), /校验码/);
		assert.equal(await page.inputValue('#f-staff'), '126');
		await look(page, 'union-wrong');
		await page.fill('#f-employer_uscc', '');
		await press(page, '保存');
		card = new URL(page.url()).pathname;
		assert.match(await page.textContent('.sub'), /应建未建/);
		await look(page, 'union-due');
	});

	test('its group is formed, the application goes up', async page => {
		await enter(page, FEDERATION, card);
		await page.goto(card);
		assert.match(await page.textContent('main'), /筹备组/);
		await page.getByRole('link', { name: '修改' }).first().click();
		await page.fill('#f-prep', '样例甲任组长，样例乙、样例丙为成员。');
		await press(page, '保存');
		await page.setInputFiles('input[type=file]', { name: '建会申请书.txt', mimeType: 'text/plain', buffer: Buffer.from('申请建立工会') });
		await press(page, '上传');
		await press(page, '申请建会');
		assert.match(await page.textContent('.sub'), /待批|申请/);
		await look(page, 'union-asked');
	});

	test('the superior approves it on a phone', 'phone', async page => {
		await enter(page, VICE, card);
		await page.goto(card);
		await sound(page);
		await page.selectOption('#f-kind', { label: '基层工会' });
		await page.fill('#f-doc_no', '样临工组〔2026〕31号');
		await page.fill('#f-on', today());
		await press(page, '批准建会');
		assert.match(await page.textContent('main'), /请上传批复文件/);
		assert.equal(await page.inputValue('#f-doc_no'), '样临工组〔2026〕31号');
		await page.setInputFiles('form[action$="/found"] input[type=file]', { name: '批复.txt', mimeType: 'text/plain', buffer: Buffer.from('同意') });
		await press(page, '批准建会');
		assert.match(await page.textContent('main'), /没有登记工会委员会或负责人/);
		await look(page, 'union-founded');
		await page.getByRole('link', { name: '组织机构' }).click();
		await sound(page);
	});
};
