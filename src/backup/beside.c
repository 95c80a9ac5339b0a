#include "backup/backup.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 4096 };

static struct err fault(int os) {
    return file_err(os, STR("backup"));
}

/* The folder that path lies in. */
static struct err open_folder(const char *path, int *ret) {
    char folder[ROOM];
    if (snprintf(folder, sizeof folder, "%s", path) >= ROOM)
        return ERR(ERR_IO, STR("backup"));
    char *slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    *ret = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return *ret < 0 ? fault(errno) : OK;
}

static struct err write_new(int dir, const char *name, struct str bytes) {
    int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return fault(errno);
    struct err e = file_write(fd, bytes) && !fsync(fd) ? OK : fault(errno);
    (void)close(fd);
    return e;
}

struct err backup_put_beside(const char *path, const char *name, struct str bytes) {
    char fresh[ROOM];
    int dir;
    if (snprintf(fresh, sizeof fresh, "%s.partial", name) >= ROOM)
        return ERR(ERR_IO, STR("backup"));
    struct err e = open_folder(path, &dir);
    if (e.code)
        return e;
    e = write_new(dir, fresh, bytes);
    if (!e.code && renameat(dir, fresh, dir, name))
        e = fault(errno);
    if (e.code)
        (void)unlinkat(dir, fresh, 0);
    else if (fsync(dir))
        e = fault(errno);
    (void)close(dir);
    return e;
}

struct err backup_sync_beside(const char *path) {
    int dir;
    struct err e = open_folder(path, &dir);
    if (e.code)
        return e;
    e = fsync(dir) ? ERR(ERR_IO, STR("backup")) : OK;
    (void)close(dir);
    return e;
}
