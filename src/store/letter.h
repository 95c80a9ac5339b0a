#ifndef STORE_LETTER_H
#define STORE_LETTER_H
/* Letters of prevention (imbauan, pengingat): projections of letter.issued, .withdrawn, .received,
 * .answered and .delivered. */
#include "store/store.h"

struct store_letter {
    int64_t id, version; /* indexes: of the event that issued it, of its withdrawal */
    struct str office;   /* that issued it */
    struct str region, election, kind, duty; /* kind: of letters.yaml; duty: may be empty */
    struct str number, subject, body, signer;
    struct str sha256;   /* of body, hex */
    struct date on, due; /* due: to be acknowledged by then; zero: no day was asked for */
    bool appeal;         /* is a prevention activity of the same id, too */
    bool withdrawn;
    struct str reason;
    struct str key, request;          /* hex, as of store_activity */
    int64_t addressees, acknowledged; /* how many; not of what is inserted */
};
struct store_letters {
    const struct store_letter *list;
    size_t count;
};
struct store_addressee {
    int64_t letter;
    struct str office;
    int64_t seen; /* index of the event that acknowledged it; -1: not yet */
    struct date seen_on;
    struct str seen_by, answer;
    int64_t delivered; /* index of the event; -1: nothing was recorded */
    struct date delivered_on;
    struct str means, receiver;
};
struct store_addressees {
    const struct store_addressee *list;
    size_t count;
};
struct err store_letter_insert(struct db *db, struct arena *a,
                               const struct store_letter *x) MUST_CHECK;
struct err store_letter_to_insert(struct db *db, struct arena *a, int64_t letter,
                                  struct str office) MUST_CHECK;
struct err store_letter_withdraw(struct db *db, struct arena *a,
                                 const struct store_letter *x) MUST_CHECK;
/* seen and answer, or delivery, of the row with that letter and office. */
struct err store_letter_seen(struct db *db, struct arena *a,
                             const struct store_addressee *x) MUST_CHECK;
struct err store_letter_delivered(struct db *db, struct arena *a,
                                  const struct store_addressee *x) MUST_CHECK;
/* Errors of the three: ERR_MISSING "letter". */
struct err store_letter_find(struct db *db, struct arena *a, int64_t id,
                             struct store_letter *ret) MUST_CHECK;
struct err store_letter_again(struct db *db, struct arena *a, struct str key,
                              struct store_letter *ret) MUST_CHECK;
struct err store_letter_numbered(struct db *db, struct arena *a, struct str office,
                                 struct str number, struct store_letter *ret) MUST_CHECK;
/* Issued by the office, or by others to it: the newest first, before the id; -1: from the first. */
struct store_letters_of {
    struct str office;
    int64_t before, limit;
};
struct err store_letter_sent(struct db *db, struct arena *a, const struct store_letters_of *of,
                             struct store_letters *ret) MUST_CHECK;
struct err store_letter_got(struct db *db, struct arena *a, const struct store_letters_of *of,
                            struct store_letters *ret) MUST_CHECK;
/* Not acknowledged by the office and not withdrawn, the oldest first. */
struct err store_letter_open(struct db *db, struct arena *a, struct str office, int64_t limit,
                             struct store_letters *ret) MUST_CHECK;
/* Issued by the office in that calendar year. */
struct err store_letter_count(struct db *db, struct arena *a, struct str office, int year,
                              int64_t *ret) MUST_CHECK;
struct err store_letter_to_list(struct db *db, struct arena *a, int64_t letter,
                                struct store_addressees *ret) MUST_CHECK;
/* Errors: ERR_MISSING "letter": the office is no addressee. */
struct err store_letter_to_find(struct db *db, struct arena *a, int64_t letter, struct str office,
                                struct store_addressee *ret) MUST_CHECK;

/* Open cases of a Bawaslu office that wait for the holder, and of these the overdue ones. */
struct store_waiting {
    struct str holder;
    int64_t cases, late;
};
struct store_waitings {
    const struct store_waiting *list;
    size_t count;
};
struct err store_letter_waiting(struct db *db, struct arena *a, struct str office,
                                struct date today, struct store_waitings *ret) MUST_CHECK;
#endif
