#include "tool/demo_prevent_internal.h"

#include "base/regions.h"
#include "flow/roster.h"
#include "prevention/chain.h"
#include "tool/demo_data.h"

#include <stdlib.h>
#include <string.h>

static const size_t PLAN_ARENA = 16u << 20, DAY_ARENA = 64u << 20;
static const char OPENS[] = "2024-08-26", CLOSES[] = "2024-11-20", CLOSED[] = "2024-10-25";
static const char PACT_OPENS[] = "2024-10-14"; /* of leaders */

struct date demo_date(const char *text) {
    struct date day;
    if (!date_parse(str_from_c(text), &day))
        die("demo: a day that is none");
    return day;
}

bool demo_is_today(const struct demo_day *day, const char *text) {
    struct date on = demo_date(text);
    return on.day == day->today.day || (!day->prevent->begun && on.day < day->today.day);
}

struct err demo_head(const struct demo_day *day, struct str office, struct flow_staff *ret) {
    *ret = (struct flow_staff){
        .who = {.name = arena_printf(day->arena, "pimpinan.%.*s", STR_ARG(office)),
                .role = STR("head")}};
    return store_office_find(day->prevent->reader, day->arena, office, &ret->who.office);
}

void demo_add_job(struct demo_day *day, struct flow_job *job) {
    if (day->job_count == day->job_max)
        die("demo: more on a day than was counted on");
    job->arena = day->arena;
    day->jobs[day->job_count++] = job;
}

/* --- rosters --- */

struct team { /* of an office */
    struct str office, region;
    bool secretariat;
    struct roster_person *list;
    size_t count;
};

/* By post, and of staff from II/c to III/d. */
static int64_t grade_of(size_t post, size_t n) {
    static const char *const GRADES[] = {[DEMO_LEAD] = "IV/c", [DEMO_SECOND] = "IV/a", "III/d"},
                             *const STAFF[] = {"III/a", "III/b", "II/c", "III/c", "II/d"};
    int64_t grade = GRADE_NONE;
    const char *text =
        post < COUNT_OF(GRADES) ? GRADES[post] : STAFF[n / DEMO_UNIT_COUNT % COUNT_OF(STAFF)];
    return grade_read(str_from_c(text), false, &grade) ? grade : GRADE_NONE;
}

/* budi.contoh@bkpsdm-16.06.example.org; some have none, as in real rosters. */
static struct str mail_of(struct arena *a, const struct team *team, const char *first,
                          const char *last) {
    enum { WITHOUT = 9 };
    if (team->count % WITHOUT == WITHOUT - 1)
        return STR("");
    char *to = NEW(a, char, strlen(first) + 1);
    for (size_t i = 0; first[i]; i++)
        to[i] = (char)(first[i] | ' '); /* ASCII letters */
    return arena_printf(a, "%s.%c%s@%.*s.example.org", to, last[0] | ' ', last + 1,
                        STR_ARG(team->office));
}

struct seat {
    const char *unit, *name;
    size_t rank; /* as of demo_unit's posts */
};

static void add_person(struct demo_prevent *p, struct team *team, const struct seat *seat) {
    bool village = str_equal(str_from_c(seat->name), STR("Kepala Desa"));
    bool elected = village || str_equal(str_from_c(seat->name), str_from_c(DEMO_AUTHORITY));
    struct str class = village ? STR("kades") : elected ? STR("kepala_daerah") : STR("pns");
    size_t n = team->count;
    const char *first = DEMO_FIRST_NAMES[n % DEMO_FIRST_NAME_COUNT],
               *last = DEMO_SURNAMES[n / DEMO_FIRST_NAME_COUNT % DEMO_SURNAME_COUNT];
    const struct region *region = region_find(team->region);
    struct roster_person person = {
        .subject = law_subject_class(flow_law(p->plan->flow), class),
        .name = arena_printf(p->arena, "%s %s", first, last),
        /* without the region's name two offices' units would have one name */
        .unit = arena_printf(p->arena, "%s %.*s", seat->unit, STR_ARG(region->name)),
        .post = str_from_c(seat->name),
        .mail = mail_of(p->arena, team, first, last),
        .grade = elected ? GRADE_NONE : grade_of(seat->rank, n)};
    team->list[team->count++] = person;
}

