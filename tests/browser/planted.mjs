// The budgets of time must be able to fail: pages of the served program with one fault each planted
// on their way to the browser, and the same way without a fault. What the checker says is the test.
// So must axe.
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { begin, check, end, same } from './lib.mjs';
import { violations } from './lib_chromium.mjs';
import { timed } from './lib_budget.mjs';
import { SLOW_3G, phone, tap, work } from './lib_line.mjs';

const t = await begin();
const script = (name) => `<script type="module" src="/rusak/${name}.js"></script>`;
const head = (more) => (html) => html.replace('</head>', `${more}</head>`);
// So much work, not so much time: a busy machine does not make it less.
const burn = (ms) => `{ let x = 0; for (let i = 0; i < ${ms} * 6e4; i++) x = Math.sin(x + i); document.body?.setAttribute('data-x', x); }`;
const ASSETS = {
  'besar.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><!--${randomBytes(90000).toString('base64')}-->`
    + '<path fill="#40203c" d="M0 0h9v9H0z"/></svg>',
  'lambat.js': burn(400),
  'geser.js': "const p = document.createElement('p'); p.textContent = 'Pengumuman '.repeat(20); document.querySelector('main').prepend(p);",
  'rantai.js': "import('./tengah.js');",
  'tengah.js': "import('./ujung.js');",
  'ujung.js': 'document.body.dataset.end = 1;',
  'lagi.js': '',
  'satu.css': '@import "/rusak/dua.css";',
  'dua.css': 'h1{color:#40203c}',
  'nanti.js': "setTimeout(() => document.querySelector('main').append('nanti'), 3000);",
  'klik.js': `document.body.onclick = () => ${burn(150)};`,
};
// name, what happens to the page, what must be said (nothing: the page is kept as it is)
const PLANTED = [
  ['nothing', (html) => html, []],
  ['a late large image', (html) => html.replace('<h1', '<img src="/rusak/besar.svg" alt="" width="320" height="420"><h1'), ['LCP']],
  ['a script that holds up the page for 400 ms', head('<script src="/rusak/lambat.js"></script>'), ['LCP', 'TTI', 'Lighthouse']],
  ['a script that runs for 400 ms afterwards', head(script('lambat')), ['TTI', 'TBT', 'Lighthouse']],
  ['a script that moves what is read', head(script('geser')), ['CLS']],
  ['scripts that ask for one another', head(script('rantai')), ['TTI', 'requests', 'a script asks']],
  ['a script that waits for the clock', head(script('nanti')), ['timers']],
  ['four files', head(['ujung', 'klik', 'lagi'].map(script).join('')), ['requests']],
  ['a sheet that another sheet asks for', head('<link rel="stylesheet" href="/rusak/satu.css">'), ['LCP']],
];

let change = (html) => html;
const type = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
const server = createServer(async (request, response) => {
  const answer = (status, headers, body) => response.writeHead(status, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(body));
  const name = request.url.split('/rusak/')[1];
  if (name) return answer(200, { 'content-type': type[name.split('.')[1]] }, ASSETS[name]);
  const real = await fetch(t.origin + request.url);
  const kept = ['content-type', 'content-security-policy'].map((h) => [h, real.headers.get(h)]).filter(([, v]) => v);
  return answer(real.status, Object.fromEntries(kept), change(await real.text()));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;

const page = await t.page();
await phone(page, origin);
for (const [name, plant, words] of PLANTED) {
  change = plant;
  const { faults } = await timed(page, `${origin}/lapor`, 'entry', words.length ? { tries: 2 } : {});
  console.log(`# ${name}: ${faults.join('; ')}`);
  for (const word of words) check(faults.some((f) => f.includes(word)), `${name}: ${word} is not among its faults: ${faults}`);
  if (!words.length) same(faults.join('; '), '', `${name}: faults`);
}
change = head(script('klik'));
await page.goto(`${origin}/lapor`, { waitUntil: 'networkidle' });
const ms = SLOW_3G.cpu * await work(page, await tap(page, 'h1'));
check(ms > 200, `a click that takes 150 ms is seen: ${ms}`);
// axe: a picture without its text, words too pale to be read.
change = (html) => html.replace('<h1', '<img src="/rusak/besar.svg" width="9" height="9"><p><font color="#ddd">pucat</font></p><h1');
await page.goto(`${origin}/lapor`);
const found = await violations(page.session);
for (const rule of ['image-alt', 'color-contrast']) check(found.some((v) => v.startsWith(`${rule}: <`)), `axe: ${rule} is not found: ${found}`);
await page.close();
server.close();
server.closeAllConnections?.();
await end(t);
