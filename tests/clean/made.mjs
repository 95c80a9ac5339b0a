// Films and HEIF pictures, made box by box: each byte is marked as what has to stay, or as what tells and has to go.
// A part is { bytes, mark }: mark has a 1 for each byte that tells.

export const CANARY = '-2.9911+104.7567/Kenari';
const u8 = (data) => (typeof data === 'string' ? Buffer.from(data, 'latin1') : Buffer.from(data));
const part = (data, mark) => (data.mark ? data : { bytes: u8(data), mark: Buffer.alloc(u8(data).length, mark) });
/** One behind the other; what is not marked yet stays. */
export const join = (...parts) => {
  const all = parts.map((p) => part(p, 0));
  return { bytes: Buffer.concat(all.map((p) => p.bytes)), mark: Buffer.concat(all.map((p) => p.mark)) };
};
export const tells = (data) => part(data, 1);
export const int = (n, bytes = 4) => {
  const made = Buffer.alloc(bytes);
  if (bytes === 8) made.writeBigUInt64BE(BigInt(n));
  else made.writeUIntBE(n, 0, bytes);
  return made;
};
const ints = (list, bytes = 4) => Buffer.concat(list.map((n) => int(n, bytes)));

/** long: its length in 64 bits. */
export function box(type, ...body) {
  const inner = join(...body);
  return join(int(inner.bytes.length + 8), type, inner);
}
export const long = (type, ...body) => {
  const inner = join(...body);
  return join(int(1), type, int(inner.bytes.length + 16, 8), inner);
};
export const full = (type, version, ...body) => box(type, int(version, 1), int(0, 3), ...body);
/** A box that is free space afterwards, whatever it held. */
export const gone = (type, ...body) => {
  const inner = join(...body).bytes;
  return join(int(inner.length + 8), tells(type), tells(inner));
};
/** Bytes that are free, and not empty. */
export const space = (type, text = CANARY) => box(type, tells(text));

// ---- films
const TIMES = { 0: () => tells(ints([0xdb86f1d2, 0xdb86f1d3])), 1: () => tells(ints([0xdb86f1d2, 0xdb86f1d3], 8)) };
const MATRIX = ints([65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30]);
const mvhd = (v, tracks) => full('mvhd', v, TIMES[v](), ints([1000]), int(1000, v ? 8 : 4), int(65536), int(256, 2), Buffer.alloc(10), MATRIX, Buffer.alloc(24), int(tracks + 1));
const tkhd = (v, id, { width = 0, height = 0 }) => box('tkhd', int(v, 1), int(7, 3), TIMES[v](), int(id), int(0), int(1000, v ? 8 : 4), Buffer.alloc(8), Buffer.alloc(8), MATRIX, ints([width << 16, height << 16]));
const mdhd = (v) => full('mdhd', v, TIMES[v](), int(1000), int(1000, v ? 8 : 4), int(0x55c4, 2), int(0, 2));
export const hdlr = (handler, name = CANARY) => full('hdlr', 0, int(0), handler, Buffer.alloc(12), tells(`${name}\0`));
/** How a picture is packed, by what, and a box of its maker behind it. */
const packed = box('avc1', Buffer.alloc(6), int(1, 2), Buffer.alloc(34), tells(Buffer.concat([int(18, 1), Buffer.from('Kenari AVC encoder'), Buffer.alloc(13)])), int(24, 2), int(65535, 2),
  box('avcC', 'warna'), gone('uuid', Buffer.alloc(16, 0xbe), CANARY));
/** track: handler, samples (in chunks: a list of lists), entry (of stsd), width and height. */
function trak(track, n, { version, wide, fixed }) {
  const samples = track.chunks.flat();
  const stbl = box('stbl', full('stsd', 0, int(1), track.entry ?? (track.handler === 'vide' ? packed : box('none', Buffer.alloc(6), int(1, 2)))),
    full('stts', 0, ints([1, samples.length, Math.floor(1000 / samples.length)])),
    ...(track.handler === 'vide' ? [full('stss', 0, ints([1, 1]))] : []),
    full('stsc', 0, int(track.chunks.length), ...track.chunks.map((chunk, i) => ints([i + 1, chunk.length, 1]))),
    fixed ? full('stsz', 0, ints([samples[0].bytes.length, samples.length]))
      : full('stsz', 0, ints([0, samples.length]), ints(samples.map((s) => s.bytes.length))),
    full(wide ? 'co64' : 'stco', 0, int(track.places.length), ints(track.places, wide ? 8 : 4)));
  const head = track.handler === 'vide' ? box('vmhd', int(1), Buffer.alloc(8)) : box('nmhd', int(0));
  return box('trak', tkhd(version, n + 1, track), gone('udta', box('loci', CANARY)), gone('meta', CANARY),
    box('mdia', mdhd(version), hdlr(track.handler), gone('uuid', CANARY),
      box('minf', head, box('dinf', full('dref', 0, int(1), box('url ', int(1)))), stbl)));
}
/** Tracks, their chunks in turn, as phones write them. */
export function film(tracks, { brand = 'isom', version = 0, wide = false, fixed = false, front = false, extra = [], tail = [] } = {}) {
  const ftyp = box('ftyp', brand, int(512), brand, 'mp42');
  const turns = Math.max(...tracks.map((t) => t.chunks.length));
  const order = [];
  for (let n = 0; n < turns; n++) for (const t of tracks) if (t.chunks[n]) order.push([t, n, join(...t.chunks[n])]);
  const data = (wide ? long : box)('mdat', ...order.map(([, , chunk]) => chunk));
  const moov = () => box('moov', mvhd(version, tracks.length), ...tracks.map((t, n) => trak(t, n, { version, wide, fixed })),
    gone('udta', box('\xa9xyz', CANARY), int(0)), gone('meta', full('keys', 0, int(1), box('mdta', 'com.apple.quicktime.location.ISO6709')), CANARY),
    gone('gps ', CANARY), space('skip'), ...extra);
  for (const t of tracks) t.places = t.chunks.map(() => 0);
  const before = front ? [ftyp, moov(), space('free')] : [ftyp, space('free')];
  let at = join(...before).bytes.length + data.bytes.length - join(...order.map(([, , chunk]) => chunk)).bytes.length;
  for (const [t, n, chunk] of order) {
    t.places[n] = at;
    at += chunk.bytes.length;
  }
  const behind = [gone('uuid', Buffer.alloc(16, 0xbe), `<x:xmpmeta>${CANARY}`), gone('mpvd', CANARY), ...tail];
  return front ? join(ftyp, moov(), space('free'), data, ...behind) : join(...before, data, moov(), ...behind);
}

