#include "store/sql.h"
#include "store/staff.h"
#include "store/store.h"

struct err store_session_insert(struct db *db, struct arena *a,
                                const struct store_session *session) {
    const struct cell args[] = {CBYTES(session->token.b, HASH_LEN), CTEXT(session->name),
                                CINT(session->expires.us), CINT(session->due),
                                CINT(session->begun.us)};
    return db_run(db, a, &SQL_SESSION_INSERT, DB_LIST(args), NULL);
}

struct err store_session_find(struct db *db, struct arena *a, const struct hash *token,
                              struct store_session *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_SESSION_FIND, DB_ARGS(CBYTES(token->b, HASH_LEN)), &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("session"));
    *ret = (struct store_session){*token,
                                  store_text(&rows, 0, 0),
                                  {store_int(&rows, 0, 1)},
                                  (enum store_due)store_int(&rows, 0, 2),
                                  {store_int(&rows, 0, 3)}};
    return OK;
}

struct err store_session_goes_on(struct db *db, struct arena *a, const struct hash *token,
                                 struct instant until) {
    return db_run(db, a, &SQL_SESSION_GOES_ON, DB_ARGS(CBYTES(token->b, HASH_LEN), CINT(until.us)),
                  NULL);
}

struct err store_session_list(struct db *db, struct arena *a, const struct store_session_of *of,
                              struct store_sessions *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_SESSION_LIST,
                          DB_ARGS(CTEXT(of->name), CINT(of->now.us), CINT(of->limit)), &rows);
    struct store_session *list = NEW(a, struct store_session, e.code ? 1 : rows.count + 1);
    for (size_t i = 0; !e.code && i < rows.count; i++) {
        list[i] = (struct store_session){.name = of->name,
                                         .expires = {store_int(&rows, i, 1)},
                                         .due = (enum store_due)store_int(&rows, i, 2),
                                         .begun = {store_int(&rows, i, 3)}};
        e = store_bytes(&rows, i, 0, list[i].token.b, HASH_LEN);
    }
    if (!e.code)
        *ret = (struct store_sessions){list, rows.count};
    return e;
}

struct err store_session_end_others(struct db *db, struct arena *a, const struct hash *token,
                                    struct str name) {
    struct cell mine = CBYTES(token->b, HASH_LEN);
    return db_run(db, a, &SQL_SESSION_END_OTHERS, DB_ARGS(CTEXT(name), mine), NULL);
}

struct err store_session_met(struct db *db, struct arena *a, const struct hash *token,
                             struct str name) {
    struct err e = store_session_end_others(db, a, token, name);
    return e.code ? e : db_run(db, a, &SQL_SESSION_MET, DB_ARGS(CBYTES(token->b, HASH_LEN)), NULL);
}

struct err store_session_delete(struct db *db, struct arena *a, const struct hash *token) {
    return db_run(db, a, &SQL_SESSION_DELETE, DB_ARGS(CBYTES(token->b, HASH_LEN)), NULL);
}

struct err store_session_end(struct db *db, struct arena *a, struct str name) {
    return db_run(db, a, &SQL_SESSION_END, DB_ARGS(CTEXT(name)), NULL);
}

struct err store_session_sweep(struct db *db, struct arena *a, struct instant now) {
    return db_run(db, a, &SQL_SESSION_SWEEP, DB_ARGS(CINT(now.us)), NULL);
}

struct err store_session_clear(struct db *db, struct arena *a) {
    return db_run(db, a, &SQL_SESSION_CLEAR, DB_NONE, NULL);
}

struct err store_login_try_find(struct db *db, struct arena *a, struct str name,
                                struct store_login_try *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_LOGIN_TRY_FIND, DB_ARGS(CTEXT(name)), &rows);
    if (e.code)
        return e;
    *ret = (struct store_login_try){0};
    if (rows.count)
        *ret = (struct store_login_try){store_int(&rows, 0, 0), {store_int(&rows, 0, 1)}};
    return OK;
}

struct err store_login_try_save(struct db *db, struct arena *a, struct str name,
                                const struct store_login_try *tried) {
    const struct cell args[] = {CTEXT(name), CINT(tried->fails), CINT(tried->until.us)};
    return db_run(db, a, &SQL_LOGIN_TRY_SAVE, DB_LIST(args), NULL);
}

struct err store_login_try_clear(struct db *db, struct arena *a, struct str name) {
    return db_run(db, a, &SQL_LOGIN_TRY_CLEAR, DB_ARGS(CTEXT(name)), NULL);
}

struct err store_login_try_sweep(struct db *db, struct arena *a, struct instant before) {
    return db_run(db, a, &SQL_LOGIN_TRY_SWEEP, DB_ARGS(CINT(before.us)), NULL);
}
