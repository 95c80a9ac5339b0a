// The officers' side of the served program: a report is filed through the API, then carried by hand
// through every office to a decision of the appointing authority and closed, once with and once
// without JavaScript. On the way: wrong input keeps what was typed, a stale form is refused, somebody
// who was faster is noticed, the identity is opened by its custodian alone.
import { randomUUID } from 'node:crypto';
import { PASSWORD, begin, budget, check, end, follow, look, same, signIn } from './lib.mjs';

const t = await begin();
const DAY = '2024-10-29'; // the demo's today
const REPORT = {
  channel: 'report', election: 'pilkada-2024', region: '16.06', act: 'DIS-06', occurred_on: '2024-10-26',
  known_on: '2024-10-27', place: 'Balai desa', narrative: 'DATA CONTOH: ajakan memilih di balai desa.',
  subjects: [{ class: 'pns', name: 'Terlapor Contoh', position: 'Camat', agency: 'Kantor Camat' }],
  reporter: { name: 'Pelapor Rekaan Sekali', address: 'Jalan Contoh 9' },
};

async function file(changes = {}) {
  const answer = await fetch(`${t.origin}/api/v1/reports`, {
    method: 'POST', body: JSON.stringify({ ...REPORT, ...changes }),
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  });
  same(answer.status, 201, 'the report is accepted');
  return (await answer.json()).case;
}

/** Unfolds the form of a step, where scripts or the page have not done so. */
async function unfold(page, step) {
  if (!await page.evaluate((id) => document.getElementById(id)?.open, `a-${step.replaceAll('_', '-')}`)
    && !await page.evaluate((id) => document.getElementById(id)?.open, `a-${step}`))
    await page.click(`details:has(input[name=langkah][value=${step}]) > summary`);
  return `form:has(input[name=langkah][value=${step}])`;
}

async function take(page, step, outcome) {
  const form = await unfold(page, step);
  if (outcome) await page.check(`${form} input[name=outcome][value=${outcome}]`);
  for (const field of await page.$$(`${form} textarea, ${form} input[type=text], ${form} input[type=date], ${form} select`)) {
    const kind = await field.evaluate((f) => (f.tagName === 'SELECT' ? 'select' : f.type));
    if (kind === 'select') await field.selectOption({ index: 1 });
    else await field.fill(kind === 'date' ? DAY : 'Isi contoh 12/2024');
  }
  for (const name of new Set(await page.$$eval(`${form} input[type=radio]:not([name=outcome])`, (all) => all.map((r) => r.name))))
    await page.check(`${form} input[type=radio][name="${name}"] >> nth=0`);
  await follow(page, `${form} button[type=submit]`);
  check(page.url().endsWith('?pesan=1'), `${step} is recorded and answered with a redirect: ${page.url()}`);
}

/** What is printed says for whom and when it was shown; on the screen that line would only be in the way. */
async function copies(page, name) {
  check(!await page.isVisible('.copy'), 'the line of a copy is not on the screen');
  await page.emulateMedia({ media: 'print' });
  const said = await page.isVisible('.copy') ? await page.textContent('.copy') : '';
  check(said.includes(name) && /\d{4} pukul \d\d\.\d\d WIB/.test(said), `a printed case says for whom and when: ${said}`);
  await page.emulateMedia({ media: null });
}

/** Another choice than the proposed one is refused without reasons, and says so beside their field. */
async function departs(page, step, outcome) {
  const form = await unfold(page, step);
  const action = `details:has(input[name=langkah][value=${step}])`;
  const proposal = await page.textContent(`${action} .proposal`);
  check(proposal.includes('disiplin') && proposal.includes('Hukuman disiplin berat'), 'branch and tier are proposed');
  check(!await page.$(`${action} label .tag`), 'a lighter sanction than the act names is not marked as proposed');
  const fits = 'details:has(input[name=langkah][value=begin_discipline]) label:has(.tag)';
  same((await page.$$(fits)).length, 1, 'one outcome fits in branch and tier');
  check(/berat\s+sesuai usulan/.test(await page.textContent(fits)), 'and it is marked');
  await page.check(`${form} input[name=outcome][value=${outcome}]`);
  for (const field of await page.$$(`${form} textarea:not([name=departs_because]), ${form} input[type=text], ${form} input[type=date]`))
    await field.fill(await field.evaluate((f) => f.type) === 'date' ? DAY : 'Isi contoh 12/2024');
  await follow(page, `${form} button[type=submit]`);
  await look(page, 'case-departs', { nodes: 2500, status: 422 });
  check(await page.isVisible(`${form} .bad textarea[name=departs_because][aria-invalid=true]`), 'reasons are asked for beside their field');
}

