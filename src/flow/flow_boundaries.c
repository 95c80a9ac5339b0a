#include "flow/boundaries.h"

#include "base/file.h"
#include "flow/flow_internal.h"

#include <errno.h>

static const char *const FILES[FLOW_BOUNDARY_LEVELS] = {"boundaries-provinces.json",
                                                        "boundaries-regencies.json"};

/* Of both levels: bytes, and values of JSON. */
enum { READ_ARENA = FLOW_BOUNDARY_LEVELS * (3 * BOUNDARY_STORED_MAX + (8 << 20)) };

/* --- kept --- */

struct err flow_boundaries_keep(const char *data_dir, const struct boundaries *of) {
    enum { CAP = 2 * BOUNDARY_STORED_MAX };
    struct arena *a = arena_new(CAP);
    struct str text = boundaries_text(a, of);
    const char *name = FILES[of->count && of->maps[0].province.len ? 1 : 0];
    struct err e = text.len ? OK : ERR(ERR_INVALID, STR("boundaries"));
    if (!e.code && !file_put(data_dir, name, text))
        e = file_err(errno, STR("boundaries"));
    arena_free(a);
    return e;
}

/* --- read --- */

void flow_boundaries_load(struct flow *flow, const char *data_dir) {
    struct arena *a = arena_new(READ_ARENA);
    struct flow_boundary_files *files = NEW(flow->arena, struct flow_boundary_files, 1);
    files->arena = a;
    for (int level = 0; level < FLOW_BOUNDARY_LEVELS; level++) {
        struct str path = arena_printf(a, "%s/%s", data_dir, FILES[level]), text;
        if (file_read(a, arena_c(a, path), BOUNDARY_STORED_MAX, &text) &&
            text.len <= BOUNDARY_STORED_MAX &&
            !boundaries_read(a, text, &files->levels[level]).code)
            files->sum = str_sum(files->sum, text);
    }
    flow->boundaries = files;
}

void flow_boundaries_end(struct flow *flow) {
    if (flow->boundaries)
        arena_free(flow->boundaries->arena);
}

const struct boundary_map *flow_boundaries(const struct flow *flow, struct str province,
                                           const struct boundaries **ret_of) {
    if (!flow->boundaries)
        return NULL;
    *ret_of = &flow->boundaries->levels[province.len ? 1 : 0];
    return boundary_map_of(*ret_of, province);
}

uint64_t flow_boundaries_sum(const struct flow *flow) {
    return flow->boundaries ? flow->boundaries->sum : 0;
}
