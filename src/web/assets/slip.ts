// Reads the text of a receipt's QR code: the bundle in binary, written in digits (docs/ledger.md,
// src/ledger/slip.h). One receipt has one text: what is not in its shortest form is none.

export type Bytes = Uint8Array<ArrayBuffer>;
export interface Seen { name: string; id: Bytes; seconds: bigint; signature: Bytes }
export interface Slip {
  name: string; key: Bytes; index: number; size: number; path: Bytes[]; signature: Bytes; seen: Seen[];
  salt: Bytes | null; manifest: string | null; commit: Bytes | null;
}

export const MARK = 'NETRAL1:';
const TEXT_MAX = 3506;
const DIGITS = [0, 3, 5, 8, 10, 13, 15, 17]; // of so many bytes
const PATH_MAX = 63;
const SEEN_MAX = 3;
const PARTS_MAX = 16;
const YEAR_9999 = 253402300799999999n; // its end, in microseconds: later times have no text

function bytesOf(digits: string): Bytes {
  const out: number[] = [];
  for (let at = 0; at < digits.length; at += 17) {
    const block = digits.slice(at, at + 17);
    const length = DIGITS.indexOf(block.length);
    let value = BigInt(block);
    if (length < 1 || value >> BigInt(8 * length)) throw 0;
    const from = out.length;
    for (let i = length; i-- > 0; value >>= 8n) out[from + i] = Number(value & 255n);
  }
  return Uint8Array.from(out);
}

export const hex = (data: Bytes) => [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('');

class Reading {
  private at = 0;
  constructor(private data: Bytes) {}

  take(length: number): Bytes {
    if (this.at + length > this.data.length) throw 0;
    return this.data.slice(this.at, (this.at += length));
  }
  byte = () => this.take(1)[0];
  /** Below 2^63, in the fewest bytes. */
  number(): bigint {
    let value = 0n;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift > 56 || (shift && !byte)) throw 0;
      value |= BigInt(byte & 127) << BigInt(shift);
      if (byte < 128) return value;
    }
  }
  /** Below 2^53: larger logs are none of ours. */
  count(): number {
    const value = Number(this.number());
    if (!Number.isSafeInteger(value)) throw 0;
    return value;
  }
  text = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.take(this.byte()));
  line(): string {
    const text = this.text();
    if (!text || /[\0-\x1f\x7f]/.test(text)) throw 0;
    return text;
  }
  name(): string {
    const text = this.text();
    if (!/^[!-*,-~]+$/.test(text)) throw 0;
    return text;
  }
  list<T>(most: number, one: () => T): T[] {
    const count = this.byte();
    if (count > most) throw 0;
    return Array.from({ length: count }, one);
  }
  end() {
    if (this.at !== this.data.length) throw 0;
  }
}

function manifestOf(r: Reading): string {
  const at = r.number();
  if (at > YEAR_9999) throw 0;
  const kind = r.line();
  const office = r.line();
  const seq = r.number();
  const follows = r.byte();
  const prev = hex(follows ? r.take(32) : new Uint8Array(32));
  if (follows > 1 || (follows && !/[^0]/.test(prev))) throw 0;
  const stream = hex(r.take(16));
  const part = () => `${hex(r.take(32))} ${r.number()}\n`;
  const body = part();
  const blobs = r.list(PARTS_MAX, part);
  const day = new Date(Number(at / 1000n)).toISOString().slice(0, 20) + String(at % 1000000n).padStart(6, '0') + 'Z';
  return `accepted-at ${day}\n${blobs.map((blob, i) => `blob-${String(i).padStart(2, '0')} ${blob}`).join('')}body ${body}kind ${kind}\n`
    + `netral-manifest/v1\noffice ${office}\nprev ${prev}\nseq ${seq}\nstream ${stream}\n`;
}

/** Null when it is none. Nothing is verified. */
export function readSlip(typed: string): Slip | null {
  const text = typed.trim();
  if (!/^NETRAL1:\d+$/.test(text) || text.length > TEXT_MAX) return null;
  try {
    const r = new Reading(bytesOf(text.slice(MARK.length)));
    const form = r.byte();
    if (form !== 1 && form !== 2) return null;
    const slip: Slip = {
      name: r.name(), key: r.take(32), index: r.count(), size: r.count(), path: r.list(PATH_MAX, () => r.take(32)),
      signature: r.take(64),
      seen: r.list(SEEN_MAX, () => ({ name: r.name(), id: r.take(4), seconds: r.number(), signature: r.take(64) })),
      salt: null, manifest: null, commit: null,
    };
    if (form === 1) {
      slip.salt = r.take(32);
      slip.manifest = manifestOf(r);
    } else slip.commit = r.take(32);
    r.end();
    return slip.index < slip.size ? slip : null;
  } catch {
    return null;
  }
}