const WAY = [
  ['pimpinan.bawaslu-16.06', [['initial_review', 'complete'], ['register'], ['clarify'], ['study'],
    ['plenary', 'violation_other_law'], ['forward_bkn']]],
  ['petugas.bkn', [['recommend_ppk', 'no_track']]],
  ['pimpinan.ppk-16.06', [['ppk_decide', 'sanction_moral'], ['record_decision']]],
];

async function as(page, name) {
  await page.context().clearCookies();
  await signIn(page, t, name);
}

for (const scripts of [true, false]) {
  const id = await file();
  const page = await t.page({ scripts, width: 360 });
  for (const [name, steps] of WAY) {
    await as(page, name);
    same(new URL(page.url()).pathname, '/k/', `${name} lands on the work list`);
    await look(page, `work-${name.split('.')[0]}`, { nodes: 2500 });
    for (const [step, outcome] of steps) {
      await page.goto(`${t.origin}/k/perkara/${id}`);
      if (step === 'initial_review' || step === 'ppk_decide') {
        await look(page, `case-${step}`, { nodes: 2500 });
        await page.setViewportSize({ width: 1280, height: 740 });
        await look(page, `case-${step}`, { nodes: 2500 });
        await page.setViewportSize({ width: 360, height: 740 });
        budget(page, 'staff');
        await copies(page, name);
        if (step === 'ppk_decide') await departs(page, step, outcome);
      }
      await take(page, step, outcome);
    }
  }
  const said = await page.textContent('main');
  check(said.includes('Selesai'), 'the case says that it has ended');
  check(!await page.$('input[name=langkah]'), 'an ended case offers no step');
  await page.close();
}

// ---- one's own password
for (const scripts of [true, false]) {
  const page = await t.page({ scripts, width: 360 });
  const name = scripts ? 'petugas.bawaslu-16.71' : 'petugas.bawaslu-16.72';
  const fresh = 'tujuh gajah memanjat tiang';
  await as(page, name);
  await follow(page, '.who a');
  same(new URL(page.url()).pathname, '/k/sandi', 'the name leads to the password');
  await look(page, 'password');
  await page.setViewportSize({ width: 1280, height: 740 });
  await look(page, 'password');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.fill('#lama', 'bukan ini');
  await page.fill('#baru', fresh);
  await follow(page, 'main button[type=submit]');
  await look(page, 'password-wrong');
  check(await page.isVisible('.bad #lama[aria-invalid=true]'), 'a wrong present password is said beside its field');
  same(await page.inputValue('#lama') + await page.inputValue('#baru'), '', 'no password is shown again');
  await page.fill('#lama', PASSWORD);
  await page.fill('#baru', fresh);
  await follow(page, 'main button[type=submit]');
  same(new URL(page.url()).pathname, '/masuk', 'afterwards one signs in');
  check((await page.textContent('main')).includes('sudah diganti'), 'and is told why');
  await look(page, 'password-changed');
  await signIn(page, t, name, fresh);
  same(new URL(page.url()).pathname, '/k/', 'the new password is one');
  await page.context().clearCookies();
  await page.close();
}

// ---- two persons of one class go different ways; an act for which the law names no tier
for (const scripts of [true, false]) {
  const second = { ...REPORT.subjects[0], name: 'Terlapor Kedua', position: 'Lurah' };
  const id = await file({ act: 'P94-N1', subjects: [...REPORT.subjects, second] });
  const page = await t.page({ scripts, width: 360 });
  for (const [name, steps] of WAY.slice(0, 2)) {
    await as(page, name);
    for (const [step, outcome] of steps) {
      await page.goto(`${t.origin}/k/perkara/${id}`);
      await take(page, step, outcome);
    }
  }
  await as(page, 'pimpinan.ppk-16.06');
  await page.goto(`${t.origin}/k/perkara/${id}`);
  let form = await unfold(page, 'begin_discipline');
  const action = 'details:has(input[name=langkah][value=begin_discipline])';
  check((await page.textContent(`${action} .proposal .badge`)).includes('tidak menyebut tingkat'), 'a gap of the law bears a badge');
  check(!await page.$(`${action} label .tag`), 'and no tier is marked');
  same(await page.$$eval(`${form} input[type=checkbox][name=orang]`, (all) => all.map((box) => box.checked).join()), 'true,true', 'all are meant at first');
  await look(page, 'case-persons', { nodes: 2500 });
  for (const box of await page.$$(`${form} input[type=checkbox][name=orang]`)) await box.uncheck();
  await page.check(`${form} input[name=outcome][value=light]`);
  for (const field of await page.$$(`${form} textarea`)) await field.fill('Hanya mendengarkan visi dan misi');
  await follow(page, `${form} button[type=submit]`);
  same(page.answer.status(), 422, 'a step for nobody is refused');
  check((await page.textContent(`${form} .bad .error`)).length > 0, 'beside the boxes');
  same(await page.$$eval(`${form} input[type=checkbox][name=orang]`, (all) => all.map((box) => box.checked).join()), 'false,false', 'which stay as they were');
  await look(page, 'case-persons-faults', { nodes: 2500, status: 422 });
  form = await unfold(page, 'begin_discipline');
  await page.check(`${form} input[type=checkbox][name=orang][value="1"]`);
  await follow(page, `${form} button[type=submit]`);
  check(page.url().endsWith('?pesan=1'), 'a step for one of two is recorded');
  const said = await page.textContent('main');
  check(said.includes('Dugaan hukuman ringan') && said.includes('Rekomendasi di PPK'), 'each person is where they are: ' + said.slice(0, 300));
  check(said.includes('undang-undang tidak menyebut tingkat, P94-N1'), 'the timeline tells the gap');
  await look(page, 'case-parted', { nodes: 2500 });
  await page.setViewportSize({ width: 1280, height: 740 });
  await look(page, 'case-parted', { nodes: 2500 });
  await page.close();
}

