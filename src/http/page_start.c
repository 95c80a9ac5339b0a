#include "http/handlers.h"
#include "http/page_figures.h"

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
    return (struct web_count){.value = hide ? 0 : n, .suppressed = hide};
}

struct err page_start_get(struct http_call *call) {
    struct http_figures_kept kept = {0};
    struct date today = http_today(call);
    struct err e = http_figures_kept(call, &kept);
    if (e.code || kept.answered)
        return e;
    struct flow_totals totals;
    e = flow_counted_totals(&kept.of, &totals);
    if (e.code)
        return e;
    struct web_start v = {.received = shown(totals.received, totals.hide_received),
                          .open = shown(totals.open, totals.hide_open),
                          .decided = shown(totals.decided, totals.hide_decided),
                          .as_of = kept.of.as_of};
    fill_stage(call, today, &v);
    struct web_common c = http_figures_common(call, &kept.of);
    web_render_start(call->out, &v, &c);
    return http_figures_page(call, &kept);
}

/* Pages name an empty icon of their own; browsers that ask all the same get nothing, for long. */
struct err page_favicon(struct http_call *call) {
    http_set_cache(call, "public, max-age=31536000, immutable");
    return http_reply_empty(call, 204);
}
