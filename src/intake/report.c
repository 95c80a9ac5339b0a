#include "base/regions.h"
#include "intake/intake_internal.h"

#define TEXT(field_, name_, limit_)                                                                \
    {                                                                                              \
        .name = STR_INIT(name_), .read = intake_leaf_line,                                         \
        .offset = offsetof(struct FILLED, field_), .limit = (limit_)                               \
    }

static const struct str CHANNELS[] = {[INTAKE_REPORT] = STR_INIT("report"),
                                      [INTAKE_TIP] = STR_INIT("tip"),
                                      [INTAKE_COMPLAINT] = STR_INIT("complaint")};

struct str intake_channel_name(enum intake_channel channel) {
    return CHANNELS[channel];
}

bool intake_channel_read(struct str name, enum intake_channel *ret) {
    for (size_t i = 0; i < COUNT_OF(CHANNELS); i++)
        if (str_equal(name, CHANNELS[i])) {
            *ret = (enum intake_channel)i;
            return true;
        }
    return false;
}

/* Leaves that are looked up: what is kept is the table's own string, never the one that was sent.
 */
static void leaf_channel(const struct intake_reading *r, const struct intake_row *row,
                         struct str text, void *ret) {
    (void)row;
    if (!intake_channel_read(text, ret))
        intake_fault_here(r, "unknown", 0);
}

static void leaf_act(const struct intake_reading *r, const struct intake_row *row, struct str text,
                     void *ret) {
    const struct law_act *act = law_act(r->context->law, str_trim(text));
    (void)row;
    intake_keep_found(r, act ? &act->row.id : NULL, ret);
}

static void leaf_class(const struct intake_reading *r, const struct intake_row *row,
                       struct str text, void *ret) {
    const struct law_subject_class *class = law_subject_class(r->context->law, str_trim(text));
    (void)row;
    intake_keep_found(r, class ? &class->row.id : NULL, ret);
}

#define FILLED intake_person
enum { SUBJECT_CLASS, SUBJECT_NAME, SUBJECT_POSITION, SUBJECT_AGENCY };
static const struct intake_row SUBJECT_ROWS[] = {
    [SUBJECT_CLASS] = {.name = STR_INIT("class"),
                       .read = leaf_class,
                       .offset = offsetof(struct intake_person, class)},
    [SUBJECT_NAME] = TEXT(name, "name", INTAKE_NAME),
    [SUBJECT_POSITION] = TEXT(position, "position", INTAKE_POSITION),
    [SUBJECT_AGENCY] = TEXT(agency, "agency", INTAKE_AGENCY),
    TEXT(address, "address", INTAKE_ADDRESS),
    TEXT(phone, "phone", INTAKE_PHONE),
};
/* A subject whose name nobody knows is still one: "the head of that office". */
static void check_subject(const struct intake_reading *r, uint32_t given) {
    const uint32_t any = 1u << SUBJECT_NAME | 1u << SUBJECT_POSITION | 1u << SUBJECT_AGENCY;
    if (!(given & any))
        intake_fault_at(r, STR("name"), "required", 0);
}
static const struct intake_table SUBJECT = {.rows = SUBJECT_ROWS,
                                            .count = COUNT_OF(SUBJECT_ROWS),
                                            .size = sizeof(struct intake_person),
                                            .check = check_subject,
                                            .presets = 1u << SUBJECT_CLASS};
static const struct intake_row WITNESS_ROWS[] = {
    {.name = STR_INIT("name"),
     .read = intake_leaf_line,
     .required = true,
     .offset = offsetof(struct intake_person, name),
     .limit = INTAKE_NAME},
    TEXT(position, "position", INTAKE_POSITION),
    TEXT(agency, "agency", INTAKE_AGENCY),
    TEXT(address, "address", INTAKE_ADDRESS),
    TEXT(phone, "phone", INTAKE_PHONE),
};
static const struct intake_table WITNESS = {
    .rows = WITNESS_ROWS, .count = COUNT_OF(WITNESS_ROWS), .size = sizeof(struct intake_person)};
#undef FILLED

#define FILLED intake_report
#define SEALED_LINE(field_, name_, limit_)                                                         \
    {                                                                                              \
        .name = STR_INIT(name_), .read = intake_leaf_line, .required = true,                       \
        .offset = offsetof(struct intake_report, field_), .limit = (limit_)                        \
    }
