// The offline page, downloaded as people do it and opened as a file: it asks nobody, speaks both
// languages, checks receipts, QR codes, witnesses and growth, and says what is wrong in words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin, check, end, same } from './lib.mjs';
import { violations } from './lib_chromium.mjs';

const t = await begin();
const at = (path) => t.origin + path;
const vectors = JSON.parse(readFileSync('tests/golden/slip-vectors.json', 'utf8'));
const asked = [];

async function download(link) {
  const page = await t.page();
  await page.goto(at(link));
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('a[download][href$="periksa-netral.html"]')]);
  const path = join(t.folder, file.suggestedFilename());
  await file.saveAs(path);
  await page.close();
  return path;
}
async function open(path, width = 360) {
  const page = await t.page({ width });
  page.on('request', (r) => { if (!r.url().startsWith('file://' + path)) asked.push(r.url()); });
  await page.goto('file://' + path);
  return page;
}
const text = (page, selector) => page.textContent(selector).then((s) => s.replace(/\s+/g, ' ').trim());
async function judged(page, values, button = '#periksa', where = '#hasil') {
  for (const [field, value] of Object.entries(values)) await page.fill(field, String(value));
  await page.click(button);
  await page.waitForSelector(`${where}:not([hidden])`);
  same(await page.evaluate(() => document.activeElement.id), `${where.slice(1)}-j`, 'the answer has the focus');
  return text(page, `${where}-j`);
}
async function sound(page, label) {
  const found = await violations(page.session);
  check(!found.length, `${label}: axe: ${found.join('; ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(wide <= page.viewportSize().width, `${label}: ${wide} px wide`);
  check(!page.noise.length, `${label}: console: ${page.noise.splice(0).join('; ')}`);
  if (process.env.NETRAL_SHOTS)
    await page.screenshot({ path: join(process.env.NETRAL_SHOTS, `offline-${label.replace(/\W+/g, '-')}-${page.viewportSize().width}.png`), fullPage: true });
}

const path = await download('/periksa');
same(readFileSync(path, 'utf8'), readFileSync(await download('/en/verify'), 'utf8'), 'one file for both languages');
const v = vectors[2];
const bare = vectors.find((o) => !o.whole);
for (const width of [360, 1280]) {
  const page = await open(path, width);
  if (await page.getAttribute('html', 'lang') === 'en') await page.click('#bahasa');
  same(await text(page, 'h1'), 'Periksa tanda terima tanpa internet', 'it speaks Indonesian');
  await sound(page, 'empty');
  same(await judged(page, {}), 'Tempel dulu isi tanda terima', 'nothing was pasted');
  same(await judged(page, { '#tanda': '<b>' }), 'Ini bukan tanda terima netral, atau tidak utuh', 'no receipt');
  same(await judged(page, { '#tanda': JSON.stringify(v.bundle) }), 'Tanda terima asli', 'a receipt');
  check((await text(page, '#hasil')).includes('Kunci diambil dari tanda terima itu sendiri'), 'its own key is said to be that');
  same(await judged(page, { '#tanda': v.slip, '#kunci': v.bundle.vkey, '#saksi': v.witnesses.join('\n'), '#kuorum': 2 }), 'Tanda terima asli', 'a QR code, and two witnesses');
  const said = await text(page, '#hasil');
  check(said.includes('witness.example/w1: Cocok (2024-10-14 04:30:00 UTC)') && said.includes('2024-10-12T08:30:00.000000Z'), `who saw it and when: ${said}`);
  await sound(page, 'genuine');
  same(await judged(page, { '#saksi': vectors[3].witnesses.slice(1).join('\n'), '#kuorum': 2 }), 'Tanda terima tidak cocok', 'fewer witnesses than wanted');
  same(await judged(page, { '#saksi': 'x' }), 'Salah satu baris bukan kunci saksi, atau satu kunci ada dua kali', 'no key');
  same(await judged(page, { '#saksi': v.witnesses[0], '#kuorum': 2 }), 'Jumlah saksi yang harus melihat: dari 1 sampai jumlah kunci saksi', 'more than there are');
  same(await judged(page, { '#saksi': '', '#kunci': vectors.at(-1).bundle.vkey }), 'Tanda terima tidak cocok', 'the key of another log');
  await sound(page, 'false');
  same(await judged(page, { '#kunci': '', '#tanda': bare.slip }), 'Tanda terima asli', 'a QR code without its content');
  check((await text(page, '#hasil')).includes('Kode QR ini tidak memuat isi'), 'says so');
  const spoilt = { ...v.bundle, salt: 'A'.repeat(43) + '=' };
  same(await judged(page, { '#tanda': JSON.stringify(spoilt) }), 'Tanda terima tidak cocok', 'a receipt with another salt');
  await page.click('#bahasa');
  same(await text(page, 'h1'), 'Verify a receipt without the internet', 'it speaks English');
  same(await page.getAttribute('html', 'lang'), 'en', 'and says so');
  same(await judged(page, {}), 'This receipt does not match', 'in its sentences, too');
  await sound(page, 'english');
  await page.setInputFiles('#berkas', { name: 'r.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(v.bundle)) });
  await page.waitForFunction(() => document.querySelector('#hasil-j').textContent === 'Genuine receipt');
  await page.setInputFiles('#berkas', { name: 'r.json', mimeType: 'application/json', buffer: Buffer.alloc((1 << 20) + 1) });
  await page.waitForFunction(() => document.querySelector('#hasil-j').textContent.includes('not a netral receipt'));
  check(page.noise.length === 0, 'a large file is refused quietly');
  await page.close();
}

// ---- the log itself: it grew
{
  const get = async (p) => (await fetch(at(p))).text();
  const [old, vkey] = [await get('/log/checkpoint'), await get('/log/vkey')];
  const size = Number(old.split('\n')[1]);
  const form = new FormData();
  for (const [name, value] of Object.entries({ kunci: crypto.randomUUID(), election: 'pilkada-2024', channel: 'tip', region: '16.06', act: '', place: '',
    narrative: 'Satu lagi.', 'occurred_on-d': '28', 'occurred_on-m': '10', 'occurred_on-y': '2024', 'subjects[0].class': '' })) form.append(name, value);
  const receipt = await (await fetch(at('/lapor/isi'), { method: 'POST', body: form })).text();
  const proof = await get(`/log/consistency/${size}`);
  const page = await open(path);
  if (await page.getAttribute('html', 'lang') === 'id') await page.click('#bahasa');
  const grown = (values) => judged(page, values, '#banding', '#tumbuh');
  same(await grown({ '#lama': old, '#baru': proof }), 'Give the verifier key of the log above first', 'no key yet');
  same(await grown({ '#kunci': vkey.trim() }), 'The log only grew', 'the newer one goes on from the older one');
  await sound(page, 'grew');
  same(await grown({ '#lama': 'x' }), 'The older one cannot be read', 'no checkpoint');
  same(await grown({ '#lama': old, '#baru': 'x' }), 'The newer one cannot be read', 'no proof');
  same(await grown({ '#baru': await get('/log/checkpoint') }), `The newer one holds no proof from size ${size}: get /log/consistency/${size}`, 'no proof of it');
  const lines = proof.split('\n');
  same(await grown({ '#baru': [...lines.slice(0, 1), ...lines.slice(2)].join('\n') }), 'Two logs that do not agree', 'a proof with a hash less');
  same(await grown({ '#baru': proof.replace(/^— .*$/m, old.match(/^— .*$/m)[0]) }), 'One of them is not of this log', 'a signature of another size');
  await sound(page, 'forked');
  // the QR code on the page to print says what the page says
  check(receipt.includes('class="qr"'), 'the receipt has its QR code');
  await page.close();
}
same(asked.length, 0, `the offline page asks nobody: ${asked}`);
await end(t);
