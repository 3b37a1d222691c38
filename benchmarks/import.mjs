// Part "import": a workbook of members read, applied and exported again, with short writes beside
// it all the while. Server and load share both cores, as in service.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { cluster, endCluster } from './postgres.mjs';
import { Visitor, cpuSeconds, memoryMB, own, stop } from './process.mjs';
import { table, whole } from './report.mjs';

const heads = ['姓名', '证件号码', '手机号', '所属单位', '工号', '民族', '政治面貌', '学历', '用人单位', '入会日期'];
const family = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'], given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰健鹏辉'];

// A resident identity number: region, day of birth, order, check digit (GB 11643).
function identity(i) {
	const born = new Date(Date.UTC(1965, 0, 1) + (i % 14000) * 86400000).toISOString().slice(0, 10).replaceAll('-', '');
	const digits = `320602${born}${String(Math.floor(i / 14000) * 7 % 1000).padStart(3, '0')}`;
	const sum = [...digits].reduce((n, d, at) => n + d * (2 ** (17 - at) % 11), 0);
	return digits + '10X98765432'[sum % 11];
}

const person = i => ['样例' + family[i % 20] + given[(i * 7) % 29] + given[(i * 11 + Math.floor(i / 29)) % 29], identity(i), `139${String(10000000 + i)}`,
	'', `Y${String(i).padStart(6, '0')}`, '汉族', ['群众', '中共党员', '共青团员'][i % 3], ['大学本科', '大学专科', '高中'][i % 3],
	'样例第三方公司', '2020-03-01'];

// The smallest xlsx: one sheet of inline strings, deflated. Parts of a zip one behind another, then its directory.
function workbook(file, rows) {
	const row = (cells, n) => `<row r="${n}">${cells.map((c, i) => (c ? `<c r="${String.fromCharCode(65 + i)}${n}" t="inlineStr"><is><t>${c}</t></is></c>` : '')).join('')}</row>`;
	const sheet = ['<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>', row(heads, 1)];
	for (let i = 0; i < rows; i++) sheet.push(row(person(i), i + 2));
	sheet.push('</sheetData></worksheet>');
	const parts = {
		'[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
		'_rels/.rels': '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
		'xl/workbook.xml': '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="会员" sheetId="1" r:id="r1"/></sheets></workbook>',
		'xl/_rels/workbook.xml.rels': '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
		'xl/worksheets/sheet1.xml': sheet.join(''),
	};
	const out = [], directory = [];
	let at = 0;
	for (const [name, text] of Object.entries(parts)) {
		const plain = Buffer.from(text), packed = zlib.deflateRawSync(plain, { level: 6 }), label = Buffer.from(name), head = Buffer.alloc(26);
		head.writeUInt16LE(20, 0); head.writeUInt16LE(0x800, 2); head.writeUInt16LE(8, 4); head.writeUInt16LE(0x5821, 8);
		head.writeUInt32LE(zlib.crc32(plain), 10); head.writeUInt32LE(packed.length, 14); head.writeUInt32LE(plain.length, 18); head.writeUInt16LE(label.length, 22);
		out.push(Buffer.from('PK\x03\x04'), head, label, packed);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(at, 10);
		directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail, label);
		at += 30 + label.length + packed.length;
	}
	const list = Buffer.concat(directory), end = Buffer.alloc(18), n = Object.keys(parts).length;
	end.writeUInt16LE(n, 4); end.writeUInt16LE(n, 6); end.writeUInt32LE(list.length, 8); end.writeUInt32LE(at, 12);
	fs.writeFileSync(file, Buffer.concat([...out, list, Buffer.from('PK\x05\x06'), end]));
}

function serve(bench, folder, db) {
	return new Promise((done, failed) => {
		const args = ['serve', '--data', folder, '--listen', `127.0.0.1:${bench.option('port', 0)}`, '--demo-if-empty', ...(db ? ['--db', db] : [])];
		const child = own(spawn(path.join(bench.build, 'lianxin'), args, { stdio: ['ignore', 'pipe', 'inherit'] }));
		child.once('exit', code => failed(new Error(`the server ended with ${code}`)));
		child.stdout.on('data', said => {
			const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said.toString());
			if (found) done({ child, pid: child.pid, port: Number(found[1]) });
		});
	});
}

