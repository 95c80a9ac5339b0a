#include "http/handlers.h"
#include "http/page_figures.h"

#include "base/regions.h"
#include "flow/public.h"
#include "flow/risk.h"
#include "http/activity_view.h"

#include <string.h>

/* P9: the 17 regencies and cities of South Sumatra as equal tiles, and their table. P10: one
 * region. Rows of level sumsel in data/tilegrid.csv. */
static const struct {
    struct str code, abbr;
    int col, row;
} TILES[] = {
    {STR_INIT("16.13"), STR_INIT("MRU"), 1, 0}, {STR_INIT("16.06"), STR_INIT("MUB"), 2, 0},
    {STR_INIT("16.07"), STR_INIT("BYA"), 3, 0}, {STR_INIT("16.73"), STR_INIT("LLG"), 0, 1},
    {STR_INIT("16.05"), STR_INIT("MUR"), 1, 1}, {STR_INIT("16.12"), STR_INIT("PAL"), 2, 1},
    {STR_INIT("16.71"), STR_INIT("PLG"), 3, 1}, {STR_INIT("16.11"), STR_INIT("ELW"), 0, 2},
    {STR_INIT("16.04"), STR_INIT("LHT"), 1, 2}, {STR_INIT("16.74"), STR_INIT("PBM"), 2, 2},
    {STR_INIT("16.10"), STR_INIT("OGI"), 3, 2}, {STR_INIT("16.02"), STR_INIT("OKI"), 4, 2},
    {STR_INIT("16.72"), STR_INIT("PGA"), 1, 3}, {STR_INIT("16.03"), STR_INIT("MEN"), 2, 3},
    {STR_INIT("16.01"), STR_INIT("OKU"), 3, 3}, {STR_INIT("16.08"), STR_INIT("OKT"), 4, 3},
    {STR_INIT("16.09"), STR_INIT("OKS"), 3, 4},
};

const struct region *http_map_region(size_t index) {
    return index < COUNT_OF(TILES) ? region_find(TILES[index].code) : NULL;
}

bool http_map_tile(struct str code, struct web_tile *ret) {
    for (size_t i = 0; i < COUNT_OF(TILES); i++)
        if (str_equal(TILES[i].code, code)) {
            *ret =
                (struct web_tile){.abbr = TILES[i].abbr, .col = TILES[i].col, .row = TILES[i].row};
            return true;
        }
    return false;
}

static struct web_tile tile_of(const struct publication_figures *figures,
                               const struct region *region) {
    struct publication_line line = http_region_line(figures, region->code);
    return (struct web_tile){.code = region->code,
                             .name = region_short_name(region),
                             .reports = http_count(line.received),
                             .open = http_count(line.progress[PUBLICATION_OPEN]),
                             .late = http_count(line.late),
                             .decided = http_count(line.progress[PUBLICATION_DECIDED])};
}

static struct err show_map(struct http_call *call, struct flow_counting *of) {
    struct publication_figures figures;
    struct err e = flow_counted_figures(of, &figures);
    if (e.code)
        return e;
    struct web_map v = {.as_of = of->as_of,
                        .tiles = NEW(call->arena, struct web_tile, COUNT_OF(TILES))};
    const struct law_election *election = http_election(call, of->as_of);
    if (election)
        v.election_label = law_say(election->label, http_english(call));
    for (size_t i = 0; i < COUNT_OF(TILES); i++) {
        const struct region *region = region_find(TILES[i].code);
        if (!region)
            continue;
        struct web_tile *tile = &v.tiles[v.tile_count++];
        *tile = tile_of(&figures, region);
        tile->abbr = TILES[i].abbr;
        tile->col = TILES[i].col;
        tile->row = TILES[i].row;
    }
    if (!web_indicator_read(http_query(call, "angka"), &v.indicator))
        v.indicator = WEB_SHOW_RECEIVED;
    v.what = web_indicator_text(v.indicator, http_english(call));
    web_map_prepare(&v);
    struct web_common c = http_figures_common(call, of);
    web_render_map(call->out, &v, &c);
    return http_figures_page(call, of);
}

struct err page_map_get(struct http_call *call) {
    struct http_figures_kept kept;
    struct err e = http_figures_kept(call, &kept);
    return e.code || kept.answered ? e : show_map(call, &kept.of);
}

