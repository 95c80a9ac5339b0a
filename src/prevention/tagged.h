#ifndef PREVENTION_TAGGED_H
#define PREVENTION_TAGGED_H
/* Links that a store makes and keeps nowhere: "<what it says>-<32 hex digits>", the digits being
 * the first 128 bits of an HMAC of what stands before. Pure. */
#include "base/hash.h"

enum { TAGGED_DIGITS = 32 };
struct str tagged_text(struct arena *a, const struct hash *key, struct str said);
/* False (ret untouched): not of that form, to the letter, or not made by this key. In constant time
 * over the digits. Owns: ret borrows from text. */
bool tagged_read(const struct hash *key, struct str text, struct str *ret_said) MUST_CHECK;
/* A number in one: of 18 digits at most, no zero before others, no sign. */
bool tagged_number(struct str text, int64_t *ret) MUST_CHECK;
#endif
