/** The sentence of the catalogue in this build's language; put in by tools/assets.mjs. */
declare function T(key: string): string;
/** Whether this build speaks English. */
declare const ENGLISH: boolean;
/** Address of the script that shows the receipt, in this build's language. */
declare const TANDA: string;
/** Address of the script that works where tries are used up, in this build's language. */
declare const KERJA: string;
/** Address of the script that sends files, in this build's language. */
declare const KIRIM: string;
/** Address of the adviser's script, in this build's language. */
declare const BOLEH: string;
/** Address of the verifier. */
declare const BUKTI: string;
/** Address of what seals and opens. */
declare const SEGEL: string;
