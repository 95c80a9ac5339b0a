// A reporter's way through the served program: reads, files a report with a photograph, keeps the
// receipt, comes back with the code, verifies; with and without JavaScript, in both languages. Then
// what the pages say to mistakes, and the door for officers.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { NETRAL, begin, budget, check, end, follow, look, nobodyIsMarked, photo, same, signIn } from './lib.mjs';

const WORDS = {
  id: {
    before: '/lapor', form: '/lapor/isi', track: '/lacak', verify: '/periksa', start: '/', error: 'Galat:',
    received: 'Laporan diterima', lost: 'Pilih lagi berkas', wrong: 'tidak cocok dengan laporan mana pun', stored: 'Tersimpan',
    genuine: 'Tanda terima asli', altered: 'Tanda terima tidak cocok', none: 'Ini bukan tanda terima', month: 'Okt',
  },
  en: {
    before: '/en/report', form: '/en/report/form', track: '/en/track', verify: '/en/verify', start: '/en/', error: 'Error:',
    received: 'Report received', lost: 'Choose them again', wrong: 'matches no report', stored: 'Stored',
    genuine: 'Genuine receipt', altered: 'This receipt does not match', none: 'This is not a receipt', month: 'October',
  },
};
const WIDTHS = [360, 1280];
const t = await begin();
const at = (path) => t.origin + path;
const text = (page, selector) => page.textContent(selector).then((s) => s.replace(/\s+/g, ' ').trim());
const submit = (page) => follow(page, 'main form button[type=submit]');
const lookTwice = async (page, name) => {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    await look(page, name);
  }
  await page.setViewportSize({ width: 360, height: 740 });
};

// ---- every page as it is first seen
const PAGES = [
  ['/', '/en/', 'entry'], ['/lapor', '/en/report', 'entry'], ['/lapor/isi', '/en/report/form', 'form'],
  ['/lacak', '/en/track', 'entry'], ['/boleh', '/en/may-i', 'entry'], ['/istilah', '/en/terms', 'figures'], ['/contoh', '/en/examples', 'figures'],
  ['/periksa', '/en/verify', 'entry'], ['/masuk', '/en/sign-in', 'entry'],
  ['/tidak-ada', '/en/nothing-here', 'entry'],
];
for (const scripts of [true, false]) {
  const page = await t.page({ scripts });
  for (const [id, en, kind] of PAGES) {
    for (const path of [id, en]) {
      const response = await page.goto(at(path));
      await page.waitForLoadState('networkidle');
      same(response.status(), kind === 'entry' && /tidak-ada|nothing/.test(path) ? 404 : 200, `${path}: status`);
      same(await page.getAttribute('html', 'lang'), path.startsWith('/en') ? 'en' : 'id', `${path}: language`);
      if (scripts) budget(page, kind, path);
      await lookTwice(page, path);
      await nobodyIsMarked(page, path);
      if (!/tidak-ada|nothing/.test(path)) {
        await follow(page, 'a.lang');
        same(new URL(page.url()).pathname, path === id ? en : id, `${path}: the same page in the other language`);
      }
    }
  }
  await page.close();
}
for (const path of ['/lapor/isi', '/lacak', '/lapor'])
  same((await fetch(at(path))).headers.get('cache-control'), 'no-store', `${path} is kept nowhere`);
{
  const page = await t.page();
  await page.goto(at('/'));
  const numbers = await page.$$eval('.numbers dd', (list) => list.map((e) => Number(e.textContent.replace(/\D/g, ''))));
  check(numbers[0] >= 400 && numbers[0] >= numbers[1] + numbers[2] && numbers[1] > 0, `the start page counts the demo's cases: ${numbers}`);
  await page.close();
}

