#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_write(int fd, struct str bytes) {
    while (bytes.len) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n == 0)
            errno = EIO;
        if (n <= 0)
            return false;
        bytes = (struct str){bytes.ptr + n, bytes.len - (size_t)n};
    }
    return true;
}

bool file_read(struct arena *a, const char *path, size_t most, struct str *ret) {
    struct stat st;
    FILE *f = fopen(path, "rbe");
    if (!f)
        return false;
    bool good = fstat(fileno(f), &st) == 0;
    bool known = good && S_ISREG(st.st_mode); /* of a pipe no size is */
    size_t room = known && (size_t)st.st_size < most ? (size_t)st.st_size : most;
    char *bytes = NEW(a, char, room + 1);
    size_t len = fread(bytes, 1, room + 1, f);
    good = good && !ferror(f);
    if (good)
        *ret = (struct str){bytes, len};
    int why = errno;
    (void)fclose(f);
    errno = why;
    return good;
}

static bool put_in(int folder, const char *beside, const char *name, struct str bytes) {
    int fd = openat(folder, beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool good = fd >= 0 && file_write(fd, bytes) && fsync(fd) == 0;
    if (fd >= 0)
        good = close(fd) == 0 && good;
    good = good && renameat(folder, beside, folder, name) == 0;
    int why = errno;
    if (!good)
        (void)unlinkat(folder, beside, 0);
    errno = why;
    return good && fsync(folder) == 0;
}

bool file_put(const char *folder, const char *name, struct str bytes) {
    char beside[NAME_MAX + 1];
    if (snprintf(beside, sizeof beside, ".%s", name) >= (int)sizeof beside) {
        errno = ENAMETOOLONG;
        return false;
    }
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd >= 0 && put_in(fd, beside, name, bytes);
    int why = errno;
    if (fd >= 0)
        (void)close(fd);
    errno = why;
    return good;
}

bool file_sync_folder(const char *path) {
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd >= 0 && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0 && close(fd) != 0)
        return false;
    errno = why;
    return good;
}

struct err file_err(int os, struct str about) {
    switch (os) {
    case ENOSPC:
    case EDQUOT:
        return ERR(ERR_DISK_FULL, about);
    case EROFS:
    case EACCES:
    case EPERM:
        return ERR(ERR_READ_ONLY, about);
    default:
        return ERR(ERR_IO, about);
    }
}
