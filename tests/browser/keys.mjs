// Keys, made and opened in Chromium: three officers make their own, two agree to the office's, one
// leaves and the rest make the next. Debian's `age` opens what the browser wrapped, and what npm
// age-encryption unlocked is the browser's own; no secret half is found in what the server keeps.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, identityToRecipient } from 'age-encryption';
import { NETRAL, begin, budget, check, end, follow, look, nobodyIsMarked, same, signIn } from './lib.mjs';

const t = await begin();
const OFFICERS = ['petugas.bawaslu-16.06', 'pimpinan.bawaslu-16.06'];
const PASS = { [OFFICERS[0]]: 'lima kata acak pertama', [OFFICERS[1]]: 'lima kata acak kedua' };
const bytes = (base64) => Uint8Array.from(Buffer.from(base64, 'base64'));
const age = (args, input) => spawnSync('age', args, { input, encoding: 'utf8' });

async function as(page, name) {
  await page.context().clearCookies();
  await signIn(page, t, name);
  await page.goto(`${t.origin}/k/kunci`);
}
const told = async (page) => {
  await page.waitForSelector('#galat:not([hidden])');
  return page.textContent('#galat');
};
async function makeOwn(page, name) {
  await as(page, name);
  if (await page.$('details:has(#buat)')) await page.click('details:has(#buat) summary');
  await page.fill('#sandi-baru', PASS[name]);
  await page.fill('#sandi-lagi', PASS[name]);
  await follow(page, '#buat button');
  check(page.url().endsWith('?pesan=1'), `${name} made a key: ${page.url()}`);
}
/** The identity that is kept of an officer, unlocked as somebody with another program would. */
async function identityOf(page, name) {
  const locked = await page.getAttribute('#usul', 'data-kunci');
  const opening = new Decrypter();
  opening.addPassphrase(PASS[name]);
  return (await opening.decrypt(bytes(locked), 'text')).trimEnd();
}
/** What Debian's age reads in a wrap with that identity. */
function unwrap(wrapped, identity) {
  const key = join(t.folder, 'identity');
  writeFileSync(key, identity + '\n', { mode: 0o600 });
  return age(['-d', '-i', key], bytes(wrapped)).stdout.trimEnd();
}
async function agree(page, name, passphrase = PASS[name]) {
  await page.fill('#sandi-setuju', passphrase);
  await page.click('#setuju button');
}

const page = await t.page({ width: 360 });
await as(page, OFFICERS[0]);
await look(page, 'keys-none', { nodes: 2500 });
budget(page, 'staff');
check(!(await page.textContent('main')).includes('perlu JavaScript') || !(await page.isVisible('#perlu')), 'with scripts the page works');
await page.fill('#sandi-baru', 'pendek');
await page.click('#buat button');
check((await told(page)).includes('12'), 'a short passphrase is refused');
await page.fill('#sandi-baru', PASS[OFFICERS[0]]);
await page.fill('#sandi-lagi', PASS[OFFICERS[0]] + 'x');
await page.click('#buat button');
check((await told(page)).includes('berbeda'), 'two passphrases that differ are refused');
for (const name of OFFICERS) await makeOwn(page, name);

