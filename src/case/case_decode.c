#include "case/case.h"

#include "base/json_read.h"

/* The reading half of the event bodies; case_encode.c is the writing half. Strict about types and
 * about what must be there, silent about keys it does not know: a later version may add some.
 *
 * Errors are sticky: a reader that met something wrong answers empty values from then on, and the
 * entry point asks once at the end. */
struct reader {
    struct arena *a;
    bool bad;
};
/* Longest list of a body. intake/limits.h allows far fewer of each; this bounds what a damaged body
 * could make the arena hold. */
enum { LIST_MAX = 4096 };

/* The value of key; NULL if absent or of another type, which is bad unless absent and optional. */
static const struct json_value *member(struct reader *r, const struct json_value *object,
                                       const char *key, enum json_kind kind, bool required) {
    const struct json_value *value = json_get(object, key);
    if (value ? value->kind != kind : required)
        r->bad = true;
    return r->bad ? NULL : value;
}

static struct str text_of(struct reader *r, const struct json_value *value) {
    if (!json_is(value, JSON_STRING)) {
        r->bad = true;
        return (struct str){0};
    }
    return arena_str(r->a, value->text);
}

static struct str read_str(struct reader *r, const struct json_value *object, const char *key) {
    const struct json_value *value = member(r, object, key, JSON_STRING, true);
    return value ? text_of(r, value) : (struct str){0};
}

/* Absent and empty are one: the encoder leaves empty ones out. */
static struct str read_optional(struct reader *r, const struct json_value *object,
                                const char *key) {
    const struct json_value *value = member(r, object, key, JSON_STRING, false);
    return value ? text_of(r, value) : (struct str){0};
}

static int64_t read_count(struct reader *r, const struct json_value *object, const char *key) {
    const struct json_value *value = member(r, object, key, JSON_INTEGER, true);
    int64_t count = value ? value->integer : 0;
    if (count < 0)
        r->bad = true;
    return count;
}

static bool read_bool(struct reader *r, const struct json_value *object, const char *key) {
    const struct json_value *value = json_get(object, key);
    if (!json_is(value, JSON_TRUE) && !json_is(value, JSON_FALSE))
        r->bad = true;
    return json_is(value, JSON_TRUE);
}

static bool read_date_if(struct reader *r, const struct json_value *object, const char *key,
                         struct date *ret) {
    const struct json_value *value = member(r, object, key, JSON_STRING, false);
    if (!value)
        return false;
    if (date_parse(value->text, ret))
        return true;
    r->bad = true;
    return false;
}

static struct date read_date(struct reader *r, const struct json_value *object, const char *key) {
    struct date day = {0};
    if (!read_date_if(r, object, key, &day))
        r->bad = true;
    return day;
}

static void read_hex(struct reader *r, const struct json_value *object, const char *key, void *ret,
                     size_t len) {
    const struct json_value *value = member(r, object, key, JSON_STRING, true);
    if (value && !hex_decode(value->text, ret, len))
        r->bad = true;
}

/* An array of key, absent meaning empty: its first element, and how many the caller may read. */
static const struct json_value *read_list(struct reader *r, const struct json_value *object,
                                          const char *key, size_t *ret_count) {
    const struct json_value *list = member(r, object, key, JSON_ARRAY, false);
    *ret_count = list ? list->count : 0;
    if (*ret_count > LIST_MAX) {
        r->bad = true;
        *ret_count = 0;
    }
    return list ? list->first : NULL;
}

/* An element of a list of objects; bad if it is none. */
static const struct json_value *object_of(struct reader *r, const struct json_value *element) {
    if (!json_is(element, JSON_OBJECT))
        r->bad = true;
    return element;
}

static const struct str *read_strings(struct reader *r, const struct json_value *object,
                                      const char *key, size_t *ret_count) {
    const struct json_value *at = read_list(r, object, key, ret_count);
    if (!*ret_count)
        return NULL;
    struct str *strings = NEW(r->a, struct str, *ret_count);
    for (size_t i = 0; at && !r->bad; i++, at = at->next)
        strings[i] = text_of(r, at);
    return strings;
}

/* The members of an object of texts, in the order of the text: that of the form, of the rulebook.
 */
static const struct case_value *read_pairs(struct reader *r, const struct json_value *object,
                                           const char *key, size_t *ret_count) {
    const struct json_value *pairs = member(r, object, key, JSON_OBJECT, false);
    *ret_count = pairs ? pairs->count : 0;
    if (*ret_count > LIST_MAX)
        r->bad = true;
    if (r->bad || !*ret_count)
        return NULL;
    struct case_value *list = NEW(r->a, struct case_value, *ret_count);
    size_t n = 0;
    for (const struct json_value *at = pairs->first; at; at = at->next, n++)
        list[n] = (struct case_value){
            .name = arena_str(r->a, at->name),
            .value = text_of(r, at),
        };
    return list;
}

