/* Reading a slip: every byte is expected, every number in its shortest form. */
#include "ledger/slip.h"

#include "base/sign.h"
#include "ledger/ledger_internal.h"
#include "ledger/slip_internal.h"

#include <assert.h>
#include <string.h>

static const int64_t YEAR_9999_US = 253402300799999999; /* its end: later times have no text */

struct reading {
    struct arena *a;
    const uint8_t *at, *end;
    bool bad; /* something was not there, or not as it is written */
};

static const uint8_t *take(struct reading *r, size_t len) {
    static const uint8_t NOTHING[HASH_LEN * 2];
    if (r->bad || (size_t)(r->end - r->at) < len) {
        r->bad = true;
        return NOTHING; /* as long as the longest that is asked for: a signature */
    }
    const uint8_t *from = r->at;
    r->at += len;
    return from;
}

static uint8_t take_byte(struct reading *r) {
    return *take(r, 1);
}

static struct hash take_hash(struct reading *r) {
    struct hash h;
    memcpy(h.b, take(r, HASH_LEN), HASH_LEN);
    return h;
}

static struct str take_text(struct reading *r) {
    size_t len = take_byte(r);
    if (r->bad || (size_t)(r->end - r->at) < len) {
        r->bad = true;
        return (struct str){0};
    }
    return (struct str){(const char *)take(r, len), len};
}

static struct str take_name(struct reading *r) {
    struct str name = take_text(r);
    r->bad = r->bad || !ledger_key_name_ok(name);
    return name;
}

static int64_t take_number(struct reading *r) {
    uint64_t value = 0;
    for (unsigned shift = 0; !r->bad; shift += 7) {
        uint8_t byte = take_byte(r);
        r->bad = r->bad || shift > 56 || (shift && !byte); /* 9 bytes are 63 bits */
        value |= (uint64_t)(byte & 127) << shift;
        if (!(byte & 128))
            break;
    }
    return r->bad ? 0 : (int64_t)value;
}

static void take_path(struct reading *r, struct ledger_proof *ret) {
    ret->index = take_number(r);
    ret->size = take_number(r);
    size_t count = take_byte(r);
    r->bad = r->bad || count > LEDGER_PROOF_MAX || ret->index >= ret->size;
    for (size_t i = 0; i < count && !r->bad; i++)
        ret->hashes[i] = take_hash(r);
    ret->count = r->bad ? 0 : count;
}

static void take_seen(struct reading *r, struct ledger_slip *ret) {
    size_t count = take_byte(r);
    r->bad = r->bad || count > LEDGER_SLIP_SEEN;
    for (size_t i = 0; i < count && !r->bad; i++) {
        struct ledger_slip_seen *seen = &ret->seen[i];
        seen->name = take_name(r);
        memcpy(seen->id, take(r, sizeof seen->id), sizeof seen->id);
        seen->seconds = take_number(r);
        memcpy(seen->signature, take(r, SIGN_LEN), SIGN_LEN);
    }
    ret->seen_count = r->bad ? 0 : count;
}

static struct ledger_part take_part(struct reading *r) {
    struct hash sha256 = take_hash(r);
    return (struct ledger_part){sha256, take_number(r)};
}

static void take_manifest(struct reading *r, struct ledger_manifest *ret) {
    const struct hash none = {{0}};
    ret->accepted_at.us = take_number(r);
    ret->kind = take_text(r);
    ret->office = take_text(r);
    ret->seq = take_number(r);
    uint8_t follows = take_byte(r);
    if (follows) {
        ret->prev = take_hash(r);
        r->bad = r->bad || follows > 1 || memcmp(ret->prev.b, none.b, HASH_LEN) == 0;
    }
    memcpy(ret->stream.b, take(r, sizeof ret->stream.b), sizeof ret->stream.b);
    struct ledger_part body = take_part(r);
    ret->body_sha256 = body.sha256;
    ret->body_bytes = body.bytes;
    size_t count = take_byte(r);
    r->bad = r->bad || count > LEDGER_BLOBS_MAX;
    struct ledger_part *parts = r->bad ? NULL : NEW(r->a, struct ledger_part, count + 1);
    for (size_t i = 0; i < count && !r->bad; i++)
        parts[i] = take_part(r);
    ret->parts = count ? parts : NULL;
    ret->part_count = r->bad ? 0 : count;
}

