// Seals and sends the form's files. Large ones are sealed as a stream, sent in parts, and gone on with where
// they ended (docs/adr/0056): of those no more than a part is held. Loaded when a file is chosen.
import { sha256 } from '@noble/hashes/sha2.js';
import { fill, make } from './dom';
import type * as Kerja from './kerja';
import { sealer } from './penyegel';

/** As the server says it: how far it is, or what it became. */
interface Upload { upload: string; whole: boolean; evidence: { id: string }; part_bytes: number; parts: number; next: number }
export interface Outcome { id?: string; stuck?: boolean; why?: string }
export interface Sending { abort(): void; end: Promise<Outcome> }
class Refused extends Error {}
class Gone extends Error {} // the server has this upload no longer
class Over extends Error {} // the person has removed the file
class Stuck extends Error {} // this browser cannot seal

const [SOON, LATE] = [1000, 30000];
const digest = (bytes: Uint8Array) => `sha-256=:${btoa(String.fromCharCode(...bytes))}:`;
const mega = (bytes: number) => (bytes / 1e6).toFixed(1).replace('.', ENGLISH ? '.' : ',');

let turn: Promise<unknown> = Promise.resolve(); // one large file at a time
let sealed: Promise<unknown> = Promise.resolve(); // one other is sealed at a time: a phone has little memory

export interface Item { file: File; row: HTMLElement; state: HTMLElement }
/** Sends it, and says in its row how far it is. */
export function send(item: Item, sealing: boolean, large: boolean): Sending {
  tell(item, !sealing);
  return (large ? inParts : atOnce)(item, sealing);
}

/** Whoever sends a file as it is, is told so for as long as it is in the list. */
function tell({ row }: Item, asIs: boolean) {
  row.querySelector('.asli')?.remove();
  if (asIs) row.append(make('p', { className: 'hint asli', textContent: T('js.as_is') }));
}

function atOnce(item: Item, sealing: boolean): Sending {
  const { file, state } = item;
  let request: XMLHttpRequest | undefined;
  let over = false;
  const post = (body: Blob, work = '') => new Promise<Outcome>((done) => {
    if (over) return done({});
    const sent = (request = new XMLHttpRequest());
    sent.open('POST', '/api/v1/evidence');
    sent.setRequestHeader('Content-Type', sealing ? 'application/age' : file.type || 'application/octet-stream');
    if (work) sent.setRequestHeader('Netral-Work', work);
    sent.responseType = 'json';
    sent.upload.onprogress = (event) => {
      state.textContent = fill(T('js.uploading'), { n: Math.floor((event.loaded / event.total) * 100) });
    };
    sent.onload = () => {
      const task = sent.getResponseHeader('Netral-Work');
      if (sent.status < 300 && sent.response?.id) return done({ id: sent.response.id });
      if (!task) return done({ why: sent.response?.detail });
      // A network that is busy is no failure: the browser works and sends again by itself.
      state.textContent = T('js.waiting');
      void import(KERJA).then(async ({ answer }: typeof Kerja) => done(post(body, await answer(task)))).catch(() => done({}));
    };
    sent.onerror = sent.onabort = () => done({});
    sent.send(body);
  });
  async function run(): Promise<Outcome> {
    if (!sealing) return post(file);
    state.textContent = T('js.sealing');
    const mine = sealed.then(sealer).then((segel) => segel?.sealFile(file)).then(async (made) => {
      if (made) tell(item, made.asIs);
      return made && new Response(made.stream).blob();
    });
    sealed = mine.catch(() => {});
    try {
      const body = await mine;
      return body ? post(body) : {};
    } catch {
      return { stuck: true, why: T('js.seal_failed') };
    }
  }
  return {
    abort() {
      over = true;
      request?.abort();
    },
    end: run(),
  };
}

