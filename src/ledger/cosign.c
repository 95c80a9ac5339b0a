/* Cosignatures of witnesses (C2SP tlog-cosignature, "cosignature/v1") and policies over them. */
#include "ledger/cosign.h"

#include "base/sign.h"
#include "ledger/ledger_internal.h"

#include <assert.h>
#include <string.h>

enum { TIME_LEN = 8, BLOB_LEN = 4 + TIME_LEN + SIGN_LEN };
static const struct str HEAD = STR_INIT("cosignature/v1\ntime ");

/* The signed message: two lines, then the checkpoint's text. */
static struct str message(struct buf *out, struct str text, int64_t seconds) {
    buf_init(out, HEAD.len + 20 + 1 + text.len);
    buf_add(out, HEAD);
    buf_add_int(out, seconds);
    buf_add_char(out, '\n');
    buf_add(out, text);
    assert(!buf_full(out));
    return buf_str(out);
}

struct str ledger_cosign(struct arena *a, const struct ledger_key *witness, struct str text,
                         int64_t seconds) {
    assert(witness->type == LEDGER_WITNESS && seconds >= 0);
    uint8_t blob[BLOB_LEN];
    struct buf signed_bytes;
    memcpy(blob, witness->id, sizeof witness->id);
    for (int i = 0; i < TIME_LEN; i++)
        blob[4 + i] = (uint8_t)(seconds >> (8 * (TIME_LEN - 1 - i)) & 255);
    sign_bytes(message(&signed_bytes, text, seconds), witness->secret, blob + 4 + TIME_LEN);
    buf_done(&signed_bytes);
    return ledger_signature_line(a, witness->name, (struct str){(const char *)blob, sizeof blob});
}

/* Times at or above 2^63 are no times (the specification ends there). */
static bool holds(const struct ledger_signature *s, const struct ledger_key *witness,
                  struct str text, int64_t *ret_seconds) {
    if (s->len != BLOB_LEN || s->blob[4] & 0x80)
        return false;
    int64_t seconds = 0;
    for (int i = 0; i < TIME_LEN; i++)
        seconds = seconds << 8 | s->blob[4 + i];
    struct buf signed_bytes;
    bool good = sign_check(message(&signed_bytes, text, seconds), witness->public_key,
                           s->blob + 4 + TIME_LEN);
    buf_done(&signed_bytes);
    *ret_seconds = seconds;
    return good;
}

/* A note whose text is a checkpoint's, of whatever log. */
static struct err split(struct str note, struct str *ret_text, struct str *ret_lines) {
    struct str text, lines;
    struct ledger_checkpoint c;
    if (!ledger_note_split(note, &text, &lines))
        return ERR(ERR_MALFORMED, STR("checkpoint"));
    struct err e = ledger_checkpoint_body(text, &c);
    if (e.code)
        return e;
    *ret_text = text;
    *ret_lines = lines;
    return OK;
}

struct err ledger_checkpoint_text(struct str note, struct str *ret) {
    struct str lines;
    return split(note, ret, &lines);
}

struct err ledger_cosigned(struct str note, const struct ledger_key *witness,
                           int64_t *ret_seconds) {
    struct str text, lines;
    struct err e = split(note, &text, &lines);
    if (e.code)
        return e;
    struct ledger_signature s;
    int64_t newest = -1, seconds;
    for (int count = 0; lines.len; count++) {
        if (count == LEDGER_LINES_MAX || !ledger_signature_parse(str_cut(&lines, '\n'), &s))
            return ERR(ERR_MALFORMED, STR("checkpoint"));
        if (!ledger_signature_is_of(&s, witness))
            continue;
        if (!holds(&s, witness, text, &seconds))
            return ERR(ERR_CORRUPT, STR("cosignature"));
        newest = seconds > newest ? seconds : newest;
    }
    if (newest < 0)
        return ERR(ERR_MISSING, STR("cosignature"));
    *ret_seconds = newest;
    return OK;
}

static bool same_key(const struct ledger_key *a, const struct ledger_key *b) {
    return memcmp(a->public_key, b->public_key, sizeof a->public_key) == 0;
}

/* Whether the i-th witness is one more pair of eyes than those before it that saw the note. */
static bool independent(const struct ledger_policy *policy, const struct ledger_seen *seen,
                        size_t i) {
    bool own = !same_key(&policy->witnesses[i], policy->log);
    for (size_t k = 0; k < i && own; k++)
        own = !seen->by[k] || !same_key(&policy->witnesses[k], &policy->witnesses[i]);
    return own;
}

struct err ledger_policy_check(struct str note, const struct ledger_policy *policy,
                               struct ledger_seen *ret) {
    assert(policy->count <= LEDGER_WITNESSES_MAX);
    struct ledger_seen seen = {0};
    struct err e = ledger_checkpoint_open(note, policy->log, &seen.checkpoint);
    for (size_t i = 0; i < policy->count && !e.code; i++) {
        e = ledger_cosigned(note, &policy->witnesses[i], &seen.seconds[i]);
        if (e.code == ERR_MISSING) {
            e = OK;
            continue;
        }
        seen.count += !e.code && independent(policy, &seen, i);
        seen.by[i] = !e.code;
    }
    if (!e.code && seen.count < policy->quorum)
        e = ERR(ERR_CORRUPT, STR("quorum"));
    if (!e.code)
        *ret = seen;
    return e;
}
