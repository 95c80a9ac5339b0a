#include "seal/shape.h"

#include "seal/age_internal.h"

#include <stdlib.h>
#include <string.h>

static struct err read_header(struct str *rest, struct seal_header *h) {
    size_t whole = rest->len;
    while (h->expects != HEADER_DONE) {
        if (!rest->len || !memchr(rest->ptr, '\n', rest->len))
            return ERR(ERR_SEAL_CUT, STR("header"));
        struct err e = seal_header_line(h, str_cut(rest, '\n'));
        if (e.code)
            return e;
        if (whole - rest->len > SEAL_HEADER_MAX)
            return ERR(ERR_SEAL_FORM, STR("header"));
    }
    return OK;
}

struct err seal_shape_read(struct str file, struct seal_shape *ret) {
    struct str rest = file;
    struct seal_header *h = must_alloc(sizeof *h);
    struct err e = read_header(&rest, h);
    struct seal_shape shape = {.passphrase = h->scrypt, .stanzas = h->stanzas, .shares = h->count};
    free(h);
    if (e.code)
        return e;
    if (rest.len < NONCE_LEN + TAG_LEN)
        return ERR(ERR_SEAL_CUT, STR("payload"));
    size_t body = rest.len - NONCE_LEN;
    size_t chunks = (body + SEALED_CHUNK - 1) / SEALED_CHUNK;
    size_t last = body - (chunks - 1) * SEALED_CHUNK;
    if (last < TAG_LEN)
        return ERR(ERR_SEAL_CUT, STR("payload"));
    if (last == TAG_LEN && chunks > 1)
        return ERR(ERR_SEAL_FORM, STR("last-chunk"));
    shape.plain = (int64_t)(body - chunks * TAG_LEN);
    *ret = shape;
    return OK;
}

static struct err holds_identity(const struct seal_shape *shape) {
    return shape->plain == SEAL_IDENTITY_FILE ? OK : ERR(ERR_SEAL_FORM, STR("payload"));
}

struct err seal_shape_locked(struct str file) {
    struct seal_shape shape;
    struct err e = seal_shape_read(file, &shape);
    if (e.code)
        return e;
    return shape.passphrase ? holds_identity(&shape) : ERR(ERR_SEAL_FORM, STR("scrypt"));
}

struct err seal_shape_wrap(struct str file, size_t recipients) {
    struct seal_shape shape;
    struct err e = seal_shape_read(file, &shape);
    if (e.code)
        return e;
    bool good = shape.shares == recipients && shape.stanzas == recipients;
    return good ? holds_identity(&shape) : ERR(ERR_SEAL_FORM, STR("recipients"));
}