static struct case_offices read_offices(struct reader *r, const struct json_value *object) {
    const struct json_value *offices = member(r, object, "offices", JSON_OBJECT, true);
    struct case_offices ret = {
        .bawaslu = read_str(r, offices, "bawaslu"),
        .bkn = read_optional(r, offices, "bkn"),
        .ppk = read_optional(r, offices, "ppk"),
        .holder = read_optional(r, offices, "holder"),
        .replaced = read_optional(r, offices, "replaced"),
    };
    const struct case_value *pairs = read_pairs(r, offices, "others", &ret.other_count);
    struct case_office *others =
        ret.other_count ? NEW(r->a, struct case_office, ret.other_count) : NULL;
    for (size_t i = 0; pairs && i < ret.other_count; i++)
        others[i] = (struct case_office){pairs[i].name, pairs[i].value};
    ret.others = others;
    return ret;
}

static const struct law_span *read_spans(struct reader *r, const struct json_value *object,
                                         const char *key, size_t *ret_count) {
    const struct json_value *at = read_list(r, object, key, ret_count);
    if (!*ret_count)
        return NULL;
    struct law_span *spans = NEW(r->a, struct law_span, *ret_count);
    for (size_t i = 0; at && !r->bad; i++, at = at->next) {
        const struct json_value *span = object_of(r, at);
        spans[i] = (struct law_span){read_date(r, span, "from"), read_date(r, span, "to")};
    }
    return spans;
}

/* Six days are written, five are not. */
static enum law_week read_week(struct reader *r, const struct json_value *object) {
    enum { SIX = 6 };
    const struct json_value *value = member(r, object, "week", JSON_INTEGER, false);
    if (value && value->integer != SIX)
        r->bad = true;
    return value ? LAW_SIX_DAYS : LAW_FIVE_DAYS;
}

static const struct case_clock *read_clocks(struct reader *r, const struct json_value *object,
                                            const char *key, size_t *ret_count) {
    const struct json_value *at = read_list(r, object, key, ret_count);
    if (!*ret_count)
        return NULL;
    struct case_clock *clocks = NEW(r->a, struct case_clock, *ret_count);
    for (size_t i = 0; at && !r->bad; i++, at = at->next) {
        const struct json_value *clock = object_of(r, at);
        clocks[i] = (struct case_clock){
            .id = read_str(r, clock, "id"),
            .start = read_date(r, clock, "start"),
            .due = read_date(r, clock, "due"),
            .due_early = read_date(r, clock, "due_early"),
            .holidays = read_str(r, clock, "holidays"),
            .week = read_week(r, clock),
            .right = read_bool(r, clock, "right"),
            .running = true, /* a body only tells of starts */
        };
        clocks[i].still = read_spans(r, clock, "still", &clocks[i].still_count);
    }
    return clocks;
}

static const struct intake_person *read_persons(struct reader *r, const struct json_value *object,
                                                const char *key, size_t *ret_count) {
    const struct json_value *at = read_list(r, object, key, ret_count);
    if (!*ret_count)
        return NULL;
    struct intake_person *persons = NEW(r->a, struct intake_person, *ret_count);
    for (size_t i = 0; at && !r->bad; i++, at = at->next) {
        const struct json_value *person = object_of(r, at);
        persons[i] = (struct intake_person){
            .class = read_optional(r, person, "class"),
            .name = read_optional(r, person, "name"),
            .position = read_optional(r, person, "position"),
            .agency = read_optional(r, person, "agency"),
            .address = read_optional(r, person, "address"),
            .phone = read_optional(r, person, "phone"),
        };
    }
    return persons;
}

static enum intake_channel read_channel(struct reader *r, const struct json_value *object) {
    struct str name = read_str(r, object, "channel");
    enum intake_channel channel = INTAKE_REPORT;
    if (!intake_channel_read(name, &channel))
        r->bad = true;
    return channel;
}

static struct intake_report read_report(struct reader *r, const struct json_value *object) {
    const struct json_value *report = member(r, object, "report", JSON_OBJECT, true);
    struct intake_report ret = {
        .channel = read_channel(r, report),
        .election = read_str(r, report, "election"),
        .region = read_str(r, report, "region"),
        .act = read_optional(r, report, "act"),
        .place = read_optional(r, report, "place"),
        .narrative = read_optional(r, report, "narrative"),
        .sbt_number = read_optional(r, report, "sbt_number"),
    };
    ret.has_occurred_on = read_date_if(r, report, "occurred_on", &ret.occurred_on);
    ret.has_known_on = read_date_if(r, report, "known_on", &ret.known_on);
    ret.subjects = read_persons(r, report, "subjects", &ret.subject_count);
    ret.witnesses = read_persons(r, report, "witnesses", &ret.witness_count);
    return ret;
}

