// The adviser's pages and the glossary: they go on without a line. A worker for these pages alone
// keeps the hub, the page of all answers and the words; nothing of what was asked is stored.
import { $, $$, buttons, fill, make, ready, sayDay } from './dom';

ready();
buttons();
const [worker, ...scopes] = ENGLISH
  ? ['/may-i-offline.js', '/en/may-i', '/en/terms'] : ['/boleh-luring.js', '/boleh', '/istilah'];
if ('serviceWorker' in navigator) {
  // The policy of our pages takes no text as the address of a script: this is the only one.
  const types = (window as { trustedTypes?: { createPolicy(n: string, r: object): { createScriptURL(s: string): string } } }).trustedTypes;
  const address = types ? types.createPolicy('boleh', { createScriptURL: (s: string) => s }).createScriptURL(worker) : worker;
  for (const scope of scopes) // private windows refuse
    navigator.serviceWorker.register(address, { scope }).catch(() => undefined);
}
if (!navigator.onLine)
  $('h1').before(make('p', { className: 'box warn', role: 'status' },
    fill(T('offline.now'), { day: sayDay($('#cap').dataset.hari!) })));

// The glossary narrows with each letter typed; without a line a search comes here, too.
const sought = $<HTMLInputElement>('#cari');
if (sought) {
  const shown = (root: ParentNode) => $$('div:not([hidden])', root).length;
  const narrow = () => {
    const word = sought.value.trim().toLowerCase();
    for (const row of $$('main dl div')) row.hidden = !row.textContent!.toLowerCase().includes(word);
    for (const part of $$('main section')) part.hidden = !shown(part);
    $('#nihil').hidden = $$('main section:not([hidden])').length > 0;
  };
  sought.oninput = narrow;
  const asked = new URLSearchParams(location.search).get('cari');
  if (asked && !sought.value) { // the kept page, without a line
    sought.value = asked;
    narrow();
  }
}
