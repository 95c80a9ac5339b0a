#include "http/handlers.h"
#include "http/page_figures.h"
#include "http/round_view.h"

#include "base/regions.h"
#include "flow/standing.h"

/* P13: who has pledged, by agency; no names, and no number that points at a few (I9). */

static struct web_standing_row standing_row(struct http_call *call,
                                            const struct store_standing *s) {
    const struct region *region = region_find(s->office.region);
    struct web_standing_row row = {
        .office = http_english(call) ? s->office.name_en : s->office.name,
        .region = region ? region->name : (struct str){0},
        .kind = http_round_label(call, s->round.kind),
        .election = http_election_label(call, s->round.election),
        .hidden = publication_pledge_is_hidden(s->round.pledged, s->round.people),
        .closes = s->round.closes,
        .closed = s->round.closed >= 0};
    if (row.hidden)
        return row;
    row.signed_ = (struct web_share){s->round.pledged, s->round.people};
    row.percent = http_percent(s->round.pledged, s->round.people);
    return row;
}

/* Provinces, and the region that is chosen, whatever it is. */
static void fill_regions(struct http_call *call, struct web_coverage *v) {
    enum { PROVINCE_CODE = 2 };
    size_t room = 0;
    const struct region *region;
    while (region_at(room))
        room++;
    struct web_option *list = NEW(call->arena, struct web_option, room + 1);
    for (size_t i = 0; (region = region_at(i)); i++)
        if (region->code.len == PROVINCE_CODE || str_equal(region->code, v->region))
            list[v->region_count++] = (struct web_option){region->code, region->name, {0}};
    v->regions = list;
}

struct err page_coverage_get(struct http_call *call) {
    struct web_coverage v = {.region = http_query(call, "wilayah")};
    if (v.region.len && !region_find(v.region))
        return ERR(ERR_MISSING, STR("region"));
    struct store_standings all;
    struct flow_counting of;
    struct err e = http_counting(call, &of);
    if (!e.code)
        e = flow_counted_standings(&of, FLOW_STANDINGS_MAX, &all);
    if (e.code)
        return e;
    v.as_of = of.as_of;
    struct web_standing_row *rows = NEW(call->arena, struct web_standing_row, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        if (str_starts(all.list[i].office.region, v.region))
            rows[v.row_count++] = standing_row(call, &all.list[i]);
    v.rows = rows;
    fill_regions(call, &v);
    struct web_common c = http_figures_common(call, &of);
    web_render_coverage(call->out, &v, &c);
    return http_page(call, 200);
}

/* The same as open data: of all agencies. */
static struct err pledges_of(struct http_call *call, const char *type,
                             void (*write)(struct buf *, const struct publication_pledges *)) {
    struct publication_pledges pledges;
    struct flow_counting of;
    struct err e = http_counting(call, &of);
    if (!e.code)
        e = flow_standings(&of, &pledges);
    if (e.code)
        return e;
    write(call->out, &pledges);
    return buf_full(call->out) ? ERR(ERR_IO, STR("data")) : http_reply(call, 200, type);
}

struct err data_pledges_csv(struct http_call *call) {
    return pledges_of(call, HTTP_TYPE_CSV, publication_pledges_csv);
}

struct err data_pledges_json(struct http_call *call) {
    return pledges_of(call, HTTP_TYPE_JSON, publication_pledges_json);
}
