// Labour relations: a worker applies for mediation and a cadre reports with one tap, on a phone; a case of supervision up to its letter, at a desk.
import assert from 'node:assert';

const CHAIR = '13800000003', CADRE = '13800000004', HANDLER = '13800000005', WORKER = '13800000007';

export default ({ test, login, sound, shot, sample }) => {
	const as = async (page, mobile) => {
		await page.context().clearCookies();
		await login(page, mobile, sample.password);
	};
	const submit = (page, form) => Promise.all([page.waitForNavigation(), form.locator('button[type=submit]').first().click()]);
	const step = async (page, verb, fill = async () => {}) => {
		const form = page.locator(`form[action$="/${verb}"]`).first(), pop = form.locator('xpath=ancestor::details');
		if (await pop.count() && !await pop.evaluate(d => d.open)) await pop.locator('summary').click();
		await fill(form);
		await submit(page, form);
	};
	const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
	const text = page => page.textContent('main');

	test('a worker applies for mediation and sees when he may go to arbitration', 'phone', async page => {
		await as(page, WORKER);
		await page.goto('/m/mediation');
		await sound(page);
		await page.locator('label:has-text("劳动报酬")').click();
		await page.fill('[name=opponent]', '样例公司');
		await page.fill('[name=claims]', '补发三月夜班津贴。');
		await page.fill('[name=content]', '三月上了四个夜班，只发了两个。');
		await shot(page, 'labour-mediation');
		await Promise.all([page.waitForURL(/\/m\/mediations\/\d+/), page.getByRole('button', { name: '提交申请' }).click()]);
		assert.match(await text(page), /TJ-\d{4}-\d{4}/);
		assert.ok((await text(page)).includes('可以申请劳动争议仲裁'));
		await sound(page);
		await step(page, 'say', f => f.locator('[name=reason]').fill('我有交接班记录。'));
		assert.ok((await text(page)).includes('我有交接班记录'));
		await shot(page, 'labour-track');
	});
	test('one tap reports that nothing happened, one takes it back', 'phone', async page => {
		await as(page, CADRE);
		await page.goto('/m/zero');
		await sound(page);
		const owed = await page.getByRole('button', { name: '今日无异常' }).count();
		assert.equal(owed, 1);
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '今日无异常' }).click()]);
		assert.equal(await page.getByRole('button', { name: '今日无异常' }).count(), 0);
		await shot(page, 'labour-zero');
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '撤回重报' }).click()]);
		assert.equal(await page.getByRole('button', { name: '今日无异常' }).count(), 1);
		await page.goto('/labour/risks/new');
		await sound(page);
	});
	test('an information officer reports a risk from the phone, follows it, and a cadre grades it there', 'phone', async page => {
		await as(page, WORKER);
		await page.goto('/m');
		await Promise.all([page.waitForURL(/\/m\/risk$/), page.locator('a[href="/m/risk"]').first().click()]);
		await sound(page);
		await page.fill('[name=place]', '样例检修外包队');
		await page.fill('[name=content]', '两个月没有发工资，今天上午到项目部协商。');
		// without script's help the server asks again, and nothing is lost
		await page.locator('#rf').evaluate(f => { f.noValidate = true; });
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '报告风险' }).click()]);
		assert.ok((await text(page)).includes('请填写“什么事”'));
		assert.equal(await page.inputValue('[name=content]'), '两个月没有发工资，今天上午到项目部协商。');
		await sound(page);
		await shot(page, 'labour-risk-wrong');
		await page.fill('[name=title]', '外包队拖欠工资');
		await page.selectOption('[name=kind]', '1');
		await Promise.all([page.waitForURL(/\/labour\/risks\/\d+/), page.getByRole('button', { name: '报告风险' }).click()]);
		const home = new URL(page.url()).pathname;
		assert.ok((await text(page)).includes('待核实'));
		assert.equal(await page.locator('form[action$="/grade"]').count(), 0, 'who reports does not grade');
		await sound(page);
		await as(page, CADRE);
		await page.goto(home);
		await step(page, 'grade', f => f.locator('[name=level]').selectOption('2'));
		assert.match(await text(page), /劳险〔\d{4}〕\d+号/);
		await sound(page);
		await shot(page, 'labour-risk');
	});
	test('a case of supervision up to its signed letter', 'desktop', async page => {
		await as(page, CADRE);
		await page.goto('/labour/cases/new');
		await page.fill('[name=employer]', '样例清洗公司');
		await page.selectOption('[name=source]', '2');
		await page.fill('[name=title]', '没有支付高温津贴');
		await page.fill('[name=content]', '检查发现露天清洗班七月没有高温津贴。');
		await Promise.all([page.waitForURL(/\/labour\/cases\/\d+/), page.getByRole('button', { name: '保存监督案件' }).click()]);
		const home = new URL(page.url()).pathname;
		await step(page, 'sort', async f => { await f.locator('[name=kind]').selectOption('4'); await f.locator('[name=level]').selectOption('1'); });
		await sound(page);
		await step(page, 'assign', async f => {
			await f.locator('[name=inspector1]').selectOption('1005');
			await f.locator('[name=inspector2]').selectOption('1006');
			await f.locator('[name=no_recusal]').check();
		});
		await as(page, HANDLER);
		await page.goto(home);
		await step(page, 'findings', async f => {
			await f.locator('[name=inquired_on]').fill(today());
			await f.locator('[name=place]').fill('查工资表');
			await f.locator('[name=findings]').fill('9 人没有高温津贴。');
			await f.locator('[name=law]').fill('《防暑降温措施管理办法》第十七条');
		});
		await shot(page, 'labour-case');
		await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: '起草提示函' }).click()]);
		assert.ok((await page.inputValue('[name=body]')).includes('9 人没有高温津贴'));
		await sound(page);
		await Promise.all([page.waitForURL(/\/labour\/letters\/\d+|\/labour\/cases/), page.getByRole('button', { name: '保存，送签发' }).click()]);
		await as(page, CHAIR);
		await page.goto(home);
		await Promise.all([page.waitForNavigation(), page.locator('#letters a[href^="/labour/letters/"]').first().click()]);
		await step(page, 'sign');
		assert.match(await text(page), /劳监提〔\d{4}〕\d+号/);
		await sound(page);
		const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'PDF' }).click()]);
		assert.match(file.suggestedFilename(), /劳监提.*\.pdf$/);
		await shot(page, 'labour-letter');
	});
};
