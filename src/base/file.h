#ifndef BASE_FILE_H
#define BASE_FILE_H
/* What every room that writes files needs of them. Not for pure rooms. */
#include "base/base.h"

/* All of bytes, however many writes it takes and whatever signal comes between. False: errno says
 * why; EIO when nothing more is taken. */
bool file_write(int fd, struct str bytes) MUST_CHECK;
/* A file of at most most bytes, and one more of a longer one; of a pipe until its end. False: errno
 * says why. Owns: in a. */
bool file_read(struct arena *a, const char *path, size_t most, struct str *ret) MUST_CHECK;
/* Writes folder/.name, then in the place of folder/name: a reader sees the old or the new, whole,
 * and after true the new is there whatever happens. False: errno says why. */
bool file_put(const char *folder, const char *name, struct str bytes) MUST_CHECK;
/* What was made or renamed in a folder stays. False: errno says why. */
bool file_sync_folder(const char *path) MUST_CHECK;
/* What a failed call on a file means: ERR_DISK_FULL, ERR_READ_ONLY (also without the right to it),
 * else ERR_IO. Callers look first at what means more to them, as ENOENT or EEXIST. */
struct err file_err(int os, struct str about);
#endif
