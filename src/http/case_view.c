#include "http/case_view.h"
#include "http/handing_view.h"
#include "http/proposal_view.h"

#include "base/regions.h"
#include "flow/directory.h"
#include "flow/rules.h"
#include "web/templates.h"

static struct str say(const struct http_call *call, struct law_text text) {
    return law_say(text, http_english(call));
}

/* What a procedure beside the case's own is called; empty for the own. One that was split off is
 * called after the persons whom it concerns, where persons may be named. */
static struct str track_name(struct http_call *call, const struct flow_case *file, struct str track,
                             bool persons) {
    struct case_track in;
    const struct law_rulebook *rules = track.len ? flow_rules(file, track) : NULL;
    if (persons && rules && case_track(&file->state, track, &in) && in.split)
        return http_subjects(call, file, in.subjects);
    return rules && rules->label.en.len ? say(call, rules->label) : track;
}

/* "Gakkumdu: 1 x 24 jam", "1 x 24 jam (ditangguhkan)". */
static struct str clock_name(struct http_call *call, const struct flow_case *file,
                             const struct case_clock *clock, bool persons) {
    const struct law_rulebook *rules = flow_rules(file, clock->track);
    const struct law_clock *law = rules ? law_clock(rules, clock->id) : NULL;
    struct str name = law ? say(call, law->name) : clock->id;
    struct str track = track_name(call, file, clock->track, persons);
    struct str still = clock->running && clock->suspended
                           ? web_text_by_name(STR("case.suspended"), http_english(call))
                           : STR("");
    if (!track.len && !still.len)
        return name;
    return arena_printf(call->arena, "%.*s%s%.*s%s%.*s", STR_ARG(track), track.len ? ": " : "",
                        STR_ARG(name), still.len ? ", " : "", STR_ARG(still));
}

static void fill_clocks(struct http_call *call, const struct flow_case *file, struct date today,
                        struct web_case *view) {
    const struct case_state *cs = &file->state;
    struct web_clock *list = NEW(call->arena, struct web_clock, cs->clock_count + 1);
    for (int running = 1; running >= 0; running--)
        for (size_t i = 0; i < cs->clock_count; i++) {
            const struct case_clock *clock = &cs->clocks[i];
            if (clock->running != (running == 1))
                continue;
            view->stopped_count += !clock->running;
            const struct law_rulebook *rules = flow_rules(file, clock->track);
            const struct law_clock *law = rules ? law_clock(rules, clock->id) : NULL;
            list[view->clock_count++] = (struct web_clock){
                .id = clock->id,
                .name = clock_name(call, file, clock, !view->tasks),
                .start_of = law ? law->start : STR(""),
                .lapse = law ? law_lapse_text(law->lapse) : (struct law_text){{0}, {0}},
                .start = clock->start,
                .running = clock->running,
                .due = http_due(call, &(struct http_next){clock, law}, today),
            };
        }
    view->clocks = list;
}

/* Labels of what must come first: steps, then the clock that must run out. */
static void fill_blocked(struct http_call *call, const struct flow_offer *offer,
                         struct web_action *action) {
    struct str *list = NEW(call->arena, struct str, offer->missing_count + 1);
    for (size_t i = 0; i < offer->missing_count; i++)
        list[i] = say(call, offer->missing[i]->label);
    action->blocked_count = offer->missing_count;
    if (offer->waits)
        list[action->blocked_count++] = say(call, offer->waits->name);
    action->blocked = list;
    action->allowed = action->blocked_count == 0;
}

/* What the law leaves open about the step. */
static void fill_open(struct http_call *call, const struct flow_case *file,
                      struct web_action *action) {
    const struct law_rulebook *rules = flow_rules(file, action->track);
    struct date today = instant_date(call->now, region_zone(file->state.received.report.region));
    struct law_asked asked = law_step_questions(call->arena, file->law, rules, action->step, today);
    action->questions = asked.list;
    action->question_count = asked.count;
}

