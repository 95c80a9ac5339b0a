// The one verifier in JavaScript: receipts, their QR codes, witnesses, growth of the log, by the
// public formats alone (C2SP tlog-proof, tlog-checkpoint, signed-note, tlog-cosignature; RFC 6962).
// /periksa asks for it, the offline page holds it, and tests/offline runs it under node. It needs no
// WebCrypto: phones that know no Ed25519, and pages opened as files, check all the same.
// docs/ledger.md has the same in words.
import { ed25519 } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { MARK, readSlip, type Bytes, type Slip } from './slip';

export type Result = 'good' | 'bad' | 'skipped';
export interface Checks { form: Result; leaf: Result; path: Result; signature: Result }
/** A receipt as it was read. manifest is null where a QR code had no room for it. */
export interface Receipt {
  number: string; vkey: string; index: number; size: number; manifest: string | null; commit: Bytes; proof: string; note: string;
}
/** What a witness said of a note: when, in seconds; null: nothing. */
export interface Sight { name: string; saw: Result; seconds: bigint | null }

const utf8 = new TextEncoder();
const LOG = 1;
const WITNESS = 4;
const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const hash = (...parts: Uint8Array[]): Bytes => {
  const stream = sha256.create();
  for (const part of parts) stream.update(part);
  return stream.digest() as Bytes;
};
const encode = (data: Bytes) => btoa(String.fromCharCode(...data));
/** Throws unless it is base64 in its one form. */
function decode(base64: string, length?: number): Bytes {
  const data = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  if (encode(data) !== base64 || (length !== undefined && data.length !== length)) throw 0;
  return data;
}
const whole = (text: string) => {
  if (!/^(0|[1-9]\d*)$/.test(text) || !Number.isSafeInteger(Number(text))) throw 0;
  return Number(text);
};

// --- keys and notes
interface Key { name: string; id: Bytes; open: Bytes }
/** name+id+base64: the base64 may itself hold a '+', the name may not. */
function readKey(line: string, type: number): Key | null {
  const m = /^([!-*,-~]{1,255})\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim());
  try {
    const typed = decode(m![3], 33);
    const id = hash(utf8.encode(m![1] + '\n'), typed).slice(0, 4);
    const good = typed[0] === type && m![2] === [...id].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return good ? { name: m![1], id, open: typed.slice(1) } : null;
  } catch {
    return null;
  }
}

