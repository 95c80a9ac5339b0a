#include "http/handlers.h"
#include "http/page_common.h"

/* P1: the doors, the stage of today, three numbers; and what browsers ask for unasked. */

static void fill_stage(const struct http_call *call, struct date today, struct web_start *v) {
    const struct law_election *election = http_election_on(call, today);
    const struct law_stage *stage = election ? law_stage_on(election, today) : NULL;
    v->calendar = election;
    if (stage) {
        v->has_stage = true;
        v->stage = stage->label;
        v->stage_until = stage->to;
        v->stage_days_left = (int64_t)stage->to.day - today.day;
    }
}

static struct web_count shown(int64_t n, bool hide) {
    return (struct web_count){hide ? 0 : n, hide};
}

struct err page_start_get(struct http_call *call) {
    int64_t size;
    struct date today = http_today(call);
    struct err e = flow_size(http_reader(call), call->arena, &size);
    if (e.code)
        return e;
    /* Changes with every event and at midnight; the officer's own frame is nobody else's. */
    uint64_t generation = (uint64_t)size << 20 ^ (uint64_t)(uint32_t)today.day;
    bool keep = !http_staff(call)->who.name.len;
    if (keep && http_cached(call, generation))
        return OK;
    struct flow_totals totals;
    e = flow_totals(http_reader(call), call->arena, &totals);
    if (e.code)
        return e;
    struct web_start v = {.received = shown(totals.received, totals.hide_received),
                          .open = shown(totals.open, totals.hide_open),
                          .decided = shown(totals.decided, totals.hide_decided),
                          .as_of = today};
    fill_stage(call, today, &v);
    struct web_common c = http_common(call);
    web_render_start(call->out, &v, &c);
    return keep && !buf_full(call->out) ? http_reply_keep(call, HTTP_TYPE_HTML, generation)
                                        : http_page(call, 200);
}

/* Pages name an empty icon of their own; browsers that ask all the same get nothing, for long. */
struct err page_favicon(struct http_call *call) {
    http_set_cache(call, "public, max-age=31536000, immutable");
    return http_reply_empty(call, 204);
}
