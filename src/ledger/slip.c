/* Writing a slip, and the proof that it stands for. Reading one: slip_read.c. */
#include "ledger/slip.h"

#include "base/sign.h"
#include "ledger/ledger_internal.h"
#include "ledger/slip_internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { COSIGNATURE_LEN = 4 + 8 + SIGN_LEN, NOTE_MAX = 8192 };

/* --- bytes --- */

static void put_bytes(struct buf *b, const void *bytes, size_t len) {
    buf_add(b, (struct str){bytes, len});
}

static void put_byte(struct buf *b, size_t value) {
    buf_add_char(b, (char)(unsigned char)value);
}

static void put_name(struct buf *b, struct str name) {
    put_byte(b, name.len);
    buf_add(b, name);
}

static void put_number(struct buf *b, int64_t value) {
    uint64_t rest = (uint64_t)value;
    for (; rest > 127; rest >>= 7)
        put_byte(b, (rest & 127) | 128);
    put_byte(b, rest);
}

static void put_part(struct buf *b, const struct hash *sha256, int64_t bytes) {
    put_bytes(b, sha256->b, HASH_LEN);
    put_number(b, bytes);
}

static void put_manifest(struct buf *b, const struct ledger_manifest *m) {
    const struct hash none = {{0}};
    bool first = memcmp(m->prev.b, none.b, HASH_LEN) == 0;
    put_number(b, m->accepted_at.us);
    put_name(b, m->kind);
    put_name(b, m->office);
    put_number(b, m->seq);
    put_byte(b, !first);
    if (!first)
        put_bytes(b, m->prev.b, HASH_LEN);
    put_bytes(b, m->stream.b, sizeof m->stream.b);
    put_part(b, &m->body_sha256, m->body_bytes);
    put_byte(b, m->part_count);
    for (size_t i = 0; i < m->part_count; i++)
        put_part(b, &m->parts[i].sha256, m->parts[i].bytes);
}

/* False when it is longer than a slip may be. */
static bool put_slip(struct buf *b, const struct ledger_slip *s) {
    buf_clear(b);
    put_byte(b, s->whole ? LEDGER_SLIP_WHOLE : LEDGER_SLIP_BARE);
    put_name(b, s->log.name);
    put_bytes(b, s->log.public_key, sizeof s->log.public_key);
    put_number(b, s->proof.index);
    put_number(b, s->proof.size);
    put_byte(b, s->proof.count);
    put_bytes(b, s->proof.hashes, s->proof.count * HASH_LEN);
    put_bytes(b, s->signature, sizeof s->signature);
    put_byte(b, s->seen_count);
    for (size_t i = 0; i < s->seen_count; i++) {
        const struct ledger_slip_seen *seen = &s->seen[i];
        put_name(b, seen->name);
        put_bytes(b, seen->id, sizeof seen->id);
        put_number(b, seen->seconds);
        put_bytes(b, seen->signature, sizeof seen->signature);
    }
    if (!s->whole) {
        put_bytes(b, s->commit.b, HASH_LEN);
    } else {
        put_bytes(b, s->salt.b, HASH_LEN);
        put_manifest(b, &s->manifest);
    }
    return !buf_full(b);
}

/* --- digits --- */

struct str ledger_slip_text(struct arena *a, const struct ledger_slip *slip) {
    struct buf bytes, text;
    buf_init(&bytes, LEDGER_SLIP_MAX);
    buf_init(&text, LEDGER_SLIP_TEXT);
    bool fits = put_slip(&bytes, slip);
    assert(fits);
    buf_add(&text, LEDGER_SLIP_MARK);
    for (size_t at = 0; at < bytes.len; at += LEDGER_SLIP_BLOCK) {
        size_t left = bytes.len - at, len = left < LEDGER_SLIP_BLOCK ? left : LEDGER_SLIP_BLOCK;
        uint64_t value = 0;
        for (size_t i = 0; i < len; i++)
            value = value << 8 | (unsigned char)bytes.ptr[at + i];
        buf_printf(&text, "%0*llu", LEDGER_SLIP_DIGITS[len], (unsigned long long)value);
    }
    assert(!buf_full(&text));
    struct str made = arena_str(a, buf_str(&text));
    buf_done(&bytes);
    buf_done(&text);
    return made;
}

/* --- from a receipt --- */

/* The log's signature, and the first cosignatures of whomever. The note was opened before: it can
 * be split, and each of its lines read. */