/* What was done in the region to prevent breaches; a province's page has those of its own. */
static struct err fill_deeds(struct http_call *call, struct web_region *v) {
    enum { SHOWN = 20 };
    struct store_activities list;
    struct err e =
        store_activity_region(http_reader(call), call->arena, v->tile.code, SHOWN, &list);
    if (e.code)
        return e;
    struct web_deed *deeds = NEW(call->arena, struct web_deed, list.count + 1);
    for (size_t i = 0; i < list.count && !e.code; i++) {
        const struct store_activity *x = &list.list[i];
        struct str source = x->source.len ? x->source : x->organiser;
        if (!source.len)
            e = http_office_name(call, x->office, &source);
        deeds[v->deed_count++] =
            (struct web_deed){x->on, http_activity_title(call, x), x->place, source};
    }
    v->deeds = deeds;
    return e;
}

/* Recommendations that wait for BKN or the appointing authority, by whether they are late and how
 * long; empty when none does. */
static struct web_chart waiting_chart(struct http_call *call,
                                      const struct publication_figures *figures,
                                      struct str region) {
    static const enum web_text_key LABELS[PUBLICATION_WAITING_COUNT] = {
        [PUBLICATION_WAITS_IN_TIME] = WEB_T_REGION_WAITS_IN_TIME,
        [PUBLICATION_WAITS_LATE] = WEB_T_REGION_WAITS_LATE,
        [PUBLICATION_WAITS_LONG] = WEB_T_REGION_WAITS_LONG,
        [PUBLICATION_WAITS_LONGEST] = WEB_T_REGION_WAITS_LONGEST};
    struct web_bar *bars = NEW(call->arena, struct web_bar, PUBLICATION_WAITING_COUNT);
    bool some = false;
    for (int i = 0; i < PUBLICATION_WAITING_COUNT; i++) {
        struct publication_number n =
            publication_region_waiting(figures, region, (enum publication_waiting)i);
        bars[i] = (struct web_bar){http_text(call, LABELS[i]), http_count(n)};
        some |= n.n || n.hidden;
    }
    return (struct web_chart){bars, some ? PUBLICATION_WAITING_COUNT : 0};
}

/* Which Bawaslu is in charge of what happens in the region. */
static struct err fill_contact(struct http_call *call, struct web_region *v) {
    struct store_office office;
    struct err e =
        store_office_for(http_reader(call), call->arena, STR("bawaslu"), v->tile.code, &office);
    if (!e.code)
        v->contact = http_english(call) ? office.name_en : office.name;
    return e.code == ERR_MISSING ? OK : e;
}

/* An index compares the regencies and cities of the store's province, or of the nation. */
static bool is_scored(struct http_call *call, const struct region *region) {
    const struct risk_rules *rules = flow_risk_rules(http_app(call)->flow);
    const struct region *own = region_find(http_owner(call)->region);
    bool ours = !own || region_province(own) == region_province(region);
    return rules->index_count && rules->indexes[0].level == RISK_REGENCY &&
           region->kind != REGION_PROVINSI && ours;
}

struct err page_region_get(struct http_call *call) {
    const struct region *region = region_find(http_param(call, "code"));
    if (!region)
        return ERR(ERR_MISSING, STR("region"));
    struct publication_figures figures;
    struct flow_counting of;
    struct err e = http_counting(call, &of);
    if (!e.code)
        e = flow_counted_waiting(&of, &figures);
    if (e.code)
        return e;
    struct publication_line line = http_region_line(&figures, region->code);
    struct web_region v = {.tile = tile_of(&figures, region),
                           .as_of = of.as_of,
                           .scored = is_scored(call, region),
                           .acts = http_acts_chart(call, &figures, region->code),
                           .waiting = waiting_chart(call, &figures, region->code)};
    v.tile.name = region->name;
    if (line.received.n || line.received.hidden)
        v.stages = http_progress_chart(call, &line);
    e = fill_deeds(call, &v);
    if (!e.code)
        e = fill_contact(call, &v);
    if (e.code)
        return e;
    struct web_common c = http_figures_common(call, &of);
    web_render_region(call->out, &v, &c);
    return http_page(call, 200);
}
