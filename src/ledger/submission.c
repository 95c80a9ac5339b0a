/* The body of add-checkpoint, and what a witness answers to it (C2SP tlog-witness). */
#include "ledger/cosign.h"
#include "ledger/ledger_internal.h"

static const struct str OLD = STR_INIT("old ");

struct str ledger_submission_text(struct arena *a, const struct ledger_submission *s) {
    size_t len = OLD.len + ledger_digits(s->old_size) + 1 + s->count * (HASH_BASE64_LEN + 1) + 1 +
                 s->note.len;
    char *text = NEW(a, char, len + 1);
    char *at = ledger_put(text, OLD);
    at = ledger_put_int(at, s->old_size);
    *at++ = '\n';
    for (size_t i = 0; i < s->count; i++) {
        base64_put(s->hashes[i].b, HASH_LEN, at);
        at += HASH_BASE64_LEN;
        *at++ = '\n';
    }
    *at++ = '\n';
    (void)ledger_put(at, s->note);
    return (struct str){text, len};
}

/* A line that ends in \n; false at the end of the text or when the \n is missing. */
static bool next_line(struct str *rest, struct str *ret) {
    const struct str before = *rest;
    *ret = str_cut(rest, '\n');
    return ret->len < before.len;
}

struct err ledger_submission_parse(struct str body, struct ledger_submission *ret) {
    struct ledger_submission s = {.old_size = 0};
    struct str rest = body, line;
    if (!next_line(&rest, &line) || !str_starts(line, OLD))
        return ERR(ERR_MALFORMED, STR("old"));
    struct str size = {line.ptr + OLD.len, line.len - OLD.len};
    if (!ledger_parse_int(size, &s.old_size)) /* 18 digits: below any ceiling */
        return ERR(ERR_MALFORMED, STR("old"));
    for (;;) {
        if (!next_line(&rest, &line))
            return ERR(ERR_MALFORMED, STR("proof"));
        if (!line.len)
            break;
        if (s.count == LEDGER_PROOF_MAX ||
            !base64_decode_exact(line, s.hashes[s.count].b, HASH_LEN))
            return ERR(ERR_MALFORMED, STR("proof"));
        s.count++;
    }
    if (!rest.len)
        return ERR(ERR_MALFORMED, STR("checkpoint"));
    s.note = rest;
    *ret = s;
    return OK;
}

struct ledger_witnessed ledger_witnessed_none(void) {
    return (struct ledger_witnessed){.size = 0, .root = ledger_empty_root()};
}

struct err ledger_submission_log(const struct ledger_submission *s, const struct ledger_key *logs,
                                 size_t count, size_t *ret) {
    struct str text;
    struct err e = ledger_checkpoint_text(s->note, &text);
    if (e.code)
        return e;
    struct str origin = str_cut(&text, '\n');
    for (size_t i = 0; i < count; i++)
        if (str_equal(logs[i].name, origin)) {
            *ret = i;
            return OK;
        }
    return ERR(ERR_MISSING, STR("origin"));
}

enum ledger_verdict ledger_judge(const struct ledger_submission *s, const struct ledger_key *log,
                                 const struct ledger_witnessed *last,
                                 struct ledger_witnessed *ret_next) {
    struct ledger_checkpoint c;
    struct err e = ledger_checkpoint_open(s->note, log, &c);
    if (e.code)
        return e.code == ERR_MALFORMED ? LEDGER_MALFORMED : LEDGER_FORBIDDEN;
    if (s->old_size > c.size)
        return LEDGER_MALFORMED;
    if (s->old_size != last->size)
        return LEDGER_STALE;
    if (c.size == last->size && !s->count && !hash_equal(&c.root, &last->root))
        return LEDGER_FORKED;
    struct ledger_proof proof = {.index = s->old_size, .size = c.size, .count = s->count};
    for (size_t i = 0; i < s->count; i++)
        proof.hashes[i] = s->hashes[i];
    if (!ledger_check_consistency(&proof, last->size, &last->root, &c.root))
        return LEDGER_UNPROVED;
    *ret_next = (struct ledger_witnessed){.size = c.size, .root = c.root};
    return LEDGER_COSIGN;
}
