// What a film, or a picture in HEIF, says beside itself is blanked where it lies: place, time, camera, owner. No
// byte moves, so every offset in it leads where it led. Heads are read, and the few boxes that lead to
// others; never the film. ISO/IEC 14496-12 (boxes), 23008-12 (items of HEIF), QuickTime File Format.

import { tiff } from './bersih';

interface Box { type: string; from: number; body: number; to: number }
type Range = [from: number, to: number];
interface Patch { from: number; to: number; put?: Uint8Array } // put: what is written there; else zeros

const BOXES = 10000; // beside each other, at the top
const READ = 16 << 20; // of one box that leads to others
const PATCHES = 20000;
const CHUNKS = 1e6; // of samples
const ZEROS = 1 << 20;
/** Exif that says nothing: where it begins, and a picture that stands upright. */
const NOTHING = Uint8Array.of(0, 0, 0, 0, ...tiff(1));
const bad = (why: string): never => {
  throw new Error(why);
};
const word = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const name = (view: DataView, at: number) => String.fromCharCode(...[0, 1, 2, 3].map((n) => view.getUint8(at + n)));

/** The box at that place; last: one without a length reaches to the end. */
function boxAt(view: DataView, at: number, end: number, last = false): Box {
  let [size, body] = [view.getUint32(at), at + 8];
  if (size === 1) [size, body] = [Number(view.getBigUint64(at + 8)), at + 16];
  else if (!size && last) size = end - at;
  if (at + size < body || at + size > end) bad('a box of no such length');
  return { type: name(view, at + 4), from: at, body, to: at + size };
}
function* boxes(view: DataView, from: number, to: number): Generator<Box> {
  for (let at = from; at < to; ) {
    const box = boxAt(view, at, to);
    yield box;
    at = box.to;
  }
}

/** What stays, by the box that it lies in; anything else there is blanked. None leads back to one before. */
const STAYS: Record<string, string> = {
  '': 'ftyp styp moov moof mdat mfra sidx ssix pdin meta',
  moov: 'mvhd trak mvex iods pssh clip ctab prfl', mvex: 'mehd trex leva trep',
  trak: 'tkhd tref trgr edts mdia tapt load clip matt imap txas',
  mdia: 'mdhd hdlr minf elng', minf: 'vmhd smhd hmhd nmhd sthd gmhd hdlr dinf stbl',
  stbl: 'stsd stts ctts cslg stsc stsz stz2 stco co64 stss stsh stps padb stdp sdtp sbgp sgpd subs saiz saio',
  moof: 'mfhd traf pssh', traf: 'tfhd tfdt trun sbgp sgpd subs saiz saio sdtp senc',
  meta: 'hdlr pitm iinf iloc iref iprp idat grpl dinf', iprp: 'ipco ipma',
};
const SHOWN = 'vide soun pict auxv'; // handlers of tracks; another one tells: places, subtitles, times of day
const PICTURES = 'hvc1 hev1 lhv1 vvc1 avc1 av01 j2k1 unci grid iovl iden tmap'; // kinds of items
const TELLS = 'Exif mime uri '; // the others
const SPACE = 'free skip wide';
/** What the properties of items say of how they are shown; another one is emptied. */
const PROPERTIES = 'ispe pixi colr pasp clap irot imir hvcC avcC av1C vvcC lhvC j2kH uncC cmpd auxC rloc lsel a1op a1lx oinf tols clli mdcv cclv amve cmin cmex prof';
/** Of a list of words of four characters, with a blank between two. */
const among = (list: string | undefined, type: string) => {
  for (let i = 0; list && i < list.length; i += 5) if (list.startsWith(type, i)) return true;
  return false;
};

interface Track { handler: string; tables: Map<string, Box>; base: number }

/** Finds what is to be blanked in a file. */
class Blanking {
  readonly patches: Patch[] = [];
  private kept: Range[] = []; // bytes of pictures and sound
  private gone: Patch[] = []; // bytes of what tells
  private homes: Range[] = []; // where both lie
  private tracks: [DataView, Track][] = [];
  private fragments = false;

