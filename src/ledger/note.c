/* Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint). */
#include "ledger/note.h"

#include "base/sign.h"
#include "ledger/ledger_internal.h"

#include <assert.h>
#include <string.h>

enum { BLOB_LEN = 4 + SIGN_LEN, NOTE_MAX = 1000000, NAME_MAX_LEN = 255 };
static const struct str DASH = STR_INIT("\xe2\x80\x94 "); /* U+2014 and a blank */

bool ledger_key_name_ok(struct str name) {
    if (!name.len || name.len > NAME_MAX_LEN)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] <= ' ' || name.ptr[i] > '~' || name.ptr[i] == '+')
            return false;
    return true;
}

static void make_id(struct ledger_key *key) {
    const char type[] = {'\n', (char)key->type};
    struct hash_stream s;
    hash_stream_init(&s);
    hash_stream_add(&s, key->name);
    hash_stream_add(&s, (struct str){type, sizeof type});
    hash_stream_add(&s, (struct str){(const char *)key->public_key, sizeof key->public_key});
    struct hash h = hash_stream_done(&s);
    memcpy(key->id, h.b, sizeof key->id);
}

static struct err from_seed(enum ledger_key_type type, struct str name, const struct hash *seed,
                            struct ledger_key *ret) {
    if (!ledger_key_name_ok(name))
        return ERR(ERR_INVALID, STR("origin"));
    *ret = (struct ledger_key){.name = name, .type = type};
    sign_key_from_seed(seed, ret->public_key, ret->secret);
    make_id(ret);
    return OK;
}

struct err ledger_key_from_seed(struct str name, const struct hash *seed, struct ledger_key *ret) {
    return from_seed(LEDGER_LOG, name, seed, ret);
}

struct err ledger_witness_from_seed(struct str name, const struct hash *seed,
                                    struct ledger_key *ret) {
    return from_seed(LEDGER_WITNESS, name, seed, ret);
}

struct err ledger_key_public(struct str name, const uint8_t public_key[32],
                             struct ledger_key *ret) {
    if (!ledger_key_name_ok(name))
        return ERR(ERR_INVALID, STR("origin"));
    struct ledger_key key = {.name = name, .type = LEDGER_LOG};
    memcpy(key.public_key, public_key, sizeof key.public_key);
    make_id(&key);
    *ret = key;
    return OK;
}

struct str ledger_vkey(struct arena *a, const struct ledger_key *key) {
    uint8_t typed[1 + SIGN_PUBLIC_LEN] = {(uint8_t)key->type};
    memcpy(typed + 1, key->public_key, SIGN_PUBLIC_LEN);
    return arena_printf(a, "%.*s+%.*s+%.*s", STR_ARG(key->name),
                        STR_ARG(hex_encode(a, key->id, sizeof key->id)),
                        STR_ARG(base64_encode(a, typed, sizeof typed)));
}

static struct err vkey_parse(enum ledger_key_type type, struct str line, struct ledger_key *ret) {
    struct str rest = line; /* the base64 may hold a '+', so the cuts go from the left */
    struct ledger_key key = {.name = str_cut(&rest, '+'), .type = type};
    struct str hex = str_cut(&rest, '+');
    uint8_t id[4], typed[1 + SIGN_PUBLIC_LEN];
    if (!ledger_key_name_ok(key.name) || !hex_decode(hex, id, sizeof id) ||
        !base64_decode_exact(rest, typed, sizeof typed) || typed[0] != type)
        return ERR(ERR_MALFORMED, STR("vkey"));
    memcpy(key.public_key, typed + 1, SIGN_PUBLIC_LEN);
    make_id(&key);
    if (memcmp(key.id, id, sizeof id) != 0)
        return ERR(ERR_MALFORMED, STR("vkey"));
    *ret = key;
    return OK;
}

struct err ledger_vkey_parse(struct str line, struct ledger_key *ret) {
    return vkey_parse(LEDGER_LOG, line, ret);
}

struct err ledger_witness_parse(struct str line, struct ledger_key *ret) {
    return vkey_parse(LEDGER_WITNESS, line, ret);
}

static size_t text_len(struct str name, int64_t size) {
    return name.len + 1 + ledger_digits(size) + 1 + HASH_BASE64_LEN + 1;
}

static char *put_text(char *at, struct str name, int64_t size, const struct hash *root) {
    at = ledger_put(at, name);
    *at++ = '\n';
    at = ledger_put_int(at, size);
    *at++ = '\n';
    base64_put(root->b, HASH_LEN, at);
    at += HASH_BASE64_LEN;
    *at++ = '\n';
    return at;
}

void ledger_checkpoint_signature(const struct ledger_key *key, int64_t size,
                                 const struct hash *root, uint8_t ret[SIGN_LEN]) {
    char text[NAME_MAX_LEN + 1 + 20 + 1 + HASH_BASE64_LEN + 1];
    assert(ledger_size_ok(size) && key->name.len <= NAME_MAX_LEN);
    const char *end = put_text(text, key->name, size, root);
    sign_bytes((struct str){text, (size_t)(end - text)}, key->secret, ret);
}

