// Opens who reported, on the case page, after the look was recorded: the server gave what is locked,
// the passphrase and what it opens stay in this browser (docs/adr/0038).
import { $, $$, make } from './dom';
import type * as Segel from './segel';

const WHY = { held: T('js.open_not_held'), other: T('js.open_other'), altered: T('js.open_altered') };
const SAID: [string, string][] = [
  ['name', T('case.person_name')], ['address', T('case.person_address')], ['phone', T('case.person_phone')], ['email', T('case.person_email')],
];

type Opened = { person: Record<string, string> } | { fault: string };

async function open(form: HTMLFormElement): Promise<Opened> {
  const segel = (await import(SEGEL)) as typeof Segel;
  const { kunci, penerima, segel: wrap, berkas } = form.dataset;
  const own = await segel.unlock(kunci!, $<HTMLInputElement>('input', form).value).catch(() => '');
  if (!own) return { fault: T('js.key_pass') };
  const keys = $$('span', form).map(({ dataset: d }) => ({ recipient: d.penerima!, wrap: d.segel!, chain: d.rantai! }));
  try {
    const held = await segel.officeIdentities(own, keys);
    return { person: await segel.openPerson({ recipient: penerima!, wrap: wrap!, file: berkas! }, held) };
  } catch (e) {
    return { fault: e instanceof segel.Closed ? WHY[e.why] : T('js.open_altered') };
  }
}

export function opener() {
  const form = document.querySelector<HTMLFormElement>('#buka');
  if (!form) return;
  const button = $<HTMLButtonElement>('button', form);
  const [faults, news, list] = [$('#galat'), $('#kabar'), $('#terbuka')];
  $('#perlu').hidden = true;
  button.disabled = false;
  form.onsubmit = async (event) => {
    event.preventDefault();
    button.disabled = faults.hidden = true;
    news.textContent = T('js.key_works');
    // The sentence is shown before the work that lets nothing else be painted.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const opened = await open(form).catch((): Opened => ({ fault: T('js.failed') }));
    button.disabled = false;
    if ('fault' in opened) {
      news.textContent = '';
      faults.textContent = opened.fault;
      faults.hidden = false;
      return faults.focus();
    }
    const { person } = opened;
    news.textContent = T('js.open_done');
    list.replaceChildren(...SAID.filter(([key]) => key in person).map(([key, label]) =>
      make('div', {}, make('dt', { textContent: label }), make('dd', { textContent: person[key] }))));
    list.hidden = false;
    form.reset();
    form.hidden = true;
  };
  // A page that is gone back to shows nobody: it is opened anew.
  addEventListener('pagehide', () => {
    list.replaceChildren();
    news.textContent = '';
    form.reset();
    list.hidden = true;
    form.hidden = false;
  });
}
