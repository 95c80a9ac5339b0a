#include "http/proposal_view.h"

#include "http/advice_view.h"
#include "http/app.h"
#include "law/write.h"

enum { LINE_CAP = 64 * 1024 };

static struct str text(const struct http_call *call, const char *key) {
    return web_text_by_name(str_from_c(key), http_english(call));
}

static struct str text_of(struct http_call *call, const char *head, struct str name) {
    return web_text_by_name(arena_printf(call->arena, "%s%.*s", head, STR_ARG(name)),
                            http_english(call));
}

/* A name, a post or an agency, as far as one was given, and the class. */
static struct str who_is(struct http_call *call, const struct flow_case *file, size_t subject) {
    const struct intake_report *report = &file->state.received.report;
    if (subject >= report->subject_count)
        return text(call, "propose.nobody");
    const struct intake_person *p = &report->subjects[subject];
    const struct law_subject_class *class = law_subject_class(file->law, p->class);
    struct str name = p->name.len ? p->name : p->position.len ? p->position : p->agency;
    struct str label = class ? law_say(class->label, http_english(call)) : STR("");
    return label.len ? arena_printf(call->arena, "%.*s (%.*s)", STR_ARG(name), STR_ARG(label))
                     : name;
}

struct str http_subjects(struct http_call *call, const struct flow_case *file, uint64_t subjects) {
    struct buf out;
    buf_init(&out, LINE_CAP);
    for (size_t i = 0; i < CASE_SUBJECTS_MAX; i++)
        if (subjects >> i & 1) {
            buf_add(&out, buf_str(&out).len ? STR(", ") : STR(""));
            buf_add(&out, who_is(call, file, i));
        }
    struct str line = arena_str(call->arena, buf_str(&out));
    buf_done(&out);
    return line;
}

/* On which side of which day the act lies: that divides the branches. */
static struct str side(struct http_call *call, const struct flow_case *file,
                       const struct law_proposal *p) {
    const struct intake_report *report = &file->state.received.report;
    const struct law_election *election = law_election(file->law, report->election);
    struct str day = http_short_date(call, report->occurred_on);
    if (p->acts[0]->stages.count)
        return arena_printf(
            call->arena, "%.*s: %.*s %.*s", STR_ARG(day), STR_ARG(text(call, "propose.stages")),
            STR_ARG(law_act_days(call->arena, p->acts[0], election, http_english(call))));
    if (p->acts[0]->side == LAW_EITHER_SIDE)
        return arena_printf(call->arena, "%.*s: %.*s", STR_ARG(day),
                            STR_ARG(text(call, "propose.either")));
    struct str where =
        text(call, p->found.after_determination ? "propose.after" : "propose.before");
    return arena_printf(call->arena, "%.*s %.*s %.*s (%.*s)", STR_ARG(day), STR_ARG(where),
                        STR_ARG(http_short_date(call, election->determination)),
                        STR_ARG(law_say(election->label, http_english(call))));
}

/* The reasons, or why there is no proposal, as one or two sentences. */
static struct str why(struct http_call *call, const struct flow_case *file,
                      const struct law_proposal *p) {
    if (p->why_not)
        return text_of(call, "propose.", law_unproposed_name(p->why_not));
    struct str also = p->related    ? text(call, "propose.related")
                      : p->replaced ? text(call, "propose.replaced")
                                    : STR("");
    return arena_printf(call->arena, "%.*s.%s%.*s", STR_ARG(side(call, file, p)),
                        also.len ? " " : "", STR_ARG(also));
}

/* What the tier means for the person on the day of the act; NULL where none is named. */
static const struct law_sanction *rung(const struct flow_case *file, size_t subject,
                                       struct law_rung of) {
    const struct intake_report *report = &file->state.received.report;
    if (!of.tier.len || subject >= report->subject_count)
        return NULL;
    of.subject = report->subjects[subject].class;
    of.day = report->occurred_on;
    return law_sanction_next(file->law, &of, NULL);
}

static struct str track_label(struct http_call *call, struct str track) {
    return text_of(call, "advice.track_", track);
}

/* The election whose days decided; NULL: none did. */
static const struct law_election *calendar_of(const struct flow_case *file,
                                              const struct law_proposal *p) {
    return law_proposal_by_calendar(p)
               ? law_election(file->law, file->state.received.report.election)
               : NULL;
}

