#ifndef STORE_WAL_FILE_H
#define STORE_WAL_FILE_H
/* How a writing connection writes SQLite's write-ahead log: a commit in one piece. */
#include "base/base.h"

#include <sqlite3.h>

/* The name of the VFS for sqlite3_open_v2, which is there from the first call on; NULL: SQLite
 * knows no VFS of its own. */
const char *wal_file_vfs(void);
#endif
