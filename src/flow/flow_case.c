#include "flow/case.h"

#include "decision/takeover.h"
#include "flow/authorize.h"
#include "flow/flow_internal.h"
#include "flow/moved.h"

#include "base/json.h"
#include "seal/age.h"

#include <stdlib.h>

enum { PROVINCE_OFFICES = 64, FLOW_SCAN_MAX = 2000 }; /* Central Java has 35, no province more */

struct err flow_case_state(struct db *db, struct arena *a, struct case_id id,
                           struct case_state *ret) {
    const struct case_event *events;
    size_t count;
    struct err e = store_case_events(db, a, id, &events, &count);
    return e.code ? e : case_fold(a, events, count, ret);
}

/* Row, folded state and the rulebook that the case was received under. */
static struct err load(const struct law *law, struct db *db, struct arena *a, struct case_id id,
                       struct flow_case *ret) {
    struct flow_case file = {.law = law};
    struct err e = store_case_row(db, a, id, &file.row);
    if (e.code == ERR_MISSING) {
        bool erased = false;
        struct err asked = store_is_erased(db, a, id, &erased);
        e = asked.code ? asked : erased ? ERR(ERR_GONE, STR("case")) : e;
    }
    if (!e.code)
        e = flow_case_state(db, a, id, &file.state);
    if (!e.code)
        e = store_has_identity(db, a, id, &file.has_identity);
    if (e.code)
        return e;
    file.rules = law_rulebook_named(law, file.row.rules);
    if (!file.rules)
        return ERR(ERR_RULES, STR("rulebook"));
    *ret = file;
    return OK;
}

const struct law_rulebook *flow_rules(const struct flow_case *file, struct str track) {
    struct case_track in;
    if (!track.len)
        return file->rules;
    return case_track(&file->state, track, &in) ? law_rulebook_named(file->law, in.rules) : NULL;
}

static void add_offers(struct arena *a, const struct flow_case *file,
                       const struct case_track *track, struct date today, struct flow_offers *ret) {
    const struct law_rulebook *rules = flow_rules(file, track->id);
    struct decision_offers offers = {0};
    if (rules)
        offers = decide_offers(a, rules, &file->state, track->id);
    struct flow_offer *list = NEW(a, struct flow_offer, ret->count + offers.count + 1);
    for (size_t i = 0; i < ret->count; i++)
        list[i] = ret->list[i];
    for (size_t i = 0; i < offers.count; i++) {
        const struct decision_offer *offer = &offers.list[i];
        bool waits = offer->opens_on.day > today.day;
        const struct decision_step facts = {
            .law = file->law, .rules = rules, .step = offer->step, .track = track->id};
        struct decision_parting parting = decide_parting(offer->step, &file->state, track->id);
        list[ret->count++] = (struct flow_offer){
            .step = offer->step,
            .track = track->id,
            .missing = offer->missing,
            .missing_count = offer->missing_count,
            .waits = waits ? offer->step->after : NULL,
            .opens_on = offer->opens_on,
            .opens = waits && offer->opens_on.day != DECISION_NO_DAY,
            .taken = parting.taken,
            .staying = parting.staying,
            .proposals = decide_proposals(a, &facts, &file->state),
        };
    }
    ret->list = list;
}

/* Takeovers of all tasks that the law knows for the case today, behind the steps of its
 * procedures. */
static void add_takeovers(struct arena *a, const struct flow_case *file, struct date today,
                          struct flow_offers *ret) {
    const struct law *law = file->law;
    struct flow_offer *list = NEW(a, struct flow_offer, ret->count + law->takeover_count + 1);
    for (size_t i = 0; i < ret->count; i++)
        list[i] = ret->list[i];
    for (size_t i = 0; i < law->takeover_count; i++)
        if (decide_takeover_fits(law, &law->takeovers[i], &file->state, today))
            list[ret->count++] = (struct flow_offer){.step = &law->takeovers[i].step};
    ret->list = list;
}

