// What goes wrong on a phone: the session ends while somebody types, two taps on one button, a slow network,
// the way back after sending, no script. Nothing that was typed is lost, and nothing is sent twice.
import assert from 'node:assert';

const WORKER = '13800000007', CADRE = '13800000004', TEXT = '二号浴室晚班下班以后没有热水，已经两个星期。';

export default ({ test, login, sound, sample }) => {
	const send = page => page.getByRole('button', { name: '提交诉求' });
	const typed = async (page, text) => {
		await page.goto('/m/ask');
		await page.locator('[name=kind][value="3"]').check({ force: true });
		await page.locator('[name=mode][value="2"]').check({ force: true });
		await page.fill('#f-content', text);
	};
	const mine = async (page, text) => { // its title is its first clause
		await page.goto('/m/appeals');
		return (await page.locator('main li').allTextContents()).filter(x => x.includes(text.split('，')[0])).length;
	};
	for (const js of [true, false])
		test(`the session ends while he types, ${js ? 'with' : 'without'} script`, 'phone', { js }, async page => {
			const text = `${js ? '脚本开' : '脚本关'}着，${TEXT}`;
			await login(page, WORKER);
			await typed(page, text);
			await page.setInputFiles('#f-file', { name: '照片.txt', mimeType: 'text/plain', buffer: Buffer.from('样例') });
			await page.context().clearCookies();
			await Promise.all([page.waitForURL(/\/m\/ask$/), send(page).click()]);
			await page.getByText('你填写的内容还在').waitFor();
			await sound(page);
			await page.fill('#f-login', WORKER);
			await page.fill('#f-password', sample.password);
			await page.locator('form[action="/sign-in"] button[type=submit]').click();
			await page.getByText('请再选一次').waitFor();
			await sound(page);
			await Promise.all([page.waitForURL(/\/m\/appeals\/\d+/), page.getByRole('button', { name: '提交刚才填写的内容' }).click()]);
			assert.ok((await page.textContent('main')).includes(text), 'the page of the matter says what he wrote');
			assert.equal(await mine(page, text), 1);
		});
	test('two taps while the network is slow raise one', 'phone', async page => {
		const text = `慢网连点两下，${TEXT}`;
		await login(page, WORKER);
		await typed(page, text);
		let posts = 0;
		await page.route('**/m/ask', async route => {
			if (route.request().method() === 'POST') { posts++; await new Promise(done => setTimeout(done, 700)); }
			await route.continue();
		});
		await page.evaluate(() => {
			const button = [...document.querySelectorAll('button[type=submit]')].find(b => b.textContent.includes('提交诉求'));
			button.click();
			button.click();
		});
		await page.waitForURL(/\/m\/appeals\/\d+/);
		assert.ok(posts >= 1, 'it was sent');
		assert.equal(await mine(page, text), 1);
	});
	test('the same form sent twice, as by a phone that lost the answer, raises one', 'phone', { js: false }, async page => {
		const text = `答复没有收到，${TEXT}`;
		await login(page, WORKER);
		await page.goto('/m/ask');
		const form = { kind: '3', mode: '1', content: text, _csrf: await page.inputValue('#df [name=_csrf]'), _once: await page.inputValue('#df [name=_once]') };
		const origin = new URL(page.url()).origin, first = await page.request.post('/m/ask', { form, headers: { origin }, maxRedirects: 0 });
		const second = await page.request.post('/m/ask', { form, headers: { origin }, maxRedirects: 0 });
		assert.equal(first.status(), 303);
		assert.equal(second.headers().location, first.headers().location);
		assert.equal(await mine(page, text), 1);
	});
	test('on the way back after sending the words are there, and lead on', 'phone', async page => {
		await login(page, WORKER);
		await typed(page, `按后退以后，${TEXT}`);
		await Promise.all([page.waitForURL(/\/m\/appeals\/\d+/), send(page).click()]);
		await page.goBack();
		await page.waitForURL(/\/m\/ask$/);
		await sound(page);
		const sent = await page.inputValue('#f-content');
		assert.equal(sent, `按后退以后，${TEXT}`, 'the browser has filled it in again');
		await page.locator('[name=kind][value="3"]').check({ force: true });
		await Promise.all([page.waitForURL(/\/m\/appeals\/\d+/), send(page).click()]);
		await page.getByText('今天已经提交过同样的内容').waitFor();
		assert.equal(await mine(page, '按后退以后'), 1);
	});
	test('nobody is cut off by a long name: the month of topics on a phone', 'phone', async page => {
		await login(page, CADRE);
		let rows = 0;
		for (let back = 0; back < 3 && !rows; back++) {
			const day = new Date();
			day.setDate(1);
			day.setMonth(day.getMonth() - back);
			await page.goto(`/appeals/topics?month=${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}`);
			rows = await page.locator('.tbl-card tbody tr').count();
		}
		assert.ok(rows > 0, 'there are topics in one of the last months');
		await page.evaluate(() => { document.querySelector('.tbl-card tbody th').textContent = '临江长江黄金水道港口集装箱码头装卸运输有限责任公司工会委员会'; });
		const cut = await page.evaluate(() => {
			const right = document.querySelector('.tbl-w').getBoundingClientRect().right + 1;
			return [...document.querySelectorAll('.tbl-card tbody td, .tbl-card tbody th')].filter(e => e.getBoundingClientRect().right > right).length;
		});
		assert.equal(cut, 0, 'cells that stand outside the card');
	});
};
