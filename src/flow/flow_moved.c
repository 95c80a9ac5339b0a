#include "flow/moved.h"

enum { SLOTS = 4 }; /* offices of a case that are called by their part in it */

/* The i-th office that has the case in hand; empty: it has been reached by none, or was named by
 * another name before. */
static struct str office_at(const struct case_offices *o, size_t i) {
    const struct str named[SLOTS] = {o->bawaslu, o->bkn, o->ppk, o->replaced};
    struct str office = i < SLOTS ? named[i] : o->others[i - SLOTS].office;
    for (size_t k = 0; k < i; k++) {
        struct str before = k < SLOTS ? named[k] : o->others[k - SLOTS].office;
        if (str_equal(before, office))
            return (struct str){0};
    }
    return office;
}

struct err flow_moved_put(struct db *db, struct arena *a, const struct case_state *cs,
                          const struct case_recount *recount) {
    const struct case_offices *o = &cs->offices;
    struct store_moved moved = {.id = cs->id,
                                .track = recount->track,
                                .clock = recount->clock,
                                .was = recount->was.due,
                                .due = recount->now.due};
    struct err e = OK;
    bool stayed = recount->was.due.day == recount->now.due.day;
    size_t count = stayed ? 0 : SLOTS + o->other_count;
    for (size_t i = 0; i < count && !e.code; i++) {
        moved.office = office_at(o, i);
        if (moved.office.len)
            e = store_moved_put(db, a, &moved);
    }
    return e;
}

struct err flow_moved_seen(struct db *db, struct arena *a, struct case_id id, struct str office) {
    return office.len ? store_moved_seen(db, a, id, office) : OK;
}
