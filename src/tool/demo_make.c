#include "tool/demo_make.h"

#include "flow/case.h"
#include "flow/report.h"
#include "tool/demo_data.h"
#include "tool/demo_draw.h"
#include "tool/demo_prevent.h"

#include <stdlib.h>

/* Everything that happens is in one heap by time, so that a step of an old case and the arrival of
 * a new one are appended in the order in which they would have been. */
enum { ARRIVES = -1, MORNING = -2 /* offices do what they planned for the day */ };
struct happening {
    struct instant at;
    int64_t case_id; /* or ARRIVES, MORNING */
};
struct demo {
    const struct demo_plan *plan;
    struct demo_draw draw;
    struct happening *heap;
    size_t count;
    struct db reader;
    struct arena *arena; /* of one happening */
};

static const int64_t HOUR_US = 3600 * 1000000LL;
static const size_t STEP_ARENA = 64u << 20;
enum { MORNING_MINUTE = 8 * 60 };

static int64_t below(struct demo *demo, int64_t limit) {
    return demo_below(&demo->draw, limit);
}

static void push(struct demo *demo, struct happening h) {
    size_t at = demo->count++;
    for (; at && demo->heap[(at - 1) / 2].at.us > h.at.us; at = (at - 1) / 2)
        demo->heap[at] = demo->heap[(at - 1) / 2];
    demo->heap[at] = h;
}

static struct happening pop(struct demo *demo) {
    struct happening first = demo->heap[0], last = demo->heap[--demo->count];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < demo->count; at = child) {
        if (child + 1 < demo->count && demo->heap[child + 1].at.us < demo->heap[child].at.us)
            child++;
        if (demo->heap[child].at.us >= last.at.us)
            break;
        demo->heap[at] = demo->heap[child];
    }
    demo->heap[at] = last;
    return first;
}

/* The next moment an office works: 08.00 to 16.00 local time, any day. */
static struct instant office_hours(struct instant t) {
    int minute = instant_minute(t, ZONE_WIB);
    if (minute < 8 * 60)
        return (struct instant){t.us + (8 * 60 - minute) * (HOUR_US / 60)};
    if (minute >= 16 * 60)
        return (struct instant){t.us + (32 * 60 - minute) * (HOUR_US / 60)};
    return t;
}

static void later(struct demo *demo, struct instant now, int64_t case_id, int hours) {
    int64_t minutes = hours * 60 * (40 + below(demo, 121)) / 100 + below(demo, 50);
    struct instant at = office_hours((struct instant){now.us + minutes * (HOUR_US / 60)});
    if (at.us < demo->plan->until.us)
        push(demo, (struct happening){at, case_id});
}

static const struct demo_outcome *rule_for(struct str step, struct str outcome) {
    static const struct demo_outcome PLAIN = {"", NULL, 10, 20};
    for (size_t i = 0; i < DEMO_OUTCOME_COUNT; i++) {
        const struct demo_outcome *o = &DEMO_OUTCOMES[i];
        if (str_equal(step, str_from_c(o->step)) &&
            (!o->outcome || str_equal(outcome, str_from_c(o->outcome))))
            return o;
    }
    return &PLAIN;
}

#define PICK(demo, list, count) ((list)[below((demo), (int64_t)(count))])

static struct intake_person person(struct demo *demo) {
    struct arena *a = demo->arena;
    bool village = below(demo, 100) < 12, contract = !village && below(demo, 100) < 20;
    struct intake_person p = {.class = village    ? STR("kades")
                                       : contract ? STR("pppk")
                                                  : STR("pns")};
    p.name = arena_printf(a, "%s %s", PICK(demo, DEMO_FIRST_NAMES, DEMO_FIRST_NAME_COUNT),
                          PICK(demo, DEMO_SURNAMES, DEMO_SURNAME_COUNT));
    const struct demo_unit *unit = &PICK(demo, DEMO_UNITS, DEMO_UNIT_COUNT);
    int64_t first = contract ? DEMO_STAFF : DEMO_LEAD; /* no contract makes a head */
    int64_t post = first + below(demo, DEMO_POSTS - first);
    p.position = str_from_c(village ? "Kepala Desa" : unit->posts[post]);
    p.agency = str_from_c(village ? "Pemerintah desa" : unit->name);
    return p;
}