static void fill_actions(struct http_call *call, const struct flow_case *file,
                         const struct http_case_extra *extra, struct web_case *view) {
    struct flow_offers offers = flow_offers(call->arena, file, call->now);
    struct web_action *list = NEW(call->arena, struct web_action, offers.count + 1);
    for (int free = 1; free >= 0; free--)
        for (size_t i = 0; i < offers.count; i++) {
            const struct flow_offer *offer = &offers.list[i];
            struct web_action action = {0};
            fill_blocked(call, offer, &action);
            bool mine = !flow_authorize_step(http_staff(call), &file->state, offer->step).code;
            if (!mine || action.allowed != (free == 1))
                continue;
            bool back = extra->step == offer->step && str_equal(extra->track, offer->track);
            action.step = offer->step;
            action.track = offer->track;
            action.track_name = track_name(call, file, offer->track, !view->tasks);
            web_action_fill(call->arena, back ? extra->pairs : NULL, back ? extra->faults : NULL,
                            http_english(call), &action);
            http_propose(call, file, offer, back ? extra->pairs : NULL, &action);
            fill_open(call, file, &action);
            action.open = back || (action.allowed && view->action_count == 0 && !extra->step);
            list[view->action_count++] = action;
        }
    view->actions = list;
}

static struct str value_of(const struct case_taken *taken, const char *name) {
    for (size_t i = 0; i < taken->value_count; i++)
        if (str_equal(taken->values[i].name, str_from_c(name)))
            return taken->values[i].value;
    return (struct str){0};
}

/* Which days off it was counted with and, where the office's week changed, which week. */
static struct str counted_with(struct http_call *call, const struct case_taken *taken) {
    struct str table = value_of(taken, "holidays"), week = value_of(taken, "week");
    struct str key = str_equal(week, STR("6")) ? STR("case.week_6") : STR("case.week_5");
    struct str said = week.len ? web_text_by_name(key, http_english(call)) : STR("");
    return arena_printf(call->arena, "%.*s%s%.*s", STR_ARG(table),
                        table.len && said.len ? "; " : "", STR_ARG(said));
}

/* What upkeep did: which deadline, from which day to which; which role, from whom to whom. */
static struct web_event upkeep_event(struct http_call *call, const struct flow_case *file,
                                     const struct case_taken *taken) {
    const struct law_rulebook *rules = flow_rules(file, taken->track);
    bool recounted = str_equal(taken->name, STR("case.recounted"));
    struct str about = value_of(taken, recounted ? "clock" : "role");
    const struct law_clock *clock = recounted && rules ? law_clock(rules, about) : NULL;
    struct str from = value_of(taken, recounted ? "was_due" : "from");
    struct str to = value_of(taken, recounted ? "due" : "to");
    struct str table = counted_with(call, taken);
    return (struct web_event){
        .at = taken->at,
        .label = arena_printf(call->arena, "%.*s: %.*s",
                              STR_ARG(web_text_by_name(taken->name, http_english(call))),
                              STR_ARG(clock ? say(call, clock->name) : about)),
        .detail = arena_printf(call->arena, "%.*s \u2192 %.*s%s%.*s%s", STR_ARG(from), STR_ARG(to),
                               table.len ? " (" : "", STR_ARG(table), table.len ? ")" : ""),
    };
}

/* Why the person departed from what was proposed, or why tasks were taken over or given back, if
 * reasons were given. */
static struct str reasons_of(const struct law_step *step, const struct case_taken *taken) {
    for (size_t i = 0; step && i < step->field_count; i++)
        if (step->fields[i].departs ||
            (step->takeover && str_equal(step->fields[i].name, STR("reasons"))))
            for (size_t k = 0; k < taken->value_count; k++)
                if (str_equal(taken->values[k].name, step->fields[i].name))
                    return taken->values[k].value;
    return (struct str){0};
}

