// The form in five steps and a review. Without this script the same form is one long page.
import { Files } from './berkas';
import { $, $$, fill, make, ready } from './dom';
import type * as Tanda from './tanda';

ready();
const form = $<HTMLFormElement>('#lapor');
const steps = $$('.step', form);
const review = steps.length - 1;
const faults = $('#galat');
const back = $<HTMLButtonElement>('#kembali');
const next = $<HTMLButtonElement>('#lanjut');
const news = $('#kabar');
const title = document.title;
const data = form.dataset;
let at = 0;

const value = (name: string) => {
  const control = form.elements.namedItem(name) as HTMLInputElement | RadioNodeList | null;
  return control ? control.value.trim() : '';
};

// ---- dates
const MONTHS = 'jan feb mar apr mei jun jul agu sep okt nov des may aug agt oct dec nop'.split(' ');
const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 5, 8, 8, 10, 12, 11];
const two = (n: number) => String(n).padStart(2, '0');
/** YYYY-MM-DD; '' when nothing is filled in; null when it is no day of the calendar. */
function date(name: string): string | null {
  const [d, m, y] = ['d', 'm', 'y'].map((part) => value(`${name}-${part}`));
  if (!d && !m && !y) return '';
  const month = /^\d+$/.test(m) ? Number(m) : NUMBERS[MONTHS.indexOf(m.slice(0, 3).toLowerCase())];
  const iso = `${y}-${two(month)}-${two(Number(d))}`;
  const real = new Date(iso + 'T00:00Z');
  return /^\d{4}-\d\d-\d\d$/.test(iso) && !isNaN(+real) && real.toISOString().startsWith(iso) ? iso : null;
}
function dateFault(name: string) {
  const day = date(name);
  if (day === null) return T('js.bad_date');
  if (!day) return ''; // a gap, not a fault: the meter shows it
  if (day > data.today!) return T('js.future');
  return day < data.from! ? T('js.before') : '';
}

// ---- faults: beside the field and in the summary
type Fault = Tanda.Fault;
const files = new Files(
  !!data.segel, $('#evidence'), $('#berkas'), { files: Number(data.files), mb: Number(data.mb), large: Number(data.besar) },
  (why) => show([['evidence', why]]), () => meter(),
);

function faultsOf(step: number): Fault[] {
  const found: Fault[] = [];
  const need = (good: unknown, id: string, text: string) => good || found.push([id, text]);
  const dated = (name: string, id: string) => {
    const why = dateFault(name);
    need(!why, id, why);
  };
  if (step === 0) need(value('narrative'), 'narrative', T('js.need_story'));
  if (step === 1) {
    dated('occurred_on', 'occurred-on');
    dated('known_on', 'known-on');
    need(value('region'), 'region', T('js.need_region'));
  }
  if (step === 3) need(files.done, 'evidence', T('js.upload_first'));
  if (step === 4) {
    need(value('channel'), 'channel', T('js.need_channel'));
    if (value('channel') === 'report') {
      need(value('reporter.name'), 'reporter-name', T('js.need_name'));
    }
  }
  return found;
}

function unmark() {
  for (const field of $$('.bad', form)) {
    field.classList.remove('bad');
    $$('.error', field).forEach((e) => e.remove());
    for (const control of $$('[aria-invalid]', field)) {
      control.removeAttribute('aria-invalid');
      const hint = document.getElementById(control.id + '-h');
      if (hint) control.setAttribute('aria-describedby', hint.id);
      else control.removeAttribute('aria-describedby');
    }
  }
}

function mark([id, text]: Fault) {
  const control = document.getElementById(id);
  const field = control?.closest('.field');
  if (!control || !field || $('.error', field)) return;
  field.classList.add('bad');
  const error = make('p', { className: 'error', id: id + '-e' },
    make('span', { className: 'vh', textContent: T('faults.prefix') + ' ' }), text);
  field.querySelector('legend,label')!.after(error);
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', error.id);
}

