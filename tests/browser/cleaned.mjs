// Pictures and films that were cleaned are shown by Chromium as they were: WebP as it makes it, AVIF and a film around what
// its own encoder makes. Of HEIC it shows none: tests/clean holds its bytes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { blanked, clean } from '../clean/cleaner.mjs';
import { EXIF, box, film, full, heif, int, join, riff, tells, webp } from '../clean/made.mjs';
import { openBrowser } from './lib_chromium.mjs';

let [passed, failed] = [0, 0];
function check(good, what) {
  if (good) passed++;
  else {
    failed++;
    console.log(`not ok ${what}`);
  }
}
const same = (got, wanted, what) => check(got === wanted, `${what}: ${got} instead of ${wanted}`);
const [WIDTH, HEIGHT] = [128, 64];
const folder = mkdtempSync(path(tmpdir(), 'netral-cleaned-'));
const browser = await openBrowser(path(folder, 'profile'));
const page = await browser.newPage();
writeFileSync(path(folder, 'a.html'), '<!doctype html><title>a</title>');
await page.goto(`file://${folder}/a.html`);

/** Left half red, right half blue: as WebP, and as frames of AV1, the first of which stands alone. */
const drawn = await page.evaluate(async ([width, height]) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  for (const [n, colour] of ['red', 'blue'].entries()) {
    context.fillStyle = colour;
    context.fillRect((n * width) / 2, 0, width / 2, height);
  }
  const bytes = async (blob) => [...new Uint8Array(await blob.arrayBuffer())];
  const frames = [];
  const encoder = new VideoEncoder({
    output: (frame) => {
      const data = new Uint8Array(frame.byteLength);
      frame.copyTo(data);
      frames.push([...data]);
    },
    error: (e) => frames.push(String(e)),
  });
  encoder.configure({ codec: 'av01.0.00M.08', width, height });
  for (let n = 0; n < 4; n++) {
    const frame = new VideoFrame(canvas, { timestamp: n * 250000 });
    encoder.encode(frame, { keyFrame: !n });
    frame.close();
  }
  await encoder.flush();
  return { webp: await bytes(await canvas.convertToBlob({ type: 'image/webp' })), frames };
}, [WIDTH, HEIGHT]);
const frames = drawn.frames.map((data) => Buffer.from(data)).map((data) => (data[0] === 0x12 ? data.subarray(2) : data)); // without its delimiter
const av1C = box('av1C', Buffer.from([0x81, 0, 0x0c, 0]));

/** Its size, and whether a point of each half is red. */
const picture = (bytes, type) => page.evaluate(async ([base64, as]) => {
  const made = await createImageBitmap(await (await fetch(`data:${as};base64,${base64}`)).blob()).catch((e) => String(e));
  if (typeof made === 'string') return made;
  const context = new OffscreenCanvas(made.width, made.height).getContext('2d');
  context.drawImage(made, 0, 0);
  const red = (x) => context.getImageData(x, 10, 1, 1).data[0] > 127;
  return [made.width, made.height, red(10), red(made.width - 10)].join();
}, [bytes.toString('base64'), type]);
/** Its size and length, when its second half is played. */
const played = (bytes) => page.evaluate((base64) => new Promise((done) => {
  const video = document.createElement('video');
  video.onerror = () => done(video.error.message);
  video.onseeked = () => done([video.videoWidth, video.videoHeight, video.duration].join());
  video.onloadeddata = () => (video.currentTime = 0.6);
  video.src = `data:video/mp4;base64,${base64}`;
}), bytes.toString('base64'));
const blank = async (bytes, heic) => {
  const got = await blanked(new Blob([bytes]), heic);
  return Buffer.from(got ? await got.arrayBuffer() : []);
};
const silent = (name, bytes) => check(bytes.length && !bytes.includes('Kenari'), `${name} says nothing beside itself`);
const SHOWN = [WIDTH, HEIGHT, true, false].join();

// ---- WebP
const bare = Buffer.from(drawn.webp).subarray(12);
const vp8x = riff('VP8X', Buffer.from([12, 0, 0, 0, WIDTH - 1, 0, 0, HEIGHT - 1, 0, 0]));
const still = bare.toString('latin1', 0, 4) === 'VP8X' ? bare.subarray(18) : bare; // Chromium may write its own
const whole = webp(vp8x, still, riff('EXIF', EXIF), riff('XMP ', 'Kenari'));
const light = Buffer.from(clean(whole, 'webp') ?? []);
silent('WebP', light);
same(await picture(light, 'image/webp'), await picture(whole, 'image/webp'), 'WebP is shown as it was, turned as it was');

// ---- AVIF
const properties = [av1C, full('ispe', 0, int(WIDTH), int(HEIGHT)), full('pixi', 0, Buffer.from([3, 8, 8, 8]))];
for (const inner of [false, true]) {
  const avif = heif(frames[0], { brand: 'avif', kind: 'av01', properties, inner });
  same(await picture(avif.bytes, 'image/avif'), SHOWN, 'AVIF is made as Chromium shows it');
  const after = await blank(avif.bytes, true);
  silent('AVIF', after);
  same(await picture(after, 'image/avif'), SHOWN, 'and shown when it was cleaned');
}

// ---- a film
const entry = box('av01', Buffer.alloc(6), int(1, 2), Buffer.alloc(16), int(WIDTH, 2), int(HEIGHT, 2), int(0x480000), int(0x480000), int(0), int(1, 2),
  Buffer.alloc(32), int(0x18, 2), int(0xffff, 2), av1C);
const seen = { handler: 'vide', width: WIDTH, height: HEIGHT, entry, chunks: frames.map((frame) => [join(frame)]) };
const told = { handler: 'meta', chunks: frames.map(() => [tells('Kenari di sini')]) };
for (const [front, wide, version] of [[false, false, 0], [true, true, 1]]) {
  const made = film([seen, told], { front, wide, version });
  const after = await blank(made.bytes, false);
  silent('a film', after);
  same(await played(after), [WIDTH, HEIGHT, 1].join(), 'and is played when it was cleaned');
}

await browser.close();
rmSync(folder, { recursive: true, force: true });
console.log(`passed=${passed} failed=${failed}`);
process.exit(failed ? 1 : 0);
