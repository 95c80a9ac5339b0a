// What the browser takes out of films and pictures before it seals them (src/web/assets/kotak.ts, bersih.ts), under
// node: what tells is gone, every other byte is as it was; hostile files are refused, and hold nobody up.
import { createHash } from 'node:crypto';
import { File } from 'node:buffer';
import { blanked, clean, pack } from './cleaner.mjs';
import { CANARY, EXIF, NOTHING, box, film, full, gone, hdlr, heif, int, join, riff, space, tells, webp } from './made.mjs';

let [passed, failed] = [0, 0];
function check(name, good, shown = '') {
  if (good) passed++;
  else {
    failed++;
    console.log(`not ok ${name}`, shown);
  }
}
const run = async (bytes, picture) => {
  const got = await blanked(new Blob([bytes]), picture);
  return got && Buffer.from(await got.arrayBuffer());
};
/** The first byte that is not as it has to be: what stays stays, what tells is zero, free space, or says nothing. */
function wrong({ bytes, mark }, got) {
  if (got?.length !== bytes.length) return `${got?.length} bytes of ${bytes.length}`;
  for (let at = 0; at < bytes.length; at++) {
    if (!mark[at] && got[at] !== bytes[at]) return `byte ${at} has changed: ${bytes.subarray(at - 20, at + 20).toString('latin1')}`;
    if (!mark[at] || !got[at]) continue;
    if (got.subarray(at, at + 4).toString() === 'free') at += 3;
    else if (got.subarray(at - 4, at - 4 + NOTHING.length).equals(NOTHING)) at += NOTHING.length - 5;
    else return `byte ${at} still tells: ${got.subarray(at, at + 40).toString('latin1')}`;
  }
  return got.includes('Kenari') ? 'it still tells' : '';
}
async function cleaned(name, whole, picture) {
  check(`${name}: the test has something to find`, whole.bytes.includes(CANARY));
  const got = await run(whole.bytes, picture);
  const why = wrong(whole, got);
  check(name, got && !why, why || 'refused');
}
const refused = async (name, { bytes }, picture) => check(name, (await run(bytes, picture)) === null);

// ---- films
const frame = (n) => Buffer.alloc(300 + n, 100 + n);
const seen = (n) => ({ handler: 'vide', width: 64, height: 48, chunks: Array.from({ length: n }, (_, i) => [frame(i), frame(i + 1)].map((b) => join(b))) });
const heard = (n) => ({ handler: 'soun', chunks: Array.from({ length: n }, (_, i) => [join(Buffer.alloc(40 + i, 50))]) });
const told = (handler, n, fixed) => ({ handler, chunks: Array.from({ length: n }, (_, i) => [tells(`${CANARY}${fixed ? '' : '.'.repeat(i)}`), tells(CANARY)]) });
for (const front of [false, true])
  for (const wide of [false, true])
    for (const version of [0, 1])
      await cleaned(`a film, boxes ${front ? 'before' : 'behind'}, ${wide ? 64 : 32} bits, times ${version}`,
        film([seen(5), heard(4), told('meta', 5), told('text', 3)], { front, wide, version }), false);
await cleaned('a film of QuickTime', film([seen(2), told('tmcd', 1)], { brand: 'qt  ' }), false);
await cleaned('samples of one length', film([told('meta', 4, true)], { fixed: true }), false);
await cleaned('boxes of 64 bits that tell', film([seen(2)], { extra: [join(int(1), tells('udta'), int(16 + CANARY.length, 8), tells(CANARY))] }), false);
await cleaned('a last box without a length', film([seen(2)], { tail: [join(int(0), tells('uuid'), tells(CANARY))] }), false);
await cleaned('a film in pieces, without tracks that tell', film([seen(2)], { tail: [box('moof', full('mfhd', 0, int(1)), box('traf', full('tfhd', 0, int(1)), gone('uuid', CANARY)))] }), false);
const still = join(box('ftyp', 'isom', int(0)), box('moov'), box('mdat', 'x'));
check('a film that says nothing is sent itself', await (async () => {
  const file = new Blob([still.bytes]);
  return (await blanked(file, false)) === file;
})());
await cleaned('nothing is believed to lie deeper than it may', join(still, box('moov', gone('moov', box('trak', CANARY)))), false);

