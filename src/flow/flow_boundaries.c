#include "flow/boundaries.h"

#include "base/file.h"
#include "flow/flow_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const FILES[FLOW_BOUNDARY_LEVELS] = {"boundaries-provinces.json",
                                                        "boundaries-regencies.json"};

/* Of both levels: bytes, and values of JSON. */
enum { READ_ARENA = FLOW_BOUNDARY_LEVELS * (3 * BOUNDARY_STORED_MAX + (8 << 20)) };

/* --- kept --- */

/* A name comes to stay only after its bytes. */
static struct err write_whole(const char *path, const char *made, struct str text) {
    int fd = open(made, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        return file_err(errno, STR("boundaries"));
    bool good = file_write(fd, text) && fsync(fd) == 0;
    int why = errno;
    good = close(fd) == 0 && good;
    if (good && rename(made, path) == 0)
        return OK;
    why = good ? errno : why;
    (void)unlink(made);
    return file_err(why, STR("boundaries"));
}

static struct err sync_folder(const char *data_dir) {
    int folder = open(data_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = folder >= 0 && fsync(folder) == 0;
    int why = errno;
    if (folder >= 0)
        (void)close(folder);
    return good ? OK : file_err(why, STR("boundaries"));
}

struct err flow_boundaries_keep(const char *data_dir, const struct boundaries *of) {
    enum { CAP = 2 * BOUNDARY_STORED_MAX };
    struct arena *a = arena_new(CAP);
    struct str text = boundaries_text(a, of);
    const char *name = FILES[of->count && of->maps[0].province.len ? 1 : 0];
    struct str path = arena_printf(a, "%s/%s", data_dir, name),
               made = arena_printf(a, "%s/%s.new", data_dir, name);
    struct err e = text.len ? write_whole(arena_c(a, path), arena_c(a, made), text)
                            : ERR(ERR_INVALID, STR("boundaries"));
    if (!e.code)
        e = sync_folder(data_dir);
    arena_free(a);
    return e;
}

/* --- read --- */

static bool read_file(struct arena *a, const char *path, struct str *ret) {
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
                st.st_size <= BOUNDARY_STORED_MAX;
    char *bytes = good ? NEW(a, char, (size_t)st.st_size) : NULL;
    size_t len = 0;
    while (good && len < (size_t)st.st_size) {
        ssize_t got = read(fd, bytes + len, (size_t)st.st_size - len);
        good = got > 0;
        len += good ? (size_t)got : 0;
    }
    if (fd >= 0)
        (void)close(fd);
    *ret = (struct str){bytes, len};
    return good;
}

void flow_boundaries_load(struct flow *flow, const char *data_dir) {
    struct arena *a = arena_new(READ_ARENA);
    struct flow_boundary_files *files = NEW(flow->arena, struct flow_boundary_files, 1);
    files->arena = a;
    for (int level = 0; level < FLOW_BOUNDARY_LEVELS; level++) {
        struct str path = arena_printf(a, "%s/%s", data_dir, FILES[level]), text;
        if (read_file(a, arena_c(a, path), &text) &&
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
