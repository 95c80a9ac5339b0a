#include "case/erased.h"
#include "flow/activity_internal.h"
#include "flow/flow_internal.h"
#include "flow/letter_internal.h"
#include "flow/meeting_internal.h"
#include "flow/moved.h"
#include "flow/rebuild.h"
#include "prevention/pledge.h"
#include "store/pledge.h"

#include "base/json_read.h"

/* Events are read in ledger order, a page at a time. Each event of a case is applied by folding
 * that case's events up to it only once: when the page holds its first event the whole case is
 * folded and its row written as it is today. */
enum { PAGE = 256 };
static const size_t PAGE_ARENA = 512u << 20;

static struct str text_of(struct arena *a, const struct json_value *object, const char *key) {
    return arena_str(a, json_text(json_get(object, key)));
}

static struct err project_office(struct db *db, struct arena *a, const struct json_value *body) {
    struct store_office office = {text_of(a, body, "id"),      text_of(a, body, "kind"),
                                  text_of(a, body, "region"),  text_of(a, body, "name"),
                                  text_of(a, body, "name_en"), LAW_FIVE_DAYS};
    return store_office_insert(db, a, &office);
}

static struct err project_week(struct db *db, struct arena *a, const struct json_value *body) {
    enum { FIVE = 5, SIX = 6 };
    const struct json_value *week = json_get(body, "week");
    if (!json_is(week, JSON_INTEGER) || (week->integer != FIVE && week->integer != SIX))
        return ERR(ERR_CORRUPT, STR("event"));
    return store_office_week_save(db, a, text_of(a, body, "id"),
                                  week->integer == SIX ? LAW_SIX_DAYS : LAW_FIVE_DAYS);
}

static struct err project_staff(struct db *db, struct arena *a, const struct store_event *ev,
                                const struct json_value *body) {
    struct store_staff staff = {.name = text_of(a, body, "name"),
                                .role = text_of(a, body, "role"),
                                .office.id = text_of(a, body, "office")};
    return store_staff_insert(db, a, &staff, ev->event.at);
}

static struct err project_reading(struct db *db, struct arena *a, const struct store_event *ev,
                                  const struct json_value *body) {
    const struct json_value *id = json_get(body, "case");
    if (!json_is(id, JSON_INTEGER))
        return ERR(ERR_CORRUPT, STR("event"));
    return flow_moved_seen(db, a, (struct case_id){id->integer}, ev->event.office);
}

static struct err project_roster(struct db *db, struct arena *a, const struct store_event *ev,
                                 const struct json_value *body) {
    const struct store_roster_file file = {.office = text_of(a, body, "office"),
                                           .sha256 = text_of(a, body, "sha256"),
                                           .index = ev->event.index};
    return store_roster_file_save(db, a, &file);
}

/* Of events that do not say it: everybody. False: it names what is no group, or none. */
static bool read_asks(const struct json_value *asks, int64_t *ret) {
    int64_t bits = asks ? 0 : PLEDGE_EVERYBODY;
    if (asks && !json_is(asks, JSON_ARRAY))
        return false;
    for (const struct json_value *one = asks ? asks->first : NULL; one; one = one->next) {
        enum pledge_group group;
        if (!pledge_group_read(json_text(one), &group))
            return false;
        bits |= group;
    }
    *ret = bits;
    return bits != 0;
}

static struct err project_round(struct db *db, struct arena *a, const struct store_event *ev,
                                const struct json_value *body) {
    struct store_round round = {.id = ev->event.index,
                                .office = text_of(a, body, "office"),
                                .kind = text_of(a, body, "kind"),
                                .election = text_of(a, body, "election"),
                                .points = text_of(a, body, "points")};
    if (!date_parse(text_of(a, body, "opens"), &round.opens) ||
        !date_parse(text_of(a, body, "closes"), &round.closes) ||
        !read_asks(json_get(body, "asks"), &round.asks))
        return ERR(ERR_CORRUPT, STR("event"));
    return store_round_insert(db, a, &round);
}

static struct err project_closed(struct db *db, struct arena *a, const struct store_event *ev,
                                 const struct json_value *body) {
    const struct json_value *of = json_get(body, "round");
    const struct json_value *people = json_get(body, "people"), *signed_ = json_get(body, "signed");
    struct store_round round = {.closed = ev->event.index};
    if (!json_is(of, JSON_INTEGER) || !json_is(people, JSON_INTEGER) ||
        !json_is(signed_, JSON_INTEGER) || !date_parse(text_of(a, body, "closes"), &round.closes))
        return ERR(ERR_CORRUPT, STR("event"));
    round.id = of->integer;
    round.people = people->integer;
    round.pledged = signed_->integer;
    return store_round_close(db, a, &round);
}

/* Where signatures are projected to: the tables, and the figures of the page of events. */
struct signing {
    struct db *db;
    struct arena *a;
    struct store_stats *stats;
    const struct store_event *ev;
};

