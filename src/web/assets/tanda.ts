// Draws the receipt code, seals and sends the report, and shows the receipt in place of the form. The
// code is shown here and nowhere else: nothing is kept on the phone, and the server gets a token of it
// (docs/adr/0087). A file of its own, which lapor.ts asks for before it sends.
import type { Files } from './berkas';
import { $, $$, buttons, fill, make, sayDay } from './dom';
import type * as Kerja from './kerja';
import * as kode from './kode';
import { sealer } from './penyegel';
import type * as Segel from './segel';

/** On what a row of law rests. */
interface Cited { cite?: string; confidence?: string; verified?: boolean }

export interface Accepted {
  case: string;
  number: string;
  receipt_code?: string; // where it was not drawn here
  sealed?: string;
  evidence_sealed?: string;
  sealed_mark?: string;
  missing: (string | { text?: string; id?: string } & Cited)[];
  next: ({ step: string; label?: string; due?: string; due_early?: string } & Cited)[];
  receipt: unknown;
}

const pause = (ms: number) =>
  new Promise<void>((done) => {
    setTimeout(done, ms);
    addEventListener('online', () => done(), { once: true });
  });

/** The report as the API takes it, from the form's fields. */
function report(value: (name: string) => string, date: (name: string) => string | null, evidence: string[]) {
  const person = (prefix: string, parts: string[]) => {
    const said = parts.map((part) => [part, value(`${prefix}.${part}`)]).filter(([, v]) => v);
    return said.length ? Object.fromEntries(said) : undefined;
  };
  const subject = person('subjects[0]', ['class', 'name', 'position', 'agency']);
  const witness = person('witnesses[0]', ['name', 'address', 'phone']);
  const named = value('channel') === 'report';
  const plain = ['channel', 'election', 'region', 'act', 'place', 'narrative'].map((name) => [name, value(name) || undefined]);
  return {
    ...Object.fromEntries(plain),
    occurred_on: date('occurred_on') || undefined,
    known_on: date('known_on') || undefined,
    subjects: subject && (subject.name || subject.position || subject.agency) ? [subject] : undefined,
    witnesses: witness ? [witness] : undefined,
    evidence,
    reporter: named ? person('reporter', ['name', 'address', 'phone', 'email']) : undefined,
  };
}

const worked = async (task: string) => ((await import(KERJA)) as typeof Kerja).answer(task);

/** Of this page's report, however often and whenever it goes out. */
let drawn: { code: kode.Code; token: string } | undefined;
async function drawOnce() {
  const code = drawn?.code ?? kode.draw();
  drawn ??= code && { code, token: await kode.tokenOf(code) };
}

/** The same body, key and token until an answer comes: a lost reply then gives the same receipt. */
async function deliver(body: string, key: string, news: HTMLElement): Promise<Response> {
  const headers: Record<string, string> = {
    ...(drawn && { 'Receipt-Token': drawn.token }),
    'Content-Type': 'application/json', 'Idempotency-Key': key, 'Accept-Language': ENGLISH ? 'en' : 'id',
  };
  for (let wait = 2000; ; wait = Math.min(wait * 2, 30000)) {
    try {
      const response = await fetch('/api/v1/reports', { method: 'POST', headers, body });
      if (response.status !== 503 && response.status !== 429) return response;
      const task = response.headers.get('Netral-Work');
      if (task) {
        news.textContent = T('js.working');
        headers['Netral-Work'] = await worked(task);
        continue;
      }
    } catch { /* no line, or the reply was lost: try again */ }
    news.textContent = T('js.offline');
    await pause(wait);
  }
}

type Report = ReturnType<typeof report>;
/** A try that ended: the answer, or why the person is asked before it goes out as it is. */
type Outcome = { response: Response } | { ask: string };
/** The keys of the offices that may handle the report, the nearest first; '' is an office without.
 * Or why the server gives none. */
async function offered(region: string, news: HTMLElement): Promise<string[] | Response> {
  for (let wait = 2000; ; wait = Math.min(wait * 2, 30000)) {
    try {
      const response = await fetch(`/api/v1/seal-keys?region=${encodeURIComponent(region)}`, { cache: 'no-store' });
      if (response.ok) return ((await response.json()) as { offices: { recipient?: string }[] }).offices.map((o) => o.recipient ?? '');
      if (response.status < 500 && response.status !== 429) return response;
    } catch { /* no line */ }
    news.textContent = T('js.offline');
    await pause(wait);
  }
}

