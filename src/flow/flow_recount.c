#include "flow/recount.h"

#include "flow/flow_internal.h"
#include "flow/moved.h"
#include "store/running.h"

/* A pass reads the rows of open cases in the order of their ids. A row says what its clocks were
 * counted to, so that nearly all are passed by without reading an event; the few that may change
 * are folded and decided anew inside the writer's transaction, a page of them at a time. */

static const size_t PAGE_ARENA = 64u << 20;

/* What the setting says: "<hash of the rules and weeks> <day> <id or done>". */
struct mark {
    struct hash law;
    struct date day;
    int64_t after; /* the last case looked at; -1: none */
    bool done;
};

static struct mark mark_read(struct str text) {
    struct mark mark = {.after = -1};
    int64_t day;
    struct str law = str_cut(&text, ' '), on = str_cut(&text, ' ');
    if (!hex_decode(law, mark.law.b, HASH_LEN) || !str_to_int(on, &day))
        return (struct mark){.after = -1};
    mark.day = (struct date){(int32_t)day};
    mark.done = str_equal(text, STR("done"));
    if (!mark.done && !str_to_int(text, &mark.after))
        return (struct mark){.after = -1};
    return mark;
}

static struct err mark_save(struct db *db, struct arena *a, const struct mark *mark) {
    struct str law = hex_encode(a, mark->law.b, HASH_LEN);
    struct str how_far = mark->done ? STR("done") : arena_printf(a, "%lld", (long long)mark->after);
    return store_setting_save(
        db, a, STR("recounted"),
        arena_printf(a, "%.*s %d %.*s", STR_ARG(law), mark->day.day, STR_ARG(how_far)));
}

/* Whether a role changed hands behind the one day and up to the other. */
static bool roles_passed(const struct law *law, struct date from, struct date to) {
    for (size_t i = 0; i < law->authority_count; i++) {
        struct law_span span = law->authorities[i].row.span;
        if ((span.from.day > from.day && span.from.day <= to.day) ||
            (span.to.day >= from.day && span.to.day < to.day))
            return true;
    }
    return false;
}

struct pass {
    struct flow *flow;
    struct flow_recount *how;
    const struct law *law;
    struct db reader;
    struct arena *a; /* of the page */
    struct instant now;
    struct mark mark;
    struct decision_weeks weeks; /* as the pass found them; a later change makes another pass */
};

/* Which rules and which weeks a pass counts with. Where everybody works five days: the rules. */
static struct hash counted_with(struct arena *a, const struct law *law,
                                const struct decision_weeks *weeks) {
    struct hash hash = law->hash;
    for (size_t i = 0; i < weeks->count; i++) {
        struct str before = hex_encode(a, hash.b, HASH_LEN);
        hash = hash_sha256(arena_printf(a, "%.*s %.*s", STR_ARG(before), STR_ARG(weeks->six[i])));
    }
    return hash;
}

/* --- one case --- */

struct changes {
    struct flow_changed *list;
    size_t count, room;
};

static void changes_add(struct arena *a, struct changes *changes, struct flow_changed change) {
    if (changes->count == changes->room) {
        size_t room = changes->room ? 2 * changes->room : 64;
        struct flow_changed *list = NEW(a, struct flow_changed, room);
        for (size_t i = 0; i < changes->count; i++)
            list[i] = changes->list[i];
        changes->list = list;
        changes->room = room;
    }
    changes->list[changes->count++] = change;
}

/* From where a case is decided: the writer's transaction, or a look without one. */
struct place {
    struct db *db;
    struct arena *a;
    struct decision_weeks weeks;
};

/* What today's rules change in the case. */
static struct err decide(const struct pass *pass, const struct place *place,
                         const struct case_state *cs, struct changes *ret) {
    struct arena *a = place->a;
    struct str region = cs->received.report.region;
    const struct law *law = pass->law;
    const struct flow_naming naming = {law, region, cs->offices.bawaslu,
                                       instant_date(pass->now, flow_zone(region))};
    struct decision_upkeep facts = {.law = law, .today = naming.today, .weeks = place->weeks};
    struct err e =
        flow_name_offices(place->db, a, &naming, decide_roles(a, law, cs), &facts.offices);
    if (e.code)
        return e;
    const struct case_recount *recounts;
    const struct case_reroute *reroutes;
    size_t count = decide_recounts(a, &facts, cs, &recounts);
    struct str holder = case_holder(cs); /* nobody's, where only the days to sue run on */
    struct flow_changed change = {.id = cs->id,
                                  .number = cs->received.number,
                                  .office = holder.len ? holder : cs->offices.bawaslu};
    for (size_t i = 0; i < count; i++) {
        change.recount = recounts[i];
        changes_add(a, ret, change);
    }
    count = decide_reroutes(a, &facts, cs, &reroutes);
    for (size_t i = 0; i < count; i++)
        changes_add(a, ret,
                    (struct flow_changed){.id = cs->id,
                                          .number = cs->received.number,
                                          .office = reroutes[i].to,
                                          .reroute = reroutes[i]});
    return OK;
}

