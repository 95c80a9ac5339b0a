#include "backup/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 4096 };

static struct err fault(int os) {
    if (os == ENOSPC || os == EDQUOT)
        return ERR(ERR_DISK_FULL, STR("backup"));
    if (os == EROFS || os == EACCES || os == EPERM)
        return ERR(ERR_READ_ONLY, STR("backup"));
    return ERR(ERR_IO, STR("backup"));
}

static struct err write_new(int dir, const char *name, struct str bytes) {
    int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return fault(errno);
    struct err e = OK;
    while (bytes.len && !e.code) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            e = fault(n < 0 ? errno : EIO);
        else
            bytes = (struct str){bytes.ptr + n, bytes.len - (size_t)n};
    }
    if (!e.code && fsync(fd))
        e = fault(errno);
    (void)close(fd);
    return e;
}

struct err backup_put_beside(const char *path, const char *name, struct str bytes) {
    char folder[ROOM], fresh[ROOM];
    if (snprintf(folder, sizeof folder, "%s", path) >= ROOM ||
        snprintf(fresh, sizeof fresh, "%s.partial", name) >= ROOM)
        return ERR(ERR_IO, STR("backup"));
    char *slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    int dir = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0)
        return fault(errno);
    struct err e = write_new(dir, fresh, bytes);
    if (!e.code && renameat(dir, fresh, dir, name))
        e = fault(errno);
    if (e.code)
        (void)unlinkat(dir, fresh, 0);
    else if (fsync(dir))
        e = fault(errno);
    (void)close(dir);
    return e;
}