static struct web_event step_event(struct http_call *call, const struct flow_case *file,
                                   const struct case_taken *taken) {
    const struct law_rulebook *rules = flow_rules(file, taken->track);
    const struct law_step *step = rules ? law_action(file->law, rules, taken->name) : NULL;
    const struct law_state *to = rules ? law_state(rules, taken->to) : NULL;
    struct str track = track_name(call, file, taken->track, true);
    struct web_event event = {
        .at = taken->at,
        .label =
            arena_printf(call->arena, "%.*s%s%.*s: %.*s", STR_ARG(track), track.len ? ": " : "",
                         STR_ARG(step ? say(call, step->label) : taken->name),
                         STR_ARG(to ? say(call, to->label) : taken->to)),
        .detail =
            arena_printf(call->arena, "%.*s (%.*s)", STR_ARG(taken->actor), STR_ARG(taken->office)),
        .reasons = reasons_of(step, taken),
    };
    http_proposed_then(call, file, taken, &event);
    return event;
}

static void fill_events(struct http_call *call, const struct flow_case *file,
                        struct web_case *view) {
    const struct case_state *cs = &file->state;
    struct web_event *list = NEW(call->arena, struct web_event, cs->taken_count + 1);
    const struct law_state *first = law_state(file->rules, cs->received.state);
    list[view->event_count++] = (struct web_event){
        .at = cs->received_at, .label = first ? say(call, first->label) : cs->received.state};
    for (size_t i = 0; i < cs->taken_count; i++) {
        const struct case_taken *taken = &cs->taken[i];
        list[view->event_count++] = taken->step.len ? step_event(call, file, taken)
                                    : str_equal(taken->name, STR("case.handed"))
                                        ? http_handed_event(call, taken)
                                        : upkeep_event(call, file, taken);
    }
    view->events = list;
}

static struct web_person *people(struct http_call *call, const struct intake_person *from,
                                 size_t count) {
    struct web_person *list = NEW(call->arena, struct web_person, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct law_subject_class *class = law_subject_class(http_law(call), from[i].class);
        list[i] = (struct web_person){
            .label = class ? say(call, class->label) : STR(""),
            .name = from[i].name,
            .position = from[i].position,
            .agency = from[i].agency,
            .address = from[i].address,
            .phone = from[i].phone,
        };
    }
    return list;
}

/* The state of the procedure that concerns a person, once the case was split; else empty. */
static struct str person_state(struct http_call *call, const struct flow_case *file,
                               size_t subject) {
    const struct case_state *cs = &file->state;
    struct str label = {0};
    if (!cs->subjects)
        return label;
    for (size_t i = 0; i <= cs->track_count; i++) {
        struct case_track in;
        struct str id = i ? cs->tracks[i - 1].id : (struct str){0};
        if (!case_track(cs, id, &in) || (i && !in.split) || !case_concerns(&in, subject))
            continue;
        const struct law_rulebook *rules = flow_rules(file, id);
        const struct law_state *state = rules ? law_state(rules, in.state) : NULL;
        label = state ? say(call, state->label) : in.state;
    }
    return label;
}

static const struct web_person *subjects(struct http_call *call, const struct flow_case *file) {
    const struct intake_report *report = &file->state.received.report;
    struct web_person *list = people(call, report->subjects, report->subject_count);
    for (size_t i = 0; i < report->subject_count; i++)
        list[i].state = person_state(call, file, i);
    return list;
}

static void fill_files(struct http_call *call, const struct flow_case *file,
                       struct web_case *view) {
    const struct case_received *r = &file->state.received;
    struct web_evidence *list = NEW(call->arena, struct web_evidence, r->evidence_count + 1);
    for (size_t i = 0; i < r->evidence_count; i++) {
        struct str id = hex_encode(call->arena, r->evidence[i].id.b, sizeof r->evidence[i].id.b);
        list[i] = (struct web_evidence){
            .sha256 = hex_encode(call->arena, r->evidence[i].sha256.b, HASH_LEN),
            .bytes = r->evidence[i].bytes,
            .received = file->state.received_at,
            .href = arena_printf(call->arena, "/api/v1/cases/%lld/evidence/%.*s",
                                 (long long)file->state.id.v, STR_ARG(id)),
        };
    }
    view->files = list;
    view->file_count = r->evidence_count;
}

/* All of it is locked: what this person's browser opens a key of the case with, if they hold the
 * office's. */
