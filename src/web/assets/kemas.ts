// A piece of evidence as it is sealed (docs/sealing.md): a tar of two files, what is said of it and
// itself, with zeros behind them to one of few sizes. `age -d -i KEY FILE | tar x` takes it apart.
import { sha256 } from '@noble/hashes/sha2.js';
import { clean } from './bersih';
import { blanked } from './kotak';

const utf8 = new TextEncoder();
const BLOCK = 512;
const LEAST = 65536; // smaller ones all look alike
const ABOUT = 'keterangan.json';
const ABOUT_MOST = 4096;
const NAME_MOST = 255; // as INTAKE_FILE_NAME

/** What lies in the tar beside the file. */
export interface About { name: string; bytes: number; sha256: string; original?: { bytes: number; sha256: string } }
export interface Piece { about: About; kind: string; content: Blob; sha256: string }

/** Pictures in boxes, by their brand. */
const HEIF: [kind: string, brands: string[]][] = [
  ['avif', ['avif', 'avis']], ['heic', ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']], ['heif', ['mif1', 'msf1']],
];
/** What it is by its first bytes, as the end of a file's name; 'bin': anything else. */
const KINDS: [kind: string, at: number, first: string][] = [
  ['jpg', 0, '\xff\xd8\xff'], ['png', 0, '\x89PNG\r\n\x1a\n'], ['gif', 0, 'GIF8'], ['webp', 8, 'WEBPVP8'], ['pdf', 0, '%PDF-'],
  ...HEIF.flatMap(([kind, brands]) => brands.map((brand): [string, number, string] => [kind, 4, `ftyp${brand}`])),
  ['cr3', 4, 'ftypcrx '], ['mov', 4, 'ftypqt  '], ['mov', 4, 'moov'], ['mov', 4, 'wide'], ['mov', 4, 'mdat'],
  ['3gp', 4, 'ftyp3g'], ['m4a', 4, 'ftypM4A'], ['mp4', 4, 'ftyp'], ['webm', 0, '\x1aE\xdf\xa3'], ['ogg', 0, 'OggS'], ['mp3', 0, 'ID3'],
];
const FIRST = 16;
async function kindOf(file: Blob): Promise<string> {
  const first = String.fromCharCode(...new Uint8Array(await file.slice(0, FIRST).arrayBuffer()));
  return KINDS.find(([, at, bytes]) => first.startsWith(bytes, at))?.[0] ?? 'bin';
}
/** Markers that no length follows, and those before the picture's size that no picture has there: TEM,
 * RSTn, SOI, EOI, SOS, reserved ones, fill. What is behind them, a decoder may read otherwise. */
const stray = (marker: number) => marker < 0xc0 || (marker >= 0xd0 && marker <= 0xda) || marker === 0xff;
/** Points of a picture that is shown, read from its bytes; 0: none that is. A picture of a few bytes
 * may unfold to gigabytes, so it is asked before. */
export async function points(picture: Blob, kind: string): Promise<number> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const view = new DataView(bytes.buffer);
  if (kind === 'png') return bytes.length > 24 ? view.getUint32(16) * view.getUint32(20) : 0;
  if (kind !== 'jpg') return 0;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = bytes[at + 1];
    if (stray(marker)) return 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return view.getUint16(at + 5) * view.getUint16(at + 7);
  }
  return 0;
}
const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
/** In pieces: a film is not held in memory. */
async function hashOf(file: Blob, read = (_bytes: number) => {}): Promise<string> {
  const stream = sha256.create();
  for (let at = 0; at < file.size; at += 1 << 20) {
    read(at);
    stream.update(new Uint8Array(await file.slice(at, at + (1 << 20)).arrayBuffer()));
  }
  return hex(stream.digest());
}

/** As Padme (PETS 2019, "Reducing metadata leakage from encrypted files"): at most 12 % more. */
export function padded(bytes: number): number {
  const most = Math.floor(Math.log2(Math.max(bytes, LEAST)));
  const step = 2 ** (most - Math.floor(Math.log2(most)) - 1);
  return Math.max(LEAST, Math.ceil(bytes / step) * step);
}

// ---- tar: POSIX ustar, without owner and time
const octal = (n: number, digits: number) => n.toString(8).padStart(digits, '0');
function head(name: string, bytes: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string) => block.set(utf8.encode(text), at);
  put(0, name);
  put(100, `0000644\0${'0000000\0'.repeat(2)}${octal(bytes, 11)}\0${octal(0, 11)}\0        0`);
  put(257, 'ustar\x0000');
  put(148, `${octal(block.reduce((sum, byte) => sum + byte, 0), 6)}\0 `);
  return block;
}
const blocks = (bytes: number) => Math.ceil(bytes / BLOCK) * BLOCK;
const rest = (bytes: number) => new Uint8Array(blocks(bytes) - bytes);

const CLEANED = 32 << 20; // a photograph is held some times over while it is cleaned; none is larger
const PHOTOS = /^(jpg|png|webp)$/;
const FILMS = /^(mp4|mov|3gp|m4a)$/;
/** It, without what it says beside picture and sound; null: it stays as it is, since it is of a kind, or made in a way,
 * that is not understood. */
