#ifndef FLOW_LEAKED_H
#define FLOW_LEAKED_H
/* Passwords that were leaked elsewhere: whoever guesses tries them first (OWASP ASVS 5.0 V6.2.4,
 * V6.2.12). The list is made at build time (tools/leaked.mjs) and holds no password, but the first
 * 64 bits of each one's SHA-256, big-endian, rising. */
#include "base/base.h"

extern const size_t FLOW_LEAKED_COUNT;
extern const uint64_t FLOW_LEAKED[]; /* FLOW_LEAKED_COUNT, each once */

/* Whether the list has it, whatever letters of A to Z are large. By mere chance a good one is taken
 * for leaked once in 10^14. Scratch in a, wiped. */
bool flow_password_leaked(struct arena *a, struct str password);
#endif
