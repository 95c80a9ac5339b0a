/* Whole flows: an input is a sequence of acts on one live store, through intake, the writer, the
 * signer and the database, by the shipped rules: reports, steps of every procedure that follows,
 * takeovers, looks, erasures, repeats, restarts, clocks that move; by who may and who may not, on
 * what is there and what is not. Held to, whatever comes:
 *
 *   a refused act changes nothing, and is refused again     check_refused, refuse
 *   only who may takes a step (I6, I7, I8)                  may_take
 *   nobody is forgotten (I5)                                check_case
 *   the same key gets the same answer, another request none again
 *   of an erased report nothing is left but its leaf (I2)   agree
 *   the ledger, the receipts, the projections (I1, I3, I4)  check_store, when the input ends */
#include "flow_report.h"
#include "flow_signer.h"

#include "flow/erase.h"
#include "flow/recount.h"
#include "intake/limits.h"
#include "ledger/note.h"

enum { ACT_BYTES = 8, ACTS_MAX = 40 };

static const int64_t MINUTE_US = 60 * INT64_C(1000000);

/* With NETRAL_FUZZ_TELL set an input can be read: what each act was, and what became of it. */
static void tell(struct str what, struct err e) {
    if (getenv("NETRAL_FUZZ_TELL"))
        (void)fprintf(stderr, "%.*s: %.*s %.*s\n", STR_ARG(what), STR_ARG(err_name(e.code)),
                      STR_ARG(e.about));
}

static void refuse(struct world *w, int64_t written, struct err first, struct err second) {
    must(first.code && first.code == second.code);
    check_refused(w, written);
}

static void accepted(struct world *w, struct str hunted) {
    w->digest = check_tables(w, hunted);
}

/* --- reports --- */

static void keep_receipt(struct world *w, struct known *known) {
    struct flow_report *r = &known->sent;
    const struct flow_bundle_parts parts = {
        arena_printf(w->a, "%lld", (long long)r->id.v),
        r->received.number,
        flow_vkey(w->flow),
        r->id.v,
        r->manifest,
        r->event_salt,
        ledger_receipt_text(w->a, &r->job.proof, r->job.checkpoint)};
    known->bundle = flow_bundle_text(w->a, &parts);
}

static void report(struct world *w, const struct act *act) {
    struct known known = {0};
    struct intake_report *typed = NEW(w->a, struct intake_report, 1);
    struct intake_faults faults = {0};
    const struct intake_context context = {.law = w->law, .now = w->now};
    int64_t written = world_written(w);
    struct str words = report_words(w, act, &known);
    struct err e = intake_report_json(w->a, words, &context, typed, &faults);
    tell(STR("report is read"), e);
    if (e.code)
        return;
    struct id128 key = env_id128(&w->env);
    if (act->flags & ANY_STEP && w->case_count)
        key = w->cases[act->pick % w->case_count].sent.key;
    known.sent = (struct flow_report){.job.arena = w->a,
                                      .report = typed,
                                      .identity = flow_identity_json(w->a, typed),
                                      .key = key,
                                      .request = hash_sha256(words),
                                      .now = w->now,
                                      .staff = staff_of(w, act->who, STR("bkn"), STR("officer"))};
    flow_report_prepare(w->flow, w->a, &known.sent);
    struct flow_report second = known.sent;
    struct flow_job *const both[] = {&known.sent.job, &second.job};
    e = flow_run_all(w->flow, both, act->flags & TWICE ? 2 : 1);
    tell(STR("report is sent"), e);
    if (e.code) {
        must(!(act->flags & TWICE) || second.job.result.code == e.code);
        refuse(w, written, e, flow_run_now(w->flow, &second.job));
        return;
    }
    must(known.sent.job.checkpoint.len && !known.sent.repeated);
    must(!(act->flags & ANY_STEP && w->case_count)); /* another request under a key of before */
    must(!(act->flags & TWICE) || (second.repeated && second.id.v == known.sent.id.v));
    accepted(w, STR(""));
    if (w->case_count == CASES)
        return;
    keep_receipt(w, &known);
    for (size_t i = 0; i < w->piece_count && known.has_piece; i++)
        w->taken[i] = w->taken[i] || hash_equal(&w->pieces[i].sha256, &known.piece);
    w->cases[w->case_count++] = known;
}

