#ifndef BASE_FILE_H
#define BASE_FILE_H
/* What every room that writes files needs of them. Not for pure rooms. */
#include "base/base.h"

/* All of bytes, however many writes it takes and whatever signal comes between. False: errno says
 * why; EIO when nothing more is taken. */
bool file_write(int fd, struct str bytes) MUST_CHECK;
/* What a failed call on a file means: ERR_DISK_FULL, ERR_READ_ONLY (also without the right to it),
 * else ERR_IO. Callers look first at what means more to them, as ENOENT or EEXIST. */
struct err file_err(int os, struct str about);
#endif
