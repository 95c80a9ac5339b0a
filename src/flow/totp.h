#ifndef FLOW_TOTP_H
#define FLOW_TOTP_H
/* Codes of an app on a telephone: TOTP (RFC 6238) with SHA-1, 6 digits and 30 seconds, which is
 * what every such app reads. The arithmetic is liboath's. */
#include "base/base.h"

enum {
    TOTP_SECRET = 20, /* bytes: RFC 4226's advice for SHA-1 */
    TOTP_SECONDS = 30,
    TOTP_DIGITS = 6,
    TOTP_SLACK = 1, /* steps that a clock may be off, either way */
};
/* Whether code is one of the steps around now (seconds since 1970) behind after_step: a step is
 * good once. *ret_step is the step that it belongs to; untouched otherwise. */
bool totp_match(const uint8_t secret[TOTP_SECRET], struct str code, int64_t now, int64_t after_step,
                int64_t *ret_step);
/* The code of the step of now: for tests, and for whoever has no telephone. */
void totp_code(const uint8_t secret[TOTP_SECRET], int64_t now, char ret[TOTP_DIGITS + 1]);
/* RFC 4648 base32 without padding, as apps take it by hand. Owns: lives in a. */
struct str totp_base32(struct arena *a, const uint8_t *bytes, size_t len);
#endif
