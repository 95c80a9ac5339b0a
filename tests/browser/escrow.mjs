// A key that a whole office lost, given back by two of the three that hold it: put in escrow, lost, asked for by two,
// peeled by the nation, opened by the province, in Chromium; then evidence of before opens again. Debian's `age` opens
// the same onion by hand. What is damaged, asked twice, asked of others is told.
import { createHash, randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { NETRAL, PASSWORD, begin, budget, check, end, follow, look, same } from './lib.mjs';
import { BKN, CUSTODIAN, NATION, OFFICER, PASS, PROVINCE, age, bytes, sealing } from './lib_sealed.mjs';

const t = await begin();
const { keyFile, inStore, inMemory, as, makeOwn, ceremony } = sealing(t);
const WORD = 'Rekaman Kenari';
const page = await t.page();
const main = () => page.textContent('main');
const PATH = '/k/titipan';
const told = async () => {
  await page.waitForSelector('#galat:not([hidden])');
  return page.textContent('#galat');
};
const sealIn = async (form, name) => {
  await page.fill(`${form} [type=password]`, PASS[name]);
  await page.click(`${form} button`);
};

// ---- keys of everybody; what is said while there are too few
for (const name of [OFFICER, CUSTODIAN]) await makeOwn(page, name);
await ceremony(page, 1);
await as(page, OFFICER, PATH);
check((await main()).includes('perlu 3 kantor lain') && !(await page.$('#titip')), 'with too few offices it is said, and nothing offered');
await look(page, 'escrow-few', { nodes: 2500 });
for (const pair of [PROVINCE, NATION, BKN]) {
  for (const name of pair) await makeOwn(page, name);
  await ceremony(page, 1, pair);
}
const named = spawnSync(NETRAL, ['office', 'escrow', '--data', join(t.folder, 'data'), '--holders', 'bkn'], { encoding: 'utf8' });
same(named.stdout, 'bkn, from now on\n', `the operator names BKN: ${named.stderr}`);

// ---- evidence, sealed for the office in charge alone: those above could open it otherwise
const made = keyFile(spawnSync('age-keygen', { encoding: 'utf8' }).stdout);
const recipient = spawnSync('age-keygen', ['-y', made], { encoding: 'utf8' }).stdout.trim();
const caseKey = readFileSync(made, 'utf8').split('\n').find((l) => l.startsWith('AGE-'));
const folder = join(t.folder, randomUUID());
mkdirSync(folder);
const sha256 = createHash('sha256').update(WORD).digest('hex');
writeFileSync(join(folder, 'keterangan.json'), JSON.stringify({ name: 'rekaman.txt', bytes: WORD.length, sha256 }));
writeFileSync(join(folder, 'bukti.txt'), WORD);
const tar = spawnSync('tar', ['-c', '--format=ustar', '-C', folder, 'keterangan.json', 'bukti.txt']).stdout;
const piece = await (await fetch(`${t.origin}/api/v1/evidence`, {
  method: 'POST', headers: { 'Content-Type': 'application/age' }, body: age(['-r', recipient], tar),
})).json();
const { offices } = await (await fetch(`${t.origin}/api/v1/seal-keys?region=16.06`)).json();
const keys = offices.map((o) => o.recipient);
const { token } = await (await fetch(`${t.origin}/api/v1/session`, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ user: BKN[0], password: PASSWORD }),
})).json();
const report = await fetch(`${t.origin}/api/v1/reports`, {
  method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), Authorization: `Bearer ${token}` },
  body: JSON.stringify({
    channel: 'complaint', election: 'pilkada-2024', region: '16.06', narrative: 'Camat membagikan stiker.', evidence: [piece.id],
    evidence_key: { recipient, keys: keys.join(' '), wrap: age(keys.flatMap((k) => ['-r', k]), `${caseKey}\n`).toString('base64') },
  }),
});
same(report.status, 201, 'a complaint is taken');
const address = `/k/perkara/${(await report.json()).case}`;
/** What the office's officer reads in the browser; or what they are told. */
async function opened() {
  await as(page, OFFICER, address);
  await page.fill('#sandi-bukti', PASS[OFFICER]);
  await page.click('#buka-bukti button');
  await page.waitForSelector('#galat-bukti:not([hidden]), #buka-bukti[hidden]', { state: 'attached' });
  if (await page.isVisible('#galat-bukti')) return page.textContent('#galat-bukti');
  const row = page.locator('#bukti > li').first();
  await row.getByRole('button').click();
  const [download] = await Promise.all([page.waitForEvent('download'), row.locator('a[download]').click()]);
  return readFileSync(await download.path(), 'utf8');
}
same(await opened(), WORD, 'the office reads its evidence');

