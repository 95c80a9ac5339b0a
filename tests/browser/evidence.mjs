// Evidence, from the form to the officer who opens it: cleaned, packed and sealed in Chromium, found
// readable neither in the store nor in the memory of the server; Debian's `age` and `tar` take apart
// what the browser sealed, and the reverse; and what is sealed to do harm.
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { begin, budget, check, end, follow, look, photo, same } from './lib.mjs';
import { CUSTODIAN, OFFICER, PASS, age, bytes, codeOf, sealing } from './lib_sealed.mjs';

const t = await begin();
const { keyFile, inStore, inMemory, as, makeOwn, ceremony } = sealing(t);
const sha = (data) => createHash('sha256').update(data).digest('hex');
const MOST = 10 * 1024 * 1024; // INTAKE_EVIDENCE_BYTES
const page = await t.page();
page.on('dialog', (dialog) => dialog.accept());

// ---- photographs as phones make them
/** A picture of 400 by 240 points, wider than a phone, in four colours, so that turning it is seen. */
const drawn = async (type) => Buffer.from(await page.evaluate(async (as) => {
  const canvas = new OffscreenCanvas(400, 240);
  const context = canvas.getContext('2d');
  for (const [n, colour] of ['red', 'green', 'blue', 'gold'].entries()) {
    context.fillStyle = colour;
    context.fillRect((n % 2) * 200, Math.floor(n / 2) * 120, 200, 120);
  }
  return [...new Uint8Array(await (await canvas.convertToBlob({ type: as })).arrayBuffer())];
}, type));
const segment = (marker, body) => Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
/** Exif as a camera writes it: turned by 90 degrees, and who made it. */
function exif(text) {
  const said = Buffer.from(`${text}\0`);
  const tiff = Buffer.alloc(38);
  tiff.write('II*\0');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  for (const [at, tag, type, count, value] of [[10, 0x010f, 2, said.length, 38], [22, 0x0112, 3, 1, 6]]) {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  }
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, said]));
}
const chunk = (type, body) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length);
  head.write(type, 4);
  return Buffer.concat([head, body, Buffer.alloc(4)]); // its check sum is nobody's business: the chunk goes
};
await page.goto(`${t.origin}/lapor/isi`);
const jpeg = await drawn('image/jpeg');
const png = await drawn('image/png');
const JFIF = 20; // where Chromium's own segment ends
const small = segment(0xe0, Buffer.concat([jpeg.subarray(6, JFIF - 2), Buffer.from([4, 1]), Buffer.from('Kecil Kenari')])); // 4 by 1 points
const nearly = segment(0xee, Buffer.from('Adobi Kenari'));
const camera = Buffer.concat([jpeg.subarray(0, 2), small, exif('Kamera Kenari'), nearly, segment(0xfe, Buffer.from('Komentar Kenari')), jpeg.subarray(JFIF), Buffer.from('Ekor Kenari')]);
const shot = Buffer.concat([png.subarray(0, 33), chunk('tEXt', Buffer.from('Author\0Layar Kenari')), png.subarray(33), Buffer.from('Ekor Kenari')]);
const film = Buffer.alloc(MOST, 7);
film.write('\0\0\0\x20ftypisom');
film.write('Film Kenari', MOST - 11);
const trap = Buffer.from('<script>alert("Naskah Kenari")</script>');
const FILES = [
  { name: 'Foto Kenari.jpg', mimeType: 'image/jpeg', buffer: camera }, { name: 'layar.png', mimeType: 'image/png', buffer: shot },
  { name: 'rekaman.mp4', mimeType: 'video/mp4', buffer: film }, { name: 'gambar.jpg', mimeType: 'image/jpeg', buffer: trap },
];

// ---- reporting
const NARRATIVE = 'Camat membagikan stiker; saksi kata KURSI.';
async function fill(files, stored, region = '16.06') {
  const next = () => page.click('#lanjut');
  await page.context().clearCookies();
  await page.goto(`${t.origin}/lapor/isi`);
  await page.waitForSelector('html.js');
  await page.fill('#narrative', NARRATIVE);
  await next();
  await page.selectOption('#region', region);
  await next();
  await next();
  await page.setInputFiles('#evidence', files);
  await page.waitForFunction(([n, word]) => [...document.querySelectorAll('#berkas li')].filter((row) => row.textContent.includes(word)).length === n,
    [files.length, stored]);
  await next();
  await page.check('#channel-tip');
  await next();
}
async function send() {
  const [request] = await Promise.all([page.waitForRequest('**/api/v1/reports'), page.click('#lanjut')]);
  const answer = await (await request.response()).json();
  await page.waitForSelector('#selesai:not([hidden])');
  return { answer, sent: JSON.parse(request.postData()), code: await page.textContent('#kode') };
}

