/* Any JSON: a tree whose parts lie within what was read, or a fault with a name. */
#include "base/json_read.h"
#include "fuzz.h"

/* depth: how many containers the value stands in. */
static size_t whole(const struct json_value *value, size_t depth) {
    size_t count = 0, inside = 0;
    bool container = json_is(value, JSON_ARRAY) || json_is(value, JSON_OBJECT);
    must(depth + container <= 8 && str_is_utf8(value->text) && str_is_utf8(value->name));
    must(value->first == NULL || container);
    for (const struct json_value *at = value->first; at; at = at->next, count++)
        inside += whole(at, depth + 1);
    must(count == value->count);
    return inside + count;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    const struct json_limits limits = {8, 64, 512};
    struct arena *a = arena_new(4 << 20);
    const struct json_value *root = NULL;
    struct err e = json_read(a, (struct str){(const char *)bytes, len}, limits, &root);
    must(e.code == ERR_NONE || (e.code == ERR_MALFORMED && e.about.len && !root));
    if (!e.code) {
        must(whole(root, 0) <= 512);
        const struct json_value *again = NULL; /* what a container says of itself is JSON too */
        must(!json_read(a, root->text, limits, &again).code && again->count == root->count);
    }
    arena_free(a);
    return 0;
}