static struct err record(struct flow_txn *txn, const struct pass *pass, struct case_state *cs,
                         const struct flow_changed *change) {
    bool rerouted = change->reroute.role.len > 0;
    struct store_event ev = flow_next_event(txn, cs, change->office, STR("system"));
    struct buf body;
    buf_init(&body, FLOW_CONTENT_MAX);
    if (rerouted)
        case_reroute_encode(&body, &change->reroute);
    else
        case_recount_encode(&body, &change->recount);
    ev.event.kind = rerouted ? STR("case.rerouted") : STR("case.recounted");
    ev.event.body = buf_str(&body);
    ev.event.at = pass->now;
    ev.salt = env_hash(pass->flow->env);
    struct case_state before = *cs;
    *cs = rerouted ? case_after_reroute(txn->arena, &before, &ev.event, &change->reroute)
                   : case_after_recount(txn->arena, &before, &ev.event, &change->recount);
    struct err e =
        buf_full(&body) ? ERR(ERR_TOO_LARGE, STR("event")) : flow_append_to(txn, &before, &ev, cs);
    cs->prev = ev.event.commit; /* known only now */
    buf_done(&body);
    return e.code || rerouted ? e : flow_moved_put(txn->db, txn->batch, cs, &change->recount);
}

/* --- a page --- */

struct page_job {
    struct flow_job job; /* first: run finds the rest by it */
    const struct pass *pass;
    const struct case_id *ids;
    size_t count;
    struct mark mark; /* behind the page */
    struct changes changes;
};

static struct err upkeep_one(struct flow_txn *txn, struct page_job *page, struct case_id id) {
    struct case_state cs;
    struct changes *all = &page->changes;
    size_t from = all->count;
    struct place place = {.db = txn->db, .a = txn->arena};
    struct err e = flow_case_state(txn->db, txn->arena, id, &cs);
    if (!e.code)
        e = flow_weeks(txn, &place.weeks);
    if (!e.code)
        e = decide(page->pass, &place, &cs, all);
    for (size_t i = from; i < all->count && !e.code; i++)
        e = record(txn, page->pass, &cs, &all->list[i]);
    return e;
}

static struct err run_page(struct flow_txn *txn, struct flow_job *job) {
    struct page_job *page = (struct page_job *)(void *)job;
    page->changes = (struct changes){0};
    struct err e = OK;
    for (size_t i = 0; i < page->count && !e.code; i++)
        e = upkeep_one(txn, page, page->ids[i]);
    return e.code ? e : mark_save(txn->db, txn->batch, &page->mark);
}

/* The same without writing: what the events would be. */
static struct err look(struct pass *pass, struct page_job *page) {
    const struct place place = {&pass->reader, pass->a, pass->weeks};
    struct err e = OK;
    for (size_t i = 0; i < page->count && !e.code; i++) {
        struct case_state cs;
        e = flow_case_state(&pass->reader, pass->a, page->ids[i], &cs);
        if (!e.code)
            e = decide(pass, &place, &cs, &page->changes);
    }
    return e;
}

static void tell(const struct flow_recount *how, const struct changes *changes) {
    for (size_t i = 0; how->tell && i < changes->count; i++)
        how->tell(how->arg, &changes->list[i]);
}

static struct err settle(struct pass *pass, struct page_job *page) {
    struct flow_recount *how = pass->how;
    struct err e = how->dry_run ? look(pass, page) : flow_run_now(pass->flow, &page->job);
    if (e.code)
        return e;
    for (size_t i = 0; i < page->changes.count; i++) {
        bool rerouted = page->changes.list[i].reroute.role.len > 0;
        how->rerouted += rerouted;
        how->recounted += !rerouted;
    }
    tell(how, &page->changes);
    return OK;
}

/* --- which cases --- */

static bool clock_moved(const struct pass *pass, const struct law_rulebook *rules,
                        const struct store_running *r) {
    const struct law_clock *clock = rules ? law_clock(rules, r->clock) : NULL;
    if (!clock)
        return false;
    struct case_count now = decide_count(
        pass->law, &(struct decision_running){clock, r->start, r->still, r->still_count,
                                              decide_week(&pass->weeks, r->office)});
    return now.due.day != r->due.day || now.due_early.day != r->due_early.day;
}

/* Whether the case must be looked at: a clock of its row counts to another day now, or it may know
 * a role. */
