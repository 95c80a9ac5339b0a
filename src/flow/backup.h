#ifndef FLOW_BACKUP_H
#define FLOW_BACKUP_H
/* Backup while the server runs, and the way back (docs/backup.md, docs/adr/0028). A backup holds
 * the database, all bytes that it names (evidence and the files of published rules), and what the
 * operator imported for the maps. It holds no key of keys/: who opens one reads every case, and
 * signs nothing.
 *
 *   snapshot of the database --> tar --> age --> FILE.partial --> read back --> FILE, erased.list
 *
 *   FILE --> DIR.restoring: every hash --> same log, or a new one --> verify all --> DIR
 *
 * The same log goes on only where a signed checkpoint, kept away from the machine, shows that no
 * event is missing; otherwise a new log begins under a new name with a new key, and the first thing
 * it holds is the event log.begun that says so (invariant I4). */
#include "flow/audit.h"
#include "flow/erased.h"
#include "seal/age.h"

/* Told from time to time: bytes so far, and of how many (0: not known). */
struct flow_watch {
    void (*told)(void *arg, int64_t done, int64_t all);
    void *arg;
};
/* What a backup holds. */
struct flow_backed_up {
    struct str origin; /* in the arena given */
    struct instant at;
    int64_t size; /* of the log; every event below it is there */
    struct hash root;
    int64_t database_bytes, blobs, blob_bytes;
    int64_t boundaries;  /* files of them, flow/boundaries.h */
    struct str left_out; /* the first of those that hold none and are not in it; empty: none */
};
struct flow_backup_of {
    const char *data_dir;              /* SQLite */
    const char *file;                  /* must not be there; erased.list goes beside it */
    const struct seal_recipient *list; /* the recovery keys' public halves */
    size_t count;
    const struct env *env;
    struct flow_watch watch;
};
/* Holds up the writer for milliseconds. Errors: ERR_BUSY "backup" (another one, or an erasure, is
 * at work), "snapshot"; ERR_CONFLICT "backup" (the file is there), "backup-partial" (one that was
 * cut off lies there); ERR_DISK_FULL, ERR_READ_ONLY, ERR_IO "backup"; ERR_MISSING, ERR_CORRUPT
 * "blob" (evidence of this store is gone or was changed: the backup is not made); ERR_CORRUPT
 * "written" (the disk gave back other bytes); what the store answers. */
struct err flow_backup(struct arena *a, const struct flow_backup_of *of,
                       struct flow_backed_up *ret) MUST_CHECK;
/* No backup begins while this is held, until the process ends: for erasing. Errors: ERR_BUSY
 * "backup", ERR_READ_ONLY, ERR_IO "lock". */
struct err flow_backup_hold(const char *data_dir) MUST_CHECK;

struct flow_restore_of {
    const char *file;
    const char *data_dir; /* must not be there, or empty */
    struct seal_keys keys;
    const struct env *env;
    bool check; /* everything is checked, and nothing stays */
    /* The newest checkpoint that anybody kept and the log's verifier key; both or none. */
    struct str checkpoint, vkey;
    struct str new_log;     /* name of the log that begins; empty: the same one goes on */
    struct str erased;      /* text of erased.list; empty: not given */
    bool erased_incomplete; /* the operator has no list that reaches far enough, and says so */
    struct flow_watch watch;
};
struct flow_restored {
    struct flow_backed_up backup;
    struct flow_audit audit; /* of what was restored; what is not empty: ERR_CORRUPT "store" */
    int64_t seen;            /* size of the checkpoint given; 0: none */
    int64_t erased_again;
    struct str vkey; /* of a log that began */
    bool left;       /* DIR.restoring could not be removed */
};
/* Errors, beside those of reading (backup/backup.h): ERR_CONFLICT "restore" (the folder is not
 * empty), "restoring" (one that was cut off lies beside it), "behind" (the checkpoint, or the list,
 * is of more events than the backup has), "forked" (of others), "erased" (the list is another
 * log's), "erased-older" (it does not reach as far as the backup), "new-log" (the same name);
 * ERR_MISSING "checkpoint", "erased"; ERR_MALFORMED "vkey", "checkpoint", "erased"; ERR_INVALID
 * "new-log"; ERR_CORRUPT "signature", "origin", "store" (ret->audit says what), "facts";
 * ERR_STORE_NEWER, ERR_STORE "restore-older" (schema). After any of them nothing is left. *ret is
 * written in each case. */
struct err flow_restore(struct arena *a, const struct flow_restore_of *of,
                        struct flow_restored *ret) MUST_CHECK;
#endif
