// What the tests of sealing share: officers who make keys of their own and their office's, the stock
// `age`, and the hunt for words that the server must not have.
//
//   const { makeOwn, ceremony, inMemory, ... } = sealing(t);
import { spawnSync } from 'node:child_process';
import { hkdfSync, randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bech32 } from '@scure/base';
import { check, follow, signIn } from './lib.mjs';

export const OFFICER = 'petugas.bawaslu-16.06';
export const CUSTODIAN = 'kustodian.bawaslu-16.06';
export const PROVINCE = ['petugas.bawaslu-16', 'kustodian.bawaslu-16'];
export const BKN = ['petugas.bkn', 'pimpinan.bkn'];
export const NATION = ['petugas.bawaslu', 'pimpinan.bawaslu'];
export const PASS = {
  [OFFICER]: 'lima kata acak pertama', [CUSTODIAN]: 'lima kata acak kedua',
  [PROVINCE[0]]: 'lima kata acak ketiga', [PROVINCE[1]]: 'lima kata acak keempat',
  [BKN[0]]: 'lima kata acak kelima', [BKN[1]]: 'lima kata acak keenam',
  [NATION[0]]: 'lima kata acak ketujuh', [NATION[1]]: 'lima kata acak kedelapan',
};
export const bytes = (base64) => Uint8Array.from(Buffer.from(base64, 'base64'));
export const age = (args, input) => spawnSync('age', args, { input, maxBuffer: 1 << 25 }).stdout;

/** What a receipt code is made into, told by node from the code as it is shown (docs/sealing.md). */
export function codeOf(shown) {
  const digits = [...shown.replaceAll('-', '').slice(0, 26)].map((c) => BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(c)));
  const whole = digits.reduce((sum, digit) => sum * 32n + digit, 0n);
  const raw = Buffer.from((whole % 2n ** 128n).toString(16).padStart(32, '0'), 'hex');
  const derived = (info) => Buffer.from(hkdfSync('sha256', raw, '', info, 32));
  return {
    drawn: whole / 2n ** 128n === 1n, raw, token: derived('netral-reporter-token/v1').toString('hex'),
    identity: bech32.encodeFromBytes('age-secret-key-', derived('netral-reporter-age/v1')).toUpperCase(),
  };
}

export function sealing(t) {
  const keyFile = (identity) => {
    const name = join(t.folder, randomUUID());
    writeFileSync(name, identity, { mode: 0o600 });
    return name;
  };

  // ---- where a word may not be found
  const data = join(t.folder, 'data');
  /** The first of the texts in any file of the store; each file is read once. */
  function inStore(...texts) {
    for (const file of readdirSync(data, { withFileTypes: true, recursive: true }).filter((f) => f.isFile())) {
      const read = readFileSync(join(file.path ?? file.parentPath, file.name));
      const text = texts.find((one) => read.includes(one));
      if (text !== undefined) return text;
    }
    return undefined;
  }
  /** The first of the texts in any readable map of the server, which is read once for all of them;
   * what the sanitizer only reserves is no memory. */
  function inMemory(...texts) {
    const mem = openSync(`/proc/${t.server.pid}/mem`, 'r');
    const found = (line) => {
      const [, low, high, rights] = line.match(/^(\w+)-(\w+) (....)/) ?? [];
      const size = parseInt(high, 16) - parseInt(low, 16);
      if (!rights?.startsWith('r') || line.includes('[v') || size > 1 << 30) return undefined;
      const piece = Buffer.alloc(size);
      try {
        const read = piece.subarray(0, readSync(mem, piece, 0, size, parseInt(low, 16)));
        return texts.find((text) => read.includes(text));
      } catch { return undefined; }
    };
    try {
      for (const line of readFileSync(`/proc/${t.server.pid}/maps`, 'utf8').split('\n')) {
        const text = found(line);
        if (text !== undefined) return text;
      }
      return undefined;
    } finally { closeSync(mem); }
  }

  // ---- keys
  async function as(page, name, path) {
    await page.context().clearCookies();
    await signIn(page, t, name);
    await page.goto(t.origin + path);
  }
  async function makeOwn(page, name) {
    await as(page, name, '/k/kunci');
    await page.fill('#sandi-baru', PASS[name]);
    await page.fill('#sandi-lagi', PASS[name]);
    await follow(page, '#buat button');
  }
  /** The office's next key: proposed by its officer, agreed to by its custodian. */
  async function ceremony(page, n, [officer, custodian] = [OFFICER, CUSTODIAN]) {
    await as(page, officer, '/k/kunci');
    for (const box of await page.$$('[name=pemegang]')) await box.check();
    if (n > 1) await page.fill('#sandi-usul', PASS[officer]);
    await follow(page, '#usul button');
    await as(page, custodian, '/k/kunci');
    await page.fill('#sandi-setuju', PASS[custodian]);
    await follow(page, '#setuju button');
    check((await page.textContent('main')).includes(`Kunci nomor ${n} berlaku`), `the office's key ${n} is in force, a custodian agreed`);
  }

  return { keyFile, inStore, inMemory, as, makeOwn, ceremony };
}