interface Line { name: string; id: Bytes; rest: Bytes }
export interface Note { text: string; origin: string; size: number; root: Bytes; lines: Line[] }
/** A signed checkpoint; null when it is none. Nothing is verified. */
export function readNote(note: string): Note | null {
  const cut = note.lastIndexOf('\n\n') + 1;
  const body = /^([^\n]+)\n(\d+)\n([^\n]+)\n$/.exec(note.slice(0, cut));
  try {
    const lines = note.slice(cut + 1).split('\n');
    if (!body || lines.pop() !== '' || !lines.length || /[\0-\x09\x0b-\x1f]/.test(note)) return null;
    return {
      text: body[0], origin: body[1], size: whole(body[2]), root: decode(body[3], 32),
      lines: lines.map((line) => {
        const [, name, base64] = /^\u2014 ([^ +]+) (\S+)$/.exec(line)!;
        const blob = decode(base64);
        if (blob.length < 5) throw 0;
        return { name, id: blob.slice(0, 4), rest: blob.slice(4) };
      }),
    };
  } catch {
    return null;
  }
}
const linesOf = (note: Note, key: Key) => note.lines.filter((line) => line.name === key.name && same(line.id, key.id));
function holds(signature: Bytes, message: string, key: Key): boolean {
  try {
    return ed25519.verify(signature, utf8.encode(message), key.open, { zip215: false });
  } catch {
    return false;
  }
}
/** Whether the log of that key signed the note: a line of its that does not hold rejects it. */
export function signedBy(note: Note, vkey: string): Result {
  const key = readKey(vkey, LOG);
  if (!key) return 'bad';
  const lines = linesOf(note, key);
  const good = lines.length > 0 && note.origin === key.name && lines.every((line) => holds(line.rest, note.text, key));
  return good ? 'good' : 'bad';
}
function sightOf(note: Note, key: Key): Sight {
  let seconds: bigint | null = null;
  for (const line of linesOf(note, key)) {
    const time = line.rest.slice(0, 8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const message = `cosignature/v1\ntime ${time}\n${note.text}`;
    if (line.rest.length !== 72 || line.rest[0] > 127 || !holds(line.rest.slice(8), message, key))
      return { name: key.name, saw: 'bad', seconds: null };
    if (seconds === null || time > seconds) seconds = time;
  }
  return { name: key.name, saw: seconds === null ? 'skipped' : 'good', seconds };
}
/** What the witnesses of these lines said of a note, and how many of them are others than the log
 * and than each other. Null: a line that is no witness's key, or one key twice. */
export function sightsOf(note: Note, vkey: string, lines: string): { sights: Sight[]; count: number } | null {
  const keys = lines.split('\n').filter((line) => line.trim()).map((line) => readKey(line, WITNESS));
  if (keys.some((key, i) => !key || keys.slice(0, i).some((other) => same(other!.open, key.open)))) return null;
  const sights = keys.map((key) => sightOf(note, key!));
  const log = readKey(vkey, LOG);
  const count = sights.filter((sight, i) => sight.saw === 'good' && !(log && same(keys[i]!.open, log.open))).length;
  return { sights, count };
}

// --- receipts
const leafOf = (commit: Bytes) => hash(Uint8Array.of(0), utf8.encode(`netral-leaf/v1\n${encode(commit)}\n`));
const nodeOf = (left: Bytes, right: Bytes) => hash(Uint8Array.of(1), left, right);
interface Climb { node: number; last: number }
const up = (c: Climb) => {
  c.node = Math.floor(c.node / 2);
  c.last = Math.floor(c.last / 2);
};
const skip = (c: Climb) => {
  while (c.node % 2 === 0 && c.node !== 0) up(c);
};

/** Root from leaf and path: RFC 9162 section 2.1.3.2. Null when the path has the wrong length. */
function rootOf(leaf: Bytes, path: Bytes[], index: number, size: number): Bytes | null {
  let made = leaf;
  const c = { node: index, last: size - 1 };
  if (c.node > c.last) return null;
  for (const sibling of path) {
    if (c.last === 0) return null;
    if (c.node % 2 === 1 || c.node === c.last) {
      made = nodeOf(sibling, made);
      skip(c);
    } else made = nodeOf(made, sibling);
    up(c);
  }
  return c.last === 0 ? made : null;
}

/** The lines of a tlog-proof; throws when it is none. */
function readProof(proof: string) {
  const cut = proof.indexOf('\n\n');
  const lines = proof.slice(0, cut).split('\n');
  if (cut < 0 || lines.shift() !== 'c2sp.org/tlog-proof@v1') throw 0;
  if (lines[0]?.startsWith('extra ')) decode(lines.shift()!.slice(6));
  const index = whole(/^index (\d+)$/.exec(lines.shift() ?? '')![1]);
  if (lines.length > 63) throw 0;
  return { index, path: lines.map((line) => decode(line, 32)), note: proof.slice(cut + 2) };
}
const commitOf = (salt: Bytes, manifest: string) => hmac(sha256, salt, utf8.encode(manifest)) as Bytes;

/** The proof that a slip stands for, or null when its path leads nowhere. */
function receiptOf(slip: Slip): Receipt | null {
  const commit = slip.commit ?? commitOf(slip.salt!, slip.manifest!);
  const root = rootOf(leafOf(commit), slip.path, slip.index, slip.size);
  if (!root) return null;
  const typed = Uint8Array.of(LOG, ...slip.key);
  const id = hash(utf8.encode(slip.name + '\n'), typed).slice(0, 4);
  const line = (name: string, ...parts: Bytes[]) => `\u2014 ${name} ${encode(Uint8Array.from(parts.flatMap((part) => [...part])))}\n`;
  const time = (seconds: bigint) => Uint8Array.from({ length: 8 }, (_, i) => Number((seconds >> BigInt(8 * (7 - i))) & 255n));
  const note = `${slip.name}\n${slip.size}\n${encode(root)}\n\n${line(slip.name, id, slip.signature)}`
    + slip.seen.map((seen) => line(seen.name, seen.id, time(seen.seconds), seen.signature)).join('');
  return {
    number: '', vkey: `${slip.name}+${[...id].map((byte) => byte.toString(16).padStart(2, '0')).join('')}+${encode(typed)}`,
    index: slip.index, size: slip.size, manifest: slip.manifest, commit, note,
    proof: `c2sp.org/tlog-proof@v1\nindex ${slip.index}\n${slip.path.map((h) => encode(h) + '\n').join('')}\n${note}`,
  };
}

/** The receipt as the API gave it, alone or inside the whole answer, or the text of its QR code; null
 * when it is none. */
export function readReceipt(typed: string): Receipt | null {
  try {
    if (typed.trim().startsWith(MARK)) return receiptOf(readSlip(typed)!);
    const found = JSON.parse(typed);
    const b = found.receipt ?? found;
    const proof = readProof(b.proof);
    if (b.netral !== 'receipt/v1' || !b.vkey || typeof b.vkey !== 'string' || b.index !== proof.index) return null;
    const manifest = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(decode(b.manifest));
    const size = readNote(proof.note)!.size;
    if (proof.index >= size) return null;
    const commit = commitOf(decode(b.salt, 32), manifest);
    return { number: String(b.number ?? ''), vkey: b.vkey, index: b.index, size, manifest, commit, proof: b.proof, note: proof.note };
  } catch {
    return null;
  }
}

/** A receipt against the key of the log. */
export function verify(receipt: Receipt, vkey: string): Checks {
  const checks: Checks = { form: 'bad', leaf: 'skipped', path: 'skipped', signature: 'skipped' };
  const note = readNote(receipt.note);
  if (!note) return checks;
  const { index, path } = readProof(receipt.proof);
  const root = rootOf(leafOf(receipt.commit), path, index, note.size);
  checks.form = 'good';
  checks.path = root && same(root, note.root) ? 'good' : 'bad';
  checks.leaf = receipt.manifest === null ? 'skipped' : checks.path;
  checks.signature = receipt.vkey === vkey.trim() ? signedBy(note, vkey) : 'bad';
  return checks;
}

// --- growth
/** The checkpoint of whatever shows one: a receipt, a QR code, a checkpoint, or the text of
 * /log/consistency, whose proof comes along. */
export function readCheckpoint(typed: string): { note: Note; old: number; proof: Bytes[] } | null {
  const text = typed.replace(/\r/g, '');
  try {
    const from = /^old (\d+)\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n([^]*)$/.exec(text);
    const shown = from ? from[3] : readReceipt(text)?.note ?? (text.endsWith('\n') ? text : text + '\n');
    const note = readNote(shown);
    if (!note) return null;
    return { note, old: from ? whole(from[1]) : note.size, proof: from ? from[2].split('\n').slice(0, -1).map((line) => decode(line, 32)) : [] };
  } catch {
    return null;
  }
}

/** Whether the newer tree goes on from the older one: RFC 9162 section 2.1.4.2. */
export function grew(old: Note, now: Note, proof: Bytes[]): boolean {
  if (old.origin !== now.origin || old.size > now.size) return false;
  if (old.size === now.size) return !proof.length && same(old.root, now.root);
  if (old.size === 0) return !proof.length && same(old.root, hash());
  if (!proof.length) return false;
  const c = { node: old.size - 1, last: now.size - 1 };
  while (c.node % 2 === 1) up(c);
  const rest = [...proof];
  let before = c.node === 0 ? old.root : rest.shift()!; // a tree of 2^k leaves is a node of the new one
  let after = before;
  for (const sibling of rest) {
    if (c.last === 0) return false;
    if (c.node % 2 === 1 || c.node === c.last) {
      before = nodeOf(sibling, before);
      after = nodeOf(sibling, after);
      skip(c);
    } else after = nodeOf(after, sibling);
    up(c);
  }
  return c.last === 0 && same(before, old.root) && same(after, now.root);
}
