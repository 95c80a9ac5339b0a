// The Sekda's barometer of a served demo store, with and without JavaScript, in both languages, and on paper: one sheet
// of A4, whatever the page holds.
import { readFileSync } from 'node:fs';
import { begin, budget, check, end, look, same, signIn } from './lib.mjs';

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
    same(sheets(await paper(page)), 1, `${path}: one sheet of A4`);
  }
  const none = await page.goto(`${t.origin}/k/barometer?wilayah=17`);
  same(none.status(), 404, 'another province is none');
  await page.close();
}

// Every list as long as it gets, and a Sekda who needs a look: still one sheet.
const page = await t.page();
for (const kind of ['usual', 'faults']) {
  const html = readFileSync(`${process.argv[2]}/barometer-${kind}.id.html`, 'utf8').replace(/<link rel="stylesheet" href="\/aset\/([^"]+)">/g,
    (_, file) => `<style>${readFileSync(`${process.argv[2]}/${file}`, 'utf8')}</style>`).replace(/<script.*?<\/script>/g, '');
  await page.setContent(html);
  check((await page.$$('table tbody tr')).length >= 34, `${kind}: all lists are full`);
  same(sheets(await paper(page)), 1, `${kind}: one sheet of A4`);
}
await end(t);
