#include "store/evidence.h"
#include "store/sql.h"

struct err store_receipt_claim(struct db *db, struct arena *a, const struct store_receipt *receipt,
                               bool *ret_new) {
    const struct cell args[] = {CBYTES(receipt->verifier.b, HASH_LEN), CINT(receipt->id.v),
                                CBYTES(receipt->request.b, HASH_LEN)};
    struct rows rows;
    struct err e = db_run(db, a, &SQL_RECEIPT_CLAIM, DB_LIST(args), &rows);
    if (!e.code)
        *ret_new = rows.changed == 1;
    return e;
}

struct err store_receipt_find(struct db *db, struct arena *a, const struct hash *verifier,
                              struct case_id *ret_id, struct hash *ret_request) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_RECEIPT_FIND, DB_ARGS(CBYTES(verifier->b, HASH_LEN)), &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("code"));
    *ret_id = (struct case_id){store_int(&rows, 0, 0)};
    return store_bytes(&rows, 0, 1, ret_request->b, HASH_LEN);
}

struct err store_evidence_insert(struct db *db, struct arena *a, const struct case_evidence *piece,
                                 struct instant at) {
    const struct cell args[] = {CBYTES(piece->id.b, sizeof piece->id.b),
                                CBYTES(piece->sha256.b, HASH_LEN), CINT(piece->bytes), CINT(at.us)};
    return db_run(db, a, &SQL_EVIDENCE_INSERT, DB_LIST(args), NULL);
}

struct err store_evidence_free(struct db *db, struct arena *a, const struct id128 *id) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVIDENCE_FREE, DB_ARGS(CBYTES(id->b, sizeof id->b)), &rows);
    return e.code || rows.count ? e : ERR(ERR_MISSING, STR("evidence"));
}

/* Of a statement's only row: hash and length. */
static struct err piece_of(const struct rows *rows, const struct id128 *id,
                           struct case_evidence *ret) {
    if (!rows->count)
        return ERR(ERR_MISSING, STR("evidence"));
    *ret = (struct case_evidence){.id = *id, .bytes = store_int(rows, 0, 1)};
    return store_bytes(rows, 0, 0, ret->sha256.b, HASH_LEN);
}

struct err store_evidence_find(struct db *db, struct arena *a, const struct id128 *id,
                               struct case_evidence *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVIDENCE_FIND, DB_ARGS(CBYTES(id->b, sizeof id->b)), &rows);
    return e.code ? e : piece_of(&rows, id, ret);
}

struct err store_evidence_take(struct db *db, struct arena *a, const struct id128 *id,
                               struct case_id owner, struct case_evidence *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVIDENCE_TAKE,
                          DB_ARGS(CBYTES(id->b, sizeof id->b), CINT(owner.v)), &rows);
    return e.code ? e : piece_of(&rows, id, ret);
}

struct err store_evidence_expire(struct db *db, struct arena *a, struct instant before,
                                 struct store_expired *ret) {
    struct rows gone, named;
    struct err e = db_run(db, a, &SQL_EVIDENCE_EXPIRE,
                          DB_ARGS(CINT(before.us), CINT(STORE_EXPIRE_MAX)), &gone);
    if (e.code)
        return e;
    *ret =
        (struct store_expired){.rows = gone.count, .orphan = NEW(a, struct hash, gone.count + 1)};
    for (size_t i = 0; i < gone.count; i++) {
        struct hash *sha256 = &ret->orphan[ret->orphan_count];
        e = store_bytes(&gone, i, 0, sha256->b, HASH_LEN);
        if (!e.code)
            e = db_run(
                db, a, &SQL_EVIDENCE_NAMED,
                DB_ARGS(CBYTES(sha256->b, HASH_LEN), CTEXT(hex_encode(a, sha256->b, HASH_LEN))),
                &named);
        if (e.code)
            return e;
        if (!named.count)
            ret->orphan_count++;
    }
    return OK;
}

struct err store_evidence_erase(struct db *db, struct arena *a, struct case_id owner) {
    return db_run(db, a, &SQL_EVIDENCE_ERASE, DB_ARGS(CINT(owner.v)), NULL);
}

struct err store_receipt_erase(struct db *db, struct arena *a, struct case_id id) {
    const struct hash nothing = {0};
    return db_run(db, a, &SQL_RECEIPT_ERASE, DB_ARGS(CINT(id.v), CBYTES(nothing.b, HASH_LEN)),
                  NULL);
}