/* Counted where the person stands in the register today, as the live tables are: nowhere when the
 * row is gone, which nobody has to undo. */
static struct err project_signature(const struct signing *s, const struct pledge_link *by) {
    struct store_round round;
    struct store_person person;
    struct err e = store_round_find(s->db, s->a, by->round, &round);
    if (e.code)
        return e;
    e = store_person_row(s->db, s->a, by->person, &person);
    if (e.code == ERR_MISSING)
        person = (struct store_person){.id = by->person};
    else if (e.code)
        return e;
    const struct store_pledge pledge = {&round, &person, s->ev->event.index};
    return store_pledge_insert(s->db, s->a, &pledge, s->stats);
}

static struct err project_one(const struct signing *s, const struct json_value *round,
                              const struct json_value *person) {
    if (!json_is(round, JSON_INTEGER) || !json_is(person, JSON_INTEGER))
        return ERR(ERR_CORRUPT, STR("event"));
    store_stats_pledged(s->stats, s->a, round->integer, s->ev->event.at);
    return project_signature(s, &(struct pledge_link){round->integer, person->integer});
}

static struct err project_paper(const struct signing *s, const struct json_value *body) {
    const struct json_value *people = json_get(body, "people");
    struct err e = json_is(people, JSON_ARRAY) ? OK : ERR(ERR_CORRUPT, STR("event"));
    for (const struct json_value *by = e.code ? NULL : people->first; by && !e.code; by = by->next)
        e = project_one(s, json_get(body, "round"), by);
    return e;
}

static struct err project_single(struct db *db, struct arena *a, const struct store_event *ev,
                                 struct store_stats *stats) {
    const struct signing signing = {db, a, stats, ev};
    const struct json_value *body;
    struct err e = json_read(a, ev->event.body, JSON_OWN, &body);
    if (e.code)
        return ERR(ERR_CORRUPT, STR("event"));
    const struct flow_told told = {ev->event.index, ev->event.kind, body, ev->event.at};
    if (str_equal(ev->event.kind, STR("office.opened")))
        e = project_office(db, a, body);
    else if (str_equal(ev->event.kind, STR("office.week_set")))
        e = project_week(db, a, body);
    else if (str_equal(ev->event.kind, STR("staff.added")))
        e = project_staff(db, a, ev, body);
    else if (str_equal(ev->event.kind, STR("staff.closed")))
        e = store_staff_close(db, a, text_of(a, body, "name"));
    else if (str_starts(ev->event.kind, STR("prevention.")))
        e = flow_activity_project(db, a, &told);
    else if (flow_is_of_meeting(ev->event.kind))
        e = flow_meeting_project(db, a, &told);
    else if (str_starts(ev->event.kind, STR("attendance.")))
        e = flow_attendance_project(db, a, &told);
    else if (str_starts(ev->event.kind, STR("letter.")))
        e = flow_letter_project(db, a, &told);
    else if (str_equal(ev->event.kind, STR("case.read")))
        e = project_reading(db, a, ev, body);
    else if (str_equal(ev->event.kind, STR("roster.imported")))
        e = project_roster(db, a, ev, body);
    else if (str_equal(ev->event.kind, STR("pledge.opened")))
        e = project_round(db, a, ev, body);
    else if (str_equal(ev->event.kind, STR("pledge.signed")))
        e = project_one(&signing, json_get(body, "round"), json_get(body, "person"));
    else if (str_equal(ev->event.kind, STR("pledge.paper")))
        e = project_paper(&signing, body);
    else if (str_equal(ev->event.kind, STR("pledge.closed")))
        e = project_closed(db, a, ev, body);
    return e;
}

/* The case as it was right before: rare enough to be folded once more. */
static struct err project_recount(struct db *db, struct arena *a, const struct store_event *ev) {
    const struct case_event *events;
    size_t count;
    struct case_state cs;
    struct case_recount recount;
    struct case_id id = {ev->case_id};
    struct err e = store_case_events(db, a, id, &events, &count);
    if (!e.code)
        e = case_recount_decode(a, ev->event.body, &recount);
    if (!e.code && ev->event.seq >= (int64_t)count)
        e = ERR(ERR_CORRUPT, STR("event"));
    if (!e.code)
        e = case_fold(a, events, (size_t)ev->event.seq, &cs);
    return e.code ? e : flow_moved_put(db, a, &cs, &recount);
}

/* Further events of a case, whose row is written already: what they say of moved deadlines. */
static struct err project_further(struct db *db, struct arena *a, const struct store_event *ev) {
    if (str_equal(ev->event.kind, STR("case.recounted")))
        return project_recount(db, a, ev);
    if (str_equal(ev->event.kind, STR("case.step")) ||
        str_equal(ev->event.kind, STR("case.identity_opened")) ||
        str_equal(ev->event.kind, STR("case.handed")))
        return flow_moved_seen(db, a, (struct case_id){ev->case_id}, ev->event.office);
    return OK;
}

