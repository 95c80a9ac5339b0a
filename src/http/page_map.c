#include "http/handlers.h"
#include "http/page_figures.h"
#include "http/shapes.h"

#include "base/regions.h"
#include "flow/public.h"

#include <string.h>

/* P9: the provinces of the nation, in the nation's store, and the regencies and cities of one: as
 * equal tiles, and their table. */

enum { EAST = 9, FOLD = 7 }; /* from this column on, so many rows lower */

/* The nation is eighteen tiles wide, on a phone too many for a finger: Nusa Tenggara and what lies
 * east of it stand below the rest. Rows of level prov in data/tilegrid.csv, codes of ISO 3166-2:ID
 * as labels. */
static const struct {
    struct str code, abbr;
    int col, row;
} PROVINCES[] = {
    {STR_INIT("11"), STR_INIT("AC"), 0, 0},  {STR_INIT("12"), STR_INIT("SU"), 1, 1},
    {STR_INIT("13"), STR_INIT("SB"), 1, 2},  {STR_INIT("14"), STR_INIT("RI"), 2, 2},
    {STR_INIT("15"), STR_INIT("JA"), 2, 3},  {STR_INIT("16"), STR_INIT("SS"), 3, 4},
    {STR_INIT("17"), STR_INIT("BE"), 2, 4},  {STR_INIT("18"), STR_INIT("LA"), 3, 5},
    {STR_INIT("19"), STR_INIT("BB"), 4, 4},  {STR_INIT("21"), STR_INIT("KR"), 3, 1},
    {STR_INIT("31"), STR_INIT("JK"), 5, 5},  {STR_INIT("32"), STR_INIT("JB"), 5, 6},
    {STR_INIT("33"), STR_INIT("JT"), 6, 6},  {STR_INIT("34"), STR_INIT("YO"), 6, 7},
    {STR_INIT("35"), STR_INIT("JI"), 7, 6},  {STR_INIT("36"), STR_INIT("BT"), 4, 6},
    {STR_INIT("51"), STR_INIT("BA"), 8, 6},  {STR_INIT("52"), STR_INIT("NB"), 9, 6},
    {STR_INIT("53"), STR_INIT("NT"), 10, 6}, {STR_INIT("61"), STR_INIT("KB"), 5, 3},
    {STR_INIT("62"), STR_INIT("KT"), 6, 3},  {STR_INIT("63"), STR_INIT("KS"), 7, 4},
    {STR_INIT("64"), STR_INIT("KI"), 7, 3},  {STR_INIT("65"), STR_INIT("KU"), 7, 2},
    {STR_INIT("71"), STR_INIT("SA"), 11, 2}, {STR_INIT("72"), STR_INIT("ST"), 10, 3},
    {STR_INIT("73"), STR_INIT("SN"), 9, 4},  {STR_INIT("74"), STR_INIT("SG"), 10, 4},
    {STR_INIT("75"), STR_INIT("GO"), 10, 2}, {STR_INIT("76"), STR_INIT("SR"), 9, 3},
    {STR_INIT("81"), STR_INIT("MA"), 13, 4}, {STR_INIT("82"), STR_INIT("MU"), 13, 2},
    {STR_INIT("91"), STR_INIT("PA"), 17, 2}, {STR_INIT("92"), STR_INIT("PB"), 15, 3},
    {STR_INIT("93"), STR_INIT("PS"), 17, 4}, {STR_INIT("94"), STR_INIT("PT"), 16, 3},
    {STR_INIT("95"), STR_INIT("PE"), 17, 3}, {STR_INIT("96"), STR_INIT("PD"), 15, 2},
};

/* The 17 regencies and cities of South Sumatra where they lie. Rows of level sumsel in
 * data/tilegrid.csv. */
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

/* "Bogor" is a regency and a city: the city says so. */
static struct str name_among(const struct region *regions, size_t count, size_t index) {
    struct str name = region_short_name(&regions[index]);
    for (size_t i = 0; i < count && regions[index].kind == REGION_KOTA; i++)
        if (i != index && str_equal(region_short_name(&regions[i]), name))
            return regions[index].name;
    return name;
}

/* Regions of other provinces have no place of their own: in the order of their codes, by which
 * their tiles are labelled. */
static struct web_tile place_of_region(const struct region *region) {
    enum { COLS = 5 };
    size_t count;
    const struct region *regions = region_children(region_province(region), &count);
    size_t index = (size_t)(region - regions);
    struct web_tile at = {
        .abbr = region->code, .col = (int)(index % COLS), .row = (int)(index / COLS)};
    (void)!http_map_tile(region->code, &at);
    at.code = region->code;
    at.name = name_among(regions, count, index);
    return at;
}

