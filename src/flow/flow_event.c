#include "flow/flow_internal.h"

/* What every further event of a case needs, whoever makes it: a step, a look, upkeep. */

struct store_event flow_next_event(const struct flow_txn *txn, const struct case_state *cs,
                                   struct str office, struct str actor) {
    return (struct store_event){
        .event = {.index = flow_next_index(txn),
                  .stream = cs->stream,
                  .seq = cs->version,
                  .office = office,
                  .actor = actor},
        .case_id = cs->id.v,
    };
}

struct err flow_append_to(struct flow_txn *txn, const struct case_state *before,
                          struct store_event *ev, const struct case_state *after) {
    struct err e = flow_append(txn, ev, &before->prev, NULL);
    if (!e.code)
        e = store_case_update(txn->db, txn->batch, after);
    if (!e.code)
        store_stats_move(&txn->stats, txn->batch, before, after);
    return e;
}

static struct err name_one(struct db *db, struct arena *a, const struct flow_naming *naming,
                           struct decision_office *office) {
    struct store_office found = {0};
    office->kind = law_office_on(naming->law, office->name, naming->today);
    if (str_equal(office->kind, STR("bawaslu"))) {
        office->office = naming->bawaslu;
        return OK;
    }
    if (!office->kind.len)
        return OK;
    struct err e = store_office_for(db, a, office->kind, naming->region, &found);
    office->office = found.id;
    return e.code == ERR_MISSING ? OK : e;
}

struct err flow_name_offices(struct db *db, struct arena *a, const struct flow_naming *naming,
                             struct law_words_list names, struct decision_offices *ret) {
    struct decision_office *list = NEW(a, struct decision_office, names.count + 1);
    struct err e = OK;
    for (size_t i = 0; i < names.count && !e.code; i++) {
        list[i].name = names.list[i];
        e = name_one(db, a, naming, &list[i]);
    }
    *ret = (struct decision_offices){list, names.count};
    return e;
}
