// Where the tries of a network are used up: the small work that a browser can pay with instead of
// waiting (src/http/work.h). Loaded only then.
import { sha256 } from '@noble/hashes/sha2.js';

const TURN_MS = 12; // so that a page still answers a finger meanwhile
const bytes = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const turn = () => new Promise((done) => setTimeout(done));

/** The answer to a task "BITS.EXPIRES.NONCE.MAC": a number behind it, for which the hash of MAC and
 *  number begins with BITS zero bits. */
export async function answer(task: string): Promise<string> {
  const [bits, , , mac] = task.split('.');
  for (let n = 0; ; await turn()) {
    for (const until = performance.now() + TURN_MS; performance.now() < until; ) {
      for (const some = n + 64; n < some; n++) {
        const [a, b, c, d] = sha256(bytes(`${mac}.${n}`));
        const zeros = Math.clz32(((a << 24) | (b << 16) | (c << 8) | d) >>> 0);
        if (zeros >= Number(bits)) return `${task}.${n}`;
      }
    }
  }
}

/** Does the work of a page that has to wait, and says so. */
export async function pay(field: HTMLInputElement, news: HTMLElement) {
  news.hidden = false;
  field.value = await answer(field.dataset.tugas!);
  news.textContent = T('js.worked');
}
