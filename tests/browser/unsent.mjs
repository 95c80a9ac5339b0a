// An officer's session ends while a form is filled in: what was typed is on the next page, and is sent from
// there once its writer is signed in again; with and without JavaScript, in both languages. A page that is
// not ours gets none of it.
import { begin, check, end, follow, look, same, signIn } from './lib.mjs';

const t = await begin();
const STORY = 'DATA CONTOH: apel di halaman kantor "camat" <b>bersama</b> KPU.';

for (const scripts of [true, false])
  for (const english of [false, true]) {
    const page = await t.page({ scripts });
    const session = (name) => page.context().cookies().then((all) => all.find((cookie) => cookie.name.includes(name)));
    await signIn(page, t, 'pimpinan.ppk-16.07');
    const record = t.origin + (english ? '/en/k/prevention/record' : '/k/pencegahan/catat');
    await page.goto(record);
    await page.selectOption('#kind', 'apel_siaga');
    await page.fill('#place', `Pangkalan ${scripts} ${english}`);
    await page.evaluate(() => document.querySelectorAll('#isi-kegiatan details').forEach((d) => { d.open = true; }));
    const prose = await page.getAttribute('#isi-kegiatan textarea', 'id');
    await page.fill(`#${prose}`, STORY);
    await page.setInputFiles('#foto', { name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(300_000, 7) });
    await page.context().clearCookies();
    await follow(page, '#isi-kegiatan button[type=submit]');
    same(page.answer.status(), 401, 'nothing is recorded without a session');
    const main = await page.textContent('main');
    check(main.includes(STORY), `what was typed stands there as it was typed: ${main}`);
    check(/Foto|Photos/.test(main), 'that the photograph did not come along is said');
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      await look(page, `unsent-${scripts}-${english}`);
    }

    const other = await page.context().newPage();
    await signIn(other, t, 'pimpinan.ppk-16.07');
    check(await session('sesi'), 'signed in again');
    await follow(page, 'main form button[type=submit]');
    same(page.answer.status(), 403, 'a token of no session is none of this one');
    check((await page.textContent('main')).includes(STORY), 'but nothing is lost');
    await look(page, `unsent-again-${scripts}-${english}`);
    await follow(page, 'main form button[type=submit]');
    same(page.answer.status(), 200, 'sent once more, it is recorded');
    check((await page.textContent('main')).includes(STORY), `with what was typed: ${page.url()}`);
    await other.close();
    await page.context().clearCookies();
    await page.close();
  }

const send = (path, headers) => fetch(t.origin + path, {
  method: 'POST', redirect: 'manual', body: new URLSearchParams({ alasan: 'kata orang lain' }),
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
});
for (const site of ['cross-site', 'same-site', 'none', undefined]) {
  const answer = await send('/k/rakor/undang', site && { 'sec-fetch-site': site });
  same(answer.status, 303, `${site}: whoever is not signed in is asked to, as ever`);
  check(!(await answer.text()).includes('kata orang lain'), `${site}: nobody else's words are on a page of ours`);
}
for (const path of ['/k/sandi', '/k/kode']) {
  const answer = await send(path, { 'sec-fetch-site': 'same-origin' });
  check(!(await answer.text()).includes('kata orang lain'), `${path}: passwords and codes are never shown`);
}
await end(t);
