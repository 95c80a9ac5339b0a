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
/* Takes one token. False when none is left: *ret_seconds says how long to wait (rounded up). */
bool http_throttle_allow(struct http_throttle *t, const struct http_address *from,
                         struct instant now, int64_t *ret_seconds) MUST_CHECK;
#endif
