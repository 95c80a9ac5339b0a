// A personnel office runs a round of pledges: loads its roster with every mistake, mends it, opens a round,
// prints who has not signed and sheets of links, records a list on paper, takes somebody out, ends the
// round; and what the public then sees. With and without JavaScript, in both languages, on a phone and at
// a desk.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { workbook } from './lib_xlsx.mjs';
import { NETRAL, PASSWORD, begin, budget, check, end, follow, look, nobodyIsMarked, same, signIn } from './lib.mjs';

const PEOPLE = 12;
const DAY = '2024-10-29'; // of a demo store
const nip = (n) => `19660801198803${n % 2 ? 1 : 2}${String(n).padStart(3, '0')}`;
let last = 0; // number of the newest person: each office has its own
const t = await begin();
const scan = (buffer) => ({ name: 'daftar.jpg', mimeType: 'image/jpeg', buffer });
const SCAN = scan(Buffer.from('\xff\xd8\xff\xdb\x00\x04qq\xff\xda\x00\x03scode\xff\xd9', 'latin1'));
const LARGE = scan(Buffer.concat([SCAN.buffer.subarray(0, 16), Buffer.alloc(11 << 20, 7), SCAN.buffer.subarray(-2)]));
const PAGE = scan(Buffer.from('<html><script>alert(1)</script>'));
const xlsx = (buffer) => ({ name: 'pegawai.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer });
const csv = (text) => ({ name: 'pegawai.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const HEAD = 'nama,unit kerja,nip,jabatan';
const people = () => Array.from({ length: PEOPLE }, (_, i) => `Orang ${i + 1},${i < 8 ? 'Dinas Contoh' : 'Kecamatan Contoh'},${nip(++last)},Analis`);
const rosterOf = (rows) => [HEAD, ...rows, '=HYPERLINK("x"),Dinas Contoh,1001,Analis'].join('\n');

const tool = (words, input) => {
  const done = spawnSync(NETRAL, [...words, '--data', join(t.folder, 'data')], { encoding: 'utf8', input });
  same(done.status, 0, `netral ${words.join(' ')}: ${done.stderr}`);
};
const account = (office) => `kepegawaian.${office}`;
const OFFICES = ['inspektorat-16.06', 'inspektorat-16.71'];
for (const office of OFFICES) tool(['user', 'add', '--name', account(office), '--office', office, '--role', 'officer', '--password-stdin'], PASSWORD);

const twice = async (page, name) => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    await look(page, name, { nodes: 2500 });
  }
};
const main = (page) => page.textContent('main');
const errors = (page) => page.$$eval('main .error', (all) => all.length);

/** The whole way of one office; the address of its round. */
async function run(office, scripts, english) {
  const at = t.origin + (english ? '/en/k/pledges' : '/k/ikrar');
  const page = await t.page({ scripts });
  const name = (what) => `rounds-${what}-${english ? 'en' : 'id'}`;
  await signIn(page, t, account(office));
  await follow(page, `a[href="/k/ikrar"]`);
  await page.goto(at);
  budget(page, 'staff', 'rounds');
  same(await page.getAttribute('html', 'lang'), english ? 'en' : 'id', 'language');
  await twice(page, name('none'));

  const roster = rosterOf(people());
  await page.setInputFiles('#berkas', csv('kosong\n1\n'));
  await follow(page, 'form:has(#berkas) button');
  same(page.answer.status(), 422, 'a file without a head is refused');
  await twice(page, name('no-head'));
  await page.setInputFiles('#berkas', csv(roster));
  await follow(page, 'form:has(#berkas) button');
  same(page.answer.status(), 200, 'the good rows are taken');
  const fixes = await page.inputValue('#isi-baris');
  check(fixes.includes("'=HYPERLINK"), 'a formula stands behind an apostrophe');
  same(fixes.trim().split('\n').length, 2, 'the head and the bad row');
  await twice(page, name('fixes'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('button[value=unduh]')]);
  const saved = (await (await download.createReadStream()).toArray()).join('');
  check(saved.startsWith('\ufeff') && saved.includes("'=HYPERLINK"), 'the list is a file for spreadsheets');
  await page.fill('#isi-baris', '2;x;1;"Ani\n1;"x"y";2\n3;z;2;Budi\n');
  const [split] = await Promise.all([page.waitForEvent('download'), page.click('button[value=unduh]')]);
  const lines = (await (await split.createReadStream()).toArray()).join('').split('\n');
  /* An open quotation mark takes the next line along, as a spreadsheet would. */
  same(lines.slice(0, 3).join('|'), `\ufeff"2;x;1;""Ani\r|1;""x""y"";2"|3;z;2;Budi`, 'what cannot be split is kept whole');
  await page.fill('#isi-baris', fixes.replace(/"?'=HYPERLINK.*?,Dinas/s, 'Orang 13,Dinas').replace('1001', nip(++last)));
  await follow(page, 'button[value=pegawai]');
  check(!await page.$('#isi-baris'), 'what was mended is taken');
  const book = workbook(roster.split('\n').map((row) => row.split(',')));
  await page.setInputFiles('#berkas', xlsx(book.subarray(0, -1)));
  await follow(page, 'form:has(#berkas) button');
  same(page.answer.status(), 422, 'a workbook that is cut short is refused');
  await twice(page, name('no-book'));
  await page.setInputFiles('#berkas', xlsx(book));
  await follow(page, 'form:has(#berkas) button');
  same(await page.textContent('.panel dd'), '0', 'the same people out of a workbook add nobody');
  check((await main(page)).includes(`${PEOPLE + 1}`), 'the roster has them all');
  if (last > PEOPLE + 1) {
    await page.setInputFiles('#berkas', csv([HEAD, `Orang 1,Dinas Contoh,${nip(1)},Analis`].join('\n')));
    await follow(page, 'form:has(#berkas) button');
    check((await page.inputValue('#isi-baris')).includes('another agency'), 'who stands in another roster stays there');
    await twice(page, name('elsewhere'));
  }

  await page.fill('#mulai', '');
  await page.fill('#selesai', '');
  await follow(page, 'form:has(#jenis) button');
  same([page.answer.status(), await errors(page)].join(), '422,2', 'both days are asked for at once');
  await twice(page, name('days'));
  await page.fill('#mulai', '2024-01-01');
  await page.fill('#selesai', '2024-01-02');
  await follow(page, 'form:has(#jenis) button');
  same([page.answer.status(), await errors(page)].join(), '422,1', 'a round that is past is refused');
  await page.fill('#mulai', DAY);
  await page.fill('#selesai', '2025-03-31');
  await follow(page, 'form:has(#jenis) button');
  const round = page.url().replace(/\?.*/, '');
  check(/pesan=buka$/.test(page.url()), `a round is opened: ${page.url()} ${page.answer.status()}`);
  await twice(page, name('round'));
  await page.goto(at);
  await page.fill('#selesai', '2025-03-31');
  await follow(page, 'form:has(#jenis) button');
  same([page.answer.status(), await errors(page)].join(), '409,1', 'a second one in those days is refused');

  await page.goto(round);
  await follow(page, 'table.units a');
  const unit = page.url();
  same((await page.$$('tbody tr')).length, 9, 'who has not signed, of this unit');
  await twice(page, name('unit'));
  await page.emulateMedia({ media: 'print' });
  check(!await page.isVisible('input[type=file]'), 'a printed list has no form on it');
  await page.emulateMedia({ media: null });
  await follow(page, 'form:has(input[value=lembar]) button');
  same((await page.$$('.cells .qr')).length, 9, 'a code for each');
  await twice(page, name('sheet'));

  await page.goto(unit);
  for (let n = 1; n <= 7; n++) await page.check(`tbody tr:nth-child(${n}) input`);
  check(await page.$('#pindaian[required]'), 'the browser asks for the scan itself');
  for (const [file, status, what] of [[null, 422, 'no-scan'], [PAGE, 422, 'no-picture'], [LARGE, 413, 'large-scan']]) {
    if (file) await page.setInputFiles('#pindaian', file);
    else await page.$eval('#pindaian', (field) => field.removeAttribute('required'));
    await follow(page, 'form:has(#pindaian) button[type=submit]');
    same(page.answer.status(), status, `${what} is refused`);
    same((await page.$$('tbody input:checked')).length, 7, `${what}: the ticks stay`);
    await twice(page, name(what));
  }
  const told = await page.textContent('#galat');
  check(told.includes(english ? 'more than 10 MB' : 'lebih dari 10 MB'), `a scan that is too large: ${told}`);
  await page.setInputFiles('#pindaian', SCAN);
  const sent = await page.$eval('form:has(#pindaian)', (form) => [form.action,
    [...new FormData(form)].filter(([field]) => field !== 'pindaian')]);
  await follow(page, 'form:has(#pindaian) button[type=submit]');
  check(/pesan=kertas$/.test(page.url()), `the list is recorded: ${page.url()} ${page.answer.status()}`);
  same((await page.$$('tbody tr')).length, 2, 'two are left');
  const again = await page.evaluate(async ([[address, fields], bytes, type]) => {
    const body = new FormData();
    for (const [field, value] of fields) body.append(field, value);
    body.append('pindaian', new File([new Uint8Array(bytes)], 'lagi', { type }));
    return (await fetch(address, { method: 'POST', body })).status;
  }, [sent, [...SCAN.buffer], SCAN.mimeType]);
  same(again, 409, 'the same list again is recorded once');
  await page.goto(`${unit}&semua=1`);
  same((await page.$$('tbody tr')).length, 9, 'everybody, with entries');
  await twice(page, name('all'));
  await page.goto(round);
  await follow(page, 'a[href*="/papan/"], a[href*="/board/"]');
  same((await page.$$('.papan section')).length, 2, 'the board: each unit');
  check((await main(page)).includes(english ? '7 of 13 people signed' : '7 dari 13 orang sudah'), 'the board: its totals');
  check((await main(page)).includes(account(office)), 'the board says who printed it');
  same((await page.$$eval('.papan td', (all) => all.filter((td) => /kertas|on paper/.test(td.textContent)).length)), 7, 'the board: who signed on paper');
  await twice(page, name('board'));
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  same((pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, 2, 'the board: a page of paper for each unit');
  await follow(page, 'a.lang');
  same(await page.getAttribute('html', 'lang'), english ? 'id' : 'en', 'the board in the other language');
  await page.goto(unit);
  await follow(page, 'a[href*="/piagam/"], a[href*="/certificates/"]');
  same((await page.$$('.piagam .qr')).length, 7, 'a certificate for each who signed');
  await twice(page, name('certificates'));
  const run = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  same((run.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, 7, 'a sheet for each');
  await page.goto(`${unit}&semua=1`);
  await follow(page, 'tbody tr:nth-child(9) a');
  await twice(page, name('leave'));
  await page.check('#a-asked');
  await follow(page, 'form:has(#a-asked) button');
  check(/pesan=hapus$/.test(page.url()), `somebody is taken out: ${page.url()}`);
  same((await page.$$('tbody tr')).length, 1, 'one is left');

  await page.goto(round);
  await follow(page, 'form:has(input[value=tutup]) button');
  check(/pesan=tutup$/.test(page.url()), 'the round is closed');
  check((await page.textContent('.numbers')).replace(/\s/g, '').includes('7'), 'its figures are shown');
  await twice(page, name('closed'));
  await page.goto(at);
  await twice(page, name('list'));

  /* A round of the heads alone, in the days of the one that was closed. */
  await page.setInputFiles('#berkas', csv([HEAD, `Kepala Contoh,Kecamatan Contoh,${nip(++last)},Camat`].join('\n')));
  await follow(page, 'form:has(#berkas) button');
  await page.goto(at);
  same((await page.$$('#kelompok input:checked')).length, 4, 'everybody is asked unless somebody says otherwise');
  for (const group of ['asn', 'leaders', 'village_heads', 'non_asn']) await page.uncheck(`input[name=kelompok-${group}]`);
  await page.fill('#selesai', '2025-03-31');
  await follow(page, 'form:has(#jenis) button');
  same([page.answer.status(), await errors(page)].join(), '422,1', 'a round that asks nobody is refused');
  same((await page.$$('#kelompok input:checked')).length, 0, 'the form comes back as it was sent');
  await twice(page, name('nobody'));
  await page.check('input[name=kelompok-leaders]');
  await follow(page, 'form:has(#jenis) button');
  check(/pesan=buka$/.test(page.url()), `a round of heads is opened: ${page.url()} ${page.answer.status()}`);
  check((await page.textContent('h1')).includes(english ? 'appointing authority, Sekda and heads' : 'PPK, Sekda, dan kepala'), 'its name says whom it asks');
  check((await page.textContent('.numbers')).includes(english ? 'of 1 ' : 'dari 1 '), 'it counts whom it asks');
  check(!(await main(page)).includes('Dinas Contoh'), 'a unit in which nobody is asked is not told');
  await twice(page, name('heads'));
  await page.close();
  return round;
}

const first = await run(OFFICES[0], true, false);
await run(OFFICES[1], false, true);
{
  const page = await t.page();
  await page.context().clearCookies();
  await signIn(page, t, account(OFFICES[1]));
  await page.goto(first);
  same(page.answer.status(), 404, "another office's round is none");
  await look(page, 'rounds-elsewhere', { nodes: 2500 });
  await page.context().clearCookies();
  await page.close();
  for (const path of ['/ikrar', '/en/pledge', '/ikrar?wilayah=16', '/ikrar?wilayah=11']) {
    const open = await t.page();
    await open.goto(t.origin + path);
    same(open.answer.status(), 200, `${path}: the public sees coverage`);
    check(!/Orang \d/.test(await main(open)), `${path}: names nobody`);
    same(/7 \/ 12/.test((await main(open)).replace(/\s+/g, ' ')), !path.endsWith('11'), `${path}: its numbers`);
    await twice(open, 'coverage');
    await nobodyIsMarked(open, 'coverage');
    await open.close();
  }
}
tool(['rebuild', '--check']);
await end(t);
