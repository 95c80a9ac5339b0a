/* Sealing. A chunk is sealed when it is full and more has come, since the last chunk of a file has
 * a flag, and is empty only when the whole file is.
 *
 * Derived from the seed: HKDF-SHA256(seed, no salt, info), info "netral-seal/v1 key" (file key, the
 * first 16 bytes), "netral-seal/v1 nonce" (16) and "netral-seal/v1 share" with the recipient's
 * index as one byte behind it (the ephemeral secret). */
#include "seal/age_internal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum {
    STANZA_ROOM = sizeof AGE_STANZA "X25519 \n\n" - 1 + 2 * SHARE_TEXT,
    FRAME_ROOM = sizeof AGE_VERSION "\n" AGE_MAC " \n" - 1 + SHARE_TEXT,
    HEADER_ROOM = FRAME_ROOM + STANZA_ROOM * SEAL_RECIPIENTS_MAX,
};

struct seal_writer {
    struct seal_cipher cipher;
    size_t len; /* of plain */
    size_t out_len;
    char plain[SEAL_CHUNK];
    char out[HEADER_ROOM + NONCE_LEN + SEALED_CHUNK];
};

int64_t seal_size(size_t recipients, int64_t plain) {
    int64_t chunks = plain ? (plain + SEAL_CHUNK - 1) / SEAL_CHUNK : 1;
    return FRAME_ROOM + STANZA_ROOM * (int64_t)recipients + NONCE_LEN + plain + chunks * TAG_LEN;
}

static void put(struct seal_writer *w, const void *bytes, size_t len) {
    memcpy(w->out + w->out_len, bytes, len);
    w->out_len += len;
}

static void put_str(struct seal_writer *w, struct str s) {
    put(w, s.ptr, s.len);
}

static void put_base64(struct seal_writer *w, const uint8_t bytes[32]) {
    char text[BASE64_LEN(32)];
    base64_put(bytes, 32, text);
    put(w, text, SHARE_TEXT); /* without its padding */
}

static struct hash derive(const struct hash *seed, struct str info) {
    return seal_hkdf(hash_str(seed), STR(""), info);
}

static struct hash derive_ephemeral(const struct hash *seed, size_t index) {
    char info[] = "netral-seal/v1 share?";
    info[sizeof info - 2] = (char)index;
    return derive(seed, (struct str){info, sizeof info - 1});
}

static struct err put_header(struct seal_writer *w, const struct seal_to *to,
                             const struct file_key *key) {
    put_str(w, STR(AGE_VERSION "\n"));
    for (size_t i = 0; i < to->count; i++) {
        struct seal_share s;
        struct hash ephemeral = derive_ephemeral(to->seed, i);
        bool made = seal_share_make(key, &to->list[i], &ephemeral, &s);
        sodium_memzero(&ephemeral, sizeof ephemeral);
        if (!made)
            return ERR(ERR_SEAL_KEY, STR("order"));
        put_str(w, STR(AGE_STANZA "X25519 "));
        put_base64(w, s.share);
        put_str(w, STR("\n"));
        put_base64(w, s.body);
        put_str(w, STR("\n"));
    }
    put_str(w, STR(AGE_MAC));
    struct hash mac = seal_header_mac(key, (struct str){w->out, w->out_len});
    put_str(w, STR(" "));
    put_base64(w, mac.b);
    put_str(w, STR("\n"));
    return OK;
}

struct err seal_writer_new(const struct seal_to *to, struct seal_writer **ret) {
    if (!to->count || to->count > SEAL_RECIPIENTS_MAX)
        return ERR(ERR_SEAL_FORM, STR("recipients"));
    struct seal_writer *w = must_alloc(sizeof *w);
    struct hash seed_key = derive(to->seed, STR("netral-seal/v1 key"));
    struct hash nonce = derive(to->seed, STR("netral-seal/v1 nonce"));
    struct file_key key;
    memcpy(key.b, seed_key.b, sizeof key.b);
    struct err e = put_header(w, to, &key);
    put(w, nonce.b, NONCE_LEN);
    w->cipher = seal_cipher_of(&key, nonce.b);
    sodium_memzero(&key, sizeof key);
    sodium_memzero(&seed_key, sizeof seed_key);
    if (e.code)
        seal_writer_free(w);
    else
        *ret = w;
    return e;
}

static void seal_chunk(struct seal_writer *w, bool last) {
    uint8_t *sealed = (uint8_t *)w->out + w->out_len;
    seal_cipher_seal(&w->cipher, (struct str){w->plain, w->len}, last, sealed);
    w->out_len += w->len + TAG_LEN;
    w->len = 0;
}

static struct str take_out(struct seal_writer *w) {
    struct str out = {w->out, w->out_len};
    w->out_len = 0;
    return out;
}

struct str seal_writer_feed(struct seal_writer *w, struct str *bytes) {
    if (w->len == SEAL_CHUNK && bytes->len)
        seal_chunk(w, false);
    size_t room = SEAL_CHUNK - w->len, take = bytes->len < room ? bytes->len : room;
    if (take) /* an empty string may have no address */
        memcpy(w->plain + w->len, bytes->ptr, take);
    w->len += take;
    bytes->ptr += take;
    bytes->len -= take;
    return take_out(w);
}

struct str seal_writer_end(struct seal_writer *w) {
    seal_chunk(w, true);
    return take_out(w);
}

void seal_writer_free(struct seal_writer *w) {
    if (w)
        sodium_memzero(w, sizeof *w);
    free(w);
}

struct err seal_bytes(struct arena *a, struct str plain, const struct seal_to *to,
                      struct str *ret) {
    struct seal_writer *w = NULL;
    struct err e = seal_writer_new(to, &w);
    if (e.code)
        return e;
    char *sealed = NEW(a, char, (size_t)seal_size(to->count, (int64_t)plain.len));
    size_t len = 0;
    for (bool ended = false; !ended;) {
        ended = !plain.len;
        struct str piece = ended ? seal_writer_end(w) : seal_writer_feed(w, &plain);
        memcpy(sealed + len, piece.ptr, piece.len);
        len += piece.len;
    }
    seal_writer_free(w);
    *ret = (struct str){sealed, len};
    return OK;
}
