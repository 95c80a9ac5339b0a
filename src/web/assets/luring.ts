// The worker of the adviser's pages and of the glossary, one a language. It keeps four pages: the
// hub, all answers on one, all acts on one, the words, with the script of all. Asked without a line
// it gives a page that was kept, else the place on the page of all answers, or of all acts. What somebody asked is never kept: only
// these addresses are. It is registered twice, since a scope is one beginning of addresses: each
// time it fetches its own pages, into one store.
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
const worker = self as unknown as {
  addEventListener(kind: 'install' | 'activate', listener: (e: Lasting) => void): void;
  addEventListener(kind: 'fetch', listener: (e: Asked) => void): void;
  skipWaiting(): Promise<void>;
  registration: { scope: string };
  clients: { claim(): Promise<void> };
};
const HUB = ENGLISH ? '/en/may-i' : '/boleh';
const ALL = HUB + (ENGLISH ? '/all' : '/semua');
const ACTS = HUB + (ENGLISH ? '/acts' : '/perbuatan');
const TERMS = ENGLISH ? '/en/terms' : '/istilah';
const ASK = HUB + (ENGLISH ? '/ask' : '/tanya'); // a question cannot be sent without a line
const store = () => caches.open(HUB);
const kept = (path: string) => store().then((s) => s.match(path));

worker.addEventListener('install', (e) =>
  e.waitUntil(store().then((s) => s.addAll([...(worker.registration.scope.endsWith(TERMS) ? [TERMS] : [HUB, ALL, ACTS]), BOLEH].map((path) => new Request(path, { cache: 'reload' }))))
    .then(() => worker.skipWaiting())));
worker.addEventListener('activate', (e) => e.waitUntil(worker.clients.claim()));

async function answer(request: Request): Promise<Response> {
  const { pathname, search, searchParams } = new URL(request.url);
  const ours = !search && [HUB, ALL, ACTS, TERMS].includes(pathname);
  try {
    const fresh = await fetch(request);
    // An officer's own frame is marked no-store.
    if (ours && fresh.ok && !/no-store/.test(fresh.headers.get('cache-control') ?? ''))
      await (await store()).put(pathname, fresh.clone());
    return fresh;
  } catch {
    const words = pathname === TERMS && (await kept(TERMS)); // a search, too: the script narrows it
    if (words) return words;
    const topic = searchParams.get('apa') ?? pathname.slice(HUB.length + 1);
    const whole = /^[A-Z]/.test(topic) ? ACTS : ALL; // ids of acts begin with a capital, those of topics do not
    return (ours && (await kept(pathname))) || ((await kept(whole)) && !ours
      ? Response.redirect(topic ? `${whole}#${encodeURIComponent(topic)}` : HUB) : Response.error());
  }
}
worker.addEventListener('fetch', (e) => {
  if (new URL(e.request.url).pathname === BOLEH) // its address holds its hash: it never changes
    return e.respondWith(kept(BOLEH).then((script) => script ?? fetch(e.request)));
  if (e.request.method === 'GET' && e.request.mode === 'navigate' && new URL(e.request.url).pathname !== ASK)
    e.respondWith(answer(e.request));
});
export {};
