#ifndef SEAL_SEAL_H
#define SEAL_SEAL_H
/* Receipt codes: 128 bits that let a reporter come back, of which the store keeps only a verifier.
 */
#include "base/hash.h"

/* Crockford base32 (no I L O U), most significant bit first: 26 symbols and one check symbol
 * (value mod 37, alphabet of 37), printed as groups: "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-23*". They hold
 * 130 bits: two zero bits and the code, of a code that is made here. A page that draws its code
 * begins with 01 (docs/adr/0087), so that it knows what never leaves the reporter's browser. */
enum { SEAL_CODE_SYMBOLS = 27 };
struct seal_code {
    uint8_t b[16];
};
/* The code for one Idempotency-Key: HMAC-SHA256(secret, "netral-receipt/v1" || key)[:16], so that
 * a repeated request gets the same code though nothing that reveals it is stored. */
struct seal_code seal_code_derive(const struct hash *secret, const struct id128 *key);
/* What the store keeps and looks up: SHA-256("netral-receipt-verifier/v1" || code). */
struct hash seal_code_verifier(const struct seal_code *code);
/* What stands for a code that its reporter drew, so that nobody else has the code: HKDF-SHA256 of
 * its 16 bytes, no salt, info "netral-reporter-token/v1". Who has it may ask for the report. */
struct hash seal_code_token(const struct seal_code *code);
/* What the store keeps of it: SHA-256("netral-reporter-token-verifier/v1" || token). */
struct hash seal_token_verifier(const struct hash *token);
struct str seal_code_format(struct arena *a, const struct seal_code *code);
/* Reads a code as people type it: any case, blanks and hyphens anywhere, O as 0, I and L as 1, by
 * whomever it was made. False when the length, a symbol or the check symbol is wrong. */
bool seal_code_parse(struct str text, struct seal_code *ret) MUST_CHECK;
#endif
