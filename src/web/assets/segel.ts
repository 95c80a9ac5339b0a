// Sealing, by age (npm age-encryption): keys, keys under a passphrase, wraps (docs/sealing.md). Asked
// for when somebody seals or opens; the stock `age` program opens all that is made here.
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { kept, pack, unpack, type Piece, type Sink } from './kemas';
export { kept, points, type Piece, type Sink } from './kemas';

const encode = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const decode = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
/** An identity as a file of one line, which `age -i` takes. */
const file = (identity: string) => identity + '\n';

export const make = generateX25519Identity;
export const recipientOf = identityToRecipient;
/** Of the 32 bytes of its secret. */
export const identityOf = (secret: Uint8Array) => bech32.encodeFromBytes('age-secret-key-', secret).toUpperCase();

/** An identity under a passphrase, in base64. */
export async function lock(identity: string, passphrase: string): Promise<string> {
  const sealing = new Encrypter();
  sealing.setPassphrase(passphrase);
  return encode(await sealing.encrypt(file(identity)));
}
/** Throws when the passphrase is another one. */
export async function unlock(locked: string, passphrase: string): Promise<string> {
  const opening = new Decrypter();
  opening.addPassphrase(passphrase);
  return (await opening.decrypt(decode(locked), 'text')).trimEnd();
}

/** An identity for those who are to hold it, in base64. */
export async function wrap(identity: string, recipients: string[]): Promise<string> {
  const sealing = new Encrypter();
  for (const recipient of recipients) sealing.addRecipient(recipient);
  return encode(await sealing.encrypt(file(identity)));
}
/** The identity of that recipient; throws when the wrap is for others or holds anything else. */
export async function unwrap(wrapped: string, holder: string, recipient: string): Promise<string> {
  const opening = new Decrypter();
  opening.addIdentity(holder);
  const identity = (await opening.decrypt(decode(wrapped), 'text')).trimEnd();
  if ((await recipientOf(identity)) !== recipient) throw new Error('another key');
  return identity;
}

// ---- who reported (docs/adr/0038)

const PAD = 2048; // as FLOW_SEAL_PAD: one length for nearly everybody
export interface SealedKey { recipient: string; keys: string; wrap: string }
export interface Sealed extends SealedKey { file: string }

/** For whom the keys of a case are wrapped. reporter: where they drew their code (docs/adr/0087). */
export interface Holders { offices: string[]; reporter?: string }
const wrapped = async (identity: string, recipient: string, { offices, reporter }: Holders): Promise<SealedKey> =>
  ({ recipient, keys: offices.join(' '), wrap: await wrap(identity, reporter ? [...offices, reporter] : offices) });

/** What identifies a reporter, for a key of this case alone, which is wrapped for those. */
export async function sealPerson(person: object, holders: Holders): Promise<Sealed> {
  const text = new TextEncoder().encode(JSON.stringify(person));
  const padded = new Uint8Array(Math.ceil(text.length / PAD) * PAD).fill(32);
  padded.set(text);
  const identity = await make();
  const recipient = await recipientOf(identity);
  const sealing = new Encrypter();
  sealing.addRecipient(recipient);
  return { ...await wrapped(identity, recipient, holders), file: encode(await sealing.encrypt(padded)) };
}

// ---- evidence (docs/adr/0042)

let drawn: Promise<{ identity: string; recipient: string }> | undefined;
/** The key of this report's evidence, K_ev: drawn at its first file, gone with the page. */
const evidenceKey = () => (drawn ??= make().then(async (identity) => ({ identity, recipient: await recipientOf(identity) })));

/** asIs: the file could not be cleaned. */
export interface SealedFile { bytes: number; stream: ReadableStream<Uint8Array>; asIs: boolean }
/** A file, packed and sealed as it is asked for, with its length: of a large one nothing is kept. undefined: it cannot be
 * read (it was moved, or has no byte). read: how much of it was read to count it, which comes first. */
export async function sealFile(file: File, read?: (bytes: number) => void): Promise<SealedFile | undefined> {
  if (!(await file.slice(0, 1).text().catch(() => ''))) return undefined;
  const sealing = new Encrypter();
  sealing.addRecipient((await evidenceKey()).recipient);
  const { tar, asIs } = await pack(file, read);
  const stream = await sealing.encrypt(tar.stream());
  return { bytes: stream.size(tar.size), stream, asIs };
}
/** Its key, for those. */
export async function sealKey(holders: Holders): Promise<SealedKey> {
  const { identity, recipient } = await evidenceKey();
  return wrapped(identity, recipient, holders);
}
/** A sealed piece of evidence as it comes; throws Closed, or what `sealed` or the sink threw. Nothing is given out of
 * one that is not whole. */