/** What seals, as soon as the line lets it come. Throws when this browser cannot run it. */
async function awaited(news: HTMLElement): Promise<typeof Segel> {
  for (let wait = 2000; ; wait = Math.min(wait * 2, 30000)) {
    const segel = await sealer();
    if (segel) return segel;
    news.textContent = T('js.offline');
    await pause(wait);
  }
}

/** The last that was sent of this report. It may have arrived and its answer been lost: the same
 * bytes get the same receipt, so it goes out first when the person presses again. */
let last: { of: string; offices: string; level: number; sealed: { reporter_sealed?: Segel.Sealed; evidence_key?: Segel.SealedKey } } | undefined;

/** Sends the report with who reported sealed, and the key of its evidence. Which office handles it
 * is the server's to say: to a key that is not in force there it says no, keeps nothing, and the
 * next one with a key is asked. */
async function deliverSealed(whole: Report, key: string, news: HTMLElement): Promise<Outcome> {
  const { reporter, ...rest } = whole;
  if (!reporter && !rest.evidence.length) return { response: await deliver(JSON.stringify(rest), key, news) };
  const of = JSON.stringify(whole);
  if (last?.of !== of) last = undefined;
  for (;;) {
    if (last) {
      const response = await deliver(JSON.stringify({ ...rest, ...last.sealed }), key, news);
      if (response.status !== 409 || !/seal-key-not-in-force/.test(await response.clone().text())) return { response };
    }
    const keys = await offered(String(rest.region), news);
    if (keys instanceof Response) return { response: keys };
    const offices = keys.join();
    const above = last?.offices === offices ? last.level + 1 : 0; // changed meanwhile: from the nearest
    const level = keys.findIndex((k, at) => k && at >= above);
    if (level < 0) return { ask: T('js.seal_none') };
    try {
      const { identityOf, recipientOf, sealKey, sealPerson } = await awaited(news);
      const to = {
        offices: keys.slice(level).filter(Boolean),
        reporter: drawn && await recipientOf(identityOf(await kode.secretOf(drawn.code))),
      };
      const sealed = {
        reporter_sealed: reporter && await sealPerson(reporter, to),
        evidence_key: rest.evidence.length ? await sealKey(to) : undefined,
      };
      last = { of, offices, level, sealed };
    } catch {
      return { ask: T('js.seal_cannot') };
    }
  }
}

export interface Sender {
  value: (name: string) => string;
  date: (name: string) => string | null;
  files: Files;
  form: HTMLFormElement;
  news: HTMLElement;
}
/** What is wrong, and with which control of the page. */
export type Fault = [id: string, text: string];
interface Problem { title?: string; detail?: string; errors?: { field: string; message: string }[] }
const anchor = (field: string) => {
  const id = field.replace(/^evidence.*/, 'evidence').replace(/[^A-Za-z0-9]/g, '-');
  return document.getElementById(id) ? id : { subjects: 'subjects-0--name', reporter: 'reporter-name' }[field] ?? 'lapor';
};
let agreed = ''; // that this goes out readable, pressed after it was said

/** Sends what is filled in, and shows the receipt or says what hinders it; what is wrong with
 * which field. */
export async function send({ value, date, files, form, news }: Sender): Promise<Fault[]> {
  const say = (text: string) => {
    news.textContent = text;
    return [];
  };
  const typed = JSON.stringify([report(value, date, []), files.names]);
  const ask = (text: string) => {
    agreed = typed;
    return say(text);
  };
  const sealing = !!form.dataset.segel && agreed !== typed;
  if (sealing && files.stuck) return ask(T('js.seal_cannot'));
  if (!await files.as(sealing)) return say(T('js.upload_first'));
  await drawOnce();
  const whole = report(value, date, files.ids);
  const outcome = sealing ? await deliverSealed(whole, value('kunci'), news)
    : { response: await deliver(JSON.stringify(whole), value('kunci'), news) };
  if ('ask' in outcome) return ask(outcome.ask);
  const answer: unknown = await outcome.response.json();
  if (outcome.response.ok) {
    showReceipt(answer as Accepted, form);
    return say('');
  }
  const problem = answer as Problem;
  if (problem.errors?.length) {
    say('');
    return problem.errors.map((e) => [anchor(e.field), e.message]);
  }
  return say(`${problem.title ?? ''}. ${problem.detail ?? T('js.failed')}`);
}

