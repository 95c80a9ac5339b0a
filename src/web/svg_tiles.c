#include "web/put.h"
#include "web/svg.h"
#include "web/text.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { TILE = 66 };

static int tile_order(const void *a, const void *b) {
    const struct web_tile *x = a, *y = b;
    return x->row != y->row ? x->row - y->row : x->col - y->col;
}

static const struct {
    struct str name;
    enum web_text_key what;
    size_t offset; /* of its count in a tile */
} INDICATORS[WEB_SHOW_COUNT] = {
    [WEB_SHOW_RECEIVED] = {STR_INIT("diterima"), WEB_T_MAP_WHAT_RECEIVED,
                           offsetof(struct web_tile, reports)},
    [WEB_SHOW_OPEN] = {STR_INIT("ditangani"), WEB_T_MAP_WHAT_OPEN, offsetof(struct web_tile, open)},
    [WEB_SHOW_LATE] = {STR_INIT("lewat"), WEB_T_MAP_WHAT_LATE, offsetof(struct web_tile, late)},
    [WEB_SHOW_DECIDED] = {STR_INIT("diputus"), WEB_T_MAP_WHAT_DECIDED,
                          offsetof(struct web_tile, decided)},
};

struct str web_indicator_name(enum web_indicator indicator) {
    return INDICATORS[indicator].name;
}

bool web_indicator_read(struct str name, enum web_indicator *ret) {
    for (int i = 0; i < WEB_SHOW_COUNT; i++)
        if (str_equal(name, INDICATORS[i].name)) {
            *ret = (enum web_indicator)i;
            return true;
        }
    return false;
}

struct str web_indicator_text(enum web_indicator indicator, bool english) {
    return web_text(INDICATORS[indicator].what, english);
}

void web_map_prepare(struct web_map *map) {
    int64_t largest = 0;
    map->most = NULL;
    map->few = false;
    if (map->tile_count)
        qsort(map->tiles, map->tile_count, sizeof *map->tiles, tile_order);
    for (size_t i = 0; i < map->tile_count; i++) {
        struct web_tile *tile = &map->tiles[i];
        const char *counts = (const char *)tile + INDICATORS[map->indicator].offset;
        memcpy(&tile->shown, counts, sizeof tile->shown);
        if (!tile->shown.suppressed && tile->shown.value > largest) {
            largest = tile->shown.value;
            map->most = tile;
        }
    }
    for (size_t i = 0; i < map->tile_count; i++) {
        struct web_tile *tile = &map->tiles[i];
        int64_t n = tile->shown.value;
        map->few |= tile->shown.suppressed;
        tile->level = tile->shown.suppressed ? 1 : n == 0 ? 0 : n * 2 > largest ? 2 : 1;
    }
}

static void put_label(struct buf *out, const struct web_tile *tile, struct str kind, bool english) {
    web_put_text(out, tile->name);
    buf_add_c(out, ", ");
    web_put_count(out, tile->shown, english);
    buf_add_char(out, ' ');
    web_put_text(out, kind);
}

static void put_number(struct buf *out, const struct web_tile *tile) {
    if (tile->shown.suppressed)
        buf_add_c(out, "\xe2\x80\x93");
    else
        buf_add_int(out, tile->shown.value);
    if (tile->shown.more)
        buf_add_char(out, '+');
}

/* To the region's page; to the tiles of the province, with the same number. */
static void put_href(struct buf *out, const struct web_map *map, const struct web_tile *tile,
                     bool english) {
    bool province = map->of == WEB_MAP_OF_PROVINCES;
    buf_add(out, web_path(province ? WEB_PATH_MAP : WEB_PATH_REGION, english));
    if (province)
        buf_add_c(out, "?provinsi=");
    web_put_url_part(out, tile->code);
    if (province && map->indicator) {
        buf_add_c(out, "&amp;angka=");
        buf_add(out, web_indicator_name(map->indicator));
    }
    if (province && map->shapes.shown)
        buf_add_c(out, "&amp;batas=1");
}

static void put_square(struct buf *out, const struct web_tile *tile) {
    int x = tile->col * TILE, y = tile->row * TILE;
    buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"62\" height=\"62\" class=\"%s%d\"/>", x + 2,
               y + 2, tile->shown.suppressed ? "hatch l" : "l", tile->level);
    buf_printf(out, "<text x=\"%d\" y=\"%d\" class=\"t%d\">", x + 33, y + 28, tile->level);
    web_put_text(out, tile->abbr);
    buf_printf(out, "</text> <text x=\"%d\" y=\"%d\" class=\"n t%d\">", x + 33, y + 49,
               tile->level);
    put_number(out, tile);
    buf_add_c(out, "</text>");
    if (tile->level)
        buf_printf(out, "<path d=\"M%d %dh%d\" class=\"level t%d\"/>", x + 9, y + 58,
                   tile->level * 24, tile->level);
}

/* Above all areas, so that no neighbour covers it; the links' names have it, too. */
static void put_name(struct buf *out, const struct web_tile *tile) {
    if (!web_put_shape_name(out, &tile->shape, tile->level))
        return;
    web_put_text(out, tile->abbr);
    web_put_shape_number(out, &tile->shape, tile->level);
    put_number(out, tile);
    buf_add_c(out, "</text>");
}

static void put_tile(struct buf *out, const struct web_map *map, const struct web_tile *tile,
                     bool english) {
    if (map->shapes.shown && !tile->shape.path.len)
        return; /* the page says so */
    buf_add_c(out, "<a href=\"");
    put_href(out, map, tile, english);
    buf_add_c(out, "\" aria-label=\"");
    web_put_text(out, tile->abbr);
    buf_add_char(out, ' ');
    put_number(out, tile);
    buf_add_c(out, ": ");
    put_label(out, tile, map->what, english);
    buf_add_c(out, "\">");
    if (map->shapes.shown)
        web_put_shape(out, &tile->shape, !tile->shown.suppressed, tile->level);
    else
        put_square(out, tile);
    buf_add_c(out, "</a>");
}

void web_svg_tiles(struct buf *out, const struct web_map *map, bool english) {
    int cols = 1, rows = 1;
    bool provinces = map->of == WEB_MAP_OF_PROVINCES;
    for (size_t i = 0; i < map->tile_count; i++) {
        cols = map->tiles[i].col + 1 > cols ? map->tiles[i].col + 1 : cols;
        rows = map->tiles[i].row + 1 > rows ? map->tiles[i].row + 1 : rows;
    }
    const struct web_map_head head = {&map->shapes, cols * TILE, rows * TILE, provinces};
    web_put_map(out, &head);
    web_put_text(out, web_text(provinces ? WEB_T_MAP_HEADING_NATION : WEB_T_MAP_HEADING, english));
    buf_add_char(out, ' ');
    web_put_text(out, map->what);
    web_put_map_title_end(out, &head);
    for (size_t i = 0; i < map->tile_count; i++)
        put_tile(out, map, &map->tiles[i], english);
    for (size_t i = 0; i < map->tile_count && map->shapes.shown; i++)
        put_name(out, &map->tiles[i]);
    buf_add_c(out, "</svg>");
}
