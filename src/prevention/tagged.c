#include "prevention/tagged.h"

#include <sodium.h>

enum { TAG_BYTES = TAGGED_DIGITS / 2 };

struct str tagged_text(struct arena *a, const struct hash *key, struct str said) {
    struct hash tag = hash_hmac(hash_str(key), said);
    struct str hex = hex_encode(a, tag.b, TAG_BYTES);
    return arena_printf(a, "%.*s-%.*s", STR_ARG(said), STR_ARG(hex));
}

bool tagged_read(const struct hash *key, struct str text, struct str *ret_said) {
    uint8_t tag[TAG_BYTES];
    if (text.len <= TAGGED_DIGITS + 1)
        return false;
    struct str said = {text.ptr, text.len - TAGGED_DIGITS - 1};
    struct str hex = {text.ptr + text.len - TAGGED_DIGITS, TAGGED_DIGITS};
    if (text.ptr[said.len] != '-' || !hex_decode(hex, tag, TAG_BYTES))
        return false;
    struct hash want = hash_hmac(hash_str(key), said);
    if (sodium_memcmp(want.b, tag, TAG_BYTES) != 0)
        return false;
    *ret_said = said;
    return true;
}

bool tagged_number(struct str text, int64_t *ret) {
    if (!text.len || text.ptr[0] == '-' || (text.len > 1 && text.ptr[0] == '0'))
        return false;
    return str_to_int(text, ret);
}
