/* Any name and content: what is packed is a tar of two entries whose lengths hold, has one of few
 * lengths, and whatever is veiled comes back, in pieces cut anywhere, as it was. */
#include "fuzz.h"
#include "seal/pack.h"
#include "seal/veil.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 512, CAP = 8 << 20 };

static size_t size_at(struct str head, size_t entry) {
    const char *size = head.ptr + entry + 124;
    must(head.ptr[entry + 156] == '0' && memcmp(head.ptr + entry + 257, "ustar", 6) == 0);
    return strtoul(size, NULL, 8);
}

static void pack(struct arena *a, struct str name, struct str content) {
    const struct seal_counted counted = {hash_sha256(content), (int64_t)content.len};
    struct seal_about about = {
        .name = name,
        .kind = seal_pack_kind((struct str){
            content.ptr, content.len < SEAL_PACK_FIRST ? content.len : SEAL_PACK_FIRST}),
        .content = counted,
        .original = counted,
        .cleaned = content.len % 2};
    struct str head = seal_pack_head(a, &about);
    int64_t zeros = seal_pack_zeros(head, counted.bytes);
    int64_t whole = (int64_t)head.len + counted.bytes + zeros;
    must(head.len % BLOCK == 0 && head.len >= 3 * (size_t)BLOCK);
    size_t said = size_at(head, 0);
    must(BLOCK + (said + BLOCK - 1) / BLOCK * BLOCK + BLOCK == head.len && said <= 4096);
    must(size_at(head, head.len - BLOCK) == content.len);
    must(whole == seal_pack_padded(whole) && zeros >= 2 * (int64_t)BLOCK && whole % BLOCK == 0);
}

static void veil(struct arena *a, struct str bytes, size_t at, size_t step) {
    const struct seal_veil key = {hash_sha256(STR("key"))};
    char *copy = NEW(a, char, bytes.len + 1);
    memcpy(copy, bytes.ptr, bytes.len);
    seal_veil(&key, at, copy, bytes.len);
    for (size_t i = 0; i < bytes.len; i += step)
        seal_veil(&key, at + i, copy + i, bytes.len - i < step ? bytes.len - i : step);
    must(memcmp(copy, bytes.ptr, bytes.len) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    if (len < 2)
        return 0;
    hash_library_init();
    struct arena *a = arena_new(CAP);
    struct str in = {(const char *)bytes + 2, len - 2};
    size_t cut = bytes[0] < in.len ? bytes[0] : in.len;
    struct str name = {in.ptr, cut}, content = {in.ptr + cut, in.len - cut};
    if (str_is_utf8(name))
        pack(a, name, content);
    veil(a, in, bytes[0] * 257u, 1 + bytes[1]);
    arena_free(a);
    return 0;
}
