// Receipt codes that are drawn here (docs/adr/0087): the server gets a token of one, and never the code.
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U';
const [DIGITS, CHECK] = [26, 37];

export type Code = Uint8Array<ArrayBuffer>; // 16 bytes
export interface Typed { code: Code; drawn: boolean }

/** undefined where nothing can be derived (a page without https): the server makes one then. */
export const draw = (): Code | undefined => crypto.subtle && crypto.getRandomValues(new Uint8Array(16));

/** As people read it: of its 130 bits the first two are 01, which no code of a server has. */
export function write(code: Code): string {
  let value = code.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 1n);
  let text = SYMBOLS[Number(value % BigInt(CHECK))];
  for (let n = 0; n < DIGITS; n++, value >>= 5n) text = SYMBOLS[Number(value & 31n)] + text;
  return text.replace(/.{4}(?=.)/g, '$&-');
}

/** As people type it (src/seal/seal_code.c reads the same); undefined: it is no code. */
export function read(typed: string): Typed | undefined {
  const symbols = typed.replace(/[-\s]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  const digits = [...symbols].map((symbol) => SYMBOLS.indexOf(symbol));
  const check = digits.pop();
  if (digits.length !== DIGITS || digits.some((digit) => digit < 0 || digit > 31)) return undefined;
  let value = digits.reduce((sum, digit) => (sum << 5n) | BigInt(digit), 0n);
  const by = value >> 128n;
  if (by > 1n || Number(value % BigInt(CHECK)) !== check) return undefined;
  const code = new Uint8Array(16);
  for (let n = 16; n--; value >>= 8n) code[n] = Number(value & 255n);
  return { code, drawn: by === 1n };
}

/** docs/sealing.md, "Derived keys". */
async function derive(code: Code, info: string): Promise<Code> {
  const key = await crypto.subtle.importKey('raw', code, 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode(info) }, key, 256);
  return new Uint8Array(bits);
}
/** What the server may have of it, in hex. */
export const tokenOf = async (code: Code) =>
  [...await derive(code, 'netral-reporter-token/v1')].map((byte) => byte.toString(16).padStart(2, '0')).join('');
/** The secret of its reporter's key. */
export const secretOf = (code: Code) => derive(code, 'netral-reporter-age/v1');
