#include "flow/boundaries.h"

#include "base/file.h"
#include "flow/flow_internal.h"

#include <errno.h>
#include <sys/stat.h>

static const char *const FILES[FLOW_BOUNDARY_LEVELS] = {"boundaries-provinces.json",
                                                        "boundaries-regencies.json"};

/* Of both levels: bytes, and values of JSON; and what keeps them. */
enum { READ_ARENA = FLOW_BOUNDARY_LEVELS * (3 * BOUNDARY_STORED_MAX + (8 << 20)) + (1 << 12) };

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

/* What tells a file from the one that took its place; all zero: there is none. */
struct stamp {
    ino_t inode;
    off_t bytes;
    struct timespec changed;
};
struct flow_boundary_files { /* as they were read */
    struct stamp stamps[FLOW_BOUNDARY_LEVELS];
    struct boundaries levels[FLOW_BOUNDARY_LEVELS]; /* provinces, regencies; count 0: none */
    bool unread[FLOW_BOUNDARY_LEVELS];
    uint64_t sum;
    struct arena *arena; /* of its own: a file that is too much is none, and ends nothing */
    struct flow_boundary_files *before;
};

static struct stamp stamp_of(const char *path) {
    struct stat st;
    if (stat(path, &st))
        return (struct stamp){0};
    return (struct stamp){st.st_ino, st.st_size, st.st_mtim};
}

static bool is_same(const struct stamp *a, const struct stamp *b) {
    return a->inode == b->inode && a->bytes == b->bytes && a->changed.tv_sec == b->changed.tv_sec &&
           a->changed.tv_nsec == b->changed.tv_nsec;
}

/* Of what stood there before its bytes were read: what comes in between is read at the next look.
 */
static void read_level(struct flow_boundary_files *files, const char *path, int level) {
    struct str text;
    files->stamps[level] = stamp_of(path);
    if (!files->stamps[level].inode)
        return;
    files->unread[level] = !file_read(files->arena, path, BOUNDARY_STORED_MAX, &text) ||
                           text.len > BOUNDARY_STORED_MAX ||
                           boundaries_read(files->arena, text, &files->levels[level]).code;
    if (!files->unread[level])
        files->sum = str_sum(files->sum, text);
}

void flow_boundaries_look(struct flow *flow) {
    enum { PATH_ARENA = 1 << 16 };
    struct flow_boundary_files *old = flow->boundaries;
    struct arena *a = arena_new(PATH_ARENA);
    const char *paths[FLOW_BOUNDARY_LEVELS];
    bool same = old != NULL;
    for (int level = 0; level < FLOW_BOUNDARY_LEVELS; level++) {
        paths[level] = arena_printf(a, "%.*s/%s", STR_ARG(flow->data_dir), FILES[level]).ptr;
        struct stamp now = stamp_of(paths[level]);
        same = same && is_same(&old->stamps[level], &now);
    }
    if (!same) {
        struct arena *kept = arena_new(READ_ARENA);
        struct flow_boundary_files *files = NEW(kept, struct flow_boundary_files, 1);
        *files = (struct flow_boundary_files){.arena = kept, .before = old};
        for (int level = 0; level < FLOW_BOUNDARY_LEVELS; level++)
            read_level(files, paths[level], level);
        flow->boundaries = files;
    }
    arena_free(a);
}

void flow_boundaries_end(struct flow *flow) {
    struct flow_boundary_files *files = flow->boundaries;
    while (files) {
        struct flow_boundary_files *before = files->before;
        arena_free(files->arena);
        files = before;
    }
}

struct str flow_boundaries_unread(const struct flow *flow) {
    const struct flow_boundary_files *files = flow->boundaries;
    for (int level = 0; files && level < FLOW_BOUNDARY_LEVELS; level++)
        if (files->unread[level])
            return str_from_c(FILES[level]);
    return (struct str){0};
}

const struct boundary_map *flow_boundaries(const struct flow *flow, struct str province,
                                           const struct boundaries **ret_of) {
    const struct flow_boundary_files *files = flow->boundaries;
    if (!files)
        return NULL;
    *ret_of = &files->levels[province.len ? 1 : 0];
    return boundary_map_of(*ret_of, province);
}

uint64_t flow_boundaries_sum(const struct flow *flow) {
    const struct flow_boundary_files *files = flow->boundaries;
    return files ? files->sum : 0;
}
