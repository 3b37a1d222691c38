// What desk and phones do in a vote, for the tests that hold one.
export const CHAIR = '13800000003', CADRE = '13800000004', TELLER1 = '13800000006', TELLER2 = '13800000008';
export const PASS1 = '春江潮水连海平海上明月共潮生', PASS2 = '滟滟随波千万里何处春江无月明';

export const hands = ({ login, newPage, sample }) => {
	const enter = (page, mobile, next) => login(page, mobile, sample.password, next);
	const press = (page, text) => Promise.all([page.waitForLoadState('load'), page.getByRole('button', { name: text, exact: true }).first().click()]);
	// A move that cannot be undone asks first.
	const finish = async (page, text) => { await page.locator('summary', { hasText: text }).first().click(); await press(page, text); };
	// A move that wants words.
	const say = async (page, text, words) => {
		await page.locator('summary', { hasText: text }).first().click();
		await page.locator('details[open] textarea').fill(words);
		await press(page, text);
	};
	const desk = async (page, at) => { await enter(page, CHAIR, at); await page.goto(at); };
	const phone = async (mobile, options, run) => {
		const page = await newPage('phone', options);
		await enter(page, mobile, '/account');
		await run(page);
		await page.context().close();
	};
	const choose = async (page, name, what) => {
		const value = await page.locator(`${name} option`, { hasText: what }).first().getAttribute('value');
		await page.selectOption(name, value);
	};
	const setKeys = async (home, look = async () => {}) => {
		for (const [mobile, pass] of [[TELLER1, PASS1], [TELLER2, PASS2]])
			await phone(mobile, {}, async page => {
				await page.goto(`${home}/key`);
				await look(page);
				await page.fill('#f-passphrase', pass);
				await page.fill('#f-again', pass);
				await press(page, '设定口令');
				if (!/口令已设定/.test(await page.textContent('main'))) throw new Error('the passphrase was not taken');
			});
	};
	// Marks one a candidate, "同意反对…"; through checking to casting.
	const cast = async (page, ballot, marks, look = async () => {}) => {
		await page.goto(ballot);
		await look(page);
		for (let i = 0; i * 2 < marks.length; i++)
			await page.locator('fieldset').nth(i).locator('label', { hasText: marks.slice(i * 2, i * 2 + 2) }).click();
		await press(page, '下一步：核对');
		await look(page);
		await press(page, '投出这一票');
		if (!/已投票/.test(await page.textContent('main'))) throw new Error('the ballot was not taken');
	};
	const unseal = async (page, home) => {
		await page.goto(`${home}/unseal`);
		await page.fill('#f-first', PASS1);
		await page.fill('#f-second', PASS2);
		await press(page, '开箱');
	};
	return { enter, press, finish, say, desk, phone, choose, setKeys, cast, unseal };
};