static bool may_change(const struct pass *pass, const struct store_open *row) {
    const struct law *law = pass->law;
    const struct law_rulebook *rules = law_rulebook_named(law, row->rules);
    const struct law_state *state = rules ? law_state(rules, row->state) : NULL;
    if (row->aside || (state && state->waits_for.len && !law_office(law, state->waits_for)))
        return true;
    struct str text = row->clocks;
    struct store_running r;
    while (store_running_next(&text, &r)) {
        const struct law_rulebook *of = r.rules.len ? law_rulebook_named(law, r.rules) : rules;
        if (clock_moved(pass, of, &r))
            return true;
    }
    return false;
}

/* One page; *ret_more: there may be another. */
static struct err run_one(struct pass *pass, bool *ret_more) {
    const struct store_open *rows;
    size_t count;
    struct err e =
        store_open_page(&pass->reader, pass->a, (struct case_id){pass->mark.after}, &rows, &count);
    if (e.code)
        return e;
    struct case_id *ids = NEW(pass->a, struct case_id, count + 1);
    struct page_job page = {.job = {.run = run_page, .arena = pass->a}, .pass = pass, .ids = ids};
    for (size_t i = 0; i < count; i++)
        if (may_change(pass, &rows[i]))
            ids[page.count++] = rows[i].id;
    pass->how->cases += (int64_t)count;
    if (count)
        pass->mark.after = rows[count - 1].id.v;
    *ret_more = count == STORE_OPEN_MAX;
    pass->mark.done = !*ret_more;
    page.mark = pass->mark;
    bool write = page.count || (pass->mark.done && !pass->how->dry_run);
    return write ? settle(pass, &page) : OK;
}

/* --- offices of roles --- */

/* An authority that is new to the store gets an office of its own, called as the law calls its
 * kind: changing who holds a role is one row. */
static struct err open_missing(struct flow_txn *txn, struct flow_job *job) {
    const struct law *law = txn->law;
    struct instant now = env_now(txn->flow->env);
    struct err e = OK;
    for (size_t i = 0; i < law->authority_count && !e.code; i++) {
        const struct law_authority *row = &law->authorities[i];
        struct str kind = law_office_on(law, row->role, instant_date(now, ZONE_WIB));
        const struct law_office *named = law_office(law, kind);
        struct store_office found;
        if (!named)
            continue;
        e = store_office_for(txn->db, txn->arena, kind, STR(""), &found);
        if (e.code != ERR_MISSING)
            continue; /* it is there, or the store cannot be read */
        e = flow_open_office(txn, &(struct store_office){.id = kind,
                                                         .kind = kind,
                                                         .name = named->label.id,
                                                         .name_en = named->label.en});
    }
    (void)job;
    return e;
}

static struct err walk(struct pass *pass) {
    bool more = true;
    struct err e = OK;
    while (more && !e.code && !(pass->how->stop && pass->how->stop(pass->how->arg))) {
        arena_reset(pass->a);
        e = run_one(pass, &more);
    }
    return e;
}

/* Weeks, which live in kept; where to begin; whether there is anything to do. */
static struct err prepare(struct pass *pass, struct arena *kept, bool *ret_due) {
    const struct law *law = pass->law;
    struct date today = instant_date(pass->now, ZONE_WIB);
    struct str said = {0};
    struct err e = store_setting_find(&pass->reader, pass->a, STR("recounted"), &said);
    if (!e.code || e.code == ERR_MISSING)
        e = flow_weeks_read(&pass->reader, kept, &pass->weeks);
    if (e.code)
        return e;
    struct mark last = mark_read(said);
    struct hash with = counted_with(pass->a, law, &pass->weeks);
    bool same = hash_equal(&last.law, &with) && !roles_passed(law, last.day, today);
    bool anew = pass->how->dry_run || pass->how->all || !same;
    pass->mark = (struct mark){with, today, !anew && !last.done ? last.after : -1, false};
    *ret_due = anew || !last.done;
    return OK;
}

struct err flow_recount(struct flow *flow, struct flow_recount *how) {
    how->cases = how->recounted = how->rerouted = 0;
    const struct law *law = how->dry_run && how->law ? how->law : flow->law;
    if (!law)
        return OK;
    struct arena *kept = arena_new(PAGE_ARENA);
    struct pass pass = {.flow = flow,
                        .how = how,
                        .law = law,
                        .a = arena_new(PAGE_ARENA),
                        .now = env_now(flow->env)};
    bool due = false;
    struct err e = flow_reader(flow, &pass.reader);
    if (!e.code)
        e = prepare(&pass, kept, &due);
    struct flow_job job = {.run = open_missing, .arena = pass.a};
    if (!e.code && due && !how->dry_run && law->authority_count)
        e = flow_run_now(flow, &job);
    if (!e.code && due)
        e = walk(&pass);
    db_close(&pass.reader);
    arena_free(pass.a);
    arena_free(kept);
    return e;
}