static struct err raise_counters(struct db *db, struct arena *a, const struct case_state *cs,
                                 const struct case_event *events, size_t count) {
    struct str office = cs->received.offices.bawaslu;
    int year = date_to_civil(cs->received.received_on).year;
    struct err e = store_counter_raise(db, a, store_counter_name(a, office, false, year),
                                       cs->received.number_n);
    for (size_t i = 1; i < count && !e.code; i++) {
        struct case_step step;
        if (!str_equal(events[i].kind, STR("case.step")))
            continue;
        e = case_step_decode(a, events[i].body, &step);
        if (e.code || !step.registration_n)
            continue;
        year = date_to_civil(step.on).year;
        /* by the office in charge on that day: another one may have taken over */
        e = store_counter_raise(db, a, store_counter_name(a, step.offices.bawaslu, true, year),
                                step.registration_n);
    }
    return e;
}

static struct err project_erased(struct db *db, struct arena *a, const struct store_event *ev) {
    struct case_erased erased;
    struct err e = case_erased_decode(a, ev->event.body, &erased);
    for (size_t i = 0; !e.code && i < erased.number_count; i++) {
        const struct case_number *n = &erased.numbers[i];
        e = store_counter_raise(db, a, store_counter_name(a, n->office, n->registered, n->year),
                                n->n);
    }
    return e;
}

static struct err project_case(struct db *db, struct arena *a, struct case_id id,
                               struct store_stats *stats) {
    const struct case_event *events;
    size_t count;
    struct case_state cs;
    struct err e = store_case_events(db, a, id, &events, &count);
    if (!e.code)
        e = case_fold(a, events, count, &cs);
    if (!e.code)
        e = store_case_insert(db, a, &cs);
    if (!e.code)
        e = raise_counters(db, a, &cs, events, count);
    if (!e.code)
        store_stats_move(stats, a, NULL, &cs);
    return e;
}

static struct err project_page(struct db *db, struct arena *a, struct flow_rebuilt *done,
                               size_t *ret_count) {
    struct store_events page = {0};
    struct store_stats stats = {0};
    struct err e = store_event_page(db, a, done->events, PAGE, &page);
    *ret_count = page.count;
    for (size_t i = 0; i < page.count && !e.code; i++) {
        const struct store_event *ev = &page.list[i];
        if (ev->event.index != done->events)
            return ERR(ERR_CORRUPT, STR("event"));
        done->events++;
        if (ev->erased)
            continue;
        if (str_equal(ev->event.kind, STR("case.received"))) {
            e = project_case(db, a, (struct case_id){ev->event.index}, &stats);
            done->cases++;
        } else if (ev->event.seq == 0) {
            e = project_single(db, a, ev, &stats);
        } else if (str_equal(ev->event.kind, STR("case.erased"))) {
            e = project_erased(db, a, ev);
        } else {
            e = project_further(db, a, ev);
        }
    }
    return e.code ? e : store_stats_flush(db, a, &stats);
}

struct err flow_project(struct db *db, struct flow_rebuilt *ret) {
    *ret = (struct flow_rebuilt){0};
    size_t count = PAGE;
    struct err e = OK;
    while (count == PAGE && !e.code) {
        count = 0;
        struct arena *a = arena_new(PAGE_ARENA);
        e = project_page(db, a, ret, &count);
        arena_free(a);
    }
    return e;
}

struct rebuild {
    const struct env *env;
    struct arena *arena;
    struct flow_rebuilt *out;
};

/* The register first: figures of it are made from the count by unit. */
static struct err check_in_txn(struct db *db, void *arg) {
    struct rebuild *r = arg;
    int64_t units = 0;
    struct err e = flow_project(db, r->out);
    if (!e.code)
        e = store_roster_differs(db, r->arena, &units);
    if (e.code)
        return e;
    if (units) {
        r->out->difference = (struct store_difference){STR("roster_unit"), units, units};
        return OK;
    }
    e = store_roster_figures(db, r->arena);
    return e.code ? e : store_derived_compare(db, r->arena, &r->out->difference);
}

static struct err fill_in_txn(struct db *db, void *arg) {
    struct rebuild *r = arg;
    struct err e = flow_project(db, r->out);
    if (!e.code)
        e = store_roster_recount(db, r->arena);
    if (!e.code)
        e = store_roster_figures(db, r->arena);
    return e.code ? e : store_derived_done(db, env_now(r->env));
}

struct err flow_rebuild(struct arena *a, const struct flow_rebuild *how, struct flow_rebuilt *ret) {
    struct db db = {0};
    struct rebuild r = {how->env, a, ret};
    struct err e = db_open(how->where, !how->check, false, &db);
    if (!e.code)
        e = store_derived_create(&db, how->check ? STORE_SCRATCH : STORE_LIVE);
    if (!e.code)
        e = db_in_txn(&db, !how->check, how->check ? check_in_txn : fill_in_txn, &r);
    db_close(&db);
    return e;
}