static struct web_opener opener(struct http_call *call, const struct intake_sealed *sealed,
                                struct str by, const struct flow_unsealing *found) {
    struct web_office_key *keys = NEW(call->arena, struct web_office_key, found->count + 1);
    for (size_t i = 0; i < found->count; i++)
        keys[i] = (struct web_office_key){.n = found->keys[i].n,
                                          .recipient = found->keys[i].recipient,
                                          .wrap = http_base64(call, found->keys[i].wrap),
                                          .chain = http_chains(call, found->keys[i].chain)};
    return (struct web_opener){.recipient = sealed->recipient,
                               .wrap = sealed->wrap,
                               .file = sealed->file,
                               .locked = http_base64(call, found->locked),
                               .keys = keys,
                               .key_count = found->count,
                               .on_arrival = str_equal(by, STR("arrival"))};
}

static struct err unsealing(struct http_call *call, struct flow_unsealing *ret) {
    return flow_unsealing(http_reader(call), call->arena, http_staff(call), ret);
}

static struct err fill_evidence(struct http_call *call, const struct flow_case *file,
                                struct web_case *view) {
    const struct case_received *r = &file->state.received;
    fill_files(call, file, view);
    if (!r->evidence_sealed.len ||
        flow_authorize(http_staff(call), FLOW_EVIDENCE_READ, &file->state).code)
        return OK;
    struct str keys = r->evidence_key.keys, own = http_staff(call)->who.office.id;
    struct intake_sealed sealed = r->evidence_key;
    struct flow_unsealing found;
    struct err e = unsealing(call, &found);
    if (e.code)
        return e;
    view->evidence_mark = flow_fingerprint(call->arena, str_cut(&keys, ' '));
    sealed.wrap = flow_evidence_wraps(call->arena, &file->state, own);
    view->evidence = opener(call, &sealed, r->evidence_sealed, &found);
    view->evidence.closed = !flow_evidence_opens(&file->state, own, &found);
    return http_receivers(call, file, view);
}

static struct err fill_opened(struct http_call *call, struct str identity, struct web_case *view) {
    struct intake_kept kept;
    struct err e = intake_kept_read(call->arena, identity, &kept);
    if (e.code)
        return e;
    view->identity = kept.by.len ? WEB_IDENTITY_LOCKED : WEB_IDENTITY_OPEN;
    view->reporter = (struct web_person){.name = kept.person.name,
                                         .address = kept.person.address,
                                         .phone = kept.person.phone,
                                         .email = kept.email};
    struct flow_unsealing found;
    e = kept.by.len ? unsealing(call, &found) : OK;
    if (!e.code && kept.by.len)
        view->opener = opener(call, &kept.sealed, kept.by, &found);
    return e;
}

static struct err fill_identity(struct http_call *call, const struct flow_case *file,
                                const struct http_case_extra *extra, struct web_case *view) {
    bool may = !flow_authorize(http_staff(call), FLOW_IDENTITY_OPEN, &file->state).code;
    view->identity_error = extra->identity_error;
    view->sealed_mark = file->state.received.sealed_mark;
    if (extra->identity.len)
        return fill_opened(call, extra->identity, view);
    if (!file->has_identity)
        view->identity = WEB_IDENTITY_NONE;
    else
        view->identity = may ? WEB_IDENTITY_MAY : WEB_IDENTITY_SEALED;
    return OK;
}

/* "Laporan", "Aduan SBT 2024-117". */
static struct str channel_label(struct http_call *call, const struct intake_report *report) {
    static const struct str KEYS[] = {[INTAKE_REPORT] = STR_INIT("case.channel_report"),
                                      [INTAKE_TIP] = STR_INIT("case.channel_tip"),
                                      [INTAKE_COMPLAINT] = STR_INIT("case.channel_complaint")};
    struct str label = web_text_by_name(KEYS[report->channel], http_english(call));
    return report->sbt_number.len
               ? arena_printf(call->arena, "%.*s %.*s", STR_ARG(label), STR_ARG(report->sbt_number))
               : label;
}