static bool has_chain(struct str region) {
    return str_equal(region, str_from_c(DEMO_CHAIN_REGION));
}

static void add_secretariat(struct demo_prevent *p, struct team *team) {
    for (size_t i = 0; i < DEMO_SECRETARIAT_COUNT; i++)
        add_person(
            p, team,
            &(struct seat){"Sekretariat Daerah", DEMO_SECRETARIAT[i], i ? DEMO_SECOND : DEMO_LEAD});
}

/* Larger regions have more people; regencies have villages. */
static void fill_team(struct demo_prevent *p, int weight, struct team *team) {
    enum { LEAST = 48, EACH = 8, VILLAGES = 12 };
    static const struct seat VILLAGE = {"Pemerintah desa", "Kepala Desa", DEMO_STAFF};
    if (team->secretariat) {
        add_secretariat(p, team);
        return;
    }
    size_t staff = LEAST + EACH * (size_t)weight;
    for (size_t i = 0; i < staff; i++) {
        const struct demo_unit *unit = &DEMO_UNITS[i % DEMO_UNIT_COUNT];
        size_t rank = i / DEMO_UNIT_COUNT; /* first who leads, one in each unit */
        size_t drawn = DEMO_PART + (size_t)demo_below(&p->draw, DEMO_POSTS - DEMO_PART);
        rank = rank < DEMO_PART ? rank : drawn;
        add_person(p, team, &(struct seat){unit->name, unit->posts[rank], rank});
    }
    for (size_t i = 0; i < VILLAGES && region_find(team->region)->kind == REGION_KABUPATEN; i++)
        add_person(p, team, &VILLAGE);
    if (has_chain(team->region)) {
        add_person(p, team, &(struct seat){"Pimpinan daerah", DEMO_AUTHORITY, DEMO_LEAD});
        add_secretariat(p, team);
    }
}

static struct err import(struct demo_prevent *p, const struct team *team) {
    struct flow *flow = p->plan->flow;
    enum flow_person *what = NEW(p->arena, enum flow_person, team->count);
    const struct flow_roster_batch batch = {
        .office = team->office, .list = team->list, .count = team->count, .ret_what = what};
    struct flow_roster_end end = {.office = team->office,
                                  .by =
                                      arena_printf(p->arena, "petugas.%.*s", STR_ARG(team->office)),
                                  .file = hash_sha256(team->office)};
    int64_t index;
    struct err e = flow_roster_take(flow, p->arena, &batch);
    end.n[FLOW_PERSON_ADDED] = (int64_t)team->count;
    return e.code ? e : flow_roster_end(flow, p->arena, &end, &index);
}

/* --- who signs, and when --- */

struct planning {
    struct demo_prevent *p;
    const struct team *team;
    size_t points;
    int64_t whole, unit_share; /* percent that sign: of the office, of the unit */
    bool secretary_late;
    size_t heads; /* of a pact, so far */
    struct str unit;
    struct date from, to;
};

static void add_signature(const struct planning *x, struct date on, struct str link) {
    struct demo_prevent *p = x->p;
    if (p->signature_count == DEMO_SIGNATURES)
        die("demo: more signatures than were counted on");
    p->signatures[p->signature_count++] =
        (struct demo_signature){on, arena_str(p->arena, link), x->points};
}

