/* Links of a round of pledges: what opens something is to the letter what would be made of it, also
 * when whoever wrote it knew the key. */
#include "fuzz.h"
#include "prevention/pledge.h"

static void check(struct arena *a, const struct pledge_keys *keys, struct str text) {
    struct pledge_link link;
    if (pledge_link_read(keys, text, &link)) {
        must(link.round >= 0 && link.person >= 0);
        must(str_equal(pledge_link_text(a, keys, link), text));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static const struct hash SECRET;
    enum { TAG_BYTES = 16, MOST = 4096 };
    struct str text = {(const char *)bytes, len};
    if (len > MOST)
        return 0;
    struct arena *a = arena_new(1 << 20);
    struct pledge_keys keys = pledge_keys_derive(&SECRET);
    struct hash tag = hash_hmac((struct str){(const char *)keys.link.b, HASH_LEN}, text);
    struct str hex = hex_encode(a, tag.b, TAG_BYTES);
    check(a, &keys, text);
    check(a, &keys, arena_printf(a, "%.*s-%.*s", STR_ARG(text), STR_ARG(hex)));
    arena_free(a);
    return 0;
}
