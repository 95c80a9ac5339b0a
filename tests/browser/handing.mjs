// The key of the evidence goes with the case: an officer of the office in charge opens it in Chromium and
// wraps it for BKN, whose officer opens the file, with nothing of it in the server; what each of them is
// told before, and without scripts; spoilt wraps; Debian's `age` opens what the browser wrapped.
import { createHash, randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { PASSWORD, begin, budget, check, end, look, same } from './lib.mjs';
import { BKN, CUSTODIAN, OFFICER, PASS, age, bytes, sealing } from './lib_sealed.mjs';

const t = await begin();
const { keyFile, inStore, inMemory, as, makeOwn, ceremony } = sealing(t);
const WORD = 'Rekaman Kenari';
const page = await t.page();
const plain = await t.page({ scripts: false });
const main = () => page.textContent('main');

// ---- a complaint that waits for BKN, its evidence sealed for the office in charge
for (const name of [OFFICER, CUSTODIAN]) await makeOwn(page, name);
await ceremony(page, 1);
const made = keyFile(spawnSync('age-keygen', { encoding: 'utf8' }).stdout);
const recipient = spawnSync('age-keygen', ['-y', made], { encoding: 'utf8' }).stdout.trim();
const identity = readFileSync(made, 'utf8').split('\n').find((l) => l.startsWith('AGE-'));
const sha = (data) => createHash('sha256').update(data).digest('hex');
const bearer = async (user) => {
  const answer = await fetch(`${t.origin}/api/v1/session`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ user, password: PASSWORD }),
  });
  return { Authorization: `Bearer ${(await answer.json()).token}` };
};
const wrapFor = (to, what = identity) => age(['-r', to], `${what}\n`).toString('base64');
async function complain() {
  const folder = join(t.folder, randomUUID());
  mkdirSync(folder);
  writeFileSync(join(folder, 'keterangan.json'), JSON.stringify({ name: 'rekaman.txt', bytes: WORD.length, sha256: sha(WORD) }));
  writeFileSync(join(folder, 'bukti.txt'), WORD);
  const tar = spawnSync('tar', ['-c', '--format=ustar', '-C', folder, 'keterangan.json', 'bukti.txt']).stdout;
  const piece = await (await fetch(`${t.origin}/api/v1/evidence`, {
    method: 'POST', headers: { 'Content-Type': 'application/age' }, body: age(['-r', recipient], tar),
  })).json();
  const { offices } = await (await fetch(`${t.origin}/api/v1/seal-keys?region=16.06`)).json();
  const keys = offices.map((o) => o.recipient).filter(Boolean);
  const answer = await fetch(`${t.origin}/api/v1/reports`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...await bearer(BKN[0]) },
    body: JSON.stringify({
      channel: 'complaint', election: 'pilkada-2024', region: '16.06', narrative: 'Camat membagikan stiker.', evidence: [piece.id],
      evidence_key: { recipient, keys: keys.join(' '), wrap: age(keys.flatMap((k) => ['-r', k]), `${identity}\n`).toString('base64') },
    }),
  });
  same(answer.status, 201, 'a complaint is taken');
  return (await answer.json()).case;
}
const id = await complain();
const address = `/k/perkara/${id}`;

// ---- before anything is handed over: what each of them is told
await as(page, BKN[0], address);
check((await main()).includes('belum diserahi kunci bukti') && (await main()).includes('juga belum punya kunci'), 'BKN is told whom to ask, and to make a key');
check(!(await page.$('#buka-bukti')), 'it is not asked for a passphrase that would lead nowhere');
for (const width of [360, 1280]) {
  await page.setViewportSize({ width, height: 740 });
  await look(page, 'case-evidence-closed', { nodes: 2500 });
}
await as(page, OFFICER, address);
await page.click('#serahkan summary');
check((await main()).includes('belum punya kunci kantor') && !(await page.$('#buka-serah')), 'the giver is told that BKN has no key, before any form');
await look(page, 'case-hand-nobody', { nodes: 2500 });
for (const name of BKN) await makeOwn(page, name);
await ceremony(page, 1, BKN);

// ---- without scripts
await as(plain, OFFICER, address);
check((await plain.textContent('#serahkan')).includes('Tanpa JavaScript kunci bukti tidak dapat diserahkan'), 'without scripts it is said plainly');
check(await plain.isDisabled('#buka-serah button'), 'and nothing can be sent');
await look(plain, 'case-hand-plain', { nodes: 2500 });

