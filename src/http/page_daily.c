#include "http/daily_view.h"
#include "http/handlers.h"
#include "http/page_figures.h"
#include "http/risk_view.h"

#include "base/regions.h"
#include "flow/daily.h"
#include "flow/weigh.h"

/* The barometer's daily link: made on the barometer's page, opened by anybody. What it shows comes
 * from flow_daily_of alone: no exact count of persons or cases reaches the page. */

static const int64_t DAY_US = 86400LL * 1000000;

/* --- made --- */

struct err page_daily_make(struct http_call *call) {
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (e.code)
        return e;
    struct flow_daily_make *x = NEW(call->arena, struct flow_daily_make, 1);
    x->job.arena = call->arena;
    x->staff = *http_staff(call);
    x->region = http_form(call, "wilayah");
    x->now = call->now;
    flow_daily_prepare(http_app(call)->flow, x);
    call->state = x;
    return http_write(call, &x->job);
}

struct err page_daily_made(struct http_call *call) {
    const struct flow_daily_make *x = call->state;
    if (x->job.result.code)
        return x->job.result;
    return http_reply_redirect(call,
                               arena_printf(call->arena, "%.*s?wilayah=%.*s&tautan=%.*s#tautan",
                                            STR_ARG(http_path(call, WEB_PATH_BAROMETER)),
                                            STR_ARG(x->region), STR_ARG(x->text)));
}

void http_daily_link(struct http_call *call, struct str region, struct str *ret_address,
                     struct date *ret_until) {
    struct str text = http_query(call, "tautan"), site;
    struct daily_link link;
    struct err e = flow_daily_open(http_app(call)->flow, text, call->now, &link);
    *ret_address = (struct str){0};
    bool today = !e.code && link.day.day == instant_date(call->now, ZONE_WIB).day;
    if (!today || !str_equal(link.region, region) || !http_site(call, &site))
        return;
    *ret_address = arena_printf(call->arena, "%.*s%.*s%.*s", STR_ARG(site),
                                STR_ARG(http_path(call, WEB_PATH_DAILY)), STR_ARG(text));
    *ret_until = daily_link_until(link);
}

/* --- opened --- */

static struct err fill_stage(struct http_call *call, const struct flow_duties_where *duties,
                             struct str region, struct web_daily *v) {
    const struct flow *flow = http_app(call)->flow;
    const struct risk_rules *rules = flow_risk_rules(flow);
    const struct risk_index *index;
    if (!rules->index_count)
        return OK;
    struct err e =
        flow_weighed_now(flow, http_reader(call), call->arena, &rules->indexes[0], &index);
    if (e.code)
        return e;
    struct risk_moment moment = risk_moment_on(http_election_on(call, v->today), index, v->today);
    v->stages = http_stages(&moment);
    /* Duties are the region's, each of which its public page shows where it was done. */
    struct law_words_list open = http_open_duties(call, duties, region, moment.stage);
    v->acts = open.list;
    v->act_count = open.count;
    return OK;
}

static struct web_daily_row row_of(const struct flow_daily_row *r) {
    const struct region *region = region_find(r->region);
    struct web_daily_row row = {.name = region ? region_short_name(region) : r->region,
                                .open = r->open,
                                .late = r->late,
                                .proven = r->proven,
                                .days = r->days,
                                .pledged = r->pledged,
                                .reached = r->reached,
                                .done = r->done,
                                .due = r->due};
    struct web_tile tile;
    if (http_map_tile(r->region, &tile)) {
        row.abbr = tile.abbr;
        row.col = tile.col;
        row.row = tile.row;
    }
    return row;
}

static void fill_rows(struct http_call *call, const struct flow_daily *d, struct str region,
                      struct web_daily *v) {
    struct web_daily_row *rows = NEW(call->arena, struct web_daily_row, d->row_count + 1);
    for (size_t i = 0; i < d->row_count; i++) {
        rows[i] = row_of(&d->rows[i]);
        if (str_equal(d->rows[i].region, region))
            rows[i].name = http_text(call, WEB_T_BAROMETER_PROVINCE);
    }
    v->rows = rows;
    v->row_count = d->row_count > 1 ? d->row_count : 0; /* one alone is what stands above */
}

static struct err fill(struct http_call *call, struct str region, struct web_daily *v) {
    struct flow_barometer b;
    const struct flow_barometer_ask ask = {.law = http_law(call),
                                           .election = http_election(call, v->today),
                                           .region = region,
                                           .viewer = region,
                                           .today = v->today};
    struct flow_counting of; /* the moment of the newest event is told by the tick alone */
    struct err e = http_counting(call, &of);
    if (!e.code)
        e = flow_barometer(http_reader(call), call->arena, &ask, &b);
    if (e.code)
        return e;
    struct flow_daily d = flow_daily_of(call->arena, &b, v->today);
    v->region = region_find(region)->name;
    v->last = of.at.us ? of.at : d.last;
    v->stale = call->now.us - v->last.us > DAY_US;
    v->all = row_of(&d.all);
    fill_rows(call, &d, region, v);
    return fill_stage(call, &b.duties, region, v);
}

/* A good link and a made-up one cost the same try: who tries gets no word more. */
struct err page_daily_get(struct http_call *call) {
    struct daily_link link;
    struct web_daily v = {.today = http_today(call)};
    struct err e = http_limit_take(call, HTTP_LIMIT_LINK);
    if (!e.code)
        e = flow_daily_open(http_app(call)->flow, http_param(call, "link"), call->now, &link);
    if (!e.code)
        e = fill(call, link.region, &v);
    if (e.code)
        return e;
    v.until = daily_link_until(link);
    struct web_common c = http_common(call);
    web_render_daily(call->out, &v, &c);
    return http_page(call, 200);
}
