// When a page is there, on a slow phone and a slow line, without this machine's clock.
//
// A stopwatch on a busy machine fails good pages. So the times of the budgets (LCP, TTI, TBT, INP)
// are worked out from three things that Chromium tells and that load does not change:
//
//   what waits for what   Each request is held (CDP: Fetch) and let through alone, in the order in
//                         which the line would deliver it; the page is given its frames, then the
//                         next one goes. What is painted or moves in between is the doing of that
//                         file, and not of a race.
//   the line              A request waits for a round trip, then shares the line with the others.
//                         What is larger than TCP's first window waits once more each time that the
//                         window doubles. What a script asks for waits until the script has run.
//   the processor         The tasks of the page's main thread in CPU time of their own (the trace's
//                         tdur), times the slow-down of the budget. Waiting for a core is not in it.
//                         A machine that is itself slower than usual is known by pace().
//
// Held against CDP's own throttling (400 ms, 400 kbit/s, 6x; six pages, three loads each, an idle
// machine): TTI is from 4 % below to 10 % above, LCP from 4 % below to 35 % above, since here a page
// is drawn when all of its HTML has come. As there, setting up TCP and TLS is left out. Timers are not
// in the model: `timers` says when a page sets one while it loads.
export const SERVER_MS = 5; // the most that a public page may take to render: p99
export const FRAME_MS = 17; // from the main thread's paint to light
const WINDOW = 14600; // TCP's first ten segments
const PACE_MS = 15; // the work of pace() on two idle cores of a server of 2024
const WORLD = 'timing'; // not the page's: its policy and scripts do not meet what measures it
const CATEGORIES = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];
const NAVIGATED = 'navigationStart';
const BEGUN = 'netral-begun';

/** rtt in ms, rate in bytes a ms, cpu: how many times slower than here. */
export const SLOW_3G = { rtt: 400, rate: 50, cpu: 6 };
export const FAST_3G = { rtt: 150, rate: 200, cpu: 4 };

const WATCH = `globalThis.seen = [];
  new PerformanceObserver((list) => { for (const e of list.getEntries()) seen.push({ kind: e.entryType, name: e.name,
    at: e.paintTime || e.renderTime || e.startTime, value: e.hadRecentInput ? 0 : e.value ?? 0,
    what: (e.element ?? e.sources?.[0]?.node)?.outerHTML?.slice(0, 90) ?? '' }); })
    .observe({ entryTypes: ['paint', 'largest-contentful-paint', 'layout-shift'] });`;
const TIMERS = `{ globalThis.timersSet = 0;
  for (const name of ['setTimeout', 'setInterval']) {
    const set = globalThis[name];
    globalThis[name] = (...all) => { timersSet++; return set(...all); };
  } }`;
const NOW = 'performance.now()';
const FRAMES = `new Promise((done) => { const frame = requestAnimationFrame;
  frame(() => frame(() => frame(() => setTimeout(() => done(performance.now()))))); })`;
// The parser has read everything, or is held up: the frames after that show what there is.
const READ = `document.readyState !== 'loading'
  || new Promise((done) => document.addEventListener('readystatechange', done, { once: true }))`;

/** How long bytes take when the window opens from TCP's first ten segments. */
function transfer(bytes, { rtt, rate }) {
  let ms = 0;
  for (let window = WINDOW; bytes > window; bytes -= window, window *= 2) ms += Math.max(rtt, window / rate);
  return ms + bytes / rate;
}

/** Begins a trace; what it gives back ends it: the main thread's tasks in ms since that mark. */
async function trace(session) {
  const events = [];
  const more = (e) => events.push(...e.value);
  session.on('Tracing.dataCollected', more);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  return async (mark) => {
    const over = new Promise((done) => session.once('Tracing.tracingComplete', done));
    await session.send('Tracing.end');
    await over;
    session.off('Tracing.dataCollected', more);
    const origin = events.findLast((e) => e.name === mark);
    if (!origin) throw new Error(`the trace has no ${mark}`);
    return events.filter((e) => e.name === 'RunTask' && e.pid === origin.pid && e.tid === origin.tid && e.tdur)
      .map((e) => ({ at: (e.ts - origin.ts) / 1000, end: (e.ts - origin.ts + e.dur) / 1000, cpu: e.tdur / 1000 }));
  };
}

