// The page of escrow (docs/adr/0069): onions are made, peeled and opened here; the server gets what it cannot
// open, and no passphrase.
import { $, $$, ready } from './dom';
import type * as Segel from './segel';

type Sealing = typeof Segel;
/** What the person is told; anything else that goes wrong is the browser's fault. */
class Refusal extends Error {}

const faults = $('#galat');
const news = $('#kabar');
const WHY = { held: T('js.escrow_held'), other: T('js.escrow_other'), altered: T('js.escrow_altered') };
/** A layer that another holder took off can be given once more; an onion as it was made cannot. */
const AGAIN: Partial<typeof WHY> = { other: T('js.escrow_again'), altered: T('js.escrow_again') };

function tell(why: string) {
  faults.textContent = why;
  faults.hidden = false;
  faults.focus();
}

/** The office's identities, which this passphrase leads to. */
async function unlock(segel: Sealing, passphrase: string): Promise<string[]> {
  const kept = $('#kunci-kantor');
  const own = await segel.unlock(kept.dataset.kunci!, passphrase).catch(() => {
    throw new Refusal(T('js.key_pass'));
  });
  return segel.officeIdentities(own, $$('[data-rantai]', kept).map(({ dataset: d }) => ({ recipient: d.penerima!, wrap: d.segel!, chain: d.rantai! })));
}

type Work = (segel: Sealing, held: string[], data: DOMStringMap) => Promise<string>;
const WORKS: Record<string, Work> = {
  async titip(segel, held, { kunci: key, penerima: holders }) {
    for (const identity of held) if ((await segel.recipientOf(identity)) === key) return segel.onions(identity, holders!.split(' '));
    throw new Refusal(WHY.held);
  },
  kupas: (segel, held, { berkas: onion }) => segel.peel(onion!, held),
  async buka(segel, held, { berkas: wrap, kunci: recipient, penerima: next }) {
    return segel.wrap(await segel.caseIdentity({ recipient: recipient!, wrap: wrap! }, held), [next!]);
  },
};

for (const form of $$<HTMLFormElement>('form[data-aksi]')) {
  const button = $<HTMLButtonElement>('button', form);
  button.disabled = false;
  form.onsubmit = async (event) => {
    event.preventDefault();
    button.disabled = faults.hidden = true;
    news.textContent = T('js.key_works');
    // The sentence is shown before the work that lets nothing else be painted.
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    try {
      const segel = (await import(SEGEL)) as Sealing;
      const held = await unlock(segel, $<HTMLInputElement>('[type=password]', form).value);
      $<HTMLInputElement>('[name=segel]', form).value = await WORKS[form.dataset.aksi!]!(segel, held, form.dataset).catch((e: unknown) => {
        throw e instanceof segel.Closed ? new Refusal((form.dataset.aksi === 'buka' && AGAIN[e.why]) || WHY[e.why]) : e;
      });
      form.submit();
    } catch (e) {
      news.textContent = '';
      button.disabled = false;
      tell(e instanceof Refusal ? e.message : T('js.key_failed'));
    }
  };
}
ready();
$('#perlu').hidden = true;