// ---- into escrow
await as(page, OFFICER, PATH);
for (const width of [360, 1280]) {
  await page.setViewportSize({ width, height: 740 });
  await look(page, 'escrow-make', { nodes: 2500 });
}
budget(page, 'staff');
const directory = await (await fetch(`${t.origin}/kunci`)).text();
const marks = await page.$$eval('main ol li .mono', (all) => all.map((m) => m.textContent.trim()));
check(marks.length === 3 && marks.every((m) => directory.includes(m)), `the holders' fingerprints are those of the directory: ${marks}`);
await page.fill('#sandi-titip', 'frasa yang salah');
await page.click('#titip button');
check((await told()).includes('tidak membuka'), 'a wrong passphrase is told');
const [sent] = await Promise.all([page.waitForRequest((r) => r.method() === 'POST'), page.waitForNavigation(), sealIn('#titip', OFFICER)]);
const body = new URLSearchParams(sent.postData());
same([...body.keys()].sort().join(), 'aksi,csrf,nomor,penerima,segel', 'what is sent has no passphrase and no key');
same(Buffer.from(body.get('segel'), 'base64').length, 3 * 475, 'but three onions');
check((await main()).includes('dititipkan oleh') && !(await page.$('#titip')), 'it is in escrow');
const again = await page.request.post(t.origin + PATH, { form: Object.fromEntries(body), headers: { Origin: t.origin }, maxRedirects: 0 });
check(again.status() === 409 && (await again.text()).includes('sudah memegang kunci ini'), 'sent again: a sentence');

// ---- all lose their passphrases
for (const name of [OFFICER, CUSTODIAN]) {
  PASS[name] += ' yang baru';
  await as(page, name, '/k/kunci');
  await page.click('details:has(#buat) summary');
  for (const field of ['#sandi-baru', '#sandi-lagi']) await page.fill(field, PASS[name]);
  await follow(page, '#buat button');
}
await as(page, OFFICER, '/k/kunci');
for (const box of await page.$$('[name=pemegang]')) await box.check();
await follow(page, '#usul button');
await as(page, CUSTODIAN, '/k/kunci');
await page.fill('#sandi-setuju', PASS[CUSTODIAN]);
await follow(page, '#setuju button');
check((await main()).includes('Kunci nomor 2 berlaku'), 'a second key, which opens nothing of before');
const closed = await opened();
check(closed !== WORD, `the evidence of before is closed: ${closed}`);

// ---- asked for, by two
await as(page, OFFICER, PATH);
await look(page, 'escrow-lost', { nodes: 2500 });
await page.fill('#minta-1', 'Kedua pemegang lupa frasa sandinya.');
await follow(page, '.panel:has(#minta-1) button');
check((await main()).includes('Menunggu petugas kedua') && !(await page.$('#minta-1')), 'it waits for a second officer');
check(!(await page.$('[value=setuju]')), 'who is another one');
await as(page, NATION[0], PATH);
check(!(await page.$('form[data-aksi]')), 'until then no holder can act');
await as(page, CUSTODIAN, PATH);
await follow(page, 'form:has([value=setuju]) button');

// ---- the further takes its layer off
await as(page, BKN[0], PATH);
same((await page.$$('form[data-aksi=kupas]')).length, 2, 'BKN may peel for either of the others');
await as(page, NATION[0], PATH);
for (const width of [360, 1280]) {
  await page.setViewportSize({ width, height: 740 });
  await look(page, 'escrow-peel', { nodes: 2500 });
}
const PEEL = 'form[data-aksi=kupas]';
same((await page.$$(PEEL)).length, 1, 'the nation peels for the province');
check((await main()).includes('Kedua pemegang lupa'), 'and reads why');
const onion = await page.getAttribute(PEEL, 'data-berkas');
const spoilt = Buffer.from(onion, 'base64');
spoilt[spoilt.length - 5] ^= 1;
await page.$eval(PEEL, (form, value) => { form.dataset.berkas = value; }, spoilt.toString('base64'));
await sealIn(PEEL, NATION[0]);
check((await told()).includes('telah berubah atau rusak'), 'a damaged onion is told, and nothing is sent');
await page.$eval(PEEL, (form, value) => { form.dataset.berkas = value; }, onion);
const own = async (name) => { // the identity of the office, as somebody with another program unlocks it
  const data = await page.$eval('#kunci-kantor', (k) => ({ locked: k.dataset.kunci, wrap: k.firstElementChild.dataset.segel }));
  const opening = new Decrypter();
  opening.addPassphrase(PASS[name]);
  return keyFile(age(['-d', '-i', keyFile(await opening.decrypt(bytes(data.locked), 'text'))], bytes(data.wrap)));
};
const nation = await own(NATION[0]);
await Promise.all([page.waitForNavigation(), sealIn(PEEL, NATION[0])]);
check((await main()).includes('Melepas satu lapis') && (await main()).includes('Lapis Anda sudah dilepas'), 'it is peeled, and may be again');
for (const width of [360, 1280]) {
  await page.setViewportSize({ width, height: 740 });
  await look(page, 'escrow-peeled', { nodes: 2500 });
}
await Promise.all([page.waitForNavigation(), sealIn(PEEL, NATION[0])]);
check((await main()).split('Melepas satu lapis').length === 3, 'it is given again: both are told');

