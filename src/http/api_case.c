#include "http/app.h"
#include "http/handing_view.h"
#include "http/handlers.h"
#include "http/proposal_view.h"

#include "deadline/trust.h"

#include "intake/credentials.h"
#include "intake/intake.h"
#include "intake/limits.h"

/* Cases for staff: everything that a page can do, these can. */

/* Said only of a procedure that runs beside the case's own. */
static void write_track(struct json *j, struct str track) {
    if (track.len)
        json_put_str(j, "track", track);
}

/* week is there where it is not the usual one, of five days. */
enum { SIX_DAYS = 6 };

/* What the due days rest on, as `netral due --json` tells it of a day. */
static void write_trust(struct http_call *call, struct json *j, const struct case_clock *clock,
                        const struct law_clock *law) {
    const struct law *all = http_law(call);
    const struct deadline_days days = {.calendar = &all->calendar,
                                       .week = clock->week,
                                       .suspended = clock->still,
                                       .suspended_count = clock->still_count};
    const struct deadline d = {
        .start = clock->start, .due = clock->due, .due_early = clock->due_early};
    struct deadline_trust trust = deadline_trust_of_case(call->arena, law, &d, &days);
    json_key(j, "trust");
    json_open_object(j);
    deadline_trust_write(j, call->arena, &trust, law);
    json_close_object(j);
}

static void write_clocks(struct http_call *call, struct json *j, const struct flow_case *file) {
    json_key(j, "clocks");
    json_open_array(j);
    for (size_t i = 0; i < file->state.clock_count; i++) {
        const struct case_clock *clock = &file->state.clocks[i];
        const struct law_rulebook *rules = flow_rules(file, clock->track);
        const struct law_clock *law = rules ? law_clock(rules, clock->id) : NULL;
        json_open_object(j);
        json_put_str(j, "id", clock->id);
        write_track(j, clock->track);
        json_put_bool(j, "running", clock->running);
        if (clock->suspended)
            json_put_bool(j, "suspended", true);
        http_json_date(j, "start", clock->start);
        http_json_date(j, "due", clock->due);
        http_json_date(j, "due_early", clock->due_early);
        json_put_str(j, "holidays_version", clock->holidays);
        if (clock->week == LAW_SIX_DAYS)
            json_put_int(j, "week", SIX_DAYS);
        if (law) {
            json_put_str(j, "name", law_say(law->name, http_english(call)));
            json_put_str(j, "lapse", law_lapse_name(law->lapse));
            law_write_cite(j, &law->cite);
            write_trust(call, j, clock, law);
        }
        json_close_object(j);
    }
    json_close_array(j);
}