// ---- pictures
/** Exif of a picture that was turned, which says where. */
const said = Buffer.concat([int(0), Buffer.from('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0'), Buffer.from(CANARY)]);
/** What stands there afterwards: an Exif that says nothing. */
export const NOTHING = Buffer.from('\0\0\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x01\0\0\0\0\0\0', 'latin1');
const infe = (v, id, kind, more = '') => full('infe', v, int(id, v > 2 ? 4 : 2), int(0, 2), kind, tells(CANARY), '\0', more);
/** picture: bytes; properties: boxes of ipco, which it has all. iloc: 0 to 2; bytes: of each number there; inner: what tells lies in idat. */
export function heif(picture, { brand = 'heic', kind = 'hvc1', properties = [], iloc = 1, bytes = 4, inner = false, parts = 1, wrong = {} } = {}) {
  const ftyp = box('ftyp', brand, int(0), 'mif1', brand, 'miaf');
  const xmp = tells(`<x:xmpmeta>${CANARY}</x:xmpmeta>`);
  const v = iloc > 1 ? 3 : 2;
  const entries = [infe(v, 1, kind), infe(v, 2, 'Exif'), infe(v, 3, 'mime', 'application/rdf+xml\0'), ...(wrong.entries ?? [])];
  const place = (id, spans) => join(int(id, iloc > 1 ? 4 : 2), iloc ? int(inner && id > 1 ? 1 : wrong.way ?? 0, 2) : '', int(wrong.elsewhere ?? 0, 2), int(0, bytes), int(spans.length, 2),
    ...spans.map(([from, length]) => join(int(from, bytes), int(length, bytes))));
  const idat = inner ? [box('idat', tells(said), xmp)] : [];
  const meta = (at) => {
    const exif = inner ? 0 : at + picture.length;
    const cut = Math.ceil(said.length / parts);
    const spans = Array.from({ length: parts }, (_, n) => [exif + n * cut, Math.min(cut, said.length - n * cut)]);
    const places = [place(1, wrong.picture ?? [[at, picture.length]]), place(2, wrong.exif ?? spans), place(3, [[exif + said.length, xmp.bytes.length]])];
    return full('meta', 0, hdlr('pict'), full('pitm', 0, int(1, 2)),
      full('iloc', iloc, int(bytes << 4 | bytes, 1), int(bytes << 4, 1), int(places.length, iloc > 1 ? 4 : 2), ...places),
      full('iinf', 0, int(entries.length, 2), ...entries),
      box('iprp', box('ipco', ...properties, full('udes', 0, tells(CANARY)), full('itai', 0, tells(CANARY)), full('crtt', 0, tells(int(77, 8)))),
        full('ipma', 0, int(1), int(1, 2), int(properties.length, 1), Buffer.from(properties.map((_, n) => 0x81 + n)))),
      full('iref', 0, box('cdsc', ints([2, 1, 1], 2))), ...idat, gone('xml ', CANARY), gone('uuid', CANARY));
  };
  const at = join(ftyp, meta(0)).bytes.length + 8;
  return join(ftyp, meta(at), box('mdat', picture, ...(inner ? [] : [tells(said), xmp])), space('free'), gone('sefd', CANARY));
}

// ---- WebP
export const riff = (type, body) => {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, u8(body), Buffer.alloc(body.length & 1)]);
};
export function webp(...chunks) {
  const head = Buffer.from('RIFF\0\0\0\0WEBP');
  const whole = Buffer.concat([head, ...chunks]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}
/** Exif in a WebP: turned by 90 degrees. */
export const EXIF = said.subarray(4);
