#include "flow/boundaries.h"

#include "base/file.h"
#include "flow/flow_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const FILES[FLOW_BOUNDARY_LEVELS] = {"provinces.json", "regencies.json"};
static const char *const PATHS[FLOW_BOUNDARY_LEVELS] = {FLOW_BOUNDARY_FOLDER "/provinces.json",
                                                        FLOW_BOUNDARY_FOLDER "/regencies.json"};
static const char *const FILES_BEFORE[FLOW_BOUNDARY_LEVELS] = {"boundaries-provinces.json",
                                                               "boundaries-regencies.json"};

/* Of both levels: bytes, and values of JSON; and what keeps them. */
enum { READ_ARENA = FLOW_BOUNDARY_LEVELS * (3 * BOUNDARY_STORED_MAX + (8 << 20)) + (1 << 12) };

/* --- kept --- */

static bool make_folder(int data) {
    return !mkdirat(data, FLOW_BOUNDARY_FOLDER, 0700) || errno == EEXIST;
}

static bool move_before(int data, int level) {
    return !faccessat(data, PATHS[level], F_OK, 0) ||
           !renameat(data, FILES_BEFORE[level], data, PATHS[level]) || errno == ENOENT;
}

struct err flow_boundaries_place(const char *data_dir) {
    int data = open(data_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = data >= 0 && make_folder(data);
    for (int level = 0; good && level < FLOW_BOUNDARY_LEVELS; level++)
        good = move_before(data, level);
    struct err e = good ? OK : file_err(errno, STR("boundaries"));
    if (data >= 0)
        (void)close(data);
    return e;
}

struct err flow_boundaries_keep(const char *data_dir, const struct boundaries *of) {
    enum { CAP = 2 * BOUNDARY_STORED_MAX };
    struct arena *a = arena_new(CAP);
    struct str text = boundaries_text(a, of);
    const char *folder = arena_printf(a, "%s/" FLOW_BOUNDARY_FOLDER, data_dir).ptr;
    int level = of->count && of->maps[0].province.len ? 1 : 0;
    struct err e = text.len ? flow_boundaries_place(data_dir) : ERR(ERR_INVALID, STR("boundaries"));
    if (!e.code && !file_put(folder, FILES[level], text))
        e = file_err(errno, STR("boundaries"));
    arena_free(a);
    return e;
}

/* --- as it is kept --- */

const char *flow_boundaries_name(int level) {
    return level < FLOW_BOUNDARY_LEVELS ? PATHS[level] : NULL;
}

struct err flow_boundaries_stored(struct arena *a, const char *data_dir, int level,
                                  struct str *ret) {
    const char *path = arena_printf(a, "%s/%s", data_dir, PATHS[level]).ptr;
    struct boundaries of;
    struct str text = {0};
    bool there = !access(path, F_OK);
    if (there && (!file_read(a, path, BOUNDARY_STORED_MAX, &text) ||
                  text.len > BOUNDARY_STORED_MAX || boundaries_read(a, text, &of).code))
        return ERR(ERR_CORRUPT, STR("boundaries"));
    *ret = text;
    return OK;
}

/* --- read --- */

/* What tells a file from the one that took its place; all zero: there is none. */
struct stamp {
    ino_t inode;
    off_t bytes;
    struct timespec changed;
};
struct level { /* as its file was read */
    struct stamp stamp;
    struct boundaries of; /* count 0: none */
    uint64_t sum;
    bool unread; /* and without a stamp: to be tried again */
};
struct flow_boundary_files {
    struct level levels[FLOW_BOUNDARY_LEVELS]; /* provinces, regencies */
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

static bool is_to_try_again(const struct level *level) {
    return level->unread && !level->stamp.inode;
}

/* A file that cannot be read says nothing about the boundaries: those of before stay. Its stamp is
 * of what stood there before its bytes were read: what comes in between is read at the next look.
 */
static struct level read_level(struct arena *a, const char *path, const struct level *old,
                               int which) {
    struct level level = {.stamp = stamp_of(path)};
    struct str text;
    if (!level.stamp.inode)
        return level;
    if (!file_read(a, path, BOUNDARY_STORED_MAX, &text)) {
        level = *old;
        level.stamp = (struct stamp){0};
        level.unread = true;
        return level;
    }
    level.unread =
        text.len > BOUNDARY_STORED_MAX || boundaries_read(a, text, &level.of).code != ERR_NONE;
    if (level.unread)
        level.of = (struct boundaries){0};
    else
        level.sum = str_sum((uint64_t)which + 1, text);
    return level;
}

static bool is_current(const struct level *level, const char *path) {
    struct stamp now = stamp_of(path);
    return is_same(&level->stamp, &now) && !is_to_try_again(level);
}

/* Into files, whose levels are those of before; whether something is new. */
static bool read_levels(struct flow_boundary_files *files, const char *const *paths, bool first) {
    bool changed = first;
    for (int i = 0; i < FLOW_BOUNDARY_LEVELS; i++) {
        struct level *level = &files->levels[i];
        if (!first && is_current(level, paths[i]))
            continue;
        bool failed = is_to_try_again(level);
        *level = read_level(files->arena, paths[i], level, i);
        changed = changed || !failed || !is_to_try_again(level);
    }
    return changed;
}

void flow_boundaries_look(struct flow *flow) {
    enum { PATH_ARENA = 1 << 16 };
    struct flow_boundary_files *old = flow->boundaries;
    struct arena *a = arena_new(PATH_ARENA);
    const char *paths[FLOW_BOUNDARY_LEVELS];
    bool same = old != NULL;
    for (int i = 0; i < FLOW_BOUNDARY_LEVELS; i++) {
        paths[i] = arena_printf(a, "%.*s/%s", STR_ARG(flow->data_dir), PATHS[i]).ptr;
        same = same && is_current(&old->levels[i], paths[i]);
    }
    if (!same) {
        struct arena *kept = arena_new(READ_ARENA);
        struct flow_boundary_files *files = NEW(kept, struct flow_boundary_files, 1);
        *files = old ? *old : (struct flow_boundary_files){0};
        files->arena = kept;
        files->before = old;
        if (read_levels(files, paths, !old))
            flow->boundaries = files;
        else
            arena_free(kept); /* still not: what is tried at each look leaves nothing behind */
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
        if (files->levels[level].unread)
            return str_from_c(PATHS[level]);
    return (struct str){0};
}

const struct boundary_map *flow_boundaries(const struct flow *flow, struct str province,
                                           const struct boundaries **ret_of) {
    const struct flow_boundary_files *files = flow->boundaries;
    if (!files)
        return NULL;
    *ret_of = &files->levels[province.len ? 1 : 0].of;
    return boundary_map_of(*ret_of, province);
}

uint64_t flow_boundaries_sum(const struct flow *flow) {
    const struct flow_boundary_files *files = flow->boundaries;
    return files ? files->levels[0].sum ^ files->levels[1].sum : 0;
}