// ---- mistakes
{
  const id = await file();
  const page = await t.page({ width: 360 });
  await as(page, 'pimpinan.bawaslu-16.06');
  await page.goto(`${t.origin}/k/perkara/${id}`);
  const form = await unfold(page, 'initial_review');
  await page.fill(`${form} textarea`, 'Kalimat yang harus tetap ada');
  await follow(page, `${form} button[type=submit]`);
  same(page.answer.status(), 422, 'a step without its outcome is refused');
  check((await page.inputValue(`${form} textarea`)).includes('tetap ada'), 'what was typed is kept');
  await look(page, 'case-faults', { nodes: 2500 });

  await page.goto(`${t.origin}/k/perkara/${id}`);
  await unfold(page, 'initial_review');
  await page.evaluate(() => { document.querySelectorAll('input[name=csrf]').forEach((f) => { f.value = '0'.repeat(64); }); });
  await page.check(`${form} input[name=outcome][value=complete]`);
  await page.fill(`${form} textarea`, 'Alasan');
  await follow(page, `${form} button[type=submit]`);
  same(page.answer.status(), 403, 'a form with a foreign token is refused');
  await look(page, 'stale-form');

  // Two officers, one case: the second learns that somebody was faster.
  const other = await t.page({ width: 360 });
  await page.goto(`${t.origin}/k/perkara/${id}`);
  await other.goto(`${t.origin}/k/perkara/${id}`);
  await take(page, 'initial_review', 'complete');
  const late = await unfold(other, 'initial_review');
  await other.check(`${late} input[name=outcome][value=complete]`);
  await other.fill(`${late} textarea`, 'Alasan kedua');
  await follow(other, `${late} button[type=submit]`);
  same(other.answer.status(), 409, 'the second of two officers is told');
  await look(other, 'case-conflict', { nodes: 2500 });
  await other.close();

  // Not theirs: another regency's office.
  await as(page, 'pimpinan.bawaslu-16.07');
  await page.goto(`${t.origin}/k/perkara/${id}`);
  same(page.answer.status(), 404, 'another office does not read the case, nor learns that there is one');
  await look(page, 'not-yours');
  await page.goto(`${t.origin}/k/perkara/99999999`);
  same(page.answer.status(), 404, 'an unknown case is not found');

  // Who reported: the officer may not, the custodian may, with a reason, and it is recorded.
  await as(page, 'petugas.bawaslu-16.06');
  await page.goto(`${t.origin}/k/perkara/${id}`);
  check(!await page.$('textarea[name=alasan]'), 'an officer is not offered the identity');
  check(!(await page.content()).includes('Pelapor Rekaan Sekali'), 'and does not read it');
  await as(page, 'kustodian.bawaslu-16.06');
  await page.goto(`${t.origin}/k/perkara/${id}`);
  check(!(await page.content()).includes('Pelapor Rekaan Sekali'), 'a custodian does not read it unasked');
  page.on('dialog', (dialog) => dialog.accept());
  await page.fill('textarea[name=alasan]', 'Memastikan alamat untuk undangan klarifikasi');
  await follow(page, 'form:has(textarea[name=alasan]) button');
  check((await page.textContent('main')).includes('Pelapor Rekaan Sekali'), 'the custodian reads it after giving a reason');
  await look(page, 'case-identity', { nodes: 2500 });
  await page.close();
}