export async function openFile(identity: string, sealed: ReadableStream<Uint8Array>, to: (kind: string, bytes: number) => Promise<Sink> = async () => kept()): Promise<Piece> {
  let broken: { by: unknown } | undefined; // by other than what was sealed
  const by = <T>(work: Promise<T>) => work.catch((e: unknown) => {
    broken ??= { by: e };
    throw e;
  });
  const reader = sealed.getReader();
  const came = new ReadableStream<Uint8Array>({
    async pull(on) {
      const { done, value } = await by(reader.read());
      if (done) on.close();
      else on.enqueue(value);
    },
    cancel: (why) => reader.cancel(why),
  });
  try {
    const opening = new Decrypter();
    opening.addIdentity(identity);
    return await unpack(await opening.decrypt(came), async (kind, bytes) => {
      const sink = await by(to(kind, bytes));
      return { put: (piece) => by(sink.put(piece)), done: () => by(sink.done()), drop: () => sink.drop() };
    });
  } catch {
    await reader.cancel().catch(() => {});
    if (broken) throw broken.by;
    throw new Closed('altered');
  }
}

/** chain: base64, with blanks between where several were given back (docs/adr/0069). */
export interface OfficeKey { recipient: string; wrap: string; chain: string }
/** Why a sealed identity stays closed: no key of the office, another key than those, or damage. */
export class Closed extends Error {
  constructor(readonly why: 'held' | 'other' | 'altered') {
    super(why);
  }
}
const damaged = (e: unknown) => !/no identity matched/i.test(String(e));

/** The identities of an office that one key leads to: by the wraps, and down the chain. */
export async function officeIdentities(own: string, keys: OfficeKey[]): Promise<string[]> {
  const held: string[] = [];
  let above: { identity: string; chain: string } | undefined;
  for (const key of keys) {
    const ways: [string, string][] = [[key.wrap, own]];
    if (above) for (const chain of above.chain.split(' ')) ways.push([chain, above.identity]); // from escrow some may be false
    above = undefined;
    for (const [file, holder] of ways) {
      if (!file || above) continue;
      const identity = await unwrap(file, holder, key.recipient).catch(() => '');
      if (identity) above = { identity, chain: key.chain };
    }
    if (above) held.push(above.identity);
  }
  return held;
}

const SAID = 500; // as INTAKE_ADDRESS, the longest that a form takes
/** On one line, without what turns a line around or cannot be seen: whoever sealed wrote it, nobody
 * has read it yet. */
export const said = (text: string) => text.replace(/[\p{Cc}\p{Z}]+/gu, ' ').replace(/[\p{Cf}\p{Co}]/gu, '').slice(0, SAID);

/** A key of the case, which a wrap of several, with blanks between, holds for one of those that are held; a
 * wrap that is spoilt closes no other. Throws Closed. */
export async function caseIdentity(sealed: { recipient: string; wrap: string }, held: string[]): Promise<string> {
  if (!held.length) throw new Closed('held');
  let why: 'other' | 'altered' = 'other';
  for (const one of sealed.wrap.split(' '))
    for (const holder of held) {
      try {
        return await unwrap(one, holder, sealed.recipient);
      } catch (e) {
        if (damaged(e)) why = 'altered';
      }
    }
  throw new Closed(why);
}

/** Who reported, what is text of it; throws Closed. */
export async function openPerson(sealed: { recipient: string; wrap: string; file: string }, held: string[]): Promise<Record<string, string>> {
  const identity = await caseIdentity(sealed, held);
  try {
    const opening = new Decrypter();
    opening.addIdentity(identity);
    const person: unknown = JSON.parse(await opening.decrypt(decode(sealed.file), 'text'));
    if (!person || typeof person !== 'object' || Array.isArray(person)) throw new Error('no person');
    const parts = Object.entries(person).filter((part): part is [string, string] => typeof part[1] === 'string');
    return Object.fromEntries(parts.map(([name, text]) => [name, said(text)]));
  } catch {
    throw new Closed('altered');
  }
}

// ---- escrow (docs/adr/0069)

const PAIRS = [[0, 1], [0, 2], [1, 2]] as const; // as src/seal/wrap.h numbers them: the nearer, and who peels
/** A key for three holders, the nearest first: an onion for each pair, one behind the other, in base64. */
export async function onions(identity: string, holders: string[]): Promise<string> {
  const made: Uint8Array[] = [];
  for (const [nearer, further] of PAIRS) {
    const sealing = new Encrypter();
    sealing.addRecipient(holders[further]!);
    made.push(await sealing.encrypt(decode(await wrap(identity, [holders[nearer]!]))));
  }
  return btoa(made.map((bytes) => String.fromCharCode(...bytes)).join(''));
}
const LAYER = 275; // a wrap for one
/** An onion with one layer less, by one of the identities that are held; throws Closed. */
export async function peel(onion: string, held: string[]): Promise<string> {
  if (!held.length) throw new Closed('held');
  let why: 'other' | 'altered' = 'other';
  for (const holder of held) {
    const opening = new Decrypter();
    opening.addIdentity(holder);
    try {
      const layer = await opening.decrypt(decode(onion));
      if (layer.length !== LAYER) throw new Error('no wrap');
      return encode(layer);
    } catch (e) {
      if (damaged(e)) why = 'altered';
    }
  }
  throw new Closed(why);
}