// ---- without a key files are stored as they are, which the form says; and the hunt finds them
check((await page.textContent('#evidence-h')).includes('dapat memuat lokasi'), 'without a key the form warns of what photographs say');
await fill([{ name: 'terbaca.txt', mimeType: 'text/plain', buffer: Buffer.from('Berkas Terbaca') }], 'Tersimpan');
const readable = await send();
check(!readable.answer.evidence_sealed && !readable.sent.evidence_key, 'nobody says that it is sealed');
check(inStore('Berkas Terbaca'), 'the hunt finds a file that is not sealed');
for (const name of [OFFICER, CUSTODIAN]) await makeOwn(page, name);
await ceremony(page, 1);

// ---- sealed in the browser
await page.context().clearCookies();
await page.goto(`${t.origin}/lapor/isi`);
check((await page.textContent('#evidence-h')).includes('disegel di perangkat ini'), 'with one it says that files are sealed');
budget(page, 'form');
const plain = await t.page({ scripts: false });
await plain.goto(`${t.origin}/lapor/isi`);
check((await plain.textContent('main')).includes('menyegelnya saat tiba, bila kantor itu punya kunci. Jika tidak'), 'and what happens without JavaScript');

// ---- without JavaScript: sealed by the server while it arrives, in the same form
const HELD = Buffer.from('Catatan Gelatik');
const ARRIVED = [{ name: 'Foto Gelatik.jpg', mimeType: 'image/jpeg', buffer: camera }, { name: 'catatan.txt', mimeType: 'text/plain', buffer: HELD }];
async function post(region, files) {
  await plain.goto(`${t.origin}/lapor/isi`);
  await plain.fill('#narrative', NARRATIVE);
  await plain.selectOption('#region', region);
  await plain.check('#channel-tip');
  await plain.setInputFiles('#evidence', files);
  await follow(plain, '#lanjut');
  return plain.textContent('main');
}
const receipt = await post('16.06', ARRIVED);
check(receipt.includes('Disegel oleh server saat tiba') && !receipt.includes('tanpa segel'), 'the receipt says that the server sealed the files');
for (const { name, buffer } of ARRIVED) check(receipt.includes(name) && receipt.includes(sha(buffer)), `and what came of ${name}`);
const bundle = JSON.parse(decodeURIComponent(await plain.$eval('a[download^=netral-]', (a) => atob(a.href.split(',')[1]))));
const kept = [...receipt.matchAll(/setelah disegel, tercatat dalam bukti\s*([0-9a-f]{64})/g)].map((found) => found[1]);
const manifest = Buffer.from(bundle.manifest, 'base64').toString();
check(kept.length === 2 && kept.every((hash) => manifest.includes(hash)), 'the proof names the files as they are kept');
for (const word of ['Kamera Kenari', 'Catatan Gelatik', 'Foto Gelatik']) check(!inStore(word), `no file of the store has: ${word}`);
budget(plain, 'form', 'receipt');
await look(plain, 'receipt-arrival');
check((await post('16.07', [{ name: 'terbaca.txt', mimeType: 'text/plain', buffer: Buffer.from('Berkas Nuri') }])).includes('Disimpan tanpa segel'),
  'where the office has no key the receipt says that the file is kept readable');
check(inStore('Berkas Nuri'), 'and it is');
await plain.close();
await fill(FILES, 'Tersegel dan tersimpan');
await look(page, 'form-evidence-sealed');
const { answer, sent, code } = await send();
same(answer.evidence_sealed, 'browser', 'the answer says who sealed the files');
check(!sent.reporter_sealed && sent.evidence_key && sent.evidence.length === 4, 'the key of the evidence goes along, wrapped');
check(await page.isVisible('#bukti-segel'), 'and so does the receipt');
const words = ['Kamera Kenari', 'Layar Kenari', 'Film Kenari', 'Naskah Kenari', 'Foto Kenari', 'rekaman.mp4'];
const seen = inMemory(...words) ?? inStore(...words);
check(seen === undefined, `the server has not seen what is in them: ${seen}`);

