// Mail servers that speak TLS, for tests, on 127.0.0.1. Usage: node mail.mjs FOLDER
// Makes FOLDER/cert.pem with openssl, writes FOLDER/ports ("SMTPS STARTTLS PLAIN LIAR") and one JSON line per step of
// interest into FOLDER/log. SMTPS begins in TLS; STARTTLS turns to it; PLAIN offers none; LIAR offers it and refuses.
// Only the user "lianxin" with the password "Kouling-77" may send.
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';

const [, , folder] = process.argv;
const cert = `${folder}/cert.pem`, key = `${folder}/key.pem`;
execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert,
	'-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
const secure = { key: readFileSync(key), cert: readFileSync(cert) };
const log = (o) => appendFileSync(`${folder}/log`, JSON.stringify(o) + '\n');
const good = Buffer.from('\0lianxin\0Kouling-77').toString('base64');

function talk(socket, server, tlsOn) {
	let rest = '', data = null, known = false, waits = false;
	const say = (line) => socket.write(line + '\r\n');
	const judge = (word) => {
		known = word === good;
		waits = false;
		log({ server, auth: known, tls: tlsOn });
		say(known ? '235 welcome' : '535 no');
	};
	const verbs = {
		EHLO: () => say(`250-test\r\n${!tlsOn && server !== 'plain' ? '250-STARTTLS\r\n' : ''}250 AUTH PLAIN`),
		STARTTLS: () => {
			if (server === 'liar') return say('454 not now');
			say('220 go on');
			socket.removeAllListeners('data');
			talk(new tls.TLSSocket(socket, { isServer: true, ...secure }), server, true);
		},
		AUTH: (line) => { const word = line.split(' ')[2]; if (word) judge(word); else { waits = true; say('334 '); } },
		MAIL: () => say(known ? '250 ok' : '530 sign in first'),
		RCPT: () => say('250 ok'),
		DATA: () => { data = ''; say('354 go on'); },
		QUIT: () => { say('221 bye'); socket.end(); },
	};
	socket.on('error', () => {});
	socket.on('data', (d) => {
		rest += d;
		for (let at; (at = rest.indexOf('\r\n')) >= 0;) {
			const line = rest.slice(0, at);
			rest = rest.slice(at + 2);
			if (data !== null) {
				if (line === '.') { log({ server, mail: true, tls: tlsOn, size: data.length }); data = null; say('250 taken'); } else data += line;
			} else if (waits) judge(line);
			else (verbs[line.split(' ')[0].toUpperCase()] || (() => say('250 ok')))(line);
		}
	});
}

const listen = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
const plain = (name) => net.createServer((s) => { s.write('220 test\r\n'); talk(s, name, false); });
const ports = await Promise.all([
	listen(tls.createServer(secure, (s) => { s.write('220 test\r\n'); talk(s, 'smtps', true); }).on('tlsClientError', () => log({ server: 'smtps', distrusted: true }))),
	listen(plain('starttls')), listen(plain('plain')), listen(plain('liar'))]);
writeFileSync(`${folder}/ports.new`, ports.join(' '));
renameSync(`${folder}/ports.new`, `${folder}/ports`);
setTimeout(() => process.exit(0), 60000);