// ---- pictures
const hevc = Buffer.alloc(900, 0xaa);
for (const iloc of [0, 1, 2])
  for (const bytes of [4, 8])
    for (const parts of [1, 3]) await cleaned(`a picture, iloc ${iloc} of ${bytes} bytes, ${parts} extents`, heif(hevc, { iloc, bytes, parts }), true);
await cleaned('a picture whose Exif lies in idat', heif(hevc, { inner: true }), true);
await cleaned('AVIF', heif(hevc, { brand: 'avif', kind: 'av01' }), true);
await cleaned('an item that is named otherwise', heif(hevc, { wrong: { entries: [] }, properties: [space('free')] }), true);

// ---- what is not understood is left alone
const item = (kind, more = '') => ({ wrong: { entries: [full('infe', 2, int(4, 2), int(0, 2), kind, '\0', more)] } });
for (const [name, whole, picture] of [
  ['an item of an unknown kind', heif(hevc, item('Rahs')), true],
  ['a JPEG as an item, which may tell of itself', heif(hevc, item('mime', 'image/jpeg\0')), true],
  ['an item that lies elsewhere', heif(hevc, { wrong: { elsewhere: 1 } }), true],
  ['an item made of another', heif(hevc, { wrong: { way: 2 } }), true],
  ['Exif that is the picture', heif(hevc, { wrong: { exif: [[500, 200]] } }), true],
  ['Exif that is the head of the file', heif(hevc, { wrong: { exif: [[0, 40]] } }), true],
  ['Exif behind the end', heif(hevc, { wrong: { exif: [[1e6, 40]] } }), true],
  ['Exif without a length', heif(hevc, { wrong: { exif: [[500, 0]] } }), true],
  ['Exif longer than numbers go', heif(hevc, { bytes: 8, wrong: { exif: [[8, 2n ** 64n - 1n]] } }), true],
  ['a picture that has everything', heif(hevc, { wrong: { picture: [[0, 1e9]] } }), true],
  ['a film that is called a picture and has neither', join(box('ftyp', 'heic', int(0)), box('mdat', 'x')), true],
  ['a film without its moov', join(box('ftyp', 'isom', int(0)), box('mdat', 'x')), false],
  ['a picture that is called a film', heif(hevc), false],
  ['a film that is packed', join(film([seen(1)]), box('moov', box('cmov', 'x'))), false],
  ['a film in pieces, with a track that tells', film([seen(1), told('meta', 1)], { tail: [box('moof')] }), false],
  ['a track that tells, of picture', (() => {
    const whole = film([seen(2), told('meta', 2)]);
    const at = (nth) => [...whole.bytes.toString('latin1').matchAll(/stco/g)][nth].index + 12;
    whole.bytes.copy(whole.bytes, at(1), at(0), at(0) + 4);
    return whole;
  })(), false],
  ['a track that tells, of boxes', (() => {
    const whole = film([seen(2), told('meta', 2)], { front: true });
    whole.bytes.writeUInt32BE(40, [...whole.bytes.toString('latin1').matchAll(/stco/g)][1].index + 12);
    return whole;
  })(), false],
  ['samples of no chunk', (() => {
    const whole = film([seen(1), told('meta', 1)]);
    whole.bytes.writeUInt32BE(0, [...whole.bytes.toString('latin1').matchAll(/stsc/g)][1].index + 8);
    return whole;
  })(), false],
  ['a box longer than the file', join(still, int(100), 'free'), false],
  ['a box shorter than its head', join(still, int(7), 'free'), false],
  ['a box of 64 bits that leads nowhere', join(still, int(1), 'free', int(2n ** 63n, 8)), false],
  ['a box of 64 bits that is shorter than its head', join(still, int(1), 'free', int(9, 8)), false],
  ['a box within, longer than the other', join(still, int(16), 'moov', int(9), 'udta'), false],
  ['a box within, without a length', join(still, int(16), 'moov', int(0), 'udta'), false],
  ['bytes behind the end', join(still, 'x'), false],
  ['more boxes than anybody writes', join(still, Buffer.concat(Array(10001).fill(Buffer.from('\0\0\0\x08free', 'latin1')))), false],
  ['a box that is too large to be read', join(still, box('moov', Buffer.alloc((16 << 20) + 1))), false],
]) await refused(name, whole, picture);

