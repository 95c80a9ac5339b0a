#include "base/regions.h"
#include "flow/activity.h"
#include "tool/demo_data.h"
#include "tool/demo_prevent_internal.h"

/* lint: may-use: letters are the rulebook's templates, as their form drafts them */
#include "base/buf.h"
#include "intake/limits.h"

static const struct env *env_of(const struct demo_day *day) {
    return flow_env(day->prevent->plan->flow);
}

/* --- activities --- */

/* As the office would have typed it. */
static struct intake_activity told_of(struct demo_day *day, const struct demo_activity *d) {
    struct str *partners = NEW(day->arena, struct str, COUNT_OF(d->partners));
    struct intake_activity said = {.on = demo_date(d->on),
                                   .kind = str_from_c(d->kind),
                                   .region = str_from_c(d->region),
                                   .election = day->prevent->election->id,
                                   .duty = str_from_c(d->duty),
                                   .title = str_from_c(d->title),
                                   .place = str_from_c(d->place),
                                   .organiser = str_from_c(d->organiser),
                                   .partners = partners,
                                   .reach = d->reach,
                                   .reach_asn = d->reach,
                                   .has_reach = d->reach > 0,
                                   .has_reach_asn = d->reach > 0};
    while (said.partner_count < COUNT_OF(d->partners) && d->partners[said.partner_count]) {
        partners[said.partner_count] = str_from_c(d->partners[said.partner_count]);
        said.partner_count++;
    }
    return said;
}

static struct err add_activity(struct demo_day *day, const struct demo_activity *d) {
    struct intake_activity *said = NEW(day->arena, struct intake_activity, 1);
    struct flow_activity *x = NEW(day->arena, struct flow_activity, 1);
    *said = told_of(day, d);
    *x = (struct flow_activity){.said = said,
                                .title_en = str_from_c(d->title_en),
                                .source = str_from_c(d->source),
                                .key = env_id128(env_of(day)),
                                .now = day->now};
    struct err e = demo_head(day, str_from_c(d->office), &x->staff);
    flow_activity_prepare(day->prevent->plan->flow, x);
    demo_add_job(day, &x->job);
    return e;
}

static struct err add_custom(struct demo_day *day, const struct demo_custom *c,
                             const char *region) {
    struct demo_draw *draw = &day->prevent->draw;
    struct demo_activity d = {
        .on = c->on,
        .region = region,
        .office = arena_c(day->arena, arena_printf(day->arena, "%s-%s", c->by, region)),
        .kind = c->kind,
        .duty = c->duty,
        .title = c->title,
        .title_en = c->title_en,
        .place = c->place,
        .organiser = "",
        .source = "Contoh rekaan, bukan berita",
        .partners = {c->partner}};
    if (c->most)
        d.reach = c->least + (int)demo_below(draw, c->most - c->least + 1);
    return add_activity(day, &d);
}

struct err demo_activities(struct demo_day *day) {
    enum { ALL = 100 };
    struct err e = OK;
    for (size_t i = 0; i < DEMO_ACTIVITY_COUNT && !e.code; i++)
        if (demo_is_today(day, DEMO_ACTIVITIES[i].on))
            e = add_activity(day, &DEMO_ACTIVITIES[i]);
    for (size_t i = 0; i < DEMO_CUSTOM_COUNT; i++) {
        const struct demo_custom *c = &DEMO_CUSTOMS[i];
        if (!demo_is_today(day, c->on))
            continue;
        if (!e.code && demo_below(&day->prevent->draw, ALL) < c->percent)
            e = add_custom(day, c, "16");
        for (size_t k = 0; k < DEMO_REGION_COUNT && !e.code; k++)
            if (demo_below(&day->prevent->draw, ALL) < c->percent)
                e = add_custom(day, c, DEMO_REGIONS[k].code);
    }
    return e;
}

/* --- letters --- */

static struct str filled(struct demo_day *day, struct str template, struct prevention_words words) {
    struct buf text;
    buf_init(&text, INTAKE_LETTER);
    prevention_letter_fill(template, words, &text);
    struct str s = arena_str(day->arena, buf_str(&text));
    buf_done(&text);
    return s;
}

/* As http/letter_draft.c drafts them: the demo's offices change nothing. */
static void draft(struct demo_day *day, const struct store_office *office,
                  struct intake_letter *said) {
    const struct law_stage *stage = law_stage_on(day->prevent->election, day->today);
    const struct region *region = region_find(office->region);
    const struct prevention_word list[] = {
        {STR("election"), day->prevent->election->label.id},
        {STR("stage"), stage ? stage->label.id : STR("")},
        {STR("region"), region->name},
        {STR("articles"), said->kind->row.cite.text},
        {STR("office"), office->id},
        {STR("n"), STR("1")},
        {STR("month"), arena_printf(day->arena, "%02d", date_to_civil(day->today).month)},
        {STR("year"), arena_printf(day->arena, "%d", date_to_civil(day->today).year)}};
    const struct prevention_words words = {list, COUNT_OF(list)};
    said->number = filled(day, said->kind->number, words);
    said->subject = filled(day, said->kind->subject.id, words);
    said->text = filled(day, said->kind->template.id, words);
}