static const struct case_evidence *read_evidence(struct reader *r, const struct json_value *object,
                                                 size_t *ret_count) {
    const struct json_value *at = read_list(r, object, "evidence", ret_count);
    if (!*ret_count)
        return NULL;
    struct case_evidence *evidence = NEW(r->a, struct case_evidence, *ret_count);
    for (size_t i = 0; at && !r->bad; i++, at = at->next) {
        const struct json_value *piece = object_of(r, at);
        read_hex(r, piece, "id", evidence[i].id.b, sizeof evidence[i].id.b);
        read_hex(r, piece, "sha256", evidence[i].sha256.b, HASH_LEN);
        evidence[i].bytes = read_count(r, piece, "bytes");
    }
    return evidence;
}

static void read_evidence_key(struct reader *r, const struct json_value *object,
                              struct case_received *received) {
    const struct json_value *key = member(r, object, "evidence_key", JSON_OBJECT, false);
    if (!key)
        return;
    received->evidence_sealed = read_str(r, key, "sealed");
    received->evidence_key = (struct intake_sealed){.recipient = read_str(r, key, "recipient"),
                                                    .keys = read_str(r, key, "keys"),
                                                    .wrap = read_str(r, key, "wrap")};
}

/* A set of positions, ascending. */
static uint64_t read_subjects(struct reader *r, const struct json_value *object) {
    size_t count;
    const struct json_value *at = read_list(r, object, "subjects", &count);
    uint64_t subjects = 0;
    int64_t least = 0;
    for (; at; at = at->next) {
        r->bad =
            !json_is(at, JSON_INTEGER) || at->integer < least || at->integer >= CASE_SUBJECTS_MAX;
        if (r->bad)
            break;
        subjects |= (uint64_t)1 << at->integer;
        least = at->integer + 1;
    }
    return subjects;
}

static const struct case_proposed *read_proposed(struct reader *r, const struct json_value *object,
                                                 size_t *ret_count) {
    const struct json_value *at = read_list(r, object, "proposed", ret_count);
    if (!*ret_count)
        return NULL;
    struct case_proposed *proposed = NEW(r->a, struct case_proposed, *ret_count);
    for (size_t i = 0; at && !r->bad; i++, at = at->next) {
        const struct json_value *one = object_of(r, at);
        proposed[i] = (struct case_proposed){
            .subject = read_count(r, one, "subject"),
            .track = read_optional(r, one, "track"),
            .act = read_optional(r, one, "act"),
            .reason = read_optional(r, one, "reason"),
            .tier = read_optional(r, one, "tier"),
            .no_tier = read_optional(r, one, "no_tier"),
        };
    }
    return proposed;
}

static const struct case_opening *read_openings(struct reader *r, const struct json_value *object,
                                                size_t *ret_count) {
    const struct json_value *at = read_list(r, object, "opens", ret_count);
    if (!*ret_count)
        return NULL;
    struct case_opening *opens = NEW(r->a, struct case_opening, *ret_count);
    for (size_t i = 0; at && !r->bad; i++, at = at->next) {
        const struct json_value *one = object_of(r, at);
        opens[i] = (struct case_opening){
            .track = read_str(r, one, "track"),
            .rules = read_str(r, one, "rules"),
            .state = read_str(r, one, "state"),
            .phase = read_str(r, one, "phase"),
            .holder = read_str(r, one, "holder"),
        };
        opens[i].clocks = read_clocks(r, one, "clocks", &opens[i].clock_count);
        opens[i].subjects = read_subjects(r, one);
        opens[i].split = json_get(one, "split") && read_bool(r, one, "split");
    }
    return opens;
}

/* The JSON of a body; NULL if it is none. */
static const struct json_value *body_load(struct arena *a, struct str body) {
    const struct json_value *root;
    return json_read(a, body, JSON_OWN, &root).code ? NULL : root;
}

struct err case_received_decode(struct arena *a, struct str body, struct case_received *ret) {
    struct reader r = {.a = a};
    const struct json_value *root = body_load(a, body);
    struct case_received received = {
        .rules = read_str(&r, root, "rules"),
        .number = read_str(&r, root, "number"),
        .number_n = read_count(&r, root, "number_n"),
        .state = read_str(&r, root, "state"),
        .phase = read_str(&r, root, "phase"),
        .stage = read_optional(&r, root, "stage"),
        .received_on = read_date(&r, root, "received_on"),
        .actor = read_optional(&r, root, "actor"),
        .offices = read_offices(&r, root),
        .sealed = read_optional(&r, root, "sealed"),
        .sealed_mark = read_optional(&r, root, "sealed_mark"),
        .report = read_report(&r, root),
    };
    received.evidence = read_evidence(&r, root, &received.evidence_count);
    read_evidence_key(&r, root, &received);
    received.missing = read_strings(&r, root, "missing", &received.missing_count);
    received.clocks = read_clocks(&r, root, "clocks", &received.clock_count);
    if (r.bad)
        return ERR(ERR_CORRUPT, STR("case.received"));
    *ret = received;
    return OK;
}