// ---- hostile: cut, changed anywhere. Whatever comes of it, it ends, and is as long as it was.
const files = [[film([seen(3), heard(2), told('meta', 3)], { front: true }), false], [heif(hevc, { iloc: 2, bytes: 8 }), true], [heif(hevc, { inner: true }), true]];
let state = 1;
const drawn = (n) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % n;
let [cut, changed] = [0, 0];
for (const [{ bytes }, picture] of files) {
  for (let n = 0; n < bytes.length; n += 7) {
    const got = await run(bytes.subarray(0, n), picture);
    if (got && got.length !== n) cut++;
  }
  for (let n = 0; n < 700; n++) {
    const spoilt = Buffer.from(bytes);
    for (let times = 1 + drawn(3); times--;) {
      const at = drawn(bytes.length - 8);
      if (drawn(2)) spoilt[at] = drawn(2) ? drawn(256) : [0, 1, 255, 127][drawn(4)];
      else spoilt.writeUInt32BE([0, 1, 7, 8, 0xffffffff, 0x7fffffff, bytes.length, drawn(bytes.length)][drawn(8)], at);
    }
    const got = await run(spoilt, picture);
    if (got && got.length !== spoilt.length) changed++;
  }
}
check('a file that is cut anywhere is refused, or stays as long as it is', !cut, cut);
check('so is one that was changed anywhere', !changed, changed);
const began = performance.now();
const many = int(0xffffffff);
for (const [whole, picture] of [
  // No bytes for 65,535 extents of each of 4 billion items.
  [join(box('ftyp', 'heic', int(0)), full('meta', 0, hdlr('pict'), full('iinf', 1, int(0)), full('iloc', 2, int(0, 2), many, Buffer.alloc(1 << 20, 255)))), true],
  // Samples without end.
  [join(still, box('moov', box('trak', box('mdia', hdlr('meta'), box('minf', box('stbl', full('stsz', 0, int(1), many), full('stco', 0, many, Buffer.alloc(1 << 20)), full('stsc', 0, int(1), int(1), int(0), int(1)))))))), false],
  [join(still, box('moov', box('trak', box('mdia', hdlr('meta'), box('minf', box('stbl', full('stsz', 0, int(0), many), full('stco', 0, many), full('stsc', 0, int(1), int(1), many, int(1)))))))), false],
]) await refused('counts without end are refused', whole, picture);
check('soon', performance.now() - began < 5000, performance.now() - began);

// ---- WebP
const still8 = riff('VP8 ', Buffer.alloc(101, 9));
const vp8x = (flags) => riff('VP8X', Buffer.from([flags, 0, 0, 0, 63, 0, 0, 47, 0, 0]));
const photo = webp(vp8x(0x2c), riff('ICCP', 'warna'), still8, riff('EXIF', EXIF), riff('XMP ', CANARY), riff('KNRI', CANARY));
const upright = webp(vp8x(0x2c), riff('ICCP', 'warna'), still8, riff('XMP ', CANARY));
const got = Buffer.from(clean(Buffer.concat([photo, Buffer.from(CANARY)]), 'webp') ?? []);
check('WebP: what tells is gone, how it is turned stays', got.equals(webp(vp8x(0x28), riff('ICCP', 'warna'), still8, riff('EXIF', Buffer.concat([EXIF.subarray(0, 26)])))), got.toString('latin1'));
check('WebP that stands upright says nothing', Buffer.from(clean(upright, 'webp') ?? []).equals(webp(vp8x(0x20), riff('ICCP', 'warna'), still8)));
check('Exif behind the word that JPEG has before it', Buffer.from(clean(webp(vp8x(8), still8, riff('EXIF', Buffer.concat([Buffer.from('Exif\0\0'), EXIF]))), 'webp') ?? []).includes(EXIF.subarray(0, 26)));
const odd = [];
for (let n = 0; n < photo.length; n++) if (clean(photo.subarray(0, n), 'webp')) odd.push(n);
check('WebP that is cut anywhere is left alone', !odd.length, odd);
for (const [name, bytes] of [['without a picture', webp(vp8x(4), riff('XMP ', CANARY))], ['with a chunk behind its end', webp(still8, Buffer.from('EXIF\xff\xff\xff\xff', 'latin1'))], ['of nothing', webp()]])
  check(`WebP ${name} is left alone`, clean(bytes, 'webp') === null);

