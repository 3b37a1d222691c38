// visitor.mjs: somebody who signs in and posts forms over HTTP, as a browser does; for tests of the whole program.
export const wait = ms => new Promise(r => setTimeout(r, ms));

let serial = 0;
export const once = () => `visit-${process.pid}-${++serial}`;

/* The cookies an answer sets, each as "name=value". Debian's node joins the headers by a comma. */
export const cookiesOf = answer => (answer.headers.get('set-cookie') || '').split(/, (?=[A-Za-z]+=)/).map(line => line.split(';')[0]);

export class Visitor {
	cookie = '';
	csrf = '';

	async go(address, form) {
		const body = form && new URLSearchParams({ ...form, _csrf: this.csrf });
		const answer = await fetch(address, { method: form ? 'POST' : 'GET', body, redirect: 'manual',
			headers: { cookie: this.cookie }, signal: AbortSignal.timeout(30000) });
		for (const pair of cookiesOf(answer)) {
			if (/^lxp?=/.test(pair)) this.cookie = pair;
		}
		const page = await answer.text(), found = /name="_csrf" value="([^"]+)"/.exec(page);
		if (found) this.csrf = found[1];
		return { status: answer.status, to: answer.headers.get('location') || '', page };
	}

	async signIn(origin, login, password) {
		await this.go(`${origin}/sign-in`);
		const answer = await this.go(`${origin}/sign-in`, { login, password, _once: once() });
		if (answer.status !== 303) throw new Error(`signing in gives ${answer.status}`);
		await this.go(`${origin}/activities/new`);
	}

	// One activity; status, and the address of the row. The same key may be sent again.
	addActivity(origin, title, key) {
		return this.go(`${origin}/activities`, { title, kind: '2', held_on: '2024-02-20', people: '3', _once: key });
	}
}
