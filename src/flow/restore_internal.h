#ifndef FLOW_RESTORE_INTERNAL_H
#define FLOW_RESTORE_INTERNAL_H
/* Between the files of a restore: flow_restore.c unpacks and places, flow_restore_log.c decides
 * which log goes on and begins a new one. */
#include "backup/backup.h"
#include "flow/backup.h"
#include "ledger/note.h"

struct restore {
    const struct flow_restore_of *of;
    struct arena *arena;
    struct flow_restored *out;
    const char *folder; /* DIR.restoring */
    struct backup_read read;
    /* what was given, read */
    bool has_checkpoint;
    struct ledger_key key;
    struct ledger_checkpoint checkpoint;
    bool has_erased;
    struct flow_erased_list erased;
};
/* Whether what was given can be used at all, before any work. */
struct err flow_restore_read_given(struct restore *r) MUST_CHECK;
/* Whether the log that was asked for may be the restored store's. */
struct err flow_restore_may_go_on(struct restore *r) MUST_CHECK;
/* A new log in the folder: name, keys, log.begun, erasures once more. */
struct err flow_restore_begin_log(struct restore *r) MUST_CHECK;
#endif
