// npm age-encryption as a program, for interoperation:
//     typage.mjs seal RECIPIENT... | open IDENTITY | recipient IDENTITY   <input >output
// and the key of a receipt code, in hex, derived as a browser does: typage.mjs reporter CODE
import { readFileSync, writeSync } from 'node:fs';
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto; // node 18 keeps it in a module
const age = await import('age-encryption');

async function reporter(code) {
    const key = await crypto.subtle.importKey('raw', Buffer.from(code, 'hex'), 'HKDF', false, ['deriveBits']);
    const info = new TextEncoder().encode('netral-reporter-age/v1');
    const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
    return Buffer.from(Buffer.from(await crypto.subtle.deriveBits(how, key, 256)).toString('hex'));
}

async function run(verb, keys) {
    if (verb === 'reporter') return reporter(keys[0]);
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
