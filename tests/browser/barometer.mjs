// The Sekda's barometer of a served demo store, with and without JavaScript, in both languages, and on paper: one sheet
// of A4, whatever the page holds.
import { readFileSync } from 'node:fs';
import { begin, budget, check, end, follow, look, same, signIn } from './lib.mjs';

const t = await begin();
const sheets = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
const paper = (page) => page.pdf({ preferCSSPageSize: true });

for (const scripts of [true, false]) {
  const page = await t.page({ scripts });
  await signIn(page, t, 'pimpinan.bawaslu-16');
  for (const path of ['/k/barometer', '/en/k/barometer', '/k/barometer?wilayah=16.06']) {
    await page.goto(t.origin + path);
    if (scripts) budget(page, 'staff', 'barometer');
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      await look(page, 'barometer', { nodes: 2500 });
    }
    const one = path.includes('?');
    same((await page.$$('svg.map a')).length, one ? 0 : 17, `${path}: a tile for each regency and city, none for one alone`);
    same((await page.$$('table.sort tbody tr')).length, one ? 1 : 18, `${path}: a row for each, and for the province`);
    same((await page.$$('section:has(#unit) tbody tr')).length >= 3, one, `${path}: units that are behind, of one region alone`);
    same(sheets(await paper(page)), 1, `${path}: one sheet of A4`);
  }
  const none = await page.goto(`${t.origin}/k/barometer?wilayah=17`);
  same(none.status(), 404, 'another province is none');
  await page.close();
}

// What a demo holds, for whoever looks at it first: no list of a secretary or a personnel office is empty.
{
  const desk = await t.page();
  const count = async (path, selector) => {
    await desk.goto(t.origin + path);
    return (await desk.$$(selector)).length;
  };
  await desk.context().clearCookies();
  await signIn(desk, t, 'pimpinan.sekda-16');
  check(await count('/k/barometer', 'section:has(#lewat) tbody tr') >= 3, 'authorities that are late are named');
  same(await count('/k/barometer', 'section:has(#ikrar) tbody tr'), 8, 'pledges by agency');
  check((await desk.textContent('main')).includes('Ikrar di kantor Sekda belum lengkap'), 'a secretary whose office has not pledged whole');
  check(!(await desk.textContent('main')).includes('Belum ada putaran ikrar di kantor Sekda'), 'a secretary whom the personnel office asks is asked');
  await desk.goto(`${t.origin}/k/barometer`);
  await desk.$eval('table.sort tbody tr:last-child td:nth-child(6)', (td) => { td.textContent = '3/100'; });
  await desk.click('table.sort th:nth-child(6) button');
  const led = (await desk.$$eval('table.sort tbody td:nth-child(6)', (all) => all.map((td) => Number(td.textContent.split('/')[0])))).filter(Number.isFinite);
  check(led.length > 10 && new Set(led).size > 5 && led.every((n, i) => !i || (led[0] > led.at(-1) ? led[i - 1] >= n : led[i - 1] <= n)), `leaders in order: ${led}`);
  check(await count('/k/surat', 'table tbody tr') >= 1, 'letters that were sent');
  check(await count('/k/surat?kotak=masuk', 'table tbody tr') >= 1, 'and letters that came');
  await desk.context().clearCookies();
  await signIn(desk, t, 'petugas.bkpsdm-16.06');
  check(await count('/k/rakor', 'main li .badge') >= 1, 'what the office promised is late');
  check(await count('/k/pencegahan', 'table tbody tr') >= 5, 'activities of the region');
  same(await count('/k/ikrar', 'table tbody tr'), 2, 'a round of the office, and a pact of leaders');
  await follow(desk, 'table tbody tr:first-child a');
  const chain = async () => (await desk.innerText('[aria-labelledby=jenjang] table')).replace(/\s+/g, ' ');
  const pact = await chain();
  const heads = pact.match(/kecamatan (\d+) \/ (\d+)/)?.slice(1).map(Number) ?? [0, 0];
  check(pact.includes('(PPK) 1 / 1') && pact.includes('Sekretaris daerah 1 / 1'), `the top of the chain has signed: ${pact}`);
  check(heads[0] > 5 && heads[0] < heads[1], `and some heads have: ${pact}`);
  await desk.goto(`${t.origin}/k/ikrar`);
  const row = await desk.innerText('table tbody tr:last-child');
  await follow(desk, 'table tbody tr:last-child a');
  check((await chain()).includes('kecamatan, desa Menahan yang di bawahnya'), `heads hold up their units: ${await chain()}`);
  const [signed, whole] = row.match(/(\d+) \/ (\d+)/).slice(1).map(Number);
  check(signed > 20 && signed < whole, `some have signed: ${signed} of ${whole}`);
  await follow(desk, 'main a[href*="/papan/"]');
  check((await desk.$$('table tbody tr')).length >= whole, 'the board has everybody, with who has not signed');
  await desk.goto(`${t.origin}/k/barometer`);
  check((await desk.textContent('main')).includes(`pimpinan: ${heads[0] + 2} dari ${heads[1] + 2}`), 'the barometer tells how many leaders signed');
  await desk.close();
}

// Every list as long as it gets, and a Sekda who needs a look: still one sheet.
const page = await t.page();
for (const kind of ['usual.id', 'usual.en', 'faults.id', 'faults.en']) {
  const html = readFileSync(`${process.argv[2]}/barometer-${kind}.html`, 'utf8').replace(/<link rel="stylesheet" href="\/aset\/([^"]+)">/g,
    (_, file) => `<style>${readFileSync(`${process.argv[2]}/${file}`, 'utf8')}</style>`).replace(/<script.*?<\/script>/g, '');
  await page.setContent(html);
  check((await page.$$('table tbody tr')).length >= 34, `${kind}: all lists are full`);
  same(sheets(await paper(page)), 1, `${kind}: one sheet of A4`);
}
await end(t);
