#include "base/hash.h"
#include "web/pages.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* The answer of POST /api/v1/reports, brought back by the browser so that the page with the QR code
 * can be drawn: it is nobody's record, only what this reporter already holds. */
enum { NEXT_MAX = 8, MISSING_MAX = 32, MANIFEST_MAX = 64 * 1024 };

static struct str text_of(struct arena *a, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    struct str text = {json_string_value(value), json_string_length(value)};
    return json_is_string(value) ? arena_str(a, text) : (struct str){0};
}

static void read_nexts(struct arena *a, const json_t *list, struct date today,
                       struct web_receipt *ret) {
    struct web_next *nexts = NEW(a, struct web_next, NEXT_MAX);
    size_t count = json_array_size(list);
    for (size_t i = 0; i < count && i < NEXT_MAX; i++) {
        const json_t *row = json_array_get(list, i);
        struct web_next *next = &nexts[ret->next_count++];
        next->text = text_of(a, row, "label");
        if (!next->text.len)
            next->text = text_of(a, row, "step");
        struct web_due *due = &next->due;
        due->cite = (struct law_cite){.text = text_of(a, row, "cite"), .verified = true};
        due->has = date_parse(text_of(a, row, "due"), &due->due);
        if (!due->has || !date_parse(text_of(a, row, "due_early"), &due->due_early))
            due->due_early = due->due;
        due->days_left = due->due.day - today.day;
    }
    ret->nexts = nexts;
}

static void read_missing(struct arena *a, const json_t *list, struct web_receipt *ret) {
    struct str *missing = NEW(a, struct str, MISSING_MAX);
    size_t count = json_array_size(list);
    for (size_t i = 0; i < count && i < MISSING_MAX; i++) {
        const json_t *row = json_array_get(list, i);
        struct str text = {json_string_value(row), json_string_length(row)};
        if (!json_is_string(row))
            text = text_of(a, row, "text");
        if (text.len)
            missing[ret->missing_count++] = arena_str(a, text);
    }
    ret->missing = missing;
}

/* Leaf hash and time of acceptance, from manifest and salt alone (docs/ledger.md). */
static bool read_leaf(struct arena *a, const json_t *receipt, struct web_receipt *ret) {
    struct str encoded = text_of(a, receipt, "manifest");
    char *manifest = NEW(a, char, MANIFEST_MAX);
    struct hash salt;
    size_t len;
    if (!base64_decode(encoded, manifest, MANIFEST_MAX, &len) ||
        !base64_decode_exact(text_of(a, receipt, "salt"), &salt, sizeof salt))
        return false;
    struct hash commit =
        hash_hmac((struct str){(const char *)salt.b, sizeof salt}, (struct str){manifest, len});
    struct str base64 = base64_encode(a, commit.b, sizeof commit.b);
    struct buf entry;
    buf_init(&entry, 128);
    buf_add_char(&entry, '\0');
    buf_printf(&entry, "netral-leaf/v1\n%.*s\n", STR_ARG(base64));
    struct hash leaf = hash_sha256(buf_str(&entry));
    buf_done(&entry);
    ret->leaf = hex_encode(a, leaf.b, sizeof leaf.b);
    struct str rest = {manifest, len};
    while (rest.len) {
        struct str line = str_cut(&rest, '\n'), value = line;
        if (str_equal(str_cut(&value, ' '), STR("accepted-at")))
            return instant_parse(value, &ret->received);
    }
    return false;
}

bool web_receipt_read(struct arena *a, struct str answer, struct date today,
                      struct web_receipt *ret) {
    json_t *root =
        json_loadb(answer.ptr ? answer.ptr : "", answer.len, JSON_REJECT_DUPLICATES, NULL);
    const json_t *receipt = json_object_get(root, "receipt");
    struct web_receipt read = {.number = text_of(a, root, "number"),
                               .code = text_of(a, root, "receipt_code"),
                               .proof = text_of(a, receipt, "proof"),
                               .index = json_integer_value(json_object_get(receipt, "index")),
                               .report = true};
    bool good = read.code.len && read.number.len && read.proof.len && read_leaf(a, receipt, &read);
    if (good) {
        read_nexts(a, json_object_get(root, "next"), today, &read);
        read_missing(a, json_object_get(root, "missing"), &read);
        char *bundle = json_dumps(receipt, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
        good = bundle != NULL;
        if (good)
            read.bundle_base64 = base64_encode(a, bundle, strlen(bundle));
        free(bundle);
    }
    json_decref(root);
    if (good)
        *ret = read;
    return good;
}