struct web_tile http_map_place(const struct region *region) {
    if (region->kind != REGION_PROVINSI)
        return place_of_region(region);
    for (size_t i = 0; i < COUNT_OF(PROVINCES); i++) {
        bool east = PROVINCES[i].col >= EAST;
        if (str_equal(PROVINCES[i].code, region->code))
            return (struct web_tile){.code = region->code,
                                     .name = region->name,
                                     .abbr = PROVINCES[i].abbr,
                                     .col = PROVINCES[i].col - (east ? EAST : 0),
                                     .row = PROVINCES[i].row + (east ? FOLD : 0)};
    }
    return (struct web_tile){.code = region->code, .name = region->name};
}

static void fill_regions(struct http_call *call, const struct publication_figures *figures,
                         const struct region *province, struct web_map *v) {
    const struct region *regions = region_children(province, &v->tile_count);
    v->tiles = NEW(call->arena, struct web_tile, v->tile_count + 1);
    v->name = province->name;
    for (size_t i = 0; i < v->tile_count; i++) {
        v->tiles[i] = http_region_tile(figures, &regions[i]);
        struct web_tile at = http_map_place(&regions[i]);
        v->codes |= str_equal(at.abbr, at.code);
        v->tiles[i].name = at.name;
        v->tiles[i].abbr = at.abbr;
        v->tiles[i].col = at.col;
        v->tiles[i].row = at.row;
    }
}

static struct web_count least(struct publication_least sum) {
    bool some = sum.n > 0;
    return (struct web_count){
        .value = sum.n, .suppressed = sum.more && !some, .more = sum.more && some};
}

static void fill_provinces(struct http_call *call, const struct publication_figures *figures,
                           struct web_map *v) {
    struct publication_provinces all = publication_provinces(call->arena, figures);
    v->of = WEB_MAP_OF_PROVINCES;
    v->tiles = NEW(call->arena, struct web_tile, COUNT_OF(PROVINCES));
    for (size_t i = 0; i < COUNT_OF(PROVINCES); i++) {
        const struct region *region = region_find(PROVINCES[i].code);
        if (!region)
            continue;
        struct publication_province told = publication_province_find(&all, region->code);
        struct web_tile tile = http_map_place(region);
        tile.reports = least(told.received);
        tile.open = least(told.open);
        tile.late = least(told.late);
        tile.decided = least(told.decided);
        v->tiles[v->tile_count++] = tile;
    }
}

/* Of the map that stands there, with its own number asked for. */
static void fill_shapes(struct http_call *call, const struct region *province, struct web_map *v) {
    struct str address = http_path(call, WEB_PATH_MAP), code = province ? province->code : STR("");
    address =
        arena_printf(call->arena, "%.*s?angka=%.*s%s%.*s", STR_ARG(address),
                     STR_ARG(web_indicator_name(v->indicator)), v->province.len ? "&provinsi=" : "",
                     STR_ARG(v->province.len ? code : v->province));
    const struct boundary_map *map = http_shapes(call, code, address, &v->shapes);
    for (size_t i = 0; i < v->tile_count; i++)
        v->tiles[i].shape = http_shape(map, v->tiles[i].code, &v->shapes);
}

static struct err show_map(struct http_call *call, struct http_figures_kept *kept,
                           const struct region *province) {
    struct flow_counting *of = &kept->of;
    struct publication_figures figures;
    struct err e = flow_counted_figures(of, &figures);
    if (e.code)
        return e;
    struct web_map v = {.as_of = of->as_of,
                        .nation = !http_owner(call)->region.len,
                        .province = http_query(call, "provinsi")};
    const struct law_election *election = http_election(call, of->as_of);
    if (election)
        v.election_label = law_say(election->label, http_english(call));
    if (province)
        fill_regions(call, &figures, province, &v);
    else
        fill_provinces(call, &figures, &v);
    if (!web_indicator_read(http_query(call, "angka"), &v.indicator))
        v.indicator = WEB_SHOW_RECEIVED;
    v.what = web_indicator_text(v.indicator, http_english(call));
    fill_shapes(call, province, &v);
    web_map_prepare(&v);
    struct web_common c = http_figures_common(call, of);
    web_render_map(call->out, &v, &c);
    return http_figures_page(call, kept);
}

struct err http_province_asked(struct http_call *call, const struct region **ret) {
    const struct region *own = region_find(http_owner(call)->region);
    struct str asked = http_query(call, "provinsi");
    *ret = own ? region_province(own) : NULL;
    if (!asked.len)
        return OK;
    const struct region *found = region_find(asked);
    if (!found || found->kind != REGION_PROVINSI || (*ret && *ret != found))
        return ERR(ERR_MISSING, STR("region"));
    *ret = found;
    return OK;
}

struct err page_map_get(struct http_call *call) {
    struct http_figures_kept kept = {0};
    const struct region *province;
    struct err e = http_province_asked(call, &province);
    kept.beside = flow_boundaries_sum(http_app(call)->flow);
    if (!e.code)
        e = http_figures_kept(call, &kept);
    return e.code || kept.answered ? e : show_map(call, &kept, province);
}
