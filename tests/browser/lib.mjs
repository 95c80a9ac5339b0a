// What the browser tests share: a served demo store, Chromium pages that watch themselves, axe, and
// the budgets of bytes. A test file is
//
//   import { begin, budget, check, end, look, ... } from './lib.mjs';
//   const t = await begin();            // server on a port of its own, a browser; t.origin
//   const page = await t.page();        // or t.page({ scripts: false, width: 1280 })
//   await page.goto(t.origin + '/lacak');
//   await look(page, 'track');          // axe, console, width, policy, third parties, screenshot
//   budget(page, 'entry');              // wire bytes since the last goto
//   await end(t);                       // prints passed=N failed=N, ends what begin started
//
// NETRAL is the program under test, NETRAL_DEMO the demo store that run.sh made. NETRAL_SHOTS=FOLDER
// keeps a screenshot of everything looked at.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openBrowser, violations } from './lib_chromium.mjs';

export const NETRAL = process.env.NETRAL ?? 'build/debug/netral';
export const PASSWORD = 'contoh-netral'; // of every account of a demo store
export const LIVE_PASSWORD = 'tujuh gajah memanjat tiang'; // of the officer of a live store
const SHOTS = process.env.NETRAL_SHOTS;

let passed = 0;
let failed = 0;
/** Counts; says what was expected when it is not so. Returns whether it is so. */
export function check(good, what) {
  if (good) passed++;
  else {
    failed++;
    console.log(`not ok ${what}`);
  }
  return Boolean(good);
}
export const same = (got, wanted, what) =>
  check(got === wanted, `${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);

// ---- the server
async function serve(folder, { admin, officer }) {
  const run = (args, input) => {
    const done = spawnSync(NETRAL, args, { encoding: 'utf8', input });
    if (done.status !== 0) throw new Error(`netral ${args[0]}: ${done.stderr}`);
  };
  const data = ['--data', join(folder, 'data')];
  if (officer) run(['init', ...data, '--office', '16']);
  else cpSync(process.env.NETRAL_DEMO, join(folder, 'data'), { recursive: true });
  if (officer) run(['user', 'add', ...data, '--name', officer, '--office', 'bawaslu-16', '--role', 'officer', '--password-stdin'], LIVE_PASSWORD);
  // A demo has no administrator: its rules are nobody's to publish.
  if (admin) run(['user', 'add', ...data, '--name', admin, '--office', 'bawaslu-16', '--role', 'admin', '--password-stdin'], PASSWORD);
  const server = spawn(NETRAL, ['serve', '--data', join(folder, 'data'), '--listen', '127.0.0.1:0'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const over = new Promise((done) => server.once('exit', done));
  process.on('exit', () => server.kill('SIGKILL')); // a test that died leaves no server behind
  const line = await Promise.race([
    new Promise((done) => createInterface({ input: server.stdout }).once('line', done)),
    over.then((status) => { throw new Error(`netral serve ended with ${status}`); }),
  ]);
  return { server, over, origin: line.match(/http:\S+/)[0] };
}

// ---- the browser
async function context(t, scripts, serviceWorkers) {
  const c = await openBrowser(mkdtempSync(join(t.folder, 'profile-')), { serviceWorkers, acceptDownloads: true });
  // Every script of ours is a file: without them the page is what people without JavaScript see,
  // and axe can still look at it.
  if (!scripts) await c.route('**/*.js', (route) => route.abort());
  c.scripts = scripts;
  return c;
}

/** What a page did since it was opened: noise on its console, strangers asked, bytes that came. */
async function watch(page, t, scripts) {
  page.noise = [];
  page.strangers = [];
  page.wire = [];
  page.scripts = scripts;
  page.on('console', (m) => {
    // A line that setOffline() cut is told of at every attempt, also while the page is looked at.
    const meant = /status of 4\d\d|registration blocked by Playwright|ERR_INTERNET_DISCONNECTED/.test(m.text()) || (!scripts && m.text().includes('ERR_FAILED'));
    if (['error', 'warning'].includes(m.type()) && !meant) page.noise.push(m.text());
  });
  page.on('pageerror', (e) => page.noise.push(e.message));
  page.on('request', (r) => {
    if (!r.url().startsWith(t.origin) && !/^(data|blob|about):/.test(r.url())) page.strangers.push(r.url());
  });
  page.on('response', (r) => {
    if (r.request().isNavigationRequest() && r.frame() === page.mainFrame()) page.answer = r;
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const open = new Map();
  session.on('Network.requestWillBeSent', (e) => {
    if (e.type === 'Document') { // a new page: counted afresh, without what the old one still asked for
      page.wire.length = 0;
      open.clear();
    }
    open.set(e.requestId, { type: e.type, url: e.request.url });
  });
  session.on('Network.loadingFinished', (e) => {
    const of = open.get(e.requestId);
    if (of?.url.startsWith('http')) page.wire.push({ ...of, bytes: e.encodedDataLength });
  });
  page.session = session;
}

/** Server, browser, and a folder that end() takes away. admin: name of an administrator to be made.
 * officer: a live store in place of the demo, with an officer of that name.
 * Pages of t.page({ workers: true }) may have a service worker. */
export async function begin({ admin, officer } = {}) {
  const t = { folder: mkdtempSync(join(tmpdir(), 'netral-browser-')), contexts: {} };
  Object.assign(t, await serve(t.folder, { admin, officer }));
  t.page = async ({ scripts = true, width = 360, workers: kept = false } = {}) => {
    const name = kept ? 'workers' : scripts ? 'js' : 'plain';
    t.contexts[name] ??= await context(t, scripts, kept ? 'allow' : 'block'); // a browser, for the first page that wants it
    const page = await t.contexts[name].newPage();
    await page.setViewportSize({ width, height: 740 });
    await watch(page, t, scripts);
    return page;
  };
  if (SHOTS) mkdirSync(SHOTS, { recursive: true });
  return t;
}

export async function end(t) {
  for (const c of Object.values(t.contexts)) await c.close();
  t.server.kill('SIGTERM');
  same(await t.over, 0, 'netral serve ends well');
  rmSync(t.folder, { recursive: true, force: true });
  console.log(`passed=${passed} failed=${failed}`);
  process.exit(failed ? 1 : 0);
}

/** Clicks what leads to another page, and waits for it. */
export const follow = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

// ---- looking
/** What must hold on every page in every state; takes its screenshot. nodes: how many elements. */
export async function look(page, name, { nodes = 800 } = {}) {
  const width = page.viewportSize().width;
  const label = `${name} at ${width} px ${page.scripts ? 'with' : 'without'} scripts`;
  if (SHOTS) {
    const file = `${name.replace(/[^a-z0-9]+/gi, '-')}-${width}-${page.scripts ? 'js' : 'plain'}.png`;
    await page.screenshot({ path: join(SHOTS, file), fullPage: true });
  }
  const found = await violations(page.session);
  check(!found.length, `${label}: axe: ${found.join('; ')}`);
  const seen = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth, count: document.querySelectorAll('*').length, title: document.title.trim(),
  }));
  check(seen.wide <= width, `${label}: ${seen.wide} px wide`);
  check(seen.count <= nodes, `${label}: ${seen.count} elements, ${nodes} may be`);
  check(seen.title, `${label}: no title`);
  check(!page.noise.length, `${label}: console: ${page.noise.splice(0).join('; ')}`);
  check(!page.strangers.length, `${label}: asks strangers: ${page.strangers.splice(0).join(' ')}`);
  const headers = page.answer?.headers() ?? {};
  const policy = headers['content-security-policy'] ?? '';
  check(policy.startsWith("default-src 'none'") && !policy.includes('unsafe') && policy.includes('require-trusted-types-for'),
    `${label}: policy: ${policy}`);
}

/** Wire bytes by class (design: budgets of pages): gzip, headers included. The document holds its
 * style sheet on entry pages, elsewhere it is a file. */
const BUDGETS = {
  entry: { total: 12000, document: 12000, style: 4096, script: 2048, requests: 3 },
  form: { total: 16000, document: 12000, style: 4096, script: 4096, requests: 3 },
  figures: { total: 24000, document: 20000, style: 4096, script: 2048, requests: 3 },
  staff: { total: 75000, document: 40000, style: 8000, script: 25000, requests: 6 },
};
export function budget(page, kind, name = page.url()) {
  const most = BUDGETS[kind];
  const sum = (type) => page.wire.filter((w) => !type || w.type === type).reduce((n, w) => n + w.bytes, 0);
  const got = { total: sum(), document: sum('Document'), style: sum('Stylesheet'), script: sum('Script'), requests: page.wire.length };
  check(got.document > 0, `${name}: bytes were counted`);
  for (const [part, limit] of Object.entries(most))
    check(got[part] <= limit, `${name}: ${part} ${got[part]}, the budget of ${kind} pages is ${limit}`);
  return got;
}

/** A public page: kept by nobody, and nobody is marked. */
export async function nobodyIsMarked(page, name) {
  const cookies = await page.context().cookies();
  check(!cookies.length, `${name}: cookies ${cookies.map((c) => c.name)}`);
  check(!(await page.answer.headerValue('set-cookie')), `${name}: sets a cookie`);
  const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
  same(stored, 0, `${name}: things stored in the browser`);
}

/** A photograph, as a phone would send it: bytes of a size, of no meaning. */
export const photo = (name, bytes) => ({
  name, mimeType: 'image/jpeg',
  buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(bytes - 4, 7)]),
});

export async function signIn(page, t, user, password = PASSWORD) {
  await page.goto(`${t.origin}/masuk`);
  await page.fill('#nama', user);
  await page.fill('#sandi', password);
  await follow(page, 'main button[type=submit]');
}