function inParts(item: Item, sealing: boolean): Sending {
  const { file, row, state } = item;
  let request: XMLHttpRequest | undefined;
  let over = false;
  let paused: Promise<void> | undefined;
  let wake = () => {};
  let wait = SOON;
  let work: Record<string, string> = {};
  let [bytes, safe] = [1, 0]; // as it is sent; of that, on the server
  state.textContent = T('js.waiting');

  const bar = make('progress', { max: 1, value: 0 });
  const hold = make('button', { type: 'button', className: 'plain', hidden: true });
  const place = make('div', { className: 'besar' }, bar, hold, make('p', { className: 'hint', textContent: T('js.large_close') }));
  bar.setAttribute('aria-label', fill(T('js.large_bar'), { name: file.name }));
  row.append(place);

  /** What is said already is not said again: it is read aloud. */
  const say = (text: string) => {
    if (state.textContent !== text) state.textContent = text;
  };
  const sofar = () => ({ done: mega(safe), all: mega(bytes) });
  const moved = (onWay: number) => {
    if (paused || over) return;
    bar.value = (safe + onWay) / bytes;
    say(fill(T('js.large_sending'), { n: Math.floor(bar.value * 100), ...sofar() }));
  };
  const offer = (text: string, what: string) => {
    hold.textContent = text;
    hold.setAttribute('aria-label', fill(what, { name: file.name }));
  };
  const resume = () => {
    paused = undefined;
    offer(T('js.large_pause'), T('js.large_pause_what'));
    wake();
    if (!hold.hidden) moved(0);
  };
  hold.onclick = () => {
    if (paused) return resume();
    paused = new Promise((go) => (wake = go));
    request?.abort();
    offer(T('js.large_go'), T('js.large_go_what'));
    say(fill(T('js.large_paused'), sofar()));
  };
  resume();

  const sleep = (ms: number) => new Promise<void>((done) => {
    setTimeout(done, ms);
    addEventListener('online', () => done(), { once: true });
  });
  const ask = (method: string, path: string, body: XMLHttpRequestBodyInit | null, headers: Record<string, string>) =>
    new Promise<XMLHttpRequest>((done, lost) => {
      request = new XMLHttpRequest();
      request.open(method, `/api/v1/uploads${path}`);
      for (const [name, value] of Object.entries({ 'Accept-Language': ENGLISH ? 'en' : 'id', ...headers, ...work })) request.setRequestHeader(name, value);
      request.responseType = 'json';
      if (method === 'PUT') request.upload.onprogress = (event) => moved(event.loaded);
      request.onload = () => done(request!);
      request.onerror = request.onabort = lost;
      request.send(body);
    });

  /** One try. undefined: later, and this has waited. */
  async function tried(method: string, path: string, body: XMLHttpRequestBodyInit | null = null, headers: Record<string, string> = {}): Promise<Upload | undefined> {
    await paused;
    if (over) throw new Over();
    const answer = await ask(method, path, body, headers).catch(() => undefined);
    work = {};
    if (over) throw new Over();
    if (paused) return undefined;
    const status = answer?.status ?? 0;
    if (status >= 200 && status < 300 && answer?.response) {
      wait = SOON;
      return answer.response as Upload;
    }
    if (status === 404) throw new Gone();
    if (status === 409) return undefined; // another part is due: the server is asked which
    const task = answer?.getResponseHeader('Netral-Work');
    if (task) {
      work = { 'Netral-Work': await ((await import(KERJA)) as typeof Kerja).answer(task) };
      return undefined;
    }
    const why: string = answer?.response?.detail ?? '';
    if (status >= 400 && status < 500 && status !== 408 && status !== 429) throw new Refused(why);
    say(why ? fill(T('js.large_later'), { why }) : fill(T('js.large_lost'), sofar()));
    await sleep(wait);
    wait = Math.min(wait * 2, LATE);
    return undefined;
  }
  /** Until there is an answer: the line may go and come, the server end and begin. */
  async function answered(...what: Parameters<typeof tried>): Promise<Upload> {
    for (;;) {
      const answer = await tried(...what);
      if (answer) return answer;
    }
  }

  /** What is sent of it: its length, and its bytes as they are asked for. */
  async function source(): Promise<{ bytes: number; stream: ReadableStream<Uint8Array> } | undefined> {
    if (!sealing) return { bytes: file.size, stream: file.stream() };
    const segel = await sealer().catch(() => Promise.reject(new Stuck()));
    const made = await segel?.sealFile(file, (read) => {
      if (over) throw new Over();
      say(fill(T('js.large_reading'), { n: Math.floor((read / file.size) * 100) }));
    });
    if (made) tell(item, made.asIs);
    return made;
  }

  /** From its beginning to its end. */
  async function whole(): Promise<Outcome> {
    const from = await source();
    if (!from) return {};
    [bytes, safe] = [from.bytes, 0];
    let at = await answered('POST', '', JSON.stringify({ bytes }), { 'Content-Type': 'application/json' });
    hold.hidden = false;
    const reader = from.stream.getReader();
    const room = new Uint8Array(at.part_bytes);
    const all = sha256.create();
    let rest = new Uint8Array();
    for (let n = 0; ; n++) {
      const one = sha256.create();
      let length = 0;
      while (length < room.length) {
        if (!rest.length) {
          const { done, value } = await reader.read();
          if (done) break;
          rest = value as Uint8Array<ArrayBuffer>;
        }
        const piece = rest.subarray(0, room.length - length);
        room.set(piece, length);
        length += piece.length;
        rest = rest.subarray(piece.length);
        one.update(piece);
        all.update(piece);
      }
      const last = n + 1 >= at.parts;
      const headers: Record<string, string> = { 'Content-Digest': digest(one.digest()) };
      if (last) headers['Repr-Digest'] = digest(all.digest());
      do {
        const path = `/${at.upload}`;
        moved(0);
        at = await tried('PUT', `${path}/parts/${n}`, room.subarray(0, length), headers) ?? await answered('GET', path);
        if (!at.whole && at.next < n) throw new Gone(); // what it had is lost
      } while (last ? !at.whole : at.next <= n);
      safe += length;
      moved(0);
      if (at.whole) return { id: at.evidence.id };
    }
  }

  async function run(): Promise<Outcome> {
    for (let anew = SOON;; anew = Math.min(anew * 2, LATE))
      try {
        return await whole();
      } catch (e) {
        if (e instanceof Gone) {
          say(T('js.large_anew'));
          await sleep(anew);
        } else return e instanceof Stuck ? { stuck: true, why: T('js.seal_failed') } : { why: e instanceof Refused && e.message || undefined };
      }
  }
  const end = turn.then(run).finally(() => place.remove());
  turn = end.catch(() => {});
  return {
    abort() {
      over = true;
      request?.abort();
      wake();
    },
    end,
  };
}
