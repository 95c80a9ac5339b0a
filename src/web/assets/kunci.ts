// The page of keys: what is secret is made and opened here; the server gets what it cannot open.
import { $, $$, ready } from './dom';
import type * as Segel from './segel';

type Sealing = typeof Segel;
/** What the person is told; anything else that goes wrong is the browser's fault. */
class Refusal extends Error {}

const LEAST = 12; // characters of a passphrase
const faults = $('#galat');
const news = $('#kabar');
const field = (form: HTMLFormElement, name: string) => $<HTMLInputElement>(`[name=${name}]`, form);
const typed = (form: HTMLFormElement, which = 'input[type=password]') => $<HTMLInputElement>(which, form).value;

function tell(why: string) {
  faults.textContent = why;
  faults.hidden = false;
  faults.focus();
}

/** Does the work of a form before it is sent, and sends it only when that was done. */
function before(id: string, work: (form: HTMLFormElement, segel: Sealing) => Promise<void>) {
  const form = document.querySelector<HTMLFormElement>('#' + id);
  const button = form?.querySelector<HTMLButtonElement>('button');
  if (!form || !button) return;
  button.disabled = false;
  form.onsubmit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    faults.hidden = true;
    news.textContent = T('js.key_works');
    // The sentence is shown before the work that lets nothing else be painted.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    try {
      await work(form, await (import(SEGEL) as Promise<Sealing>));
      form.submit();
    } catch (e) {
      news.textContent = '';
      button.disabled = false;
      tell(e instanceof Refusal ? e.message : T('js.key_failed'));
    }
  };
}

const own = async (form: HTMLFormElement, segel: Sealing) =>
  segel.unlock(form.dataset.kunci!, typed(form)).catch(() => {
    throw new Refusal(T('js.key_pass'));
  });
const wrapped = async (segel: Sealing, wrap: string, holder: string, recipient: string) =>
  segel.unwrap(wrap, holder, recipient).catch(() => {
    throw new Refusal(T('js.key_false'));
  });

async function make(form: HTMLFormElement, segel: Sealing) {
  const passphrase = typed(form, '#sandi-baru');
  if (passphrase.length < LEAST) throw new Refusal(T('js.key_short'));
  if (passphrase !== typed(form, '#sandi-lagi')) throw new Refusal(T('js.key_differs'));
  const identity = await segel.make();
  field(form, 'penerima').value = await segel.recipientOf(identity);
  field(form, 'segel').value = await segel.lock(identity, passphrase);
}

async function propose(form: HTMLFormElement, segel: Sealing) {
  const holders = $$<HTMLInputElement>('[name=pemegang]:checked', form);
  if (holders.length < Number(form.dataset.terlebih) || !holders.some((h) => h.dataset.saya))
    throw new Refusal(T('js.key_few'));
  const identity = await segel.make();
  const recipient = await segel.recipientOf(identity);
  field(form, 'penerima').value = recipient;
  field(form, 'segel').value = await segel.wrap(identity, holders.map((h) => h.dataset.penerima!));
  const { segel: current, lama: former } = form.dataset;
  if (!current) return;
  const last = await wrapped(segel, current, await own(form, segel), former!);
  field(form, 'rantai').value = await segel.wrap(last, [recipient]);
}

async function agree(form: HTMLFormElement, segel: Sealing) {
  const { segel: wrap, rantai: chain, lama: former } = form.dataset;
  const identity = await wrapped(segel, wrap!, await own(form, segel), field(form, 'penerima').value);
  if (chain) await wrapped(segel, chain, identity, former!);
}

ready();
$('#perlu').hidden = true;
before('buat', make);
before('usul', propose);
before('setuju', agree);
