#include "flow/export_files.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 512 };

static struct err failed(void) {
    return errno == ENOSPC || errno == EDQUOT ? ERR(ERR_DISK_FULL, STR("export"))
                                              : ERR(ERR_IO, STR("export"));
}

struct err export_open(const char *name, struct export_folder *ret) {
    if (mkdir(name, 0755) && errno != EEXIST)
        return failed();
    int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return failed();
    if (flock(fd, LOCK_EX | LOCK_NB)) {
        (void)close(fd);
        return ERR(ERR_BUSY, STR("export"));
    }
    ret->fd = fd;
    return OK;
}

void export_close(struct export_folder *folder) {
    if (folder->fd >= 0)
        (void)close(folder->fd);
    folder->fd = -1;
}

/* Folders that are there already are the usual case: they are made only after an open failed. */
static bool make_folders(int fd, const char *path) {
    char part[PATH_ROOM];
    for (const char *at = strchr(path, '/'); at; at = strchr(at + 1, '/')) {
        size_t len = (size_t)(at - path);
        memcpy(part, path, len);
        part[len] = '\0';
        if (mkdirat(fd, part, 0755) && errno != EEXIST)
            return false;
    }
    return true;
}

struct err export_put(struct export_folder *folder, const char *path, struct str bytes) {
    char beside[PATH_ROOM];
    size_t len = strlen(path);
    if (len + sizeof ".new" > sizeof beside)
        return ERR(ERR_IO, STR("export"));
    memcpy(beside, path, len);
    memcpy(beside + len, ".new", sizeof ".new");
    const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    int fd = openat(folder->fd, beside, flags, 0644);
    if (fd < 0 && errno == ENOENT && make_folders(folder->fd, beside))
        fd = openat(folder->fd, beside, flags, 0644);
    if (fd < 0)
        return failed();
    struct err e = file_write(fd, bytes) ? OK : failed();
    if (close(fd) && !e.code)
        e = failed();
    if (!e.code && renameat(folder->fd, beside, folder->fd, path))
        e = failed();
    if (e.code)
        (void)unlinkat(folder->fd, beside, 0);
    return e;
}

/* One call for all files: a log of a million entries has eight thousand. */
struct err export_sync(struct export_folder *folder) {
    return syncfs(folder->fd) ? failed() : OK;
}

struct err export_read(const char *folder, const char *name, struct arena *a, size_t max,
                       struct str *ret) {
    int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fd = dir < 0 ? -1 : openat(dir, name, O_RDONLY | O_CLOEXEC);
    int why = errno;
    if (dir >= 0)
        (void)close(dir);
    if (fd < 0)
        return why == ENOENT ? ERR(ERR_MISSING, STR("export")) : ERR(ERR_IO, STR("export"));
    char *bytes = NEW(a, char, max + 1);
    size_t len = 0;
    ssize_t n = 1;
    while (len <= max && (n = read(fd, bytes + len, max + 1 - len)) > 0)
        len += (size_t)n;
    (void)close(fd);
    if (n < 0 || len > max)
        return ERR(ERR_IO, STR("export"));
    *ret = (struct str){bytes, len};
    return OK;
}
