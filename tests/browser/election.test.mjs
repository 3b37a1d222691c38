// The meeting of a re-election and what follows: two organs, ten phones each, up to the archive.
import assert from 'node:assert';
import { CADRE, CHAIR, TELLER1, TELLER2, hands } from './voting.mjs';

const FEDERATION = '13800000001';
const VOTERS = [CHAIR, CADRE, TELLER1, TELLER2, '13800000046', '13800000005', '13800000041', '13800000042', '13800000048', '13800000044', '13800000047'];

export default tools => {
	const { test, sound, shot } = tools, { enter, press, finish, say, desk, phone, choose, setKeys, cast, unseal } = hands(tools);
	let home;
	const votes = [];

	test('the election is ready for its meeting', async page => {
		await desk(page, '/elections');
		await sound(page);
		await page.locator('main a', { hasText: '第六届' }).first().click();
		home = new URL(page.url()).pathname;
		await sound(page);
		await shot(page, 'election-confirmed');
		assert.equal(await page.locator('li[aria-current=step]').count(), 1);
	});

	test('members see the candidates on the phone, by strokes', 'phone', async page => {
		await enter(page, '13800000007', `${home}/notice`);
		await page.goto(`${home}/notice`);
		await sound(page);
		await shot(page, 'election-notice');
		assert.deepEqual((await page.locator('li.li b').allTextContents()).slice(0, 3), ['样例李卫', '样例沈洁', '样例罗成'].sort((a, b) => a.localeCompare(b, 'zh-u-co-stroke')));
	});

	test('ballots are made for both organs', async page => {
		await desk(page, home);
		await choose(page, '#f-teller1', '样例孟庆');
		await choose(page, '#f-teller2', '样例钱理');
		await page.check('input[name=online]');
		await press(page, '为每个职务发起投票');
		votes.push(...new Set(await page.locator('a[href^="/votes/"]').evaluateAll(list => list.map(a => a.getAttribute('href')).filter(h => /^\/votes\/\d+$/.test(h)))));
		assert.equal(votes.length, 2);
		for (const vote of votes) {
			await page.goto(`${vote}/roll`);
			await press(page, '生成名册');
			await page.goto(vote);
			await press(page, '冻结名册');
		}
	});

	test('the tellers set their passphrases, voting begins', async page => {
		for (const vote of votes) await setKeys(vote);
		await desk(page, votes[0]);
		for (const vote of votes) {
			await page.goto(vote);
			await press(page, '开始投票');
		}
	});

	test('eleven phones vote in both', async () => {
		for (const [i, mobile] of VOTERS.entries())
			await phone(mobile, i === 0 ? { js: false } : {}, async page => {
				await cast(page, votes[0].replace('votes', 'ballots'), i < 9 ? '同意同意反对' : '反对同意同意');
				await cast(page, votes[1].replace('votes', 'ballots'), '同意');
			});
	});

	test('closed, opened, counted, announced', async page => {
		await desk(page, votes[0]);
		for (const vote of votes) {
			await page.goto(vote);
			await finish(page, '结束投票');
			await unseal(page, vote);
			await press(page, '计票');
			assert.match(await page.textContent('main'), /全部选出/);
			await finish(page, '公布结果');
		}
	});

	test('the result goes up, is approved, registered and archived', async page => {
		await desk(page, home);
		await press(page, '登记选举结果');
		assert.match(await page.textContent('main'), /样例沈洁 工会委员会委员11 票|样例沈洁.*11 票/s);
		await shot(page, 'election-held');
		await page.goto(`${home}/edit`);
		await sound(page);
		await page.fill('#f-report_text', '大会应到十一人，实到十一人，两项选举一次成功。');
		await page.fill('#f-archive_no', '样档2024-6');
		await press(page, '保存换届选举');
		await press(page, '报告结果');
		await page.context().clearCookies();
		await enter(page, FEDERATION, home);
		await page.goto(home);
		await say(page, '批复同意', '样临工组〔2024〕8号');
		await page.context().clearCookies();
		await enter(page, CHAIR, home);
		await page.goto(home);
		await shot(page, 'election-register');
		await page.selectOption('#f-post1', { label: '主席' });
		await page.selectOption('#f-post2', { label: '副主席' });
		await press(page, '变更登记');
		await sound(page);
		assert.match(await page.textContent('main'), /第六届工会委员会/);
		await shot(page, 'election-installed');
		await page.goto(home);
		await press(page, '归档');
		assert.match(await page.textContent('.sub'), /已归档.*按期换届/s);
		await shot(page, 'election-archived');
	});
};
