/* Receipts: an inclusion proof with the checkpoint it leads to (C2SP tlog-proof). */
#include "ledger/ledger_internal.h"
#include "ledger/note.h"

#include <string.h>

static const struct str MARK = STR_INIT("c2sp.org/tlog-proof@v1\n");
static const struct str INDEX = STR_INIT("index ");
static const struct str EXTRA = STR_INIT("extra ");
enum { EXTRA_MAX = 8192 };

struct str ledger_receipt_text(struct arena *a, const struct ledger_proof *proof,
                               struct str checkpoint) {
    size_t len = MARK.len + INDEX.len + ledger_digits(proof->index) + 1 +
                 proof->count * (HASH_BASE64_LEN + 1) + 1 + checkpoint.len;
    char *text = NEW(a, char, len + 1);
    char *at = ledger_put(text, MARK);
    at = ledger_put(at, INDEX);
    at = ledger_put_int(at, proof->index);
    *at++ = '\n';
    for (size_t i = 0; i < proof->count; i++) {
        base64_put(proof->hashes[i].b, HASH_LEN, at);
        at[HASH_BASE64_LEN] = '\n';
        at += HASH_BASE64_LEN + 1;
    }
    *at++ = '\n';
    (void)ledger_put(at, checkpoint);
    return (struct str){text, len};
}

/* The lines before the blank one; *rest is left at the note. */
static bool parse_proof(struct str *rest, struct ledger_proof *ret) {
    struct str line = str_cut(rest, '\n');
    if (str_starts(line, EXTRA)) {
        uint8_t extra[EXTRA_MAX];
        size_t len;
        struct str value = {line.ptr + EXTRA.len, line.len - EXTRA.len};
        if (!base64_decode(value, extra, sizeof extra, &len))
            return false;
        line = str_cut(rest, '\n');
    }
    if (!str_starts(line, INDEX))
        return false;
    struct str index = {line.ptr + INDEX.len, line.len - INDEX.len};
    if (!ledger_parse_int(index, &ret->index))
        return false;
    while (rest->len) {
        line = str_cut(rest, '\n');
        if (!line.len)
            return true;
        if (ret->count == LEDGER_PROOF_MAX ||
            !base64_decode_exact(line, ret->hashes[ret->count].b, HASH_LEN))
            return false;
        ret->count++;
    }
    return false;
}

struct err ledger_receipt_parse(struct str text, struct ledger_receipt *ret) {
    if (!str_starts(text, MARK))
        return ERR(ERR_MALFORMED, STR("proof"));
    struct str rest = {text.ptr + MARK.len, text.len - MARK.len}, body, lines;
    struct ledger_receipt r = {0};
    if (!parse_proof(&rest, &r.proof))
        return ERR(ERR_MALFORMED, STR("proof"));
    struct ledger_checkpoint c;
    if (!ledger_note_split(rest, &body, &lines))
        return ERR(ERR_MALFORMED, STR("checkpoint"));
    struct err e = ledger_checkpoint_body(body, &c);
    if (e.code)
        return e;
    if (r.proof.index >= c.size)
        return ERR(ERR_MALFORMED, STR("index"));
    r.proof.size = c.size;
    r.checkpoint = rest;
    *ret = r;
    return OK;
}

struct err ledger_receipt_check(struct str text, const struct ledger_key *key,
                                const struct hash *commit) {
    struct ledger_receipt r;
    struct ledger_checkpoint c;
    struct err e = ledger_receipt_parse(text, &r);
    if (e.code)
        return e;
    e = ledger_checkpoint_open(r.checkpoint, key, &c);
    if (e.code)
        return e;
    struct hash leaf = ledger_leaf(commit);
    if (!ledger_check_inclusion(&r.proof, &leaf, &c.root))
        return ERR(ERR_CORRUPT, STR("proof"));
    return OK;
}