struct flow_offers flow_offers(struct arena *a, const struct flow_case *file, struct instant now) {
    struct date today = instant_date(now, flow_zone(file->state.received.report.region));
    struct flow_offers offers = {0};
    struct case_track own;
    if (case_track(&file->state, STR(""), &own))
        add_offers(a, file, &own, today, &offers);
    for (size_t i = 0; i < file->state.track_count; i++)
        add_offers(a, file, &file->state.tracks[i], today, &offers);
    add_takeovers(a, file, today, &offers);
    return offers;
}

/* Asked for the role first, then for the case. */
static struct err read_as(const struct flow_look *look, enum flow_verb verb, struct case_id id,
                          struct flow_case *ret) {
    struct flow_case file;
    struct err e = flow_authorize_role(look->staff, verb);
    if (!e.code)
        e = load(look->flow->law, look->db, look->arena, id, &file);
    if (!e.code)
        e = flow_authorize(look->staff, verb, &file.state);
    if (!e.code)
        *ret = file;
    return e;
}

struct err flow_case_read(const struct flow_look *look, struct case_id id, struct flow_case *ret) {
    return read_as(look, FLOW_CASE_READ, id, ret);
}

struct err flow_takeover_read(const struct flow_look *look, struct case_id id,
                              struct flow_case *ret) {
    return read_as(look, FLOW_TASKS_READ, id, ret);
}

const struct case_taken *flow_takeover(const struct flow_case *file) {
    const struct case_state *cs = &file->state;
    for (size_t i = cs->offices.replaced.len ? cs->taken_count : 0; i-- > 0;)
        if (law_takeover(file->law, cs->taken[i].name))
            return &cs->taken[i];
    return NULL;
}

const struct law_silence *flow_takeover_silence(const struct flow_case *file,
                                                const struct flow_staff *staff,
                                                struct instant now) {
    struct date today = instant_date(now, flow_zone(file->state.received.report.region));
    bool could = !flow_authorize(staff, FLOW_TAKE_OVER, &file->state).code;
    return could ? decide_takeover_silence(file->law, &file->state, today) : NULL;
}

static int row_order(const void *left, const void *right) {
    const struct store_case_row *l = left, *r = right;
    if (l->due_day != r->due_day)
        return l->due_day < r->due_day ? -1 : 1;
    return (l->id.v > r->id.v) - (l->id.v < r->id.v);
}

/* The lists of all offices of a province, merged: each gives at most one page. */
static struct err province_list(struct db *db, struct arena *a, const struct flow_list *list,
                                struct store_case_row *rows, size_t *ret_count) {
    size_t children, total = 0;
    const struct region *province = region_find(list->staff.who.office.region);
    const struct region *first = province ? region_children(province, &children) : NULL;
    for (size_t i = 0; first && i < children; i++) {
        const struct store_case_row *some;
        size_t count;
        struct store_case_query query = {STR("bawaslu"),
                                         arena_printf(a, "bawaslu-%.*s", STR_ARG(first[i].code)),
                                         list->after, list->limit + 1, list->moved};
        struct err e = store_case_list(db, a, &query, &some, &count);
        if (e.code)
            return e;
        for (size_t k = 0; k < count; k++)
            rows[total++] = some[k];
    }
    *ret_count = total;
    return OK;
}

/* One stretch of the list, unfiltered, in order; at most limit + 1 rows. */
static struct err stretch(struct db *db, struct arena *a, const struct flow_list *list,
                          struct store_case_row **ret, size_t *ret_count) {
    const struct store_office *office = &list->staff.who.office;
    struct store_case_query query = {office->kind, office->id, list->after, list->limit + 1,
                                     list->moved};
    const struct store_case_row *own;
    size_t count, more = 0;
    struct err e = store_case_list(db, a, &query, &own, &count);
    if (e.code)
        return e;
    bool province = str_equal(office->kind, STR("bawaslu")) && office->region.len == 2;
    size_t room = count + (province ? (size_t)(list->limit + 1) * PROVINCE_OFFICES : 0);
    struct store_case_row *rows = NEW(a, struct store_case_row, room + 1);
    for (size_t i = 0; i < count; i++)
        rows[i] = own[i];
    if (province)
        e = province_list(db, a, list, rows + count, &more);
    count += more;
    qsort(rows, count, sizeof *rows, row_order);
    size_t kept = 0; /* a case that a province took over is in both lists */
    for (size_t i = 0; i < count; i++)
        if (!kept || rows[kept - 1].id.v != rows[i].id.v)
            rows[kept++] = rows[i];
    *ret = rows;
    *ret_count = kept;
    return e;
}