/* The same key: the same answer, as long as there is something to answer; to another request none,
 * nor to who may not hand it in. */
static void again(struct world *w, const struct act *act) {
    if (!w->case_count)
        return;
    int64_t written = world_written(w);
    const struct known *known = &w->cases[act->which % w->case_count];
    struct flow_report r = known->sent;
    bool other = act->flags & WRONG_VERSION;
    if (other)
        r.request = hash_sha256(STR("something else"));
    r.now = w->now;
    flow_report_prepare(w->flow, w->a, &r);
    struct err e = flow_run_now(w->flow, &r.job);
    tell(STR("report is sent again"), e);
    check_refused(w, written);
    if (r.report->channel == INTAKE_COMPLAINT && e.code == ERR_INVALID)
        return; /* asked before the key: its day has no procedure */
    must(e.code == (known->erased ? ERR_GONE : other ? ERR_KEY_REUSED : ERR_NONE));
    if (e.code)
        return;
    must(r.repeated && r.id.v == known->sent.id.v && str_equal(r.manifest, known->sent.manifest));
    must(hash_equal(&r.event_salt, &known->sent.event_salt) &&
         r.code.b[0] == known->sent.code.b[0]);
}

static void evidence(struct world *w, const struct act *act) {
    struct flow_evidence x = {.job.arena = w->a, .now = w->now};
    struct blob_in *in;
    if (w->piece_count == PIECES)
        return;
    must(!blob_in_new(flow_blobs(w->flow), &w->env, INTAKE_EVIDENCE_BYTES, &in).code);
    must(!blob_in_add(in, arena_printf(w->a, "foto %zu %u", w->piece_count, act->value)).code);
    x.piece.id = env_id128(&w->env);
    must(!flow_evidence_keep(w->flow, in, &x).code);
    w->taken[w->piece_count] = false;
    w->pieces[w->piece_count++] = x.piece;
    accepted(w, STR(""));
}

/* --- cases --- */

static struct case_id case_of(const struct world *w, const struct act *act) {
    static const int64_t NONE[] = {-1, 0, 3, INT64_MAX};
    if (act->which >= 0xf0 || !w->case_count)
        return (struct case_id){NONE[act->which % COUNT_OF(NONE)]};
    return w->cases[act->which % w->case_count].sent.id;
}

static bool acts_in(const struct case_state *cs, struct str office) {
    const struct case_offices *o = &cs->offices;
    bool found = str_equal(o->bawaslu, office) || str_equal(o->bkn, office) ||
                 str_equal(o->ppk, office) || str_equal(o->holder, office);
    for (size_t i = 0; i < o->other_count; i++)
        found = found || str_equal(o->others[i].office, office);
    for (size_t i = 0; i < cs->track_count; i++)
        found = found || str_equal(cs->tracks[i].holder, office);
    return office.len && found;
}

/* What permissions.def says, told otherwise: an officer or a head of an office that the case names,
 * or that lies above the one in charge and takes over; never one of an office that is reported. */
static bool may_take(const struct flow_staff *staff, const struct case_state *cs,
                     const struct law_step *step) {
    const struct store_office *office = &staff->who.office;
    bool head = str_equal(staff->who.role, STR("head"));
    bool above = step->takeover && str_equal(office->kind, STR("bawaslu")) &&
                 str_starts(cs->offices.bawaslu, office->id);
    const struct intake_report *r = &cs->received.report;
    for (size_t i = 0; i < r->subject_count; i++)
        if (str_starts(r->subjects[i].agency, STR("Bawaslu Kab")) &&
            str_equal(office->id, STR("bawaslu-16.06")))
            return false;
    return staff->who.name.len && staff->due == STORE_DUE_NOTHING &&
           (head || (str_equal(staff->who.role, STR("officer")) && !step->takeover &&
                     !str_equal(step->role, STR("head")))) &&
           (acts_in(cs, office->id) || above);
}

