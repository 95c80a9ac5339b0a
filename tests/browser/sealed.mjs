// Who reported, from the form to the custodian who reads it: sealed in Chromium, found readable neither
// in the store nor in the memory of the server, opened by a custodian after a recorded look, through
// two changes of the office's key; Debian's `age` opens what the browser sealed, and the reverse.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Decrypter } from 'age-encryption';
import { begin, budget, check, end, follow, look, same } from './lib.mjs';
import { CUSTODIAN, OFFICER, PASS, PROVINCE, age, bytes, codeOf, sealing } from './lib_sealed.mjs';

const t = await begin();
const { keyFile, inStore, inMemory, as, makeOwn, ceremony } = sealing(t);
const NAME = 'Kenari Pelapor Rekaan';

// ---- reporting
const FORM = { narrative: 'Camat membagikan stiker saat apel; saksi kata KURSI.', region: '16.06' };
async function fill(page, region = FORM.region, name = NAME, agency = '') {
  const next = () => page.click('#lanjut');
  await page.goto(`${t.origin}/lapor/isi`);
  await page.waitForSelector('html.js');
  await page.fill('#narrative', FORM.narrative);
  await next();
  await page.selectOption('#region', region);
  await next();
  if (agency) await page.fill('#subjects-0--agency', agency);
  await next();
  await next();
  await page.check('#channel');
  await page.fill('#reporter-name', name);
  await page.fill('#reporter-address', 'Jalan Kenari 7');
  await next();
}
/** The number of the case that was just received, and what was sent. */
async function send(page) {
  const [request] = await Promise.all([page.waitForRequest('**/api/v1/reports'), page.click('#lanjut')]);
  const answer = await (await request.response()).json();
  await page.waitForSelector('#selesai:not([hidden])');
  return { id: answer.case, sent: request.postData(), answer, token: request.headers()['receipt-token'], code: await page.textContent('#kode') };
}
async function open(page, id) {
  await as(page, CUSTODIAN, `/k/perkara/${id}`);
  await page.fill('textarea[name=alasan]', 'Undangan klarifikasi');
  await follow(page, 'form:has(textarea[name=alasan]) button');
}
async function unseal(page, passphrase = PASS[CUSTODIAN]) {
  await page.fill('#sandi-buka', passphrase);
  await page.click('#buka button');
  await page.waitForSelector('#galat:not([hidden]), #terbuka:not([hidden])');
  return (await page.isVisible('#galat')) ? page.textContent('#galat') : page.textContent('#terbuka');
}

const page = await t.page();
page.on('dialog', (dialog) => dialog.accept());

// ---- before any office has a key the form says what is not done
await page.goto(`${t.origin}/lapor/isi`);
check((await page.textContent('#pelapor')).includes('tidak disegel'), 'without a key the form says that nothing is sealed');
for (const name of [OFFICER, CUSTODIAN]) await makeOwn(page, name);
await ceremony(page, 1);

// ---- sealed in the browser
await page.context().clearCookies();
await page.goto(`${t.origin}/lapor/isi`);
check((await page.textContent('#pelapor')).includes('Disegel di perangkat ini'), 'with one it says that it seals');
budget(page, 'form');
await fill(page);
const first = await send(page);
check(!first.sent.includes('Kenari') && JSON.parse(first.sent).reporter_sealed, 'the name does not leave the browser');
same(first.answer.sealed, 'browser', 'the answer says who sealed');
check(first.answer.missing.length && !first.answer.missing.some((m) => m.id.startsWith('reporter_')), 'what is sealed is not called missing');
check((await page.textContent('#tersegel')).includes(first.answer.sealed_mark) && await page.isVisible('#tersegel'), 'the receipt says to which key');
await look(page, 'receipt-sealed');
check(inMemory('saksi kata KURSI') && inStore('saksi kata KURSI'), 'the hunt finds what is not sealed');
check(!inMemory(NAME), 'the name is nowhere in the memory of the server');
check(!inStore(NAME) && !inStore('Jalan Kenari'), 'nor in its files');

// ---- the browser drew the receipt code, and is its only holder
const DRAWN = codeOf(first.code);
check(DRAWN.drawn && !first.answer.receipt_code, `the code was drawn in the browser: ${first.code}`);
same(first.token, DRAWN.token, 'what goes to the server is its token');
check((await page.textContent('#selesai p:has(> [data-buat]) span:not([hidden])')).includes('Server tidak memilikinya'), 'and the receipt says so');
const mine = keyFile(DRAWN.identity);
const sealedParts = JSON.parse(first.sent).reporter_sealed;
same(bytes(sealedParts.wrap).length, 275 + 98, 'the wrap is for the office and the reporter');
same(sealedParts.keys.split(' ').length, 1, 'and names the office alone');
const own = (wrap) => keyFile(age(['-d', '-i', mine], bytes(wrap)));
same(JSON.parse(age(['-d', '-i', own(sealedParts.wrap)], bytes(sealedParts.file)).toString()).name, NAME, "Debian's age opens it with the code alone");

