#include "flow/said.h"

struct err flow_say(struct flow_txn *txn, const struct flow_said *said, const struct buf *text) {
    if (buf_full(text))
        return ERR(ERR_TOO_LARGE, STR("body"));
    struct str body = arena_str(txn->batch, buf_str(text));
    const struct flow_single single = {
        said->kind, said->staff->who.office.id, body, said->now, *said->salt, *said->stream};
    const struct flow_single_more more = {said->staff->who.name, said->parts, said->part_count};
    struct flow_told told = {.index = flow_next_index(txn), .kind = said->kind};
    struct err e = json_read(txn->batch, body, JSON_OWN, &told.body);
    if (!e.code)
        e = flow_append_by(txn, &single, &more);
    return e.code ? e : said->project(txn->db, txn->batch, &told);
}

int64_t flow_told_number(const struct json_value *body, const char *name) {
    const struct json_value *n = json_get(body, name);
    return json_is(n, JSON_INTEGER) ? n->integer : -1;
}

struct str flow_told_text(struct arena *a, const struct json_value *body, const char *name) {
    return arena_str(a, json_text(json_get(body, name)));
}
