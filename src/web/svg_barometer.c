#include "web/put.h"
#include "web/svg.h"
#include "web/text.h"

/* A tile is what a Sekda sees first: the shade and the line below say whether something is late,
 * the number how many wait, the words how long. A thick frame: the Sekda's own status. */
enum { TILE = 66, SIDE = 62, LATE = 2, OPEN = 1 };

static int level_of(const struct web_barometer_row *row) {
    return row->late ? LATE : row->open ? OPEN : 0;
}

static void put_days(struct buf *out, int64_t days, bool english) {
    web_put_int(out, days, english);
    buf_add_char(out, ' ');
    web_put_text(out, web_text(WEB_T_BAROMETER_DAYS, english));
}

/* The name of the link begins with the text that is seen (WCAG 2.5.3). */
static void put_label(struct buf *out, const struct web_barometer_row *row, bool english) {
    web_put_text(out, row->abbr);
    buf_add_char(out, ' ');
    web_put_int(out, row->open, english);
    buf_add_char(out, ' ');
    if (row->days >= 0) {
        put_days(out, row->days, english);
        buf_add_char(out, ' ');
    }
    buf_add_c(out, ": ");
    web_put_text(out, row->name);
    buf_add_c(out, ", ");
    web_put_int(out, row->late, english);
    buf_add_char(out, ' ');
    web_put_text(out, web_text(WEB_T_BAROMETER_TILE_LATE, english));
    if (row->flagged) {
        buf_add_c(out, ", ");
        web_put_text(out, web_text(WEB_T_BAROMETER_TILE_FLAG, english));
    }
}

static void put_tile(struct buf *out, const struct web_barometer_row *row, bool english) {
    int x = row->col * TILE, y = row->row * TILE, level = level_of(row);
    buf_add_c(out, "<a href=\"");
    buf_add(out, web_path(WEB_PATH_BAROMETER, english));
    buf_add_c(out, "?wilayah=");
    web_put_url_part(out, row->code);
    buf_add_c(out, "\" aria-label=\"");
    put_label(out, row, english);
    buf_printf(out, "\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"l%d%s\"/>",
               x + 2, y + 2, SIDE, SIDE, level, row->flagged ? " flag" : "");
    buf_printf(out, "<text x=\"%d\" y=\"%d\" class=\"t%d\">", x + 33, y + 19, level);
    web_put_text(out, row->abbr);
    buf_printf(out, "</text> <text x=\"%d\" y=\"%d\" class=\"n t%d\">", x + 33, y + 38, level);
    web_put_int(out, row->open, english);
    buf_add_c(out, "</text>");
    if (row->days >= 0) {
        buf_printf(out, " <text x=\"%d\" y=\"%d\" class=\"age t%d\">", x + 33, y + 53, level);
        put_days(out, row->days, english);
        buf_add_c(out, "</text>");
    }
    if (level)
        buf_printf(out, "<path d=\"M%d %dh%d\" class=\"level t%d\"/>", x + 9, y + 59, level * 24,
                   level);
    buf_add_c(out, "</a>");
}

void web_svg_barometer(struct buf *out, const struct web_barometer *barometer, bool english) {
    int cols = 1, rows = 1;
    for (size_t i = 0; i < barometer->row_count; i++) {
        const struct web_barometer_row *row = &barometer->rows[i];
        if (!row->abbr.len)
            continue;
        cols = row->col + 1 > cols ? row->col + 1 : cols;
        rows = row->row + 1 > rows ? row->row + 1 : rows;
    }
    buf_printf(out,
               "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"group\" "
               "aria-labelledby=\"peta-t\"><title id=\"peta-t\">",
               cols * TILE, rows * TILE);
    web_put_text(out, web_text(WEB_T_BAROMETER_TILES, english));
    buf_add_c(out, "</title>");
    for (int place = 0; place < cols * rows; place++) /* in reading order */
        for (size_t i = 0; i < barometer->row_count; i++) {
            const struct web_barometer_row *row = &barometer->rows[i];
            if (row->abbr.len && row->row * cols + row->col == place)
                put_tile(out, row, english);
        }
    buf_add_c(out, "</svg>");
}
