#include "web/put.h"
#include "web/svg.h"
#include "web/text.h"

#include <stdlib.h>

enum { TILE = 66 };

static int tile_order(const void *a, const void *b) {
    const struct web_tile *x = a, *y = b;
    return x->row != y->row ? x->row - y->row : x->col - y->col;
}

void web_map_prepare(struct web_map *map) {
    int64_t largest = 0;
    map->most = NULL;
    map->few = false;
    if (map->tile_count)
        qsort(map->tiles, map->tile_count, sizeof *map->tiles, tile_order);
    for (size_t i = 0; i < map->tile_count; i++)
        if (!map->tiles[i].late.suppressed && map->tiles[i].late.value > largest) {
            largest = map->tiles[i].late.value;
            map->most = &map->tiles[i];
        }
    for (size_t i = 0; i < map->tile_count; i++) {
        struct web_tile *tile = &map->tiles[i];
        int64_t n = tile->late.value;
        map->few |= tile->late.suppressed;
        tile->level = tile->late.suppressed ? 1 : n == 0 ? 0 : n * 2 > largest ? 2 : 1;
    }
}

static void put_label(struct buf *out, const struct web_tile *tile, bool english) {
    struct str text = web_text(WEB_T_MAP_LEVEL_OF, english), part = text;
    (void)str_cut(&part, '}'); /* behind {region} */
    struct str head = str_cut(&part, '{');
    (void)str_cut(&part, '}'); /* behind {n} */
    web_put_text(out, tile->name);
    web_put_text(out, head);
    web_put_count(out, tile->late, english);
    web_put_text(out, part);
}

static void put_number(struct buf *out, const struct web_tile *tile) {
    if (tile->late.suppressed)
        buf_add_c(out, "\xe2\x80\x93");
    else
        buf_add_int(out, tile->late.value);
}

static void put_tile(struct buf *out, const struct web_tile *tile, bool english) {
    int x = tile->col * TILE, y = tile->row * TILE;
    buf_add_c(out, "<a href=\"");
    buf_add(out, web_path(WEB_PATH_REGION, english));
    web_put_url_part(out, tile->code);
    buf_add_c(out, "\" aria-label=\"");
    web_put_text(out, tile->abbr);
    buf_add_char(out, ' ');
    put_number(out, tile);
    buf_add_c(out, ": ");
    put_label(out, tile, english);
    buf_printf(out, "\"><rect x=\"%d\" y=\"%d\" width=\"62\" height=\"62\" class=\"%s%d\"/>", x + 2,
               y + 2, tile->late.suppressed ? "hatch l" : "l", tile->level);
    buf_printf(out, "<text x=\"%d\" y=\"%d\" class=\"t%d\">", x + 33, y + 28, tile->level);
    web_put_text(out, tile->abbr);
    buf_printf(out, "</text> <text x=\"%d\" y=\"%d\" class=\"n t%d\">", x + 33, y + 49,
               tile->level);
    put_number(out, tile);
    buf_add_c(out, "</text>");
    if (tile->level)
        buf_printf(out, "<path d=\"M%d %dh%d\" class=\"level t%d\"/>", x + 9, y + 58,
                   tile->level * 24, tile->level);
    buf_add_c(out, "</a>");
}

void web_svg_tiles(struct buf *out, const struct web_map *map, bool english) {
    int cols = 1, rows = 1;
    for (size_t i = 0; i < map->tile_count; i++) {
        cols = map->tiles[i].col + 1 > cols ? map->tiles[i].col + 1 : cols;
        rows = map->tiles[i].row + 1 > rows ? map->tiles[i].row + 1 : rows;
    }
    buf_printf(out,
               "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"group\" "
               "aria-labelledby=\"peta-t\"><title id=\"peta-t\">",
               cols * TILE, rows * TILE);
    web_put_text(out, web_text(WEB_T_MAP_HEADING, english));
    buf_add_c(out, "</title><defs><pattern id=\"arsir\" width=\"6\" height=\"6\" "
                   "patternUnits=\"userSpaceOnUse\"><path d=\"M0 6L6 0\" "
                   "class=\"hatchline\"/></pattern></defs>");
    for (size_t i = 0; i < map->tile_count; i++)
        put_tile(out, &map->tiles[i], english);
    buf_add_c(out, "</svg>");
}
