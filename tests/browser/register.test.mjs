// The register of unions and its elections, line by line: as it is met, empty, with wrong input, without a right, on a phone, on paper.
import assert from 'node:assert';
import { CADRE, CHAIR, hands } from './voting.mjs';
import { views } from './views.mjs';

const FEDERATION = '13800000001', WORKER = '13800000007', OTHER = '13800000021';
const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);

// line, who meets it, where, who must not
const LINES = [
	['card-list', FEDERATION, '/unions', WORKER], ['organs', CHAIR, '/units/10/committees', OTHER], ['committees', FEDERATION, '/committees', WORKER],
	['terms', FEDERATION, '/terms', WORKER], ['terms-overdue', FEDERATION, '/terms?within=overdue', WORKER], ['assemblies', CADRE, '/assemblies', WORKER],
	['worktimes', CADRE, '/worktimes', WORKER], ['directors', FEDERATION, '/directors', WORKER], ['meetings-list', CADRE, '/meetings', WORKER],
	['elections', CHAIR, '/elections', WORKER], ['election-new', CHAIR, '/elections/new', WORKER], ['votes', CHAIR, '/votes', WORKER], ['permits', CHAIR, '/vote-permits', WORKER],
];
// a list of a union that has none, and what it says
const EMPTY = [['/elections', '还没有换届选举'], ['/meetings', '还没有委员会会议'], ['/vote-permits', '还没有申请过手机投票'], ['/worktimes', '还没有登记'],
	['/directors', '还没有登记职工董事'], ['/votes', '还没有投票']];
// a form, what is typed wrongly, the field that is named; what else was typed stays
const WRONG = [
	['/assemblies/new', CADRE, { title: '样例大会', place: '礼堂', items: '报告', entitled: '多', held_on: today() }, 'entitled', '保存会员大会'],
	['/elections/new', CHAIR, { title: '样例换届', seats_committee: '9', place: '礼堂' }, 'kind', '保存换届选举'],
	['/units/10/committees/new', CADRE, { term_no: '7', seats: '多' }, 'seats', '保存委员会'],
	['/meetings/new', CADRE, { held_on: today(), host: '样例李卫' }, 'place', '保存会议'],
	['/unions/new', FEDERATION, { name: '样例工会', employer: '样例公司', employer_uscc: '91320600MA0000015K' }, 'employer_uscc', '保存'],
	['/vote-permits/new', CHAIR, { purpose: '样例换届' }, 'method', '保存手机投票批准'],
	['/worktimes/new', CADRE, { what: '样例会议', worked_on: '2024-02-12' }, 'person', '保存委员工会工作时间'],
	['/votes/new', CHAIR, { title: '样例投票' }, 'kind', '保存投票'],
];

export default tools => {
	const { test, sound } = tools, { enter, press, choose } = hands(tools), look = views(tools);

	for (const [name, who, at, stranger] of LINES)
		test(`${name}: as it is met, on a phone and on paper; not without the right`, async page => {
			await enter(page, who, at);
			assert.equal((await page.goto(at)).status(), 200);
			await look(page, `register-${name}`);
			await page.context().clearCookies();
			await enter(page, stranger, '/account');
			assert.ok([403, 404].includes((await page.goto(at)).status()));
			await sound(page);
		});

	test('what is empty says what to do', async page => {
		await enter(page, OTHER, '/account');
		for (const [at, says] of EMPTY) {
			await page.goto(at);
			await sound(page);
			assert.match(await page.textContent('main'), new RegExp(says), at);
		}
	});

	test('wrong input is named, and what was typed stays', async page => {
		for (const [at, who, typed, field, button] of WRONG) {
			await page.context().clearCookies();
			await enter(page, who, at);
			await page.goto(at);
			for (const [name, value] of Object.entries(typed)) await page.fill(`#f-${name}`, value);
			const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: button, exact: true }).click()]);
			assert.equal(answer.status(), 422, at);
			await sound(page);
			assert.ok(await page.locator(`.errsum a[href="#f-${field}"]`).count(), `${at} names ${field}`);
			assert.ok(await page.locator(`#f-${field}`).isVisible(), `${at} shows ${field}`);
			for (const [name, value] of Object.entries(typed)) assert.equal(await page.inputValue(`#f-${name}`), value, `${at} keeps ${name}`);
			await look(page, `register-wrong${at.replaceAll('/', '-')}`);
		}
	});

	test('the rows that the samples have', async page => {
		for (const [name, who, list, base, words] of [['card', FEDERATION, '/unions?state=3,4', '/unions', '临江发电'], ['committee', CADRE, '/committees?kind=1', '/committees', '工会委员会'],
			['assembly', CADRE, '/assemblies', '/assemblies', /第.+大会/], ['worktime', CADRE, '/worktimes', '/worktimes', '样例'], ['meeting', CADRE, '/meetings?state=3', '/meetings', '会议'],
			['election', CHAIR, '/elections', '/elections', '第六届'], ['permit', CHAIR, '/vote-permits', '/vote-permits', '第六届']]) {
			await page.context().clearCookies();
			await enter(page, who, list);
			await page.goto(list);
			await page.goto(await page.locator(`main a[href^="${base}/"]`, { hasText: words }).first().getAttribute('href'));
			await look(page, `register-${name}`);
		}
	});

	test('a general meeting from its notice to the day of the next', 'phone', async page => {
		await enter(page, CADRE, '/assemblies/new');
		await page.goto('/assemblies/new');
		await page.fill('#f-title', '样例临时会员大会');
		await choose(page, '#f-form', '会员大会');
		await choose(page, '#f-cause', '会员提议');
		await page.fill('#f-petition', '1');
		await page.fill('#f-held_on', today());
		await page.fill('#f-place', '礼堂');
		await page.fill('#f-items', '审议工资集体协商方案。');
		await press(page, '保存会员大会');
		assert.match(await page.textContent('main'), /提议的至少 \d+ 人，现在 1 人（《工会法》第十七条）/);
		await sound(page);
		await page.fill('#f-petition', '60');
		await page.fill('#f-entitled', '62');
		await page.fill('#f-present', '60');
		await page.fill('#f-decisions', '举手表决通过。');
		await press(page, '保存会员大会');
		await press(page, '登记召开');
		await look(page, 'register-assembly-held');
		assert.match(await page.textContent('main'), /下次最迟/);
	});

	test('the election form folds what is not due', 'phone', async page => {
		await enter(page, CHAIR, '/elections/new');
		await page.goto('/elections/new');
		assert.ok(await page.locator('#f-seats_committee').isVisible());
		assert.ok(!await page.locator('#f-archive_no').isVisible());
		await page.locator('summary', { hasText: '选举结果和归档' }).click();
		assert.ok(await page.locator('#f-archive_no').isVisible());
		await sound(page);
	});
};
