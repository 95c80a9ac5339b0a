#include "web/svg.h"

/* True boundaries in place of tiles: the same classes, numbers and names, in units ten times as
 * fine (style sheet: .shapes). */

enum { BAR = 240, NAME = 20, NUMBER = 140, LEVEL = 190, ROOM = 420 };

void web_put_map(struct buf *out, const struct web_shapes *shapes, bool wide) {
    buf_printf(out,
               "<svg class=\"map shapes%s\" viewBox=\"0 0 %lld %lld\" role=\"group\" "
               "aria-labelledby=\"peta-t\"><title id=\"peta-t\">",
               wide ? " nation" : "", (long long)shapes->width, (long long)shapes->height);
}

void web_put_shape(struct buf *out, const struct web_shape *shape, bool known, int level) {
    buf_add_c(out, "<path d=\"");
    buf_add(out, shape->path); /* holds nothing but commands and numbers: boundaries_read */
    buf_printf(out, "\" class=\"s %s%d\"/>", known ? "l" : "hatch l", level);
}

bool web_put_shape_name(struct buf *out, const struct web_shape *shape, int level) {
    if (shape->wide < ROOM)
        return false;
    if (level)
        buf_printf(out, "<path d=\"M%lld %lldh%d\" class=\"level t%d\"/>",
                   (long long)shape->x - BAR * level / 2, (long long)shape->y + LEVEL, BAR * level,
                   level);
    buf_printf(out, "<text aria-hidden=\"true\" x=\"%lld\" y=\"%lld\" class=\"t%d\">",
               (long long)shape->x, (long long)shape->y - NAME, level);
    return true;
}

void web_put_shape_number(struct buf *out, const struct web_shape *shape, int level) {
    buf_printf(out, "</text> <text aria-hidden=\"true\" x=\"%lld\" y=\"%lld\" class=\"n t%d\">",
               (long long)shape->x, (long long)shape->y + NUMBER, level);
}
