// The adviser's pages: they go on without a line. A worker for these pages alone keeps the hub and
// the page of all answers; nothing of what was asked is stored.
import { $, buttons, fill, make, ready, sayDay } from './dom';

ready();
buttons();
const [worker, scope] = ENGLISH ? ['/may-i-offline.js', '/en/may-i'] : ['/boleh-luring.js', '/boleh'];
if ('serviceWorker' in navigator) {
  // The policy of our pages takes no text as the address of a script: this is the only one.
  const types = (window as { trustedTypes?: { createPolicy(n: string, r: object): { createScriptURL(s: string): string } } }).trustedTypes;
  const address = types ? types.createPolicy('boleh', { createScriptURL: (s: string) => s }).createScriptURL(worker) : worker;
  navigator.serviceWorker.register(address, { scope }).catch(() => undefined); // private windows refuse
}
if (!navigator.onLine)
  $('h1').before(make('p', { className: 'box warn', role: 'status' },
    fill(T('offline.now'), { day: sayDay($('#cap').dataset.hari!) })));
