// Large files (docs/adr/0056): sealed as a stream in Chromium, sent in parts through a lost line, a pause
// and a killed server, opened by Debian's `age` and `tar` and by an officer; and what memory that takes.
// NETRAL_LARGE_MB=500: another size, by hand, with the peaks of all processes.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, openSync, readFileSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Decrypter } from 'age-encryption';
import { NETRAL, begin, budget, check, end, follow, look, photo, same } from './lib.mjs';
import { CUSTODIAN, OFFICER, PASS, age, bytes, sealing } from './lib_sealed.mjs';

const MB = Number(process.env.NETRAL_LARGE_MB ?? 40);
const LONG = { timeout: MB * 6000 };
const HELD = 32 * 1024 * 1024; // of a page's heap while it sends or opens: some parts, never the file
const t = await begin();
const { keyFile, inStore, inMemory, as, makeOwn, ceremony } = sealing(t);
const page = await t.page();
page.on('dialog', (dialog) => dialog.accept());
const MARK = 'Film Kenari';

/** A film of so many million bytes that no two parts share. Returns its hash. */
function film(path, mb) {
  const hash = createHash('sha256');
  const file = openSync(path, 'w');
  for (let n = 0; n < mb; n++) {
    const piece = Buffer.alloc(1e6, `${n} ${MARK} `);
    if (!n) piece.write('\0\0\0\x20ftypisom');
    hash.update(piece);
    writeSync(file, piece);
  }
  closeSync(file);
  return hash.digest('hex');
}
const path = join(t.folder, 'rekaman panjang.mp4');
const sha = film(path, MB);