// ---- worked examples: what the source says stands at one of the readings, the days unfold, without scripts too
for (const scripts of [true, false]) {
  const page = await t.page({ scripts });
  for (const [path, said] of [['/contoh', 'hari terakhir yang disebut sumber'], ['/en/examples', 'the last day that the source names']]) {
    await page.goto(at(path));
    check((await text(page, '#kukar-2024 ~ .clock dd:has(strong)')).includes(said), `${path}: the day of the source`);
    same(await page.getAttribute('#kukar-2024 ~ .clock dd:has(strong) time', 'datetime'), '2024-11-14', `${path}: it is Thursday`);
    check((await page.getAttribute('#kukar-2024 ~ p a', 'href')).startsWith('https://nomorsatukaltim.disway.id/'), `${path}: its source`);
    await page.click('#kukar-2024 ~ .clock summary');
    same(await page.$$eval('#kukar-2024 ~ .clock td.dc', (list) => list.length), 5, `${path}: five days are counted`);
    await lookTwice(page, `${path} unfolded`);
  }
  await page.close();
}

// ---- the receipt, wherever it came from
const bundleOf = async (page, link) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(link)]);
  const file = join(t.folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
};
async function heldAgainstTheLog(page, words, file, label) {
  const offline = spawnSync(NETRAL, ['verify', '--receipt', file], { encoding: 'utf8' });
  same(offline.status, 0, `${label}: netral verify --receipt: ${offline.stdout}${offline.stderr}`);
  const bundle = readFileSync(file, 'utf8');
  const spoilt = JSON.parse(bundle);
  spoilt.salt = randomBytes(32).toString('base64');
  for (const [what, sent, said] of [
    ['genuine', bundle, words.genuine], ['spoilt', JSON.stringify(spoilt), words.altered],
    ['key of another', bundle.replace(/netral\.local[^"+]*/, (m) => m + 'x'), words.altered],
    ['no receipt', '<b>{', words.none], ['empty', '', words.none],
  ]) {
    await page.goto(at(words.verify));
    await page.fill('#tanda', sent);
    await submit(page);
    same(await text(page, 'main .panel h2'), said, `${label}: a ${what} bundle`);
    same(await page.inputValue('#tanda'), sent, `${label}: what was pasted is still there`);
    if (what !== 'empty') await lookTwice(page, `verify-${what}-${label}`);
  }
}
async function tracked(page, words, code, number, label) {
  await page.goto(at(words.track));
  await page.fill('#code', ` ${code.toLowerCase().replaceAll('-', ' ')} `);
  await submit(page);
  check((await text(page, 'main')).includes(number), `${label}: the code finds ${number}`);
  check(!(await page.content()).includes('Budi Contoh'), `${label}: names are not shown again`);
  same(await page.answer.headerValue('cache-control'), 'no-store', `${label}: the status is kept nowhere`);
  await lookTwice(page, `status-${label}`);
  await nobodyIsMarked(page, `status-${label}`);
}

/** A network whose tries are used up: the first try is told to wait, and which work would spare it. */
async function busyOnce(page, path) {
  const mac = '0123456789abcdef'.repeat(2), task = `12.1729000600.0123456789abcdef.${mac}`, sent = [];
  await page.route(at(path), (route, request) => {
    sent.push(request.headers()['netral-work'] ?? '');
    if (sent.length > 1) return route.continue();
    return route.fulfill({ status: 429, headers: { 'Netral-Work': task, 'Retry-After': '60' }, contentType: 'application/problem+json', body: '{}' });
  });
  return async () => {
    await page.unroute(at(path));
    const number = sent[1]?.slice(task.length + 1);
    const zeros = createHash('sha256').update(`${mac}.${number}`).digest().readUInt32BE() >>> 20;
    check(sent.length === 2 && !sent[0] && sent[1].startsWith(task) && zeros === 0, `${path}: a busy network makes the browser work, nobody waits: ${sent}`);
  };
}

// ---- with JavaScript, in Indonesian
{
  const words = WORDS.id;
  const page = await t.page();
  const next = () => page.click('#lanjut');
  await page.goto(at(words.start));
  await follow(page, '.doors .first a');
  await follow(page, '.start .btn');
  await page.waitForSelector('html.js');
  await next();
  check((await page.title()).startsWith(words.error), 'an empty step: the title says so');
  await look(page, 'form-1-fault');
  await page.fill('#narrative', 'Kepala dinas membagikan stiker calon saat apel pagi.');
  await page.check('#act');
  await look(page, 'form-1');
  await next();
  await page.fill('#occurred-on', '28');
  await page.fill('#occurred-on-m', words.month);
  await page.fill('#occurred-on-y', '2024');
  await page.selectOption('#region', '16.06');
  await page.fill('#place', 'Lapangan kantor');
  await look(page, 'form-2');
  await next();
  await page.fill('#subjects-0--name', 'Budi Contoh');
  await page.fill('#subjects-0--position', 'Kepala dinas');
  await page.selectOption('#subjects-0--class', { index: 1 });
  await look(page, 'form-3');
  await next();
  const uploaded = await busyOnce(page, '/api/v1/evidence');
  await page.setInputFiles('#evidence', photo('apel.jpg', 300000));
  await page.waitForSelector(`#berkas li :text("${words.stored}")`);
  await uploaded();
  await look(page, 'form-4');
  await next();
  await page.check('#channel');
  await page.fill('#reporter-name', 'Siti Pelapor');
  await page.fill('#reporter-address', 'Jalan Contoh 1, Sekayu');
  await look(page, 'form-5');
  await next();
  await lookTwice(page, 'form-review');
  const delivered = await busyOnce(page, '/api/v1/reports');
  await next();
  await page.waitForSelector('#selesai:not([hidden])');
  await delivered();
  const code = await text(page, '#kode');
  const number = await text(page, '#nomor');
  check(/^[0-9A-Z]{4}(-[0-9A-Z*~$=]{3,4}){6}$/.test(code), `the code is shown: ${code}`);
  await lookTwice(page, 'receipt-by-script');
  const lazy = page.wire.filter((w) => w.type === 'Script').slice(1).reduce((n, w) => n + w.bytes, 0);
  check(lazy > 0 && lazy <= 22000, `scripts after the first touch: ${lazy}, at most 22000`);
  const missing = await text(page, '#kurang');
  check(!/reporter\.|subjects|witness/.test(missing) && missing.length > 60, `what is missing is said in words: ${missing}`);
  check(/Perbawaslu|UU \d/.test(await text(page, '#berikut')), 'what happens next has its citation');
  const file = await bundleOf(page, '#unduh');
  await page.route('**/lapor/selesai', (route) => route.abort());
  await page.click('#selesai form button');
  await page.waitForFunction(() => /belum datang/.test(document.querySelector('#selesai form').textContent));
  same(await text(page, '#kode'), code, 'a page to print that does not come takes nothing away');
  await page.unroute('**/lapor/selesai');
  page.noise.length = 0; // of the line that was cut
  await page.click('#selesai form button');
  await page.waitForSelector('.qrbox svg');
  same(await text(page, '#kode'), code, 'the page to print has the same code');
  check((await text(page, 'main')).includes(number), 'and the same number');
  check(await page.evaluate(() => document.activeElement === document.querySelector('h1')), 'and the focus');
  await lookTwice(page, 'receipt-to-print');
  await tracked(page, words, code, number, 'js');
  await heldAgainstTheLog(page, words, file, 'js');
  await page.goto(at(words.verify));
  await page.setInputFiles('#berkas', file);
  await page.waitForFunction(() => document.querySelector('#tanda').value.includes('receipt/v1'));
  await page.click('#lokal');
  await page.waitForSelector('#hasil:not([hidden])');
  same(await text(page, '#hasil h2'), words.genuine, 'the browser verifies by itself');
  await look(page, 'verify-in-browser');
  const asked = await fetch(at('/lapor/selesai'), { method: 'POST', body: new URLSearchParams({
    jawaban: JSON.stringify({ number: 'palsu', receipt_code: code, next: [{ step: 'Telepon kami' }], missing: [], receipt: {} }) }) });
  same(asked.status, 400, 'a made-up receipt is not drawn');
  await page.close();
}

// ---- without JavaScript, in English: one page, faults, then the receipt
{
  const words = WORDS.en;
  const page = await t.page({ scripts: false });
  await page.goto(at(words.form));
  await page.fill('#place', 'Town "hall" <b>');
  await page.fill('#occurred-on', '31');
  await page.fill('#occurred-on-m', '2');
  await page.fill('#occurred-on-y', '2024');
  await page.selectOption('#region', '16.71');
  await page.check('#channel-tip');
  await page.setInputFiles('#evidence', photo('hall.jpg', 50000));
  await submit(page);
  same(page.answer.status(), 422, 'faults answer 422');
  check((await page.title()).startsWith(words.error), 'the title begins with Error:');
  check((await text(page, 'main')).includes(words.lost), 'the page says that files must be chosen again');
  same(await page.inputValue('#place'), 'Town "hall" <b>', 'what was typed is kept');
  same(await page.inputValue('#occurred-on'), '31', 'and the date');
  same(await page.inputValue('#region'), '16.71', 'and the choice');
  check(await page.isChecked('#channel-tip'), 'and the radio button');
  const anchors = await page.$$eval('#galat a', (list) => list.map((a) => a.getAttribute('href')));
  check(anchors.includes('#narrative') && anchors.includes('#occurred-on'), `the summary links to the fields: ${anchors}`);
  for (const anchor of anchors) check(await page.$(anchor), `${anchor} is there`);
  await lookTwice(page, 'form-faults');
  await page.setInputFiles('#evidence', [photo('film.jpg', 11 << 20), photo('hall.jpg', 50000)]);
  await page.fill('#reporter-name', 'Behind the file');
  await submit(page);
  same(page.answer.status(), 413, 'a file of 11 MB is too large');
  check((await text(page, '#galat')).includes('10 MB'), 'the summary says how large a file may be');
  same(await page.inputValue('#reporter-name'), 'Behind the file', 'what stands behind the file is kept');
  await lookTwice(page, 'form-file-too-large');
  await page.fill('#reporter-name', '');
  await page.fill('#narrative', 'The head of the town office handed out stickers.');
  await page.fill('#occurred-on', '27');
  await page.fill('#occurred-on-m', words.month);
  await page.setInputFiles('#evidence', [photo('hall.jpg', 50000), photo('sticker.jpg', 70000)]);
  await submit(page);
  same(page.answer.status(), 200, 'a whole report is accepted');
  same(await text(page, 'h1'), words.received, 'the receipt follows');
  same(await page.answer.headerValue('cache-control'), 'no-store', 'the receipt is kept nowhere');
  budget(page, 'form', 'receipt');
  check(await page.$('.qrbox svg'), 'the receipt has its QR code');
  await lookTwice(page, 'receipt');
  await nobodyIsMarked(page, 'receipt');
  const code = await text(page, '#kode');
  const number = await text(page, '.panel strong');
  const file = await bundleOf(page, 'a[download]');
  await tracked(page, words, code, number, 'plain');
  await heldAgainstTheLog(page, words, file, 'plain');
  await page.close();
}

// ---- the same form sent twice is one report; another under its key is refused
{
  const form = { kunci: randomUUID(), election: 'pilkada-2024', channel: 'tip', region: '16.06', act: '', place: '',
    narrative: 'Sekali saja.', 'occurred_on-d': '28', 'occurred_on-m': '10', 'occurred_on-y': '2024', 'subjects[0].class': '' };
  const send = async (fields, file) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append('bukti', new Blob([file]), 'a.jpg');
    const response = await fetch(at('/lapor/isi'), { method: 'POST', body });
    const page = await response.text();
    return { status: response.status, code: page.match(/id="kode">([^<]+)/)?.[1], page };
  };
  const first = await send(form, 'gambar');
  const again = await send(form, 'gambar');
  check(first.status === 200 && first.code && first.code === again.code, `sent twice, one receipt: ${first.code} ${again.code}`);
  same((await send(form, 'gambar lain')).status, 409, 'another file under the same key is refused');
  same((await send({ ...form, narrative: 'Lain.' }, 'gambar')).status, 409, 'another story under the same key is refused');
  same((await send({ ...form, kunci: randomUUID(), region: '99.99' }, 'x')).status, 422, 'an unknown region is a fault');
  same((await send({ ...form, kunci: randomUUID(), 'x[': '1' }, 'x')).status, 422, 'an unknown field is a fault');
  same((await send({ ...form, kunci: randomUUID() }, Buffer.alloc(11 << 20))).status, 413, 'a file of 11 MB alone is too large');
}

// ---- codes that are no codes
{
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const value = BigInt('0x' + randomBytes(16).toString('hex'));
  let digits = '';
  for (let rest = value << 2n, i = 0; i < 26; i++, rest >>= 5n) digits = alphabet[Number(rest & 31n)] + digits;
  const checked = [`${value % 37n}`, `${(value << 2n) % 37n}`].map((n) => digits + (alphabet + '*~$=U')[Number(n)]);
  const answers = [];
  for (const code of ['salah', ...checked, '']) {
    const response = await fetch(at('/lacak'), { method: 'POST', body: new URLSearchParams({ code }) });
    answers.push(response.status + (await response.text()));
  }
  check(answers.every((a) => a === answers[0]) && answers[0].startsWith('404'), 'wrong, mistyped, unknown and empty codes are answered alike');
  const page = await t.page();
  await page.goto(at('/lacak'));
  await page.fill('#code', 'ABCD');
  await page.click('main form button[type=submit]');
  check((await page.title()).startsWith('Galat:') && (await text(page, 'main')).includes(WORDS.id.wrong) && page.url() === at('/lacak'), 'what is no code is told');
  same(await page.inputValue('#code'), 'ABCD', 'and stays there to be mended');
  await lookTwice(page, 'track-no-code');
  const codeOf = (by) => {
    const whole = (by << 128n) | value;
    let symbols = '';
    for (let rest = whole, i = 0; i < 26; i++, rest >>= 5n) symbols = alphabet[Number(rest & 31n)] + symbols;
    return symbols + (alphabet + '*~$=U')[Number(whole % 37n)];
  };
  const [made, drawn] = [codeOf(0n), codeOf(1n)]; // well formed, and nobody's
  await page.fill('#code', made);
  await submit(page);
  check((await page.title()).startsWith('Galat:') && (await text(page, 'main')).includes(WORDS.id.wrong), 'a wrong code is told');
  await lookTwice(page, 'track-wrong');
  // A try comes back every few seconds, so a slow run may be given one between two: asked until refused.
  let last;
  for (let i = 0; i < 200 && last?.status !== 429; i++) last = await fetch(at('/lacak'), { method: 'POST', body: new URLSearchParams({ code: 'x' }) });
  check(last.status === 429 && Number(last.headers.get('retry-after')) > 0, `many tries have to wait: ${last.status}`);
  const refused = async (code) => {
    do {
      await page.fill('#code', code);
      await submit(page);
    } while (!/Kirim lagi/.test(await text(page, 'main')));
  };
  await refused(drawn);
  check(!(await page.content()).includes(drawn) && (await text(page, 'main')).includes('tidak perlu diketik lagi'), 'a drawn code is not on the page, and need not be typed again');
  await page.waitForFunction(() => document.querySelector('[name=kerja]').value);
  await submit(page);
  check((await text(page, 'main')).includes(WORDS.id.wrong), 'its token is still there');
  await refused(made);
  check(/Kirim lagi dalam \d+/.test(await text(page, 'main')), 'and the page says how long');
  same(await page.inputValue('#code'), made, 'and keeps the code');
  await lookTwice(page, 'track-wait');
  await page.waitForFunction(() => document.querySelector('[name=kerja]').value);
  await lookTwice(page, 'track-worked');
  await submit(page);
  check((await text(page, 'main')).includes(WORDS.id.wrong), 'who works is answered at once');
  await page.close();
}

// ---- the map's tables: cards on a phone, whose buttons stand above; a score sorts by itself, not by its range
for (const path of ['/peta', '/peta/indeks', '/en/map/index']) {
  const page = await t.page({ width: 360 });
  await page.goto(at(path));
  const sideways = () => page.$$eval('.scroll', (all) => all.filter((e) => e.scrollWidth > e.clientWidth).length);
  same(await sideways(), 0, `${path}: no table scrolls sideways on a phone`);
  const numbers = () => page.$$eval('table.sort:last-of-type tbody td:nth-child(2)', (all) => all.map((e) => Number((e.textContent.trim().match(/^\d[\d.,]*/) ?? ['2'])[0].replace(/\D/g, ''))));
  const sorted = (list, up) => list.every((n, i) => !i || (up ? list[i - 1] <= n : list[i - 1] >= n));
  await page.click('.scroll > .acts button:nth-of-type(2)');
  check(sorted(await numbers(), true), `${path}: sorted: ${await numbers()}`);
  same(await page.$$eval('th button', (all) => all.length), 0, `${path}: no button where nobody sees it`);
  await page.setViewportSize({ width: 1280, height: 740 });
  await page.click('table.sort th:nth-child(2) button');
  check(sorted(await numbers(), false), `${path}: sorted the other way on a wide screen`);
  same(await page.getAttribute('table.sort th:nth-child(2)', 'aria-sort'), 'descending', `${path}: and says so`);
  check(await page.$eval('.scroll > .acts', (e) => e.hidden), `${path}: the line above is gone`);
  await page.close();
}

// ---- officers
{
  const page = await t.page({ width: 1280 });
  await page.goto(at('/k/?keadaan=received'));
  same(new URL(page.url()).pathname, '/masuk', 'the work list leads to the sign-in');
  same(await page.inputValue('[name=lanjut]'), '/k/?keadaan=received', 'which remembers where to go on');
  await signIn(page, t, 'petugas.bawaslu-16.06', 'salah-sekali');
  same(page.answer.status(), 401, 'a wrong password');
  check((await page.title()).startsWith('Galat:'), 'the title says so');
  same(await page.inputValue('#nama'), 'petugas.bawaslu-16.06', 'the name is kept');
  same(await page.inputValue('#sandi'), '', 'the password is not');
  await lookTwice(page, 'sign-in-failed');
  await page.goto(at('/masuk?lanjut=//contoh.invalid/'));
  same(await page.inputValue('[name=lanjut]'), '/k/', 'only our own pages are gone on to');
  await signIn(page, t, 'petugas.bawaslu-16.06');
  same(new URL(page.url()).pathname, '/k/', 'signed in');
  const [cookie] = await page.context().cookies();
  check(cookie?.name === 'sesi' && cookie.httpOnly && cookie.sameSite === 'Strict', `the session's cookie: ${JSON.stringify({ ...cookie, value: '' })}`);
  const forged = await fetch(at('/keluar'), { method: 'POST', headers: { cookie: `sesi=${cookie.value}` }, body: new URLSearchParams({ csrf: '00' }) });
  same(forged.status, 403, 'signing out needs the token of the form');
  await follow(page, 'header form button');
  same((await page.context().cookies()).length, 0, 'signed out, the cookie is gone');
  const after = await fetch(at('/k/'), { headers: { cookie: `sesi=${cookie.value}` }, redirect: 'manual' });
  same(after.status, 303, 'and the session with it');
  const elsewhere = await fetch(at('/masuk'), { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ nama: 'petugas.bawaslu-16.06', sandi: 'contoh-netral' }) });
  same(elsewhere.status, 403, 'nobody is signed in from another site');
  for (let i = 0; i < 6; i++) await signIn(page, t, 'pimpinan.bawaslu-16.71', 'salah-sekali');
  same(page.answer.status(), 429, 'many wrong passwords lock');
  check(/Coba lagi dalam \d+/.test(await text(page, 'main')), 'and the page says for how long');
  await lookTwice(page, 'sign-in-locked');
  await page.close();
}
await end(t);
