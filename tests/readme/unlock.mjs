// As the key page opens them: an officer's identity, which a passphrase locks, and with it the office's. Input:
// {"passphrase", "locked", "wrap"}, the files in base64. Prints the recipients of both.
import { readFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto; // node 18 keeps it in a module
const age = await import('age-encryption');

async function open(file, give) {
    const opener = new age.Decrypter();
    give(opener);
    return (await opener.decrypt(new Uint8Array(Buffer.from(file, 'base64')), 'text')).trim();
}

const said = JSON.parse(readFileSync(0, 'utf8'));
const own = await open(said.locked, (opener) => opener.addPassphrase(said.passphrase));
const office = await open(said.wrap, (opener) => opener.addIdentity(own));
console.log(await age.identityToRecipient(own), await age.identityToRecipient(office));