  constructor(private file: Blob, private picture: boolean) {}

  async find() {
    const tops = await this.tops();
    this.fragments = tops.some((box) => box.type === 'moof');
    if (!tops.some((box) => box.type === 'moov' || (this.picture && box.type === 'meta'))) bad('neither film nor picture');
    for (const box of tops)
      if (this.stays('', box, 0) && STAYS[box.type]) {
        if (box.type === 'meta' && !this.picture) this.blank(box, 0);
        else await this.inside(box);
      }
    for (const { type, body, to } of tops) if (type === 'mdat') this.homes.push([body, to]);
    for (const one of this.tracks) this.described(...one);
    this.samples();
    this.apart();
    return this.joined();
  }

  private async tops(): Promise<Box[]> {
    const found: Box[] = [];
    for (let at = 0; at < this.file.size; ) {
      if (found.length === BOXES) bad('too many boxes');
      const head = new DataView(await this.file.slice(at, at + 16).arrayBuffer());
      const { type, body, to } = boxAt(head, 0, this.file.size - at, true);
      found.push({ type, from: at, body: at + body, to: at + to });
      at += to;
    }
    return found;
  }

  private async inside(box: Box) {
    const { body, to } = box;
    if (to - body > READ) bad('a box too large to be read');
    const view = new DataView(await this.file.slice(body, to).arrayBuffer());
    if (box.type === 'meta') this.items(view, body);
    else this.walk(view, body, { type: box.type, from: 0, body: 0, to: to - body });
  }

  // ---- what is written
  private zero(from: number, to: number, put?: Uint8Array) {
    if (from < to) this.patches.push({ from, to, put });
  }
  /** It is free space from now on. */
  private blank(box: Box, base: number) {
    this.zero(base + box.from + 4, base + box.from + 8, word('free'));
    this.zero(base + box.body, base + box.to);
  }
  /** Whether it does; if not it is blanked. */
  private stays(within: string, box: Box, base: number): boolean {
    if (among(SPACE, box.type)) this.zero(base + box.body, base + box.to);
    else if (among(STAYS[within], box.type)) return true;
    else this.blank(box, base);
    return false;
  }

  /** In order; what is beside each other is one. */
  private joined(): Patch[] {
    const joined: Patch[] = [];
    for (const patch of this.patches.sort((x, y) => x.from - y.from)) {
      const last = joined[joined.length - 1];
      if (last?.to === patch.from && !patch.put) last.to = patch.to;
      else joined.push(patch);
    }
    return joined.length > PATCHES ? bad('too many pieces') : joined;
  }

