// An officer records a prevention activity on a phone: a kind, a place, a photograph, send; makes mistakes,
// corrects, withdraws; with and without JavaScript, in both languages. The photograph says no place any more.
import { begin, budget, check, end, follow, look, same, signIn } from './lib.mjs';

const t = await begin();
const bytes = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part, 'latin1')));
const HEAD = '\xff\xd8';
const EXIF = '\xff\xe1\x00\x2eExif\x00\x00II\x2a\x00\x08\x00\x00\x00\x02\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00'
  + '\x25\x88\x04\x00\x01\x00\x00\x00GPS!\x00\x00\x00\x00';
const REST = '\xff\xdb\x00\x04qq\xff\xda\x00\x03scode\xff\xd9';
const PHOTO = { name: 'apel.jpg', mimeType: 'image/jpeg', buffer: bytes(HEAD, EXIF, REST) };
const PAGE = { name: 'apel.jpg', mimeType: 'image/jpeg', buffer: bytes('<html><script>') };

const lookTwice = async (page, name) => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    await look(page, name, { nodes: 2500 });
  }
};
const submit = (page) => follow(page, '#isi-kegiatan button[type=submit]');

for (const scripts of [true, false]) {
  const page = await t.page({ scripts });
  await signIn(page, t, 'pimpinan.ppk-16.07');
  for (const english of [false, true]) {
    const list = t.origin + (english ? '/en/k/prevention' : '/k/pencegahan');
    await page.goto(list);
    if (scripts) budget(page, 'staff', 'activities');
    check((await page.textContent('main')).includes('KPU'), 'the log has what the press told of');
    await lookTwice(page, 'activities');
    await page.goto(`${list}?${new URLSearchParams({ tampilan: 'kalender', bulan: '2024-09' })}`);
    same(await page.$$eval('table.month a', (all) => all.length), 6, 'the calendar has the activities of Banyuasin: three of the press, three invented');
    await lookTwice(page, 'activities-calendar');

    await follow(page, 'a.lang');
    await follow(page, 'a.lang');
    await page.goto(list);
    await follow(page, 'main a.btn');
    if (scripts) {
      budget(page, 'staff', 'activity_form');
      await page.evaluate(() => { const now = Date.now; Date.now = () => now() + 700_000; });
      const [asked] = await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/k/sesi')), page.fill('#place', 'Pangkalan')]);
      same(asked.status(), 200, 'who fills in a form for long stays signed in');
    }
    await submit(page);
    same(page.answer.status(), 422, 'a kind is needed');
    same(await page.$$eval('main .field .error', (all) => all.length), 1, 'and nothing but a kind: the rest is filled in');
    await page.selectOption('#kind', 'apel_siaga');
    await page.fill('#place', 'Pangkalan Balai');
    await page.fill('#reach', 'banyak');
    await page.setInputFiles('#foto', PAGE);
    await submit(page);
    same([page.answer.status(), await page.$$eval('main .field .error', (all) => all.length)].join(), '422,2',
      'what is no number and what is no picture is told at once');
    same(await page.inputValue('#place'), 'Pangkalan Balai', 'what was typed stays typed');
    await lookTwice(page, 'activity_form-faults');
    await page.fill('#reach', '250');
    await page.setInputFiles('#foto', PHOTO);
    await submit(page);
    same(page.answer.status(), 200, 'it is recorded');
    const address = page.url();
    check(/\/(kegiatan|activity)\/\d+$/.test(address), `its page: ${address}`);
    await lookTwice(page, 'activity');

    const sent = await page.evaluate(() => document.querySelector('main ul a[download]').getAttribute('href'));
    const file = await page.context().request.get(t.origin + sent);
    const kept = await file.body();
    check(kept.includes(bytes('scode')) && !kept.includes(bytes('GPS')), 'the picture is there, its place is not');
    check(kept.includes(bytes('Exif\x00\x00MM')), 'which side is up is');
    check(file.headers()['content-disposition'].startsWith('attachment'), 'it is kept, not shown');

    await page.goBack();
    await page.setInputFiles('#foto', []);
    await page.goto(address);
    await follow(page, 'main a.btn.s');
    same(await page.inputValue('#reach'), '250', 'the form to correct knows what was said');
    await page.fill('#reach', '1250');
    await submit(page);
    same(page.url(), address, 'corrected, the same page');
    check((await page.textContent('main')).includes(english ? '1,250' : '1.250'), 'as it is now');
    same(await page.$$eval('main ul a[download]', (all) => all.length), 1, 'the picture stays');

    await page.click('main details summary');
    await follow(page, 'main details button');
    same(page.answer.status(), 422, 'a reason is needed');
    await lookTwice(page, 'activity-faults');
    await page.fill('#reason', 'Tercatat dua kali');
    await follow(page, 'main details button');
    same(page.url(), address, 'withdrawn, the same page');
    check((await page.textContent('main')).includes('Tercatat dua kali'), 'with its reason');
    same((await page.$$('main details')).length, 0, 'nothing is left to do');
    const all = await page.context().request.get(`${t.origin}/k/pencegahan/daftar.csv`);
    check(!(await all.text()).includes('Pangkalan Balai,1250'), 'the table passes over what was withdrawn');
  }
  await page.close();
}
await end(t);
