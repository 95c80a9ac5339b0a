/* The lines of a header. What is accepted has one form: written again from what was read of it, an
 * X25519 stanza is the same bytes. */
#include "fuzz.h"
#include "seal/age_internal.h"

#include <string.h>

static void put_32(char *ret, const uint8_t bytes[32]) {
    char text[BASE64_LEN(32)];
    base64_put(bytes, 32, text);
    memcpy(ret, text, SHARE_TEXT);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct str rest = {(const char *)bytes, len}, line, before = {0};
    hash_library_init();
    struct seal_header *h = must_alloc(sizeof *h);
    char want[SHARE_TEXT];
    while (rest.len && h->expects != HEADER_DONE) {
        size_t shares = h->count;
        line = str_cut(&rest, '\n');
        if (seal_header_line(h, line).code)
            break;
        must(h->count <= SEAL_RECIPIENTS_MAX && h->count <= h->stanzas);
        if (h->count > shares) {
            put_32(want, h->shares[shares].body);
            must(str_equal(line, (struct str){want, SHARE_TEXT}));
            put_32(want, h->shares[shares].share);
            must(before.len == sizeof "-> X25519 " - 1 + SHARE_TEXT);
            must(memcmp(before.ptr + before.len - SHARE_TEXT, want, SHARE_TEXT) == 0);
        }
        if (h->expects == HEADER_DONE) {
            put_32(want, h->mac.b);
            must(line.len == sizeof "--- " - 1 + SHARE_TEXT);
            must(memcmp(line.ptr + line.len - SHARE_TEXT, want, SHARE_TEXT) == 0);
            must(h->stanzas > 0);
        }
        before = line;
    }
    free(h);
    return 0;
}