// What a process has handed to write() so far, in MB.
const writtenMB = pid => Number(/wchar: (\d+)/.exec(fs.readFileSync(`/proc/${pid}/io`, 'utf8'))[1]) / 1048576;

async function upload(chair, address, file, fields) {
	const form = new FormData();
	for (const [name, value] of Object.entries({ ...fields, _csrf: chair.csrf, _once: `upload-${path.basename(file)}` })) form.append(name, value);
	form.append('file', new Blob([fs.readFileSync(file)]), path.basename(file));
	const packed = new Response(form), body = Buffer.from(await packed.arrayBuffer());
	const answer = await fetch(`http://127.0.0.1:${chair.port}${address}`, { method: 'POST', body, redirect: 'manual', headers: { cookie: chair.cookie(), 'content-type': packed.headers.get('content-type') } });
	if (answer.status !== 303) throw new Error(`the upload gives ${answer.status}: ${(await answer.text()).slice(0, 400)}`);
	return answer.headers.get('location');
}

// Short writes, one after another, until told to stop; how long each took.
function shortWrites(visitor) {
	const took = [];
	let on = true, n = 0;
	const over = (async () => {
		while (on) {
			const began = performance.now(), form = new URLSearchParams({ title: `样例短写${++n}`, kind: '2', held_on: '2024-02-20', people: '3', _csrf: visitor.csrf, _once: `short-${process.pid}-${n}` });
			const answer = await visitor.ask('POST', '/activities', form.toString());
			if (answer.status !== 303) throw new Error(`a short write gives ${answer.status}: ${answer.body.toString().slice(0, 400)}`);
			took.push(performance.now() - began);
			await new Promise(r => setTimeout(r, 10));
		}
	})();
	return { async end() { on = false; await over; return took.sort((a, b) => a - b); } };
}

async function visitor(port, login) {
	const v = new Visitor(port);
	await v.signIn(login, 'Lianxin-2024');
	v.csrf = /name="_csrf" value="([^"]+)"/.exec((await v.get('/activities/new')).body.toString())[1];
	return v;
}

export async function measure(bench, rows, busy, db) {
	const folder = fs.mkdtempSync(path.join(bench.build, 'import-')), file = path.join(folder, 'members.xlsx');
	fs.mkdirSync(path.join(folder, 'data'));
	workbook(file, rows);
	let server = await serve(bench, path.join(folder, 'data'), db);
	const most = { total: 0, own: 0 };
	bench.started?.(server.pid);
	const watch = setInterval(() => { if (server.ending) return; const now = memoryMB(server.pid); for (const k in most) most[k] = Math.max(most[k], now[k]); }, 50);
	const r = { rows, bytes: fs.statSync(file).size };
	try {
		const chair = await visitor(server.port, '13800000002'), clerk = await visitor(server.port, '13800000003');
		const phase = async (name, work) => {
			const beside = busy ? shortWrites(clerk) : { end: async () => [0] }, began = performance.now(), cpu = cpuSeconds(server.pid), written = writtenMB(server.pid);
			most.total = most.own = 0;
			try { await work(); } catch (wrong) { await beside.end().catch(() => {}); throw wrong; }
			const s = (performance.now() - began) / 1000, took = await beside.end();
			r[name] = { s, cpu: cpuSeconds(server.pid) - cpu, written: writtenMB(server.pid) - written, ...most, n: took.length, p50: took[took.length >> 1], p99: took[Math.floor(took.length * 0.99)], most: took.at(-1) };
			bench.say(`${name}: ${s.toFixed(1)} s, ${r[name].cpu.toFixed(1)} s CPU, ${r[name].written.toFixed(0)} MB written, ${most.own} MB own, ${most.total} MB in all; ${took.length} short writes, median ${r[name].p50.toFixed(0)} ms, p99 ${r[name].p99.toFixed(0)} ms, most ${r[name].most.toFixed(0)} ms`);
		};
		let page;
		await phase('read', async () => { page = await upload(chair, '/members/imports', file, { unit: '10' }); });
		const text = (await chair.get(page)).body.toString();
		r.fates = [...text.matchAll(/(新增|修改|重复|错误) <span class="n">(\d+)/g)].map(m => `${m[1]} ${m[2]}`).join(' ');
		bench.say(r.fates);
		const until = async stages => {
			for (;;) {
				const seen = /<span class="tag">([^<]*)</.exec((await chair.get(page)).body.toString())[1];
				if (stages.includes(seen)) return;
				await new Promise(done => setTimeout(done, 100));
			}
		};
		await phase('apply', async () => {
			await chair.ask('POST', `${page}/apply`, new URLSearchParams({ _csrf: chair.csrf, _once: `apply-of-it` }).toString());
			await until(['已导入', '正在建立查找']);
		});
		await phase('index', () => until(['已导入']));
		server.child.removeAllListeners('exit');
		server.ending = true;
		await stop(server); /* what an export takes by itself */
		server = await serve(bench, path.join(folder, 'data'), db);
		chair.port = clerk.port = server.port;
		r.idle = memoryMB(server.pid);
		await phase('export', async () => {
			const answer = await chair.ask('POST', '/lists/members/export', new URLSearchParams({ _csrf: chair.csrf, _once: `export-of-it`, format: 'xlsx', reason: '样例导出' }).toString());
			r.exported = answer.body.length;
			if (answer.status !== 200) throw new Error(`the export gives ${answer.status}: ${answer.body.toString().slice(0, 2000)}`);
		});
	} finally {
		clearInterval(watch);
		server.ending = true;
		server.child.removeAllListeners('exit');
		await stop(server);
	}
	r.folder = folder;
	return r;
}

