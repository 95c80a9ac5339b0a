// npm age-encryption as a program, for interoperation:
//     typage.mjs seal RECIPIENT... | open IDENTITY | recipient IDENTITY   <input >output
import { readFileSync, writeSync } from 'node:fs';
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto; // node 18 keeps it in a module
const age = await import('age-encryption');

async function run(verb, keys) {
    if (verb === 'recipient') return new TextEncoder().encode(await age.identityToRecipient(keys[0]));
    const input = new Uint8Array(readFileSync(0));
    if (verb === 'seal') {
        const sealer = new age.Encrypter();
        for (const key of keys) sealer.addRecipient(key);
        return sealer.encrypt(input);
    }
    const opener = new age.Decrypter();
    opener.addIdentity(keys[0]);
    return opener.decrypt(input);
}

const [verb, ...keys] = process.argv.slice(2);
let out = await run(verb, keys);
while (out.length) out = out.subarray(writeSync(1, out));
