// "Bolehkah saya?": three questions and an answer, a page a topic, all of it on one page, with and
// without JavaScript, and without a line at all. Then the rules as their administrator keeps them:
// questions that were asked, every row, a deadline counted on a calendar, a version published.
import { readFileSync, readdirSync } from 'node:fs';
import { begin, budget, check, end, follow, look, nobodyIsMarked, same, signIn } from './lib.mjs';

const ADMIN = 'admin.uji';
const t = await begin({ admin: ADMIN });
const at = (path) => t.origin + path;
const text = (page, selector) => page.textContent(selector).then((s) => s.replace(/\s+/g, ' ').trim());
const submit = (page) => follow(page, 'main form button[type=submit]');
const lookTwice = async (page, name, options) => {
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    await look(page, name, options);
  }
  await page.setViewportSize({ width: 360, height: 740 });
};

// ---- the three questions
const WORDS = {
  id: { worker: '/boleh-luring.js', terms: '/istilah', seek: 'LAPOR', hub: '/boleh', all: '/boleh/semua', acts: '/boleh/perbuatan', report: '/lapor', sure: 'Tingkat keyakinan: tinggi.', ask: '/boleh/tanya', topic: '/boleh/', disagree: 'Ahli hukum harus menelaah', no: 'Dilarang', avoid: 'Hindari', wrong: 'Galat:' },
  en: { worker: '/may-i-offline.js', terms: '/en/terms', seek: 'REPORT', hub: '/en/may-i', all: '/en/may-i/all', acts: '/en/may-i/acts', report: '/en/report', sure: 'Confidence: high.', ask: '/en/may-i/ask', topic: '/en/may-i/', disagree: 'A lawyer must look', no: 'Forbidden', avoid: 'Avoid', wrong: 'Error:' },
};
for (const scripts of [true, false]) {
  const page = await t.page({ scripts });
  for (const [language, words] of Object.entries(WORDS)) {
    await page.goto(at(words.hub));
    await page.selectOption('#siapa', 'pns');
    await page.selectOption('#apa', 'medsos-suka');
    await page.selectOption('#saat', 'campaign');
    await submit(page);
    if (scripts) budget(page, 'entry', `answer ${language}`);
    same(await text(page, '.answer .v'), words.no, `${language}: a like in the campaign`);
    check((await text(page, 'main')).includes('DIS-06'), `${language}: names the act`);
    check((await text(page, 'main')).includes('PP 94/2021'), `${language}: names the article`);
    same(await page.inputValue('#siapa'), 'pns', `${language}: what was asked is still chosen`);
    await lookTwice(page, `answer-${language}`);
    await nobodyIsMarked(page, `answer ${language}`);
    await page.fill('#tanggal', '2024-08-01');
    await submit(page);
    check((await text(page, 'main')).includes('KE-04'), `${language}: before the determination it is ethics`);
    await follow(page, 'a.lang');
    check(page.url().includes('tanggal=2024-08-01'), `${language}: the question stays in the other language`);

    await page.goto(at(words.topic + 'medsos-suka'));
    same(page.answer.status(), 200, `${language}: a topic has its page`);
    if (scripts) budget(page, 'entry', `topic ${language}`);
    check((await page.getAttribute('link[rel=canonical]', 'href')) === words.topic + 'medsos-suka', `${language}: its address`);
    check((await page.getAttribute('meta[name=description]', 'content')).length > 40, `${language}: and its description`);
    check((await page.$$('.grid tbody tr')).length > 1, `${language}: a table of who and when`);
    await lookTwice(page, `topic-${language}`);
    await page.goto(at(words.topic + 'DIS-06'));
    same(page.answer.status(), 200, `${language}: an act has a page of its own`);
    if (scripts) budget(page, 'entry', `an act ${language}`);
    check(await page.$('[id="DIS-06"]') && page.url().endsWith('/DIS-06'), `${language}: at its own address: ${page.url()}`);
    same(await page.getAttribute('link[rel=canonical]', 'href'), words.topic + 'DIS-06', `${language}: which is its canonical one`);
    check((await page.getAttribute('meta[name=description]', 'content')).includes('PPPK'), `${language}: the description says whom it binds`);
    check(await page.$(`main a[href="${words.topic}KE-04"]`) && await page.$(`main a[href="${words.topic}SKB20-01"]`), `${language}: it names its twin and what is near in other lists`);
    check(await page.$(`main a[href="${words.topic}medsos-suka"]`) && await page.$(`main a[href="${words.report}"]`), `${language}: it leads to its question and to reporting`);
    check((await text(page, 'main')).includes(words.sure), `${language}: how sure that is`);
    await lookTwice(page, `act-${language}`);
    await page.goto(at(words.topic + 'DES-26-4'));
    check(await page.$('[id="DES-26-4"]') && await page.$('[id="DES-26-4.v1"]'), `${language}: its versions stand apart`);
    await look(page, `versions-${language}`);
    await page.goto(at(words.topic + 'SKB20-01'));
    check(await page.$('main .warn'), `${language}: an act of the past says so`);
    await page.goto(at(words.topic + 'DIS-99'));
    same(page.answer.status(), 404, `${language}: an act that is none`);

    await page.goto(at(words.acts));
    if (scripts) budget(page, 'figures', `all acts ${language}`);
    const acts = await page.$$eval('main h3[id] a', (list) => list.map((a) => a.getAttribute('href')));
    check(acts.length > 80 && new Set(acts).size === acts.length, `${language}: ${acts.length} acts on one page`);
    await lookTwice(page, `acts-${language}`, { nodes: 1200 });
    await page.goto(at(words.topic + 'atribut'));
    check((await text(page, 'main')).includes(words.disagree), `${language}: where sources disagree a lawyer must look`);
    check((await page.$$('.grid .badge')).length > 0, `${language}: a verdict that rests on nothing verified says so`);

    await page.goto(at(words.all));
    if (scripts) budget(page, 'figures', `all answers ${language}`);
    const topics = await page.$$eval('main h3[id]', (list) => list.map((h) => h.id));
    check(topics.length > 30 && topics.includes('medsos-suka'), `${language}: ${topics.length} questions on one page`);
    await lookTwice(page, `topics-${language}`);

    await page.goto(at(words.terms));
    if (scripts) budget(page, 'figures', `words ${language}`);
    const shown = () => page.$$eval('main dl div', (list) => list.filter((row) => row.offsetParent).length);
    const all = await shown();
    check(all > 20, `${language}: ${all} words`);
    same(await page.getAttribute('dt[id=laporan] a', 'href'), `${words.terms}#laporan`, `${language}: a word has its address`);
    await lookTwice(page, `terms-${language}`);
    await page.fill('#cari', words.seek);
    if (scripts) check(await shown() > 0 && await shown() < all, `${language}: letters typed narrow the list`);
    await submit(page);
    const found = await page.$$eval('main dl div', (list) => list.length);
    check(found > 0 && found < all && await page.$('dt[id=laporan]'), `${language}: words found without a script: ${found}`);
    await lookTwice(page, `terms-found-${language}`);
    await page.goto(at(`${words.terms}?cari=<b>zzz`));
    check(await page.isVisible('#nihil') && !(await page.$$('main dl')).length, `${language}: a word that is missing is said to be`);
    await lookTwice(page, `terms-none-${language}`);
    await page.goto(at(`${words.terms}?cari=${'a'.repeat(81)}`));
    same(page.answer.status(), 404, `${language}: a search too long`);
  }
  // What cannot be answered is said, beside what was asked.
  for (const [query, field] of [['siapa=raja&apa=medsos-suka', 'siapa'], ['siapa=pns&apa=tidak-ada', 'apa'], ['siapa=pns', 'apa'],
    ['siapa=pns&apa=medsos-suka&saat=kemarin', 'saat'], ['siapa=pns&apa=medsos-suka&tanggal=2024-02-31', 'tanggal'],
    ['siapa=pns&apa=medsos-suka&tanggal=1024-01-01', 'tanggal']]) {
    await page.goto(at(`/boleh?${query}`));
    same(page.answer.status(), 422, query);
    check((await page.title()).startsWith('Galat:'), `${query}: the title says so`);
    check(await page.$(`.faults a[href="#${field}"]`), `${query}: the fault leads to ${field}`);
    check(!await page.$('.answer'), `${query}: nothing is guessed`);
  }
  await lookTwice(page, 'adviser-faults');
  // A stage beside the contest in which alone an act binds can be asked about as any other.
  await page.goto(at('/boleh?siapa=kepala_daerah&apa=mutasi&saat=replacement_ban'));
  same(page.answer.status(), 200, 'a stage beside the contest');
  check(await page.$('.answer .v2'), 'what binds in that stage alone is forbidden in it');
  await page.goto(at('/boleh?siapa=kepala_daerah&apa=mutasi&saat=voter_list'));
  same(page.answer.status(), 422, 'a stage in which nothing binds by itself is not asked about');
  await page.goto(at('/boleh/tidak-ada'));
  same(page.answer.status(), 404, 'an unknown topic');
  await page.close();
}