/* What had been proposed when the step was taken. */
static void write_proposed(struct json *j, const struct case_taken *taken) {
    if (!taken->proposed_count)
        return;
    json_key(j, "proposed");
    json_open_array(j);
    for (size_t i = 0; i < taken->proposed_count; i++) {
        json_open_object(j);
        json_put_int(j, "subject", taken->proposed[i].subject);
        json_put_str(j, "track", taken->proposed[i].track);
        json_put_str(j, "act", taken->proposed[i].act);
        json_put_str(j, "reason", taken->proposed[i].reason);
        json_put_str(j, "tier", taken->proposed[i].tier);
        json_put_str(j, "no_tier", taken->proposed[i].no_tier);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_timeline(struct http_call *call, struct json *j, const struct case_state *cs) {
    json_key(j, "timeline");
    json_open_array(j);
    json_open_object(j);
    http_json_instant(call, j, "at", cs->received_at);
    json_put_str(j, "step", STR("received"));
    json_put_str(j, "to", cs->received.state);
    json_close_object(j);
    for (size_t i = 0; i < cs->taken_count; i++) {
        const struct case_taken *taken = &cs->taken[i];
        json_open_object(j);
        http_json_instant(call, j, "at", taken->at);
        json_put_str(j, "step", taken->name);
        write_track(j, taken->track);
        json_put_str(j, "rule", taken->step);
        json_put_str(j, "outcome", taken->outcome);
        json_put_str(j, "to", taken->to);
        json_put_str(j, "office", taken->office);
        json_put_str(j, "actor", taken->actor);
        json_key(j, "fields");
        json_open_object(j);
        for (size_t k = 0; k < taken->value_count; k++) {
            json_key_str(j, taken->values[k].name);
            json_add_str(j, taken->values[k].value);
        }
        json_close_object(j);
        write_proposed(j, taken);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_field(struct json *j, const struct law_field *field, bool english) {
    json_open_object(j);
    json_put_str(j, "name", field->name);
    json_put_str(j, "type", law_field_type_name(field->type));
    json_put_str(j, "label", law_say(field->label, english));
    json_put_bool(j, "required", field->required);
    if (field->departs)
        json_put_str(j, "required_if", STR("departs"));
    if (field->type == LAW_F_LIST) {
        json_put_bool(j, "multiple", field->multiple);
        json_key(j, "options");
        json_open_array(j);
        for (size_t i = 0; i < field->option_count; i++)
            json_add_str(j, field->options[i].value);
        json_close_array(j);
    }
    json_close_object(j);
}

/* The choice between a step's outcomes reads like a field. */
static void write_outcome(struct json *j, const struct law_step *step) {
    json_open_object(j);
    json_put_str(j, "name", STR("outcome"));
    json_put_str(j, "type", STR("list"));
    json_put_bool(j, "required", true);
    json_put_bool(j, "multiple", step->several);
    json_key(j, "options");
    json_open_array(j);
    for (size_t i = 0; i < step->outcome_count; i++)
        json_add_str(j, step->outcomes[i].value);
    json_close_array(j);
    json_close_object(j);
}

static void write_offer(struct http_call *call, struct json *j, const struct flow_case *file,
                        const struct flow_offer *offer) {
    const struct law_step *step = offer->step;
    json_open_object(j);
    json_put_str(j, "name", step->name);
    write_track(j, offer->track);
    json_put_str(j, "rule", step->id);
    json_put_str(j, "label", law_say(step->label, http_english(call)));
    json_put_str(j, "actor", step->actor);
    json_put_str(j, "role", step->role);
    law_write_cite(j, &step->cite);
    json_key(j, "fields");
    json_open_array(j);
    if (step->outcome_count > 1)
        write_outcome(j, step);
    for (size_t i = 0; i < step->field_count; i++)
        write_field(j, &step->fields[i], http_english(call));
    json_close_array(j);
    json_key(j, "blocked_by");
    json_open_array(j);
    for (size_t i = 0; i < offer->missing_count; i++)
        json_add_str(j, offer->missing[i]->name);
    if (offer->waits)
        json_add_str(j, offer->waits->id);
    json_close_array(j);
    if (offer->opens)
        http_json_date(j, "opens_on", offer->opens_on);
    http_write_proposals(call, j, file, offer);
    json_close_object(j);
}

static void write_people(struct json *j, const char *key, const struct intake_person *list,
                         size_t count) {
    json_key(j, key);
    json_open_array(j);
    for (size_t i = 0; i < count; i++) {
        json_open_object(j);
        json_put_str(j, "class", list[i].class);
        json_put_str(j, "name", list[i].name);
        json_put_str(j, "position", list[i].position);
        json_put_str(j, "agency", list[i].agency);
        json_put_str(j, "address", list[i].address);
        json_put_str(j, "phone", list[i].phone);
        json_close_object(j);
    }
    json_close_array(j);
}

/* What the evidence is sealed to, and that key for those who hold one of keys. */
static void write_evidence_key(struct json *j, const struct case_received *r) {
    if (!r->evidence_sealed.len)
        return;
    json_key(j, "evidence_key");
    json_open_object(j);
    json_put_str(j, "sealed", r->evidence_sealed);
    json_put_str(j, "recipient", r->evidence_key.recipient);
    json_put_str(j, "keys", r->evidence_key.keys);
    json_put_str(j, "wrap", r->evidence_key.wrap);
    json_close_object(j);
}

static void write_report(struct http_call *call, struct json *j, const struct case_state *cs,
                         const struct flow_receivers *receivers) {
    const struct case_received *r = &cs->received;
    const struct intake_report *report = &r->report;
    json_key(j, "report");
    json_open_object(j);
    json_put_str(j, "channel", intake_channel_name(report->channel));
    json_put_str(j, "election", report->election);
    json_put_str(j, "region", report->region);
    json_put_str(j, "act", report->act);
    if (report->has_occurred_on)
        http_json_date(j, "occurred_on", report->occurred_on);
    if (report->has_known_on)
        http_json_date(j, "known_on", report->known_on);
    json_put_str(j, "place", report->place);
    json_put_str(j, "narrative", report->narrative);
    if (report->sbt_number.len)
        json_put_str(j, "sbt_number", report->sbt_number);
    write_people(j, "subjects", report->subjects, report->subject_count);
    write_people(j, "witnesses", report->witnesses, report->witness_count);
    json_key(j, "evidence");
    json_open_array(j);
    for (size_t i = 0; i < r->evidence_count; i++) {
        json_open_object(j);
        json_put_str(j, "id", hex_encode(call->arena, r->evidence[i].id.b, 16));
        json_put_str(j, "sha256", hex_encode(call->arena, r->evidence[i].sha256.b, HASH_LEN));
        json_put_int(j, "bytes", r->evidence[i].bytes);
        json_close_object(j);
    }
    json_close_array(j);
    write_evidence_key(j, r);
    http_write_handed(call, j, cs, receivers);
    json_key(j, "missing");
    json_open_array(j);
    for (size_t i = 0; i < r->missing_count; i++)
        json_add_str(j, r->missing[i]);
    json_close_array(j);
    json_close_object(j);
}

/* Procedures beside the case's own. */
static void write_tracks(struct http_call *call, struct json *j, const struct flow_case *file) {
    const struct case_state *cs = &file->state;
    json_key(j, "tracks");
    json_open_array(j);
    for (size_t i = 0; i < cs->track_count; i++) {
        const struct case_track *track = &cs->tracks[i];
        const struct law_rulebook *rules = flow_rules(file, track->id);
        const struct law_state *state = rules ? law_state(rules, track->state) : NULL;
        json_open_object(j);
        json_put_str(j, "id", track->id);
        json_put_str(j, "rules", track->rules);
        json_put_str(j, "state", track->state);
        json_put_str(j, "state_label", state ? law_say(state->label, http_english(call)) : STR(""));
        json_put_bool(j, "terminal", !track->holder.len);
        json_put_str(j, "holder", track->holder);
        case_subjects_write(j, "subjects", track->subjects);
        if (track->split)
            json_put_str(j, "split_off", track->parent);
        json_close_object(j);
    }
    json_close_array(j);
}

/* A copy says for whom and when it was made, as a printed page does. */
static void write_shown(struct http_call *call, struct json *j) {
    json_key(j, "shown");
    json_open_object(j);
    json_put_str(j, "to", http_staff(call)->who.name);
    json_put_str(j, "office", http_staff(call)->who.office.id);
    http_json_instant(call, j, "at", call->now);
    json_close_object(j);
}

/* A takeover that lasts; or, for who could take over, that the law has none. */
static void write_takeover(struct http_call *call, struct json *j, const struct flow_case *file) {
    const struct case_taken *taken = flow_takeover(file);
    const struct law_silence *silence = flow_takeover_silence(file, http_staff(call), call->now);
    if (taken) {
        json_key(j, "takeover");
        json_open_object(j);
        json_put_str(j, "from", file->state.offices.replaced);
        http_json_date(j, "since", taken->on);
        for (size_t i = 0; i < taken->value_count; i++)
            if (str_equal(taken->values[i].name, STR(LAW_ENDS_ON)) ||
                str_equal(taken->values[i].name, STR(LAW_ENDS_WHEN))) {
                json_key_str(j, taken->values[i].name);
                json_add_str(j, taken->values[i].value);
            }
        json_close_object(j);
    }
    if (silence) {
        json_key(j, "no_takeover");
        json_open_object(j);
        json_put_str(j, "says", law_say(silence->says, http_english(call)));
        law_write_cite(j, &silence->row.cite);
        json_close_object(j);
    }
}

/* What stands in every answer about a case: nobody's name. */
static void write_head(struct http_call *call, struct json *j, const struct flow_case *file) {
    const struct case_state *cs = &file->state;
    const struct law_state *state = law_state(file->rules, cs->state);
    json_put_str(j, "id", arena_printf(call->arena, "%lld", (long long)cs->id.v));
    json_put_str(j, "number", cs->received.number);
    json_put_str(j, "registration", cs->registration);
    json_put_str(j, "state", cs->state);
    json_put_str(j, "state_label", state ? law_say(state->label, http_english(call)) : STR(""));
    json_put_bool(j, "terminal", !case_holder(cs).len);
    json_put_int(j, "version", cs->version);
    json_put_str(j, "rules", cs->received.rules);
    json_put_str(j, "office", cs->offices.bawaslu);
    json_put_str(j, "holder", case_holder(cs));
    write_takeover(call, j, file);
    write_clocks(call, j, file);
}

static void write_actions(struct http_call *call, struct json *j, const struct flow_case *file) {
    struct flow_offers offers = flow_offers(call->arena, file, call->now);
    json_key(j, "actions");
    json_open_array(j);
    for (size_t i = 0; i < offers.count; i++)
        if (!flow_authorize_step(http_staff(call), &file->state, offers.list[i].step).code)
            write_offer(call, j, file, &offers.list[i]);
    json_close_array(j);
}

static struct err write_tasks(struct http_call *call, const struct flow_case *file) {
    struct json j = http_json(call);
    json_open_object(&j);
    write_head(call, &j, file);
    write_actions(call, &j, file);
    json_close_object(&j);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}

static struct err write_case(struct http_call *call, const struct flow_case *file) {
    struct flow_receivers receivers;
    struct err e = flow_receivers(http_reader(call), call->arena, &file->state,
                                  http_staff(call)->who.office.id, &receivers);
    if (e.code)
        return e;
    struct json j = http_json(call);
    json_open_object(&j);
    write_head(call, &j, file);
    case_subjects_write(&j, "subjects", file->state.subjects);
    write_tracks(call, &j, file);
    write_timeline(call, &j, &file->state);
    write_actions(call, &j, file);
    write_report(call, &j, &file->state, &receivers);
    write_shown(call, &j);
    json_close_object(&j);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}

struct err api_takeover_get(struct http_call *call) {
    struct http_look *look = NEW(call->arena, struct http_look, 1);
    struct err e = http_takeover_read(call, &look->file);
    if (e.code)
        return e;
    call->state = look;
    return http_look(call, look, STR(""));
}

struct err api_takeover_shown(struct http_call *call) {
    const struct http_look *look = call->state;
    struct err e = look->reading.job.result;
    return e.code ? e : write_tasks(call, &look->file);
}

struct err api_case_get(struct http_call *call) {
    struct http_look *look = NEW(call->arena, struct http_look, 1);
    struct err e = http_case_read(call, &look->file);
    if (e.code)
        return e;
    call->state = look;
    return http_look(call, look, STR(""));
}

struct err api_case_shown(struct http_call *call) {
    const struct http_look *look = call->state;
    struct err e = look->reading.job.result;
    return e.code ? e : write_case(call, &look->file);
}

struct err api_action_post(struct http_call *call) {
    struct flow_act *act = NEW(call->arena, struct flow_act, 1);
    struct intake_action *action = NEW(call->arena, struct intake_action, 1);
    struct flow_case file;
    const struct law_takeover *takeover = law_takeover(http_law(call), http_param(call, "name"));
    struct err e = takeover && !takeover->gives_back ? http_takeover_read(call, &file)
                                                     : http_case_read(call, &file);
    if (e.code)
        return e;
    act->id = file.state.id;
    act->track = http_query(call, "track");
    const struct law_rulebook *rules = flow_rules(&file, act->track);
    act->step = rules ? law_action(file.law, rules, http_param(call, "name")) : NULL;
    if (!act->step)
        return ERR(ERR_MISSING, STR("action"));
    e = flow_authorize_step(http_staff(call), &file.state, act->step);
    if (e.code)
        return e;
    e = intake_action_json(call->arena, call->body, act->step, action, &act->faults);
    if (e.code)
        return http_fail(call, e, &act->faults);
    act->staff = *http_staff(call);
    act->action = action;
    act->now = call->now;
    act->salt = env_hash(call->env);
    flow_act_prepare(act);
    call->state = act;
    return http_write(call, &act->job);
}

struct err api_action_done(struct http_call *call) {
    struct flow_act *act = call->state;
    if (act->job.result.code)
        return http_fail(call, act->job.result, &act->faults);
    struct flow_case file = {.state = act->state,
                             .law = http_law(call),
                             .rules =
                                 law_rulebook_named(http_law(call), act->state.received.rules)};
    /* who gave the tasks back may not read the case any more */
    return flow_authorize(http_staff(call), FLOW_CASE_READ, &file.state).code
               ? write_tasks(call, &file)
               : write_case(call, &file);
}

struct err api_identity_post(struct http_call *call) {
    struct flow_identity *opening = NEW(call->arena, struct flow_identity, 1);
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct err e = http_case_id(call, &opening->id);
    if (e.code)
        return e;
    e = intake_reason_json(call->arena, call->body, &opening->reason, faults);
    if (e.code)
        return http_fail(call, e, faults);
    opening->staff = *http_staff(call);
    opening->now = call->now;
    opening->salt = env_hash(call->env);
    flow_identity_prepare(opening);
    call->state = opening;
    return http_write(call, &opening->job);
}

struct err api_identity_done(struct http_call *call) {
    struct flow_identity *opening = call->state;
    if (opening->job.result.code)
        return opening->job.result;
    return http_reply_bytes(call, 200, HTTP_TYPE_JSON, opening->identity);
}
