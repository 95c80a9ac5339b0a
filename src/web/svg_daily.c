#include "web/put.h"
#include "web/svg.h"
#include "web/text.h"

/* As the barometer's own tiles, by what may be told of each: at least so many. No tile leads
 * anywhere: who has the link has this page alone. */
enum { TILE = 66, SIDE = 62, LATE = 2, OPEN = 1 };

static void put_least(struct buf *out, int64_t n, bool english) {
    if (!n) {
        buf_add_c(out, "&lt;5");
        return;
    }
    web_put_int(out, n, english);
    buf_add_char(out, '+');
}

static void put_tile(struct buf *out, const struct web_daily_row *row, bool english) {
    int x = row->col * TILE, y = row->row * TILE;
    int level = row->late ? LATE : row->open ? OPEN : 0;
    buf_printf(out, "<g><title>");
    web_put_text(out, row->name);
    buf_add_c(out, ": ");
    put_least(out, row->open, english);
    buf_add_c(out, ", ");
    put_least(out, row->late, english);
    buf_add_char(out, ' ');
    web_put_text(out, web_text(WEB_T_BAROMETER_TILE_LATE, english));
    buf_printf(out, "</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"l%d\"/>",
               x + 2, y + 2, SIDE, SIDE, level);
    buf_printf(out, "<text x=\"%d\" y=\"%d\" class=\"t%d\">", x + 33, y + 22, level);
    web_put_text(out, row->abbr);
    buf_printf(out, "</text> <text x=\"%d\" y=\"%d\" class=\"n t%d\">", x + 33, y + 44, level);
    put_least(out, row->open, english);
    buf_add_c(out, "</text>");
    if (level)
        buf_printf(out, "<path d=\"M%d %dh%d\" class=\"level t%d\"/>", x + 9, y + 57, level * 24,
                   level);
    buf_add_c(out, "</g>");
}

/* The table beside says the same in words. */
void web_svg_daily(struct buf *out, const struct web_daily *daily, bool english) {
    int cols = 1, rows = 1;
    for (size_t i = 0; i < daily->row_count; i++) {
        const struct web_daily_row *row = &daily->rows[i];
        if (!row->abbr.len)
            continue;
        cols = row->col + 1 > cols ? row->col + 1 : cols;
        rows = row->row + 1 > rows ? row->row + 1 : rows;
    }
    buf_printf(out,
               "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" "
               "aria-labelledby=\"peta-t\"><title id=\"peta-t\">",
               cols * TILE, rows * TILE);
    web_put_text(out, web_text(WEB_T_BAROMETER_TILES, english));
    buf_add_c(out, "</title>");
    for (size_t i = 0; i < daily->row_count; i++)
        if (daily->rows[i].abbr.len)
            put_tile(out, &daily->rows[i], english);
    buf_add_c(out, "</svg>");
}
