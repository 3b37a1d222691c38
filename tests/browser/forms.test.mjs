// Forms of the register and of the vote as they go wrong: what is named, what stays, what is not done twice.
import assert from 'node:assert';
import fs from 'node:fs';
import { CADRE, CHAIR, hands } from './voting.mjs';
import { lockedBook } from './locked.mjs';
import { views } from './views.mjs';

const FEDERATION = '13800000001', VOTER = '13800000005';
const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
// Two columns and a row behind the password “abc”, made by a library that writes the same container as Excel since 2010, but
// without the storage \6DataSpaces, which lockedBook has.
const LOCKED = fs.readFileSync(new URL('locked.xlsx', import.meta.url));
const paper = name => ({ name, mimeType: 'text/plain', buffer: Buffer.from('样例') });

export default tools => {
	const { test, sound, newPage } = tools, { enter, press, desk, phone, choose, setKeys } = hands(tools), look = views(tools);
	const problems = page => page.locator('.errsum a').allTextContents();
	const marked = async (page, ...names) => {
		for (const name of names) assert.ok(await page.locator(`.bad-f #f-${name}`).count(), `${name} is marked`);
	};

	test('a workbook with a password is refused in plain words; the choice stays and the plain one is taken', async page => {
		await enter(page, CADRE, '/members/imports');
		await page.goto('/members/imports');
		const branch = await page.locator('#f-unit option', { hasText: '检修部分工会' }).getAttribute('value');
		await page.selectOption('#f-unit', branch);
		for (const buffer of [LOCKED, lockedBook()]) {
			await page.setInputFiles('input[type=file]', { name: '名册.xlsx', mimeType: 'application/octet-stream', buffer });
			await press(page, '核对文件');
			assert.match(await page.textContent('main'), /表格设了打开密码，请取消密码后再上传/);
			assert.equal(await page.inputValue('#f-unit'), branch);
		}
		await look(page, 'forms-locked');
		assert.match(await page.textContent('main'), /还没有导入过/);
		await page.setInputFiles('input[type=file]', { name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名,手机号\n样例锁一,13911112222\n') });
		await press(page, '核对文件');
		assert.match(await page.textContent('main'), /样例锁一/);
	});

	test('changes of a membership name what they lack', 'phone', async page => {
		await enter(page, CHAIR, '/members/list?state=2');
		await page.goto('/members/list?state=2');
		const at = await page.locator('main a[href^="/members/"]', { hasText: '样例陈修' }).first().getAttribute('href');
		await page.goto(at);
		await press(page, '办理变动');
		assert.deepEqual(await problems(page), ['请选择要办理的变动。']);
		await page.check('[name=verb][value=expel]');
		await page.fill('#f-on', '2099-01-01');
		await page.fill('#f-reason', '严重违反章程');
		await press(page, '办理变动');
		await marked(page, 'on', 'decision');
		assert.equal(await page.inputValue('#f-reason'), '严重违反章程');
		assert.ok(await page.isChecked('[name=verb][value=expel]'));
		await look(page, 'forms-expel');
		await page.fill('#f-to', '没有的工会');
		await press(page, '转出');
		await marked(page, 'to');
		assert.equal(await page.inputValue('#f-to'), '没有的工会');
		for (const [verb, word] of [['keep', '保留会籍'], ['resume', '在籍'], ['retire', '退休'], ['correct', '在籍'], ['leave', '退会'], ['correct', '在籍']]) {
			await page.goto(at);
			await page.check(`[name=verb][value=${verb}]`);
			await page.fill('#f-reason', '样例原因');
			await press(page, '办理变动');
			assert.match(await page.textContent('.sub'), new RegExp(word), verb);
		}
	});

	test('an approval marks each thing that it lacks', async page => {
		await enter(page, FEDERATION, '/unions/new');
		await page.goto('/unions/new');
		await page.fill('#f-name', '样例储能公司工会');
		await page.fill('#f-employer', '样例储能有限公司');
		await page.fill('#f-staff', '80');
		await page.fill('#f-prep', '样例甲任组长。');
		await press(page, '保存');
		const card = new URL(page.url()).pathname;
		await page.setInputFiles('input[type=file]', paper('申请书.txt'));
		await press(page, '上传');
		await press(page, '申请建会');
		await page.context().clearCookies();
		await enter(page, '13800000002', card);
		await page.goto(card);
		await page.fill('#f-doc_no', '样临工组〔2026〕41号');
		await press(page, '批准建会');
		await marked(page, 'kind', 'on', 'reply');
		assert.equal(await page.inputValue('#f-doc_no'), '样临工组〔2026〕41号');
		await look(page, 'forms-found');
		await choose(page, '#f-kind', '基层工会');
		await page.fill('#f-on', today());
		await page.setInputFiles('form[action$="/found"] input[type=file]', paper('批复.txt'));
		await press(page, '批准建会');
		for (const [kind, field, words] of [['合并', 'target_code', '请填写对方工会的单位代码。'], ['分立', 'new_name', '请填写分立出来的新工会的名称。'], ['调整隶属', 'target_code', '请填写对方工会的单位代码。']]) {
			await page.goto(`${card}/changes/new`);
			await choose(page, '#f-kind', kind);
			await page.fill('#f-reason', '样例缘由');
			await press(page, '保存');
			assert.deepEqual(await problems(page), [words]);
			await marked(page, field);
			assert.equal(await page.inputValue('#f-reason'), '样例缘由');
		}
		await sound(page);
	});

	test('a recall says beside the votes what is missing, and is final', async page => {
		await enter(page, CADRE, '/directors/new');
		await page.goto('/directors/new');
		await choose(page, '#f-person', '样例罗成');
		await choose(page, '#f-board', '职工董事');
		for (const [name, value] of Object.entries({ company: '样例公司', since: '2026-01-10', until: '2028-01-09', congress: '七届三次', entitled: '30', yes: '16' })) await page.fill(`#f-${name}`, value);
		await press(page, '保存职工董事、监事');
		const at = new URL(page.url()).pathname;
		await page.setInputFiles('input[type=file]', paper('选举记录.txt'));
		await press(page, '上传');
		const above = await newPage();
		await enter(above, FEDERATION, at);
		await above.goto(at);
		await above.locator('summary', { hasText: '备案' }).first().click();
		await above.fill('details[open] [name=reason]', '样备〔2026〕1号');
		await press(above, '备案');
		await above.context().close();
		await page.goto(at);
		await press(page, '登记罢免');
		await marked(page, 'all', 'agree', 'reason');
		await page.fill('#f-all', '30');
		await page.fill('#f-agree', '15');
		await page.fill('#f-reason', '七届五次');
		await press(page, '登记罢免');
		assert.deepEqual(await problems(page), ['全体代表 30 人，至少要 16 票才能罢免，现在是 15 票。']);
		await look(page, 'forms-recall');
		await page.fill('#f-agree', '16');
		await press(page, '登记罢免');
		assert.match(await page.textContent('.sub'), /已罢免/);
		assert.ok(!await page.getByText('恢复在任').count());
	});

	test('a ballot whose answer was lost is sent again: the same code, one ballot', async page => {
		await desk(page, '/votes/new');
		await page.fill('#f-title', '样例：选举组长');
		await page.selectOption('#f-kind', { label: '选举' });
		await page.selectOption('#f-manner', { label: '无记名投票' });
		await page.selectOption('#f-voters', { label: '全体会员' });
		await page.selectOption('#f-pass', { label: '应到会人数的过半数' });
		await page.fill('#f-seats', '1');
		await page.check('#f-online');
		await page.fill('#f-held_on', today());
		await choose(page, '#f-teller1', '样例孟庆');
		await choose(page, '#f-teller2', '样例钱理');
		await press(page, '保存投票');
		const home = new URL(page.url()).pathname, ballot = home.replace('/votes/', '/ballots/');
		await page.fill('#f-names', '样例李卫\n样例沈洁');
		await press(page, '保存候选人');
		await page.goto(`${home}/roll`);
		await press(page, '生成名册');
		await page.goto(home);
		await press(page, '冻结名册');
		await setKeys(home);
		await page.goto(home);
		await press(page, '开始投票');
		const voted = async () => { await page.goto(`${home}/screen`); return Number.parseInt(await page.textContent('.vote-n'), 10); };
		await phone(VOTER, {}, async voter => {
			await voter.goto(ballot);
			for (const [i, mark] of ['同意', '反对'].entries()) await voter.locator('fieldset').nth(i).locator('label', { hasText: mark }).click();
			await press(voter, '下一步：核对');
			const code = (await voter.textContent('p.big.num')).trim();
			const lose = how => voter.route('**', (route, request) => request.method() === 'POST' ? how(route) : route.continue());
			const cast = () => voter.getByRole('button', { name: '投出这一票', exact: true }).click({ noWaitAfter: true });
			await lose(route => route.abort('connectionfailed')); // the network is gone before the post
			await Promise.all([voter.waitForEvent('requestfailed'), cast()]);
			await voter.unroute('**');
			assert.equal(await voted(), 0);
			await lose(async route => { await route.fetch({ maxRedirects: 0 }); await route.abort('connectionreset'); }); // it arrives, the answer does not
			await Promise.all([voter.waitForEvent('requestfailed'), voter.reload().catch(() => {})]);
			await voter.unroute('**');
			assert.equal(await voted(), 1);
			await voter.reload(); // sends the same form once more
			assert.match(await voter.textContent('main'), /已投票/);
			assert.equal((await voter.textContent('.done-h b')).trim(), code);
			await look(voter, 'forms-ballot-again');
			assert.equal(await voted(), 1);
			await voter.goto(ballot);
			assert.match(await voter.textContent('main'), /你已经投过票/);
		});
	});
};
