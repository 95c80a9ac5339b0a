// Opens what is sealed, on the case page: who reported, after the look was recorded, and the evidence,
// whose key it also wraps for the office that the case goes to (docs/adr/0055).
// The server gave what is locked; the passphrase and what it opens stay in this browser
// (docs/adr/0038, 0042).
import { $, $$, fill, make } from './dom';
import type * as Segel from './segel';

const WHY = { held: T('js.open_not_held'), other: T('js.open_other'), altered: T('js.open_altered') };
const SAID: [string, string][] = [
  ['name', T('case.person_name')], ['address', T('case.person_address')], ['phone', T('case.person_phone')], ['email', T('case.person_email')],
];
const POINTS = 64e6; // of a picture that is shown: a quarter of a gigabyte while it is drawn
const WIDE = 1280;

type Module = typeof Segel;
type Outcome<Opened> = { opened: Opened } | { fault: string };

/** With the identities of the office, which the form's passphrase leads to. */
async function unlock<Opened>(form: HTMLFormElement, open: (segel: Module, held: string[]) => Promise<Opened>): Promise<Outcome<Opened>> {
  const segel = (await import(SEGEL)) as Module;
  const own = await segel.unlock(form.dataset.kunci!, $<HTMLInputElement>('[type=password]', form).value).catch(() => '');
  if (!own) return { fault: T('js.key_pass') };
  const keys = $$('[data-rantai]', form).map(({ dataset: d }) => ({ recipient: d.penerima!, wrap: d.segel!, chain: d.rantai! }));
  try {
    return { opened: await open(segel, await segel.officeIdentities(own, keys)) };
  } catch (e) {
    return { fault: e instanceof segel.Closed ? WHY[e.why] : T('js.open_altered') };
  }
}

/** A form that unlocks; its neighbours' ids end like its own. A page that is left forgets it. */
function locked<Opened>(
  name: string, done: string,
  open: (segel: Module, held: string[], form: HTMLFormElement) => Promise<Opened>,
  show: (opened: Opened) => void, forget: () => void,
) {
  const form = document.querySelector<HTMLFormElement>(`#buka${name}`);
  if (!form) return;
  const button = $<HTMLButtonElement>('button', form);
  const [faults, news] = [$(`#galat${name}`), $(`#kabar${name}`)];
  $(`#perlu${name}`).hidden = true;
  button.disabled = false;
  form.onsubmit = async (event) => {
    event.preventDefault();
    button.disabled = faults.hidden = true;
    news.textContent = T('js.key_works');
    // The sentence is shown before the work that lets nothing else be painted.
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    const outcome = await unlock(form, (segel, held) => open(segel, held, form)).catch((): Outcome<Opened> => ({ fault: T('js.failed') }));
    button.disabled = false;
    if ('fault' in outcome) {
      news.textContent = '';
      faults.textContent = outcome.fault;
      faults.hidden = false;
      return faults.focus();
    }
    show(outcome.opened);
    news.textContent = done;
    form.reset();
    form.hidden = true;
  };
  // A page that is gone back to shows nobody: it is opened anew.
  addEventListener('pagehide', () => {
    forget();
    news.textContent = '';
    form.reset();
    form.hidden = false;
  });
}

function person() {
  const list = $('#terbuka');
  locked('', T('js.open_done'), (segel, held, { dataset: d }) =>
    segel.openPerson({ recipient: d.penerima!, wrap: d.segel!, file: d.berkas! }, held), (said) => {
    list.replaceChildren(...SAID.filter(([key]) => key in said).map(([key, label]) =>
      make('div', {}, make('dt', { textContent: label }), make('dd', { textContent: said[key] }))));
    list.hidden = false;
  }, () => {
    list.replaceChildren();
    list.hidden = true;
  });
}

// ---- evidence
/** A picture as points: what the bytes hold beside them is looked at by nobody. */
async function picture(segel: Module, piece: Segel.Piece, n: number): Promise<HTMLElement | ''> {
  const points = await segel.points(piece.content, piece.kind).catch(() => 0);
  const drawn = points && points <= POINTS ? await createImageBitmap(piece.content).catch(() => null) : null;
  if (!drawn) return '';
  const scale = Math.min(1, WIDE / drawn.width, WIDE / drawn.height);
  const canvas = make('canvas', { width: Math.ceil(drawn.width * scale), height: Math.ceil(drawn.height * scale) });
  canvas.getContext('2d')!.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  drawn.close();
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', fill(T('case.file_picture'), { n }));
  return canvas;
}

/** Where a large file goes: into a file that the officer chooses, or, in a browser without that, where the browser
 * keeps it. What is written is that file's only when it is closed: nobody gets one that is not whole. */
