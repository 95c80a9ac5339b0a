#ifndef STORE_CHECKPOINTER_H
#define STORE_CHECKPOINTER_H
/* Copies SQLite's write-ahead log into the database file beside the writer, so that no commit waits
 * for it. A thread and a connection of its own, both made when they are first needed. */
#include "base/base.h"

#include <sqlite3.h>

struct checkpointer;
struct checkpointer *checkpointer_new(const char *path); /* the database file */
void checkpointer_free(struct checkpointer *c);          /* waits for it; NULL is fine */
/* Whether nothing is being copied just now. */
bool checkpointer_is_idle(struct checkpointer *c);
/* Asks for a copy of what is committed; more than it can do at once it does once. */
void checkpointer_wake(struct checkpointer *c);
/* One such copy through this connection, in the caller's thread. Ends the process when a sync
 * failed; a full disk or a reader in the way only puts the rest off: the log holds everything. */
void checkpointer_copy(sqlite3 *h);
/* A connection that copies so; NULL: not now. sqlite3_close it. */
sqlite3 *checkpointer_connection(const char *path);
#endif