  // ---- films
  private walk(view: DataView, base: number, box: Box, track?: Track) {
    if (box.type === 'trak') this.tracks.push([view, (track = { handler: '', tables: new Map(), base })]);
    for (const child of boxes(view, box.body, box.to)) {
      if (/cmov|rmra/.test(child.type)) bad('a film that is packed or elsewhere');
      if (!this.stays(box.type, child, base)) continue;
      if (/mvhd|tkhd|mdhd/.test(child.type)) this.times(view, base, child);
      if (child.type === 'hdlr') this.named(base, child);
      if (box.type === 'mdia' && child.type === 'hdlr') track!.handler = name(view, child.body + 8);
      if (box.type === 'stbl') track!.tables.set(child.type, child);
      if (STAYS[child.type]) this.walk(view, base, child, track);
    }
  }
  /** When it was made, and changed. */
  private times(view: DataView, base: number, { body, to }: Box) {
    const end = body + (view.getUint8(body) ? 20 : 12);
    if (end > to) bad('no room for times');
    this.zero(base + body + 4, base + end);
  }
  /** The name of a handler is that of a camera. */
  private named(base: number, { body, to }: Box) {
    if (body + 24 > to) bad('no handler');
    this.zero(base + body + 24, base + to);
  }
  /** How pictures are packed says by what, and boxes of makers may stand behind it. */
  private described(view: DataView, { handler, tables, base }: Track) {
    const table = tables.get('stsd');
    if (handler === 'soun' || !table) return;
    for (const entry of boxes(view, table.body + 8, table.to)) {
      const [from, to] = [entry.from + 50, entry.from + 82];
      if (to + 4 > entry.to) continue;
      this.zero(base + from, base + to);
      for (let at = to + 4; at + 8 <= entry.to; ) {
        const box = boxAt(view, at, entry.to);
        if (/uuid|udta|meta/.test(box.type)) this.blank(box, base);
        at = box.to;
      }
    }
  }
  /** Where each chunk of a track's samples lies. */
  private *chunks(view: DataView, tables: Track['tables']): Generator<Range> {
    const body = (type: string) => tables.get(type)?.body ?? bad(`no ${type}`);
    const long = tables.has('co64');
    const [sizes, places, runs] = [body('stsz'), body(long ? 'co64' : 'stco'), body('stsc')];
    const [fixed, all] = [view.getUint32(sizes + 4), view.getUint32(sizes + 8)];
    const [count, ways] = [view.getUint32(places + 4), view.getUint32(runs + 4) || bad('no runs of chunks')];
    let sample = 0;
    for (let chunk = 0, run = 0; chunk < count && sample < all; chunk++) {
      while (run + 1 < ways && view.getUint32(runs + 8 + 12 * (run + 1)) <= chunk + 1) run++;
      const next = Math.min(all, sample + view.getUint32(runs + 12 + 12 * run));
      const from = long ? Number(view.getBigUint64(places + 8 + 8 * chunk)) : view.getUint32(places + 8 + 4 * chunk);
      let to = from + fixed * (next - sample);
      if (!fixed) for (let n = sample; n < next; n++) to += view.getUint32(sizes + 12 + 4 * n);
      sample = next;
      if (from < to) yield [from, to];
    }
    if (sample < all) bad('samples that lie nowhere');
  }
  private samples() {
    const shown = ([, track]: [DataView, Track]) => among(SHOWN, track.handler);
    if (this.tracks.every(shown)) return;
    if (this.fragments) bad('a film in pieces, with tracks that tell');
    for (const one of this.tracks)
      for (const [from, to] of this.chunks(one[0], one[1].tables))
        if ((shown(one) ? this.kept.push([from, to]) : this.gone.push({ from, to })) > CHUNKS) bad('too many chunks');
  }

