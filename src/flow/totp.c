#include "flow/totp.h"

#include <liboath/oath.h>
#include <sodium.h>

static void code_of(const uint8_t secret[TOTP_SECRET], int64_t step, char ret[TOTP_DIGITS + 1]) {
    int failed = oath_hotp_generate((const char *)secret, TOTP_SECRET, (uint64_t)step, TOTP_DIGITS,
                                    false, OATH_HOTP_DYNAMIC_TRUNCATION, ret);
    if (failed) /* of no memory, or of what the constants above rule out */
        die("liboath makes no code");
}

bool totp_match(const uint8_t secret[TOTP_SECRET], struct str code, int64_t now, int64_t after_step,
                int64_t *ret_step) {
    if (code.len != TOTP_DIGITS || now < 0)
        return false;
    int64_t found = -1, present = now / TOTP_SECONDS;
    for (int64_t step = present - TOTP_SLACK; step <= present + TOTP_SLACK; step++) {
        char made[TOTP_DIGITS + 1];
        if (step <= after_step || step < 0)
            continue;
        code_of(secret, step, made);
        if (found < 0 && sodium_memcmp(made, code.ptr, TOTP_DIGITS) == 0)
            found = step;
        sodium_memzero(made, sizeof made);
    }
    if (found >= 0)
        *ret_step = found;
    return found >= 0;
}

void totp_code(const uint8_t secret[TOTP_SECRET], int64_t now, char ret[TOTP_DIGITS + 1]) {
    code_of(secret, now / TOTP_SECONDS, ret);
}

struct str totp_base32(struct arena *a, const uint8_t *bytes, size_t len) {
    static const char SIGNS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    enum { BITS = 5, BYTE = 8 };
    size_t room = (len * BYTE + BITS - 1) / BITS, at = 0;
    char *text = NEW(a, char, room + 1);
    for (size_t bit = 0; bit < len * BYTE; bit += BITS) {
        unsigned value = 0;
        for (size_t i = bit; i < bit + BITS; i++)
            value = value << 1 | (i < len * BYTE && (bytes[i / BYTE] >> (BYTE - 1 - i % BYTE) & 1));
        text[at++] = SIGNS[value];
    }
    return (struct str){text, at};
}