struct chosen {
    const struct law_step *step;
    const struct flow_offer *offer; /* NULL: it is not offered */
    struct str track;
};

static bool choose(struct world *w, const struct act *act, const struct flow_case *file,
                   struct chosen *ret) {
    const struct flow_offers offers = flow_offers(w->a, file, w->now);
    const struct law_rulebook *rules = &w->law->rulebooks[act->outcome % w->law->rulebook_count];
    size_t at = offers.count ? act->pick % offers.count : 0;
    if (act->flags & ANY_STEP || !offers.count) {
        *ret = (struct chosen){&rules->steps[act->pick % rules->step_count], NULL,
                               offers.count ? offers.list[at].track : STR("discipline-9")};
        return true;
    }
    for (size_t i = 0; i < offers.count; i++)
        if (mark_of(offers.list[i].step->name) == act->pick)
            at = i;
    *ret = (struct chosen){offers.list[at].step, &offers.list[at], offers.list[at].track};
    return true;
}

static struct str actor_of(const struct case_state *cs, const struct law_step *step) {
    struct str office = case_office(&cs->offices, step->actor);
    if (step->takeover)
        return step->takeover->gives_back                 ? cs->offices.bawaslu
               : step->takeover->by == LAW_LEVEL_PROVINCE ? STR("bawaslu-16")
                                                          : STR("bawaslu");
    return office.len ? office : case_holder(cs);
}

static void step(struct world *w, const struct act *act) {
    struct flow_case file = {0}, after;
    struct chosen chosen;
    struct intake_action typed;
    struct intake_faults faults = {0};
    int64_t written = world_written(w);
    struct case_id id = case_of(w, act);
    struct err read = check_read(w, id, &file);
    if (read.code) {
        must(read.code == ERR_MISSING || read.code == ERR_GONE);
        file.rules = &w->law->rulebooks[0];
    }
    if (read.code || !choose(w, act, &file, &chosen))
        chosen = (struct chosen){&file.rules->steps[0], NULL, STR("")};
    struct str words = step_words(w, chosen.step, act, chosen.offer, file.state.version);
    struct err e = intake_action_json(w->a, words, chosen.step, &typed, &faults);
    tell(chosen.step->name, e);
    if (e.code)
        return;
    struct str role = chosen.step->takeover ? STR("head") : chosen.step->role;
    struct flow_act x = {.job.arena = w->a,
                         .staff = staff_of(w, act->who, actor_of(&file.state, chosen.step), role),
                         .id = id,
                         .step = chosen.step,
                         .track = chosen.track,
                         .action = &typed,
                         .salt = env_hash(&w->env),
                         .now = w->now};
    flow_act_prepare(&x);
    struct flow_act second = x;
    struct flow_job *const both[] = {&x.job, &second.job};
    e = flow_run_all(w->flow, both, act->flags & TWICE ? 2 : 1);
    tell(x.staff.who.name, e);
    bool done = !x.job.result.code;
    must(done == !e.code || act->flags & TWICE);
    must(!(act->flags & TWICE && done) || second.job.result.code);
    if (!done) {
        refuse(w, written, x.job.result, flow_run_now(w->flow, &x.job));
        return;
    }
    must(!read.code && may_take(&x.staff, &file.state, chosen.step));
    must(!check_read(w, id, &after).code && after.state.version == file.state.version + 1);
    check_case(w, &after);
    tell(after.state.state, OK);
    accepted(w, STR(""));
}

