// The form's own script, step by step, against a server that loses the first answer; and a receipt
// verified in the browser, whole and spoilt.
//   node tests/browser/form.mjs FOLDER STYLE_HASH
import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './lib_chromium.mjs';

const [folder, styleHash] = process.argv.slice(2);
const POLICY = `default-src 'none'; script-src 'self'; style-src 'self' ${styleHash}; img-src 'self' data: blob:; `
  + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types boleh";

let passed = 0;
let failed = 0;
const check = (good, what) => {
  if (good) passed++;
  else failed++;
  console.log(`${good ? 'ok' : 'not ok'} ${what}`);
};

// ---- a log of five leaves, as docs/ledger.md says, and the receipt of leaf 3
const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const node = (a, b) => sha(Buffer.from([1]), a, b);
const salt = randomBytes(32);
const manifest = Buffer.from('netral-manifest/v1\nkind received\n');
const commit = createHmac('sha256', salt).update(manifest).digest('base64');
const leaf = sha(Buffer.from([0]), Buffer.from(`netral-leaf/v1\n${commit}\n`));
const [l0, l1, l2, l4] = [0, 1, 2, 4].map((n) => sha(Buffer.from([0, n])));
const left = node(l0, l1);
const root = node(node(left, node(l2, leaf)), l4);
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = Buffer.concat([Buffer.from([1]), publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)]);
const NAME = 'netral.example/log';
const keyId = sha(Buffer.from(`${NAME}\n`), raw).subarray(0, 4);
const vkey = `${NAME}+${keyId.toString('hex')}+${raw.toString('base64')}`;
const body = `${NAME}\n5\n${root.toString('base64')}\n`;
const signature = Buffer.concat([keyId, sign(null, Buffer.from(body), privateKey)]).toString('base64');
const proof = `c2sp.org/tlog-proof@v1\nindex 3\n${[l2, left, l4].map((h) => h.toString('base64')).join('\n')}\n\n`
  + `${body}\n\u2014 ${NAME} ${signature}\n`;
const receipt = { netral: 'receipt/v1', vkey, index: 3, manifest: manifest.toString('base64'), salt: salt.toString('base64'), proof };