// ---- the nearer opens it
await as(page, PROVINCE[0], PATH);
const OPEN = 'form[data-aksi=buka]';
await look(page, 'escrow-open', { nodes: 2500 });
const province = await own(PROVINCE[0]);
const lost = age(['-d', '-i', province], age(['-d', '-i', nation], bytes(onion))).toString().trim();
check(lost.startsWith('AGE-SECRET-KEY-1'), "Debian's age opens the onion by the two keys");
same(spawnSync('age-keygen', ['-y', keyFile(`${lost}\n`)], { encoding: 'utf8' }).stdout.trim(), await page.getAttribute(OPEN, 'data-kunci'), 'it is the key that is asked for');
same(age(['-d', '-i', province], bytes(onion)).length, 0, 'the nearer alone opens nothing');
const layer = await page.getAttribute(OPEN, 'data-berkas');
const elsewhere = age(['-r', 'age1lvyvwawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z'], 'x').toString('base64');
await page.$eval(OPEN, (form, value) => { form.dataset.berkas = value; }, elsewhere);
await sealIn(OPEN, PROVINCE[0]);
check((await told()).includes('memberikannya lagi'), 'a bad layer is asked for again before it is refused');
await page.$eval(OPEN, (form, value) => { form.dataset.berkas = value; }, layer);
await Promise.all([page.waitForNavigation(), sealIn(OPEN, PROVINCE[0])]);
check((await main()).includes('Sudah dikembalikan'), 'it is given back');
check(!inMemory(lost) && !inStore(lost), 'the server never had the key');
same(await opened(), WORD, 'the evidence of before opens again');

// ---- given back once more, with another key in it: what was given back before still opens
const act = async (name, value, form, change = {}) => {
  await as(page, name, PATH);
  const fields = Object.fromEntries(await page.$eval(form, (f) => [...new FormData(f)]));
  return (await page.request.post(t.origin + PATH, { form: { ...fields, aksi: value, ...change }, headers: { Origin: t.origin }, maxRedirects: 0 })).status();
};
same(await act(OFFICER, 'minta', '.panel form:has(#minta-1)', { alasan: 'Belum terbuka.' }), 303, 'asked again');
same(await act(CUSTODIAN, 'setuju', 'form:has([value=setuju])'), 303, 'agreed again');
await as(page, NATION[0], PATH);
await Promise.all([page.waitForNavigation(), sealIn(PEEL, NATION[0])]);
await as(page, PROVINCE[0], PATH);
const next = await page.getAttribute(OPEN, 'data-penerima');
const another = spawnSync('age-keygen', { encoding: 'utf8' }).stdout.split('\n').find((l) => l.startsWith('AGE-'));
same(await act(PROVINCE[0], 'buka', OPEN, { segel: age(['-r', next], `${another}\n`).toString('base64') }), 303, 'and a false chain given back');
await as(page, OFFICER, PATH);
same((await page.getAttribute('[data-rantai]', 'data-rantai')).split(' ').length, 2, 'two chains stand beside each other');
same(await opened(), WORD, 'the evidence of before opens as it did');

// ---- who sees it
for (const [name, sees] of [[OFFICER, true], [BKN[1], true], ['petugas.ppk-16.06', false]]) {
  await as(page, name, PATH);
  const text = await main();
  same(['Meminta', 'Menyetujui', 'Melepas satu lapis', 'Membuka dan mengembalikan', PROVINCE[0]].every((word) => text.includes(word)), sees, `${name} sees who did what`);
}
await as(page, OFFICER, PATH);
for (const width of [360, 1280]) {
  await page.setViewportSize({ width, height: 740 });
  await look(page, 'escrow-opened', { nodes: 2500 });
}
const data = spawnSync(NETRAL, ['verify', '--data', join(t.folder, 'data')], { encoding: 'utf8' });
same(data.status, 0, `the store agrees with itself: ${data.stdout}`);

// ---- without scripts
const plain = await t.page({ scripts: false });
await as(plain, OFFICER, PATH);
check(await plain.isVisible('#perlu') && await plain.isDisabled('#titip button'), 'without scripts it is said plainly, and nothing can be sealed');
await look(plain, 'escrow-plain', { nodes: 2500 });
await plain.close();
await page.close();
await end(t);