// The same on a private PostgreSQL; its server's processor time, all of it, is in `server`.
async function measureOnPostgres(bench, rows) {
	const pg = cluster();
	if (!pg) return null;
	try {
		const r = await measure(bench, rows, false, pg.url);
		const stat = fs.readFileSync(`/proc/${fs.readFileSync(path.join(pg.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]}/stat`, 'utf8').split(') ')[1].split(' ');
		return { ...r, server: (Number(stat[13]) + Number(stat[14])) / 100 };
	} finally {
		endCluster(pg);
	}
}

export async function run(bench) {
	const rows = bench.option('rows', 100000), few = Math.ceil(rows / 5), alone = await measure(bench, rows, false), beside = await measure(bench, few, true);
	const pg = await measureOnPostgres(bench, rows);
	for (const r of [alone, beside, pg]) if (r) fs.rmSync(r.folder, { recursive: true, force: true });
	const names = Object.entries({ read: 'read, judged and kept', apply: 'in the register, for everybody', index: 'found by search', export: 'exported again as xlsx' });
	return `A workbook of ${whole(rows)} members with ${heads.length} columns (${(alone.bytes / 1048576).toFixed(1)} MB): ${alone.fates}. Server and load share the cores.

${table(['step', 'seconds', 'CPU seconds', 'MB written', 'own MB at most', 'resident MB at most'], names.map(([key, name]) =>
		[name, alone[key].s.toFixed(1), alone[key].cpu.toFixed(1), whole(alone[key].written), alone[key].own, alone[key].total]))}

Just started, before the export, the server had ${alone.idle.own} MB of its own.

The same with ${whole(few)} members, while one person saves one short record after another; none may wait long behind the import.

${table(['step', 'seconds', 'short writes', 'median ms', 'p99 ms', 'longest ms'], names.map(([key, name]) =>
		[name, beside[key].s.toFixed(1), beside[key].n, ...[beside[key].p50, beside[key].p99, beside[key].most].map(ms => ms.toFixed(0))]))}

${!pg ? 'PostgreSQL is not installed.' : `The workbook of ${whole(rows)} on a private PostgreSQL (synced commits, 64 MB of buffers), whose server took ${pg.server.toFixed(0)} s of processor time for it and for the sample
data before: each member is entered into some forty indexes there and then, by one connection.

${table(['step', 'seconds', 'CPU seconds of the product', 'own MB at most', 'resident MB at most'], names.map(([key, name]) =>
		[name, pg[key].s.toFixed(1), pg[key].cpu.toFixed(1), pg[key].own, pg[key].total]))}`}`;
}
