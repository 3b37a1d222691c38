// A page as it is met: at the desk, on a phone, in the dark, on paper. Each has to be sound; pictures go to tests/out.
import { execFileSync } from 'node:child_process';

export const views = ({ sound, shot }) => async (page, name) => {
	const was = page.viewportSize();
	for (const [kind, size, media] of [['', { width: 1440, height: 900 }, { media: 'screen' }], ['-phone', { width: 390, height: 844 }, { media: 'screen' }],
		['-dark', { width: 1440, height: 900 }, { media: 'screen' }], ['-print', { width: 760, height: 1000 }, { media: 'print' }]]) {
		await page.setViewportSize(size);
		await page.emulateMedia(media);
		await page.evaluate(dark => { document.documentElement.dataset.theme = dark ? 'dark' : 'light'; }, kind === '-dark');
		if (kind !== '-print') await sound(page);
		else await page.waitForTimeout(300); // colours fade from the dark
		await shot(page, name + kind);
	}
	await page.emulateMedia({ media: 'screen' });
	await page.evaluate(() => { document.documentElement.dataset.theme = 'light'; });
	await page.setViewportSize(was);
};

// Lets the days of a notice pass: the server's clock is the real one, so its row is set back and its timer is due.
export const daysPass = (folder, record, path) => execFileSync('python3', ['-c', `
import glob, sqlite3, sys
d = sqlite3.connect(glob.glob(sys.argv[1] + '/*.db')[0], timeout=20)
row = int(sys.argv[3])
d.execute('update notice set starts = starts - 40, ends = ends - 40, first_ends = first_ends - 40 where id = ?', (row,))
d.execute('update due set at = 1 where record = ? and row_id = ?', (sys.argv[2], row))
d.commit()`, folder, record, /\d+/.exec(path)[0]]);
