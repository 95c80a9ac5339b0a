#include "web/svg.h"

/* True boundaries in place of tiles: the same classes, numbers and names. Areas have units ten
 * times as fine as the drawing's; their lines are as wide at every size. */

enum { FINE = 10, ROOM = 420 };                       /* ROOM: in units of areas */
enum { BAR = 24, NAME = 2, NUMBER = 14, LEVEL = 19 }; /* in units of the drawing */

void web_put_map(struct buf *out, const struct web_map_head *head) {
    const struct web_shapes *shapes = head->shapes;
    long long width = shapes->shown ? (shapes->width + FINE - 1) / FINE : head->width,
              height = shapes->shown ? (shapes->height + FINE - 1) / FINE : head->height;
    buf_printf(out,
               "<svg class=\"map%s\" viewBox=\"0 0 %lld %lld\" role=\"group\" "
               "aria-labelledby=\"peta-t\"><title id=\"peta-t\">",
               head->nation ? " nation" : "", width, height);
}

void web_put_map_title_end(struct buf *out, const struct web_map_head *head) {
    buf_add_c(out, "</title><defs><pattern id=\"arsir\" width=\"6\" height=\"6\" "
                   "patternUnits=\"userSpaceOnUse\"");
    if (head->shapes->shown)
        buf_add_c(out, " patternTransform=\"scale(10)\"");
    buf_add_c(out, "><path d=\"M0 6L6 0\" class=\"hatchline\"/></pattern></defs>");
}

void web_put_shape(struct buf *out, const struct web_shape *shape, bool known, int level) {
    buf_add_c(out, "<path transform=\"scale(.1)\" vector-effect=\"non-scaling-stroke\" "
                   "stroke=\"var(--ink)\" d=\"");
    buf_add(out, shape->path); /* holds nothing but commands and numbers: boundaries_read */
    buf_printf(out, "\" class=\"%s%d\"/>", known ? "l" : "hatch l", level);
}

bool web_put_shape_name(struct buf *out, const struct web_shape *shape, int level) {
    if (shape->wide < ROOM)
        return false;
    long long x = shape->x / FINE, y = shape->y / FINE;
    if (level)
        buf_printf(out, "<path d=\"M%lld %lldh%d\" class=\"level t%d\" pointer-events=\"none\"/>",
                   x - BAR * level / 2, y + LEVEL, BAR * level, level);
    buf_printf(out, "<text aria-hidden=\"true\" x=\"%lld\" y=\"%lld\" class=\"t%d\">", x, y - NAME,
               level);
    return true;
}

void web_put_shape_number(struct buf *out, const struct web_shape *shape, int level) {
    buf_printf(out, "</text> <text aria-hidden=\"true\" x=\"%lld\" y=\"%lld\" class=\"n t%d\">",
               (long long)shape->x / FINE, (long long)shape->y / FINE + NUMBER, level);
}