static const struct intake_row SEALED_ROWS[] = {
    SEALED_LINE(sealed.recipient, "recipient", INTAKE_SEAL_KEY),
    SEALED_LINE(sealed.keys, "keys", INTAKE_SEAL_KEYS),
    SEALED_LINE(sealed.wrap, "wrap", INTAKE_SEAL_WRAP),
    SEALED_LINE(sealed.file, "file", INTAKE_SEAL_FILE),
};
static const struct intake_table SEALED = {.rows = SEALED_ROWS, .count = COUNT_OF(SEALED_ROWS)};

static const struct intake_row EVIDENCE_KEY_ROWS[] = {
    SEALED_LINE(evidence_key.recipient, "recipient", INTAKE_SEAL_KEY),
    SEALED_LINE(evidence_key.keys, "keys", INTAKE_SEAL_KEYS),
    SEALED_LINE(evidence_key.wrap, "wrap", INTAKE_SEAL_WRAP),
};
static const struct intake_table EVIDENCE_KEY = {.rows = EVIDENCE_KEY_ROWS,
                                                 .count = COUNT_OF(EVIDENCE_KEY_ROWS)};

static const struct intake_row REPORTER_ROWS[] = {
    TEXT(reporter.name, "name", INTAKE_NAME),
    TEXT(reporter.position, "position", INTAKE_POSITION),
    TEXT(reporter.agency, "agency", INTAKE_AGENCY),
    TEXT(reporter.address, "address", INTAKE_ADDRESS),
    TEXT(reporter.phone, "phone", INTAKE_PHONE),
    TEXT(reporter_email, "email", INTAKE_EMAIL),
    TEXT(reporter_birth, "birth", INTAKE_BIRTH),
    TEXT(reporter_occupation, "occupation", INTAKE_OCCUPATION),
};
static const struct intake_table REPORTER = {.rows = REPORTER_ROWS,
                                             .count = COUNT_OF(REPORTER_ROWS)};

