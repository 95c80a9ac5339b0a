#ifndef FLOW_ERASED_H
#define FLOW_ERASED_H
/* The list of erased cases, kept beside the backups: a backup from before an erasure still holds
 * the case, and the public log shows that a leaf came, not which. A restore demands the list and
 * erases again what it names (docs/backup.md). It holds no report and nobody who reported: case
 * ids, random stream ids, and what the event case.erased says (who agreed, who asked, on what
 * ground).
 *
 *     netral-erased/v1
 *     origin netral.local/16
 *     size 1234                                how far into the log the list reaches
 *     root <64 hex digits>
 *     count 1
 *     case 120 <32 hex digits: its stream> <base64 of the body of case.erased>
 */
#include "flow/flow.h"

enum { FLOW_ERASED_LIST_MAX = 64 << 20 }; /* bytes */
struct flow_erased_case {
    struct case_id id;
    struct id128 stream;
    struct str body;
};
struct flow_erased_list {
    struct str origin;
    int64_t size;
    struct hash root;
    const struct flow_erased_case *list;
    size_t count;
};
/* Writes the list of a store as it is now. Errors: ERR_TOO_LARGE "erased", what the store answers.
 */
struct flow_erased_of {
    const char *data_dir;
    struct str db; /* as in flow_config */
};
struct err flow_erased_write(const struct flow_erased_of *of, struct buf *out) MUST_CHECK;
/* The same inside a read transaction of the caller's. */
struct err flow_erased_put(struct db *db, struct buf *out) MUST_CHECK;
/* One form alone is read; it lives in the arena. Errors: ERR_MALFORMED "erased". */
struct err flow_erased_read(struct arena *a, struct str text,
                            struct flow_erased_list *ret) MUST_CHECK;

struct flow_txn;
/* Empties a case once more and appends its case.erased, inside a job's transaction.
 * Errors: ERR_CONFLICT "erased" (another case has that id), ERR_MISSING "case". */
struct err flow_erase_again(struct flow_txn *txn, const struct flow_erased_case *x,
                            struct instant now, const struct hash *salt) MUST_CHECK;
#endif