static struct str office_name(struct http_call *call, struct str id) {
    struct store_office office;
    if (!id.len || store_office_find(http_reader(call), call->arena, id, &office).code)
        return id;
    return http_english(call) ? office.name_en : office.name;
}

/* Where the case stands and who must act: nobody's name, nothing of the report. */
static void fill_state(struct http_call *call, const struct flow_case *file,
                       struct web_case *view) {
    const struct law_state *state = law_state(file->rules, file->state.state);
    view->state = state ? say(call, state->label) : file->state.state;
    view->terminal = !case_holder(&file->state).len;
    view->holder = office_name(call, case_holder(&file->state));
}

static void fill_labels(struct http_call *call, const struct flow_case *file,
                        struct web_case *view) {
    const struct intake_report *report = &file->state.received.report;
    const struct law *law = http_law(call);
    const struct law_election *election = law_election(law, report->election);
    const struct law_act *act = law_act(law, report->act);
    const struct region *region = region_find(report->region);
    view->channel = channel_label(call, report);
    view->election = election ? say(call, election->label) : report->election;
    view->act = act ? say(call, act->plain) : STR("");
    view->region = region ? region->name : report->region;
}

/* A takeover that lasts; or, for who could take over, that the law has none. */
static void fill_takeover(struct http_call *call, const struct flow_case *file, struct date today,
                          struct web_case *view) {
    const struct case_taken *taken = flow_takeover(file);
    view->in_charge = office_name(call, file->state.offices.bawaslu);
    view->silence = flow_takeover_silence(file, http_staff(call), call->now);
    if (!taken)
        return;
    view->replaced = office_name(call, file->state.offices.replaced);
    view->ends_when = value_of(taken, LAW_ENDS_WHEN);
    view->has_ends_on = date_parse(value_of(taken, LAW_ENDS_ON), &view->ends_on);
    view->overdue = view->has_ends_on && view->ends_on.day < today.day;
}

/* What the report says and who is named in it. */
static void fill_report(struct http_call *call, const struct flow_case *file,
                        struct web_case *view) {
    const struct intake_report *report = &file->state.received.report;
    view->occurred_on = report->occurred_on;
    view->known_on = report->known_on;
    view->has_occurred_on = report->has_occurred_on;
    view->has_known_on = report->has_known_on;
    view->place = report->place;
    view->narrative = report->narrative;
    view->subjects = subjects(call, file);
    view->subject_count = report->subject_count;
    view->witnesses = people(call, report->witnesses, report->witness_count);
    view->witness_count = report->witness_count;
}

struct str http_case_path(struct http_call *call, struct case_id id, bool tasks) {
    return arena_printf(call->arena, "%.*s%lld",
                        STR_ARG(http_path(call, tasks ? WEB_PATH_TAKE_OVER : WEB_PATH_CASE)),
                        (long long)id.v);
}

struct err http_case_view(struct http_call *call, const struct flow_case *file,
                          const struct http_case_extra *extra, struct web_case *ret) {
    const struct case_state *cs = &file->state;
    const struct law_rulebook *rules = flow_rules(file, STR(""));
    struct web_case view = {
        .id = http_number(call, cs->id.v),
        .numbers = rules ? &rules->numbers : NULL,
        .number = cs->registration.len ? cs->registration : cs->received.number,
        .version = cs->version,
        .message = extra->message,
        .conflict = extra->conflict,
        .tasks = extra->tasks,
        .address = http_case_path(call, cs->id, extra->tasks),
    };
    struct date today = instant_date(call->now, region_zone(cs->received.report.region));
    fill_state(call, file, &view);
    fill_clocks(call, file, today, &view);
    fill_actions(call, file, extra, &view);
    fill_takeover(call, file, today, &view);
    struct err e = OK;
    if (!extra->tasks) {
        fill_labels(call, file, &view);
        fill_report(call, file, &view);
        fill_events(call, file, &view);
        e = fill_evidence(call, file, &view);
        if (!e.code)
            e = fill_identity(call, file, extra, &view);
    }
    if (!e.code)
        *ret = view;
    return e;
}
