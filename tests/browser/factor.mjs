// An account of a live store: a password that somebody else made opens its page alone, then an account
// without a second factor opens nothing else; it is set with what an
// app would make of the page's secret, asked for at the next sign-in, replaced by a spare code, taken away.
//   node tests/browser/factor.mjs
import { createHmac } from 'node:crypto';
import { LIVE_PASSWORD, begin, check, end, follow, look, same } from './lib.mjs';

const NAME = 'wulan';
const OWN = 'enam layang-layang putus benang';
const t = await begin({ officer: NAME });

/** RFC 6238, written here anew: six digits of now, or of so many steps later. */
function code(secret, later = 0) {
  const bits = [...secret.replaceAll(' ', '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + later));
  const made = createHmac('sha1', key).update(step).digest();
  const at = made[19] & 15;
  return String((made.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

/** As another device would: without what this one holds. */
async function enter(page, kode, password = OWN) {
  await page.context().clearCookies();
  await page.goto(`${t.origin}/masuk`);
  await page.fill('#nama', NAME);
  await page.fill('#sandi', password);
  await page.fill('#kode', kode);
  await follow(page, 'main button[type=submit]');
}
const path = (page) => new URL(page.url()).pathname;

// ---- given
const page = await t.page();
await enter(page, '', LIVE_PASSWORD);
same(path(page), '/k/sandi', 'a password that somebody else made is to be changed first');
await look(page, 'factor-given');
check(await page.isVisible('.box.warn'), 'and told why');
await page.goto(`${t.origin}/k/aturan`);
same(path(page), '/k/sandi', 'whatever else is asked for');
await page.goto(`${t.origin}/k/kode`);
same(path(page), '/k/sandi', 'the second factor comes after it');
await page.fill('#lama', LIVE_PASSWORD);
await page.fill('#baru', OWN);
await follow(page, 'main button[type=submit]');
same(path(page), '/masuk', 'changed, one signs in with it');

// ---- due
await enter(page, '');
same(path(page), '/k/kode', 'a live account without a second factor is led to set one');
await look(page, 'factor-due');
check(await page.isVisible('.box.warn'), 'and told why');
await page.goto(`${t.origin}/k/aturan`);
same(path(page), '/k/kode', 'whatever else it asks for');
await page.goto(`${t.origin}/k/sandi`);
same(path(page), '/k/sandi', 'but for its own password');
const api = await page.evaluate(async () => {
  const answer = await fetch('/api/v1/cases');
  return [answer.status, (await answer.json()).about];
});
same(String(api), '403,factor', 'nor does the API open');

// ---- set
await page.goto(`${t.origin}/k/kode`);
const secret = await page.textContent('strong.mono');
check(await page.isVisible('.qrbox svg'), 'the secret stands there as a picture');
await page.fill('#sandi', OWN);
await page.fill('#kode', '000000' === code(secret) ? '111111' : '000000');
await follow(page, 'main button[type=submit]');
same(page.answer.status(), 422, 'a wrong code sets nothing');
await look(page, 'factor-wrong');
check(await page.isVisible('.bad #kode[aria-invalid=true]'), 'and is said beside its field');
same(await page.textContent('strong.mono'), secret, 'the app still fits');
await page.fill('#sandi', 'bukan sandi saya');
await page.fill('#kode', code(secret));
await follow(page, 'main button[type=submit]');
check(await page.isVisible('.bad #sandi[aria-invalid=true]'), 'a wrong password sets nothing');
await page.fill('#sandi', OWN);
await page.fill('#kode', code(secret));
await follow(page, 'main button[type=submit]');
await look(page, 'factor-set');
const spare = await page.locator('.codes li').allTextContents();
same(spare.length, 8, 'eight spare codes are shown');
await follow(page, 'main a.btn');
same(path(page), '/k/', 'and the work list opens');

// ---- asked for
const plain = await t.page({ scripts: false, width: 1280 });
await enter(plain, '');
same(plain.answer.status(), 401, 'the password alone does not open it any more');
await look(plain, 'factor-asked');
await enter(plain, code(secret, 1));
same(path(plain), '/k/', 'a code opens it, from a clock that is half a minute ahead');
await enter(plain, code(secret, 1));
same(plain.answer.status(), 401, 'the same code again does not');
await enter(plain, spare[0].toLowerCase().replaceAll('-', ' '));
same(path(plain), '/k/', 'a spare code does, however it is typed');
await enter(plain, spare[0]);
same(plain.answer.status(), 401, 'but once');

// ---- where one is signed in: three devices by now
await plain.goto(`${t.origin}/k/`);
await enter(plain, spare[3]);
await plain.goto(`${t.origin}/k/sesi`);
await look(plain, 'sessions');
check(await plain.locator('main li').count() > 1, 'there are others');
await follow(plain, 'main button[type=submit]');
same(await plain.locator('main li').count(), 1, 'and this one is left');
check(await plain.isVisible('.panel.good'), 'which is said');
await page.goto(`${t.origin}/k/`);
same(path(page), '/masuk', 'the other device is signed out');

// ---- a new password asks for no code; taking it away does
await enter(plain, spare[1]);
await plain.goto(`${t.origin}/k/kode`);
await look(plain, 'factor-on');
check((await plain.textContent('.panel.good')).includes('5'), 'five spare codes are left');
await plain.fill('#sandi', OWN);
await plain.fill('#kode', spare[0]);
await follow(plain, 'main button[type=submit]');
same(plain.answer.status(), 422, 'a used code takes nothing away');
await plain.fill('#sandi', OWN);
await plain.fill('#kode', spare[2]);
await follow(plain, 'main button[type=submit]');
same(path(plain), '/masuk', 'taken away, one signs in anew');
check(await plain.isVisible('.panel.good'), 'and is told so');
await enter(plain, '');
same(path(plain), '/k/kode', 'and sets another');
check(await plain.textContent('strong.mono') !== secret, 'with another secret');

await end(t);