// ---- what it takes
const number = (pid, name) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${name}:\\s+(\\d+)`))?.[1] ?? 0);
/** The browser's processes: those below this one. */
function processes() {
  const all = readdirSync('/proc').filter((n) => /^\d+$/.test(n)).flatMap((pid) => {
    try {
      const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[1]);
      return [{ pid: Number(pid), parent, type: /--type=([\w-]+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1] ?? '' }];
    } catch { return []; }
  });
  const mine = new Set([process.pid]);
  for (let before = 0; before < mine.size;) {
    before = mine.size;
    for (const { pid, parent } of all) if (mine.has(parent)) mine.add(pid);
  }
  return all.filter(({ pid }) => mine.has(pid) && pid !== process.pid && pid !== t.server.pid);
}
/** Most memory of browser and pages while something runs, in MiB: sampled, since peaks of before count otherwise. */
async function peaks(what, work) {
  const now = () => processes().reduce((sum, { pid, type }) => {
    try {
      const mib = number(pid, 'RssAnon') / 1024;
      const kind = type === 'renderer' ? 'pages' : type ? 'others' : 'browser';
      return { ...sum, [kind]: sum[kind] + mib };
    } catch { return sum; }
  }, { pages: 0, browser: 0, others: 0 });
  const before = now();
  const most = { ...before };
  const timer = setInterval(() => {
    for (const [kind, mib] of Object.entries(now())) most[kind] = Math.max(most[kind], mib);
  }, 250);
  const began = performance.now();
  const result = await work();
  clearInterval(timer);
  const said = Object.keys(most).map((kind) => `${kind} ${before[kind].toFixed()} to ${most[kind].toFixed()} MiB`).join(', ');
  console.log(`# ${what}, ${MB} MB: ${said}; ${((performance.now() - began) / 1000).toFixed(1)} s; server's peak ${(number(t.server.pid, 'VmHWM') / 1024).toFixed()} MiB`);
  return result;
}
/** What the page's scripts hold, without what is only not collected yet. */
async function held() {
  await page.session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await page.session.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

// ---- the server goes, and comes back to the same place
const port = new URL(t.origin).port;
async function killed() {
  t.server.kill('SIGKILL');
  await t.over;
}
async function again() {
  t.server = spawn(NETRAL, ['serve', '--data', join(t.folder, 'data'), '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { server } = t;
  t.over = new Promise((done) => server.once('exit', done));
  process.on('exit', () => server.kill('SIGKILL'));
  await new Promise((done) => createInterface({ input: server.stdout }).once('line', done));
}

for (const name of [OFFICER, CUSTODIAN]) await makeOwn(page, name);
await ceremony(page, 1);

// ---- chosen and sent
await page.context().clearCookies();
await page.goto(`${t.origin}/lapor/isi`);
check((await page.textContent('#evidence-h')).includes('500 MB'), 'the form says how large a file may be');
budget(page, 'form');
await page.fill('#narrative', 'Camat membagikan stiker.');
await page.click('#lanjut');
await page.selectOption('#region', '16.06');
await page.click('#lanjut');
await page.click('#lanjut');
const before = await page.evaluate(() => performance.getEntriesByType('resource').some((r) => r.name.includes('/kirim')));
check(!before, 'what sends files is not loaded before one is chosen');
const row = page.locator('#berkas li').first();
const puts = [];
page.on('request', (r) => r.method() === 'PUT' && puts.push(r.url().split('/').pop()));
let [most, open] = [2, () => {}]; // parts that come through, so that each state can be looked at
let more = new Promise((done) => (open = done));
await page.route('**/parts/*', async (route) => {
  while (Number(route.request().url().split('/').pop()) > most) await more;
  await route.continue().catch(() => {}); // the page has let go of it
});
function pass(n) {
  most = n;
  open();
  more = new Promise((done) => (open = done));
}
/** Lets parts through up to that one, and waits until the next is there. */
async function come(n) {
  const next = page.waitForRequest(new RegExp(`/parts/${n + 1}$`), LONG);
  pass(n);
  await next;
}
await peaks('sealed and sent', async () => {
  const third = come(2);
  await page.setInputFiles('#evidence', path);
  await page.setInputFiles('#evidence', [photo('kecil.jpg', 3000)]); // is not held up by it
  await third;
  const heap = await held();
  check(heap < HELD, `the page holds parts, not the file: ${heap} bytes`);
  check(await row.getByRole('progressbar').isVisible(), 'a bar says how far it is');
  check((await row.textContent()).includes('Tidak dibersihkan'), 'and words that it is not cleaned, since it is not made as its format says');
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    await look(page, 'form-large-sending');
  }
  await page.locator('#berkas li').nth(1).getByText('Tersegel dan tersimpan').waitFor();
  check(true, 'a small file is stored meanwhile');

  await row.getByRole('button', { name: 'Jeda' }).click();
  await row.getByText('Dijeda').waitFor();
  const sent = puts.length;
  await new Promise((done) => setTimeout(done, 500));
  same(puts.length, sent, 'nothing is sent while it is paused');
  await look(page, 'form-large-paused');
  await page.click('#lanjut');
  check((await page.textContent('#galat')).includes('Tunggu sampai'), 'the form waits for it');
  await row.getByRole('button', { name: 'Lanjutkan' }).click();
  await row.getByText('Mengunggah').waitFor();
  await come(4);

  await page.context().setOffline(true);
  pass(5);
  await row.getByText('Sambungan terputus').waitFor();
  await look(page, 'form-large-lost');
  await page.context().setOffline(false);
  await row.getByText('Mengunggah').waitFor();
  await come(6);

  await killed();
  pass(7);
  await row.getByText('Sambungan terputus').waitFor();
  await again();
  pass(Infinity);
  await page.unroute('**/parts/*');
  await row.getByText('Tersegel dan tersimpan').waitFor(LONG);
});
page.noise.length = 0; // of lines that were lost
check(!(await row.getByRole('progressbar').count()), 'when it is stored the bar is gone');
const different = new Set(puts).size;
check(puts.length <= different + 6, `a part is sent again only after an interruption: ${puts.length} requests, ${different} parts`);
await page.click('#lanjut');
await page.check('#channel-tip');
await page.click('#lanjut');
const [request] = await Promise.all([page.waitForRequest('**/api/v1/reports'), page.click('#lanjut')]);
const answer = await (await request.response()).json();
same(answer.evidence_sealed, 'browser', 'the report takes it, sealed');
check(!inMemory(MARK) && (MB > 100 || !inStore(MARK)), 'the server has not seen what is in it');

// ---- Debian's age and tar
await as(page, OFFICER, `/k/perkara/${answer.case}`);
const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
const api = await (await fetch(`${t.origin}/api/v1/cases/${answer.case}`, { headers: { Cookie: cookie } })).json();
const piece = api.report.evidence.findIndex((e) => e.bytes > 1e7);
const parts = await page.$eval('#buka-bukti', (form) => ({ ...form.dataset }));
const unlocking = new Decrypter();
unlocking.addPassphrase(PASS[OFFICER]);
const own = keyFile(await unlocking.decrypt(bytes(parts.kunci), 'text'));
const office = keyFile(age(['-d', '-i', own], bytes(await page.$eval('#buka-bukti span', (key) => key.dataset.segel))));
const caseKey = keyFile(age(['-d', '-i', office], bytes(parts.segel)));
const hash = api.report.evidence[piece].sha256;
const blob = join(t.folder, 'data', 'blobs', hash.slice(0, 2), hash.slice(2));
const counted = spawnSync('sh', ['-c', 'age -d -i "$0" "$1" | tar -xO bukti.mp4 | sha256sum', caseKey, blob], { encoding: 'utf8' });
same(counted.stdout.split(' ')[0], sha, 'age and tar give the film');

// ---- an officer opens it
async function unlock() {
  await page.fill('#sandi-bukti', PASS[OFFICER]);
  await page.click('#buka-bukti button');
  await page.waitForSelector('#buka-bukti[hidden]', { state: 'attached' });
  return page.locator('#bukti > li').nth(piece);
}
/** In place of the browser's own question, which no test can answer: a file of the page's own. */
const choose = (answer) => page.evaluate((how) => {
  window.showSaveFilePicker = how && (async ({ suggestedName }) => {
    window.suggested = suggestedName;
    if (how === 'no') throw new DOMException('', 'AbortError');
    return (await navigator.storage.getDirectory()).getFileHandle('dipilih', { create: true });
  });
}, answer);
const chosen = () => page.evaluate(async () => {
  const file = await (await (await navigator.storage.getDirectory()).getFileHandle('dipilih', { create: true })).getFile();
  return { size: file.size, last: await file.slice(-16).text() };
});
let opened = await unlock();
await choose('no');
await opened.getByRole('button').click();
await opened.getByText('tidak tersimpan').waitFor();
check(true, 'an officer who puts it off is told that nothing was saved');
await choose('yes');
await peaks('opened into a file', async () => {
  await opened.getByRole('button').click();
  await opened.getByText('Tersimpan di perangkat ini').waitFor(LONG);
});
check((await opened.textContent()).includes(sha), 'it is saved, and the hash is said');
check(/^bukti-\d+-[0-9a-f]{8}-.*\.mp4$/.test(await page.evaluate(() => window.suggested)), 'under a name that says for whom and when');
same((await chosen()).size, MB * 1e6, 'as long as it was');
await look(page, 'case-large-saved', { nodes: 2500 });
await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('dipilih'));
await page.reload();
opened = await unlock();
await choose(null);
await peaks('opened without that', async () => {
  await opened.getByRole('button').click();
  await opened.locator('a[download]').waitFor(LONG);
});
const heap = await held();
check(heap < HELD, `the page holds none of it: ${heap} bytes`);
const [download] = await Promise.all([page.waitForEvent('download'), opened.locator('a[download]').click()]);
same(spawnSync('sha256sum', [await download.path()], { encoding: 'utf8' }).stdout.split(' ')[0], sha, 'where no file can be chosen it is saved as any is');

// ---- one that was changed at its end is nobody's
const disk = openSync(blob, 'r+');
writeSync(disk, Buffer.from('x'), 0, 1, api.report.evidence[piece].bytes - 40);
closeSync(disk);
await page.reload();
opened = await unlock();
await choose('yes');
await opened.getByRole('button').click();
await opened.getByText('telah berubah').waitFor(LONG);
same((await chosen()).size, 0, 'of a file that was changed at its end nothing is given out');

// ---- without JavaScript
const plain = await t.page({ scripts: false });
await plain.goto(`${t.origin}/lapor/isi`);
check((await plain.textContent('main')).includes('Tanpa JavaScript, tiap berkas paling besar 10 MB'), 'without JavaScript the form says its own limit');
await plain.fill('#narrative', 'Camat membagikan stiker.');
await plain.selectOption('#region', '16.06');
await plain.check('#channel-tip');
const larger = join(t.folder, 'besar.bin');
writeFileSync(larger, Buffer.alloc(10 << 20));
appendFileSync(larger, 'x');
await plain.setInputFiles('#evidence', larger);
await follow(plain, '#lanjut');
check((await plain.textContent('main')).includes('10 MB'), 'and holds to it');
await plain.close();

// ---- forgotten by the server again and again: begun anew, each time later
await page.context().clearCookies();
await page.goto(`${t.origin}/lapor/isi`);
await page.fill('#narrative', 'Lurah membagikan stiker.');
await page.click('#lanjut');
await page.selectOption('#region', '16.06');
await page.click('#lanjut');
await page.click('#lanjut');
const begins = [];
page.on('request', (r) => r.method() === 'POST' && r.url().endsWith('/uploads') && begins.push(performance.now()));
await page.route('**/parts/*', (route) => (begins.length < 4 ? route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{}' }) : route.continue()));
const short = join(t.folder, 'rekaman pendek.mp4');
film(short, 11);
await page.setInputFiles('#evidence', short);
await row.getByText('Tersegel dan tersimpan').waitFor(LONG);
page.noise.length = 0; // of what was not found
const waits = begins.slice(1).map((at, n) => at - begins[n]);
check(waits.length === 3 && waits.every((ms, n) => ms >= 900 * 2 ** n), `it waits before it begins anew, longer each time: ${waits.map(Math.round)} ms`);
await page.close();
await end(t);
