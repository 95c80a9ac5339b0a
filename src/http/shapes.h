#ifndef HTTP_SHAPES_H
#define HTTP_SHAPES_H
/* True boundaries on pages that have a map: tiles are the default, batas=1 asks for them. */
#include "flow/boundaries.h"
#include "http/page_common.h"

bool http_shapes_asked(struct http_call *call);
/* What the page says of them; address: its own, without batas. The map, when it is drawn: province
 * empty: of the provinces. NULL: tiles. */
const struct boundary_map *http_shapes(struct http_call *call, struct str province,
                                       struct str address, struct web_shapes *ret);
/* A region's; counts in shapes those that have none. map NULL: tiles. */
struct web_shape http_shape(const struct boundary_map *map, struct str code,
                            struct web_shapes *shapes);
#endif
