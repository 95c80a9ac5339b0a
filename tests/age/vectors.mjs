// Writes the public vectors of npm cctv-age into a folder, one file each: vectors.mjs FOLDER
import { writeFileSync } from 'node:fs';
import * as vectors from 'cctv-age';

const folder = process.argv[2];
for (const [name, bytes] of Object.entries(vectors)) writeFileSync(`${folder}/${name}`, bytes);
