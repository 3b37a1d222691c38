// Each sample person walks through all entries of the main navigation: every
// page opens, and is sound on the desk and at the width of a phone.
import assert from 'node:assert';

const widths = [{ width: 390, height: 844 }, { width: 1440, height: 900 }];

export default ({ test, login, sound, sample }) => {
	for (const { mobile, name, post } of sample.accounts) {
		test(`${name} ${post} walks through the navigation`, async page => {
			await login(page, mobile);
			const links = await page.$$eval('#nav ul.nav a', all => all.map(a => a.getAttribute('href')));
			assert.equal(new Set(links).size, links.length);
			const wrong = [];
			for (const link of links) {
				const answer = await page.goto(link);
				if (answer.status() !== 200) wrong.push(`${link} answers ${answer.status()}`);
				for (const width of widths) {
					await page.setViewportSize(width);
					await sound(page).catch(e => wrong.push(`${width.width}: ${e.message}`));
				}
			}
			assert.deepEqual(wrong, []);
		});
	}
};
