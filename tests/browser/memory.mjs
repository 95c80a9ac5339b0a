// What memory a large film takes in the browser: chosen on the form, cleaned, sealed and sent in parts to a server, in a
// Chromium that nothing watches. Playwright's debugger keeps all that a page sends, so here a page is led through a pipe by
// a few commands, none of which listens to the network. A film of ten times the size may take no more than a little.
// NETRAL_LARGE_MB=500: the larger one, by hand.
import { spawn } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { begin, check, end } from './lib.mjs';
import { FLAGS } from './lib_chromium.mjs';
import { CUSTODIAN, OFFICER, sealing } from './lib_sealed.mjs';

const LARGE = Number(process.env.NETRAL_LARGE_MB ?? 120);
const SMALL = LARGE / 10 > 10.5 ? LARGE / 10 : 11; // smaller ones are not sent in parts
const GROWS = 48; // MiB at most, of the pages' processes and of the others: less than what the larger film has more
const PATIENCE = 60000 + LARGE * 6000;

/** A film that says where it was made: holes, but for a mark in each million bytes. */
function film(path, mb) {
  const file = openSync(path, 'w');
  const box = (type, body) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const moov = box('moov', box('udta', Buffer.from('-2.9911+104.7567/')));
  const head = Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), Buffer.from('\0\0\0\0mdat')]);
  const size = mb * 1e6 - moov.length;
  head.writeUInt32BE(size - head.length + 8, head.length - 8);
  writeSync(file, head);
  for (let n = 1; n < mb - 1; n++) writeSync(file, `${n}`, n * 1e6);
  ftruncateSync(file, size);
  writeSync(file, moov, 0, moov.length, size);
  closeSync(file);
}

/** A Chromium of its own, led through a pipe. */
function open(profile) {
  mkdirSync(profile);
  const chromium = spawn('/usr/bin/chromium', [...FLAGS, `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  process.on('exit', () => chromium.kill('SIGKILL'));
  const waiting = new Map();
  let [rest, last] = ['', 0];
  chromium.stdio[4].setEncoding('utf8').on('data', (text) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop();
    for (const message of messages.map((m) => JSON.parse(m))) {
      const { done, lost } = waiting.get(message.id) ?? {};
      if (message.error) lost?.(new Error(message.error.message));
      else done?.(message.result);
      waiting.delete(message.id);
    }
  });
  const send = (method, params = {}, sessionId) => new Promise((done, lost) => {
    waiting.set(++last, { done, lost });
    chromium.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId }) + '\0');
  });
  return { chromium, send };
}

// ---- what it takes
const status = (pid) => readFileSync(`/proc/${pid}/status`, 'utf8');
/** MiB that are the browser's and its pages' alone: what lies in files counts as no memory. */
function taken(root) {
  const all = readdirSync('/proc').filter((n) => /^\d+$/.test(n)).flatMap((pid) => {
    try {
      const said = status(pid);
      const number = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(said)?.[1] ?? 0);
      const page = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
      return [{ pid: Number(pid), parent: number('PPid'), mib: (number('RssAnon') + number('RssShmem')) / 1024, page }];
    } catch { return []; }
  });
  const mine = new Set([root]);
  for (let before = 0; before < mine.size;) {
    before = mine.size;
    for (const { pid, parent } of all) if (mine.has(parent)) mine.add(pid);
  }
  const sum = (page) => all.filter((p) => mine.has(p.pid) && p.page === page).reduce((n, p) => n + p.mib, 0);
  return { pages: sum(true), others: sum(false) };
}

const t = await begin();
const keys = await t.page();
const { makeOwn, ceremony } = sealing(t);
keys.on('dialog', (dialog) => dialog.accept());
for (const name of [OFFICER, CUSTODIAN]) await makeOwn(keys, name);
await ceremony(keys, 1);
await keys.close();

/** Peaks of a fresh browser while it sends a film of so many million bytes. */
async function measured(mb) {
  const name = join(t.folder, `film-${mb}.mp4`);
  film(name, mb);
  const { chromium, send } = open(join(t.folder, `profile-${mb}`));
  const { targetId } = await send('Target.createTarget', { url: `${t.origin}/lapor/isi` });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const ask = async (expression, byValue = true) =>
    (await send('Runtime.evaluate', { expression, returnByValue: byValue }, sessionId)).result;
  const until = async (expression, ms, meanwhile = () => {}) => {
    for (const late = performance.now() + ms; ; await new Promise((go) => setTimeout(go, 200))) {
      meanwhile();
      const { value } = await ask(expression).catch(() => ({})); // a page that is just coming has nothing to ask
      if (value) return value;
      if (performance.now() > late) throw new Error(`${mb} MB: in vain: ${expression}: ${(await ask("document.querySelector('#berkas')?.textContent")).value}`);
    }
  };
  await until("document.documentElement.classList.contains('js') && location.pathname === '/lapor/isi'", 60000);
  const input = await ask("document.querySelector('#evidence')", false);
  const before = taken(chromium.pid);
  const most = { ...before };
  const began = performance.now();
  await send('DOM.setFileInputFiles', { files: [name], objectId: input.objectId }, sessionId);
  const row = "document.querySelector('#berkas li')?.textContent ?? ''";
  await until(`/Tersegel dan tersimpan|Gagal|tidak dapat/.test(${row})`, PATIENCE, () => {
    for (const [kind, mib] of Object.entries(taken(chromium.pid))) most[kind] = Math.max(most[kind], mib);
  });
  const said = (await ask(row)).value;
  const seconds = (performance.now() - began) / 1000;
  const server = Number(/^VmHWM:\s+(\d+)/m.exec(status(t.server.pid))[1]) / 1024;
  console.log(`# ${mb} MB: pages ${before.pages.toFixed()} to ${most.pages.toFixed()} MiB, browser ${before.others.toFixed()} to ${most.others.toFixed()} MiB; ${seconds.toFixed(1)} s; server's peak ${server.toFixed()} MiB`);
  check(said.includes('Tersegel dan tersimpan') && !said.includes('Tidak dibersihkan'), `a film of ${mb} MB is cleaned, sealed and stored: ${said}`);
  const over = new Promise((done) => chromium.once('exit', done));
  send('Browser.close').catch(() => {}); // the pipe may end before the answer
  await over;
  return most;
}

const [small, large] = [await measured(SMALL), await measured(LARGE)];
for (const kind of ['pages', 'others']) {
  const more = large[kind] - small[kind];
  check(more < GROWS, `${kind} take no more for ${LARGE} MB than for ${SMALL}: ${more.toFixed()} MiB more`);
}
await end(t);
