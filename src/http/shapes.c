#include "http/shapes.h"

/* True boundaries of the map that a page shows, where the operator imported them and who looks asks
 * for them (batas=1). */

bool http_shapes_asked(struct http_call *call) {
    return str_equal(http_query(call, "batas"), STR("1"));
}

static struct str other(struct http_call *call, struct str address) {
    bool asked = http_shapes_asked(call), query = false;
    for (size_t i = 0; i < address.len; i++)
        query |= address.ptr[i] == '?';
    return asked ? address
                 : arena_printf(call->arena, "%.*s%sbatas=1", STR_ARG(address), query ? "&" : "?");
}

const struct boundary_map *http_shapes(struct http_call *call, struct str province,
                                       struct str address, struct web_shapes *ret) {
    const struct boundaries *of = NULL;
    const struct boundary_map *map = flow_boundaries(http_app(call)->flow, province, &of);
    *ret = (struct web_shapes){0};
    if (!map)
        return NULL;
    *ret = (struct web_shapes){.there = true,
                               .shown = http_shapes_asked(call),
                               .width = map->width,
                               .height = map->height,
                               .source = of->source,
                               .licence = of->licence,
                               .other = other(call, address)};
    return ret->shown ? map : NULL;
}

struct web_shape http_shape(const struct boundary_map *map, struct str code,
                            struct web_shapes *shapes) {
    const struct boundary *b = map ? boundary_find(map, code) : NULL;
    if (map && !b)
        shapes->missing++;
    return b ? (struct web_shape){b->path, b->x, b->y, b->wide} : (struct web_shape){0};
}