// ---- as it is packed: the original's hash beside what was cleaned
const sha = (bytes) => createHash('sha256').update(bytes).digest('hex');
async function packed(bytes) {
  const reads = [];
  const { tar, asIs } = await pack(new File([bytes], 'berkas'), (n) => reads.push(n));
  const text = Buffer.from(await tar.arrayBuffer());
  const about = JSON.parse(text.subarray(512, text.indexOf(0, 512)).toString());
  return { about, asIs, kind: /bukti\.(\w+)/.exec(text.subarray(1024, 2048).toString('latin1'))?.[1], tar: text, rising: reads.every((n, i) => n >= (reads[i - 1] ?? 0) && n <= bytes.length) };
}
for (const [name, bytes, kind, safe] of [
  ['a film', film([seen(2)]).bytes, 'mp4', true], ['one of QuickTime', film([seen(2)], { brand: 'qt  ' }).bytes, 'mov', true],
  ['one of an old phone', film([seen(2)], { brand: '3gp5' }).bytes, '3gp', true], ['HEIC', heif(hevc).bytes, 'heic', true],
  ['AVIF', heif(hevc, { brand: 'avif', kind: 'av01' }).bytes, 'avif', true], ['WebP', photo, 'webp', true],
  ['PDF', Buffer.from(`%PDF-1.7 /Author (${CANARY})`), 'pdf', false], ['a film that is cut short', film([seen(2)]).bytes.subarray(0, -5), 'mp4', false],
  ['a raw photograph', join(box('ftyp', 'crx ', int(0)), box('moov', gone('uuid', CANARY))).bytes, 'cr3', false],
]) {
  const { about, asIs, kind: called, tar, rising } = await packed(bytes);
  check(`${name}: its kind is read from its bytes`, called === kind, called);
  check(`${name}: who sends it learns whether it was cleaned`, asIs === !safe && tar.includes('Kenari') === !safe);
  check(`${name}: the hash of the original stays`, (about.original ?? about).sha256 === sha(bytes) && !about.original === !safe, about);
  check(`${name}: how far it is goes on`, rising);
}

// ---- a film of 500 MB is not held: its heads are read, and what leads to others
const [head, skip, tail] = [box('ftyp', 'isom', int(0)).bytes, 500e6, box('moov', gone('udta', CANARY))];
const mega = new Blob([new Uint8Array(1e6)]);
const large = new Blob([head, int(skip + 8), 'mdat', ...Array(500).fill(mega), tail.bytes]);
const before = process.memoryUsage.rss();
const light = await blanked(large, false);
const grown = process.memoryUsage.rss() - before;
check('as long as it was', light?.size === large.size);
check('it ends without what tells', !(await light.slice(-tail.bytes.length).text()).includes('Kenari'));
check('little memory is taken for it', grown < 30e6, grown);
const hollow = await blanked(new Blob([large.slice(0, head.length), int(skip + 8), 'skip', large.slice(head.length + 8)]), false);
check('nor are zeros, where much of it is free space', hollow?.size === large.size && process.memoryUsage.rss() - before < 60e6, process.memoryUsage.rss() - before);

console.log(`passed=${passed} failed=${failed}`);
process.exit(failed ? 1 : 0);