/* The manifest must be one that ledger_manifest_parse takes. */
static void take_content(struct reading *r, struct ledger_slip *ret) {
    struct ledger_manifest *m = &ret->manifest;
    ret->salt = take_hash(r);
    take_manifest(r, m);
    r->bad = r->bad || !m->kind.len || !ledger_is_one_line(m->kind) || !m->office.len ||
             !ledger_is_one_line(m->office) || m->accepted_at.us > YEAR_9999_US;
    if (!r->bad)
        ret->commit = ledger_commit(&ret->salt, ledger_manifest_text(r->a, m));
}

static bool take_slip(struct reading *r, struct ledger_slip *ret) {
    uint8_t form = take_byte(r);
    struct str name = take_name(r);
    const uint8_t *key = take(r, sizeof ret->log.public_key);
    struct err e = r->bad ? OK : ledger_key_public(name, key, &ret->log);
    assert(!e.code); /* its name is one */
    take_path(r, &ret->proof);
    memcpy(ret->signature, take(r, SIGN_LEN), SIGN_LEN);
    take_seen(r, ret);
    ret->whole = form == LEDGER_SLIP_WHOLE;
    if (ret->whole)
        take_content(r, ret);
    else if (form == LEDGER_SLIP_BARE)
        ret->commit = take_hash(r);
    else
        r->bad = true;
    return !r->bad && r->at == r->end;
}

/* One block: so many digits are a number below 256 to the power of its bytes. */
static bool read_block(struct str digits, size_t len, uint8_t *ret) {
    uint64_t value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(digits.ptr[i] - '0'); /* 17 digits: below 2^57 */
    }
    if (value >> (8 * len))
        return false;
    for (size_t i = len; i-- > 0; value >>= 8)
        ret[i] = (uint8_t)(value & 255);
    return true;
}

/* How many bytes so many digits are; 0 when no block has that many. */
static size_t block_len(size_t digits) {
    for (size_t len = 1; len <= LEDGER_SLIP_BLOCK; len++)
        if ((size_t)LEDGER_SLIP_DIGITS[len] == digits)
            return len;
    return 0;
}

static bool read_digits(struct str digits, uint8_t *ret, size_t *ret_len) {
    const size_t whole = (size_t)LEDGER_SLIP_DIGITS[LEDGER_SLIP_BLOCK];
    size_t len = 0;
    while (digits.len) {
        struct str block = {digits.ptr, digits.len < whole ? digits.len : whole};
        size_t bytes = block_len(block.len);
        if (!bytes || !read_block(block, bytes, ret + len))
            return false;
        len += bytes;
        digits = (struct str){digits.ptr + block.len, digits.len - block.len};
    }
    *ret_len = len;
    return true;
}

bool ledger_slip_is(struct str text) {
    return str_starts(str_trim(text), LEDGER_SLIP_MARK);
}

struct err ledger_slip_parse(struct arena *a, struct str text, struct ledger_slip *ret) {
    struct str all = str_trim(text);
    struct ledger_slip *s = NEW(a, struct ledger_slip, 1);
    uint8_t *bytes = NEW(a, uint8_t, LEDGER_SLIP_MAX + LEDGER_SLIP_BLOCK);
    size_t len;
    if (!ledger_slip_is(all) || all.len > LEDGER_SLIP_TEXT)
        return ERR(ERR_MALFORMED, STR("slip"));
    struct str digits = {all.ptr + LEDGER_SLIP_MARK.len, all.len - LEDGER_SLIP_MARK.len};
    if (!read_digits(digits, bytes, &len))
        return ERR(ERR_MALFORMED, STR("slip"));
    struct reading r = {a, bytes, bytes + len, false};
    if (!take_slip(&r, s))
        return ERR(ERR_MALFORMED, STR("slip"));
    *ret = *s;
    return OK;
}
