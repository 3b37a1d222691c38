// A mail server and a group robot for tests, on 127.0.0.1. Usage: node outbox.mjs FOLDER SECRET
// Writes FOLDER/ports ("SMTP HTTP"), then one JSON line per attempt into FOLDER/log.
// The first attempt of each kind is turned away, later ones are taken.
import { createServer as tcp } from 'node:net';
import { createServer as http } from 'node:http';
import { createHmac } from 'node:crypto';
import { appendFileSync, writeFileSync, renameSync } from 'node:fs';

const [, , folder, secret] = process.argv;
const log = (o) => appendFileSync(folder + '/log', JSON.stringify(o) + '\n');
let mails = 0, hooks = 0;

const smtp = tcp((s) => {
  let rest = '', data = null, to = '';
  s.write('220 test ESMTP\r\n');
  s.on('error', () => {});
  s.on('data', (d) => {
    rest += d;
    for (let at; (at = rest.indexOf('\r\n')) >= 0;) {
      const line = rest.slice(0, at);
      rest = rest.slice(at + 2);
      if (data !== null) {
        if (line === '.') {
          const [head, body] = data.split('\r\n\r\n');
          const subject = (head.match(/Subject:((?: .*\r\n?)+)/) || ['', ''])[1].replace(/\s*=\?UTF-8\?B\?([^?]*)\?=\s*/g, (_, b) => Buffer.from(b, 'base64').toString('latin1'));
          log({ kind: 'mail', ok: true, to, subject: Buffer.from(subject, 'latin1').toString('utf8'), text: Buffer.from(body, 'base64').toString('utf8'), id: (head.match(/Message-ID: (.*)/) || [])[1] });
          data = null;
          s.write('250 taken\r\n');
        } else data += line + '\r\n';
      } else if (/^EHLO/i.test(line)) s.write('250 test\r\n');
      else if (/^RCPT/i.test(line)) {
        to = line.replace(/.*<(.*)>.*/, '$1');
        if (mails++ === 0) { log({ kind: 'mail', ok: false, to }); s.write('451 later\r\n'); } else s.write('250 ok\r\n');
      } else if (/^DATA/i.test(line)) { data = ''; s.write('354 go on\r\n'); }
      else if (/^QUIT/i.test(line)) { s.write('221 bye\r\n'); s.end(); }
      else s.write('250 ok\r\n');
    }
  });
});

const robot = http((q, a) => {
  let body = '';
  q.on('data', (d) => { body += d; });
  q.on('end', () => {
    const stamp = q.headers['x-lianxin-timestamp'] || '';
    const wanted = createHmac('sha256', secret).update(stamp + '\n' + body).digest('hex');
    const ok = hooks++ > 0;
    log({ kind: 'hook', ok, signed: q.headers['x-lianxin-signature'] === wanted, stamp, content: JSON.parse(body).text.content });
    a.writeHead(ok ? 200 : 500, { 'Content-Type': 'application/json' });
    a.end(JSON.stringify({ errcode: 0 }));
  });
});

smtp.listen(0, '127.0.0.1', () => robot.listen(0, '127.0.0.1', () => {
  writeFileSync(folder + '/ports.new', smtp.address().port + ' ' + robot.address().port);
  renameSync(folder + '/ports.new', folder + '/ports');
}));
setTimeout(() => process.exit(0), 60000);
