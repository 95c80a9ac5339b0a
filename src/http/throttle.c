#include "http/throttle.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Rows of WAYS buckets under a keyed hash. A bucket holds the time at which it is full again
 * (generic cell rate): a try moves it on by one refill; it is refused when that would pass now by
 * more than burst refills. So an idle bucket is one that lies in the past, and needs no clearing.
 */
enum { WAYS = 4 };
struct bucket {
    uint64_t who; /* 64 bits of the keyed hash: 0 is a free bucket */
    int64_t full_at;
};
struct http_throttle {
    pthread_mutex_t lock;
    struct hash key;
    int64_t step_us;
    unsigned burst;
    size_t rows;
    struct bucket *buckets;
};

struct http_throttle *http_throttle_new(const struct env *env, unsigned burst, unsigned refill_ms,
                                        size_t rows) {
    struct http_throttle *t = must_alloc(sizeof *t);
    if (pthread_mutex_init(&t->lock, NULL) || !rows || (rows & (rows - 1)))
        die("a throttle cannot be made");
    t->key = env_hash(env);
    t->step_us = refill_ms * 1000LL;
    t->burst = burst;
    t->rows = rows;
    t->buckets = must_alloc(sizeof *t->buckets * rows * WAYS);
    return t;
}

void http_throttle_free(struct http_throttle *t) {
    if (!t)
        return;
    (void)pthread_mutex_destroy(&t->lock);
    free(t->buckets);
    free(t);
}

static uint64_t neighbourhood(const struct http_throttle *t, const struct http_address *from) {
    static const uint8_t MAPPED[12] = {[10] = 0xff, [11] = 0xff};
    bool v4 = !memcmp(from->b, MAPPED, sizeof MAPPED);
    struct str prefix = {(const char *)from->b, v4 ? 15 : 7}; /* /24 or /56 */
    struct hash h = hash_hmac(hash_str(&t->key), prefix);
    uint64_t who = 0;
    memcpy(&who, h.b, sizeof who);
    return who ? who : 1;
}

struct str http_throttle_place(const struct http_throttle *t, struct arena *a,
                               const struct http_address *from) {
    uint64_t who = neighbourhood(t, from);
    return hex_encode(a, &who, sizeof who);
}

/* Its bucket; else the one of the row that is full again first, which then forgets its owner. */
static struct bucket *bucket_of(struct http_throttle *t, uint64_t who) {
    struct bucket *row = t->buckets + (who & (t->rows - 1)) * WAYS, *oldest = row;
    for (size_t i = 0; i < WAYS; i++) {
        if (row[i].who == who)
            return &row[i];
        if (row[i].full_at < oldest->full_at)
            oldest = &row[i];
    }
    *oldest = (struct bucket){.who = who};
    return oldest;
}

static int64_t microseconds_over(struct http_throttle *t, const struct http_address *from,
                                 struct instant now, bool take) {
    uint64_t who = neighbourhood(t, from);
    (void)pthread_mutex_lock(&t->lock);
    struct bucket *b = bucket_of(t, who);
    int64_t full_at = (b->full_at > now.us ? b->full_at : now.us) + t->step_us;
    int64_t over = full_at - now.us - t->step_us * t->burst;
    if (take && over <= 0)
        b->full_at = full_at;
    (void)pthread_mutex_unlock(&t->lock);
    return over;
}

static int64_t seconds(int64_t over) {
    return over <= 0 ? 0 : (over + 999999) / 1000000;
}

bool http_throttle_allow(struct http_throttle *t, const struct http_address *from,
                         struct instant now, int64_t *ret_seconds) {
    int64_t over = microseconds_over(t, from, now, true);
    if (over > 0)
        *ret_seconds = seconds(over);
    return over <= 0;
}

void http_throttle_give(struct http_throttle *t, const struct http_address *from) {
    uint64_t who = neighbourhood(t, from);
    (void)pthread_mutex_lock(&t->lock);
    bucket_of(t, who)->full_at -= t->step_us; /* before now is as good as now */
    (void)pthread_mutex_unlock(&t->lock);
}

int64_t http_throttle_wait(struct http_throttle *t, const struct http_address *from,
                           struct instant now) {
    return seconds(microseconds_over(t, from, now, false));
}
