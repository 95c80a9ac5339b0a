#include "tool/rules_file.h"

/* lint: may-use: these are files of rules/, not of a store */
#include "base/file.h"
/* lint: may-use: the record's name */
#include "law/accepted.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool tool_read_small(const char *command, struct arena *a, const char *path, struct str *ret) {
    bool good = file_read(a, path, LAW_FILE_MAX, ret);
    if (!good)
        (void)fprintf(stderr, "%s: %s: %s\n", command, path, strerror(errno));
    return good;
}

bool tool_put_file(const char *command, struct arena *a, const char *path, struct str text) {
    const char *slash = strrchr(path, '/');
    const char *folder = arena_printf(a, "%.*s", (int)(slash - path), path).ptr;
    (void)mkdir(folder, 0755); /* mostly it is there */
    bool good = file_put(folder, slash + 1, text);
    if (!good)
        (void)fprintf(stderr, "%s: %s: %s\n", command, path, strerror(errno));
    return good;
}

/* Where rows are held to a record, what was written waits to be accepted. */
static void tell_of_record(const struct tool *tool, struct arena *a,
                           const struct tool_rules_file *file) {
    const char *record = arena_printf(a, "%s/" LAW_ACCEPTED_FILE, tool->rules_dir).ptr;
    if (access(record, F_OK) == 0)
        (void)fprintf(stderr,
                      "%s: `netral rules check` tells of what was changed until somebody accepts "
                      "it: netral rules accept --by NAME %.*s\n",
                      file->command, STR_ARG(file->name));
}

const struct law *tool_rules_replace(const struct tool *tool, struct arena *a,
                                     const struct tool_rules_file *file) {
    const char *path = arena_printf(a, "%s/%.*s", tool->rules_dir, STR_ARG(file->name)).ptr;
    struct str old = {0};
    bool had = access(path, F_OK) == 0;
    if ((had && !tool_read_small(file->command, a, path, &old)) ||
        !tool_put_file(file->command, a, path, file->text))
        return NULL;
    const struct law *law = tool_law(tool, a);
    if (law) {
        tell_of_record(tool, a, file);
        return law;
    }
    if (had)
        (void)tool_put_file(file->command, a, path, old);
    else
        (void)unlink(path);
    return NULL;
}
