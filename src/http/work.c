#include "http/work.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

enum { WAYS = 4, NONCE_BYTES = 8, MAC_BYTES = 16, COUNTER_DIGITS = 15 };
struct spent {
    uint64_t nonce;
    int64_t until; /* Unix seconds; in the past: free */
};
struct http_work {
    pthread_mutex_t lock;
    const struct env *env;
    struct hash key;
    unsigned bits;
    size_t rows;
    struct spent *spent;
};

struct http_work *http_work_new(const struct env *env, unsigned bits, size_t rows) {
    struct http_work *w = must_alloc(sizeof *w);
    if (pthread_mutex_init(&w->lock, NULL) || bits > HTTP_WORK_BITS_MAX || !rows ||
        (rows & (rows - 1)))
        die("proof of work cannot be made");
    w->env = env;
    w->key = env_hash(env);
    w->bits = bits;
    w->rows = rows;
    w->spent = must_alloc(sizeof *w->spent * rows * WAYS);
    return w;
}

void http_work_free(struct http_work *w) {
    if (!w)
        return;
    (void)pthread_mutex_destroy(&w->lock);
    sodium_memzero(&w->key, sizeof w->key);
    free(w->spent);
    free(w);
}

/* Its first MAC_BYTES stand in the task. */
static struct hash mac_of(const struct http_work *w, struct str head) {
    return hash_hmac(hash_str(&w->key), head);
}

static int64_t seconds_of(struct instant now) {
    return now.us / 1000000;
}

struct str http_work_task(struct http_work *w, struct arena *a, struct instant now) {
    uint64_t nonce;
    w->env->random(w->env, &nonce, sizeof nonce);
    struct str head =
        arena_printf(a, "%u.%lld.%.*s", w->bits, (long long)seconds_of(now) + HTTP_WORK_SECONDS,
                     STR_ARG(hex_encode(a, &nonce, sizeof nonce)));
    struct hash mac = mac_of(w, head);
    return arena_printf(a, "%.*s.%.*s", STR_ARG(head), STR_ARG(hex_encode(a, mac.b, MAC_BYTES)));
}

struct answer {
    int64_t bits, expires, counter;
    uint64_t nonce;
    uint8_t mac[MAC_BYTES];
    struct str head;   /* BITS.EXPIRES.NONCE */
    struct str proved; /* MAC.COUNTER */
};

static bool answer_parse(struct str text, struct answer *ret) {
    struct str rest = text, bits = str_cut(&rest, '.'), expires = str_cut(&rest, '.');
    struct str nonce = str_cut(&rest, '.');
    *ret =
        (struct answer){.head = {text.ptr, bits.len + expires.len + nonce.len + 2}, .proved = rest};
    struct str mac = str_cut(&rest, '.');
    return str_to_int(bits, &ret->bits) && str_to_int(expires, &ret->expires) &&
           hex_decode(nonce, &ret->nonce, NONCE_BYTES) && hex_decode(mac, ret->mac, MAC_BYTES) &&
           rest.len <= COUNTER_DIGITS && str_to_int(rest, &ret->counter) && ret->counter >= 0;
}

static unsigned zero_bits(const struct hash *h) {
    unsigned n = 0;
    while (n < 8 * HASH_LEN && !(h->b[n / 8] >> (7 - n % 8) & 1))
        n++;
    return n;
}

/* One of its row that has expired; NULL when the row is full, or holds this nonce already. */
static struct spent *place_for(struct http_work *w, uint64_t nonce, int64_t now) {
    struct spent *row = w->spent + (nonce & (w->rows - 1)) * WAYS, *free_place = NULL;
    for (size_t i = 0; i < WAYS; i++) {
        if (row[i].until < now)
            free_place = &row[i];
        else if (row[i].nonce == nonce)
            return NULL;
    }
    return free_place;
}

bool http_work_take(struct http_work *w, struct str answer, struct instant now) {
    struct answer given;
    int64_t second = seconds_of(now);
    if (!answer_parse(answer, &given))
        return false;
    struct hash mac = mac_of(w, given.head);
    if (sodium_memcmp(mac.b, given.mac, MAC_BYTES) || given.expires < second)
        return false;
    struct hash proof = hash_sha256(given.proved);
    if (zero_bits(&proof) < w->bits)
        return false;
    (void)pthread_mutex_lock(&w->lock);
    struct spent *place = place_for(w, given.nonce, second);
    if (place)
        *place = (struct spent){given.nonce, given.expires};
    (void)pthread_mutex_unlock(&w->lock);
    return place != NULL;
}
