/* Opening:
 *
 *   HEADER --its MAC holds--> NONCE --16 bytes--> CHUNKS --a last chunk, full--> LAST --> end
 *                                                   +----- end: what is there is the last chunk
 *
 * A full chunk is opened as soon as it is there, as one that others follow; when it does not
 * authenticate, as the last. So what came whole is given out without waiting for the next. */
#include "seal/age_internal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum reader_state { READ_HEADER, READ_NONCE, READ_CHUNKS, READ_LAST };

struct seal_reader {
    const struct seal_keys *keys;
    enum reader_state state;
    struct err failed; /* the first failure is the last word */
    struct seal_header header;
    struct file_key key;
    struct seal_cipher cipher;
    size_t line; /* of the header: where the line that is being read begins */
    size_t len;  /* of in */
    char in[SEALED_CHUNK];
    char out[SEALED_CHUNK];
};

struct seal_reader *seal_reader_new(const struct seal_keys *keys) {
    struct seal_reader *r = must_alloc(sizeof *r);
    r->keys = keys;
    return r;
}

void seal_reader_free(struct seal_reader *r) {
    if (r)
        sodium_memzero(r, sizeof *r);
    free(r);
}

/* Moves bytes into in until it holds want or there are no more; true: it holds them. */
static bool fill(struct seal_reader *r, struct str *bytes, size_t want) {
    size_t lack = want - r->len, take = bytes->len < lack ? bytes->len : lack;
    memcpy(r->in + r->len, bytes->ptr, take);
    r->len += take;
    bytes->ptr += take;
    bytes->len -= take;
    return r->len == want;
}

/* The file key, if one of the keys opens one of the shares. Every share is tried, so that one of
 * small order is noticed wherever it stands. */
static struct err find_key(struct seal_reader *r) {
    bool found = false;
    for (size_t k = 0; k < r->keys->count && !found; k++) {
        const struct seal_identity *id = &r->keys->list[k];
        const struct seal_recipient mine = seal_recipient_of(id);
        for (size_t i = 0; i < r->header.count; i++) {
            enum share_opened o = seal_share_open(&r->header.shares[i], id, &mine, &r->key);
            if (o == SHARE_SMALL_ORDER)
                return ERR(ERR_SEAL_FORM, STR("x25519"));
            found = found || o == SHARE_OPENED;
        }
    }
    return found ? OK : ERR(ERR_SEAL_OTHERS, STR("identity"));
}

static struct err end_header(struct seal_reader *r) {
    struct err e = find_key(r);
    if (e.code)
        return e;
    struct str signed_part = {r->in, r->line + sizeof AGE_MAC - 1};
    struct hash mac = seal_header_mac(&r->key, signed_part);
    if (!hash_equal(&mac, &r->header.mac))
        return ERR(ERR_SEAL_ALTERED, STR("header"));
    r->state = READ_NONCE;
    r->len = 0;
    return OK;
}

/* Whether the first line can still become the version: what is no age file at all is said at once,
 * not after a line's end that may never come. */
static bool may_be_version(const struct seal_reader *r) {
    size_t len = r->len < sizeof AGE_VERSION - 1 ? r->len : sizeof AGE_VERSION - 1;
    return memcmp(r->in, AGE_VERSION, len) == 0;
}

static struct err read_header(struct seal_reader *r, struct str *bytes) {
    const char *end = memchr(bytes->ptr, '\n', bytes->len);
    size_t part = end ? (size_t)(end - bytes->ptr) + 1 : bytes->len;
    if (part > SEAL_HEADER_MAX - r->len)
        return ERR(ERR_SEAL_FORM, STR("header"));
    (void)fill(r, bytes, r->len + part);
    if (!may_be_version(r))
        return ERR(ERR_SEAL_FORM, STR("version"));
    if (!end)
        return OK;
    struct str line = {r->in + r->line, r->len - r->line - 1};
    struct err e = seal_header_line(&r->header, line);
    if (e.code)
        return e;
    if (r->header.expects == HEADER_DONE)
        return end_header(r);
    r->line = r->len;
    return OK;
}

static struct err open_chunk(struct seal_reader *r, bool last, struct str *ret) {
    if (!seal_cipher_open(&r->cipher, (struct str){r->in, r->len}, last, (uint8_t *)r->out))
        return ERR(ERR_SEAL_ALTERED, STR("chunk"));
    *ret = (struct str){r->out, r->len - TAG_LEN};
    r->len = 0;
    return OK;
}

static struct err read_chunk(struct seal_reader *r, struct str *bytes, struct str *ret) {
    if (!fill(r, bytes, SEALED_CHUNK) || !open_chunk(r, false, ret).code)
        return OK;
    struct err e = open_chunk(r, true, ret);
    if (!e.code)
        r->state = READ_LAST;
    return e;
}

static void read_nonce(struct seal_reader *r, struct str *bytes) {
    if (!fill(r, bytes, NONCE_LEN))
        return;
    r->cipher = seal_cipher_of(&r->key, (const uint8_t *)r->in);
    r->len = 0;
    r->state = READ_CHUNKS;
}

static struct err read_more(struct seal_reader *r, struct str *bytes, struct str *ret) {
    if (r->state == READ_HEADER)
        return read_header(r, bytes);
    if (r->state == READ_CHUNKS)
        return read_chunk(r, bytes, ret);
    if (r->state == READ_LAST)
        return ERR(ERR_SEAL_FORM, STR("trailing"));
    read_nonce(r, bytes);
    return OK;
}

struct err seal_reader_feed(struct seal_reader *r, struct str *bytes, struct str *ret) {
    struct str piece = {0};
    while (!r->failed.code && bytes->len && !piece.len)
        r->failed = read_more(r, bytes, &piece);
    if (!r->failed.code)
        *ret = piece;
    return r->failed;
}

/* What is there when the bytes end, in the state READ_CHUNKS. */
static struct err end_chunks(struct seal_reader *r, struct str *ret) {
    if (r->len < TAG_LEN)
        return ERR(ERR_SEAL_CUT, STR("payload"));
    if (r->len == TAG_LEN && r->cipher.chunks)
        return ERR(ERR_SEAL_FORM, STR("last-chunk"));
    return open_chunk(r, true, ret);
}

struct err seal_reader_end(struct seal_reader *r, struct str *ret) {
    struct str piece = {0};
    if (!r->failed.code && r->state == READ_HEADER)
        r->failed = ERR(ERR_SEAL_CUT, STR("header"));
    else if (!r->failed.code && r->state == READ_NONCE)
        r->failed = ERR(ERR_SEAL_CUT, STR("nonce"));
    else if (!r->failed.code && r->state == READ_CHUNKS)
        r->failed = end_chunks(r, &piece);
    if (!r->failed.code)
        *ret = piece;
    return r->failed;
}

struct err seal_open(struct arena *a, struct str sealed, const struct seal_keys *keys,
                     struct str *ret) {
    char *plain = NEW(a, char, sealed.len + 1);
    size_t len = 0;
    struct err e = OK;
    struct seal_reader *r = seal_reader_new(keys);
    for (bool ended = false; !ended && !e.code;) {
        struct str piece = {0};
        ended = !sealed.len;
        e = ended ? seal_reader_end(r, &piece) : seal_reader_feed(r, &sealed, &piece);
        if (!e.code && piece.len) {
            memcpy(plain + len, piece.ptr, piece.len);
            len += piece.len;
        }
    }
    seal_reader_free(r);
    if (!e.code)
        *ret = (struct str){plain, len};
    return e;
}