// ---- what search engines are told: every page that may be found, once a language, and no other
{
  const robots = await (await fetch(at('/robots.txt'))).text();
  check(robots.includes(`\nSitemap: ${t.origin}/sitemap.xml\n`), `robots.txt names the list: ${robots}`);
  const closed = [...robots.matchAll(/^Disallow: (\S+)$/gm)].map((m) => m[1]);
  for (const path of ['/k/', '/en/k/', '/lacak', '/en/track', '/lapor/isi', '/masuk', '/api/'])
    check(closed.includes(path), `robots.txt keeps ${path} closed`);
  const answer = await fetch(at('/sitemap.xml'));
  check(answer.headers.get('content-type').startsWith('application/xml'), 'the list is XML');
  const list = await answer.text();
  check(!list.includes('&') || /&(amp|lt|gt|quot|apos);/.test(list), 'it is well formed');
  const pages = [...list.matchAll(/<loc>([^<]+)<\/loc>((?:<xhtml:link [^>]+\/>)*)<\/url>/g)];
  const urls = pages.map((m) => m[1]);
  check(urls.length > 250 && urls.length < 1000 && new Set(urls).size === urls.length, `${urls.length} pages, each once`);
  for (const [, url, links] of pages) {
    const others = [...links.matchAll(/hreflang="(\w+)" href="([^"]+)"/g)].map((m) => m[2]);
    check(others.length === 2 && others.includes(url) && others.every((o) => urls.includes(o)), `${url} names both languages`);
    check(url.startsWith(`${t.origin}/`) && !closed.some((path) => new URL(url).pathname.startsWith(path)), `${url} is open to robots`);
    const page = await fetch(url);
    check(page.status === 200 && !page.headers.get('x-robots-tag'), `${url} may be listed: ${page.status} ${page.headers.get('x-robots-tag')}`);
  }
  for (const path of ['/lapor/isi', '/lacak', '/masuk', '/boleh/tanya', '/boleh?siapa=pns&apa=medsos-suka'])
    same((await fetch(at(path))).headers.get('x-robots-tag'), 'noindex', `${path} is not to be listed`);
}

