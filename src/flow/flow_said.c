#include "flow/said.h"

struct err flow_say(struct flow_txn *txn, const struct flow_said *said, const struct buf *text) {
    if (buf_full(text))
        return ERR(ERR_TOO_LARGE, STR("body"));
    struct str body = arena_str(txn->batch, buf_str(text));
    const struct flow_single single = {
        said->kind, said->staff->who.office.id, body, said->now, *said->salt, *said->stream};
    const struct flow_single_more more = {said->staff->who.name, said->parts, said->part_count};
    struct flow_told told = {.index = flow_next_index(txn), .kind = said->kind, .at = said->now};
    struct err e = json_read(txn->batch, body, JSON_OWN, &told.body);
    if (!e.code)
        e = flow_append_by(txn, &single, &more);
    return e.code ? e : said->project(txn->db, txn->batch, &told);
}

void flow_saying_draw(struct flow *flow, struct flow_saying *of, flow_job_run *run) {
    of->job.run = run;
    of->salt = env_hash(flow->env);
    of->stream = env_id128(flow->env);
}

struct buf flow_saying_body(void) {
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    return body;
}

struct err flow_saying_say(struct flow_txn *txn, const struct flow_saying *of, struct str kind,
                           flow_make_row *project, struct buf *body) {
    const struct flow_said said = {.staff = &of->staff,
                                   .kind = kind,
                                   .now = of->now,
                                   .salt = &of->salt,
                                   .stream = &of->stream,
                                   .project = project};
    struct err e = flow_say(txn, &said, body);
    buf_done(body);
    return e;
}

void flow_body_begin(struct json *j, struct buf *out) {
    json_init(j, out);
    json_open_object(j);
}

void flow_body_day(struct json *j, const char *name, struct date day) {
    char text[DATE_LEN];
    date_put(day, text);
    json_put_str(j, name, (struct str){text, DATE_LEN});
}

void flow_body_end(struct json *j, struct str actor) {
    json_put_str(j, "actor", actor);
    json_close_object(j);
}

int64_t flow_told_number(const struct json_value *body, const char *name) {
    const struct json_value *n = json_get(body, name);
    return json_is(n, JSON_INTEGER) ? n->integer : -1;
}

struct str flow_told_text(struct arena *a, const struct json_value *body, const char *name) {
    return arena_str(a, json_text(json_get(body, name)));
}
