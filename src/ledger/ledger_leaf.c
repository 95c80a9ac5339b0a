/* What a leaf holds: the manifest's text, its commitment, the public entry, the hash. */
#include "ledger/ledger_internal.h"

#include <assert.h>
#include <string.h>

static const struct str ENTRY_HEAD = STR_INIT("netral-leaf/v1\n");
static const struct str MANIFEST_MARK = STR_INIT("netral-manifest/v1");

char *ledger_put(char *ret, struct str s) {
    if (s.len)
        memcpy(ret, s.ptr, s.len);
    return ret + s.len;
}

char *ledger_put_int(char *ret, int64_t value) {
    size_t count = ledger_digits(value);
    for (size_t at = count; at-- > 0; value /= 10)
        ret[at] = (char)('0' + value % 10);
    return ret + count;
}

bool ledger_parse_int(struct str text, int64_t *ret) {
    if (!text.len || text.ptr[0] == '-' || (text.len > 1 && text.ptr[0] == '0'))
        return false;
    return str_to_int(text, ret);
}

/* A value is text on one line: without a line end, which could be read in two ways, and without
 * anything that a terminal obeys. (Nor is it empty: take_line.) */
bool ledger_is_one_line(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7f)
            return false;
    return str_is_utf8(s);
}

static void add_line(struct buf *b, const char *key, struct str value) {
    buf_add_c(b, key);
    buf_add_char(b, ' ');
    buf_add(b, value);
    buf_add_char(b, '\n');
}

static void add_hex_line(struct buf *b, const char *key, const void *bytes, size_t len) {
    buf_add_c(b, key);
    buf_add_char(b, ' ');
    buf_add_hex(b, bytes, len);
    buf_add_char(b, '\n');
}

static void add_stored_bytes(struct buf *b, const struct hash *sha256, int64_t bytes) {
    buf_add_char(b, ' ');
    buf_add_hex(b, sha256->b, HASH_LEN);
    buf_add_char(b, ' ');
    buf_add_int(b, bytes);
    buf_add_char(b, '\n');
}

struct str ledger_manifest_text(struct arena *a, const struct ledger_manifest *m) {
    assert(m->kind.len && ledger_is_one_line(m->kind) && m->office.len &&
           ledger_is_one_line(m->office));
    assert(m->seq >= 0 && m->body_bytes >= 0 && m->part_count <= LEDGER_BLOBS_MAX);
    struct buf b;
    buf_init(&b, 4096 + m->kind.len + m->office.len);
    add_line(&b, "accepted-at", instant_format(a, m->accepted_at));
    for (size_t i = 0; i < m->part_count; i++) {
        buf_add(&b, STR("blob-"));
        buf_add_char(&b, (char)('0' + i / 10));
        buf_add_char(&b, (char)('0' + i % 10));
        add_stored_bytes(&b, &m->parts[i].sha256, m->parts[i].bytes);
    }
    buf_add(&b, STR("body"));
    add_stored_bytes(&b, &m->body_sha256, m->body_bytes);
    add_line(&b, "kind", m->kind);
    buf_add(&b, MANIFEST_MARK);
    buf_add_char(&b, '\n');
    add_line(&b, "office", m->office);
    add_hex_line(&b, "prev", m->prev.b, HASH_LEN);
    buf_add(&b, STR("seq "));
    buf_add_int(&b, m->seq);
    buf_add_char(&b, '\n');
    add_hex_line(&b, "stream", m->stream.b, sizeof m->stream.b);
    assert(!buf_full(&b));
    struct str text = arena_str(a, buf_str(&b));
    buf_done(&b);
    return text;
}

/* Takes the line "key value\n" off *rest; false leaves *rest as it was. */
static bool take_line(struct str *rest, const char *key, struct str *ret) {
    struct str behind = *rest, line = str_cut(&behind, '\n'), name = str_from_c(key);
    if (line.len == rest->len || line.len < name.len + 2 || !str_starts(line, name) ||
        line.ptr[name.len] != ' ')
        return false;
    *ret = (struct str){line.ptr + name.len + 1, line.len - name.len - 1};
    *rest = behind;
    return true;
}