// ---- a question that is not listed
let number;
for (const scripts of [true, false]) {
  const page = await t.page({ scripts });
  await page.goto(at('/boleh/tanya'));
  await lookTwice(page, 'ask');
  await submit(page);
  same(page.answer.status(), 422, 'an empty question');
  check((await page.title()).startsWith('Galat:'), 'the title says so');
  await lookTwice(page, 'ask-empty');
  await page.fill('#pertanyaan', scripts ? 'Bolehkah saya menjadi saksi <b>di TPS</b>?' : 'Bolehkah saya meliput?');
  await submit(page);
  number = await text(page, '.bigcode');
  check(/^\d[\d.]*$/.test(number), `the question has a number: ${number}`);
  await lookTwice(page, 'ask-taken');
  await nobodyIsMarked(page, 'ask');
  await page.close();
}
// ---- without a line
for (const words of Object.values(WORDS)) {
  const page = await t.page({ workers: true });
  const context = page.context();
  await page.goto(at(words.hub));
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async (paths) => {
    const kept = await caches.match(paths[1]) && await caches.match(paths[2]) && await caches.match(paths[3]);
    const words = await navigator.serviceWorker.getRegistration(paths[2]);
    return kept && words?.active?.state === 'activated' && navigator.serviceWorker.controller;
  }, [words.hub, words.all, words.terms, words.acts]);
  // "Not modified" must not give the worker a policy that it had not before: it could fetch nothing.
  const again = await fetch(at(words.worker), { headers: { 'if-none-match': (await fetch(at(words.worker))).headers.get('etag') } });
  check(again.status === 304 && !again.headers.get('content-security-policy'), `${words.worker}: asked again it changes no policy`);
  const scope = await page.evaluate(() => navigator.serviceWorker.ready.then((r) => new URL(r.scope).pathname));
  same(scope, words.hub, 'the worker serves these pages alone');
  await context.setOffline(true);
  await page.goto(at(words.hub));
  check(await page.$('#siapa'), `${words.hub} opens without a line`);
  await page.waitForSelector('main [role=status]');
  await page.selectOption('#apa', 'medsos-foto');
  await submit(page);
  check(page.url().endsWith(`${words.all}#medsos-foto`), `an answer without a line: ${page.url()}`);
  check((await text(page, 'main')).includes(words.no), 'and it is one');
  await page.goto(at(words.topic + 'medsos-suka'));
  check(page.url().endsWith('#medsos-suka'), `a topic without a line: ${page.url()}`);
  await page.goto(at(words.topic + 'DIS-06'));
  check(page.url().endsWith(`${words.acts}#DIS-06`) && await page.isVisible('[id="DIS-06"]'), `an act without a line: ${page.url()}`);
  await page.goto(at(`${words.terms}#laporan`));
  check(await page.isVisible('dt[id=laporan]'), `${words.terms} opens without a line`);
  await page.fill('#cari', words.seek);
  await submit(page);
  check(await page.isVisible('dt[id=laporan]') && !await page.isVisible('dt[id=cuti_bersama]'), `${words.terms}: searched without a line`);
  same(await page.inputValue('#cari'), words.seek, 'what was sought still stands there');
  const kept = await page.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) found.push(new URL(r.url).pathname);
    return found.sort();
  });
  const ours = (path) => /^\/aset\/boleh\./.test(path) || Object.values(WORDS).some((w) => [w.hub, w.all, w.acts, w.terms].includes(path));
  check(kept.every(ours), `nothing else is kept: ${kept}`);
  await context.setOffline(false);
  await page.goto(at('/lacak'));
  check(!await page.evaluate(() => navigator.serviceWorker.controller), 'no worker on the pages of reporters');
  await page.close();
}