static void look(struct world *w, const struct act *act) {
    struct case_id id = case_of(w, act);
    struct flow_staff staff = staff_of(w, act->who, STR("bawaslu-16.06"), STR("officer"));
    const struct flow_look look = {w->flow, &w->reader, w->a, &staff};
    struct flow_case file;
    struct flow_reading x = {.job.arena = w->a, .staff = staff, .id = id, .now = w->now};
    int64_t written = world_written(w);
    struct err e = flow_case_read(&look, id, &file);
    tell(STR("case is read"), e);
    if (e.code) {
        refuse(w, written, e, flow_case_read(&look, id, &file));
        return;
    }
    const struct case_offices *o = &file.state.offices;
    struct str office = staff.who.office.id;
    bool auditor = str_equal(staff.who.role, STR("auditor"));
    bool above = str_starts(o->bawaslu, office) || str_starts(o->replaced, office);
    must(!str_equal(staff.who.role, STR("admin")) && staff.who.name.len && office.len);
    must(acts_in(&file.state, office) ||
         (above && (auditor || !str_equal(office, STR("bawaslu")))));
    flow_reading_prepare(w->flow, &x);
    e = flow_run_now(w->flow, &x.job);
    must(!e.code || e.code == ERR_CLOCK);
    accepted(w, STR(""));
}

static void identity(struct world *w, const struct act *act) {
    struct flow_case file = {0};
    struct case_id id = case_of(w, act);
    int64_t written = world_written(w);
    struct err read = check_read(w, id, &file);
    struct flow_identity x = {
        .job.arena = w->a,
        .staff = staff_of(w, act->who, file.state.offices.bawaslu, STR("custodian")),
        .id = id,
        .reason = STR("verifikasi"),
        .salt = env_hash(&w->env),
        .now = w->now};
    flow_identity_prepare(&x);
    struct err e = flow_run_now(w->flow, &x.job);
    tell(STR("identity is opened"), e);
    if (e.code) {
        refuse(w, written, e, flow_run_now(w->flow, &x.job));
        return;
    }
    must(!read.code && file.has_identity && str_equal(x.staff.who.role, STR("custodian")));
    must(str_equal(x.staff.who.office.id, file.state.offices.bawaslu) && x.identity.len);
    accepted(w, STR(""));
}

/* --- erasure --- */

static void ask(struct world *w, const struct act *act) {
    struct flow_case file = {0};
    struct case_id id = case_of(w, act);
    int64_t written = world_written(w);
    struct err read = check_read(w, id, &file);
    struct flow_erasure x = {
        .job.arena = w->a,
        .staff = staff_of(w, act->who, file.state.offices.bawaslu, STR("custodian")),
        .now = w->now,
        .salt = env_hash(&w->env),
        .stream = env_id128(&w->env),
        .id = id,
        .ground = act->flags & LACKS_ONE ? STR("whim") : STR("uu-27-2022/43"),
        .reason = STR("diminta")};
    if (w->asked_count == ASKED)
        return;
    struct err e = flow_erase_ask(w->flow, &x);
    tell(STR("erasure is asked"), e);
    if (e.code) {
        refuse(w, written, e, flow_erase_ask(w->flow, &x));
        return;
    }
    must(!read.code && !case_holder(&file.state).len);
    must(str_equal(x.staff.who.office.id, file.state.offices.bawaslu));
    w->asked[w->asked_count] = x.job.first_index;
    w->asked_by[w->asked_count] = x.staff.who.name;
    w->asked_of[w->asked_count++] = act->which % w->case_count;
    accepted(w, STR(""));
}

static void agree(struct world *w, const struct act *act) {
    size_t n = w->asked_count ? act->pick % w->asked_count : 0;
    int64_t written = world_written(w);
    struct flow_erasure x = {.job.arena = w->a,
                             .staff = staff_of(w, act->who, STR("bawaslu-16.06"), STR("head")),
                             .now = w->now,
                             .salt = env_hash(&w->env),
                             .asked =
                                 w->asked_count && act->which < 0xf0 ? w->asked[n] : act->which};
    struct err e = flow_erase_agree(w->flow, &x);
    tell(STR("erasure is agreed"), e);
    if (e.code) {
        refuse(w, written, e, flow_erase_agree(w->flow, &x));
        return;
    }
    struct known *known = &w->cases[w->asked_of[n]];
    must(w->asked_count && !known->erased && !str_equal(x.staff.who.name, w->asked_by[n]));
    must(str_equal(x.staff.who.role, STR("head")) && x.id.v == known->sent.id.v);
    must(!known->has_piece ||
         blob_verify(flow_blobs(w->flow), &known->piece, 1).code == ERR_MISSING);
    for (size_t i = 0; i < w->case_count; i++) /* one key, one case, many who know it */
        w->cases[i].erased = w->cases[i].erased || w->cases[i].sent.id.v == x.id.v;
    accepted(w, known->mark);
}

