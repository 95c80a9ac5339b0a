// Verifies a receipt by the public formats alone (C2SP tlog-proof, tlog-checkpoint, signed-note;
// RFC 6962 section 2.1): what any other client would do. docs/ledger.md has the same in words.

export type Result = 'good' | 'bad' | 'skipped';
export interface Checks { form: Result; leaf: Result; path: Result; signature: Result }
export interface Bundle { index: number; manifest: string; salt: string; proof: string }

const utf8 = new TextEncoder();
type Bytes = Uint8Array<ArrayBuffer>;
const bytes = (base64: string): Bytes => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const text = (data: Bytes) => btoa(String.fromCharCode(...data));
const join = (...parts: Bytes[]) => {
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
const sha256 = async (...parts: Bytes[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)));
const same = (a: Bytes, b: Bytes) => a.length === b.length && a.every((byte, i) => byte === b[i]);

interface Proof { index: number; path: Bytes[]; body: string; size: number; root: Bytes; signatures: string[] }

/** The receipt as the API gave it, alone or inside the whole answer; null when it is none. */
export function readBundle(json: string): Bundle | null {
  try {
    const found = JSON.parse(json);
    const b = found.receipt ?? found;
    const good = Number.isSafeInteger(b.index) && [b.manifest, b.salt, b.proof].every((s) => typeof s === 'string');
    return good ? b : null;
  } catch {
    return null;
  }
}

function readProof(proof: string): Proof | null {
  const cut = proof.indexOf('\n\n');
  const lines = proof.slice(0, cut).split('\n');
  if (cut < 0 || lines.shift() !== 'c2sp.org/tlog-proof@v1') return null;
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const index = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '');
  const note = proof.slice(cut + 2);
  const end = note.indexOf('\n\n');
  const body = /^([^\n]+)\n(0|[1-9]\d*)\n([^\n]+)\n$/.exec(note.slice(0, end + 1));
  if (!index || end < 0 || !body) return null;
  try {
    return {
      index: Number(index[1]), path: lines.map(bytes), body: body[0], size: Number(body[2]), root: bytes(body[3]),
      signatures: note.slice(end + 2).split('\n').filter(Boolean),
    };
  } catch {
    return null; // what should be base64 is not
  }
}

/** Root from leaf and path: RFC 9162 section 2.1.3.2. Null when the path has the wrong length. */
async function rootOf(proof: Proof, leaf: Bytes): Promise<Bytes | null> {
  let node = leaf;
  let at = proof.index;
  let last = proof.size - 1;
  if (at > last) return null;
  const one = Uint8Array.of(1);
  for (const sibling of proof.path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      node = await sha256(one, sibling, node);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else node = await sha256(one, node, sibling);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? node : null;
}

async function signed(proof: Proof, vkey: string): Promise<Result> {
  // name+keyid+base64: the base64 may itself hold a '+', the name may not
  const m = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey.trim());
  if (!m) return 'skipped';
  const name = m[1];
  const typed = bytes(m[3]); // 01 || public key
  const id = (await sha256(utf8.encode(name + '\n'), typed)).slice(0, 4);
  for (const line of proof.signatures) {
    const signature = /^\u2014 (\S+) (\S+)$/.exec(line);
    if (signature?.[1] !== name) continue;
    const blob = bytes(signature[2]);
    if (!same(blob.slice(0, 4), id)) continue;
    try {
      const publicKey = await crypto.subtle.importKey('raw', typed.slice(1), { name: 'Ed25519' }, false, ['verify']);
      const good = await crypto.subtle.verify({ name: 'Ed25519' }, publicKey, blob.slice(4), utf8.encode(proof.body));
      return good ? 'good' : 'bad';
    } catch {
      return 'skipped'; // this browser has no Ed25519
    }
  }
  return 'bad';
}

export async function verify(bundle: Bundle, vkey: string): Promise<Checks> {
  const checks: Checks = { form: 'bad', leaf: 'skipped', path: 'skipped', signature: 'skipped' };
  const proof = readProof(bundle.proof);
  if (!proof || proof.index !== bundle.index) return checks;
  checks.form = 'good';
  if (!crypto.subtle) return checks; // pages without https, other than on this machine
  try {
    const key = await crypto.subtle.importKey('raw', bytes(bundle.salt), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const commit = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(bundle.manifest)));
    const leaf = await sha256(Uint8Array.of(0), utf8.encode(`netral-leaf/v1\n${text(commit)}\n`));
    const root = await rootOf(proof, leaf);
    checks.path = checks.leaf = root && same(root, proof.root) ? 'good' : 'bad';
    checks.signature = await signed(proof, vkey);
  } catch {
    checks.leaf = 'bad';
  }
  return checks;
}
