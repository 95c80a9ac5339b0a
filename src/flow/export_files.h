#ifndef FLOW_EXPORT_FILES_H
#define FLOW_EXPORT_FILES_H
/* A folder that a web server reads while it is written: each file appears whole. */
#include "base/base.h"

struct export_folder {
    int fd; /* locked: one run at a time; -1: closed */
};
/* Makes the folder when it is not there (its parent must be). Errors: ERR_BUSY "export", ERR_IO. */
struct err export_open(const char *name, struct export_folder *ret) MUST_CHECK;
void export_close(struct export_folder *folder);
/* Writes beside and renames; makes the folders on the way. The file is readable by everybody.
 * Errors: ERR_IO "export", ERR_DISK_FULL. */
struct err export_put(struct export_folder *folder, const char *path, struct str bytes) MUST_CHECK;
/* All that was put is on the disk. Errors: ERR_IO "export". */
struct err export_sync(struct export_folder *folder) MUST_CHECK;
/* A small file of a folder. Errors: ERR_MISSING "export", ERR_IO "export" (also: larger). */
struct err export_read(const char *folder, const char *name, struct arena *a, size_t max,
                       struct str *ret) MUST_CHECK;
#endif
