#include "intake/upload.h"

#include "intake/intake_internal.h"

static const int64_t MIB = 1024 * 1024;

struct err intake_upload_json(struct arena *a, struct str body, int64_t *ret,
                              struct intake_faults *faults) {
    const struct json_value *root;
    struct err e = intake_json_load(a, body, &root);
    if (e.code)
        return e;
    const struct intake_spot spot = {.name = STR("bytes")};
    const struct intake_reading r = {.a = a, .faults = faults, .spot = &spot};
    const struct json_value *said = json_get(root, "bytes");
    int64_t bytes = 0;
    if (!said || json_is(said, JSON_NULL))
        intake_fault_here(&r, "required", 0);
    else if (intake_json_integer(&r, said, 1, &bytes) && bytes > INTAKE_UPLOAD_BYTES)
        intake_fault_here(&r, "file_too_large", INTAKE_LARGE_BYTES / MIB);
    if (root->count > (said != NULL))
        intake_fault_add(faults, STR("?"), "unknown_key", 0);
    if (faults->count)
        return ERR(ERR_INVALID, STR("upload"));
    *ret = bytes;
    return OK;
}

bool intake_digest(struct str header, struct hash *ret) {
    static const struct str BEFORE = STR_INIT("sha-256=:");
    struct str text = str_trim(header);
    if (text.len != BEFORE.len + HASH_BASE64_LEN + 1 || !str_starts(text, BEFORE) ||
        text.ptr[text.len - 1] != ':')
        return false;
    return base64_decode_exact((struct str){text.ptr + BEFORE.len, HASH_BASE64_LEN}, ret->b,
                               HASH_LEN);
}

bool intake_part_index(struct str text, int64_t *ret) {
    enum { DIGITS = 4 };
    if (!text.len || text.len > DIGITS || (text.len > 1 && text.ptr[0] == '0'))
        return false;
    int64_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        n = n * 10 + (text.ptr[i] - '0');
    }
    *ret = n;
    return true;
}