static const struct demo_act *pick_act(struct demo *demo, bool before_determination) {
    int64_t n = below(demo, 1000);
    const struct demo_act *chosen = &DEMO_ACTS[0];
    for (size_t i = 0; i < DEMO_ACT_COUNT; i++) {
        chosen = &DEMO_ACTS[i];
        if ((n -= chosen->weight) < 0)
            break;
    }
    /* Ethics rows speak of prospective candidates, discipline rows of candidates. */
    bool ethics = str_starts(str_from_c(chosen->id), STR("KE-"));
    if (ethics && !before_determination)
        return &DEMO_ACTS[1];
    if (!ethics && chosen->id[0] && before_determination)
        return &DEMO_ACTS[0];
    return chosen;
}

static struct str pick_region(struct demo *demo) {
    int total = 0;
    for (size_t i = 0; i < DEMO_REGION_COUNT; i++)
        total += DEMO_REGIONS[i].weight;
    int64_t n = below(demo, total);
    for (size_t i = 0; i < DEMO_REGION_COUNT; i++)
        if ((n -= DEMO_REGIONS[i].weight) < 0)
            return str_from_c(DEMO_REGIONS[i].code);
    return str_from_c(DEMO_REGIONS[0].code);
}

static struct intake_report *make_report(struct demo *demo, struct instant now) {
    struct arena *a = demo->arena;
    struct intake_report *r = NEW(a, struct intake_report, 1);
    struct date today = instant_date(now, ZONE_WIB);
    struct date determination = date_from_civil((struct civil){2024, 9, 22});
    r->channel = below(demo, 100) < 18 ? INTAKE_TIP : INTAKE_REPORT;
    r->election = STR("pilkada-2024");
    r->region = pick_region(demo);
    r->known_on = (struct date){today.day - (int32_t)below(demo, below(demo, 10) ? 6 : 12)};
    r->occurred_on = (struct date){r->known_on.day - (int32_t)below(demo, 4)};
    r->has_known_on = r->has_occurred_on = true;
    const struct demo_act *act = pick_act(demo, r->occurred_on.day < determination.day);
    r->act = str_from_c(act->id);
    const char *place = PICK(demo, DEMO_PLACES, DEMO_PLACE_COUNT);
    r->place = below(demo, 100) < 90 ? str_from_c(place) : STR("");
    struct str text = str_from_c(act->narrative), head = str_cut(&text, '%');
    r->narrative = arena_printf(a, "%.*s%s.", STR_ARG(head), place);
    struct intake_person *people = NEW(a, struct intake_person, 3);
    r->subjects = people;
    r->subject_count = below(demo, 100) < 92 ? 1 + (size_t)(below(demo, 5) == 0) : 0;
    for (size_t i = 0; i < 3; i++)
        people[i] = person(demo);
    if (below(demo, 100) < 55) {
        r->witnesses = people + 2;
        people[2].class = STR("");
        r->witness_count = 1;
    }
    if (r->channel == INTAKE_REPORT) {
        r->has_reporter = true;
        r->reporter = person(demo);
        r->reporter.class = STR("");
        r->reporter.address =
            below(demo, 100) < 85 ? STR("Jalan Contoh No. 1, alamat rekaan") : STR("");
    }
    return r;
}

static struct err arrive(struct demo *demo, struct instant now) {
    struct flow_report *report = NEW(demo->arena, struct flow_report, 1);
    const struct env *env = flow_env(demo->plan->flow);
    report->report = make_report(demo, now);
    report->identity = flow_identity_json(demo->arena, report->report);
    report->key = env_id128(env);
    report->request = env_hash(env);
    report->now = now;
    report->job.arena = demo->arena;
    flow_report_prepare(demo->plan->flow, demo->arena, report);
    struct err e = flow_run_now(demo->plan->flow, &report->job);
    if (!e.code)
        later(demo, now, report->id.v, 26);
    return e;
}