// ---- an officer opens them
await as(page, OFFICER, `/k/perkara/${answer.case}`);
budget(page, 'staff');
const rows = await page.$$('#bukti > li');
same(rows.length, 4, 'four files are there');
await look(page, 'case-evidence-locked', { nodes: 2500 });
const api = await (await fetch(`${t.origin}/api/v1/cases/${answer.case}`, {
  headers: { Cookie: (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ') },
})).json();
const parts = await page.$eval('#buka-bukti', (form) => ({ ...form.dataset }));
same(api.report.evidence_key.wrap, parts.segel, 'the API gives the same key, wrapped');
same(new Set([0, 1, 3].map((n) => api.report.evidence[n].bytes)).size, 1, 'small files are of one length');
check(api.report.evidence[2].bytes <= MOST + 512 * 1024 && api.report.evidence[2].bytes > MOST, 'the largest file that may be is stored, padded');
async function unlock(passphrase = PASS[OFFICER]) {
  await page.fill('#sandi-bukti', passphrase);
  await page.click('#buka-bukti button');
  await page.waitForSelector('#galat-bukti:not([hidden]), #buka-bukti[hidden]', { state: 'attached' });
  return (await page.isVisible('#galat-bukti')) ? page.textContent('#galat-bukti') : page.textContent('#kabar-bukti');
}
/** What the officer sees of the n-th file, and what is saved of it. */
async function open(n) {
  const row = page.locator('#bukti > li').nth(n);
  await row.getByRole('button').click();
  const saved = row.locator('a[download]');
  const fault = row.locator('[role=alert]');
  await saved.or(fault).first().waitFor();
  if (await fault.count()) return { fault: await fault.textContent() };
  const [download] = await Promise.all([page.waitForEvent('download'), saved.click()]);
  const canvas = row.locator('canvas');
  const points = (await canvas.count()) ? await canvas.evaluate((c) => {
    const at = (x, y) => [...c.getContext('2d').getImageData(x, y, 1, 1).data.slice(0, 3)].map((v) => v > 127);
    return { width: c.width, height: c.height, corner: at(2, 2).join() };
  }) : null;
  return { text: await row.textContent(), name: download.suggestedFilename(), data: readFileSync(await download.path()), points };
}
check((await unlock('frasa yang salah')).includes('tidak membuka'), 'a wrong passphrase is told');
check((await unlock()).includes('di peramban ini saja'), 'the right one unlocks the files');
const pictures = [await open(0), await open(1)];
for (const [n, { name, data, points, text }] of pictures.entries()) {
  check(points && new RegExp(`^bukti-${answer.case}-[0-9a-f]{8}-${OFFICER}-\\d{8}T\\d{6}Z\\.${['jpg', 'png'][n]}$`).test(name), `picture ${n} is shown and saved for whom and when: ${name}`);
  check(!/Kenari/.test(data.toString('latin1')), `picture ${n} says nothing beside itself`);
  check(text.includes(sha([camera, shot][n])), `the hash of original ${n} stays`);
}
check(pictures[0].data.includes(jpeg.subarray(2, JFIF)), 'its size on paper stays, its thumbnail does not');
check(pictures[0].text.includes('Foto Kenari.jpg'), "the reporter's name of the file is shown");
same(JSON.stringify(pictures[0].points), JSON.stringify({ width: 240, height: 400, corner: 'false,false,true' }), 'the photograph is still turned as it was taken');
same(JSON.stringify(pictures[1].points), JSON.stringify({ width: 400, height: 240, corner: 'true,false,false' }), 'the picture of the screen is as it was');
const played = await open(2);
check(played.data.equals(film) && played.name.endsWith('.mp4') && !played.points, 'the film comes back whole');
const lie = await open(3);
check(lie.data.equals(trap) && lie.name.endsWith('.bin') && !lie.points, 'what only says that it is a picture is saved as what it is');
for (const width of [1280, 360]) {
  await page.setViewportSize({ width, height: 740 });
  await look(page, 'case-evidence-open', { nodes: 2500 });
}
check(!inMemory('Film Kenari') && !inMemory('Foto Kenari'), 'and the server has not seen it for that');
await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
check(!(await page.$('#bukti canvas')) && await page.isVisible('#buka-bukti') && !(await page.content()).includes('Foto Kenari'), 'a page that is left shows nothing');

// ---- what was sealed on arrival is opened the same way
await as(page, OFFICER, `/k/perkara/${bundle.case ?? bundle.index}`);
check((await page.textContent('#bukti')).length && (await page.textContent('main')).includes('Disegel oleh server saat tiba'), 'the page says who sealed these');
check((await unlock()).includes('di peramban ini saja'), 'the same passphrase unlocks them');
const [arrived, note] = [await open(0), await open(1)];
check(arrived.points && !/Kenari/.test(arrived.data.toString('latin1')) && arrived.text.includes(sha(camera)), 'a photograph was cleaned, the hash of its original stays');
same(JSON.stringify(arrived.points), JSON.stringify(pictures[0].points), 'it is turned as it was taken');
same(arrived.data.length, pictures[0].data.length, 'and as long as what a browser leaves of it');
check(note.data.equals(HELD) && note.text.includes('catatan.txt') && note.name.endsWith('.bin'), 'anything else is as it came');

// ---- Debian's age and tar take the same apart
const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
const fetched = async (n) => Buffer.from(await (await fetch(`${t.origin}/api/v1/cases/${answer.case}/evidence/${api.report.evidence[n].id}`, { headers: { Cookie: cookie } })).arrayBuffer());
const unlocking = new Decrypter();
unlocking.addPassphrase(PASS[OFFICER]);
const own = keyFile(await unlocking.decrypt(bytes(parts.kunci), 'text'));
const wrapped = await page.$eval('#buka-bukti span', (key) => key.dataset.segel);
const office = keyFile(age(['-d', '-i', own], bytes(wrapped)));
const caseKey = keyFile(age(['-d', '-i', office], bytes(parts.segel)));
same(age(['-d', '-i', keyFile(codeOf(code).identity)], bytes(parts.segel)).toString(), readFileSync(caseKey, 'utf8'), 'the reporter holds the same key by their code');
const tar = age(['-d', '-i', caseKey], await fetched(2));
same(sha(spawnSync('tar', ['-xO', 'bukti.mp4'], { input: tar, maxBuffer: 1 << 25 }).stdout), sha(film), 'age and tar give the film');
const about = JSON.parse(spawnSync('tar', ['-xO', 'keterangan.json'], { input: tar }).stdout);
same(JSON.stringify(about), JSON.stringify({ name: 'rekaman.mp4', bytes: MOST, sha256: sha(film) }), 'and what is said of it');

// ---- and the reverse: sealed by age, uploaded by hand; and what its sealer made to do harm
const made = keyFile(spawnSync('age-keygen', { encoding: 'utf8' }).stdout);
const recipient = spawnSync('age-keygen', ['-y', made], { encoding: 'utf8' }).stdout.trim();
const identity = readFileSync(made, 'utf8').split('\n').find((l) => l.startsWith('AGE-'));
const offered = await (await fetch(`${t.origin}/api/v1/seal-keys?region=16.06`)).json();
const keys = offered.offices.map((o) => o.recipient).filter(Boolean).join(' ');
const keyFor = (to) => ({ recipient, keys: to, wrap: age(to.split(' ').flatMap((k) => ['-r', k]), `${identity}\n`).toString('base64') });
function tarOf(said, name, content) {
  const folder = join(t.folder, randomUUID());
  mkdirSync(folder);
  writeFileSync(join(folder, 'keterangan.json'), typeof said === 'string' ? said : JSON.stringify(said));
  writeFileSync(join(folder, name), content);
  return spawnSync('tar', ['-c', '--format=ustar', '-C', folder, 'keterangan.json', name], { maxBuffer: 1 << 25 }).stdout;
}
const upload = async (body) => (await fetch(`${t.origin}/api/v1/evidence`, { method: 'POST', headers: { 'Content-Type': 'application/age' }, body })).json();
const report = (evidence, evidence_key) => fetch(`${t.origin}/api/v1/reports`, {
  method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
  body: JSON.stringify({ channel: 'tip', election: 'pilkada-2024', region: '16.06', narrative: NARRATIVE, evidence, evidence_key }),
});
const said = (content, more = {}) => ({ name: 'x', bytes: content.length, sha256: sha(content), ...more });
const sealed = (input) => age(['-r', recipient], input);
/** A PNG of so many white points in a row and in a column, one bit each: a few kilobytes. */
function white(side) {
  const crc = (data) => ~data.reduce((sum, byte) => {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    return sum;
  }, -1) >>> 0;
  const whole = (type, body) => {
    const made = chunk(type, body);
    made.writeUInt32BE(crc(made.subarray(4, -4)), made.length - 4);
    return made;
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(Math.ceil(side / 8), 255)]);
  const rows = Buffer.concat(Array(side).fill(row));
  return Buffer.concat([png.subarray(0, 8), whole('IHDR', head), whole('IDAT', deflateSync(rows)), whole('IEND', Buffer.alloc(0))]);
}
const [drawable, bomb] = [white(1600), white(8400)]; // the second: 70 million points, which Chromium itself would draw
/** A JPEG of 81 million points that Chromium would draw. Who takes the marker `stray` for one with a
 * length reads FF FE as that, and is led into a comment, to a frame of one point. */
function disguised(stray) {
  const real = Buffer.from(jpeg.subarray(2));
  const frame = real.indexOf(Buffer.from([0xff, 0xc0, 0, 17, 8]));
  for (const at of [5, 7]) real.writeUInt16BE(9000, frame + at);
  const before = Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, stray]), segment(0xfe, Buffer.alloc(60000, 'x'))]);
  const words = Buffer.alloc(8000, 'x');
  words.set([0xff, 0xc0, 0, 17, 8, 0, 1, 0, 1], 2 + 2 + 0xfffe - before.length - 4);
  return Buffer.concat([before, segment(0xfe, words), real]);
}
const DISGUISED = [['TEM', 0x01], ['RST0', 0xd0], ['a fill byte', 0xff]].map(([name, stray]) => {
  const picture = disguised(stray);
  return [`nor is one that hides its size behind ${name}`, sealed(tarOf(said(picture), 'bukti.jpg', picture)), (o) => !o.fault && !o.points];
});
const whole = sealed(tarOf(said(jpeg, { name: 'Kenari\u202e\u200b gpj.\nexe' }), 'bukti.jpg', jpeg));
const spoilt = Buffer.from(whole);
spoilt[spoilt.length - 30] ^= 1;
const HARM = [
  ['what age sealed is opened, its name turns no line around', whole, (o) => o.points && o.text.includes('Kenari gpj. exe') && !/[\u202e\u200b]/.test(o.text)],
  ['a picture of another size is drawn smaller', sealed(tarOf(said(drawable), 'bukti.png', drawable)), (o) => o.points?.width === 1280],
  ['a picture that unfolds to gigabytes is not drawn', sealed(tarOf(said(bomb), 'bukti.png', bomb)), (o) => !o.fault && !o.points],
  ['a changed file is told', spoilt, (o) => o.fault?.includes('telah berubah')],
  ['a file that is cut short is told', whole.subarray(0, 700), (o) => o.fault?.includes('telah berubah')],
  ['what is no tar is told', sealed(Buffer.alloc(70000, 'x')), (o) => o.fault?.includes('telah berubah')],
  ['another hash than said is told', sealed(tarOf(said(png), 'bukti.jpg', jpeg)), (o) => o.fault?.includes('telah berubah')],
  ['a name that is no text is told', sealed(tarOf(said(jpeg, { name: { toString: 1 } }), 'bukti.jpg', jpeg)), (o) => o.fault?.includes('telah berubah')],
  ['too much that is said is told', sealed(tarOf(said(jpeg, { name: 'x'.repeat(5000) }), 'bukti.jpg', jpeg)), (o) => o.fault?.includes('telah berubah')],
  ['what is not sealed at all is told', Buffer.from('biasa saja'), (o) => o.fault?.includes('telah berubah')],
];
/** Their numbers: a report takes ten. */
async function stored(files) {
  const ids = [];
  for (const [, body] of files) ids.push((await upload(body)).id);
  return ids;
}
async function tried(files, ids) {
  const { case: id } = await (await report(ids, keyFor(keys))).json();
  await as(page, OFFICER, `/k/perkara/${id}`);
  await unlock();
  for (const [n, [what, , good]] of files.entries()) {
    const opened = await open(n);
    check(good(opened), `${what}: ${opened.fault ?? opened.text}`);
  }
}
const ids = await stored(HARM);
const refused = await report(ids, keyFor(recipient));
same(refused.status, 409, 'evidence whose key is wrapped for others is refused');
check((await refused.text()).includes('seal-key-not-in-force'), 'and the answer says why');
same((await report(ids, { ...keyFor(keys), wrap: 'AAAA' })).status, 422, 'what is no wrap is refused');
same((await report([], keyFor(keys))).status, 422, 'a key without evidence is refused');
await tried(DISGUISED, await stored(DISGUISED));
await tried(HARM, ids);
await look(page, 'case-evidence-harmful', { nodes: 2500 });
await page.route('**/evidence/**', (route) => route.abort());
await page.reload();
await unlock();
check((await open(0)).fault?.includes('tidak terambil'), 'a file that does not come is told');
await page.unroute('**/evidence/**');
page.noise.length = 0; // of the line that was cut
same((await fetch(`${t.origin}/api/v1/evidence`, { method: 'POST', headers: { 'Content-Type': 'application/age' }, body: Buffer.alloc(MOST + 512 * 1024 + 1) })).status, 413, 'there is a limit for what is sealed');
same((await fetch(`${t.origin}/api/v1/evidence`, { method: 'POST', body: Buffer.alloc(MOST + 1) })).status, 413, 'and the old one for what is not');

