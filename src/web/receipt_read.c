#include "base/hash.h"
#include "base/json.h"
#include "base/json_read.h"
#include "web/pages.h"

/* The answer of POST /api/v1/reports, brought back by the browser so that the page with the QR code
 * can be drawn: it is nobody's record, only what this reporter already holds. */
enum { NEXT_MAX = 8, MISSING_MAX = 32, MANIFEST_MAX = 64 * 1024, ANSWER_MAX = 1 << 20 };

static struct str text_of(struct arena *a, const struct json_value *object, const char *key) {
    return arena_str(a, json_text(json_get(object, key)));
}

/* As the API wrote it; an answer that does not say that it was verified bears the badge. */
static struct law_cite read_cite(struct arena *a, const struct json_value *row) {
    bool low = str_equal(json_text(json_get(row, "confidence")), STR("low"));
    return (struct law_cite){.text = text_of(a, row, "cite"),
                             .confidence = low ? LAW_LOW : LAW_HIGH,
                             .verified = json_is(json_get(row, "verified"), JSON_TRUE)};
}

static void read_nexts(struct arena *a, const struct json_value *list, struct date today,
                       struct web_receipt *ret) {
    struct web_next *nexts = NEW(a, struct web_next, NEXT_MAX);
    const struct json_value *row = json_is(list, JSON_ARRAY) ? list->first : NULL;
    for (; row && ret->next_count < NEXT_MAX; row = row->next) {
        struct web_next *next = &nexts[ret->next_count++];
        next->text = text_of(a, row, "label");
        if (!next->text.len)
            next->text = text_of(a, row, "step");
        struct web_due *due = &next->due;
        due->cite = read_cite(a, row);
        due->has = date_parse(text_of(a, row, "due"), &due->due);
        if (!due->has || !date_parse(text_of(a, row, "due_early"), &due->due_early))
            due->due_early = due->due;
        due->days_left = due->due.day - today.day;
    }
    ret->nexts = nexts;
}

static void read_missing(struct arena *a, const struct json_value *list, struct web_receipt *ret) {
    struct web_missing *missing = NEW(a, struct web_missing, MISSING_MAX);
    const struct json_value *row = json_is(list, JSON_ARRAY) ? list->first : NULL;
    for (size_t i = 0; row && i < MISSING_MAX; i++, row = row->next) {
        struct str text = json_is(row, JSON_STRING) ? row->text : text_of(a, row, "text");
        if (text.len)
            missing[ret->missing_count++] =
                (struct web_missing){arena_str(a, text), read_cite(a, row)};
    }
    ret->missing = missing;
}

/* Leaf hash and time of acceptance, from manifest and salt alone (docs/ledger.md). */
static bool read_leaf(struct arena *a, const struct json_value *receipt, struct web_receipt *ret) {
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

/* One member a line, as people may want to read the file that they keep. proof: in place of the
 * member of that name; empty leaves it. */
static void put_value(struct buf *out, const struct json_value *value, unsigned depth,
                      struct str proof) {
    struct json j;
    json_init(&j, out);
    bool object = value->kind == JSON_OBJECT;
    if (value->kind == JSON_STRING)
        json_add_str(&j, value->text);
    else if ((!object && value->kind != JSON_ARRAY) || !value->count)
        buf_add(out, value->text);
    if ((!object && value->kind != JSON_ARRAY) || !value->count)
        return;
    buf_add_char(out, object ? '{' : '[');
    for (const struct json_value *at = value->first; at; at = at->next) {
        buf_printf(out, "\n%*s", (int)depth + 1, "");
        if (object) {
            json_init(&j, out);
            json_add_str(&j, at->name);
            buf_add(out, STR(": "));
        }
        if (proof.len && object && str_equal(at->name, STR("proof"))) {
            json_init(&j, out);
            json_add_str(&j, proof);
        } else {
            put_value(out, at, depth + 1, (struct str){0});
        }
        if (at->next)
            buf_add_char(out, ',');
    }
    buf_printf(out, "\n%*s%c", (int)depth, "", object ? '}' : ']');
}

static void keep_bundle(struct arena *a, const struct json_value *receipt, struct str proof,
                        struct web_receipt *ret) {
    struct buf out;
    buf_init(&out, ANSWER_MAX);
    put_value(&out, receipt, 0, proof);
    ret->bundle_base64 = base64_encode(a, buf_str(&out).ptr, buf_str(&out).len);
    buf_done(&out);
}

bool web_receipt_read(struct arena *a, struct str answer, struct date today,
                      struct web_receipt *ret) {
    const struct json_value *root;
    if (json_read(a, answer, JSON_OWN, &root).code)
        return false;
    const struct json_value *receipt = json_get(root, "receipt"),
                            *index = json_get(receipt, "index");
    struct web_receipt read = {.number = text_of(a, root, "number"),
                               .code = text_of(a, root, "receipt_code"),
                               .token = text_of(a, root, "receipt_token"),
                               .index = index ? index->integer : 0,
                               .report = true};
    if (!read.code.len == !read.token.len || !read.number.len ||
        !text_of(a, receipt, "proof").len || !read_leaf(a, receipt, &read))
        return false;
    read_nexts(a, json_get(root, "next"), today, &read);
    read_missing(a, json_get(root, "missing"), &read);
    keep_bundle(a, receipt, (struct str){0}, &read);
    *ret = read;
    return true;
}

void web_receipt_prove(struct arena *a, struct str answer, struct str proof,
                       struct web_receipt *v) {
    const struct json_value *root;
    if (json_read(a, answer, JSON_OWN, &root).code)
        return;
    keep_bundle(a, json_get(root, "receipt"), proof, v);
}
