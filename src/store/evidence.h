#ifndef STORE_EVIDENCE_H
#define STORE_EVIDENCE_H
/* What a reporter brings and takes away: uploads that wait for a case, and receipts. */
#include "store/store.h"

struct store_receipt {
    struct hash verifier;
    struct case_id id;
    struct hash request; /* SHA-256 of the request's body */
};
/* *ret_new: the verifier was not there and is now; else nothing was changed. */
struct err store_receipt_claim(struct db *db, struct arena *a, const struct store_receipt *receipt,
                               bool *ret_new) MUST_CHECK;
/* Errors: ERR_MISSING "code". */
struct err store_receipt_find(struct db *db, struct arena *a, const struct hash *verifier,
                              struct case_id *ret_id, struct hash *ret_request) MUST_CHECK;
struct err store_evidence_insert(struct db *db, struct arena *a, const struct case_evidence *piece,
                                 struct instant at) MUST_CHECK;
/* Whether an upload may be bound to a case. Errors: ERR_MISSING "evidence", as of taking it. */
struct err store_evidence_free(struct db *db, struct arena *a, const struct id128 *id) MUST_CHECK;
/* An upload that no case has yet. Errors: ERR_MISSING "evidence". */
struct err store_evidence_find(struct db *db, struct arena *a, const struct id128 *id,
                               struct case_evidence *ret) MUST_CHECK;
/* Binds an upload to a case. Errors: ERR_MISSING "evidence" (unknown, or another case's). */
struct err store_evidence_take(struct db *db, struct arena *a, const struct id128 *id,
                               struct case_id owner, struct case_evidence *ret) MUST_CHECK;
/* Erasure of a case: its evidence is the next that expires. */
struct err store_evidence_erase(struct db *db, struct arena *a, struct case_id owner) MUST_CHECK;
/* Erasure of a case: its code still finds it, but no request is the first one any more. */
struct err store_receipt_erase(struct db *db, struct arena *a, struct case_id id) MUST_CHECK;
enum { STORE_EXPIRE_MAX = 500 };
struct store_expired {
    size_t rows, orphan_count; /* rows: removed; STORE_EXPIRE_MAX: perhaps more are due */
    struct hash *orphan;       /* blobs that no row names any more; one may come twice */
};
/* Forgets uploads from before that instant that no case claimed. */
struct err store_evidence_expire(struct db *db, struct arena *a, struct instant before,
                                 struct store_expired *ret) MUST_CHECK;
/* For a backup: blobs that cases below a size of the log own, each once, by their hash; at most
 * limit, those behind *after (zero: from the start). */
struct store_blobs {
    const struct ledger_part *list;
    size_t count;
};
struct store_blobs_of {
    int64_t size, limit;
};
struct err store_evidence_kept(struct db *db, struct arena *a, const struct store_blobs_of *of,
                               const struct hash *after, struct store_blobs *ret) MUST_CHECK;
/* The same of the files of published rules. */
struct err store_rules_kept(struct db *db, struct arena *a, const struct store_blobs_of *of,
                            const struct hash *after, struct store_blobs *ret) MUST_CHECK;
/* Every erasure from an index on, at most limit: index, case_id, stream and body are filled. */
struct err store_event_erasures(struct db *db, struct arena *a, int64_t from, int64_t limit,
                                struct store_events *ret) MUST_CHECK;
#endif