  // ---- pictures
  private items(view: DataView, base: number) {
    const found = new Map<string, Box>();
    for (const box of boxes(view, 4, view.byteLength))
      if (this.stays('meta', box, base)) found.set(box.type, box);
    const [handler, infos, places] = ['hdlr', 'iinf', 'iloc'].map((type) => found.get(type) ?? bad(`no ${type}`));
    this.named(base, handler);
    const properties = found.get('iprp');
    if (properties) this.properties(view, base, properties);
    const inner = found.get('idat');
    if (inner) this.homes.push([base + inner.body, base + inner.to]);
    this.extents(view, base, { kinds: this.kinds(view, base, infos), places, inner });
  }
  /** Of the properties of items, those that tell are emptied: they are counted, so each stays in its place. */
  private properties(view: DataView, base: number, within: Box) {
    for (const box of boxes(view, within.body, within.to))
      if (this.stays('iprp', box, base) && box.type === 'ipco')
        for (const { type, body, to } of boxes(view, box.body, box.to))
          if (among(SPACE, type)) this.zero(base + body, base + to);
          else if (!among(PROPERTIES, type)) this.zero(base + body + (type === 'uuid' ? 16 : 4), base + to);
  }
  /** What kind each item is of; their names are blanked. */
  private kinds(view: DataView, base: number, { body, to }: Box): Map<number, string> {
    const kinds = new Map<number, string>();
    for (const entry of boxes(view, body + (view.getUint8(body) ? 8 : 6), to)) {
      const version = view.getUint8(entry.body);
      if (entry.type !== 'infe' || version < 2 || version > 3) bad('no entry of an item');
      const at = entry.body + (version > 2 ? 8 : 6); // of its protection
      const kind = name(view, at + 2);
      const more = new TextDecoder('latin1').decode(new Uint8Array(view.buffer, at + 6, Math.max(0, entry.to - at - 6)));
      if (view.getUint16(at) || !(among(PICTURES, kind) || among(TELLS, kind)) || /^[^\0]*\0image\//.test(kind === 'mime' ? more : ''))
        bad('an item of an unknown kind');
      this.zero(base + at + 6, base + at + 6 + Math.max(0, more.indexOf('\0'))); // its name
      kinds.set(version > 2 ? view.getUint32(entry.body + 4) : view.getUint16(entry.body + 4), kind);
    }
    return kinds;
  }
  private extents(view: DataView, base: number, { kinds, places, inner }: { kinds: Map<number, string>; places: Box; inner?: Box }) {
    const [version, a, b] = [0, 4, 5].map((n) => view.getUint8(places.body + n));
    if (version > 2 || !(a & 15)) bad('items without a length');
    let at = places.body + 6;
    const number = (bytes: number) => {
      at += bytes;
      if (at > places.to || ![0, 2, 4, 8].includes(bytes)) bad('no number');
      if (bytes === 8) return Number(view.getBigUint64(at - 8));
      return bytes === 4 ? view.getUint32(at - 4) : bytes && view.getUint16(at - 2);
    };
    const wide = version > 1 ? 4 : 2;
    for (let left = number(wide); left; left--) {
      const kind = kinds.get(number(wide)) ?? bad('an item of no kind');
      const way = version ? number(2) & 15 : 0; // 0: it lies in the file; 1: in idat
      if (number(2) || way > 1) bad('an item that lies elsewhere');
      const start = number(b >> 4) + (way ? base + (inner ?? bad('no idat')).body : 0);
      for (let n = 0, extents = number(2); n < extents; n++) {
        if (version) number(b & 15);
        const from = start + number(a >> 4);
        const to = from + (number(a & 15) || bad('an item without a length'));
        if (!among(TELLS, kind)) this.kept.push([from, to]);
        else this.gone.push({ from, to, put: kind === 'Exif' && !n && to - from >= NOTHING.length ? NOTHING : undefined });
      }
    }
  }

  /** What is blanked of those lies where such bytes lie, and no byte of it is shown. */
  private apart() {
    if (this.gone.length > PATCHES) bad('too many pieces');
    let [shown, told] = [0, 0];
    const all = [...this.kept.map(([from, to]) => ({ from, to, kept: true })), ...this.gone.map((gone) => ({ ...gone, kept: false }))];
    for (const { from, to, kept } of all.sort((x, y) => x.from - y.from)) {
      if (from < told || (!kept && (from < shown || !this.homes.some((home) => home[0] <= from && to <= home[1])))) bad('bytes of two');
      if (kept) shown = Math.max(shown, to);
      else told = to;
    }
    this.patches.push(...this.gone);
  }
}

/** A file in which those bytes are others, without reading it. */
function patched(file: Blob, patches: Patch[]): Blob {
  const zeros = new Blob([new Uint8Array(ZEROS)]);
  const parts: BlobPart[] = [];
  let at = 0;
  for (const { from, to, put } of patches) {
    if (from < at) bad('bytes of two');
    if (from > at) parts.push(file.slice(at, from));
    if (put) parts.push(put as BlobPart);
    for (let left = to - from - (put?.length ?? 0); left > 0; left -= ZEROS) parts.push(left < ZEROS ? zeros.slice(0, left) : zeros);
    at = to;
  }
  return new Blob([...parts, file.slice(at)]);
}

/** The file without what it says beside film and picture, as long as it was; itself, when it says nothing; null: it is
 * not made as its format says, or not as is understood here. picture: it is one in HEIF. */
export async function blanked(file: Blob, picture: boolean): Promise<Blob | null> {
  try {
    const patches = await new Blanking(file, picture).find();
    return patches.length ? patched(file, patches) : file;
  } catch {
    return null;
  }
}