/* A value that the field takes: a first option, today, a sentence that says what it is. */
static struct intake_value fill(struct demo *demo, const struct law_field *field,
                                struct instant now) {
    struct intake_value v = {.field = field, .given = true, .at = now};
    v.date = instant_date(now, ZONE_WIB);
    if (field->type == LAW_F_LIST)
        v.text = field->options[below(demo, (int64_t)field->option_count)].value;
    else if (field->type == LAW_F_TEXT)
        v.text = field->max_len && field->max_len <= 200
                     ? arena_printf(demo->arena, "CONTOH-%lld/2024", (long long)below(demo, 900))
                     : arena_printf(demo->arena, "Isi contoh: %.*s.", STR_ARG(field->label.id));
    else if (field->type == LAW_F_INT)
        v.number = 1 + below(demo, 12);
    return v;
}

struct choice {
    const struct law_step *step;
    struct str track;
    const struct law_outcome *outcome;
    int weight, hours;
    bool departs; /* from what is proposed: reasons are given */
};

/* One of all free steps and their outcomes, by weight. */
static bool choose(struct demo *demo, const struct flow_offers *offers, struct choice *ret) {
    int total = 0;
    struct choice chosen = {0};
    for (size_t i = 0; i < offers->count; i++) {
        const struct flow_offer *offer = &offers->list[i];
        if (offer->missing_count || offer->waits)
            continue;
        for (size_t k = 0; k < offer->step->outcome_count; k++) {
            const struct law_outcome *outcome = &offer->step->outcomes[k];
            if (!outcome->to)
                continue; /* stands beside one that leads on */
            const struct demo_outcome *rule = rule_for(offer->step->name, outcome->value);
            enum { SELDOM = 8 }; /* people mostly do what is proposed */
            bool departs = decide_departs(&offer->proposals, (struct decision_chosen){&outcome, 1});
            int weight = departs ? rule->weight / SELDOM : rule->weight;
            total += weight;
            if (weight && below(demo, total) < weight)
                chosen = (struct choice){offer->step, offer->track, outcome,
                                         weight,      rule->hours,  departs};
        }
    }
    *ret = chosen;
    return chosen.step != NULL;
}

/* Hours until whatever comes next is likely to be done. */
static int next_hours(const struct law_rulebook *rules, const struct case_state *cs) {
    int hours = 200;
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].from_count; k++)
            if (str_equal(rules->steps[i].from[k]->id, cs->state)) {
                int h = rule_for(rules->steps[i].name, rules->steps[i].outcomes[0].value)->hours;
                hours = h < hours || hours == 200 ? h : hours;
            }
    return hours;
}

static struct flow_staff account(struct demo *demo, const struct case_state *cs,
                                 const struct law_step *step) {
    struct flow_staff staff = {0};
    struct str office = case_office(&cs->offices, step->actor);
    if (!office.len)
        office = case_holder(cs); /* acts where the store has no office of that name */
    struct str name = arena_printf(demo->arena, "pimpinan.%.*s", STR_ARG(office));
    if (store_staff_find(&demo->reader, demo->arena, name, &staff.who).code)
        die("demo: an office without accounts");
    return staff;
}

/* Whether an appointing authority lets the case lie. */
static bool stalls(struct demo *demo, const struct case_state *cs) {
    enum { ALL = 100 };
    struct str holder = case_holder(cs), kind = str_cut(&holder, '-');
    for (size_t i = 0; i < DEMO_REGION_COUNT && str_equal(kind, STR("ppk")); i++)
        if (str_equal(holder, str_from_c(DEMO_REGIONS[i].code)))
            return below(demo, ALL) < DEMO_REGIONS[i].stalls;
    return false;
}