/** The value of an expression in the measuring world. */
async function ask(session, expression) {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld',
    { frameId: frameTree.frame.id, worldName: WORLD });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate',
    { expression, contextId, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

// A page of the origin without anything on it. Between pages of one origin the process stays; another's
// would begin while the trace runs, and its first tasks be missing.
const blank = (page, origin) => page.goto(`${origin}/robots.txt`);

/** Makes a page of t.page() a phone (or an office's screen) that is watched. Once for each page. */
export async function phone(page, origin, { width = 360, height = 640 } = {}) {
  await page.setViewportSize({ width, height });
  await page.session.send('Page.enable');
  await page.session.send('Page.addScriptToEvaluateOnNewDocument', { source: WATCH, worldName: WORLD });
  await page.session.send('Page.addScriptToEvaluateOnNewDocument', { source: TIMERS });
  await blank(page, origin);
}

/** Holds what a page asks for and lets it through by hand. */
class Gate {
  constructor(session, line) {
    Object.assign(this, { session, line, held: [], let: [], sent: new Map(), free: 0, committed: false, look: () => {} });
    this.hear = {
      'Fetch.requestPaused': (e) => this.held.push({ hold: e.requestId, id: e.networkId, url: e.request.url }),
      'Network.requestWillBeSent': (e) => this.sent.set(e.requestId, e),
      'Network.loadingFinished': (e) => this.came(e.requestId, e.encodedDataLength),
      'Network.loadingFailed': (e) => this.came(e.requestId, 0),
      'Page.frameNavigated': () => { this.committed = true; },
    };
    for (const [name, f] of Object.entries(this.hear)) {
      this.hear[name] = (e) => {
        f(e);
        this.look();
      };
      session.on(name, this.hear[name]);
    }
  }
  came(id, bytes) {
    const one = this.let.find((file) => file.id === id);
    if (one) Object.assign(one, { bytes, over: true });
  }
  /** Waits until it is so: looked at whenever the browser says something. */
  until(so) {
    return new Promise((done) => {
      this.look = () => {
        if (!so()) return;
        this.look = () => {};
        done();
      };
      this.look();
    });
  }
  /** Whether something held keeps the page from being painted, or (parser) from being read on. */
  blocks(parser) {
    const kinds = parser ? ['Blocking', 'InBodyParserBlocking'] : ['Blocking'];
    return this.held.some((file) => kinds.includes(this.sent.get(file.id)?.renderBlockingBehavior));
  }
  /** Who named the file in its markup; undefined when a script did, or it is the page itself. */
  parent(file) {
    const by = this.sent.get(file.id)?.initiator;
    return by?.type === 'parser' ? this.let.find((other) => other.url === by.url && other !== file) : undefined;
  }
  /** When it has come, on the line; done: when the processor was done with what came before. */
  arrive(file, done) {
    file.asked = this.parent(file)?.arrival ?? done;
    const start = Math.max(file.asked + this.line.rtt + SERVER_MS, this.free);
    file.arrival = this.free = start + transfer(file.bytes, this.line);
  }
  async next() {
    const asked = (file) => this.parent(file)?.arrival ?? this.free;
    this.held.sort((a, b) => asked(a) - asked(b));
    const file = this.held.shift();
    this.let.push(file);
    await this.session.send('Fetch.continueRequest', { requestId: file.hold });
    await this.until(() => file.over && this.committed);
    this.arrive(file, this.free);
    return file;
  }
  /** Waits for the frames that show what has come; gives the page's own time after them. */
  async settle() {
    await Promise.race([ask(this.session, READ), this.until(() => this.blocks(true))]);
    return Promise.race([ask(this.session, FRAMES), this.until(() => this.blocks(false)).then(() => ask(this.session, NOW))]);
  }
  async end() {
    for (const [name, f] of Object.entries(this.hear)) this.session.off(name, f);
    await this.session.send('Fetch.disable');
  }
}

/** From stages, entries and tasks to the figures. */
function reckon(gate, { stages, seen, timers, tasks, slow }) {
  let done = 0; // the processor, on the line's clock
  gate.free = 0;
  for (const stage of stages) {
    gate.arrive(stage.file, done); // once more, now that it is known how long scripts ran
    const work = tasks.filter((k) => k.end > stage.from && k.end <= stage.until).reduce((n, k) => n + k.cpu, 0);
    stage.done = done = Math.max(done, stage.file.arrival) + slow * work;
  }
  const when = (entry) => (entry ? (stages.find((s) => entry.at <= s.until) ?? stages.at(-1)).done + FRAME_MS : Infinity);
  const paint = seen.find((e) => e.name === 'first-contentful-paint');
  const largest = seen.filter((e) => e.kind === 'largest-contentful-paint').at(-1);
  const shifts = seen.filter((e) => e.kind === 'layout-shift' && e.value);
  // Of a task that was running when the page was first painted, the part after it counts.
  const after = (k) => Math.min(1, (k.end - (paint?.at ?? Infinity)) / (k.end - k.at));
  const late = tasks.filter((k) => after(k) > 0 && k.at < stages.at(-1).until).map((k) => slow * k.cpu * after(k) - 50);
  return {
    fcp: when(paint), lcp: when(largest), largest: largest?.what ?? 'nothing', tti: Math.max(done, when(paint)),
    tbt: late.filter((ms) => ms > 0).reduce((n, ms) => n + ms, 0),
    cls: shifts.reduce((n, e) => n + e.value, 0), moved: shifts.map((e) => e.what), timers,
    files: gate.let.map(({ id, url, bytes }) => ({ url, bytes, type: gate.sent.get(id).type, by: gate.sent.get(id).initiator.type })),
  };
}

/**
 * Goes to an address (or does what leads to a page: a function) on that line, and gives fcp, lcp,
 * tti, tbt in ms, cls with what moved, the largest element, timers set, and files (url, bytes, type,
 * by: 'script' when a script asked). pace: what pace() found.
 */
export async function load(page, go, line, pace = 1) {
  const gate = new Gate(page.session, line);
  await page.session.send('Fetch.enable', { patterns: [{ urlPattern: 'http*' }] });
  const stop = await trace(page.session);
  let loaded = false;
  const loading = Promise.all([page.waitForEvent('load'), typeof go === 'string' ? page.goto(go) : go()])
    .then(() => { loaded = true; gate.look(); });
  const late = new Promise((_, never) => loading.catch(never)); // the browser's patience has an end
  const stages = [];
  for (let from = 0; ; from = stages.at(-1).until) {
    await Promise.race([late, gate.until(() => gate.held.length || loaded)]);
    if (!gate.held.length) {
      from = stages.at(-1).until = await gate.settle(); // what runs at load may ask for more
      if (!gate.held.length) break;
    }
    const file = await Promise.race([late, gate.next()]);
    stages.push({ file, from, until: await Promise.race([late, gate.settle()]) });
  }
  const seen = await ask(page.session, 'seen');
  const timers = await page.evaluate('timersSet');
  const tasks = await stop(NAVIGATED);
  await gate.end();
  return reckon(gate, { stages, seen, timers, tasks, slow: line.cpu / pace });
}

/** CPU time in ms, on this machine, of the page's main thread while that is done and drawn. */
export async function work(page, does) {
  const stop = await trace(page.session);
  await ask(page.session, `performance.mark('${BEGUN}')`);
  await does();
  await ask(page.session, FRAMES);
  return (await stop(BEGUN)).filter((k) => k.end > 0).reduce((n, k) => n + k.cpu, 0);
}

/** A finger or a key, as the system delivers them: nothing of the test runs in the page meanwhile. */
export async function tap(page, selector) {
  const one = page.locator(selector).first();
  await one.scrollIntoViewIfNeeded();
  const box = await one.boundingBox();
  const at = { x: box.x + Math.min(12, box.width / 2), y: box.y + box.height / 2, button: 'left', clickCount: 1 };
  return async () => {
    await page.session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at });
    await page.session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at });
  };
}
export async function key(page, selector, text) {
  await page.focus(selector);
  return async () => {
    await page.session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, key: text });
    await page.session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text });
  };
}

/** How much slower than usual this machine is now; 1 when it is not. Leaves the page on a blank one. */
export async function pace(page) {
  const one = () => work(page, () => ask(page.session, `{
    const made = [];
    for (let i = 0; i < 400; i++) { const p = document.createElement('p'); p.textContent = 'kata '.repeat(i % 40); made.push(p); }
    document.body.replaceChildren(...made); document.body.offsetHeight; }`));
  await blank(page, new URL(page.url()).origin);
  const times = [];
  for (let i = 0; i < 4; i++) times.push(await one());
  return Math.max(1, Math.min(...times) / PACE_MS);
}
