// A person signs the pledge by a link of their own: reads the points, makes every mistake, signs, checks
// the receipt, comes back; with and without JavaScript, in both languages, on a phone and at a desk.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NETRAL, begin, budget, check, end, follow, look, nobodyIsMarked, same } from './lib.mjs';

const OFFICE = 'inspektorat-16.06';
const PEOPLE = [['Amir', '196608011988031001'], ['Budi', '196608011988031002'],
  ['Siti', '196608011988032001'], ['Rita', '196608011988032002']];
const t = await begin();
const data = join(t.folder, 'data');

const tool = (...words) => {
  const done = spawnSync(NETRAL, [...words, '--data', data], { encoding: 'utf8' });
  same(done.status, 0, `netral ${words[0]}: ${done.stderr}`);
  return done.stdout;
};
const roster = join(t.folder, 'roster.csv');
writeFileSync(roster, ['nama,unit kerja,nip', ...PEOPLE.map(([name, nip]) => `${name},Dinas Contoh,${nip}`), ''].join('\n'));
tool('roster', 'import', roster, '--office', OFFICE);
const round = /Round (\d+)/.exec(tool('pledge', 'open', '--office', OFFICE, '--closes', '2025-03-31'))[1];
const list = join(t.folder, 'links.csv');
tool('pledge', 'people', '--round', round, '--site', t.origin, '--out', list);
const links = Object.fromEntries(readFileSync(list, 'utf8').trim().split('\n').slice(1).map((row) => {
  const cells = row.split(',');
  return [cells[1], cells[4]];
}));

const submit = (page) => follow(page, 'main form button[type=submit]');
const errors = (page) => page.$$eval('main .error', (all) => all.length);
const lookTwice = async (page, name) => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    await look(page, name);
  }
};

let next = 0;
for (const scripts of [true, false]) {
  for (const english of [false, true]) {
    const [name, nip] = PEOPLE[next++];
    const url = english ? links[name].replace('/ikrar/', '/en/pledge/') : links[name];
    const page = await t.page({ scripts });
    await page.goto(url);
    if (scripts) budget(page, 'entry', 'pledge');
    same(await page.getAttribute('html', 'lang'), english ? 'en' : 'id', `${url}: language`);
    check(!page.url().includes(nip) && !page.url().includes(name), 'the address names nobody');
    check((await page.textContent('main')).includes(name), 'the page says whom it is for');
    await lookTwice(page, 'pledge');
    await nobodyIsMarked(page, 'pledge');
    same((await fetch(url)).headers.get('cache-control'), 'no-store', 'the page is kept nowhere');
    await follow(page, 'a.lang');
    await follow(page, 'a.lang');
    same(page.url(), url, 'the same page in the other language, and back');

    await page.goto(url.replace('/ikrar/', '/ikrar/piagam/').replace('/en/pledge/', '/en/pledge/certificate/'));
    same(page.url(), url, 'who has not signed has no certificate, and is shown the pledge');
    await submit(page);
    same([page.answer.status(), await errors(page)].join(), '422,8', 'nothing was ticked, chosen or typed: all is told at once');
    check(/Isi NIP|Fill in/.test(await page.textContent('#nip-e')), 'an empty NIP is to be filled in, and is no wrong one');
    for (const box of await page.$$('main input[type=checkbox]')) await box.check();
    for (const radio of await page.$$('main input[value=avoid]')) await radio.check();
    await page.fill('#nip', '1001');
    await submit(page);
    const wrong = await page.$$eval('main fieldset.bad', (all) => all.length);
    check(wrong > 0, 'not every question is answered by "avoid"');
    same([page.answer.status(), await errors(page)].join(), `422,${1 + wrong}`, 'the NIP is wrong, and some answers are');
    same(await page.$$eval('main input:checked', (all) => all.length), 7, 'what was ticked and chosen stays so');
    await lookTwice(page, 'pledge-answers');
    for (const field of await page.$$('main fieldset.bad')) {
      const verdict = await field.$eval('.v', (v) => ['allowed', 'avoid', 'forbidden'][Number(v.className.slice(-1))]);
      await (await field.$(`input[value=${verdict}]`)).check();
    }
    await submit(page);
    same([page.answer.status(), await errors(page)].join(), '422,1', 'the NIP alone is wrong');
    same(await page.inputValue('#nip'), '1001', 'what was typed stays typed');
    await lookTwice(page, 'pledge-faults');
    await page.fill('#nip', nip.replace(/^(\d{8})(\d{6})(\d)/, '$1 $2 $3 '));
    await submit(page);
    same(page.answer.status(), 200, 'it is signed');
    same(page.url(), url, 'at the same address');
    const receipt = await page.inputValue('#tanda');
    same(JSON.parse(receipt).netral, 'receipt/v1', 'a receipt');
    check(!receipt.includes(nip) && !receipt.includes(name), 'the receipt names nobody');
    await lookTwice(page, 'pledge-signed');
    await nobodyIsMarked(page, 'pledge-signed');
    await follow(page, 'a[href*="/piagam/"], a[href*="/certificate/"]');
    same([(await page.$$('.piagam')).length, (await page.$$('.piagam .qr')).length].join(), '1,1', 'a certificate, with its code');
    check((await page.textContent('.piagam')).includes(name), 'it names its person');
    check((await page.textContent('.piagam')).includes(`${t.origin}/`), 'it says where it is verified');
    await lookTwice(page, 'pledge-certificate');
    await nobodyIsMarked(page, 'pledge-certificate');
    same((await fetch(page.url())).headers.get('cache-control'), 'no-store', 'the certificate is kept nowhere');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    same((pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, 1, 'one sheet');
    const [, across, down] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf);
    check(Number(across) > Number(down), 'landscape');
    await page.goto(url);
    same(JSON.parse(await page.inputValue('#tanda')).index, JSON.parse(receipt).index, 'the link always shows the same entry');
    await submit(page);
    check(await page.$('.panel.good'), 'the page that verifies calls the receipt genuine');
    await page.close();
  }
}
same(tool('pledge', 'units', '--round', round).trim(), '4/4\tDinas Contoh', 'everybody of the unit signed');
{
  const page = await t.page();
  for (const [path, said] of [[`/ikrar/${round}-1-${'0'.repeat(32)}`, 'tidak membuka apa pun'], ['/en/pledge/x', 'opens nothing']]) {
    await page.goto(t.origin + path);
    same(page.answer.status(), 404, `${path}: not found`);
    check((await page.textContent('main')).includes(said), `${path}: says what to do`);
    await lookTwice(page, 'pledge-nowhere');
  }
  await page.close();
}
await end(t);