// ---- a takeover of all tasks: by the province from the page of the case, by the nation, which reads none below it, and back
for (const scripts of [true, false]) {
  const id = await file({ election: 'pemilu-2024' });
  const page = await t.page({ scripts, width: 360 });
  const wide = async (name) => {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      await look(page, name, { nodes: 2500 });
    }
    await page.setViewportSize({ width: 360, height: 740 });
  };
  const fill = async (step, said) => {
    const form = await unfold(page, step);
    for (const [name, text] of Object.entries(said)) await page.fill(`${form} [name=${name}]`, text);
    await follow(page, `${form} button[type=submit]`);
    return form;
  };
  const why = { reasons: 'Semua anggota diberhentikan sementara.', decision_number: '1/2024' };
  await as(page, 'pimpinan.bawaslu-16');
  await page.goto(`${t.origin}/k/perkara/${id}`);
  await wide('takeover-offered');
  const form = await fill('take_over_by_province', { ...why, opinion: 'Bawaslu 12/2024: setuju.' });
  same(page.answer.status(), 422, 'a takeover without an end is refused');
  check(await page.isVisible(`${form} .bad [name=ends_on][aria-invalid=true]`), 'the end is asked for beside its field');
  same(await page.inputValue(`${form} [name=reasons]`), why.reasons, 'what was typed is kept');
  await wide('takeover-without-end');
  await fill('take_over_by_province', { ends_on: '2024-11-30', ends_when: 'Anggota baru dilantik.' });
  check(page.url().endsWith(`/k/perkara/${id}?pesan=1`), 'it is recorded');
  await wide('takeover-lasts');

  await as(page, 'pimpinan.bawaslu-16.06');
  check((await page.textContent('main')).includes('Bawaslu Provinsi Sumatera Selatan'), 'its list says who works');
  await page.goto(`${t.origin}/k/perkara/${id}`);
  check((await page.textContent('main .panel')).includes('tenggat berjalan terus'), 'the office that was replaced sees it');
  check(!await page.$('input[name=langkah]'), 'and is offered no step');

  await as(page, 'pimpinan.bawaslu');
  await page.goto(`${t.origin}/k/perkara/${id}`);
  same(page.answer.status(), 404, 'the nation does not read the case');
  await page.goto(`${t.origin}/k/`);
  await look(page, 'takeover-work', { nodes: 2500 });
  await page.fill('#perkara', id);
  await follow(page, 'form:has(#perkara) button');
  same(new URL(page.url()).pathname, `/k/ambil-alih/${id}`, 'it finds what a takeover needs');
  await wide('takeover-tasks');
  budget(page, 'staff');
  check(!(await page.content()).includes('Terlapor Contoh'), 'nobody is named');
  same(await page.getAttribute('.lang', 'href'), `/en/k/take-over/${id}`, 'it is there in English');
  await fill('take_over_by_nation', { ...why, ends_when: 'Bawaslu Provinsi dapat bekerja.' });
  check(page.url().endsWith(`/k/perkara/${id}?pesan=1`), 'then the case is its own');
  await fill('give_back', { reasons: 'Anggota baru dilantik.' });
  same(new URL(page.url()).pathname, '/k/', 'and once it gave it back, it reads it no more');
  await page.close();
}
{
  const id = await file(); // of an election whose law knows no takeover
  const page = await t.page({ width: 360 });
  await as(page, 'pimpinan.bawaslu-16');
  await page.goto(`${t.origin}/k/perkara/${id}`);
  check((await page.textContent('main')).includes('UU 10/2016 Ps 22B huruf f'), 'the article that is missing is said');
  check(!await page.$('input[name=langkah]'), 'nothing is offered');
  await look(page, 'takeover-silent', { nodes: 2500 });
  await page.close();
}

// ---- the door, and English
{
  const page = await t.page({ width: 1280 });
  await page.context().clearCookies();
  await page.goto(`${t.origin}/k/`);
  check(page.url().includes('/masuk'), 'without a session the work list leads to the sign-in');
  await as(page, 'pimpinan.bawaslu-16.71');
  await page.goto(`${t.origin}/en/k/`);
  same(await page.getAttribute('html', 'lang'), 'en', 'the work list speaks English');
  await look(page, 'work-english', { nodes: 2500 });
  await page.goto(`${t.origin}/k/?keadaan=closed_sanctioned`);
  await look(page, 'work-filtered', { nodes: 2500 });
  await page.goto(`${t.origin}/k/?cursor=zzz`);
  same(page.answer.status(), 404, 'a spoilt cursor is not found');
  await page.close();
}
await end(t);
