#ifndef HTTP_THROTTLE_H
#define HTTP_THROTTLE_H
/* How often one neighbourhood (IPv4 /24, IPv6 /56) may try something: a token bucket each, in a
 * table of constant size under a key that dies with the process. No address is kept. Where two
 * neighbourhoods fall on one full row, the one that tried longest ago is forgotten. Thread-safe. */
#include "http/http.h"

struct http_throttle;
/* burst tries at once, then one more every refill_ms. rows: power of two, about 32 bytes each. */
struct http_throttle *http_throttle_new(const struct env *env, unsigned burst, unsigned refill_ms,
                                        size_t rows);
void http_throttle_free(struct http_throttle *t);
/* The neighbourhood as 16 hex digits that tell nothing without the key. */
struct str http_throttle_place(const struct http_throttle *t, struct arena *a,
                               const struct http_address *from);
/* Takes one token. False when none is left: *ret_seconds says how long to wait (rounded up). */
bool http_throttle_allow(struct http_throttle *t, const struct http_address *from,
                         struct instant now, int64_t *ret_seconds) MUST_CHECK;
/* Gives a token back: what was tried turned out to be no failure. */
void http_throttle_give(struct http_throttle *t, const struct http_address *from);
/* Takes none: seconds until the next would be given; 0 when one is left. */
int64_t http_throttle_wait(struct http_throttle *t, const struct http_address *from,
                           struct instant now);
#endif
