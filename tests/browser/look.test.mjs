// What a reader, a finger and a keyboard need of the main pages: contrast in light and dark, order
// of headings, named tables and groups, targets of 44 pixels, a visible focus, nothing clipped.
import assert from 'node:assert';

const CHAIR = '13800000003', FEDERATION = '13800000001', WORKER = '13800000007', REPRESENTATIVE = '13800000006';
const pages = {
	[CHAIR]: ['/', '/plans', '/tasks?who=unit', '/reports', '/activities', '/activities/new', '/people', '/units', '/inbox', '/account', '/search', '/members', '/matters', '/proposals/supervise'],
	[FEDERATION]: ['/dashboard', '/supervision', '/tasks/all', '/plans/import'],
	[WORKER]: ['/m', '/m/tasks', '/m/ask', '/help'],
	[REPRESENTATIVE]: ['/m/proposals/new'],
};

// Runs in the page; returns what is wrong. `phone` also measures targets.
function look(phone) {
	const all = q => [...document.querySelectorAll(q)], list = new Set();
	const seen = e => { const b = e.getBoundingClientRect(), s = getComputedStyle(e); return b.width > 1 && b.height > 1 && s.visibility !== 'hidden'; };
	const name = e => `${e.tagName.toLowerCase()} "${e.textContent.trim().slice(0, 16)}"`;
	let last = 0;
	for (const h of all('h1, h2, h3, h4, h5, h6').filter(seen)) {
		const level = +h.tagName[1];
		if (last && level > last + 1) list.add(`h${last} is followed by ${name(h)}`);
		last = level;
	}
	for (const t of all('table')) if (!t.caption && !t.getAttribute('aria-label') && !t.closest('section')?.querySelector('h2, h3')) list.add('a table without a name');
	for (const n of all('nav')) if (!n.getAttribute('aria-label') && !n.getAttribute('aria-labelledby')) list.add('a nav without a name');
	for (const i of all('input[type=radio]')) if (!i.closest('fieldset, table, [role=group], [role=radiogroup]')) list.add(`no group: ${i.name}`);
	for (const a of all('a[href^="#"]')) if (!document.getElementById(a.hash.slice(1))) list.add(`${a.hash} leads nowhere`);

	const numbers = color => { const n = color.match(/[\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
	const over = (top, below) => below.map((c, i) => top[i] * top[3] + c * (1 - top[3]));
	const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const ground = e => {
		const layers = [];
		for (let x = e; x; x = x.parentElement) {
			const s = getComputedStyle(x);
			if (s.backgroundImage !== 'none') return null; // a pattern: judged by eye
			layers.push(numbers(s.backgroundColor));
			if (layers.at(-1)[3] === 1) break;
		}
		return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
	};
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.nodeValue.trim() || !e || e.closest('script, style, noscript, progress, svg, option') || !seen(e)) continue;
		const s = getComputedStyle(e), size = parseFloat(s.fontSize), below = ground(e);
		if (size < 12) list.add(`${size} pixels: ${name(e)}`);
		if (!below) continue;
		const [a, b] = [light(over(numbers(s.color), below)), light(below)].sort((x, y) => y - x);
		const ratio = (a + 0.05) / (b + 0.05), large = size >= 24 || (size >= 18.66 && +s.fontWeight >= 600);
		if (ratio < (large ? 3 : 4.5)) list.add(`contrast ${ratio.toFixed(2)}: ${name(e)}`);
	}
	if (!phone) return [...list];
	for (const bar of all('.formbar').filter(seen)) { // a bar that sticks is not under the tabs
		const b = bar.querySelector('button')?.getBoundingClientRect(), hit = b && document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
		if (hit && !bar.contains(hit)) list.add(`the bar of the form is under ${name(hit)}`);
	}
	for (const e of all('button, a[href], select, summary, textarea, input:not([type=hidden])')) {
		if (!seen(e) || e.closest('.vh, .skip, svg, thead, details:not([open]) > :not(summary)')) continue;
		if (e.tagName === 'A' && getComputedStyle(e).display.startsWith('inline') && !e.matches('.btn, .tool')) continue; // within a sentence
		const box = (/checkbox|radio/.test(e.type) && e.closest('label') || e).getBoundingClientRect();
		if (box.height < 43.5) list.add(`${Math.round(box.height)} pixels for a finger: ${name(e)}`);
	}
	return [...list];
}

// What a page of the menu is as cards on a phone, and on paper. `paper`: how wide the sheet is.
function lies(paper) {
	const all = q => [...document.querySelectorAll(q)], list = [], name = e => `"${e.textContent.trim().slice(0, 16)}"`;
	const seen = e => { const b = e.getBoundingClientRect(); return b.width > 1 && b.height > 1; };
	const over = document.documentElement.scrollWidth - innerWidth;
	if (over > 0) list.push(`wider by ${over}`);
	if (all('h1').filter(seen).length !== 1) list.push('no heading');
	for (const w of all('.tbl-w')) if (paper && seen(w) && w.scrollWidth > paper + 2) list.push(`a table of ${w.scrollWidth} on ${paper}`);
	if (paper) {
		for (const e of all('nav, button, .btn, .filters')) if (seen(e) && getComputedStyle(e).visibility !== 'hidden') list.push(`on paper: ${name(e)}`);
		for (const e of all('main *')) { // white letters lose the colour they stand on
			const pale = [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim()) && seen(e) && getComputedStyle(e).color.match(/[\d.]+/g).slice(0, 3).every(v => v > 190);
			if (pale && !e.closest('svg, .vh')) list.push(`pale on paper: ${name(e)}`);
		}
		return list;
	}
	for (const row of all('.tbl-card tbody tr')) { // each cell has a place of its own
		const cells = [...row.cells].filter(e => seen(e) && !e.matches('.w-cb')).map(e => [e, e.getBoundingClientRect()]);
		for (const [i, [a, x]] of cells.entries()) for (const [b, y] of cells.slice(i + 1))
			if (x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1) list.push(`${name(a)} lies on ${name(b)}`);
	}
	const day = /20\d\d-[01]\d-[0-3]\d/.exec(document.querySelector('main').innerText);
	if (day) list.push(`${day[0]} is not how a date is written`);
	return [...new Set(list)];
}

// What is looked at is the page itself, not a refusal.
async function opens(page, at, wrong) {
	const answer = await page.goto(at);
	if (answer.status() !== 200) wrong.push(`${at} answers ${answer.status()}`);
}

export default ({ test, login, origin }) => {
	for (const [who, first] of [[CHAIR, '/plans'], [FEDERATION, '/supervision'], [WORKER, '/activities']])
		test(`${who}: what the menu leads to keeps to a phone in large type and to paper`, async page => {
			await page.context().addCookies([{ name: 'size', value: 'elder', url: origin }]);
			await login(page, who, undefined, first);
			const links = await page.$$eval('#nav ul.nav a', list => list.map(a => a.getAttribute('href'))), wrong = [];
			for (const at of links) {
				await page.emulateMedia({ media: 'screen', reducedMotion: 'reduce' });
				await page.setViewportSize({ width: 390, height: 844 });
				await opens(page, at, wrong);
				for (const line of await page.evaluate(lies, 0)) wrong.push(`${at}: ${line}`);
				await page.setViewportSize({ width: 1440, height: 900 });
				await page.evaluate(() => delete document.documentElement.dataset.size);
				for (const wide of await page.$$eval('main .tbl-w:not(:has(.mx))', all => all.filter(w => w.scrollWidth > w.clientWidth + 2).map(w => w.scrollWidth))) wrong.push(`${at}: a table of ${wide} on a desk`);
				if (await page.locator('#nav').count() && await page.locator('#nav [aria-current]').count() !== 1) wrong.push(`${at}: not marked in the menu`);
				const paper = await page.evaluate(() => (document.body.classList.contains('wide') ? 1001 : 672)); // A4 less its margins
				await page.setViewportSize({ width: paper, height: 950 });
				await page.emulateMedia({ media: 'print', reducedMotion: 'reduce' });
				await page.evaluate(() => delete document.documentElement.dataset.size);
				for (const line of await page.evaluate(lies, paper)) wrong.push(`${at}: ${line}`);
			}
			assert.deepEqual(wrong, []);
		});
	for (const [who, places] of Object.entries(pages))
		for (const [size, theme] of [['desktop', 'light'], ['desktop', 'dark'], ['phone', 'light']])
			test(`${who} can read and reach everything, ${size}, ${theme}`, size, async page => {
				await page.context().addCookies([{ name: 'theme', value: theme, url: origin }]);
				await login(page, who, undefined, places[0]);
				const wrong = [];
				for (const at of places) {
					await opens(page, at, wrong);
					for (const line of await page.evaluate(look, size === 'phone')) wrong.push(`${at}: ${line}`);
				}
				assert.deepEqual(wrong, []);
			});
	test('the keyboard goes through a page, and shows where it is', async page => {
		await login(page, CHAIR, undefined, '/tasks?who=unit');
		const hidden = [], at = [];
		for (let n = 0; n < 90; n++) {
			await page.keyboard.press('Tab');
			const e = await page.evaluate(() => {
				const x = document.activeElement, s = getComputedStyle(x);
				return x === document.body ? null : { what: x.outerHTML.slice(0, 60), main: !!x.closest('main'), ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 };
			});
			if (!e) break;
			at.push(e);
			if (!e.ring) hidden.push(e.what);
		}
		assert.match(at[0].what, /class="skip"/);
		assert.ok(at.some(e => e.main));
		assert.deepEqual(hidden, []);
	});
};
