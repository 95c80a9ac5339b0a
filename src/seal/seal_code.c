/* Receipt codes. 26 symbols of 5 bits hold 130: two that say who made it, and the 128 of the code,
 * one number; so the first symbol is at most 7, of a drawn code 8 to F. The check symbol is the
 * number mod 37, a prime: 32^k never has a factor with it, so every change of one symbol and every
 * swap of two neighbours shows. */
#include "seal/age_internal.h"
#include "seal/seal.h"

#include <string.h>

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
enum { CHECK_BASE = 37, MADE_BY_MOST = 1, DIGITS = SEAL_CODE_SYMBOLS - 1, GROUP = 4 };

/* Secrets pass through here: bytes joined in memory that the caller wipes by leaving. */
static struct hash hash_marked(const struct hash *key, struct str mark, const uint8_t b[16]) {
    char bytes[64];
    memcpy(bytes, mark.ptr, mark.len);
    memcpy(bytes + mark.len, b, 16);
    struct str joined = {bytes, mark.len + 16};
    return key ? hash_hmac(hash_str(key), joined) : hash_sha256(joined);
}

struct seal_code seal_code_derive(const struct hash *secret, const struct id128 *key) {
    struct hash h = hash_marked(secret, STR("netral-receipt/v1"), key->b);
    struct seal_code code;
    memcpy(code.b, h.b, sizeof code.b);
    return code;
}

struct hash seal_code_verifier(const struct seal_code *code) {
    return hash_marked(NULL, STR("netral-receipt-verifier/v1"), code->b);
}

struct hash seal_code_token(const struct seal_code *code) {
    struct str secret = {(const char *)code->b, sizeof code->b};
    return seal_hkdf(secret, STR(""), STR("netral-reporter-token/v1"));
}

struct hash seal_token_verifier(const struct hash *token) {
    struct hash_stream s;
    hash_stream_init(&s);
    hash_stream_add(&s, STR("netral-reporter-token-verifier/v1"));
    hash_stream_add(&s, hash_str(token));
    return hash_stream_done(&s);
}

struct str seal_code_format(struct arena *a, const struct seal_code *code) {
    enum { LEN = SEAL_CODE_SYMBOLS + (SEAL_CODE_SYMBOLS - 1) / GROUP };
    char *text = NEW(a, char, LEN + 1);
    unsigned bits = 0, have = 2, check = 0; /* two zero bits in front make it 130 */
    size_t at = 0, byte = 0;
    for (int symbol = 0; symbol < DIGITS; symbol++) {
        if (have < 5) {
            bits = (bits << 8 | code->b[byte++]) & 0xfff;
            have += 8;
        }
        have -= 5;
        unsigned value = bits >> have & 31;
        check = (check * 32 + value) % CHECK_BASE;
        text[at++] = ALPHABET[value];
        if (symbol % GROUP == GROUP - 1)
            text[at++] = '-';
    }
    text[at++] = ALPHABET[check];
    return (struct str){text, at};
}

/* The value of a symbol as people type it, 0..36; -1 when it is none. */
static int symbol_value(char c) {
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    if (c == 'O')
        return 0;
    if (c == 'I' || c == 'L')
        return 1;
    const char *at = c ? strchr(ALPHABET, c) : NULL;
    return at ? (int)(at - ALPHABET) : -1;
}

static bool is_filler(char c) {
    return c == '-' || c == ' ' || (c >= '\t' && c <= '\r');
}

bool seal_code_parse(struct str text, struct seal_code *ret) {
    uint8_t bytes[17] = {0}; /* 130 bits, right-aligned in 136 */
    unsigned check = 0;
    int symbols = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (is_filler(text.ptr[i]))
            continue;
        int value = symbol_value(text.ptr[i]);
        if (value < 0 || symbols == SEAL_CODE_SYMBOLS)
            return false;
        if (symbols++ == DIGITS) {
            if ((unsigned)value != check)
                return false;
            continue;
        }
        if (value >= 32)
            return false;
        check = (check * 32 + (unsigned)value) % CHECK_BASE;
        unsigned carry = (unsigned)value;
        for (size_t b = sizeof bytes; b-- > 0;) {
            carry |= (unsigned)bytes[b] << 5;
            bytes[b] = (uint8_t)(carry & 0xff);
            carry >>= 8;
        }
    }
    if (symbols != SEAL_CODE_SYMBOLS || bytes[0] > MADE_BY_MOST)
        return false;
    memcpy(ret->b, bytes + 1, sizeof ret->b);
    return true;
}