/* Keeps the rows of the state that is asked for; goes on while too few are found. */
static struct err filtered(struct db *db, struct arena *a, struct flow_list *list) {
    struct store_case_row *kept = NEW(a, struct store_case_row, (size_t)list->limit + 1);
    struct flow_list step = *list;
    size_t found = 0, seen = 0;
    list->more = true;
    while (list->more && found < (size_t)list->limit && seen < FLOW_SCAN_MAX) {
        struct store_case_row *rows;
        size_t count;
        struct err e = stretch(db, a, &step, &rows, &count);
        if (e.code)
            return e;
        list->more = count > (size_t)list->limit;
        size_t end = list->more ? (size_t)list->limit : count;
        for (size_t i = 0; i < end; i++) {
            if (found == (size_t)list->limit) {
                list->more = true;
                break;
            }
            list->next = step.after = (struct store_cursor){rows[i].due_day, rows[i].id.v};
            if (!list->state.len || str_equal(rows[i].state, list->state))
                kept[found++] = rows[i];
        }
        seen += end;
    }
    list->rows = kept;
    list->count = found;
    return OK;
}

struct err flow_case_list(struct db *db, struct arena *a, struct flow_list *list) {
    struct err e = flow_authorize_role(&list->staff, FLOW_CASE_LIST);
    return e.code ? e : filtered(db, a, list);
}

struct err flow_case_counts(struct db *db, struct arena *a, const struct flow_staff *staff,
                            const int64_t *bounds, int64_t *ret) {
    const struct store_office *office = &staff->who.office;
    struct err e = OK;
    for (size_t i = 0; i + 1 < FLOW_BOUNDS && !e.code; i++) {
        struct store_case_span span = {office->kind, office->id, bounds[i], bounds[i + 1]};
        e = store_case_count(db, a, &span, &ret[i]);
    }
    return e;
}

struct err flow_track(struct flow *flow, struct db *db, struct arena *a,
                      const struct seal_code *code, struct flow_case *ret) {
    struct hash verifier = seal_code_verifier(code), request;
    struct case_id id;
    struct err e = store_receipt_find(db, a, &verifier, &id, &request);
    if (!e.code)
        return load(flow->law, db, a, id, ret);
    if (e.code != ERR_MISSING)
        return e;
    struct hash token = seal_code_token(code); /* the code may be one that its reporter drew */
    e = flow_track_token(flow, db, a, &token, ret);
    seal_wipe(&token, sizeof token);
    return e;
}

struct err flow_track_token(struct flow *flow, struct db *db, struct arena *a,
                            const struct hash *token, struct flow_case *ret) {
    struct hash verifier = seal_token_verifier(token), request;
    struct case_id id;
    struct err e = store_receipt_find(db, a, &verifier, &id, &request);
    return e.code ? e : load(flow->law, db, a, id, ret);
}

/* Offices that a step may hand the case to, and the number that it may give. */
static struct err step_facts(struct flow_txn *txn, struct flow_act *act,
                             const struct flow_case *file, struct decision_step *facts) {
    struct str region = file->state.received.report.region;
    const struct law *law = txn->law;
    const struct flow_naming naming = {law, region, file->state.offices.bawaslu,
                                       instant_date(act->now, flow_zone(region))};
    struct decision_offices offices;
    struct store_office bawaslu;
    struct err e =
        flow_name_offices(txn->db, txn->arena, &naming,
                          decide_names(txn->arena, law, act->action, naming.today), &offices);
    if (!e.code)
        e = store_office_find(txn->db, txn->arena, file->state.offices.bawaslu, &bawaslu);
    struct decision_weeks weeks;
    if (!e.code)
        e = flow_weeks(txn, &weeks);
    if (e.code)
        return e;
    *facts = (struct decision_step){
        .law = law,
        .weeks = weeks,
        .rules = flow_rules(file, act->track),
        .step = act->step,
        .track = act->track,
        .today = naming.today,
        .offices = offices,
        .region = bawaslu.region,
    };
    if (!facts->rules)
        return ERR(ERR_STEP_BLOCKED, STR("state"));
    if (!act->action->outcome->registers || file->state.registration.len)
        return OK;
    const struct flow_numbers of = {bawaslu.id, true, date_to_civil(facts->today).year};
    return flow_number_next(txn, &of, &facts->registration_n);
}

