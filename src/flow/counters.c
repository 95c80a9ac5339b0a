#include "flow/flow_internal.h"

/* Running numbers of a batch: read once, counted in memory, saved once at its end. */

struct flow_counter {
    struct flow_counter *next;
    struct str office;
    bool registered;
    int year;
    int64_t n;            /* the running job's */
    int64_t kept, stored; /* of the jobs that went well; in the store */
};

static struct str name_of(struct arena *a, const struct flow_counter *c) {
    return store_counter_name(a, c->office, c->registered, c->year);
}

static struct err load(struct flow_txn *txn, struct flow_counter *c) {
    struct err e = store_counter_find(txn->db, txn->batch, name_of(txn->batch, c), &c->stored);
    c->n = c->kept = c->stored;
    c->next = txn->counters;
    if (!e.code)
        txn->counters = c;
    return e;
}

struct err flow_number_next(struct flow_txn *txn, const struct flow_numbers *of, int64_t *ret) {
    struct flow_counter *c = txn->counters;
    while (c && (c->year != of->year || c->registered != of->registered ||
                 !str_equal(c->office, of->office)))
        c = c->next;
    if (!c) {
        c = NEW(txn->batch, struct flow_counter, 1);
        c->office = arena_str(txn->batch, of->office);
        c->registered = of->registered;
        c->year = of->year;
        struct err e = load(txn, c);
        if (e.code)
            return e;
    }
    *ret = ++c->n;
    return OK;
}

void flow_numbers_settle(struct flow_txn *txn, bool keep) {
    for (struct flow_counter *c = txn->counters; c; c = c->next)
        if (keep)
            c->kept = c->n;
        else
            c->n = c->kept;
}

struct err flow_numbers_save(struct flow_txn *txn) {
    struct err e = OK;
    for (struct flow_counter *c = txn->counters; c && !e.code; c = c->next)
        if (c->kept != c->stored)
            e = store_counter_save(txn->db, txn->batch, name_of(txn->batch, c), c->kept);
    return e;
}