/* --- time, restarts --- */

static void upkeep(struct world *w) {
    struct flow_recount first = {.all = true}, second = {.all = true};
    if (!flow_recount(w->flow, &first).code) {
        must(!flow_recount(w->flow, &second).code);
        must(!second.recounted && !second.rerouted);
    }
    accepted(w, STR(""));
}

/* From 216 on it is behind for this act alone: by minutes, then by days. */
static int64_t clock_of(uint8_t clock) {
    if (clock < 216)
        return (int64_t)clock * clock * 6 * MINUTE_US;
    return clock < 232 ? -(clock - 215) * MINUTE_US : -(clock - 231) * 24 * 60 * MINUTE_US;
}

static void do_act(struct world *w, const struct act *act) {
    static void (*const VERBS[])(struct world *, const struct act *) = {
        step, report, step, look,  step, identity, step, evidence,
        step, ask,    step, agree, step, again,    NULL, NULL};
    const struct instant before = w->now;
    size_t verb = act->verb % COUNT_OF(VERBS);
    w->now.us += clock_of(act->clock);
    if (VERBS[verb]) {
        VERBS[verb](w, act);
    } else if (verb % 2) {
        upkeep(w);
    } else {
        world_shut(w);
        world_open(w);
    }
    if (w->now.us < before.us)
        w->now = before;
}

/* --- an input --- */

static const char *made_in(void) { /* removed by who made it, and not by what it forked */
    static char kept[PLACE];
    return kept;
}

static void unmake(void) {
    static pid_t maker;
    if (!maker)
        maker = getpid();
    else if (maker == getpid())
        world_remove(made_in());
}

static void make(struct world *w) {
    static const struct civil FIRST = {2024, 10, 14};
    char *kept = (char *)(uintptr_t)made_in();
    (void)snprintf(kept, PLACE, "/dev/shm/netral-flow-XXXXXX");
    if (!mkdtemp(kept)) {
        (void)snprintf(kept, PLACE, "/tmp/netral-flow-XXXXXX");
        must(mkdtemp(kept) != NULL);
    }
    unmake();
    must(!atexit(unmake));
    (void)snprintf(w->data, PLACE, "%.64s/now", kept);
    (void)snprintf(w->kept, PLACE, "%.64s/new", kept);
    w->now = instant_of(date_from_civil(FIRST), 9 * 60, ZONE_WIB);
    w->env = (struct env){.now = world_now, .random = world_random, .state = w};
    const struct flow_init init = {.data_dir = w->kept, .region = STR("16.06"), .kind = FLOW_LIVE};
    must(!flow_init(&init, &w->env).code);
}

/* What is there before the first input: the law, and a store that was just made. */
static const struct world *first(void) {
    static struct world *w;
    static struct law_faults faults;
    if (w)
        return w;
    hash_library_init();
    w = must_alloc(sizeof *w);
    w->law_room = arena_new(LAW_ARENA_CAP);
    must(!law_load(w->law_room, "rules", &w->law, &faults).code);
    make(w);
    return w;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct world *w = must_alloc(sizeof *w);
    *w = *first();
    w->env.state = w;
    w->a = arena_new(512u << 20);
    world_copy(w->kept, w->data);
    world_open(w);
    world_raw(w);
    accepted(w, STR(""));
    for (size_t i = 0; i < ACTS_MAX && (i + 1) * ACT_BYTES <= len; i++) {
        struct act act;
        memcpy(&act, bytes + i * ACT_BYTES, sizeof act);
        do_act(w, &act);
    }
    check_store(w);
    world_raw_end(w);
    for (size_t i = 0; i < w->piece_count; i++)
        must(!blob_remove(flow_blobs(w->flow), &w->pieces[i].sha256).code);
    world_shut(w);
    arena_free(w->a);
    free(w);
    return 0;
}