static void fill_proposals(struct http_call *call, const struct flow_case *file,
                           const struct flow_offer *offer, struct web_action *ret) {
    const struct decision_proposals *from = &offer->proposals;
    struct web_proposal *list = NEW(call->arena, struct web_proposal, from->count);
    for (size_t i = 0; i < from->count; i++) {
        const struct law_proposal *p = &from->list[i].proposal;
        list[i] = (struct web_proposal){
            .who = who_is(call, file, from->list[i].subject),
            .track = p->why_not ? STR("") : track_label(call, law_track_name(p->track)),
            .rung = p->why_not ? NULL
                               : rung(file, from->list[i].subject,
                                      (struct law_rung){.track = p->track, .tier = p->tier}),
            .no_tier = p->no_tier,
            .why = why(call, file, p),
            .acts = p->acts,
            .act_count = p->act_count,
            .questions = p->found.questions,
            .question_count = p->found.question_count,
            .calendar = calendar_of(file, p),
        };
    }
    ret->proposals = list;
    ret->proposal_count = from->count;
}

/* How an outcome stands to what is proposed for everybody; of a step that is taken by person
 * ret_some holds those whom it fits, if it fits some alone. */
static enum law_fit fit_of(const struct flow_offer *offer, const struct law_outcome *outcome,
                           uint64_t *ret_some) {
    const struct decision_proposals *proposals = &offer->proposals;
    enum law_fit least = proposals->count ? LAW_FIT_WHOLE : LAW_FIT_NONE;
    *ret_some = 0;
    for (size_t i = 0; i < proposals->count; i++) {
        enum law_fit fit = law_proposal_fit(&proposals->list[i].proposal, outcome);
        least = fit < least ? fit : least;
        if (fit && offer->step->by_person)
            *ret_some |= (uint64_t)1 << proposals->list[i].subject;
    }
    *ret_some = least ? 0 : *ret_some;
    return least;
}

/* An outcome that fits everybody is marked; where none fits anybody, reasons are asked for. */
static void mark_choices(struct http_call *call, const struct flow_case *file,
                         const struct flow_offer *offer, struct web_action *ret) {
    const struct law_step *step = offer->step;
    ret->departs = offer->proposals.count > 0;
    for (size_t i = 0; i < step->outcome_count; i++) {
        uint64_t some;
        enum law_fit fit = fit_of(offer, &step->outcomes[i], &some);
        ret->choices[i].fit = fit;
        ret->choices[i].fits_who = http_subjects(call, file, some);
        ret->departs = ret->departs && step->outcomes[i].tracks && !fit && !some;
    }
}

static bool is_chosen(const struct intake_pairs *pairs, struct str value) {
    for (size_t i = 0; pairs && i < pairs->count; i++)
        if (str_equal(pairs->list[i].name, STR("orang")) && str_equal(pairs->list[i].value, value))
            return true;
    return !pairs;
}

/* A box for each person, where the step may be taken for some of several. */
static void fill_persons(struct http_call *call, const struct flow_case *file,
                         const struct flow_offer *offer, const struct intake_pairs *pairs,
                         struct web_action *ret) {
    struct web_one *list = NEW(call->arena, struct web_one, CASE_SUBJECTS_MAX);
    size_t count = 0;
    for (size_t i = 0; offer->step->by_person && i < CASE_SUBJECTS_MAX; i++)
        if (offer->taken >> i & 1) {
            struct str value = arena_printf(call->arena, "%zu", i);
            list[count++] = (struct web_one){value, who_is(call, file, i), is_chosen(pairs, value)};
        }
    ret->persons = list;
    ret->person_count = count > 1 ? count : 0;
}

void http_propose(struct http_call *call, const struct flow_case *file,
                  const struct flow_offer *offer, const struct intake_pairs *pairs,
                  struct web_action *ret) {
    fill_proposals(call, file, offer, ret);
    mark_choices(call, file, offer, ret);
    fill_persons(call, file, offer, pairs, ret);
    if (file->state.received.report.subject_count > 1)
        ret->taken = http_subjects(call, file, offer->taken);
    ret->staying = http_subjects(call, file, offer->staying);
}