/** Shows faults, or takes the old ones away; true when there are none. */
function show(found: Fault[]) {
  unmark();
  found.forEach(mark);
  faults.hidden = !found.length;
  document.title = (found.length ? T('faults.prefix') + ' ' : '') + title;
  if (!found.length) return true;
  const list = found.map(([id, text]) => {
    const link = make('a', { href: '#' + id, textContent: text });
    link.onclick = (event) => {
      event.preventDefault();
      const control = document.getElementById(id);
      const step = steps.findIndex((s) => s.contains(control));
      if (step >= 0 && step !== at) go(step, false);
      control?.focus();
    };
    return make('li', {}, link);
  });
  $('ul', faults).replaceChildren(...list);
  faults.focus();
  return false;
}

// ---- steps
function go(step: number, focus = true) {
  at = step;
  if (at > 3) void import(TANDA).catch(() => {}); // so that it is there when needed
  steps.forEach((s, i) => (s.hidden = i !== at));
  back.hidden = !at;
  next.textContent = at === review ? T('js.send') : T('js.next');
  $('#janji').hidden = at !== review;
  if (at === review) summarise();
  if (focus) {
    scrollTo(0, 0);
    $('h2', steps[at]).focus({ preventScroll: true });
  }
}

function answer(field: HTMLElement): string {
  if (field.contains($('#evidence'))) return files.names;
  const controls = $$<HTMLInputElement>('input,select,textarea', field);
  const said = controls.map((c) => {
    if (c.type === 'radio') return c.checked ? c.labels![0].firstChild!.textContent! : '';
    if (c.tagName === 'SELECT') return c.value ? (c as unknown as HTMLSelectElement).selectedOptions[0].text : '';
    return c.value.trim();
  });
  return said.filter(Boolean).join(' ');
}

function summarise() {
  const rows = $$('.field', form).filter((f) => !f.closest('[hidden]') || f.closest('.step')).flatMap((field) => {
    if (field.closest('#pelapor')?.hasAttribute('hidden')) return [];
    const label = field.querySelector('legend,label')!.firstChild!.textContent!.trim();
    const change = make('button', { type: 'button', className: 'plain', textContent: T('js.change') });
    change.setAttribute('aria-label', fill(T('js.change_what'), { what: label }));
    change.onclick = () => {
      go(steps.findIndex((s) => s.contains(field)), false);
      $('input,select,textarea', field).focus();
    };
    const shown = make('dd', {}, (answer(field) || T('js.not_given')) + ' ', change);
    return [make('div', {}, make('dt', { textContent: label }), shown)];
  });
  $('#jawaban').replaceChildren(...rows);
}

function meter() {
  for (const item of $$('#syarat li')) {
    const name = item.dataset.for!;
    item.classList.toggle('has', name === 'bukti' ? files.count > 0 : !!value(name));
  }
  $('#pelapor').hidden = value('channel') !== 'report';
  const known = date('known_on') || date('occurred_on');
  const days = Number(data.window);
  if (!known || !days) return;
  const left = days - Math.round((Date.parse(data.today!) - Date.parse(known)) / 864e5);
  $('#sisa').firstChild!.textContent = left >= 0 ? fill(T('js.window_left'), { n: left }) + ' ' : fill(T('js.window_past'), { n: days }) + ' ';
}

// ---- sending
async function send() {
  next.disabled = back.disabled = true;
  news.textContent = T('js.sending');
  try {
    // First of all what shows the receipt: a code that cannot be shown would be lost.
    const tanda: typeof Tanda = await import(TANDA);
    const wrong = await tanda.send({ value, date, files, form, news });
    if (wrong.length) show(wrong);
    else if (!form.isConnected) removeEventListener('beforeunload', warn);
  } catch {
    news.textContent = T('js.failed');
  }
  next.disabled = back.disabled = false;
}

const warn = (event: Event) => event.preventDefault();
form.oninput = () => {
  addEventListener('beforeunload', warn);
  meter();
};
back.onclick = () => {
  show([]);
  go(at - 1);
};
form.onsubmit = (event) => {
  event.preventDefault();
  if (at < review) {
    if (show(faultsOf(at))) go(at + 1);
    return;
  }
  const all = steps.flatMap((_, step) => faultsOf(step));
  if (show(all)) void send();
};
// A page with faults comes from a server that was asked without this script: begin where they are.
const marked = steps.findIndex((step) => $('.bad', step));
go(Math.max(marked, 0), false);
meter();
