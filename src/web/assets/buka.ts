// Opens who reported, on the case page, after the look was recorded: the server gave what is locked,
// the passphrase and what it opens stay in this browser (docs/adr/0038).
import { $, $$, make } from './dom';
import type * as Segel from './segel';

const WHY = { held: T('js.open_not_held'), other: T('js.open_other'), altered: T('js.open_altered') };
const SAID: [string, string][] = [
  ['name', T('case.person_name')], ['address', T('case.person_address')], ['phone', T('case.person_phone')], ['email', T('case.person_email')],
];

async function open(form: HTMLFormElement): Promise<Record<string, string> | string> {
  const segel = (await import(SEGEL)) as typeof Segel;
  const { kunci, penerima, segel: wrap, berkas } = form.dataset;
  const own = await segel.unlock(kunci!, $<HTMLInputElement>('input', form).value).catch(() => '');
  if (!own) return T('js.key_pass');
  const keys = $$('span', form).map(({ dataset: d }) => ({ recipient: d.penerima!, wrap: d.segel!, chain: d.rantai! }));
  try {
    return await segel.openPerson({ recipient: penerima!, wrap: wrap!, file: berkas! }, await segel.officeIdentities(own, keys));
  } catch (e) {
    return e instanceof segel.Closed ? WHY[e.why] : T('js.open_altered');
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
    const person = await open(form).catch(() => T('js.failed'));
    button.disabled = false;
    const failed = typeof person === 'string';
    news.textContent = failed ? '' : T('js.open_done');
    if (failed) {
      faults.textContent = person;
      faults.hidden = false;
      return faults.focus();
    }
    list.replaceChildren(...SAID.filter(([key]) => typeof person[key] === 'string').map(([key, label]) =>
      make('div', {}, make('dt', { textContent: label }), make('dd', { textContent: person[key] }))));
    list.hidden = false;
    form.remove();
  };
}