static bool plan_signature(void *arg, const struct store_signer *signer, struct str link) {
    enum { SPREAD = 50, ALL = 100 };
    struct planning *x = arg;
    struct demo_prevent *p = x->p;
    if (!str_equal(x->unit, signer->unit)) {
        x->unit = arena_str(p->arena, signer->unit);
        x->unit_share = x->whole + demo_below(&p->draw, SPREAD + 1) - SPREAD / 2;
    }
    enum chain_level level = chain_level_of(signer->post);
    bool top = level == CHAIN_AUTHORITY || level == CHAIN_SECRETARY;
    bool signs = top ? !x->secretary_late
                     : x->team->secretariat || demo_below(&p->draw, ALL) < x->unit_share;
    if (!signs)
        return true;
    int64_t days = x->to.day - x->from.day;
    int64_t one = demo_below(&p->draw, days), other = demo_below(&p->draw, days);
    add_signature(x, (struct date){(int32_t)(x->from.day + (one < other ? one : other))}, link);
    return true;
}

/* From the top down: the authority, the Sekda, then one head a day; every third has not signed. */
static bool plan_pact(void *arg, const struct store_signer *signer, struct str link) {
    enum { THIRD = 3 };
    struct planning *x = arg;
    enum chain_level level = chain_level_of(signer->post);
    if (level == CHAIN_HEAD && ++x->heads % THIRD == 0)
        return true;
    int32_t later = (int32_t)(level == CHAIN_HEAD ? (size_t)CHAIN_HEAD + x->heads / 2 : level);
    int32_t on = x->from.day + later - CHAIN_AUTHORITY;
    add_signature(x, (struct date){on < x->to.day ? on : x->to.day - 1}, link);
    return true;
}

/* Opens it, and plans who signs: plan is asked of each whom it asks. */
static struct err begin(struct planning *x, struct store_round *round,
                        bool (*plan)(void *arg, const struct store_signer *signer,
                                     struct str link)) {
    struct demo_prevent *p = x->p;
    struct str office = x->team->office;
    struct date last = instant_date(p->plan->until, ZONE_WIB);
    round->office = office;
    round->election = p->election->id;
    x->points = pledge_points(p->arena, flow_law(p->plan->flow), round->kind, round->opens).count;
    x->from = round->opens;
    x->to = last.day < round->closes.day ? last : round->closes;
    struct str by = arena_printf(p->arena, "petugas.%.*s", STR_ARG(office));
    struct err e = flow_pledge_open(p->plan->flow, p->arena, by, round);
    if (e.code)
        return e;
    const struct flow_pledge_walk walk = {round->id, true, plan, x};
    return flow_pledge_people(p->plan->flow, p->reader, &walk);
}

static struct err begin_pact(struct demo_prevent *p, const struct team *team) {
    struct store_round round = {.kind = STR("PKT"),
                                .opens = demo_date(PACT_OPENS),
                                .closes = demo_date(CLOSES),
                                .asks = PLEDGE_LEADERS};
    struct planning x = {.p = p, .team = team};
    return begin(&x, &round, plan_pact);
}

/* A personnel office's round is closed before the others' in one region of eight. */
static struct err begin_round(struct demo_prevent *p, const struct team *team) {
    enum { EIGHT = 8, LEAST = 25, MORE = 76, SECRETARIES = 5 };
    bool ends = !team->secretariat && !demo_below(&p->draw, EIGHT);
    struct store_round round = {
        .kind = team->secretariat ? STR("PKT") : pledge_first_kind(flow_law(p->plan->flow)),
        .opens = demo_date(OPENS),
        .closes = demo_date(ends ? CLOSED : CLOSES)};
    struct planning x = {.p = p,
                         .team = team,
                         .whole = LEAST + demo_below(&p->draw, MORE),
                         .secretary_late = !demo_below(&p->draw, SECRETARIES) && team->secretariat};
    return begin(&x, &round, plan_signature);
}

static struct err begin_office(struct demo_prevent *p, const char *kind, const char *region,
                               int weight) {
    enum { TEAM_MAX = 400 };
    struct team team = {.office = arena_printf(p->arena, "%s-%s", kind, region),
                        .region = str_from_c(region),
                        .secretariat = str_equal(str_from_c(kind), STR("sekda"))};
    team.list = NEW(p->arena, struct roster_person, TEAM_MAX);
    fill_team(p, weight, &team);
    struct err e = import(p, &team);
    if (!e.code)
        e = begin_round(p, &team);
    return e.code || !has_chain(team.region) ? e : begin_pact(p, &team);
}

