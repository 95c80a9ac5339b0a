/* Whole files. Read with a known key, in pieces whose size the first byte says, a file gives the
 * same as when it is read at once; sealed with a seed that the input says, it opens. */
#include "fuzz.h"
#include "seal/wrap.h"

#include <string.h>

static const struct seal_identity KEY = {{1, 2, 3}};
static const struct seal_keys KEYS = {&KEY, 1};

static struct err open_pieces(struct arena *a, struct str file, size_t piece, struct str *ret) {
    struct seal_reader *r = seal_reader_new(&KEYS);
    char *text = NEW(a, char, file.len + 1);
    size_t len = 0;
    struct str plain = {0};
    struct err e = OK;
    while (file.len && !e.code) {
        struct str part = {file.ptr, file.len < piece ? file.len : piece};
        file = (struct str){file.ptr + part.len, file.len - part.len};
        while (part.len && !e.code) {
            e = seal_reader_feed(r, &part, &plain);
            if (!e.code && plain.len)
                memcpy(text + len, plain.ptr, plain.len);
            len += e.code ? 0 : plain.len;
        }
    }
    if (!e.code)
        e = seal_reader_end(r, &plain);
    if (!e.code && plain.len)
        memcpy(text + len, plain.ptr, plain.len);
    len += e.code ? 0 : plain.len;
    seal_reader_free(r);
    *ret = (struct str){text, len};
    return e;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    if (!len)
        return 0;
    hash_library_init();
    struct arena *a = arena_new(16 << 20);
    struct str input = {(const char *)bytes + 1, len - 1}, whole = {0}, pieces, sealed = {0}, plain;
    struct err e = seal_open(a, input, &KEYS, &whole);
    struct err again = open_pieces(a, input, 1 + (size_t)bytes[0], &pieces);
    must(e.code == again.code && str_equal(e.about, again.about));
    must(e.code || str_equal(whole, pieces));

    struct seal_recipient to_key = seal_recipient_of(&KEY);
    struct hash seed = hash_sha256(input);
    const struct seal_to to = {&to_key, 1, &seed};
    must(!seal_bytes(a, input, &to, &sealed).code);
    must(sealed.len == (size_t)seal_size(1, (int64_t)input.len));
    must(!seal_open(a, sealed, &KEYS, &plain).code && str_equal(plain, input));

    struct seal_identity got;
    const struct seal_wrapped w = {input, to_key};
    if (!seal_unwrap(&w, &KEYS, &got).code)
        must(memcmp(&got, &KEY, sizeof got) == 0);
    arena_free(a);
    return 0;
}