static void take_signatures(struct str note, struct ledger_slip *s) {
    struct str text, lines;
    bool good = ledger_note_split(note, &text, &lines);
    assert(good);
    struct ledger_signature *line = must_alloc(sizeof *line);
    while (lines.len) {
        good = ledger_signature_parse(str_cut(&lines, '\n'), line);
        assert(good);
        if (ledger_signature_is_of(line, &s->log))
            memcpy(s->signature, line->blob + 4, SIGN_LEN);
        else if (line->len == COSIGNATURE_LEN && !(line->blob[4] & 0x80) &&
                 ledger_key_name_ok(line->name) && s->seen_count < LEDGER_SLIP_SEEN) {
            struct ledger_slip_seen *seen = &s->seen[s->seen_count++];
            seen->name = line->name;
            memcpy(seen->id, line->blob, sizeof seen->id);
            for (size_t i = 4; i < 12; i++)
                seen->seconds = seen->seconds << 8 | line->blob[i];
            memcpy(seen->signature, line->blob + 12, SIGN_LEN);
        }
    }
    free(line);
}

/* Shortens it until it fits: the content first, which the bundle has as well, then who else saw. */
static bool shorten(struct ledger_slip *s) {
    struct buf b;
    buf_init(&b, LEDGER_SLIP_MAX);
    bool fits = put_slip(&b, s);
    while (!fits && (s->whole || s->seen_count)) {
        if (s->whole)
            s->whole = false;
        else
            s->seen_count--;
        buf_done(&b);
        buf_init(&b, LEDGER_SLIP_MAX);
        fits = put_slip(&b, s);
    }
    buf_done(&b);
    return fits;
}

struct err ledger_slip_make(struct arena *a, const struct ledger_slip_of *of,
                            struct ledger_slip *ret) {
    struct ledger_slip s = {.salt = of->salt};
    struct ledger_receipt receipt;
    struct err e = ledger_key_public(of->log->name, of->log->public_key, &s.log);
    if (e.code)
        return e;
    if (!ledger_manifest_parse(a, of->manifest, &s.manifest))
        return ERR(ERR_MALFORMED, STR("manifest"));
    s.commit = ledger_commit(&of->salt, of->manifest);
    e = ledger_receipt_check(of->proof, &s.log, &s.commit);
    if (e.code)
        return e;
    e = ledger_receipt_parse(of->proof, &receipt);
    assert(!e.code);
    s.proof = receipt.proof;
    take_signatures(receipt.checkpoint, &s);
    s.whole = s.manifest.kind.len <= UINT8_MAX && s.manifest.office.len <= UINT8_MAX &&
              s.manifest.accepted_at.us >= 0; /* before 1970 it has no short form */
    if (!shorten(&s))
        return ERR(ERR_MALFORMED, STR("proof")); /* a path of 2^42 leaves */
    *ret = s;
    return OK;
}

/* --- back to a receipt --- */

static struct str seen_line(struct arena *a, const struct ledger_slip_seen *seen) {
    char blob[COSIGNATURE_LEN];
    memcpy(blob, seen->id, sizeof seen->id);
    for (int i = 0; i < 8; i++)
        blob[4 + i] = (char)(unsigned char)(seen->seconds >> (8 * (7 - i)) & 255);
    memcpy(blob + 12, seen->signature, SIGN_LEN);
    return ledger_signature_line(a, seen->name, (struct str){blob, sizeof blob});
}

struct str ledger_slip_proof(struct arena *a, const struct ledger_slip *slip) {
    struct hash leaf = ledger_leaf(&slip->commit), root;
    if (!ledger_inclusion_root(&slip->proof, &leaf, &root))
        return (struct str){0};
    char blob[4 + SIGN_LEN];
    memcpy(blob, slip->log.id, sizeof slip->log.id);
    memcpy(blob + 4, slip->signature, SIGN_LEN);
    struct buf note;
    buf_init(&note, NOTE_MAX);
    buf_printf(&note, "%.*s\n%lld\n", STR_ARG(slip->log.name), (long long)slip->proof.size);
    buf_add_base64(&note, root.b, HASH_LEN);
    buf_add_c(&note, "\n\n");
    buf_add(&note, ledger_signature_line(a, slip->log.name, (struct str){blob, sizeof blob}));
    for (size_t i = 0; i < slip->seen_count; i++)
        buf_add(&note, seen_line(a, &slip->seen[i]));
    assert(!buf_full(&note));
    struct str text = ledger_receipt_text(a, &slip->proof, buf_str(&note));
    buf_done(&note);
    return text;
}
