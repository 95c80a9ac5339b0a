/* Who else saw a checkpoint: what `netral verify --witness` checks and says. */
#include "tool/tool.h"
#include "tool/verify.h"

#include "base/date.h"

#include <string.h>

struct err tool_witnesses_read(const struct tool_list *lines, const char *quorum,
                               struct tool_witnesses *ret) {
    struct tool_witnesses read = {.quorum = lines->count > 0};
    int64_t wanted = 0;
    if (lines->count > LEDGER_WITNESSES_MAX)
        return ERR(ERR_MALFORMED, STR("witness-key"));
    for (; read.count < lines->count; read.count++) {
        struct ledger_key *key = &read.keys[read.count];
        if (ledger_witness_parse(str_from_c(lines->items[read.count]), key).code)
            return ERR(ERR_MALFORMED, STR("witness-key"));
        for (size_t i = 0; i < read.count; i++)
            if (memcmp(read.keys[i].public_key, key->public_key, sizeof key->public_key) == 0)
                return ERR(ERR_MALFORMED, STR("witness-key"));
    }
    if (quorum &&
        (!str_to_int(str_from_c(quorum), &wanted) || wanted < 1 || wanted > (int64_t)read.count))
        return ERR(ERR_INVALID, STR("quorum-number"));
    if (quorum)
        read.quorum = (size_t)wanted;
    *ret = read;
    return OK;
}

struct err tool_seen(struct str note, struct str vkey, const struct tool_witnesses *witnesses,
                     struct ledger_seen *ret) {
    struct ledger_key log;
    struct err e = ledger_vkey_parse(vkey, &log);
    const struct ledger_policy policy = {&log, witnesses->keys, witnesses->count,
                                         witnesses->quorum};
    return e.code ? e : ledger_policy_check(note, &policy, ret);
}

struct str tool_seen_sentences(struct arena *a, const struct ledger_seen *seen,
                               const struct tool_witnesses *witnesses, enum tool_lang lang) {
    struct buf out;
    if (!witnesses->count)
        return (struct str){0};
    buf_init(&out, 64 * 1024);
    buf_printf(&out,
               lang == TOOL_ID ? "Dilihat oleh %zu dari %zu saksi yang Anda sebut (diminta: %zu):\n"
                               : "Seen by %zu of the %zu witnesses that you named (wanted: %zu):\n",
               seen->count, witnesses->count, witnesses->quorum);
    for (size_t i = 0; i < witnesses->count; i++) {
        bool dated = seen->by[i] && seen->seconds[i] < INT64_MAX / 1000000;
        struct str at =
            dated ? instant_format(a, (struct instant){seen->seconds[i] * 1000000}) : STR("-");
        buf_printf(&out, "  %.*s  %.*s\n", STR_ARG(witnesses->keys[i].name), STR_ARG(at));
    }
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}