static struct err act(struct demo *demo, const struct flow_case *file, const struct choice *chosen,
                      struct instant now) {
    struct arena *a = demo->arena;
    struct intake_value *values = NEW(a, struct intake_value, chosen->step->field_count + 1);
    for (size_t i = 0; i < chosen->step->field_count; i++)
        values[i] = fill(demo, &chosen->step->fields[i], now);
    for (size_t i = 0; i < chosen->step->field_count; i++)
        if (chosen->step->fields[i].departs)
            values[i].given = chosen->departs;
    struct intake_action action = {.version = file->state.version,
                                   .outcome = chosen->outcome,
                                   .values = values,
                                   .value_count = chosen->step->field_count};
    struct flow_act *job = NEW(a, struct flow_act, 1);
    job->job.arena = a;
    job->staff = account(demo, &file->state, chosen->step);
    job->id = file->state.id;
    job->step = chosen->step;
    job->track = chosen->track;
    job->action = &action;
    job->now = now;
    job->salt = env_hash(flow_env(demo->plan->flow));
    flow_act_prepare(job);
    struct err e = flow_run_now(demo->plan->flow, &job->job);
    const struct law_state *state = law_state(file->rules, job->state.state);
    if (!e.code && state && !state->terminal && !stalls(demo, &job->state))
        later(demo, now, file->state.id.v, next_hours(file->rules, &job->state));
    return e;
}

static struct err go_on(struct demo *demo, const struct happening *h) {
    struct flow_staff reader = {.who = {.name = STR("demo"), .role = STR("auditor")}};
    reader.who.office = (struct store_office){.id = STR("bawaslu"), .kind = STR("bawaslu")};
    struct flow_case file;
    struct flow_look look = {demo->plan->flow, &demo->reader, demo->arena, &reader};
    struct err e = flow_case_read(&look, (struct case_id){h->case_id}, &file);
    if (e.code)
        return e;
    struct flow_offers offers = flow_offers(demo->arena, &file, h->at);
    struct choice chosen;
    if (!choose(demo, &offers, &chosen)) {
        later(demo, h->at, h->case_id, 24);
        return OK;
    }
    return act(demo, &file, &chosen, h->at);
}

/* Arrivals thicken towards the end: the square root of a uniform draw. */
static struct instant arrival(struct demo *demo) {
    int64_t span = demo->plan->until.us - demo->plan->from.us;
    int64_t one = below(demo, span), other = below(demo, span);
    struct instant at = {demo->plan->from.us + (one > other ? one : other)};
    at = office_hours(at);
    return at.us < demo->plan->until.us ? at : demo->plan->from;
}

/* Each morning of the plan; the last one at its end, so that nothing comes behind it. */
static size_t push_mornings(struct demo *demo, bool counting) {
    const struct demo_plan *plan = demo->plan;
    struct date last = instant_date(plan->until, ZONE_WIB);
    size_t count = 0;
    for (struct date day = instant_date(plan->from, ZONE_WIB); day.day <= last.day; day.day++) {
        struct instant at =
            day.day == last.day ? plan->until : instant_of(day, MORNING_MINUTE, ZONE_WIB);
        if (!counting)
            push(demo, (struct happening){at, MORNING});
        count++;
    }
    return count;
}

static struct err happen(struct demo *demo, struct demo_prevent *prevent,
                         const struct happening *h) {
    if (h->case_id == MORNING)
        return demo_prevent_day(prevent, h->at);
    demo->arena = arena_new(STEP_ARENA);
    struct err e = h->case_id == ARRIVES ? arrive(demo, h->at) : go_on(demo, h);
    arena_free(demo->arena);
    return e;
}

struct err demo_make(const struct demo_plan *plan) {
    struct demo demo = {.plan = plan, .draw = {plan->seed}};
    struct demo_prevent *prevent = NULL;
    demo.heap =
        must_alloc(((size_t)plan->cases + push_mornings(&demo, true) + 1) * sizeof *demo.heap);
    push_mornings(&demo, false);
    for (int64_t i = 0; i < plan->cases; i++)
        push(&demo, (struct happening){arrival(&demo), ARRIVES});
    struct err e = flow_reader(plan->flow, &demo.reader);
    if (!e.code)
        e = demo_prevent_new(plan, &demo.reader, &prevent);
    while (demo.count && !e.code) {
        struct happening h = pop(&demo);
        e = happen(&demo, prevent, &h);
    }
    demo_prevent_free(prevent);
    db_close(&demo.reader);
    free(demo.heap);
    return e;
}