const LARGE = 32 << 20;
class Unsaved extends Error {}
interface Picker { showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle> }
async function chosen(segel: Module, name: string, bytes: number): Promise<{ sink: Segel.Sink; saved: boolean }> {
  const pick = (window as Picker).showSaveFilePicker;
  if (!pick || bytes <= LARGE) return { sink: segel.kept(), saved: false };
  let handle: FileSystemFileHandle;
  try {
    handle = await pick.call(window, { suggestedName: name });
  } catch (e) {
    if ((e as Error).name !== 'SecurityError') throw new Unsaved(); // put off by the officer
    return { sink: segel.kept(), saved: false }; // too long ago that the button was pressed
  }
  const unsaved = () => {
    throw new Unsaved();
  };
  const file = await handle.createWritable().catch(unsaved);
  return {
    sink: {
      put: (piece) => file.write(piece as Uint8Array<ArrayBuffer>).catch(unsaved),
      done: () => file.close().then(() => new Blob(), unsaved),
      drop: () => file.abort(),
    },
    saved: true,
  };
}

/** What is shown of a file. Its name is the reporter's word: it is shown as that, and names nothing
 * on this machine. */
async function shown(segel: Module, piece: Segel.Piece, n: number, { name, saved }: { name: string; saved: boolean }): Promise<(HTMLElement | '')[]> {
  const save = (content: Blob) => {
    const link = make('a', { href: URL.createObjectURL(content.slice(0, content.size, 'application/octet-stream')), download: name });
    link.textContent = fill(T('case.file_save'), { name });
    return make('p', {}, link);
  };
  const { original } = piece.about;
  const line = (label: string, text: string) => make('p', { className: 'wrap' }, label + ' ', make('q', { textContent: segel.said(text) }));
  return [
    line(T('case.file_named'), piece.about.name), original ? line(T('case.file_original'), original.sha256) : '',
    saved ? '' : await picture(segel, piece, n), saved ? line(T('case.file_saved'), piece.sha256) : save(piece.content),
  ];
}

interface Unlocked { segel: Module; identity: string }
async function openFile({ segel, identity }: Unlocked, row: HTMLElement, n: number, say: (text: string) => void): Promise<(HTMLElement | '')[]> {
  const response = await fetch($<HTMLAnchorElement>('a', row).href, { cache: 'no-store' });
  if (!response.ok || !response.body) throw new Error('no file');
  const named = /filename="([\w.-]+?)\.tar\.age"/.exec(response.headers.get('Content-Disposition') ?? '');
  const all = Number(response.headers.get('Content-Length'));
  let came = 0;
  const counted = response.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, on) {
      came += bytes.length;
      if (all > LARGE) say(fill(T('case.file_opening_n'), { n: Math.floor((came / all) * 100) }));
      on.enqueue(bytes);
    },
  }));
  const to = { name: '', saved: false };
  const piece = await segel.openFile(identity, counted, async (kind, bytes) => {
    to.name = `${named?.[1] ?? `bukti-${n}`}.${kind}`;
    const { sink, saved } = await chosen(segel, to.name, bytes);
    to.saved = saved;
    return sink;
  });
  return shown(segel, piece, n, to);
}

function evidence() {
  let made: HTMLElement[] = [];
  let key = { identity: '' } as Unlocked;
  /** A button beside each file: opening one asks the server for it, which records that. */
  const offer = (row: HTMLElement, at: number) => {
    const button = make('button', { type: 'button', className: 'btn s', textContent: fill(T('case.file_open'), { n: at + 1 }) });
    const place = make('div', {}, button);
    const faults = make('p', { className: 'error' });
    faults.setAttribute('role', 'alert');
    button.onclick = async () => {
      button.disabled = true;
      faults.remove();
      button.textContent = T('case.file_opening');
      try {
        const say = (text: string) => (button.textContent = text);
        place.replaceChildren(...(await openFile(key, row, at + 1, say)).filter(Boolean));
      } catch (e) {
        faults.textContent = e instanceof key.segel.Closed ? WHY[e.why] : e instanceof Unsaved ? T('case.file_unsaved') : T('case.file_failed');
        place.append(faults);
      }
      button.disabled = false;
      button.textContent = fill(T('case.file_open'), { n: at + 1 });
    };
    row.append(place);
    return place;
  };
  locked('-bukti', T('case.files_unlocked'), async (segel, held, { dataset: d }) =>
    ({ segel, identity: await segel.caseIdentity({ recipient: d.penerima!, wrap: d.segel! }, held) }), (unlocked) => {
    key = unlocked;
    made = $$('#bukti > li').map(offer);
  }, () => {
    key = { ...key, identity: '' };
    for (const place of made) {
      $$<HTMLAnchorElement>('a', place).forEach((a) => URL.revokeObjectURL(a.href));
      place.remove();
    }
  });
}

/** The key of the evidence for another office: opened and wrapped here, sent as what nobody on the way opens. */
function handing() {
  const form = document.querySelector<HTMLFormElement>('#buka-serah');
  locked('-serah', T('js.hand_sends'), async (segel, held, { dataset: d }) => {
    const to = $<HTMLInputElement>('[name=office]:checked', form!).dataset.kunci!;
    const identity = await segel.caseIdentity({ recipient: d.penerima!, wrap: d.segel! }, held);
    return { key: to, wrap: await segel.wrap(identity, [to]) };
  }, (sealed) => {
    for (const [name, value] of Object.entries(sealed)) $<HTMLInputElement>(`[name=${name}]`, form!).value = value;
    form!.submit();
  }, () => undefined);
}

export function opener() {
  person();
  evidence();
  handing();
}
