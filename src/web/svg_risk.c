#include "web/put.h"
#include "web/svg.h"
#include "web/text.h"

enum { TILE = 66, SIDE = 62, WIDE = 5 }; /* from WIDE columns on text is larger */

static struct str class_text(enum web_risk_class class, bool english) {
    switch (class) {
    case WEB_RISK_LOW:
        return web_text(WEB_T_RISK_LOW, english);
    case WEB_RISK_MEDIUM:
        return web_text(WEB_T_RISK_MEDIUM, english);
    case WEB_RISK_HIGH:
        return web_text(WEB_T_RISK_HIGH, english);
    case WEB_RISK_NONE:
        break;
    }
    return (struct str){0};
}

/* Without classes every score looks alike: shades that nobody defined would say more than is
 * known. */
static int level_of(enum web_risk_class class) {
    return class == WEB_RISK_HIGH ? 2 : class == WEB_RISK_MEDIUM ? 1 : 0;
}

static void put_score(struct buf *out, const struct web_risk_row *row, bool english) {
    if (row->said)
        web_put_hundredths(out, row->score, english);
    else
        buf_add_c(out, "\xe2\x80\x93");
}

/* The name of the link begins with the text that is seen. */
static void put_label(struct buf *out, const struct web_risk_row *row, bool english) {
    web_put_text(out, row->abbr);
    buf_add_char(out, ' ');
    put_score(out, row, english);
    buf_add_c(out, ": ");
    web_put_text(out, row->name);
    buf_add_c(out, ", ");
    if (!row->said)
        web_put_text(out, web_text(WEB_T_RISK_NONE, english));
    else if (row->class == WEB_RISK_NONE)
        web_put_hundredths(out, row->score, english);
    else
        web_put_text(out, class_text(row->class, english));
}

static void put_square(struct buf *out, const struct web_risk_row *row, bool english) {
    int x = row->col * TILE, y = row->row * TILE, level = level_of(row->class);
    buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"%s%d\"/>", x + 2,
               y + 2, SIDE, SIDE, row->said ? "l" : "hatch l", row->said ? level : 1);
    buf_printf(out, "<text x=\"%d\" y=\"%d\" class=\"t%d\">", x + 33, y + 28, level);
    web_put_text(out, row->abbr);
    buf_printf(out, "</text> <text x=\"%d\" y=\"%d\" class=\"n t%d\">", x + 33, y + 49, level);
    put_score(out, row, english);
    buf_add_c(out, "</text>");
    if (level)
        buf_printf(out, "<path d=\"M%d %dh%d\" class=\"level t%d\"/>", x + 9, y + 58, level * 24,
                   level);
}

/* Above all areas, so that no neighbour covers it; the links' names have it, too. */
static void put_name(struct buf *out, const struct web_risk_row *row, bool english) {
    int level = level_of(row->class);
    if (!web_put_shape_name(out, &row->shape, level))
        return;
    web_put_text(out, row->abbr);
    web_put_shape_number(out, &row->shape, level);
    put_score(out, row, english);
    buf_add_c(out, "</text>");
}

static void put_tile(struct buf *out, const struct web_risk *risk, const struct web_risk_row *row,
                     bool english) {
    if (risk->shapes.shown && !row->shape.path.len)
        return; /* the page says so */
    buf_add_c(out, "<a href=\"");
    web_put_url(out, row->href);
    buf_add_c(out, "\" aria-label=\"");
    put_label(out, row, english);
    buf_add_c(out, "\">");
    if (risk->shapes.shown)
        web_put_shape(out, &row->shape, row->said, row->said ? level_of(row->class) : 1);
    else
        put_square(out, row, english);
    buf_add_c(out, "</a>");
}

/* In reading order, whatever the order of the rows. */
static void put_tiles(struct buf *out, const struct web_risk *risk, int cols, int rows,
                      bool english) {
    for (int place = 0; place < cols * rows; place++)
        for (size_t i = 0; i < risk->row_count; i++) {
            const struct web_risk_row *row = &risk->rows[i];
            if (row->abbr.len && row->row * cols + row->col == place)
                put_tile(out, risk, row, english);
        }
}

void web_svg_risk(struct buf *out, const struct web_risk *risk, bool english) {
    int cols = 1, rows = 1;
    for (size_t i = 0; i < risk->row_count; i++) {
        const struct web_risk_row *row = &risk->rows[i];
        if (!row->abbr.len)
            continue;
        cols = row->col + 1 > cols ? row->col + 1 : cols;
        rows = row->row + 1 > rows ? row->row + 1 : rows;
    }
    const struct web_map_head head = {&risk->shapes, cols * TILE, rows * TILE, cols > WIDE};
    web_put_map(out, &head);
    web_put_text(out, web_text(WEB_T_RISK_HEADING, english));
    web_put_map_title_end(out, &head);
    put_tiles(out, risk, cols, rows, english);
    for (size_t i = 0; i < risk->row_count && risk->shapes.shown; i++)
        put_name(out, &risk->rows[i], english);
    buf_add_c(out, "</svg>");
}