// ---- an office without a key: asked, then sent readable
await fill([photo('kantor.jpg', 3000)], 'Tersegel dan tersimpan', '16.07');
await page.click('#lanjut');
await page.waitForFunction(() => document.querySelector('#kabar').textContent.includes('sekali lagi'));
const bare = await send();
check(!bare.answer.evidence_sealed && !bare.sent.evidence_key && bare.sent.evidence.length === 1, 'when no office has a key the file goes out anew, as it is');

// ---- a line that is lost, or a file that cannot be read, is no browser that cannot seal: nobody is asked
await fill([], '');
for (let n = 0; n < 2; n++) await page.click('#kembali');
const gone = join(t.folder, 'hilang.jpg');
writeFileSync(gone, photo('', 3000).buffer);
await page.route('**/aset/segel-*', (route) => route.abort());
await page.setInputFiles('#evidence', [photo('putus.jpg', 3000)]);
await page.setInputFiles('#evidence', gone);
const row = (name) => page.locator('#berkas li', { hasText: name });
for (const name of ['putus.jpg', 'hilang.jpg']) await row(name).getByText('Gagal terunggah').waitFor();
await page.click('#lanjut');
check((await page.textContent('#galat')).includes('hapus yang gagal'), 'what did not come holds the form');
await page.unroute('**/aset/segel-*');
rmSync(gone);
for (const name of ['putus.jpg', 'hilang.jpg']) await row(name).getByRole('button', { name: 'Coba lagi' }).click();
await row('putus.jpg').getByText('Tersegel dan tersimpan').waitFor();
await row('hilang.jpg').getByText('Gagal terunggah').waitFor();
await page.click('#lanjut');
check(await page.isVisible('#galat'), 'and so does a file that is gone');
await row('hilang.jpg').getByRole('button', { name: 'Hapus' }).click();
for (let n = 0; n < 2; n++) await page.click('#lanjut');
const late = await send();
check(late.answer.evidence_sealed === 'browser' && late.sent.evidence.length === 1, 'what came later is sealed');
page.noise.length = 0; // of the line that was cut

// ---- a browser that cannot seal: told, asked, then sent readable
await page.route('**/aset/segel-*', (route) => route.fulfill({ contentType: 'text/javascript', body: 'of a later (language' }));
await fill([photo('tak tersegel.jpg', 3000)], 'tidak dapat menyegel');
await page.click('#lanjut');
await page.waitForFunction(() => document.querySelector('#kabar').textContent.includes('sekali lagi'));
const unsealed = await send();
check(!unsealed.answer.evidence_sealed && unsealed.sent.evidence.length === 1, 'a browser that cannot seal sends a file only when told again');
await page.unroute('**/aset/segel-*');

await page.close();
await end(t);
