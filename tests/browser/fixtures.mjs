// Opens every page that web_render wrote, at two widths, with and without scripts, under the policy
// that the server sends: axe finds nothing, nothing scrolls sideways, no console errors, and hostile
// text stays text.
//   node tests/browser/fixtures.mjs FOLDER STYLE_HASH [--shots FOLDER] [--only NAME]
import { createServer } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, violations } from './lib_chromium.mjs';

const [folder, styleHash, ...rest] = process.argv.slice(2);
const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const shots = option('--shots');
const only = option('--only');
const POLICY = `default-src 'none'; script-src 'self'; style-src 'self' ${styleHash}; img-src 'self' data: blob:; `
  + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
  + "require-trusted-types-for 'script'; trusted-types boleh";

// What the server draws itself stands in no fixture.
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="300"><rect width="1200" height="300"/></svg>';
const DRAWN = /^\/(k\/aturan\/gambar|en\/k\/rules\/graph)\.svg\?/;

const server = createServer((request, response) => {
  if (DRAWN.test(request.url)) return response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(DRAWING);
  const name = request.url.replace(/^\/aset\//, '/').split('?')[0];
  const file = join(folder, name);
  if (name.includes('..') || !existsSync(file)) return response.writeHead(404).end();
  const type = name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'text/html';
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY });
  return response.end(readFileSync(file));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;

let passed = 0;
let failed = 0;
const check = (good, what) => {
  if (good) passed++;
  else {
    failed++;
    console.log(`not ok ${what}`);
  }
};

// Pages follow each other in one tab, and each is loaded once for all its widths.
const tab = async (context, scripts) => {
  const page = await context.newPage();
  const noise = [];
  // Without scripts the files are refused on purpose: that is all the noise there may be.
  const meant = (text) => (!scripts && text.includes('ERR_FAILED')) || text.includes('registration blocked by Playwright');
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && !meant(m.text()) && noise.push(m.text()));
  page.on('pageerror', (e) => noise.push(e.message));
  return { page, noise, session: await context.newCDPSession(page) };
};

const look = async ({ page, noise, session }, name, width, scripts) => {
  const label = `${name} at ${width} px, ${scripts ? 'with' : 'without'} scripts`;
  if (shots) await page.screenshot({ path: join(shots, `${name}-${width}-${scripts ? 'js' : 'plain'}.png`), fullPage: true });
  const size = await page.evaluate(() => document.documentElement.scrollWidth);
  check(size <= width, `${label}: ${size} px wide`);
  if (width <= 360 && /^(map|nation|risk|weigh)/.test(name) && !name.includes('-hostile')) { // tables are cards there
    const sideways = await page.evaluate(() => [...document.querySelectorAll('.scroll')].filter((e) => e.scrollWidth > e.clientWidth).length);
    check(sideways === 0, `${label}: ${sideways} tables scroll sideways`);
  }
  const found = await violations(session);
  check(found.length === 0, `${label}: axe: ${found.join('; ')}`);
  check(noise.length === 0, `${label}: console: ${noise.join('; ')}`);
  const alien = await page.evaluate(() => [...document.querySelectorAll('main script, main img:not(.drawn), [onerror], a[href^="javascript"]')].length);
  check(alien === 0, `${label}: ${alien} elements came out of text`);
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  check(nodes <= (/^(work|case|rule|holidays)/.test(name) ? 2500 : 800), `${label}: ${nodes} elements`);
};

const lookAt = async (at, name, widths, scripts) => {
  at.noise.length = 0;
  await at.page.setViewportSize({ width: widths[0], height: 740 });
  await at.page.goto(`${origin}/${name}`);
  for (const width of widths) {
    await at.page.setViewportSize({ width, height: 740 });
    await look(at, name, width, scripts);
  }
};

if (shots) mkdirSync(shots, { recursive: true });
const names = readdirSync(folder).filter((n) => n.endsWith('.html') && n !== 'periksa-netral.html' /* has a policy of its own: offline.mjs */ && (!only || n.startsWith(only))).sort();
const profile = mkdtempSync(join(tmpdir(), 'netral-browser-'));
for (const scripts of [true, false]) {
  const context = await openBrowser(join(profile, String(scripts)), { serviceWorkers: 'block' });
  if (!scripts) await context.route('**/*.js', (route) => route.abort());
  const at = await tab(context, scripts);
  for (const name of names) {
    if (!scripts && name.includes('.en.')) continue;
    await lookAt(at, name, scripts ? [320, 1280] : [360], scripts);
  }
  await context.close();
}
rmSync(profile, { recursive: true, force: true });
server.close();
server.closeAllConnections?.();
console.log(`passed=${passed} failed=${failed}`);
process.exit(failed ? 1 : 0);