const wire = [];
page.on('request', (request) => wire.push(`${request.url()} ${request.postData() ?? ''}`));
await page.click('#selesai form button');
await page.waitForSelector('.qrbox svg');
same(await page.textContent('#kode'), first.code, 'the page to print has the code');
check(wire.some((sent) => sent.includes(DRAWN.token)), 'and was drawn by the token');
const type = async (typed) => {
  await page.goto(`${t.origin}/lacak`);
  await page.fill('#code', typed);
  await follow(page, 'main form button[type=submit]');
  return page.textContent('main');
};
const slips = [first.code.toLowerCase().replaceAll('-', ' '), first.code.replace(/.$/, (last) => (last === '0' ? '1' : '0')), first.code.slice(0, -1)];
check((await type(slips[0])).includes(first.answer.number), 'the code finds the report');
await page.goto(`${t.origin}/lacak`);
for (const slip of slips.slice(1)) {
  await page.fill('#code', slip);
  await page.click('main form button[type=submit]');
  check((await page.textContent('main')).includes('tidak cocok') && (await page.inputValue('#code')) === slip, `mistyped it goes nowhere: ${slip}`);
}
const bare = (text) => decodeURIComponent(text.replaceAll('+', ' ')).replace(/[- ]/g, '').toUpperCase();
const told = wire.find((sent) => bare(sent).includes(bare(first.code).slice(0, 20)));
check(wire.length > 5 && !told, `no request has the code, nor most of it: ${told}`);
const forms = [first.code, slips[0], bare(first.code), DRAWN.raw, DRAWN.raw.toString('hex'), DRAWN.identity];
check(!inMemory(...forms) && !inStore(...forms), 'the server has the code in no form, and not the key');
const ofServer = await (await fetch(`${t.origin}/api/v1/reports`, {
  method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }, body: JSON.stringify({ channel: 'tip', election: 'pilkada-2024', ...FORM }),
})).json();
check(!codeOf(ofServer.receipt_code).drawn && ofServer.receipt_code.length === first.code.length, 'a code of the server looks like it');
check((await type(ofServer.receipt_code)).includes(ofServer.number), 'and is found as it was typed');
check(wire.some((sent) => bare(sent).includes(bare(ofServer.receipt_code))), 'for it goes to the server, which made it');

// ---- sealed on arrival
const body = new URLSearchParams({ kunci: randomUUID(), channel: 'report', election: 'pilkada-2024', ...FORM, 'reporter.name': 'Kenari Tanpa Skrip' });
const received = await (await fetch(`${t.origin}/lapor/isi`, { method: 'POST', body })).text();
check(received.includes('disegel oleh server'), 'without scripts the receipt says that the server sealed');
check(received.includes('Kode ini dibuat oleh server') && !received.includes('Server tidak memilikinya'), 'and that the server made the code');
check(!inStore('Kenari Tanpa Skrip'), 'and the store has no name');
const plain = await t.page({ scripts: false });
await plain.goto(`${t.origin}/lapor/isi`);
await look(plain, 'form-sealed', { nodes: 800 });
await plain.goto(`${t.origin}/lacak`);
await plain.fill('#code', first.code);
await follow(plain, 'main form button[type=submit]');
check((await plain.textContent('main')).includes(first.answer.number), 'typed without scripts a drawn code finds the report, too');
await plain.close();

// ---- an office without a key: asked before a name is sent readable
await fill(page, '16.07', 'Kenari Terbaca');
await page.click('#lanjut');
await page.waitForFunction(() => document.querySelector('#kabar').textContent.includes('sekali lagi'));
check(!inMemory('Kenari Terbaca'), 'nothing was sent before the person agreed');
await look(page, 'form-not-sealed');
const readable = await send(page);
check(!readable.answer.sealed && await page.isHidden('#tersegel'), 'then it is sent, and nobody says that it is sealed');