function citing(row: HTMLElement, of: Cited): HTMLElement {
  if (of.cite) row.append(make('span', { className: 'cite', textContent: of.cite }));
  if (of.cite && (of.verified !== true || of.confidence === 'low'))
    row.append(' ', make('span', { className: 'badge', textContent: T('cite.unverified') }));
  return row;
}

/** The page with the QR code, drawn by the server and shown in place of this one: so the code can stand on
 * it that the server does not have. */
function toPrint(page: HTMLElement, answer: string, code: string) {
  const form = $<HTMLFormElement>('form', page);
  const state = $('[role=status]', form);
  form.onsubmit = (event) => {
    event.preventDefault();
    state.textContent = '';
    const asked = new XMLHttpRequest();
    asked.open('POST', form.action);
    asked.responseType = 'document';
    asked.onload = () => {
      const drawing = asked.status === 200 && asked.responseXML?.querySelector('main');
      if (!drawing) return asked.onerror!(new ProgressEvent('error'));
      $('#kode', drawing).textContent = code;
      $('main').replaceWith(document.adoptNode(drawing));
      buttons();
      scrollTo(0, 0);
      const head = $('h1');
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    };
    asked.onerror = () => {
      state.textContent = T('js.failed_print');
    };
    asked.send(new URLSearchParams({ jawaban: answer }));
  };
}

function showReceipt(answer: Accepted, form: HTMLFormElement) {
  const page = $('#selesai');
  $('#nomor', page).textContent = answer.number;
  // A server that was set back to before gives one of its own, which alone is known there.
  const own = answer.receipt_code ? undefined : drawn;
  const code = own ? kode.write(own.code) : answer.receipt_code ?? '';
  $('#kode', page).textContent = code;
  for (const by of $$('[data-buat]', page)) by.hidden = (by.dataset.buat === 'perangkat') !== !!own;
  $('#tersegel', page).hidden = !answer.sealed;
  for (const by of $$('[data-oleh]', page)) by.hidden = by.dataset.oleh !== answer.sealed;
  $('#sidik', page).textContent = answer.sealed_mark ?? '';
  $('#bukti-segel', page).hidden = !answer.evidence_sealed;
  const missing = answer.missing ?? [];
  $('#kurang', page).hidden = !missing.length;
  $('#kurang ul', page).replaceChildren(
    ...missing.map((m) => typeof m === 'string' ? make('li', { textContent: m })
      : citing(make('li', { textContent: `${m.text ?? m.id ?? ''} ` }), m)));
  $('#berikut', page).replaceChildren(...(answer.next ?? []).map((step) => {
    const row = make('li', {}, make('span', { className: 'what', textContent: step.label ?? step.step }));
    if (step.due) {
      const early = step.due_early && step.due_early !== step.due
        ? ` (${fill(T('js.due_early'), { date: sayDay(step.due_early) })})` : '';
      row.append(make('div', { textContent: fill(T('js.due'), { date: sayDay(step.due) }) + early }));
    }
    return citing(row, step);
  }));
  $('#tanpa', page).hidden = !!answer.next?.length;
  const bundle = JSON.stringify(answer.receipt, null, 1);
  const link = $<HTMLAnchorElement>('#unduh', page);
  link.href = URL.createObjectURL(new Blob([bundle], { type: 'application/json' }));
  link.download = `netral-${answer.number.replace(/[^A-Za-z0-9]+/g, '-')}.json`;
  toPrint(page, JSON.stringify({ ...answer, receipt_token: own?.token }), code);
  buttons();
  form.remove();
  $('h1').hidden = true;
  page.hidden = false;
  scrollTo(0, 0);
  $('h1', page).focus({ preventScroll: true });
}