static int by_day(const void *a, const void *b) {
    const struct demo_signature *x = a, *y = b;
    return (x->on.day > y->on.day) - (x->on.day < y->on.day);
}

static struct err begin_all(struct demo_prevent *p) {
    enum { PROVINCE = 14 };
    struct err e = begin_office(p, "bkpsdm", "16", PROVINCE);
    if (!e.code)
        e = begin_office(p, "sekda", "16", PROVINCE);
    for (size_t i = 0; i < DEMO_REGION_COUNT && !e.code; i++) {
        const struct demo_region *region = &DEMO_REGIONS[i];
        e = begin_office(p, "bkpsdm", region->code, region->weight);
        if (!e.code && !has_chain(str_from_c(region->code)))
            e = begin_office(p, "sekda", region->code, region->weight);
    }
    if (p->signature_count)
        qsort(p->signatures, p->signature_count, sizeof *p->signatures, by_day);
    return e;
}

static const struct law_election *election_of(const struct law *law) {
    for (size_t i = 0; i < law->election_count; i++)
        if (str_equal(law->elections[i].id, STR("pilkada-2024")))
            return &law->elections[i];
    die("demo: rules without the elections of 2024");
}

struct err demo_prevent_new(const struct demo_plan *plan, struct db *reader,
                            struct demo_prevent **ret) {
    struct arena *a = arena_new(PLAN_ARENA);
    struct demo_prevent *p = NEW(a, struct demo_prevent, 1);
    *p = (struct demo_prevent){.plan = plan, .reader = reader, .draw = {~plan->seed}, .arena = a};
    p->election = election_of(flow_law(plan->flow));
    p->signatures = NEW(a, struct demo_signature, DEMO_SIGNATURES);
    p->replies = NEW(a, struct demo_reply, DEMO_REPLIES);
    p->promised = NEW(a, struct demo_promised, DEMO_PROMISED);
    p->meetings = NEW(a, int64_t, DEMO_MEETING_COUNT);
    struct err e = begin_all(p);
    if (e.code)
        arena_free(a);
    else
        *ret = p;
    return e;
}

void demo_prevent_free(struct demo_prevent *prevent) {
    if (prevent)
        arena_free(prevent->arena);
}

/* --- a day --- */

static void add_signatures(struct demo_day *day) {
    struct demo_prevent *p = day->prevent;
    for (size_t i = 0; i < p->signature_count; i++) {
        const struct demo_signature *s = &p->signatures[i];
        if (s->on.day != day->today.day)
            continue;
        struct flow_pledge_sign *x = NEW(day->arena, struct flow_pledge_sign, 1);
        *x = (struct flow_pledge_sign){
            .link = s->link, .affirmed = s->points, .checked = true, .now = day->now};
        flow_pledge_prepare(p->plan->flow, x);
        demo_add_job(day, &x->job);
    }
}

static struct err do_day(struct demo_day *day) {
    add_signatures(day);
    struct err e = demo_activities(day);
    if (!e.code)
        e = demo_replies(day);
    if (!e.code)
        e = flow_run_all(day->prevent->plan->flow, day->jobs, day->job_count);
    if (!e.code)
        e = demo_letters(day);
    return e.code ? e : demo_meetings(day);
}

struct err demo_prevent_day(struct demo_prevent *prevent, struct instant now) {
    struct arena *a = arena_new(DAY_ARENA);
    struct demo_day day = {.prevent = prevent,
                           .arena = a,
                           .now = now,
                           .today = instant_date(now, ZONE_WIB),
                           .job_max = DEMO_SIGNATURES};
    day.jobs = NEW(a, struct flow_job *, day.job_max);
    struct err e = do_day(&day);
    prevent->begun = true;
    arena_free(a);
    return e;
}
