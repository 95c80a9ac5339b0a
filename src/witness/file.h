#ifndef WITNESS_FILE_H
#define WITNESS_FILE_H
/* Small files that must not be half there. */
#include "base/base.h"

/* Replaces name below the directory: write new, fsync, rename, fsync of the directory. A failed
 * fsync ends the process. Errors: ERR_DISK_FULL, ERR_READ_ONLY, ERR_IO (about: "data"). The file
 * then is as it was. */
struct err witness_file_replace(int dir, const char *name, struct str bytes) MUST_CHECK;
/* At most cap bytes, into the arena. Errors: ERR_MISSING, ERR_TOO_LARGE, ERR_IO (about: "data"). */
struct err witness_file_read(int dir, const char *name, struct arena *a, size_t cap,
                             struct str *ret) MUST_CHECK;
#endif