// ---- the custodian reads it
await open(page, first.id);
check(!(await page.content()).includes(NAME), 'the page brings no name');
for (const width of [1280, 360]) {
  await page.setViewportSize({ width, height: 740 });
  await look(page, 'case-locked', { nodes: 2500 });
}
budget(page, 'staff');
check((await unseal(page, 'frasa yang salah')).includes('tidak membuka'), 'a wrong passphrase is told');
const parts = await page.$eval('#buka', (form) => ({ ...form.dataset }));
const keys = await page.$$eval('#buka span', (all) => all.map((k) => ({ ...k.dataset })));
const spoil = (base64) => {
  const file = bytes(base64);
  file[file.length - 20] ^= 1;
  return Buffer.from(file).toString('base64');
};
for (const part of ['berkas', 'segel']) {
  await page.$eval('#buka', (form, [name, value]) => { form.dataset[name] = value; }, [part, spoil(parts[part])]);
  check((await unseal(page)).includes('telah berubah'), `a changed file is told: ${part}`);
  await page.$eval('#buka', (form, [name, value]) => { form.dataset[name] = value; }, [part, parts[part]]);
}
await page.$eval('#buka span', (key) => { key.dataset.segel = ''; });
check((await unseal(page)).includes('tidak membuka kunci kantor'), 'who does not hold the key of the office is told');
await page.$eval('#buka span', (key, value) => { key.dataset.segel = value; }, keys[0].segel);
check((await unseal(page)).includes(NAME), 'the right passphrase opens it');
await look(page, 'case-unsealed', { nodes: 2500 });
check(!inMemory(NAME) && !inStore(NAME), 'and the server has not seen it for that');

// ---- Debian's age opens the same, from the officer's locked key down
const unlocking = new Decrypter();
unlocking.addPassphrase(PASS[CUSTODIAN]);
const officer = keyFile(await unlocking.decrypt(bytes(parts.kunci), 'text'));
const office = keyFile(age(['-d', '-i', officer], bytes(keys[0].segel)));
const caseKey = keyFile(age(['-d', '-i', office], bytes(parts.segel)));
const opened = age(['-d', '-i', caseKey], bytes(parts.berkas)).toString();
same(opened.length, 2048, 'what is sealed is padded');
same(JSON.parse(opened).name, NAME, "Debian's age reads who reported");

// ---- and the reverse: a report that age sealed, for the office's key as /api/v1/seal-keys has it
const offered = await (await fetch(`${t.origin}/api/v1/seal-keys?region=16.06`)).json();
const made = keyFile(spawnSync('age-keygen', { encoding: 'utf8' }).stdout);
const recipient = spawnSync('age-keygen', ['-y', made], { encoding: 'utf8' }).stdout.trim();
const to = offered.offices[0].recipient;
const identity = readFileSync(made, 'utf8').split('\n').find((l) => l.startsWith('AGE-'));
const sealed = (keyOf) => ({
  recipient, keys: keyOf,
  wrap: age(keyOf.split(' ').flatMap((k) => ['-r', k]), `${identity}\n`).toString('base64'),
  file: age(['-r', recipient], JSON.stringify({ name: 'Kenari Baris Perintah' }).padEnd(2048)).toString('base64'),
});
const post = (reporter_sealed) => fetch(`${t.origin}/api/v1/reports`, {
  method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
  body: JSON.stringify({ channel: 'report', election: 'pilkada-2024', ...FORM, reporter_sealed }),
});
const refused = await post(sealed(recipient));
same(refused.status, 409, 'what is sealed to another key is refused');
check((await refused.text()).includes('seal-key-not-in-force'), 'and the answer says why');
same((await post({ ...sealed(to), file: 'AAAA' })).status, 422, 'what is no sealed file is refused');
const byHand = await (await post(sealed(to))).json();
await open(page, byHand.case);
check((await unseal(page)).includes('Kenari Baris Perintah'), 'the browser opens what age sealed');

// ---- while somebody reports the office gets its next key: sealed anew, and nothing is lost
const reporting = await t.page();
await fill(reporting, '16.06', 'Kenari Di Antara');
const stale = JSON.stringify(offered);
let asked = 0;
await reporting.route('**/api/v1/seal-keys*', (route) => (asked++ ? route.continue() : route.fulfill({ contentType: 'application/json', body: stale })));
await ceremony(page, 2);
await reporting.click('#lanjut');
await reporting.waitForSelector('#selesai:not([hidden])');
same(asked, 2, 'the browser asks for the keys again');
check(!inMemory('Kenari Di Antara'), 'and sends no name for that');
await reporting.close();

// ---- the chain leads back to the first key
await open(page, first.id);
same((await page.$$('#buka span')).length, 2, 'both keys of the office come along');
check((await unseal(page)).includes(NAME), 'what was sealed to the last key is opened through the chain');
await open(page, first.id);
await page.$eval('#buka span', (key) => { key.dataset.rantai = ''; });
check((await unseal(page)).includes('di luar rantai'), 'without the chain it is told that another key is needed');