static void plan_reply(struct demo_day *day, const struct store_office *to,
                       const struct flow_letter_issue *issued) {
    enum { SILENT = 30, ANSWERS = 60, ALL = 100, DAYS = 14 };
    struct demo_prevent *p = day->prevent;
    bool silent = demo_below(&p->draw, ALL) < SILENT, says = demo_below(&p->draw, ALL) < ANSWERS;
    const char *answer = DEMO_ANSWERS[demo_below(&p->draw, (int64_t)DEMO_ANSWER_COUNT)];
    int64_t days = 1 + demo_below(&p->draw, DAYS);
    if (silent)
        return;
    if (p->reply_count == DEMO_REPLIES)
        die("demo: more replies than were counted on");
    p->replies[p->reply_count++] =
        (struct demo_reply){.on = {(int32_t)(day->today.day + days)},
                            .letter = issued->of.id,
                            .office = arena_str(p->arena, to->id),
                            .by_hand = str_equal(to->kind, STR("inspektorat")),
                            .sender = arena_str(p->arena, issued->of.staff.who.office.id),
                            .answer = says ? str_from_c(answer) : STR("")};
}

static struct err issue(struct demo_day *day, const struct demo_letter *d, struct str from) {
    struct flow *flow = day->prevent->plan->flow;
    struct str *kinds = NEW(day->arena, struct str, COUNT_OF(d->to));
    struct intake_letter said = {.kind = law_letter(flow_law(flow), str_from_c(d->kind)),
                                 .election = day->prevent->election->id,
                                 .duty = str_from_c(d->duty),
                                 .signer = str_from_c(d->signer),
                                 .on = demo_date(d->on),
                                 .due = demo_date(d->due),
                                 .has_on = true,
                                 .has_due = true,
                                 .all = {kinds, 0}};
    struct flow_letter_issue x = {.of = {.job.arena = day->arena, .now = day->now},
                                  .said = &said,
                                  .key = env_id128(env_of(day))};
    struct flow_addressees to;
    for (size_t i = 0; i < COUNT_OF(d->to) && d->to[i]; i++)
        kinds[said.all.count++] = str_from_c(d->to[i]);
    struct err e = demo_head(day, from, &x.of.staff);
    if (e.code)
        return e;
    const struct store_office *office = &x.of.staff.who.office;
    said.region = office->region;
    draft(day, office, &said);
    const struct flow_letter_to of = {office, said.region, &said.to, &said.all};
    flow_letter_issue_prepare(flow, &x);
    e = flow_letter_addressees(day->prevent->reader, day->arena, &of, &to);
    if (!e.code)
        e = flow_run_now(flow, &x.of.job);
    for (size_t i = 0; i < to.count && !e.code; i++)
        plan_reply(day, &to.list[i], &x);
    return e;
}

struct err demo_letters(struct demo_day *day) {
    struct err e = OK;
    for (size_t i = 0; i < DEMO_LETTER_COUNT && !e.code; i++) {
        const struct demo_letter *d = &DEMO_LETTERS[i];
        struct str from = str_from_c(d->from), rest = from;
        if (!demo_is_today(day, d->on))
            continue;
        (void)str_cut(&rest, '-');
        if (rest.len)
            e = issue(day, d, from);
        for (size_t k = 0; k < DEMO_REGION_COUNT && !rest.len && !e.code; k++)
            e = issue(day, d, arena_printf(day->arena, "%s-%s", d->from, DEMO_REGIONS[k].code));
    }
    return e;
}

static struct err add_reply(struct demo_day *day, const struct demo_reply *r) {
    struct flow *flow = day->prevent->plan->flow;
    struct flow_saying of = {.id = r->letter, .now = day->now};
    struct err e = demo_head(day, r->by_hand ? r->sender : r->office, &of.staff);
    if (r->by_hand) {
        struct intake_delivery *said = NEW(day->arena, struct intake_delivery, 1);
        struct flow_letter_deliver *x = NEW(day->arena, struct flow_letter_deliver, 1);
        *said = (struct intake_delivery){r->office, STR("langsung"), STR("Tata usaha"), day->today,
                                         true};
        *x = (struct flow_letter_deliver){of, said};
        flow_letter_deliver_prepare(flow, x);
        demo_add_job(day, &x->of.job);
        return e;
    }
    struct flow_letter_receive *x = NEW(day->arena, struct flow_letter_receive, 1);
    *x = (struct flow_letter_receive){of, r->answer};
    flow_letter_receive_prepare(flow, x);
    demo_add_job(day, &x->of.job);
    return e;
}

struct err demo_replies(struct demo_day *day) {
    struct err e = OK;
    for (size_t i = 0; i < day->prevent->reply_count && !e.code; i++)
        if (day->prevent->replies[i].on.day == day->today.day)
            e = add_reply(day, &day->prevent->replies[i]);
    return e;
}

