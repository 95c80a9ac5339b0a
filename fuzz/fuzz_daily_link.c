/* Daily links of the barometer: what opens something is to the letter what would be made of it,
 * also when whoever wrote it knew the key. */
#include "fuzz.h"
#include "prevention/daily.h"

static void check(struct arena *a, const struct daily_key *key, struct str text) {
    struct daily_link link;
    if (daily_link_read(key, text, &link))
        must(str_equal(daily_link_text(a, key, link), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static const struct hash SECRET;
    enum { TAG_BYTES = 16, MOST = 4096 };
    struct str text = {(const char *)bytes, len};
    if (len > MOST)
        return 0;
    struct arena *a = arena_new(1 << 20);
    struct daily_key key = daily_key_derive(&SECRET);
    struct hash tag = hash_hmac(hash_str(&key.hash), text);
    struct str hex = hex_encode(a, tag.b, TAG_BYTES);
    check(a, &key, text);
    check(a, &key, arena_printf(a, "%.*s-%.*s", STR_ARG(text), STR_ARG(hex)));
    arena_free(a);
    return 0;
}
