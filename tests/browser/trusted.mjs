// Trusted Types: under the policy of our pages no string becomes HTML or script. Each way is tried by a script on
// public, form and staff pages, as an injected one would; without the policy each must work, or its refusal would prove nothing.
import { begin, check, end, same, signIn } from './lib.mjs';

/** Every way, and what came of it: "taken", or the name of the error. Runs in the page. */
async function attempts() {
  await new Promise((done) => { setTimeout(done); }); // what the debugger itself evaluates may eval: what comes after it may not
  const p = document.createElement('p');
  document.body.append(p);
  const script = () => document.createElement('script');
  const ways = {
    innerHTML: () => { p.innerHTML = '<b>x</b>'; },
    outerHTML: () => { const q = p.cloneNode(); p.append(q); q.outerHTML = '<b>x</b>'; },
    insertAdjacentHTML: () => p.insertAdjacentHTML('beforeend', '<b>x</b>'),
    srcdoc: () => { document.createElement('iframe').srcdoc = '<b>x</b>'; },
    fragment: () => document.createRange().createContextualFragment('<b>x</b>'),
    parser: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
    'script text': () => { script().text = 'window.caught = 1'; },
    'script src': () => { script().src = '/aset/x.js'; },
    handler: () => p.setAttribute('onclick', 'window.caught = 1'),
    eval: () => (0, eval)('window.caught = 1'),
    worker: () => { new Worker('/aset/x.js').terminate(); },
    'a policy of its own': () => {
      const made = trustedTypes.createPolicy('apa-saja', { createHTML: (s) => s });
      p.innerHTML = made.createHTML('<b>x</b>');
    },
  };
  const came = {};
  for (const [name, way] of Object.entries(ways)) {
    try {
      way();
      came[name] = 'taken';
    } catch (error) {
      came[name] = error.name;
    }
  }
  came.caught = String(window.caught);
  p.remove();
  return came;
}

const t = await begin();
const page = await t.page();

async function refused(path) {
  const answer = await page.goto(t.origin + path);
  same(answer.status(), 200, `${path}: status`);
  const came = await page.evaluate(attempts);
  for (const [name, said] of Object.entries(came))
    if (name === 'caught') same(said, 'undefined', `${path}: nothing ran`);
    else check(said !== 'taken', `${path}: ${name} is refused`);
  check(Object.keys(came).length === 13, `${path}: every way was tried`);
  page.noise.length = 0; // the browser says of each refusal that it refused
}

for (const path of ['/', '/lapor/isi', '/lacak', '/boleh', '/boleh/tanya', '/periksa', '/data', '/peta', '/peta/indeks', '/masuk', '/en/report/form'])
  await refused(path);
await signIn(page, t, 'pimpinan.bawaslu-16.06');
const first = await page.getAttribute('table.work a', 'href');
for (const path of ['/k', first, '/k/aturan', '/k/aturan/uji']) await refused(path);

// A page without a policy: the same script, and every way works.
const bare = await t.page();
await bare.route('**/tanpa', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title><body>' }));
await bare.goto(t.origin + '/tanpa');
for (const [name, said] of Object.entries(await bare.evaluate(attempts)))
  same(said, name === 'caught' ? '1' : 'taken', `without a policy: ${name}`);
await end(t);