// ---- the server
const reports = [];
const collect = (request) => new Promise((done) => {
  const parts = [];
  request.on('data', (d) => parts.push(d)).on('end', () => done(Buffer.concat(parts)));
});
const json = (response, status, value) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const server = createServer(async (request, response) => {
  if (request.method === 'POST' && request.url === '/api/v1/evidence') {
    const bytes = await collect(request);
    return json(response, 201, { id: '0'.repeat(31) + '1', sha256: sha(bytes).toString('hex'), bytes: bytes.length });
  }
  if (request.method === 'POST') {
    reports.push({ key: request.headers['idempotency-key'], token: request.headers['receipt-token'], body: (await collect(request)).toString() });
    if (reports.length === 1) return request.socket.destroy();
    if (reports.length === 2)
      return json(response, 422, { title: 'x', errors: [{ field: 'place', code: 'too_long', message: 'Terlalu panjang <b>' }] });
    return json(response, 201, {
      case: 'x', number: '012/LP <b>', receipt_code: '4F7K 2Q9M', missing: ['Saksi'], receipt,
      next: [{ step: 'Kajian awal', due: '2024-10-28', due_early: '2024-10-25', cite: 'Ps 134' }],
    });
  }
  const name = request.url.replace(/^\/aset\//, '/').split('?')[0];
  const file = join(folder, name);
  if (name.includes('..') || !existsSync(file)) return response.writeHead(404).end();
  const type = name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'text/html';
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY });
  const text = readFileSync(file);
  return response.end(type === 'text/html' ? text.toString().replace(/data-vkey="[^"]*"/, `data-vkey="${vkey}"`) : text);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;

const profile = mkdtempSync(join(tmpdir(), 'netral-browser-'));
const context = await openBrowser(profile, { viewport: { width: 360, height: 740 } });
const page = await context.newPage();
const noise = [];
page.on('pageerror', (e) => noise.push(e.message));
page.on('console', (m) => m.type() === 'error' && !/Failed to load resource/.test(m.text()) && noise.push(m.text()));
const step = () => page.$eval('.step:not([hidden]) h2', (h) => h.textContent.trim());
const next = () => page.click('#lanjut');

await page.goto(`${origin}/form-usual.id.html`);
check((await page.$$('.step:not([hidden])')).length === 1, 'one step is seen at a time');
await next();
check(await page.$eval('#galat', (e) => !e.hidden && document.activeElement === e), 'an empty step puts the focus on the summary');
check((await page.title()).startsWith('Galat:'), 'the title says that there is a fault');
await page.click('#galat a');
check(await page.$eval('#narrative', (e) => document.activeElement === e), 'a link of the summary leads to its field');
await page.check('#act-2');
await page.fill('#narrative', 'Camat hadir <script>alert(1)</script>');
await next();
check((await step()).includes('Kapan'), 'a filled step goes on');
await page.fill('#occurred-on', '31');
await page.fill('#occurred-on-m', '2');
await page.fill('#occurred-on-y', '2024');
await page.selectOption('#region', '16.06');
await next();
check((await page.textContent('#galat')).includes('tidak ada'), '31 February is refused');
await page.fill('#occurred-on', '20');
await page.fill('#occurred-on-m', 'Okt');
check((await page.textContent('#sisa')).includes('Sisa waktu melapor: 3 hari'), 'the days left are counted');
await next();
await page.fill('#subjects-0--name', 'Budi');
await next();
await page.setInputFiles('#evidence', { name: 'kosong.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) });
check((await page.textContent('#galat')).includes('kosong.jpg'), 'an empty file is refused by name');
await page.setInputFiles('#evidence', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(5000, 7) });
await page.waitForSelector('#berkas li :text("Tersimpan")');
await next();
await page.check('#channel');
await page.fill('#reporter-name', 'Pelapor');
await next();
check((await step()).includes('Periksa jawaban'), 'the review comes last');
const answers = await page.textContent('#jawaban');
check(answers.includes('foto.jpg') && answers.includes('20 Okt 2024') && answers.includes('<script>'), 'the review shows what was answered, as text');
await next();
await page.waitForSelector('#galat:not([hidden])');
check(reports.length === 2 && reports[0].key === reports[1].key && reports[0].body === reports[1].body, 'a lost answer is asked for again with the same key and body');
check((await page.textContent('#galat')).includes('Terlalu panjang <b>'), "the server's fault stands in the summary, as text");
await page.click('#galat a');
check(await page.$eval('#place', (e) => document.activeElement === e && !e.closest('.step').hidden), 'and leads to its step');
await page.fill('#place', 'Lapangan');
for (let i = 0; i < 4; i++) await next();
await next();
await page.waitForSelector('#selesai:not([hidden])');
check((await page.textContent('#kode')) === '4F7K 2Q9M', 'the code of a server that does not know of drawn ones is shown');
check((await page.textContent('#selesai p:has(> [data-buat]) span:not([hidden])')).includes('oleh server'), 'and who made it is said');
check(/^[0-9a-f]{64}$/.test(reports[0].token) && reports.every((r) => r.token === reports[0].token), 'one report has one code, however often it goes out');
check((await page.textContent('#berikut')).includes('28 Oktober 2024'), 'and what happens next, with its day');
const sent = JSON.parse(reports.at(-1).body);
check(sent.occurred_on === '2024-10-20' && sent.evidence.length === 1 && sent.subjects[0].name === 'Budi' && sent.reporter.name === 'Pelapor' && !('witnesses' in sent), 'the report is what was typed');
check(await page.evaluate(() => localStorage.length + sessionStorage.length) === 0, 'nothing is kept on the phone');

for (const [name, bundle, verdict] of [
  ['a genuine receipt', receipt, 'Tanda terima asli'],
  ['the whole answer', { receipt }, 'Tanda terima asli'],
  ['another manifest', { ...receipt, manifest: Buffer.from('x').toString('base64') }, 'tidak cocok'],
  ['another root', { ...receipt, proof: proof.replace(root.toString('base64'), leaf.toString('base64')) }, 'tidak cocok'],
  ['a spoilt signature', { ...receipt, proof: proof.replace(signature, Buffer.concat([keyId, Buffer.alloc(64)]).toString('base64')) }, 'tidak cocok'],
  ['a path that is too short', { ...receipt, proof: proof.replace(`${l4.toString('base64')}\n\n`, '\n') }, 'tidak cocok'],
  ['another index', { ...receipt, index: 2 }, 'bukan tanda terima'],
  ['no receipt', { a: 1 }, 'bukan tanda terima'],
]) {
  await page.goto(`${origin}/verify-empty.id.html`);
  await page.fill('#tanda', JSON.stringify(bundle));
  await page.click('#lokal');
  await page.waitForSelector('#hasil:not([hidden])');
  const said = await page.textContent('#hasil h2');
  check(said.includes(verdict), `${name}: ${said}`);
}
check(noise.length === 0, `no errors in the console ${noise.join('; ')}`);
await context.close();
rmSync(profile, { recursive: true, force: true });
server.close();
server.closeAllConnections?.();
console.log(`passed=${passed} failed=${failed}`);
process.exit(failed ? 1 : 0);