static struct err record_step(struct flow_txn *txn, struct flow_act *act,
                              const struct case_state *before, const struct case_step *step) {
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    struct case_step signed_step = *step;
    signed_step.actor = act->staff.who.name;
    case_step_encode(&body, &signed_step);
    struct store_event ev =
        flow_next_event(txn, before, act->staff.who.office.id, act->staff.who.name);
    ev.event.kind = STR("case.step");
    ev.event.body = buf_str(&body);
    ev.event.at = act->now;
    ev.salt = act->salt;
    act->state = case_after_step(txn->arena, before, &ev.event, step);
    struct err e = buf_full(&body) ? ERR(ERR_TOO_LARGE, STR("fields"))
                                   : flow_append_to(txn, before, &ev, &act->state);
    buf_done(&body);
    return e.code ? e : flow_moved_seen(txn->db, txn->batch, before->id, ev.event.office);
}

static struct err decide_act(struct flow_txn *txn, struct flow_act *act,
                             const struct flow_case *file, struct case_step *ret) {
    struct decision_step facts;
    if (act->step->takeover) {
        const struct decision_takeover takeover = {
            .law = txn->law,
            .takeover = act->step->takeover,
            .office = act->staff.who.office.id,
            .today = instant_date(act->now, flow_zone(file->state.received.report.region))};
        return decide_takeover(txn->arena, &takeover, &file->state, act->action, &act->faults, ret);
    }
    struct err e = step_facts(txn, act, file, &facts);
    return e.code ? e
                  : decide_step(txn->arena, &facts, &file->state, act->action, &act->faults, ret);
}

static struct err run_act(struct flow_txn *txn, struct flow_job *job) {
    struct flow_act *act = (struct flow_act *)(void *)job; /* job is its first member */
    act->faults = (struct intake_faults){0};
    struct flow_case file;
    struct err e = flow_authorize_role(&act->staff, FLOW_STEP_OFFICER);
    if (!e.code)
        e = load(txn->law, txn->db, txn->arena, act->id, &file);
    if (!e.code)
        e = flow_authorize_step(&act->staff, &file.state, act->step);
    struct case_step step;
    if (!e.code)
        e = decide_act(txn, act, &file, &step);
    return e.code ? e : record_step(txn, act, &file.state, &step);
}

void flow_act_prepare(struct flow_act *act) {
    act->job.run = run_act;
}

/* Invariant I7: looking at who reported is itself an event, with a reason. */
static struct err run_identity(struct flow_txn *txn, struct flow_job *job) {
    struct flow_identity *opening = (struct flow_identity *)(void *)job;
    struct flow_case file;
    struct err e = flow_authorize_role(&opening->staff, FLOW_IDENTITY_OPEN);
    if (!e.code)
        e = load(txn->law, txn->db, txn->arena, opening->id, &file);
    if (!e.code)
        e = flow_authorize(&opening->staff, FLOW_IDENTITY_OPEN, &file.state);
    if (!e.code)
        e = store_identity(txn->db, txn->arena, opening->id, &opening->identity);
    if (e.code)
        return e;
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    struct json j;
    json_init(&j, &body);
    json_open_object(&j);
    json_put_str(&j, "reason", opening->reason);
    json_put_str(&j, "actor", opening->staff.who.name);
    json_close_object(&j);
    struct store_event ev =
        flow_next_event(txn, &file.state, opening->staff.who.office.id, opening->staff.who.name);
    ev.event.kind = STR("case.identity_opened");
    ev.event.body = buf_str(&body);
    ev.event.at = opening->now;
    ev.salt = opening->salt;
    struct case_state after = file.state;
    after.version++;
    e = flow_append_to(txn, &file.state, &ev, &after);
    buf_done(&body);
    return e.code ? e : flow_moved_seen(txn->db, txn->batch, opening->id, ev.event.office);
}

void flow_identity_prepare(struct flow_identity *opening) {
    opening->job.run = run_identity;
}