static void write_proposal(struct http_call *call, struct json *j, const struct flow_case *file,
                           const struct decision_proposal *from, const struct law_step *step) {
    const struct law_proposal *p = &from->proposal;
    json_open_object(j);
    if (from->named)
        json_put_int(j, "subject", (int64_t)from->subject);
    json_put_str(j, "class", from->class);
    json_put_str(j, "track", p->why_not ? STR("") : law_track_name(p->track));
    json_put_str(j, "tier", p->tier);
    json_put_str(j, "no_tier", law_untiered_name(p->no_tier));
    json_put_str(j, "reason", law_unproposed_name(p->why_not));
    json_put_str(j, "why", why(call, file, p));
    json_key(j, "outcomes");
    json_open_array(j);
    for (size_t i = 0; i < step->outcome_count; i++)
        if (law_proposal_fit(p, &step->outcomes[i]))
            json_add_str(j, step->outcomes[i].value);
    json_close_array(j);
    json_key(j, "acts");
    json_open_array(j);
    for (size_t i = 0; i < p->act_count; i++) {
        json_open_object(j);
        law_write_act(j, p->acts[i], http_english(call));
        json_close_object(j);
    }
    json_close_array(j);
    const struct law_election *calendar = calendar_of(file, p);
    if (calendar)
        law_write_calendar(j, call->arena, calendar);
    json_key(j, "open_questions");
    json_open_array(j);
    for (size_t i = 0; i < p->found.question_count; i++)
        json_add_str(j, p->found.questions[i]->row.id);
    json_close_array(j);
    json_close_object(j);
}

/* Which branches and tiers each outcome goes by, where one of them goes by any. */
static void write_ways(struct json *j, const struct law_step *step) {
    bool any = false;
    for (size_t i = 0; i < step->outcome_count; i++)
        any = any || step->outcomes[i].tracks;
    if (!any)
        return;
    json_key(j, "outcomes");
    json_open_array(j);
    for (size_t i = 0; i < step->outcome_count; i++) {
        const struct law_outcome *o = &step->outcomes[i];
        json_open_object(j);
        json_put_str(j, "value", o->value);
        json_key(j, "tracks");
        json_open_array(j);
        for (unsigned t = 0; t < LAW_TRACK_COUNT; t++)
            if (o->tracks >> t & 1)
                json_add_str(j, law_track_name((enum law_track)t));
        json_close_array(j);
        json_key(j, "tiers");
        json_open_array(j);
        for (size_t k = 0; k < o->tiers.count; k++)
            json_add_str(j, o->tiers.list[k]);
        json_close_array(j);
        json_close_object(j);
    }
    json_close_array(j);
}

void http_write_proposals(struct http_call *call, struct json *j, const struct flow_case *file,
                          const struct flow_offer *offer) {
    case_subjects_write(j, "subjects", offer->taken);
    case_subjects_write(j, "staying", offer->staying);
    if (offer->step->by_person)
        json_put_bool(j, "by_person", true);
    write_ways(j, offer->step);
    if (!offer->proposals.count)
        return;
    json_key(j, "proposals");
    json_open_array(j);
    for (size_t i = 0; i < offer->proposals.count; i++)
        write_proposal(call, j, file, &offer->proposals.list[i], offer->step);
    json_close_array(j);
}

static enum law_track track_named(struct str name) {
    unsigned t = 0;
    while (t + 1 < LAW_TRACK_COUNT && !str_equal(law_track_name((enum law_track)t), name))
        t++;
    return (enum law_track)t;
}

static struct web_said said_then(struct http_call *call, const struct flow_case *file,
                                 const struct case_proposed *p) {
    size_t subject = (size_t)p->subject;
    struct str what =
        p->track.len ? track_label(call, p->track) : text_of(call, "propose.", p->reason);
    const struct law_sanction *s =
        rung(file, subject, (struct law_rung){.track = track_named(p->track), .tier = p->tier});
    struct str tier = s                ? law_say(s->label, http_english(call))
                      : p->no_tier.len ? text_of(call, "propose.", p->no_tier)
                                       : p->tier;
    const struct law_act *act =
        law_act_on(file->law, p->act, file->state.received.report.occurred_on);
    const struct law_election *election =
        law_election(file->law, file->state.received.report.election);
    return (struct web_said){
        .text =
            arena_printf(call->arena, "%.*s: %.*s%s%.*s%s%.*s",
                         STR_ARG(who_is(call, file, subject)), STR_ARG(what), tier.len ? ", " : "",
                         STR_ARG(tier), p->act.len ? ", " : "", STR_ARG(p->act)),
        .unverified = p->act.len &&
                      (!act || law_needs_badge(&act->row.cite) ||
                       (law_act_by_calendar(act) && election && law_needs_badge(&election->cite))),
    };
}

void http_proposed_then(struct http_call *call, const struct flow_case *file,
                        const struct case_taken *taken, struct web_event *ret) {
    struct web_said *list = NEW(call->arena, struct web_said, taken->proposed_count + 1);
    for (size_t i = 0; i < taken->proposed_count; i++)
        list[i] = said_then(call, file, &taken->proposed[i]);
    ret->proposed = list;
    ret->proposed_count = taken->proposed_count;
}