static bool take_stored_bytes(struct str *rest, const char *key, struct ledger_part *ret) {
    struct str value;
    if (!take_line(rest, key, &value))
        return false;
    struct str hex = str_cut(&value, ' ');
    return hex_decode(hex, ret->sha256.b, HASH_LEN) && ledger_parse_int(value, &ret->bytes);
}

static bool take_lines(struct arena *a, struct str rest, struct ledger_manifest *ret) {
    struct ledger_part *parts = NEW(a, struct ledger_part, LEDGER_BLOBS_MAX);
    struct ledger_part body;
    struct str value;
    if (!take_line(&rest, "accepted-at", &value) || !instant_parse(value, &ret->accepted_at))
        return false;
    char key[] = "blob-00";
    while (ret->part_count < LEDGER_BLOBS_MAX && str_starts(rest, STR("blob-"))) {
        key[5] = (char)('0' + ret->part_count / 10);
        key[6] = (char)('0' + ret->part_count % 10);
        if (!take_stored_bytes(&rest, key, &parts[ret->part_count]))
            return false;
        ret->part_count++;
    }
    ret->parts = ret->part_count ? parts : NULL;
    if (!take_stored_bytes(&rest, "body", &body) || !take_line(&rest, "kind", &ret->kind) ||
        !str_equal(str_cut(&rest, '\n'), MANIFEST_MARK) ||
        !take_line(&rest, "office", &ret->office) || !take_line(&rest, "prev", &value) ||
        !hex_decode(value, ret->prev.b, HASH_LEN) || !take_line(&rest, "seq", &value) ||
        !ledger_parse_int(value, &ret->seq) || !take_line(&rest, "stream", &value) ||
        !hex_decode(value, ret->stream.b, sizeof ret->stream.b) || !ledger_is_one_line(ret->kind) ||
        !ledger_is_one_line(ret->office))
        return false;
    ret->body_sha256 = body.sha256;
    ret->body_bytes = body.bytes;
    return rest.len == 0;
}

bool ledger_manifest_parse(struct arena *a, struct str text, struct ledger_manifest *ret) {
    struct ledger_manifest m = {0};
    /* Writing it again is the shortest way to accept one form of a time only. */
    if (!take_lines(a, text, &m) || !str_equal(ledger_manifest_text(a, &m), text))
        return false;
    *ret = m;
    return true;
}

struct hash ledger_commit(const struct hash *salt, struct str manifest) {
    return hash_hmac(hash_str(salt), manifest);
}

void ledger_entry(const struct hash *commit, char ret[LEDGER_ENTRY_LEN]) {
    char *at = ledger_put(ret, ENTRY_HEAD);
    base64_put(commit->b, HASH_LEN, at);
    at[HASH_BASE64_LEN] = '\n';
}

struct hash ledger_leaf_hash(struct str entry) {
    struct hash_stream s;
    hash_stream_init(&s);
    hash_stream_add(&s, (struct str){"\0", 1});
    hash_stream_add(&s, entry);
    return hash_stream_done(&s);
}

struct hash ledger_leaf(const struct hash *commit) {
    char entry[LEDGER_ENTRY_LEN];
    ledger_entry(commit, entry);
    return ledger_leaf_hash((struct str){entry, sizeof entry});
}

struct hash ledger_node(const struct hash *left, const struct hash *right) {
    char bytes[1 + 2 * HASH_LEN];
    bytes[0] = 1;
    memcpy(bytes + 1, left->b, HASH_LEN);
    memcpy(bytes + 1 + HASH_LEN, right->b, HASH_LEN);
    return hash_sha256((struct str){bytes, sizeof bytes});
}

struct hash ledger_empty_root(void) {
    return hash_sha256((struct str){"", 0});
}