/* --- meetings --- */

static struct err begin(struct demo_day *day, const char *office, struct flow_saying *of) {
    of->job.arena = day->arena;
    of->now = day->now;
    return demo_head(day, str_from_c(office), &of->staff);
}

/* Who was asked: regional secretaries of all regencies and cities, or the region's own offices; by
 * the nation's office those of the province. */
static struct intake_offices invited(struct demo_day *day, const struct demo_meeting *d) {
    static const char *const OWN[] = {"bawaslu", "ppk", "bkpsdm", "inspektorat"};
    struct str *list = NEW(day->arena, struct str, DEMO_REGION_COUNT + COUNT_OF(OWN));
    struct intake_offices offices = {list, 0};
    for (size_t i = 0; i < DEMO_REGION_COUNT && d->secretaries; i++)
        list[offices.count++] = arena_printf(day->arena, "sekda-%s", DEMO_REGIONS[i].code);
    bool nation = str_equal(str_from_c(d->office), STR("bawaslu"));
    for (size_t i = 0; i < COUNT_OF(OWN) && str_from_c(d->region).len > 2; i++)
        list[offices.count++] =
            arena_printf(day->arena, "%s-%s", OWN[i], nation ? "16" : d->region);
    return offices;
}

static struct err call_meeting(struct demo_day *day, size_t i) {
    const struct demo_meeting *d = &DEMO_MEETINGS[i];
    const struct intake_meeting said = {.title = str_from_c(d->title),
                                        .place = str_from_c(d->place),
                                        .agenda = str_from_c(d->agenda),
                                        .region = str_from_c(d->region),
                                        .election = day->prevent->election->id,
                                        .on = demo_date(d->on),
                                        .follows = d->follows ? day->prevent->meetings[i - 1] : -1,
                                        .has_follows = d->follows,
                                        .invited = invited(day, d)};
    struct flow_meeting_call x = {.said = &said, .key = env_id128(env_of(day))};
    struct err e = begin(day, d->office, &x.of);
    flow_meeting_call_prepare(day->prevent->plan->flow, &x);
    if (!e.code)
        e = flow_run_now(day->prevent->plan->flow, &x.of.job);
    day->prevent->meetings[i] = x.of.id;
    return e;
}

static struct err promise(struct demo_day *day, size_t i, const struct demo_promise *made) {
    const struct demo_meeting *d = &DEMO_MEETINGS[i];
    struct demo_prevent *p = day->prevent;
    const struct intake_commitment said = {.what = str_from_c(made->what),
                                           .office = str_from_c(made->owner),
                                           .due = demo_date(made->due),
                                           .has_due = true};
    struct flow_commit x = {.of.id = p->meetings[i], .said = &said};
    struct err e = begin(day, d->office, &x.of);
    flow_commit_prepare(p->plan->flow, &x);
    if (!e.code)
        e = flow_run_now(p->plan->flow, &x.of.job);
    if (p->promised_count == DEMO_PROMISED)
        die("demo: more promises than were counted on");
    p->promised[p->promised_count++] = (struct demo_promised){made, x.of.job.first_index};
    return e;
}

static struct err hold_meeting(struct demo_day *day, size_t i) {
    const struct demo_meeting *d = &DEMO_MEETINGS[i];
    const struct intake_minutes minutes = {str_from_c(d->minutes), invited(day, d)};
    int64_t id = day->prevent->meetings[i];
    struct flow_meeting_hold x = {.of.id = id, .said = &minutes, .version = id};
    struct err e = begin(day, d->office, &x.of);
    flow_meeting_hold_prepare(day->prevent->plan->flow, &x);
    if (!e.code)
        e = flow_run_now(day->prevent->plan->flow, &x.of.job);
    for (size_t k = 0; k < DEMO_PROMISES && d->promises[k].what && !e.code; k++)
        e = promise(day, i, &d->promises[k]);
    return e;
}

static struct err keep_promise(struct demo_day *day, const struct demo_promised *made) {
    struct flow_commit_done x = {.of.id = made->id, .note = str_from_c(made->promise->note)};
    struct err e = begin(day, made->promise->owner, &x.of);
    flow_commit_done_prepare(day->prevent->plan->flow, &x);
    return e.code ? e : flow_run_now(day->prevent->plan->flow, &x.of.job);
}

struct err demo_meetings(struct demo_day *day) {
    struct demo_prevent *p = day->prevent;
    struct err e = OK;
    for (size_t i = 0; i < p->promised_count && !e.code; i++)
        if (p->promised[i].promise->done && demo_is_today(day, p->promised[i].promise->done))
            e = keep_promise(day, &p->promised[i]);
    for (size_t i = 0; i < DEMO_MEETING_COUNT && !e.code; i++) {
        const struct demo_meeting *d = &DEMO_MEETINGS[i];
        if (demo_is_today(day, d->called))
            e = call_meeting(day, i);
        if (!e.code && d->minutes && demo_is_today(day, d->on))
            e = hold_meeting(day, i);
    }
    return e;
}