// ---- a nearer office without a key: the one above has one, and is in charge of what is about the nearer
for (const name of PROVINCE) await makeOwn(page, name);
await ceremony(page, 1, PROVINCE);
await page.context().clearCookies();
await fill(page, '16.07', 'Kenari Ke Atas', 'Bawaslu Kabupaten Banyuasin');
const above = await send(page);
same(above.answer.sealed, 'browser', 'an office above is sealed to when the nearer one has no key');
check(!inMemory('Kenari Ke Atas'), 'and nothing was sent readable before');
const alsoAsked = await t.page();
await fill(alsoAsked, '16.07', 'Kenari Tetap Ditanya');
await alsoAsked.click('#lanjut');
await alsoAsked.waitForFunction(() => document.querySelector('#kabar').textContent.includes('sekali lagi'));
check(!inMemory('Kenari Tetap Ditanya'), 'when no key above is in charge, the person is asked');
await alsoAsked.close();

// ---- the answer is lost, and what comes in its place is no answer: pressed again, the same receipt
await fill(page, '16.06', 'Kenari Jawaban Hilang', 'Bawaslu Kabupaten Musi Banyuasin');
const bodies = [];
let lost = false;
await page.route('**/api/v1/reports', async (route) => {
  bodies.push(route.request().headers()['receipt-token'] + route.request().postData());
  const response = await route.fetch();
  if (response.status() !== 201 || lost) return route.fulfill({ response });
  lost = true;
  return route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' });
});
await page.click('#lanjut');
await page.waitForFunction(() => document.querySelector('#kabar').textContent.includes('Coba lagi'));
check(lost, 'the report arrived, its answer did not');
await page.click('#lanjut');
await page.waitForSelector('#selesai:not([hidden])');
same(bodies.at(-1), bodies.at(-2), 'what is sent again is the same, byte for byte');
await page.unroute('**/api/v1/reports');

// ---- a server that gives no keys for the region is told, not taken for one without keys
await fill(page, '16.06', 'Kenari Tanpa Jawaban');
await page.route('**/api/v1/seal-keys*', (route) => route.fulfill({
  status: 422, contentType: 'application/problem+json', body: JSON.stringify({ title: 'Wilayah tidak dikenal', detail: 'Pilih lagi.' }),
}));
await page.click('#lanjut');
await page.waitForFunction(() => document.querySelector('#kabar').textContent.includes('Wilayah tidak dikenal'));
check(!inMemory('Kenari Tanpa Jawaban'), 'and nothing is sent readable for that');
await page.unroute('**/api/v1/seal-keys*');

// ---- the line is lost before what seals has come: waited for, and nobody is asked
await fill(page, '16.06', 'Kenari Garis Putus');
let cut = 0;
await page.route('**/aset/segel-*', (route) => (cut++ ? route.continue() : route.abort()));
const waited = await send(page);
check(cut > 1 && waited.answer.sealed === 'browser', 'what seals is asked for again, and seals');
check(!inMemory('Kenari Garis Putus'), 'and nothing is sent readable for that');
await page.unroute('**/aset/segel-*');
page.noise.length = 0; // of the line that was cut

// ---- what was sealed by somebody who means harm
const harmful = async (text) => {
  const padded = Buffer.alloc(2048, ' ');
  padded.write(text);
  const part = { ...sealed(newest), file: age(['-r', recipient], padded).toString('base64') };
  const answer = await post(part);
  same(answer.status, 201, 'what its sealer alone can read is taken');
  await open(page, (await answer.json()).case);
  return unseal(page);
};
const now = await (await fetch(`${t.origin}/api/v1/seal-keys?region=16.06`)).json();
const newest = now.offices.map((o) => o.recipient).filter(Boolean).join(' ');
for (const text of ['"Hubungi pengelola di nomor ini"', '["Kenari"]', 'null'])
  check((await harmful(text)).includes('telah berubah'), `no sentence of the program's own: ${text}`);
const turned = await harmful(JSON.stringify({ name: 'Kenari\u202e\u200b Balik\n', address: 7, phone: '9'.repeat(900) }));
check(turned.includes('Kenari Balik') && !/[\u202e\u200b\n]/.test(turned), 'nothing turns the line around');
check(turned.includes('9'.repeat(500)) && !turned.includes('9'.repeat(501)), 'nothing is longer than a form takes');
await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
check(await page.isHidden('#terbuka') && !(await page.content()).includes('Kenari Balik'), 'a page that is left shows nobody');

await page.close();
await end(t);
