#include "flow/duties.h"

/* An election's activities of duties in one region: some dozens. */
enum { MOST = 2000 };

/* Who prepares and carries out what the rules lay on the appointing authority: the Sekda proposes
 * to it (PP 11/2017 Ps 267), BKPSDM is the official in charge of its staff (PP 94/2021 Ps 39). */
static const struct {
    const char *kind, *served;
} SERVANTS[] = {{"sekda", "ppk"}, {"bkpsdm", "ppk"}};

enum flow_duties_whose flow_duties_whose(struct str kind, const struct law_duty *duty) {
    if (str_equal(duty->actor, kind))
        return FLOW_DUTIES_OWN;
    for (size_t i = 0; i < COUNT_OF(SERVANTS); i++)
        if (str_equal(kind, str_from_c(SERVANTS[i].kind)) &&
            str_equal(duty->actor, str_from_c(SERVANTS[i].served)))
            return FLOW_DUTIES_SERVED;
    return FLOW_DUTIES_OTHERS;
}

static bool has_any(const struct law *law, struct str kind) {
    for (size_t i = 0; i < law->duty_count; i++)
        if (flow_duties_whose(kind, &law->duties[i]) != FLOW_DUTIES_OTHERS)
            return true;
    return false;
}

/* Those that keep says: of an office's kind its own and of whom it works for; of a region what some
 * text asks for. */
typedef bool keeps(const struct prevention_due *due, struct str kind);

static bool is_its(const struct prevention_due *due, struct str kind) {
    return flow_duties_whose(kind, due->duty) != FLOW_DUTIES_OTHERS;
}

static bool is_asked(const struct prevention_due *due, struct str kind) {
    (void)kind;
    return due->state != PREVENTION_SUGGESTED;
}

static struct prevention_dues only(struct arena *a, struct prevention_dues all, keeps *keep,
                                   struct str kind) {
    struct prevention_due *list = NEW(a, struct prevention_due, all.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++)
        if (keep(&all.list[i], kind))
            list[count++] = all.list[i];
    return (struct prevention_dues){list, count};
}

/* What another region's offices did, be it in this one, carries out no duty of this one. */
static struct prevention_act *acts_of(struct arena *a, const struct store_activities *list,
                                      struct str region, size_t *ret_count) {
    struct prevention_act *acts = NEW(a, struct prevention_act, list->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct store_activity *x = &list->list[i];
        if (!region.len || str_equal(x->region, region))
            acts[count++] = (struct prevention_act){x->duty, x->on, x->id};
    }
    *ret_count = count;
    return acts;
}

struct err flow_duties(struct db *db, struct arena *a, const struct flow_duties_of *of,
                       struct prevention_dues *ret) {
    struct store_activities list;
    const struct store_activity_query query = {
        .region = of->office->region, .election = of->election->id, .limit = MOST};
    struct err e = store_activity_duties(db, a, &query, &list);
    if (e.code)
        return e;
    struct prevention_asked asked = {.election = of->election, .today = of->today};
    asked.acts = acts_of(a, &list, of->office->region, &asked.act_count);
    struct prevention_dues all = prevention_dues(a, of->law, &asked);
    struct str kind = of->office->kind;
    *ret = has_any(of->law, kind) ? only(a, all, is_its, kind) : all;
    return OK;
}

struct err flow_duties_where(struct db *db, struct arena *a, const struct flow_duties_in *in,
                             struct flow_duties_where *ret) {
    *ret = (struct flow_duties_where){0};
    if (!in->election)
        return OK;
    const struct store_follow_of of = {
        .region = in->region, .today = in->today, .election = in->election->id};
    struct str kind = STR("ppk");
    struct prevention_dues dues = prevention_dues(
        a, in->law, &(struct prevention_asked){in->election, kind, in->today, NULL, 0});
    dues = only(a, dues, is_asked, kind);
    struct store_follow_regions *done = NEW(a, struct store_follow_regions, dues.count + 1);
    struct err e = OK;
    for (size_t i = 0; i < dues.count && !e.code; i++) {
        const struct prevention_due *due = &dues.list[i];
        struct store_follow_duty duty = {due->duty->row.id, {INT32_MIN}, {INT32_MAX}};
        if (due->duty->each_stage) {
            duty.first = due->stage->from;
            duty.last = due->stage->to;
        }
        e = store_follow_done(db, a, &of, &duty, &done[i]);
    }
    ret->dues = dues;
    ret->done = done;
    return e;
}

static bool is_in(const struct store_follow_regions *regions, struct str region) {
    for (size_t i = 0; i < regions->count; i++)
        if (str_equal(regions->list[i], region))
            return true;
    return false;
}

size_t flow_duties_open(const struct flow_duties_where *where, const struct flow_duties_open *of,
                        const struct law_duty **ret) {
    size_t count = 0;
    for (size_t i = 0; of->stage && i < where->dues.count && count < of->max; i++) {
        const struct prevention_due *due = &where->dues.list[i];
        if (str_equal(due->stage->id, of->stage->id) && !is_in(&where->done[i], of->region))
            ret[count++] = due->duty;
    }
    return count;
}