async function cleaned(file: File, kind: string): Promise<Blob | null> {
  const picture = HEIF.some(([heif]) => heif === kind);
  if (picture || FILMS.test(kind)) return blanked(file, picture);
  const bytes = PHOTOS.test(kind) && file.size <= CLEANED ? clean(new Uint8Array(await file.arrayBuffer()), kind) : null;
  return bytes && new Blob([bytes as BlobPart]);
}

/** asIs: nothing was taken out. */
export interface Packed { tar: Blob; asIs: boolean }
/** A file as it is sealed, cleaned where that can be. read: how much of it was read so far. */
export async function pack(file: File, read = (_bytes: number) => {}): Promise<Packed> {
  const kind = await kindOf(file);
  const clear = await cleaned(file, kind);
  const content = clear ?? file;
  const passes = content === file ? 1 : 2;
  const original = { bytes: file.size, sha256: await hashOf(file, (at) => read(at / passes)) };
  const about: About = {
    name: file.name.slice(0, NAME_MOST), bytes: content.size,
    ...(content === file ? { sha256: original.sha256 } : { sha256: await hashOf(content, (at) => read((file.size + at) / passes)), original }),
  };
  const said = utf8.encode(JSON.stringify(about));
  const parts = [head(ABOUT, said.length), said, rest(said.length), head(`bukti.${kind}`, content.size), content, rest(content.size)];
  const bytes = 2 * BLOCK + blocks(said.length) + blocks(content.size);
  return { tar: new Blob([...parts, new Uint8Array(padded(bytes + 2 * BLOCK) - bytes)]), asIs: !clear };
}

const isHash = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);

/** Where the bytes of a file go while they are opened; nobody gets them before done. */
export interface Sink { put(bytes: Uint8Array): Promise<void>; done(): Promise<Blob>; drop(): Promise<unknown> }
const KEPT = 4 << 20;
/** In pieces of a Blob, which the browser keeps outside of this page's memory, large ones on its disk. */
export function kept(): Sink {
  const pieces: Blob[] = [];
  let [room, used] = [new Uint8Array(LEAST), 0];
  const full = () => {
    pieces.push(new Blob([room.subarray(0, used)]));
    used = 0;
  };
  return {
    async put(bytes) {
      if (used + bytes.length > room.length && room.length < KEPT) {
        const larger = new Uint8Array(KEPT);
        larger.set(room.subarray(0, used));
        room = larger;
      }
      for (let at = 0; at < bytes.length; ) {
        const piece = bytes.subarray(at, at + room.length - used);
        room.set(piece, used);
        used += piece.length;
        at += piece.length;
        if (used === room.length) full();
      }
    },
    async done() {
      full();
      return new Blob(pieces);
    },
    async drop() {
      pieces.length = 0;
    },
  };
}

/** What was packed, as it comes; throws when it is anything else. Nothing in it is believed but its bytes:
 * the kind is read from them, and the hash counted anew. to: where they go, asked when the kind is known. */
export async function unpack(tar: ReadableStream<Uint8Array>, to: (kind: string, bytes: number) => Promise<Sink>): Promise<Piece> {
  const reader = tar.getReader();
  let rest = new Uint8Array();
  /** At most so many, at least one but at the end. */
  const some = async (most: number) => {
    while (!rest.length) {
      const { done, value } = await reader.read();
      if (done) return rest;
      rest = value as Uint8Array<ArrayBuffer>;
    }
    const piece = rest.subarray(0, most);
    rest = rest.subarray(piece.length);
    return piece;
  };
  const exactly = async (bytes: number) => {
    const whole = new Uint8Array(bytes);
    for (let at = 0; at < bytes; ) {
      const piece = await some(bytes - at);
      if (!piece.length) throw new Error('cut short');
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  };
  /** Length of the entry that begins here, which must have that name. */
  const entry = async (name: RegExp) => {
    const text = String.fromCharCode(...await exactly(BLOCK));
    const bytes = parseInt(text.slice(124, 135), 8);
    if (!name.test(text.slice(0, text.indexOf('\0'))) || !(bytes >= 0)) throw new Error('no such entry');
    return bytes;
  };
  const said = await entry(/^keterangan\.json$/);
  if (said > ABOUT_MOST) throw new Error('too much is said');
  const about = JSON.parse(new TextDecoder().decode((await exactly(blocks(said))).subarray(0, said))) as About;
  if (typeof about?.name !== 'string' || (about.original && !isHash(about.original.sha256))) throw new Error('not what is said of a file');
  const bytes = await entry(/^bukti\.[a-z0-9]+$/);
  const first = await exactly(Math.min(bytes, FIRST));
  const kind = await kindOf(new Blob([first]));
  const sink = await to(kind, bytes);
  try {
    const stream = sha256.create().update(first);
    await sink.put(first);
    for (let left = bytes - first.length; left; ) {
      const piece = await some(left);
      if (!piece.length) throw new Error('cut short');
      stream.update(piece);
      await sink.put(piece);
      left -= piece.length;
    }
    const counted = hex(stream.digest());
    if (counted !== about.sha256) throw new Error('another file');
    await exactly(blocks(bytes) - bytes);
    while ((await some(LEAST)).length); // the last chunk has to authenticate, too
    return { about, kind, content: await sink.done(), sha256: counted };
  } catch (e) {
    await sink.drop().catch(() => {});
    throw e;
  }
}
