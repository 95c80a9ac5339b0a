#ifndef WEB_SVG_H
#define WEB_SVG_H
/* Pictures as SVG in the page: no script, print well, and each stands beside a table of the same
 * numbers. Colours come from classes of the style sheet; outline and number carry the meaning. */
#include "web/pages.h"

/* A group of links in reading order; each name begins with the text that is seen (WCAG 2.5.3). */
void web_svg_tiles(struct buf *out, const struct web_map *map, bool english);
/* A map's picture: what begins it, up to the text of its title; what ends that, with the pattern of
 * what is hidden. In units of the tiles: width and height; those of shapes, where they are shown.
 */
struct web_map_head {
    const struct web_shapes *shapes;
    int width, height;
    bool nation;
};
void web_put_map(struct buf *out, const struct web_map_head *head);
void web_put_map_title_end(struct buf *out, const struct web_map_head *head);
/* Parts of a map of true boundaries: a region's area; its name, false where there is no room for
 * one; then its number. */
void web_put_shape(struct buf *out, const struct web_shape *shape, bool known, int level);
bool web_put_shape_name(struct buf *out, const struct web_shape *shape, int level);
void web_put_shape_number(struct buf *out, const struct web_shape *shape, int level);
void web_svg_bars(struct buf *out, const struct web_chart *chart, bool english);
/* One bar of all parts, each with its label and number in a list below it. */
void web_svg_stack(struct buf *out, const struct web_chart *chart, bool english);
void web_svg_line(struct buf *out, const struct web_line *line, bool english);
/* The text as a QR code, error correction L; nothing when it is longer than one code holds (2,953
 * bytes). */
void web_svg_qr(struct buf *out, const struct str *text, bool english);
/* The same of an address, error correction M: paper is creased. */
void web_svg_link_qr(struct buf *out, const struct str *address, bool english);
/* A bar that is filled as far as the part is of the whole; its numbers stand beside it. */
void web_svg_share(struct buf *out, const struct web_share *share, bool english);
#endif