// ---- the calendar, for phones
{
  const page = await t.page();
  await page.goto(at('/boleh'));
  const feed = await fetch(at(await page.getAttribute('a[href$=".ics"]', 'href')));
  check(feed.headers.get('content-type').startsWith('text/calendar'), 'the feed is a calendar');
  check((await feed.text()).includes('CATEGORIES:STAGE,CRITICAL'), 'critical stages are marked');
  await page.close();
}

// ---- the legal administrator
for (const scripts of [true, false]) {
  const page = await t.page({ scripts });
  await page.context().clearCookies();
  await signIn(page, t, ADMIN);
  same(new URL(page.url()).pathname, '/k/aturan', 'an administrator lands on the rules');
  check((await text(page, 'main')).includes('<b>di TPS</b>'), 'reads what was asked');
  check((await text(page, 'main')).includes(number), 'under its number');
  if (scripts) budget(page, 'staff', '/k/aturan');
  await lookTwice(page, 'rules', { nodes: 2500 });
  if (scripts) {
    await submit(page);
    check(page.url().endsWith('?pesan=1'), `a version is published: ${page.url()}`);
    check(await page.$('.panel.good'), 'and the page says so');
    await lookTwice(page, 'rules-published', { nodes: 2500 });
  }
  check(!await page.$('main form[method=post] button'), 'a version is published once');
  await page.selectOption('#dari', 'kini');
  await follow(page, 'form[action$="#banding"] button');
  check((await text(page, 'main')).includes('Tidak ada perbedaan.'), 'a version is compared with itself');
  await lookTwice(page, 'rules-compared', { nodes: 2500 });
  const files = await page.getAttribute('a[href^="/api/v1/rules/"]', 'href');
  check((await (await fetch(at(files))).text()).startsWith('netral-rules/v1\n'), 'its files can be read');
  const proof = await page.getAttribute('a[href^="/log/proof/"]', 'href');
  same((await fetch(at(proof))).status, 200, 'the log proves it');

  await page.goto(at('/k/aturan/baris?tanda=belum'));
  check((await page.$$('tbody tr')).length === 50, 'a page of rows');
  check((await page.$$('tbody .badge')).length === 50, 'each with its badge');
  await lookTwice(page, 'rule-rows', { nodes: 2500 });
  await follow(page, 'a[rel=next]');
  check(page.url().includes('hal=2') && page.url().includes('tanda=belum'), 'the filter goes along');
  for (const query of ['tanda=x', 'hal=0', 'hal=x', 'jenis=raja']) {
    await page.goto(at(`/k/aturan/baris?${query}`));
    same(page.answer.status(), 404, `rows of ${query}`);
  }
  await page.goto(at('/k/aturan/uji'));
  await page.selectOption('#jam', 'pilkada-2024@1/P04.initial_review');
  await page.fill('#tanggal', '2024-11-20');
  await page.fill('#pukul', '10:00');
  await page.selectOption('#wilayah', '16.71');
  await submit(page);
  const days = await page.$$eval('.clock time', (list) => list.slice(0, 2).map((e) => e.dateTime));
  check(days[0] <= days[1] && days[0] > '2024-11-20', `both readings: ${days}`);
  check((await text(page, '.month')).includes('ke-1'), 'the days that count are numbered');
  same(await text(page, 'h2 code'), 'P04.kajian_awal', 'the row stands beside the name, in the word of the statute');
  const broken = await page.$$eval('.month td > *', (list) => list.filter((e) => e.offsetWidth > 2 && e.scrollWidth > e.parentElement.clientWidth).map((e) => e.textContent));
  check(!broken.length, `words fit their day: ${broken}`);
  check((await text(page, '.offs')).includes('27 November 2024'), 'days off are named');
  check((await text(page, 'main')).includes('WIB'), 'in the zone of the region');
  await lookTwice(page, 'try', { nodes: 2500 });
  check((await text(page, '.clock')).includes('di akhir hari, pukul 24.00 WIB'), 'a day ends with the day');
  check((await text(page, 'main .clock')).includes('rendah') || (await text(page, 'main .clock')).includes('sedang') || (await text(page, 'main .clock')).includes('tinggi'), 'how sure it is');
  await page.fill('#pukul', '17:00');
  await submit(page);
  check(/di luar jam penerimaan, 08.00 sampai 16.00/.test(await text(page, 'main .warn')), 'an hour after the intake window is warned of');
  same((await page.$$('.clock')).length, 2, 'and both days are counted from');
  check((await text(page, '.clock:last-of-type h3')).includes('21 November 2024'), 'the next day of intake among them');
  await lookTwice(page, 'try-outside', { nodes: 2500 });
  for (const [query, path, said] of [
    ['jam=pilkada-2024@1/P01.report&tanggal=2024-11-04&pukul=10:00&wilayah=16.71', '/k/aturan/uji', ['pukul 08.00 sampai 16.00 WIB', 'pukul 24.00 WIB', 'bukan tenggatnya']],
    ['jam=pilkada-2024@1/P01.report&tanggal=2024-10-12&pukul=10:00&wilayah=16.71', '/k/aturan/uji', ['kantor tutup hari itu']],
    ['jam=pilkada-2024@1/P01.report&tanggal=2015-03-02&pukul=&wilayah=16.71', '/k/aturan/uji', ['UU 8/2015 belum berlaku pada hari mulai: berlaku sejak Rabu, 18 Maret 2015', 'belum berlaku pada hari mulai: berlaku sejak Jumat, 26 Januari 2024', 'rendah']],
    ['jam=pilkada-2024@1/P01.report&tanggal=2015-03-02&pukul=&wilayah=16.71', '/en/k/rules/try', ['UU 8/2015 was not yet in force on the start day: it holds from Wednesday, 18 March 2015', 'low', 'the rule alone: high']],
    ['jam=pemilu-2024@1/E08.handle_ext&tanggal=2099-12-30&pukul=&wilayah=16.71', '/k/aturan/uji', ['hari libur hanya diketahui dari Senin, 1 Januari 2024 sampai Jumat, 31 Desember 2027', 'rendah']],
    ['jam=pemilu-2024@1/E08.handle_ext&tanggal=1900-01-01&pukul=&wilayah=16.71', '/en/k/rules/try', ['nothing but the weekend is left out', 'was not yet in force']],
    ['jam=pilkada-2024@1/D05.summons2&tanggal=2024-04-01&pukul=&wilayah=16.71', '/k/aturan/uji', ['Cuti bersama Idul Fitri', 'tinggi']],
    ['jam=gakkumdu@1/P14a.police&tanggal=2024-11-20&pukul=17:00&wilayah=16.71', '/k/aturan/uji', ['pukul 17.00 WIB', 'Dihitung dalam jam']],
  ]) {
    await page.goto(at(`${path}?${query}`));
    const shown = await text(page, 'main');
    for (const part of said) check(shown.includes(part), `${query}: "${part}"`);
    if (query.includes('D05') || query.includes('2015')) await lookTwice(page, `try-${query.slice(4, 30).replace(/\W+/g, '-')}${path.slice(1, 3)}`, { nodes: 2500 });
  }
  await page.goto(at('/k/aturan/uji?jam=x&tanggal=2024-02-31&pukul=25:00&wilayah=99'));
  same(page.answer.status(), 422, 'a clock, a day, an hour and a region that are none');
  same((await page.$$('.faults li')).length, 4, 'each is told');
  await lookTwice(page, 'try-faults', { nodes: 2500 });
  await page.goto(at('/k/aturan/libur'));
  await page.fill('#sumber', 'SKB contoh');
  await page.setInputFiles('#berkas', { name: 'a.csv', mimeType: 'text/csv',
    buffer: Buffer.from('date,kind,name\n2027-01-01,national_holiday,Tahun Baru\n2027-02-30,siesta,"<b>x</b>"\n') });
  await submit(page);
  same(page.answer.status(), 422, 'a year with a day that does not exist');
  check((await text(page, '.faults')).includes('Baris 3: "2027-02-30" bukan tanggal yang ada'), 'the line is told, in the language of the page');
  same(await text(page, '.faults li code'), '2027-02-30,siesta,"<b>x</b>"', 'and shown');
  await lookTwice(page, 'holidays-faults', { nodes: 2500 });
  await page.fill('#tempel', 'date,kind,name\n2027-01-01,national_holiday,Tahun Baru\n2027-12-24,joint_leave,"<b>Cuti</b>, lagi"\n');
  await follow(page, 'form[enctype] button[type=submit]');
  check((await text(page, 'tbody')).includes('<b>Cuti</b>, lagi'), 'what differs is shown, as text');
  await lookTwice(page, 'holidays-good', { nodes: 2500 });
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('form:has([value=unduh]) button')]);
  same(download.suggestedFilename(), 'holidays-2027.yaml', 'the file to lay into the rules');
  check(readFileSync(await download.path(), 'utf8').includes('{date: 2027-12-24, kind: joint_leave, name: "<b>Cuti</b>, lagi"}'), 'it holds the day');
  check((await text(page, 'main')).includes('Tidak ada tenggat berjalan yang bergeser.'), 'what would move is said');
  const load = async () => {
    await follow(page, 'form:has([value=muat]) button');
    same(page.answer.status(), 200, 'a year is loaded');
    const said = await text(page, '.panel.good');
    check(said.includes('dipakai sejak sekarang'), 'and in use');
    return /versi (2027[.][0-9]+) dipakai/.exec(said)[1];
  };
  const once = await load();
  await lookTwice(page, 'holidays-loaded', { nodes: 2500 });
  const beside = await page.context().newPage();
  await beside.goto(at('/k/aturan/uji?jam=pilkada-2024@1/D05.summons2&tanggal=2027-12-20&pukul=&wilayah=16.71'));
  for (const part of ['bertumpu pada 1 hari libur yang belum diverifikasi', 'libur, belum diverifikasi'])
    check((await text(beside, 'main')).includes(part), `a day off that nobody read in the decree: ${part}`);
  await beside.close();
  check((await text(page, 'main .hint')).includes(once), 'the page names the new table');
  await follow(page, 'main form:not(:has([name=aksi])):not([enctype]) button');
  same(page.answer.status(), 200, 'the table before is offered');
  check((await text(page, 'tbody')).includes('Cuti bersama Idul Fitri'), 'and what it brings back is shown');
  check(await load() !== once, 'it is a new version: nothing is erased'); /* the store is shared */
  await page.goto(at('/en/k/rules'));
  await lookTwice(page, 'rules-english', { nodes: 2500 });
  await follow(page, 'a[href*="graph"][href*="=pilkada-2024"]');
  const parts = readdirSync(new URL('../../rules/parts', import.meta.url)).length;
  same((await page.$$('nav.switch a')).length, parts + 2, 'a procedure is drawn part by part: the overview, its own, the shared');
  for (const [part, row] of [['overview', 'Village heads and officials'], ['village', 'DES-30'], ['main', 'P04']]) {
    await page.goto(at(`/en/k/rules/graph?prosedur=pilkada-2024@1&bagian=${part}`));
    check(await page.$eval('img.drawn', (img) => img.complete && img.naturalWidth > 900), `${part}: the drawing is shown`);
    check((await text(page, 'main .plainlist')).includes(row), `${part}: the list says the same`);
    if (scripts) budget(page, 'staff', `graph ${part}`);
    await lookTwice(page, `graph-${part}`, { nodes: 2500 });
  }
  await page.goto(at(await page.getAttribute('img.drawn', 'src')));
  check(page.answer.headers()['content-type'].startsWith('image/svg') && await page.$('a[href^="#state-"]'), 'the drawing alone has links');
  if (scripts) for (const drawing of ['pilkada-2024@1&bagian=overview', 'pilkada-2024@1&bagian=remedies', 'pilkada-2024@1&bagian=contract_postponed', 'tsm-pemilu@1', 'tsm@1']) {
    await page.goto(at(`/k/aturan/gambar.svg?prosedur=${drawing}`));
    const out = await page.$$eval('g[id^="state-"], g[id^="step-"]', (boxes) => boxes.flatMap((box) => {
      const frame = box.querySelector('rect').getBoundingClientRect();
      return [...box.querySelectorAll('text')].map((line) => [line.textContent, line.getBoundingClientRect()])
        .filter(([, r]) => r.left < frame.left || r.right > frame.right - 3 || r.top < frame.top || r.bottom > frame.bottom + 1).map(([words]) => words);
    }));
    check(!out.length, `${drawing}: words stay in their box: ${out}`);
  }
  for (const query of ['prosedur=x', 'prosedur=pilkada-2024@1&bagian=x', ''])
    for (const path of ['gambar', 'gambar.svg']) {
      await page.goto(at(`/k/aturan/${path}?${query}`));
      same(page.answer.status(), 404, `${path} of ${query}`);
    }

  await page.context().clearCookies();
  await signIn(page, t, 'petugas.bawaslu-16.06');
  await page.goto(at('/k/aturan'));
  same(page.answer.status(), 200, 'an officer reads the rules');
  await page.goto(at('/k/aturan/libur'));
  same(page.answer.status(), 403, 'nor lays in days off');
  await page.goto(at('/k/aturan'));
  check(!await page.$('main form[method=post]') && !(await text(page, 'main')).includes('<b>di TPS</b>'), 'but neither publishes nor reads what was asked');
  await page.close();
}

// ---- last: many questions push those of before out of the administrator's list
{
  const send = (isi) => fetch(at('/boleh/tanya'), { method: 'POST', body: new URLSearchParams({ isi }) });
  same((await send('x'.repeat(1001))).status, 422, 'more than 1,000 characters');
  same((await send('é'.repeat(1000))).status, 200, '1,000 characters of two bytes');
  let last;
  for (let i = 0; i < 90 && last?.status !== 429; i++) last = await send('lagi');
  check(last.status === 429 && Number(last.headers.get('retry-after')) > 0, `many questions have to wait: ${last.status}`);
}
await end(t);
