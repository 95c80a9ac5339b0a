/* A multipart body, cut where its first bytes say, must read as the same body in one piece. */
#include "base/hash.h"
#include "fuzz.h"
#include "intake/multipart.h"

static struct err begin(void *state, struct str name, struct str filename, struct str type) {
    struct hash_stream *seen = state;
    must(str_is_utf8(name) && str_is_utf8(filename) && str_is_utf8(type));
    hash_stream_add(seen, STR("<"));
    hash_stream_add(seen, name);
    hash_stream_add(seen, filename);
    hash_stream_add(seen, type);
    return OK;
}

static struct err data(void *state, struct str piece) {
    hash_stream_add(state, piece);
    return OK;
}

static struct err end(void *state) {
    hash_stream_add(state, STR(">"));
    return OK;
}

/* What a reading amounts to, as one hash; cuts of length 0: in one piece. */
static struct hash reading(struct str body, struct str cuts) {
    struct arena *a = arena_new(4 << 20);
    struct hash_stream seen;
    hash_stream_init(&seen);
    const struct multipart_sink sink = {&seen, begin, data, end};
    struct multipart *m = multipart_new(a, STR("b"), &sink);
    struct intake_pairs pairs = {0};
    struct err e = OK;
    for (size_t i = 0; body.len && !e.code; i++) {
        size_t len = cuts.len ? 1 + (uint8_t)cuts.ptr[i % cuts.len] % 64 : body.len;
        len = len < body.len ? len : body.len;
        e = multipart_add(m, (struct str){body.ptr, len});
        body = (struct str){body.ptr + len, body.len - len};
    }
    if (!e.code)
        e = multipart_done(m, &pairs);
    if (e.code) /* how far a file came before a failure depends on the cuts */
        hash_stream_init(&seen);
    hash_stream_add(&seen, e.about);
    for (size_t i = 0; i < pairs.count; i++) {
        hash_stream_add(&seen, pairs.list[i].name);
        hash_stream_add(&seen, STR("="));
        hash_stream_add(&seen, pairs.list[i].value);
    }
    arena_free(a);
    return hash_stream_done(&seen);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    enum { CUTS = 4 };
    if (len < CUTS)
        return 0;
    struct str cuts = {(const char *)bytes, CUTS};
    struct str body = {(const char *)bytes + CUTS, len - CUTS};
    struct hash whole = reading(body, (struct str){0}), cut = reading(body, cuts);
    must(hash_equal(&whole, &cut));
    return 0;
}