struct str ledger_checkpoint_note(struct arena *a, const struct ledger_key *key,
                                  const struct ledger_signed *what) {
    const struct str name = key->name;
    assert(ledger_size_ok(what->size));
    size_t len =
        text_len(name, what->size) + 1 + DASH.len + name.len + 1 + (BLOB_LEN + 2) / 3 * 4 + 1;
    char *text = NEW(a, char, len + 1);
    char *at = put_text(text, name, what->size, &what->root);
    uint8_t blob[BLOB_LEN];
    memcpy(blob, key->id, sizeof key->id);
    memcpy(blob + sizeof key->id, what->signature, SIGN_LEN);
    *at++ = '\n';
    at = ledger_put(at, DASH);
    at = ledger_put(at, name);
    *at++ = ' ';
    at = ledger_put(at, base64_encode(a, blob, sizeof blob));
    *at++ = '\n';
    assert(at == text + len);
    return (struct str){text, len};
}

struct str ledger_checkpoint_sign(struct arena *a, const struct ledger_key *key, int64_t size,
                                  const struct hash *root) {
    struct ledger_signed what = {.size = size, .root = *root};
    ledger_checkpoint_signature(key, size, root, what.signature);
    return ledger_checkpoint_note(a, key, &what);
}

bool ledger_note_split(struct str note, struct str *ret_text, struct str *ret_lines) {
    if (note.len < 3 || note.len > NOTE_MAX || note.ptr[note.len - 1] != '\n' || !str_is_utf8(note))
        return false;
    for (size_t i = 0; i < note.len; i++)
        if (note.ptr[i] >= 0 && note.ptr[i] < ' ' && note.ptr[i] != '\n')
            return false;
    /* The last blank line parts them: the text may hold others. */
    for (size_t at = note.len - 2; at > 0; at--)
        if (note.ptr[at] == '\n' && note.ptr[at - 1] == '\n') {
            *ret_text = (struct str){note.ptr, at};
            *ret_lines = (struct str){note.ptr + at + 1, note.len - at - 1};
            return true;
        }
    return false;
}

struct err ledger_checkpoint_body(struct str text, struct ledger_checkpoint *ret) {
    struct ledger_checkpoint c = {.origin = str_cut(&text, '\n')};
    struct str size = str_cut(&text, '\n'), root = str_cut(&text, '\n');
    if (!c.origin.len || !ledger_parse_int(size, &c.size) || /* 18 digits: below any ceiling */
        !base64_decode_exact(root, c.root.b, HASH_LEN) || text.len)
        return ERR(ERR_MALFORMED, STR("checkpoint"));
    *ret = c;
    return OK;
}

bool ledger_signature_parse(struct str line, struct ledger_signature *ret) {
    if (!str_starts(line, DASH))
        return false;
    struct str rest = {line.ptr + DASH.len, line.len - DASH.len};
    ret->name = str_cut(&rest, ' ');
    return ret->name.len && !memchr(ret->name.ptr, '+', ret->name.len) &&
           base64_decode(rest, ret->blob, sizeof ret->blob, &ret->len) && ret->len >= 5;
}

bool ledger_signature_is_of(const struct ledger_signature *s, const struct ledger_key *key) {
    return str_equal(s->name, key->name) && memcmp(s->blob, key->id, sizeof key->id) == 0;
}

struct str ledger_signature_line(struct arena *a, struct str name, struct str blob) {
    return arena_printf(a, "%.*s%.*s %.*s\n", STR_ARG(DASH), STR_ARG(name),
                        STR_ARG(base64_encode(a, blob.ptr, blob.len)));
}

struct err ledger_checkpoint_open(struct str note, const struct ledger_key *key,
                                  struct ledger_checkpoint *ret) {
    struct str text, lines;
    struct ledger_checkpoint c;
    if (!ledger_note_split(note, &text, &lines))
        return ERR(ERR_MALFORMED, STR("checkpoint"));
    struct err e = ledger_checkpoint_body(text, &c);
    if (e.code)
        return e;
    bool good = false;
    struct ledger_signature s;
    for (int count = 0; lines.len; count++) {
        if (count == LEDGER_LINES_MAX || !ledger_signature_parse(str_cut(&lines, '\n'), &s))
            return ERR(ERR_MALFORMED, STR("checkpoint"));
        if (!ledger_signature_is_of(&s, key))
            continue;
        if (s.len != BLOB_LEN || !sign_check(text, key->public_key, s.blob + sizeof key->id))
            return ERR(ERR_CORRUPT, STR("signature"));
        good = true;
    }
    if (!good)
        return ERR(ERR_CORRUPT, STR("signature"));
    if (!str_equal(c.origin, key->name))
        return ERR(ERR_CORRUPT, STR("origin"));
    *ret = c;
    return OK;
}
