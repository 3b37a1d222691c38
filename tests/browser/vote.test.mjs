// A whole secret vote: the desk on one screen, several phones (one without scripts), the hall's screen, opening and counting.
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { CADRE, PASS1, PASS2, hands } from './voting.mjs';

export default tools => {
	const { test, sound, shot, program } = tools, { enter, press, finish, desk, phone, choose, setKeys, cast } = hands(tools);
	let home, ballot, code;

	test('the chair sets up an election', async page => {
		await desk(page, '/votes/new');
		await sound(page);
		await page.fill('#f-title', '选举样例工会委员会委员');
		await page.selectOption('#f-kind', { label: '选举' });
		await page.selectOption('#f-manner', { label: '无记名投票' });
		await page.selectOption('#f-voters', { label: '全体会员' });
		await page.selectOption('#f-pass', { label: '应到会人数的过半数' });
		await page.fill('#f-seats', '2');
		await page.check('#f-online');
		await page.check('#f-written');
		await page.fill('#f-held_on', await page.evaluate(() => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)));
		await choose(page, '#f-teller1', '样例孟庆');
		await choose(page, '#f-teller2', '样例钱理');
		await press(page, '保存投票');
		home = new URL(page.url()).pathname;
		await page.fill('#f-names', '样例李卫\n样例沈洁\n样例罗成');
		await press(page, '保存候选人');
		await page.goto(`${home}/roll`);
		await press(page, '生成名册');
		assert.match(await page.textContent('.sub'), /应到 \d+ 人/);
		await sound(page);
		await shot(page, 'vote-roll');
		await page.goto(home);
		await press(page, '冻结名册');
		await sound(page);
		await shot(page, 'vote-ready');
	});

	test('each teller sets a passphrase on the phone', async () => setKeys(home, sound));

	test('voting begins', async page => {
		await desk(page, home);
		await press(page, '开始投票');
		ballot = home.replace('/votes/', '/ballots/');
		assert.match(await page.textContent('main'), /投票中/);
	});

	test('a phone without scripts votes', 'phone', { js: false }, async page => {
		await enter(page, '13800000005', ballot);
		await page.goto(ballot);
		await shot(page, 'vote-ballot');
		assert.equal(await page.locator('input:checked').count(), 0);
		const fields = page.locator('fieldset');
		for (let i = 0; i < 3; i++) await fields.nth(i).locator('label', { hasText: '同意' }).click();
		await press(page, '下一步：核对');
		assert.match(await page.textContent('main'), /多于应选的 2 人/);
		await fields.nth(2).locator('label', { hasText: '反对' }).click();
		await press(page, '下一步：核对');
		assert.match(await page.textContent('main'), /你选择的是/);
		assert.doesNotMatch(page.url(), /\?/);
		await shot(page, 'vote-check');
		await press(page, '返回修改');
		assert.equal(await page.locator('input:checked').count(), 3);
		await press(page, '下一步：核对');
		code = (await page.textContent('p.big.num')).trim();
		await press(page, '投出这一票');
		assert.match(await page.textContent('main'), /已投票/);
		assert.equal((await page.textContent('.done-h b')).trim(), code);
		await shot(page, 'vote-done');
		await page.goto(ballot);
		assert.match(await page.textContent('main'), /你已经投过票/);
	});

	test('more phones vote', async () => {
		for (const [mobile, marks] of [[CADRE, '同意反对同意'], ['13800000048', '同意同意反对'], ['13800000003', '同意同意弃权'], ['13800000046', '同意同意反对'], ['13800000047', '同意同意反对'], ['13800000041', '同意同意反对'], ['13800000042', '同意同意反对'], ['13800000008', '同意同意反对'], ['13800000044', '同意同意反对']])
			await phone(mobile, {}, page => cast(page, ballot, marks, sound));
	});

	test('the screen counts voters, and renews itself', async page => {
		await desk(page, `${home}/screen`);
		assert.match(await page.textContent('.vote-n'), /^10/);
		assert.doesNotMatch(await page.textContent('main'), /同意/);
		await sound(page);
		await shot(page, 'vote-screen');
		await page.locator('#live').evaluate(e => { e.dataset.old = '1'; });
		await page.waitForFunction(() => !document.querySelector('#live').dataset.old, null, { timeout: 10000 });
		assert.match(await page.textContent('.vote-n'), /^10/);
	});

	test('voting ends and both tellers open the urn', async page => {
		await desk(page, home);
		await finish(page, '结束投票');
		await page.goto(`${home}/unseal`);
		await sound(page);
		await page.fill('#f-first', PASS1);
		await page.fill('#f-second', PASS1);
		await press(page, '开箱');
		assert.match(await page.textContent('main'), /监票人二的口令不对/);
		await page.fill('#f-first', PASS1);
		await page.fill('#f-second', PASS2);
		await press(page, '开箱');
		assert.match(await page.textContent('main'), /密封票和密钥已销毁/);
	});

	test('counted, announced, and verified by the separate program', async page => {
		await desk(page, home);
		await press(page, '计票');
		assert.match(await page.textContent('main'), /当选 2 人：样例李卫（10 票）、样例沈洁（9 票）/);
		await sound(page);
		await shot(page, 'vote-counted');
		const [file] = await Promise.all([page.waitForEvent('download'), page.click(`a[href="${home}/bundle"]`)]);
		const at = path.join(os.tmpdir(), `bundle-${process.pid}.txt`);
		await file.saveAs(at);
		assert.match(execFileSync(path.join(path.dirname(program), 'lianxin-verify'), [at], { encoding: 'utf8' }), /核验通过/);
		fs.rmSync(at);
		await page.goto(home);
		await finish(page, '公布结果');
		await shot(page, 'vote-announced');
	});

	test('the voter sees the result and finds the code', 'phone', async page => {
		await enter(page, '13800000005', ballot);
		await page.goto(ballot);
		await sound(page);
		await shot(page, 'vote-result-phone');
		await page.goto(`${ballot}/receipts`);
		await sound(page);
		assert.ok((await page.textContent('main')).includes(code));
	});
};
