#include "witness/file.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_ROOM = 128 };

static struct err fault(int code) {
    if (code == ENOSPC || code == EDQUOT)
        return ERR(ERR_DISK_FULL, STR("data"));
    if (code == EROFS || code == EACCES)
        return ERR(ERR_READ_ONLY, STR("data"));
    return ERR(code == ENOENT ? ERR_MISSING : ERR_IO, STR("data"));
}

static void sync_or_die(int fd) {
    if (fsync(fd))
        die("fsync of a witness's state failed: nothing was signed, restart");
}

struct err witness_file_replace(int dir, const char *name, struct str bytes) {
    char fresh[NAME_ROOM];
    int len = snprintf(fresh, sizeof fresh, "%s.new", name);
    if (len < 0 || len >= NAME_ROOM)
        return ERR(ERR_IO, STR("data"));
    int fd = openat(dir, fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return fault(errno);
    struct err e = file_write(fd, bytes) ? OK : fault(errno);
    if (!e.code)
        sync_or_die(fd);
    if (close(fd) && !e.code)
        e = fault(errno);
    if (!e.code && renameat(dir, fresh, dir, name))
        e = fault(errno);
    if (e.code)
        (void)unlinkat(dir, fresh, 0);
    else
        sync_or_die(dir);
    return e;
}

struct err witness_file_read(int dir, const char *name, struct arena *a, size_t cap,
                             struct str *ret) {
    int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fault(errno);
    char *bytes = NEW(a, char, cap + 2);
    size_t len = 0;
    ssize_t n = 1;
    while (n > 0 && len <= cap) {
        n = read(fd, bytes + len, cap + 1 - len);
        if (n < 0 && errno == EINTR) {
            n = 1;
            continue;
        }
        len += n > 0 ? (size_t)n : 0;
    }
    (void)close(fd);
    if (n < 0)
        return ERR(ERR_IO, STR("data"));
    if (len > cap)
        return ERR(ERR_TOO_LARGE, STR("data"));
    *ret = (struct str){bytes, len};
    return OK;
}
