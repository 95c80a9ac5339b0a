// Sealing, by age (npm age-encryption): keys, keys under a passphrase, wraps (docs/sealing.md). Asked
// for when somebody seals or opens; the stock `age` program opens all that is made here.
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

const encode = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const decode = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
/** An identity as a file of one line, which `age -i` takes. */
const file = (identity: string) => identity + '\n';

export const make = generateX25519Identity;
export const recipientOf = identityToRecipient;

/** An identity under a passphrase, in base64. */
export async function lock(identity: string, passphrase: string): Promise<string> {
  const sealing = new Encrypter();
  sealing.setPassphrase(passphrase);
  return encode(await sealing.encrypt(file(identity)));
}
/** Throws when the passphrase is another one. */
export async function unlock(locked: string, passphrase: string): Promise<string> {
  const opening = new Decrypter();
  opening.addPassphrase(passphrase);
  return (await opening.decrypt(decode(locked), 'text')).trimEnd();
}

/** An identity for those who are to hold it, in base64. */
export async function wrap(identity: string, recipients: string[]): Promise<string> {
  const sealing = new Encrypter();
  for (const recipient of recipients) sealing.addRecipient(recipient);
  return encode(await sealing.encrypt(file(identity)));
}
/** The identity of that recipient; throws when the wrap is for others or holds anything else. */
export async function unwrap(wrapped: string, holder: string, recipient: string): Promise<string> {
  const opening = new Decrypter();
  opening.addIdentity(holder);
  const identity = (await opening.decrypt(decode(wrapped), 'text')).trimEnd();
  if ((await recipientOf(identity)) !== recipient) throw new Error('another key');
  return identity;
}
