/* What stands inside a backup, once the seal is off: a tar of anybody's making, since the recovery
 * key's public half is public. The first byte says in what pieces it comes. What is accepted is
 * accepted in one piece as well, and a sink sees no name but those of a store. */
#include "backup/backup.h"
#include "flow/erased.h"
#include "fuzz.h"

#include <string.h>

struct pieces {
    struct str rest;
    size_t size;
};

static struct err next(void *arg, struct str *ret) {
    struct pieces *p = arg;
    *ret = (struct str){p->rest.ptr, p->rest.len < p->size ? p->rest.len : p->size};
    p->rest = (struct str){p->rest.ptr + ret->len, p->rest.len - ret->len};
    return OK;
}

struct seen {
    int64_t left;
    size_t members, boundaries;
};

static bool is_boundaries(const char *name) {
    const char *known;
    for (size_t i = 0; (known = backup_boundaries_name(i)); i++)
        if (strcmp(known, name) == 0)
            return true;
    return false;
}

static struct err begin(void *arg, const char *name, int64_t bytes) {
    struct seen *seen = arg;
    struct hash sha256;
    must(bytes >= 0 && seen->left == 0);
    must((seen->members == 0) == (strcmp(name, "netral.db") == 0));
    bool first = seen->members == 0,
         blob = !first && !seen->boundaries && backup_blob_of(str_from_c(name), &sha256);
    must(first || blob || is_boundaries(name));
    seen->boundaries += !first && !blob;
    seen->left = bytes;
    seen->members++;
    return OK;
}

static struct err add(void *arg, struct str piece) {
    struct seen *seen = arg;
    seen->left -= (int64_t)piece.len;
    must(piece.len && seen->left >= 0);
    return OK;
}

static struct err end(void *arg) {
    struct seen *seen = arg;
    must(seen->left == 0);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    if (!len)
        return 0;
    hash_library_init();
    struct arena *a = arena_new(16 << 20);
    struct str input = {(const char *)bytes + 1, len - 1};
    struct pieces whole = {input, input.len + 1}, parts = {input, 1 + (size_t)bytes[0] * 3};
    struct seen seen = {0};
    const struct backup_sink sink = {begin, add, end, &seen};
    struct backup_read one, two;
    struct err e = backup_unpack(a, next, &whole, &sink, &one);
    struct err again = backup_unpack(a, next, &parts, NULL, &two);
    must(e.code == again.code && str_equal(e.about, again.about));
    if (!e.code) {
        must(one.sums.blobs + one.sums.boundaries == (int64_t)seen.members - 1);
        must(one.sums.boundaries == (int64_t)seen.boundaries && seen.boundaries <= 2);
        must(str_equal(backup_facts_text(a, &one.facts), backup_facts_text(a, &two.facts)));
    }
    struct flow_erased_list list;
    if (!flow_erased_read(a, input, &list).code)
        must(list.size >= 0 && list.origin.len > 0);
    arena_free(a);
    return 0;
}
