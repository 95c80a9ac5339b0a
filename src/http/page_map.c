#include "http/handlers.h"
#include "http/page_figures.h"

#include "base/regions.h"
#include "flow/public.h"

#include <string.h>

/* P9: the 17 regencies and cities of South Sumatra as equal tiles, and their table. Rows of
 * level sumsel in data/tilegrid.csv. */
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

struct web_tile http_region_tile(const struct publication_figures *figures,
                                 const struct region *region) {
    struct publication_line line = http_region_line(figures, region->code);
    return (struct web_tile){.code = region->code,
                             .name = region_short_name(region),
                             .reports = http_count(line.received),
                             .open = http_count(line.progress[PUBLICATION_OPEN]),
                             .late = http_count(line.late),
                             .decided = http_count(line.progress[PUBLICATION_DECIDED])};
}

static struct err show_map(struct http_call *call, struct http_figures_kept *kept) {
    struct flow_counting *of = &kept->of;
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
        *tile = http_region_tile(&figures, region);
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
    return http_figures_page(call, kept);
}

struct err page_map_get(struct http_call *call) {
    struct http_figures_kept kept = {0};
    struct err e = http_figures_kept(call, &kept);
    return e.code || kept.answered ? e : show_map(call, &kept);
}
