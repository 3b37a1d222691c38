// Membership on the phone: a worker applies, the chair approves, the card carries a code that anybody checks.
import assert from 'node:assert';
import crypto from 'node:crypto';

const WORKER = '13800000007', CHAIR = '13800000003';

export default ({ test, login, shot, sound }) => {
	test('a worker applies on the phone and reads what for', 'phone', async page => {
		await login(page, WORKER, undefined, '/m/member');
		await sound(page);
		await page.click('text=申请入会');
		await sound(page);
		await page.fill('#f-idno', '320602199203150019');
		await page.click('button:has-text("提交入会申请")');
		assert.match(await page.textContent('main'), /请先阅读并同意/);
		assert.equal(await page.inputValue('#f-idno'), '320602199203150019');
		await page.check('#f-agree');
		await page.click('button:has-text("提交入会申请")');
		assert.match(await page.textContent('main'), /待审批/);
		await page.click('text=我的信息');
		assert.match(await page.textContent('main'), /320\*+0019/);
		await sound(page);
		await shot(page, 'member-data');
	});
	test('the committee decides, and its decision stands in the register', async page => {
		await login(page, CHAIR, undefined, '/members');
		await sound(page);
		await page.click('a.t:has-text("样例赵工")');
		await page.click('a:has-text("审批入会")');
		await sound(page);
		await shot(page, 'member-admission');
		assert.match(await page.textContent('main'), /还没有决定这份申请/);
		await page.goto('/meetings/new');
		await page.selectOption('#f-committee', { index: 1 });
		await page.fill('#f-held_on', new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10));
		await page.fill('#f-at', '9:00');
		await page.fill('#f-place', '三楼会议室');
		await page.click('button:has-text("保存会议")');
		await page.click('#matters button:has-text("列入议题")');
		for (const box of await page.locator('form[action$="/hold"] input[type=checkbox]').all()) await box.check();
		await page.click('button:has-text("登记召开")');
		await page.fill('#items [name=words]', '同意入会。');
		await page.click('#items button:has-text("登记表决")');
		await page.click('#items a:has-text("样例赵工")');
		assert.match(await page.textContent('main'), /议题：审批 \d+ 人的入会申请/);
		await shot(page, 'member');
	});
	test('the card has a code without numbers', 'phone', async page => {
		await login(page, WORKER, undefined, '/m/member');
		assert.equal(await page.locator('svg.qr').count(), 1);
		assert.doesNotMatch(await page.textContent('main'), /0019|0007/);
		await sound(page);
		await shot(page, 'member-card');
		await page.click('text=怎样查验');
		assert.match(await page.textContent('main'), /Ed25519/);
		const raw = Buffer.from((await page.textContent('.hash')).trim(), 'base64url');
		await page.goto('/m/member');
		const [text, signature] = (await page.getAttribute('a:has-text("打开查验页")', 'href')).split('/cards/')[1].split('.').map(x => Buffer.from(x, 'base64url'));
		const key = crypto.createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki' });
		assert.ok(crypto.verify(null, text, key, signature), 'another program, without the server, finds the signature right');
		assert.match(text.toString(), /^1\|样例赵工\|/);
		text[3] ^= 1;
		assert.ok(!crypto.verify(null, text, key, signature), 'and a changed card wrong');
		await page.click('text=打开查验页');
		assert.match(await page.textContent('body'), /签名正确，在有效期内/);
		await sound(page);
	});
};
