#include "case/case.h"

#include "base/json.h"

/* The writing half of the event bodies; case_decode.c is the reading half. Keys stand in one fixed
 * order and optional ones are left out when empty, so that encoding what was decoded gives the same
 * bytes: the body's SHA-256 is in the ledger. Nothing here allocates but the buffer. */

/* A key that is left out while it has nothing to say. */
static void put_optional(struct json *j, const char *key, struct str value) {
    if (value.len)
        json_put_str(j, key, value);
}

static void put_date(struct json *j, const char *key, struct date d) {
    char text[DATE_LEN];
    date_put(d, text);
    json_put_str(j, key, (struct str){text, sizeof text});
}

static void put_hex(struct json *j, const char *key, const void *bytes, size_t len) {
    json_key(j, key);
    json_add_raw(j, STR("\""));
    buf_add_hex(j->out, bytes, len);
    buf_add_char(j->out, '"');
}

static void put_strings(struct json *j, const char *key, const struct str *list, size_t count) {
    if (!count)
        return;
    json_key(j, key);
    json_open_array(j);
    for (size_t i = 0; i < count; i++)
        json_add_str(j, list[i]);
    json_close_array(j);
}

static void put_offices(struct json *j, const struct case_offices *offices) {
    json_key(j, "offices");
    json_open_object(j);
    json_put_str(j, "bawaslu", offices->bawaslu);
    put_optional(j, "bkn", offices->bkn);
    put_optional(j, "ppk", offices->ppk);
    put_optional(j, "holder", offices->holder);
    put_optional(j, "replaced", offices->replaced);
    if (offices->other_count) {
        json_key(j, "others");
        json_open_object(j);
        for (size_t i = 0; i < offices->other_count; i++) {
            json_key_str(j, offices->others[i].name);
            json_add_str(j, offices->others[i].office);
        }
        json_close_object(j);
    }
    json_close_object(j);
}

/* A week of five days is the usual one and is not written. */
static void put_week(struct json *j, enum law_week week) {
    enum { SIX = 6 };
    if (week == LAW_SIX_DAYS)
        json_put_int(j, "week", SIX);
}