#define LOOKED_UP(field_, read_, required_)                                                        \
    {                                                                                              \
        .name = STR_INIT(#field_), .read = (read_), .required = (required_),                       \
        .offset = offsetof(struct intake_report, field_)                                           \
    }
#define DAY(field_)                                                                                \
    {                                                                                              \
        .name = STR_INIT(#field_), .read = intake_leaf_date,                                       \
        .offset = offsetof(struct intake_report, field_),                                          \
        .flag = offsetof(struct intake_report, has_##field_)                                       \
    }
#define PERSONS(field_, count_, limit_, table_)                                                    \
    {                                                                                              \
        .name = STR_INIT(#field_), .kind = INTAKE_LIST,                                            \
        .offset = offsetof(struct intake_report, field_),                                          \
        .count_offset = offsetof(struct intake_report, count_), .limit = (limit_),                 \
        .table = (table_)                                                                          \
    }

static const struct intake_row REPORT_ROWS[] = {
    LOOKED_UP(channel, leaf_channel, true),
    LOOKED_UP(election, intake_leaf_election, true),
    LOOKED_UP(region, intake_leaf_region, true),
    LOOKED_UP(act, leaf_act, false),
    DAY(occurred_on),
    DAY(known_on),
    TEXT(place, "place", INTAKE_PLACE),
    TEXT(sbt_number, "sbt_number", INTAKE_SBT_NUMBER),
    {.name = STR_INIT("narrative"),
     .read = intake_leaf_block,
     .required = true,
     .offset = offsetof(struct intake_report, narrative),
     .limit = INTAKE_NARRATIVE},
    PERSONS(subjects, subject_count, INTAKE_SUBJECTS, &SUBJECT),
    PERSONS(witnesses, witness_count, INTAKE_WITNESSES, &WITNESS),
    {.name = STR_INIT("evidence"),
     .kind = INTAKE_LIST,
     .read = intake_leaf_id128,
     .offset = offsetof(struct intake_report, evidence),
     .count_offset = offsetof(struct intake_report, evidence_count),
     .limit = INTAKE_EVIDENCE_COUNT,
     .size = sizeof(struct id128),
     .distinct = true},
    {.name = STR_INIT("evidence_key"), .kind = INTAKE_OBJECT, .table = &EVIDENCE_KEY},
    {.name = STR_INIT("reporter"), .kind = INTAKE_OBJECT, .table = &REPORTER},
    {.name = STR_INIT("reporter_sealed"), .kind = INTAKE_OBJECT, .table = &SEALED},
};
static const struct intake_table REPORT = {
    .rows = REPORT_ROWS, .count = COUNT_OF(REPORT_ROWS), .size = sizeof(struct intake_report)};

static bool gave_reporter(const struct intake_report *report) {
    const struct intake_person *p = &report->reporter;
    return p->name.len || p->position.len || p->agency.len || p->address.len || p->phone.len ||
           report->reporter_email.len || report->reporter_birth.len ||
           report->reporter_occupation.len;
}

/* What no single field can tell. A fact that is missing or late is no fault here: the decision
 * names it as a gap of the report. */
static void check_dates(const struct intake_reading *r, struct intake_report *report) {
    const struct intake_context *context = r->context;
    struct date today =
        context->now.us ? instant_date(context->now, region_zone(report->region)) : context->today;
    const struct law_election *election =
        report->election.len ? law_election(context->law, report->election) : NULL;
    if (report->has_occurred_on && report->occurred_on.day > today.day)
        intake_fault_at(r, STR("occurred_on"), "in_future", 0);
    else if (report->has_occurred_on && election && report->occurred_on.day < election->opens.day)
        intake_fault_at(r, STR("occurred_on"), "before_election", 0);
    if (report->has_known_on && report->known_on.day > today.day)
        intake_fault_at(r, STR("known_on"), "in_future", 0);
    else if (report->has_known_on && report->has_occurred_on &&
             report->known_on.day < report->occurred_on.day)
        intake_fault_at(r, STR("known_on"), "before_occurred", 0);
    if (!report->has_known_on && report->has_occurred_on)
        report->known_on = report->occurred_on;
}

static struct err finish(const struct intake_reading *r, struct intake_report *report,
                         struct intake_report *ret) {
    check_dates(r, report);
    if (report->sbt_number.len && report->channel != INTAKE_COMPLAINT)
        intake_fault_at(r, STR("sbt_number"), "unknown_key", 0);
    bool sealed = report->sealed.file.len > 0;
    report->has_reporter = gave_reporter(report) || sealed;
    if (sealed && gave_reporter(report))
        intake_fault_at(r, STR("reporter_sealed"), "not_alone", 0);
    if (report->evidence_key.wrap.len && !report->evidence_count && !r->faults->count)
        intake_fault_at(r, STR("evidence"), "required", 0);
    if (report->channel == INTAKE_REPORT && !report->reporter.name.len && !sealed &&
        !intake_fault_has(r->faults, STR("channel")) &&
        !intake_fault_has(r->faults, STR("reporter.name")) &&
        !intake_fault_has(r->faults, STR("reporter")) &&
        !intake_fault_has(r->faults, STR("reporter_sealed")))
        intake_fault_at(r, STR("reporter.name"), "required", 0);
    if (r->faults->count)
        return ERR(ERR_INVALID, STR("report"));
    *ret = *report;
    return OK;
}

struct err intake_report_json(struct arena *a, struct str body,
                              const struct intake_context *context, struct intake_report *ret,
                              struct intake_faults *faults) {
    const struct json_value *root;
    struct err e = intake_json_load(a, body, &root);
    if (e.code)
        return e;
    struct intake_report report = {0};
    struct intake_reading r = {.a = a, .context = context, .faults = faults};
    intake_json_table(&r, root, &REPORT, &report);
    return finish(&r, &report, ret);
}

struct err intake_report_form(struct arena *a, const struct intake_pairs *form,
                              const struct intake_context *context, struct intake_report *ret,
                              struct intake_faults *faults) {
    struct intake_report report = {0};
    struct intake_reading r = {.a = a, .context = context, .faults = faults};
    intake_form_table(&r, form, &REPORT, &report);
    if (report.channel == INTAKE_COMPLAINT)
        intake_fault_at(&r, STR("channel"), "unknown", 0);
    return finish(&r, &report, ret);
}