// ---- the act
await as(page, OFFICER, address);
const directory = await (await fetch(`${t.origin}/kunci`)).text();
const mark = (await page.textContent('#buka-serah label .mono')).trim();
check(/^([0-9a-f]{4} ?){10}$/.test(mark) && directory.includes(mark), 'the fingerprint of the key is that of the directory');
for (const width of [360, 1280]) {
  await page.setViewportSize({ width, height: 740 });
  await look(page, 'case-hand', { nodes: 2500 });
}
budget(page, 'staff');
const parts = await page.$eval('#buka-serah', (form) => ({ ...form.dataset }));
async function give(passphrase = PASS[OFFICER]) {
  await page.fill('#sandi-serah', passphrase);
  await page.click('#buka-serah button');
}
await give('frasa yang salah');
await page.waitForSelector('#galat-serah:not([hidden])');
check((await page.textContent('#galat-serah')).includes('tidak membuka'), 'a wrong passphrase is told');
const spoilt = Buffer.from(parts.segel, 'base64');
spoilt[spoilt.length - 5] ^= 1;
await page.$eval('#buka-serah', (form, value) => { form.dataset.segel = value; }, spoilt.toString('base64'));
await give();
await page.waitForSelector('#galat-serah:not([hidden])');
const spoiltSaid = await page.textContent('#galat-serah');
check(spoiltSaid.includes('telah berubah'), `a spoilt wrap is told, and nothing is sent: ${spoiltSaid}`);
await page.$eval('#buka-serah', (form, value) => { form.dataset.segel = value; }, parts.segel);
const [sent] = await Promise.all([page.waitForRequest((r) => r.method() === 'POST'), page.waitForNavigation(), give()]);
const body = new URLSearchParams(sent.postData());
same([...body.keys()].sort().join(), 'aksi,csrf,key,office,recipient,wrap', 'what is sent has no passphrase and no key');
check(!sent.postData().includes('AGE-SECRET') && Buffer.from(body.get('wrap'), 'base64').length === 275, 'but a wrap for one');
check((await main()).includes('Kunci bukti sudah diserahkan') && (await main()).includes(mark), 'the page says so, and the timeline by which key');
check((await page.textContent('#serahkan')).includes('sudah memegang kunci bukti'), 'and who has it now');
await look(page, 'case-handed', { nodes: 2500 });
check(!inMemory(identity) && !inStore(identity), 'the server never had the key');

// ---- a form that was sent before is told, and changes nothing
const again = await page.request.post(`${t.origin}${address}`, { form: Object.fromEntries(body), headers: { Origin: t.origin }, maxRedirects: 0 });
check(again.status() === 409 && (await again.text()).includes('Segel yang sama sudah tersimpan'), 'sent again: a sentence');
const elsewhere = await page.request.post(`${t.origin}${address}`, { form: { ...Object.fromEntries(body), key: recipient, wrap: wrapFor(recipient) }, headers: { Origin: t.origin }, maxRedirects: 0 });
check(elsewhere.status() === 409 && (await elsewhere.text()).includes('bukan kunci berlaku kantor itu'), 'to a key that is not in the directory: a sentence');

// ---- BKN opens the file
async function opened() {
  await as(page, BKN[0], address);
  await page.fill('#sandi-bukti', PASS[BKN[0]]);
  await page.click('#buka-bukti button');
  await page.waitForSelector('#galat-bukti:not([hidden]), #buka-bukti[hidden]', { state: 'attached' });
  if (await page.isVisible('#galat-bukti')) return page.textContent('#galat-bukti');
  const row = page.locator('#bukti > li').first();
  await row.getByRole('button').click();
  const [download] = await Promise.all([page.waitForEvent('download'), row.locator('a[download]').click()]);
  return readFileSync(await download.path(), 'utf8');
}
same(await opened(), WORD, "BKN's officer opens the evidence in the browser");
await look(page, 'case-evidence-received', { nodes: 2500 });
check(!inMemory(WORD) && !inStore(WORD), 'and the server has not seen it for that');
check(!(await page.$('textarea[name=alasan]')) && !(await page.$('#buka')), 'who reported is offered to nobody there');

// ---- what was handed wrong closes nothing, and Debian's age reads what the browser wrapped
const seen = await (await fetch(`${t.origin}/api/v1/cases/${id}`, { headers: await bearer(BKN[0]) })).json();
const { key } = seen.report.evidence_handed[0];
const stray = await fetch(`${t.origin}/api/v1/cases/${id}/evidence-key`, {
  method: 'POST', headers: { 'Content-Type': 'application/json', ...await bearer(OFFICER) },
  body: JSON.stringify({ office: 'bkn', recipient, key, wrap: wrapFor(key, spawnSync('age-keygen', { encoding: 'utf8' }).stdout.split('\n').find((l) => l.startsWith('AGE-'))) }),
});
same(stray.status, 201, 'a wrap of another identity is taken: nobody here can tell');
same(await opened(), WORD, 'and closes nothing');
const unlocking = new Decrypter();
unlocking.addPassphrase(PASS[BKN[0]]);
const own = keyFile(await unlocking.decrypt(bytes(await page.$eval('#buka-bukti', (form) => form.dataset.kunci)), 'text'));
const office = keyFile(age(['-d', '-i', own], bytes(await page.$eval('#buka-bukti span', (k) => k.dataset.segel))));
same(age(['-d', '-i', office], bytes(body.get('wrap'))).toString().trim(), identity, "Debian's age opens the wrap with BKN's key");

// ---- somebody of BKN leaves: its next key leads to what was handed to the last
await ceremony(page, 2, BKN);
same(await opened(), WORD, 'after the next key it is opened through the chain');

await plain.close();
await page.close();
await end(t);
