/* Wraps, the escrow and derived keys. What is opened here are keys: they are never in an arena, and
 * are wiped from the stack. */
#include "seal/wrap.h"
#include "seal/age_internal.h"

#include <sodium.h>
#include <string.h>

enum { IDENTITY_FILE = SEAL_IDENTITY_TEXT + 1 }; /* one line */

static struct hash derive(const void *secret, size_t len, struct str info) {
    return seal_hkdf((struct str){secret, len}, STR(""), info);
}

static struct seal_identity derive_identity(const void *secret, size_t len, struct str info) {
    struct hash h = derive(secret, len, info);
    struct seal_identity id;
    memcpy(id.b, h.b, sizeof id.b);
    sodium_memzero(&h, sizeof h);
    return id;
}

struct seal_case_keys seal_case_keys_derive(const struct hash *seed) {
    return (struct seal_case_keys){
        .k_ev = derive_identity(seed->b, HASH_LEN, STR("netral-k-ev/v1")),
        .k_id = derive_identity(seed->b, HASH_LEN, STR("netral-k-id/v1")),
    };
}

struct seal_identity seal_reporter_identity(const struct seal_code *code) {
    return derive_identity(code->b, sizeof code->b, STR("netral-reporter-age/v1"));
}

struct err seal_wrap(struct arena *a, const struct seal_identity *key, const struct seal_to *to,
                     struct str *ret) {
    char file[IDENTITY_FILE];
    seal_identity_format(key, file);
    file[SEAL_IDENTITY_TEXT] = '\n';
    struct err e = seal_bytes(a, (struct str){file, sizeof file}, to, ret);
    sodium_memzero(file, sizeof file);
    return e;
}

/* Opens what must hold len bytes. Errors: as seal_open; ALTERED "wrap": another length. */
static struct err open_exact(struct str sealed, const struct seal_keys *keys, char *ret,
                             size_t len) {
    size_t have = 0;
    struct err e = OK;
    struct seal_reader *r = seal_reader_new(keys);
    for (bool ended = false; !ended && !e.code;) {
        struct str piece = {0};
        ended = !sealed.len;
        e = ended ? seal_reader_end(r, &piece) : seal_reader_feed(r, &sealed, &piece);
        if (!e.code && piece.len > len - have)
            e = ERR(ERR_SEAL_ALTERED, STR("wrap"));
        if (e.code || !piece.len)
            continue;
        memcpy(ret + have, piece.ptr, piece.len);
        have += piece.len;
    }
    seal_reader_free(r);
    return e.code || have == len ? e : ERR(ERR_SEAL_ALTERED, STR("wrap"));
}

/* The identity of a file of one line, if it is that of this recipient. */
static bool read_identity(const char file[IDENTITY_FILE], const struct seal_recipient *of,
                          struct seal_identity *ret) {
    if (file[SEAL_IDENTITY_TEXT] != '\n' ||
        seal_identity_parse((struct str){file, SEAL_IDENTITY_TEXT}, ret).code)
        return false;
    struct seal_recipient got = seal_recipient_of(ret);
    return seal_recipient_equal(&got, of);
}

struct err seal_unwrap(const struct seal_wrapped *w, const struct seal_keys *keys,
                       struct seal_identity *ret) {
    char file[IDENTITY_FILE];
    struct seal_identity id = {{0}};
    struct err e = open_exact(w->wrap, keys, file, sizeof file);
    if (!e.code && !read_identity(file, &w->of, &id))
        e = ERR(ERR_SEAL_ALTERED, STR("wrap"));
    if (!e.code)
        *ret = id;
    sodium_memzero(file, sizeof file);
    sodium_memzero(&id, sizeof id);
    return e;
}

struct err seal_rewrap(struct arena *a, const struct seal_wrapped *w, const struct seal_keys *keys,
                       const struct seal_to *to, struct str *ret) {
    struct seal_identity key;
    struct err e = seal_unwrap(w, keys, &key);
    if (e.code)
        return e;
    e = seal_wrap(a, &key, to, ret);
    sodium_memzero(&key, sizeof key);
    return e;
}

/* Holders of the onions: inside the nearer, outside the further. */
static const struct { size_t nearer, further; } PAIRS[SEAL_HOLDERS] = {{0, 1}, {0, 2}, {1, 2}};

static struct err make_onion(struct arena *a, struct str file, const struct seal_to layers[2],
                             char ret[SEAL_ONION_LEN]) {
    struct str wrap, onion;
    struct err e = seal_bytes(a, file, &layers[0], &wrap);
    if (!e.code)
        e = seal_bytes(a, wrap, &layers[1], &onion);
    if (!e.code)
        memcpy(ret, onion.ptr, SEAL_ONION_LEN);
    return e;
}

struct err seal_escrow_make(const struct seal_identity *key,
                            const struct seal_recipient holders[SEAL_HOLDERS],
                            const struct hash *seed, struct seal_escrow *ret) {
    struct seal_escrow made = {.of = seal_recipient_of(key)};
    struct err e = OK;
    for (size_t i = 0; i < SEAL_HOLDERS; i++)
        if (seal_recipient_equal(&holders[PAIRS[i].nearer], &holders[PAIRS[i].further]))
            return ERR(ERR_INVALID, STR("holders"));
    struct arena *a = arena_new(1 << 16); /* holds sealed bytes alone */
    char file[IDENTITY_FILE];
    seal_identity_format(key, file);
    file[SEAL_IDENTITY_TEXT] = '\n';
    for (size_t i = 0; i < SEAL_HOLDERS && !e.code; i++) {
        char info[] = "netral-escrow/v1 0?";
        struct hash seeds[2];
        for (size_t layer = 0; layer < 2; layer++) {
            info[sizeof info - 2] = (char)('0' + 2 * i + layer);
            seeds[layer] = derive(seed->b, HASH_LEN, (struct str){info, sizeof info - 1});
        }
        const struct seal_to layers[2] = {{&holders[PAIRS[i].nearer], 1, &seeds[0]},
                                          {&holders[PAIRS[i].further], 1, &seeds[1]}};
        e = make_onion(a, (struct str){file, sizeof file}, layers, made.onion[i]);
        sodium_memzero(seeds, sizeof seeds);
    }
    sodium_memzero(file, sizeof file);
    arena_free(a);
    if (!e.code)
        *ret = made;
    return e;
}

struct err seal_escrow_peel(const char onion[SEAL_ONION_LEN], const struct seal_keys *further,
                            char ret[SEAL_WRAP_LEN]) {
    char wrap[SEAL_WRAP_LEN];
    struct err e = open_exact((struct str){onion, SEAL_ONION_LEN}, further, wrap, SEAL_WRAP_LEN);
    if (!e.code)
        memcpy(ret, wrap, sizeof wrap);
    return e;
}

struct err seal_escrow_open(const struct seal_escrow *escrow, const struct seal_keys *keys,
                            struct seal_identity *ret) {
    struct err first = ERR(ERR_SEAL_OTHERS, STR("escrow"));
    for (size_t i = 0; i < SEAL_HOLDERS; i++) {
        char wrap[SEAL_WRAP_LEN];
        struct err e = seal_escrow_peel(escrow->onion[i], keys, wrap);
        const struct seal_wrapped w = {{wrap, sizeof wrap}, escrow->of};
        if (!e.code)
            e = seal_unwrap(&w, keys, ret);
        if (!e.code)
            return OK;
        if (e.code != ERR_SEAL_OTHERS)
            first = e;
    }
    return first;
}
