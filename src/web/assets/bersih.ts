// What a photograph says beside the picture is taken out before it is sealed: place, time, camera,
// owner, thumbnails, what lies behind the end. Pixels are not touched, so nothing is lost of them.
// JPEG: ITU T.81 annex B, Exif 2.32; PNG: W3C PNG 3rd edition; WebP: RFC 9649. HEIF and films: kotak.ts.

const ascii = (bytes: Uint8Array, at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));
const join = (parts: Uint8Array[]) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
};

// ---- Exif
const TURNED = 0x0112; // its tag Orientation
const EXIF = 'Exif\0\0'; // before it in JPEG, and in WebP of some
/** How the picture is to be turned, 2 to 8; undefined: not at all, or it is no Exif. */
function orientation(exif: Uint8Array): number | undefined {
  try {
    const from = ascii(exif, 0, EXIF.length) === EXIF ? EXIF.length : 0;
    const little = ascii(exif, from, 2) === 'II';
    const view = new DataView(exif.buffer, exif.byteOffset + from, exif.length - from);
    const first = view.getUint32(4, little);
    for (let n = view.getUint16(first, little), at = first + 2; n--; at += 12)
      if (view.getUint16(at, little) === TURNED) {
        const said = view.getUint16(at + 8, little);
        return said > 1 && said <= 8 ? said : undefined;
      }
  } catch { /* its places lead out of it */ }
  return undefined;
}
/** Exif that says this and nothing else. */
export const tiff = (how: number) => Uint8Array.of(
  77, 77, 0, 42, 0, 0, 0, 8, 0, 1, // big endian; one entry:
  TURNED >> 8, TURNED & 255, 0, 3, 0, 0, 0, 1, 0, how, 0, 0, 0, 0, 0, 0);

// ---- JPEG
const turned = (how: number) => Uint8Array.of(0xff, 0xe1, 0, 34, 69, 120, 105, 102, 0, 0, ...tiff(how)); // APP1, its length, EXIF
const JFIF = 12; // bytes of its body, ITU T.871; behind them width and height of a thumbnail, and its points
/** What is kept of an application's segment, to see the colours as they are: JFIF without a thumbnail,
 * an ICC profile, Adobe's transform. */
function kept(segment: Uint8Array): Uint8Array[] {
  const [, marker] = segment;
  const body = segment.subarray(4);
  if (marker === 0xe0 && ascii(body, 0, 5) === 'JFIF\0' && body.length >= JFIF + 2)
    return [Uint8Array.of(0xff, 0xe0, 0, JFIF + 4, ...body.subarray(0, JFIF), 0, 0)];
  const whole = marker === 0xe2 ? 'ICC_PROFILE\0' : marker === 0xee ? 'Adobe' : '';
  return whole && ascii(body, 0, whole.length) === whole ? [segment] : [];
}

/** Throws when it is not made as the format says. */
function jpeg(bytes: Uint8Array): Uint8Array {
  const parts = [bytes.subarray(0, 2)];
  let how = 1;
  for (let at = 2; ; ) {
    if (bytes[at] !== 0xff) throw new Error('no marker');
    const marker = bytes[at + 1];
    if (marker === 0xff) { // a fill byte
      at++;
      continue;
    }
    if (marker === 0xd9) {
      if (how > 1) parts.splice(1, 0, turned(how));
      return join([...parts, bytes.subarray(at, at + 2)]);
    }
    let end = at + 2 + (bytes[at + 2] << 8 | bytes[at + 3]);
    if (end < at + 4 || !(end <= bytes.length)) throw new Error('cut short');
    const body = bytes.subarray(at + 4, end);
    if (marker === 0xe1 && ascii(body, 0, 6) === EXIF) how = orientation(body) ?? how;
    if (marker === 0xda) // the scan lasts until a marker that is neither a stuffed byte nor a restart
      while (!(bytes[end] === 0xff && bytes[end + 1] && (bytes[end + 1] & 0xf8) !== 0xd0))
        if (++end >= bytes.length) throw new Error('no end');
    const spoken = marker >= 0xe0 && marker <= 0xef || marker === 0xfe; // APPn, COM
    const segment = bytes.subarray(at, end);
    parts.push(...(spoken ? kept(segment) : [segment]));
    at = end;
  }
}

// ---- PNG
const SEEN = /^(IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|cICP|sBIT|bKGD|pHYs|acTL|fcTL|fdAT)$/;
function png(bytes: Uint8Array): Uint8Array {
  const parts = [bytes.subarray(0, 8)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 8; ; ) {
    const end = at + 12 + view.getUint32(at); // throws behind the end
    const type = ascii(bytes, at + 4, 4);
    if (end > bytes.length) throw new Error('cut short');
    if (SEEN.test(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') return join(parts);
    at = end;
  }
}

// ---- WebP
const DRAWN = /^(VP8X|VP8 |VP8L|ALPH|ICCP|ANIM|ANMF)$/;
const [SAYS_XMP, SAYS_EXIF] = [4, 8]; // of the first byte of VP8X
const chunk = (type: string, body: Uint8Array) =>
  Uint8Array.of(...[...type].map((c) => c.charCodeAt(0)), ...[0, 8, 16, 24].map((bits) => body.length >> bits), ...body);
function webp(bytes: Uint8Array): Uint8Array {
  const parts = [bytes.slice(0, 12)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const all = 8 + view.getUint32(4, true);
  let how = 1;
  let said: Uint8Array | undefined;
  let picture = false;
  if (all > bytes.length) throw new Error('cut short');
  for (let at = 12; at < all; ) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size & 1);
    const type = ascii(bytes, at, 4);
    if (end > all) throw new Error('cut short');
    if (type === 'EXIF') how = orientation(bytes.subarray(at + 8, at + 8 + size)) ?? how;
    if (DRAWN.test(type)) parts.push(bytes.slice(at, end));
    if (type === 'VP8X' && size) said = parts[parts.length - 1];
    picture ||= /VP8 |VP8L|ANMF/.test(type);
    at = end;
  }
  if (!picture) throw new Error('no picture');
  if (said) {
    said[8] &= ~(SAYS_XMP | SAYS_EXIF);
    if (how > 1) {
      said[8] |= SAYS_EXIF;
      parts.push(chunk('EXIF', tiff(how)));
    }
  }
  const whole = join(parts);
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return whole;
}

const WAYS: Record<string, (bytes: Uint8Array) => Uint8Array> = { jpg: jpeg, png, webp };
/** The picture without what it says beside itself; null: of another kind, or not as its format
 * says, and then nothing is taken out. */
export function clean(bytes: Uint8Array, kind: string): Uint8Array | null {
  try {
    return WAYS[kind]?.(bytes) ?? null;
  } catch {
    return null;
  }
}
