#ifndef STORE_STAFF_H
#define STORE_STAFF_H
/* Offices, staff, sessions, settings. */
#include "law/law.h"
#include "store/db.h"

struct store_office {
    struct str id, kind, region, name, name_en; /* "bawaslu-16.06", "bawaslu", "16.06", ... */
    enum law_week week;
};
struct err store_office_insert(struct db *db, struct arena *a,
                               const struct store_office *office) MUST_CHECK;
struct err store_office_find(struct db *db, struct arena *a, struct str id,
                             struct store_office *ret) MUST_CHECK;
/* In charge of a region: of the region itself, else of its province, else national.
 * Errors: ERR_MISSING "office". */
struct err store_office_for(struct db *db, struct arena *a, struct str kind, struct str region,
                            struct store_office *ret) MUST_CHECK;
struct err store_office_week_save(struct db *db, struct arena *a, struct str id,
                                  enum law_week week) MUST_CHECK;
/* Ids of all offices that work six days a week, in the order of their bytes. */
struct err store_office_six(struct db *db, struct arena *a, const struct str **ret,
                            size_t *ret_count) MUST_CHECK;
struct err store_office_all(struct db *db, struct arena *a, const struct store_office **ret,
                            size_t *ret_count) MUST_CHECK;

struct store_staff {
    struct str name, role; /* roles: see flow/authorize.h */
    struct store_office office;
};
/* Of the office, its id. */
struct err store_staff_insert(struct db *db, struct arena *a, const struct store_staff *staff,
                              struct instant at) MUST_CHECK;
/* Errors: ERR_MISSING "user". */
struct err store_staff_find(struct db *db, struct arena *a, struct str name,
                            struct store_staff *ret) MUST_CHECK;
struct store_staff_list {
    const struct store_staff *list;
    size_t count;
};
/* By name, behind `after`, at most limit. */
struct err store_staff_page(struct db *db, struct arena *a, struct str after, int64_t limit,
                            struct store_staff_list *ret) MUST_CHECK;
struct store_credential {
    struct str hash;      /* Argon2id, as text */
    struct instant given; /* when somebody else set it; 0: its owner did */
};
struct err store_credential_save(struct db *db, struct arena *a, struct str name,
                                 const struct store_credential *credential) MUST_CHECK;
/* No role any more, a projection; password and sessions go by the two below. The name stays taken.
 */
struct err store_staff_close(struct db *db, struct arena *a, struct str name) MUST_CHECK;
struct err store_credential_delete(struct db *db, struct arena *a, struct str name) MUST_CHECK;
/* Errors: ERR_MISSING "credential". */
struct err store_credential_find(struct db *db, struct arena *a, struct str name,
                                 struct store_credential *ret) MUST_CHECK;

/* What an account does first; until then a session opens nothing but its own account. */
enum store_due { STORE_DUE_NOTHING, STORE_DUE_FACTOR, STORE_DUE_PASSWORD };
struct store_session {
    struct hash token; /* SHA-256 of what the client holds */
    struct str name;
    struct instant expires;
    enum store_due due;
    struct instant begun; /* 0: before that was kept */
};
struct err store_session_insert(struct db *db, struct arena *a,
                                const struct store_session *session) MUST_CHECK;
/* Errors: ERR_MISSING "session". */
struct err store_session_find(struct db *db, struct arena *a, const struct hash *token,
                              struct store_session *ret) MUST_CHECK;
/* Never earlier than it would have ended; of a session that is no more nothing is made. */
struct err store_session_goes_on(struct db *db, struct arena *a, const struct hash *token,
                                 struct instant until) MUST_CHECK;
struct store_sessions {
    const struct store_session *list;
    size_t count;
};
/* Those of that person that have not ended, newest first, at most limit. */
struct store_session_of {
    struct str name;
    struct instant now;
    int64_t limit;
};
struct err store_session_list(struct db *db, struct arena *a, const struct store_session_of *of,
                              struct store_sessions *ret) MUST_CHECK;
struct err store_session_end_others(struct db *db, struct arena *a, const struct hash *token,
                                    struct str name) MUST_CHECK;
/* Nothing is due in this one any more, and it is the only one of that person. */
struct err store_session_met(struct db *db, struct arena *a, const struct hash *token,
                             struct str name) MUST_CHECK;
struct err store_session_delete(struct db *db, struct arena *a,
                                const struct hash *token) MUST_CHECK;
struct err store_session_end(struct db *db, struct arena *a,
                             struct str name) MUST_CHECK; /* all of that person */
struct err store_session_sweep(struct db *db, struct arena *a, struct instant now) MUST_CHECK;
struct err store_session_clear(struct db *db, struct arena *a) MUST_CHECK; /* all, for a restore */
enum { STORE_FACTOR_SALT = 16 };
struct store_factor {
    uint8_t salt[STORE_FACTOR_SALT];
    int64_t step; /* newest that was taken */
};
/* Errors of find: ERR_MISSING "factor". Deleting takes the spare codes, too. */
struct err store_factor_find(struct db *db, struct arena *a, struct str name,
                             struct store_factor *ret) MUST_CHECK;
struct err store_factor_save(struct db *db, struct arena *a, struct str name,
                             const struct store_factor *factor) MUST_CHECK;
struct err store_factor_delete(struct db *db, struct arena *a, struct str name) MUST_CHECK;
/* code: SHA-256. Taking one that is not that person's, or was taken: *ret false. */
struct err store_spare_insert(struct db *db, struct arena *a, const struct hash *code,
                              struct str name) MUST_CHECK;
struct err store_spare_take(struct db *db, struct arena *a, const struct hash *code,
                            struct str name, bool *ret) MUST_CHECK;
struct err store_spare_count(struct db *db, struct arena *a, struct str name,
                             int64_t *ret) MUST_CHECK;
struct store_login_try {
    int64_t fails;
    struct instant until; /* locked until then; not locked: the last failure */
};
struct err store_login_try_find(struct db *db, struct arena *a, struct str name,
                                struct store_login_try *ret) MUST_CHECK; /* none: zero */
struct err store_login_try_save(struct db *db, struct arena *a, struct str name,
                                const struct store_login_try *tried) MUST_CHECK;
struct err store_login_try_clear(struct db *db, struct arena *a, struct str name) MUST_CHECK;
/* Forgets the failures whose until is before that. */
struct err store_login_try_sweep(struct db *db, struct arena *a, struct instant before) MUST_CHECK;

/* "kind": "demo", "test" or "live". Errors of find: ERR_MISSING "setting". */
struct err store_setting_find(struct db *db, struct arena *a, struct str name,
                              struct str *ret) MUST_CHECK;
struct err store_setting_save(struct db *db, struct arena *a, struct str name,
                              struct str value) MUST_CHECK;
#endif
