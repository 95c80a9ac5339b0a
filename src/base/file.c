#include "base/file.h"

#include <errno.h>
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