static void put_spans(struct json *j, const char *key, const struct law_span *spans, size_t count) {
    if (!count)
        return;
    json_key(j, key);
    json_open_array(j);
    for (size_t i = 0; i < count; i++) {
        json_open_object(j);
        put_date(j, "from", spans[i].from);
        put_date(j, "to", spans[i].to);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_clocks(struct json *j, const char *key, const struct case_clock *clocks,
                       size_t count) {
    if (!count)
        return;
    json_key(j, key);
    json_open_array(j);
    for (size_t i = 0; i < count; i++) {
        json_open_object(j);
        json_put_str(j, "id", clocks[i].id);
        put_date(j, "start", clocks[i].start);
        put_date(j, "due", clocks[i].due);
        put_date(j, "due_early", clocks[i].due_early);
        json_put_str(j, "holidays", clocks[i].holidays);
        json_put_bool(j, "right", clocks[i].right);
        put_spans(j, "still", clocks[i].still, clocks[i].still_count);
        put_week(j, clocks[i].week);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_persons(struct json *j, const char *key, const struct intake_person *persons,
                        size_t count) {
    if (!count)
        return;
    json_key(j, key);
    json_open_array(j);
    for (size_t i = 0; i < count; i++) {
        json_open_object(j);
        put_optional(j, "class", persons[i].class);
        put_optional(j, "name", persons[i].name);
        put_optional(j, "position", persons[i].position);
        put_optional(j, "agency", persons[i].agency);
        put_optional(j, "address", persons[i].address);
        put_optional(j, "phone", persons[i].phone);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_report(struct json *j, const struct intake_report *report) {
    json_open_object(j);
    json_put_str(j, "channel", intake_channel_name(report->channel));
    json_put_str(j, "election", report->election);
    json_put_str(j, "region", report->region);
    put_optional(j, "act", report->act);
    if (report->has_occurred_on)
        put_date(j, "occurred_on", report->occurred_on);
    if (report->has_known_on)
        put_date(j, "known_on", report->known_on);
    put_optional(j, "place", report->place);
    put_optional(j, "narrative", report->narrative);
    put_optional(j, "sbt_number", report->sbt_number);
    put_persons(j, "subjects", report->subjects, report->subject_count);
    put_persons(j, "witnesses", report->witnesses, report->witness_count);
    json_close_object(j);
}

static void put_evidence(struct json *j, const struct case_evidence *evidence, size_t count) {
    if (!count)
        return;
    json_key(j, "evidence");
    json_open_array(j);
    for (size_t i = 0; i < count; i++) {
        json_open_object(j);
        put_hex(j, "id", evidence[i].id.b, sizeof evidence[i].id.b);
        put_hex(j, "sha256", evidence[i].sha256.b, HASH_LEN);
        json_put_int(j, "bytes", evidence[i].bytes);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_evidence_key(struct json *j, const struct case_received *received) {
    if (!received->evidence_sealed.len)
        return;
    json_key(j, "evidence_key");
    json_open_object(j);
    json_put_str(j, "sealed", received->evidence_sealed);
    json_put_str(j, "recipient", received->evidence_key.recipient);
    json_put_str(j, "keys", received->evidence_key.keys);
    json_put_str(j, "wrap", received->evidence_key.wrap);
    json_close_object(j);
}

void case_report_encode(struct buf *out, const struct intake_report *report) {
    struct json j;
    json_init(&j, out);
    put_report(&j, report);
}

void case_received_encode(struct buf *out, const struct case_received *received) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    json_put_str(&j, "rules", received->rules);
    json_put_str(&j, "number", received->number);
    json_put_int(&j, "number_n", received->number_n);
    json_put_str(&j, "state", received->state);
    json_put_str(&j, "phase", received->phase);
    put_optional(&j, "stage", received->stage);
    put_date(&j, "received_on", received->received_on);
    put_optional(&j, "actor", received->actor);
    put_offices(&j, &received->offices);
    json_key(&j, "report");
    if (received->report_json.len)
        json_add_raw(&j, received->report_json);
    else
        put_report(&j, &received->report);
    put_optional(&j, "sealed", received->sealed);
    put_optional(&j, "sealed_mark", received->sealed_mark);
    put_evidence(&j, received->evidence, received->evidence_count);
    put_evidence_key(&j, received);
    put_strings(&j, "missing", received->missing, received->missing_count);
    put_clocks(&j, "clocks", received->clocks, received->clock_count);
    json_close_object(&j);
}

void case_subjects_write(struct json *j, const char *key, uint64_t subjects) {
    if (!subjects)
        return;
    json_key(j, key);
    json_open_array(j);
    for (int i = 0; i < CASE_SUBJECTS_MAX; i++)
        if (subjects >> i & 1)
            json_add_int(j, i);
    json_close_array(j);
}

static void put_proposed(struct json *j, const struct case_proposed *proposed, size_t count) {
    if (!count)
        return;
    json_key(j, "proposed");
    json_open_array(j);
    for (size_t i = 0; i < count; i++) {
        json_open_object(j);
        json_put_int(j, "subject", proposed[i].subject);
        put_optional(j, "track", proposed[i].track);
        put_optional(j, "act", proposed[i].act);
        put_optional(j, "reason", proposed[i].reason);
        put_optional(j, "tier", proposed[i].tier);
        put_optional(j, "no_tier", proposed[i].no_tier);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_openings(struct json *j, const struct case_opening *opens, size_t count) {
    if (!count)
        return;
    json_key(j, "opens");
    json_open_array(j);
    for (size_t i = 0; i < count; i++) {
        json_open_object(j);
        json_put_str(j, "track", opens[i].track);
        json_put_str(j, "rules", opens[i].rules);
        json_put_str(j, "state", opens[i].state);
        json_put_str(j, "phase", opens[i].phase);
        json_put_str(j, "holder", opens[i].holder);
        put_clocks(j, "clocks", opens[i].clocks, opens[i].clock_count);
        case_subjects_write(j, "subjects", opens[i].subjects);
        if (opens[i].split)
            json_put_bool(j, "split", true);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_values(struct json *j, const struct case_value *values, size_t count) {
    if (!count)
        return;
    json_key(j, "values");
    json_open_object(j);
    for (size_t i = 0; i < count; i++) {
        json_key_str(j, values[i].name);
        json_add_str(j, values[i].value);
    }
    json_close_object(j);
}

void case_step_encode(struct buf *out, const struct case_step *step) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    json_put_str(&j, "rules", step->rules);
    json_put_str(&j, "step", step->step);
    json_put_str(&j, "name", step->name);
    json_put_str(&j, "outcome", step->outcome);
    json_put_str(&j, "from", step->from);
    json_put_str(&j, "to", step->to);
    json_put_str(&j, "phase", step->phase);
    put_date(&j, "on", step->on);
    if (step->actor.len)
        json_put_str(&j, "actor", step->actor);
    if (step->registration.len) {
        json_put_str(&j, "registration", step->registration);
        json_put_int(&j, "registration_n", step->registration_n);
    }
    put_offices(&j, &step->offices);
    put_values(&j, step->values, step->value_count);
    put_clocks(&j, "starts", step->starts, step->start_count);
    put_strings(&j, "stops", step->stops, step->stop_count);
    put_optional(&j, "track", step->track);
    put_optional(&j, "holder", step->holder);
    put_strings(&j, "also", step->also, step->also_count);
    put_openings(&j, step->opens, step->open_count);
    put_strings(&j, "suspends", step->suspends, step->suspend_count);
    put_clocks(&j, "resumes", step->resumes, step->resume_count);
    case_subjects_write(&j, "subjects", step->subjects);
    put_proposed(&j, step->proposed, step->proposed_count);
    json_close_object(&j);
}

static void put_count(struct json *j, const char *key, const struct case_count *count) {
    json_key(j, key);
    json_open_object(j);
    put_date(j, "due", count->due);
    put_date(j, "due_early", count->due_early);
    json_put_str(j, "holidays", count->holidays);
    put_week(j, count->week);
    json_close_object(j);
}

void case_recount_encode(struct buf *out, const struct case_recount *recount) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    put_optional(&j, "track", recount->track);
    json_put_str(&j, "clock", recount->clock);
    json_put_str(&j, "reason", recount->reason);
    put_date(&j, "on", recount->on);
    put_date(&j, "start", recount->start);
    put_count(&j, "was", &recount->was);
    put_count(&j, "now", &recount->now);
    json_close_object(&j);
}

void case_handed_encode(struct buf *out, const struct case_handed *handed) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    json_put_str(&j, "office", handed->office);
    json_put_str(&j, "recipient", handed->recipient);
    json_put_str(&j, "key", handed->key);
    json_put_int(&j, "n", handed->n);
    json_put_str(&j, "wrap", handed->wrap);
    json_put_str(&j, "actor", handed->actor);
    json_close_object(&j);
}

void case_reroute_encode(struct buf *out, const struct case_reroute *reroute) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    put_optional(&j, "track", reroute->track);
    json_put_str(&j, "role", reroute->role);
    json_put_str(&j, "kind", reroute->kind);
    json_put_str(&j, "from", reroute->from);
    json_put_str(&j, "to", reroute->to);
    put_date(&j, "on", reroute->on);
    put_offices(&j, &reroute->offices);
    json_close_object(&j);
}