/* A number without its text, or the reverse, is no registration. */
static void read_registration(struct reader *r, const struct json_value *root,
                              struct case_step *step) {
    step->registration = read_optional(r, root, "registration");
    if (step->registration.len)
        step->registration_n = read_count(r, root, "registration_n");
    else if (json_get(root, "registration_n"))
        r->bad = true;
}

struct err case_step_decode(struct arena *a, struct str body, struct case_step *ret) {
    struct reader r = {.a = a};
    const struct json_value *root = body_load(a, body);
    struct case_step step = {
        .rules = read_str(&r, root, "rules"),
        .step = read_str(&r, root, "step"),
        .name = read_str(&r, root, "name"),
        .outcome = read_str(&r, root, "outcome"),
        .from = read_str(&r, root, "from"),
        .to = read_str(&r, root, "to"),
        .phase = read_str(&r, root, "phase"),
        .on = read_date(&r, root, "on"),
        .actor = read_optional(&r, root, "actor"),
        .offices = read_offices(&r, root),
    };
    read_registration(&r, root, &step);
    step.values = read_pairs(&r, root, "values", &step.value_count);
    step.starts = read_clocks(&r, root, "starts", &step.start_count);
    step.stops = read_strings(&r, root, "stops", &step.stop_count);
    step.track = read_optional(&r, root, "track");
    step.holder = read_optional(&r, root, "holder");
    step.also = read_strings(&r, root, "also", &step.also_count);
    step.opens = read_openings(&r, root, &step.open_count);
    step.suspends = read_strings(&r, root, "suspends", &step.suspend_count);
    step.resumes = read_clocks(&r, root, "resumes", &step.resume_count);
    step.subjects = read_subjects(&r, root);
    step.proposed = read_proposed(&r, root, &step.proposed_count);
    if (r.bad)
        return ERR(ERR_CORRUPT, STR("case.step"));
    *ret = step;
    return OK;
}

static struct case_count read_what_it_counted(struct reader *r, const struct json_value *object,
                                              const char *key) {
    const struct json_value *count = member(r, object, key, JSON_OBJECT, true);
    return (struct case_count){read_date(r, count, "due"), read_date(r, count, "due_early"),
                               read_str(r, count, "holidays"), read_week(r, count)};
}

struct err case_recount_decode(struct arena *a, struct str body, struct case_recount *ret) {
    struct reader r = {.a = a};
    const struct json_value *root = body_load(a, body);
    struct case_recount recount = {
        .track = read_optional(&r, root, "track"),
        .clock = read_str(&r, root, "clock"),
        .reason = read_str(&r, root, "reason"),
        .on = read_date(&r, root, "on"),
        .start = read_date(&r, root, "start"),
        .was = read_what_it_counted(&r, root, "was"),
        .now = read_what_it_counted(&r, root, "now"),
    };
    if (r.bad)
        return ERR(ERR_CORRUPT, STR("case.recounted"));
    *ret = recount;
    return OK;
}

struct err case_reroute_decode(struct arena *a, struct str body, struct case_reroute *ret) {
    struct reader r = {.a = a};
    const struct json_value *root = body_load(a, body);
    struct case_reroute reroute = {
        .track = read_optional(&r, root, "track"),
        .role = read_str(&r, root, "role"),
        .kind = read_str(&r, root, "kind"),
        .from = read_str(&r, root, "from"),
        .to = read_str(&r, root, "to"),
        .on = read_date(&r, root, "on"),
        .offices = read_offices(&r, root),
    };
    if (r.bad)
        return ERR(ERR_CORRUPT, STR("case.rerouted"));
    *ret = reroute;
    return OK;
}

struct err case_handed_decode(struct arena *a, struct str body, struct case_handed *ret) {
    struct reader r = {.a = a};
    const struct json_value *root = body_load(a, body);
    struct case_handed handed = {
        .office = read_str(&r, root, "office"),
        .recipient = read_str(&r, root, "recipient"),
        .key = read_str(&r, root, "key"),
        .n = read_count(&r, root, "n"),
        .wrap = read_str(&r, root, "wrap"),
        .actor = read_str(&r, root, "actor"),
    };
    if (r.bad)
        return ERR(ERR_CORRUPT, STR("case.handed"));
    *ret = handed;
    return OK;
}
