// The main pages with sample data at 320 pixels, the narrowest a page has to bear:
// nothing is wider than the screen, every control is labelled, no script fails.
import assert from 'node:assert';

const pages = ['/', '/plans', '/tasks', '/tasks?who=unit', '/tasks?who=unit&when=overdue', '/received', '/reports', '/supervision',
	'/activities', '/activities/new', '/dashboard', '/people', '/people/list', '/units', '/search?q=宣讲', '/inbox', '/account', '/help', '/m', '/m/tasks'];
const people = [['13800000003', '工会主席'], ['13800000001', '市总干部']];

export default ({ test, login, sound, origin }) => {
	const opened = new Set();
	for (const [mobile, who, size] of people.flatMap(([m, w]) => [[m, w, 'normal'], [m, w, 'elder']]))
		test(`the pages of ${who} fit ${size === 'elder' ? '390 pixels in large type' : '320 pixels'}`, 'phone', async page => {
			await page.setViewportSize({ width: size === 'elder' ? 390 : 320, height: 700 });
			await page.context().addCookies([{ name: 'size', value: size, url: origin }]);
			await login(page, mobile, undefined, '/plans');
			const plans = await page.$$eval('main a[href^="/plans/"]', all => all.map(a => a.getAttribute('href')).filter(h => /^\/plans\/\d+$/.test(h)));
			assert.ok(plans.length > 0, 'there is a plan to look at');
			const wrong = [];
			for (const at of [...pages, ...new Set(plans.slice(0, 2).flatMap(p => [p, `${p}/tree`, `${p}/tree?view=time`, `${p}/tree?view=board`, `${p}/text`, `${p}/versions`, `${p}/align`]))]) {
				const answer = await page.goto(at);
				if (answer.status() === 200) opened.add(at);
				if (![200, 403].includes(answer.status())) wrong.push(`${at} answers ${answer.status()}`);
				await sound(page).catch(e => wrong.push(e.message));
			}
			assert.deepEqual(wrong, []);
		});
	test('each of these pages was open to one of them', async () => {
		assert.deepEqual(pages.filter(at => !opened.has(at)), []);
	});
	test('the text of a plan is laid out as a document', async page => {
		await login(page, '13800000003', undefined, '/plans');
		const plan = await page.$$eval('main a[href^="/plans/"]', all => all.map(a => a.getAttribute('href')).find(h => /^\/plans\/\d+$/.test(h)));
		await page.goto(`${plan}/text`);
		assert.equal(await page.$eval('.doc p:not(.center)', p => parseFloat(getComputedStyle(p).textIndent) > 0), true);
	});
};