// ---- the office's first key
await as(page, OFFICERS[0]);
await look(page, 'keys-own', { nodes: 2500 });
await page.click('#usul button');
check((await told(page)).includes('petugas lain'), 'nobody holds an office key alone');
for (const box of await page.$$('[name=pemegang]')) await box.check();
await follow(page, '#usul button');
check((await page.textContent('main')).includes('menunggu petugas kedua'), 'the key waits for a second officer');
check(!await page.$('#setuju'), 'who proposed it is not asked to agree');
await look(page, 'keys-proposed', { nodes: 2500 });
await as(page, OFFICERS[1]);
await page.setViewportSize({ width: 1280, height: 740 });
await look(page, 'keys-agree', { nodes: 2500 });
await page.setViewportSize({ width: 360, height: 740 });
await agree(page, OFFICERS[1], 'frasa yang salah');
check((await told(page)).includes('tidak membuka'), 'a wrong passphrase is told');
// A wrap that holds another key than the one announced: what a lying server would send.
const announced = await page.inputValue('#setuju [name=penerima]');
await page.evaluate(() => {
  const form = document.querySelector('#setuju');
  form.querySelector('[name=penerima]').value = document.querySelector('[name=pemegang]').dataset.penerima;
});
await agree(page, OFFICERS[1]);
await page.waitForFunction(() => document.querySelector('#galat').textContent.includes('Amplop'));
await page.evaluate((value) => { document.querySelector('#setuju [name=penerima]').value = value; }, announced);
await Promise.all([page.waitForNavigation(), agree(page, OFFICERS[1])]);
check((await page.textContent('main')).includes('Kunci nomor 1 berlaku'), 'the first key is in force');

const second = await identityOf(page, OFFICERS[1]);
const first = await page.getAttribute('#usul', 'data-segel');
const office = unwrap(first, second);
same(await identityToRecipient(office), announced, "Debian's age finds the office's identity in the browser's wrap");

// ---- one has another key: the next one opens the last
await makeOwn(page, OFFICERS[0]);
await page.goto(`${t.origin}/k/kunci`);
check((await page.textContent('main')).includes('tidak membukanya'), 'a new key of one\'s own does not open the office\'s');
await as(page, OFFICERS[1]);
check(await page.isVisible('div.warn'), 'those who stay are told that the next key is due');
await look(page, 'keys-due', { nodes: 2500 });
for (const box of await page.$$('[name=pemegang]')) await box.check();
await page.fill('#sandi-usul', PASS[OFFICERS[1]]);
await follow(page, '#usul button');
await as(page, OFFICERS[0]);
await Promise.all([page.waitForNavigation(), agree(page, OFFICERS[0])]);
check((await page.textContent('main')).includes('Kunci nomor 2 berlaku'), 'the second key is in force');

// ---- the public sees it
const directory = await (await fetch(`${t.origin}/log/offices`)).json();
same(directory.offices.length, 1, 'one office has a key');
const body = JSON.parse(directory.offices[0].body);
same(body.n, 2, 'of the office the newest key is published');
same(body.opens, announced, 'and which key it opens');
await page.context().clearCookies();
await page.goto(`${t.origin}/kunci`);
check((await page.textContent('main')).includes(directory.directory), 'the directory shows its fingerprint');
await look(page, 'directory');
budget(page, 'entry');
await nobodyIsMarked(page, 'directory');
await page.goto(`${t.origin}/lapor/isi`);
check((await page.content()).includes(directory.directory), 'the report form shows it, too');
budget(page, 'form');

// ---- nothing of it lies on the server
function holds(folder, text) {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((f) => f.isFile())
    .some((f) => readFileSync(join(f.path ?? f.parentPath, f.name)).includes(text));
}
const data = join(t.folder, 'data');
check(holds(data, announced), 'the search finds what is public');
for (const secret of [second, office, ...Object.values(PASS)]) check(!holds(data, secret), 'no secret half, no passphrase lies in the store');

// ---- without scripts the page says why nothing can be done
const plain = await t.page({ scripts: false });
await as(plain, OFFICERS[1]);
check(await plain.isVisible('#perlu'), 'without scripts the page says that it needs them');
check(await plain.isDisabled('#buat button', { strict: false }).catch(() => true), 'and offers no button that does nothing');
await look(plain, 'keys-plain', { nodes: 2500 });
await plain.close();
await page.close();
const left = spawnSync(NETRAL, ['office', 'keys', '--data', data], { encoding: 'utf8' });
check(left.stdout.includes(`${body.recipient}\n`) && left.stdout.includes(directory.directory), 'the command shows the same directory');
await end(t);
