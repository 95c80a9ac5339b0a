#ifndef INTAKE_INTAKE_H
#define INTAKE_INTAKE_H
/* Outside text -> typed commands. All limits live in intake/limits.h; every string that leaves here
 * is UTF-8 in normalisation form C, trimmed, within its limit; all faults of one request come back
 * at once (at most 32). Neighbours: credentials.h, headers.h, multipart.h, regions.h. */
#include "base/env.h"
#include "law/law.h"

/* One fault of one field; field is a path: "subjects[2].name". code picks the sentence in
 * web/text (intake.<code>); limit, if not 0, is the number that sentence names. */
struct intake_fault {
    struct str field;
    struct str code; /* one of: required, too_long, too_many, unknown, unknown_key, wrong_type,
                        duplicate, not_a_date, not_a_time, not_a_number, out_of_range, in_future,
                        before_election, before_occurred, before_report, not_an_id, no_complaints,
                        not_alone, not_utf8, control_character, bidi_control, too_many_marks,
                        bad_name, file_too_large, after_clock */
    int64_t limit;
};
enum { INTAKE_FAULTS_MAX = 32 };
struct intake_faults {
    struct intake_fault list[INTAKE_FAULTS_MAX];
    size_t count;
};
void intake_fault_add(struct intake_faults *faults, struct str field, const char *code,
                      int64_t limit);

/* A complaint came through SBT and is handed in by the office that took it there: flow/report.h. */
enum intake_channel { INTAKE_REPORT, INTAKE_TIP, INTAKE_COMPLAINT };
/* "report", "tip", "complaint": as in the API, in events and in figures. */
struct str intake_channel_name(enum intake_channel channel);
bool intake_channel_read(struct str name, enum intake_channel *ret) MUST_CHECK;
struct intake_person { /* a subject or a witness */
    struct str class, name, position, agency, address, phone;
};
/* Sealed before it was sent: who reported (docs/adr/0038), or the key of the evidence, which has no
 * file here (docs/adr/0042). Base64 is not read here. */
struct intake_sealed {
    struct str recipient;  /* "age1...": the key of this case that file is sealed to */
    struct str keys;       /* "age1... age1...": for whom that key is wrapped */
    struct str wrap, file; /* age files, base64; all empty: nothing was sealed */
};
struct intake_report {
    enum intake_channel channel;
    struct str election, region, act;        /* checked against law and regions; act may be empty */
    struct date occurred_on, known_on;       /* known_on: if it was not given, occurred_on */
    bool has_occurred_on, has_known_on;      /* was given */
    struct str place, narrative, sbt_number; /* sbt_number: of a complaint alone */
    const struct intake_person *subjects, *witnesses; /* each with name, position or agency */
    size_t subject_count, witness_count;
    const struct id128 *evidence; /* ids from POST /evidence, no doubles */
    size_t evidence_count;
    struct intake_sealed evidence_key; /* what all of it is sealed to; empty: it is readable */
    struct intake_person reporter;     /* class unused; a report has its name, a tip may */
    struct str reporter_email, reporter_birth, reporter_occupation; /* the form's optional rows */
    struct intake_sealed sealed;                                    /* in place of all of that */
    bool has_reporter;                                              /* either is there */
};
/* What readers look things up in. regions: see base/regions.h. */
struct intake_context {
    const struct law *law;
    struct instant now; /* today is this in the zone of the report's region, WIB where unknown */
    struct date today;  /* used instead where now is zero */
};
/* From JSON (RFC 8259, no duplicate keys, depth <= 8, unknown keys refused); null and "" are "not
 * given". faults starts as zero. Errors: ERR_TOO_LARGE (body), ERR_MALFORMED (about says how:
 * empty, depth, size, json, utf-8, nul, duplicate-key, number, object), ERR_INVALID (see faults).
 * Owns: strings live in a, ids of elections, regions, acts and classes in the law and the region
 * list. */
struct err intake_report_json(struct arena *a, struct str body,
                              const struct intake_context *context, struct intake_report *ret,
                              struct intake_faults *faults) MUST_CHECK;

/* A name and its value as a form sends them; order kept; several values for one name allowed. */
struct intake_pair {
    struct str name, value;
};
struct intake_pairs {
    const struct intake_pair *list;
    size_t count;
};
struct str intake_pair_get(const struct intake_pairs *pairs,
                           const char *name); /* first; or empty */
/* application/x-www-form-urlencoded, also a query string. Errors: ERR_MALFORMED. */
struct err intake_urlencoded(struct arena *a, struct str body, struct intake_pairs *ret) MUST_CHECK;
/* From a form: names as in JSON, "subjects[0].name", "reporter.name", "evidence" once for each id.
 * A date comes as "occurred_on" (YYYY-MM-DD) or in three parts "occurred_on-d", "-m", "-y" (27; 11,
 * Nov, November; 2024). Blank rows are dropped, also those with a class alone. Passed over: csrf,
 * kunci, aksi, langkah, pernyataan, bahasa, kembali, and all that starts with "_". No complaint
 * comes from a form. */
struct err intake_report_form(struct arena *a, const struct intake_pairs *form,
                              const struct intake_context *context, struct intake_report *ret,
                              struct intake_faults *faults) MUST_CHECK;

/* One step of a case: values of the step's fields, typed by the rulebook. */
struct intake_value {
    const struct law_field *field;
    struct str text;   /* LAW_F_TEXT; LAW_F_LIST: chosen options joined by ',' */
    int64_t number;    /* LAW_F_INT, LAW_F_BOOL */
    struct date date;  /* LAW_F_DATE; of LAW_F_DATETIME the local day */
    struct instant at; /* LAW_F_DATETIME */
    bool given;
};
struct intake_action {
    int64_t version;
    const struct law_outcome *outcome; /* the first chosen one that leads on */
    const struct intake_value *values; /* one for each field of the step */
    size_t value_count;
    const struct law_outcome *const *also; /* other outcomes of a step that allows several */
    size_t also_count;
    uint64_t persons; /* for whom it is taken: bit i is report.subjects[i]; 0: all whom it is for */
};
/* {"version":n,"persons":[0,2],"fields":{...}} ; fields holds "outcome" when the step has more than
 * one: a value, or a list of them when it allows several. persons: positions, of a step that is
 * taken by person alone; absent: all. A form sends them as "orang", once empty before the first, so
 * that "nobody" is not read as "all". */
struct err intake_action_json(struct arena *a, struct str body, const struct law_step *step,
                              struct intake_action *ret, struct intake_faults *faults) MUST_CHECK;
struct err intake_action_form(struct arena *a, const struct intake_pairs *form,
                              const struct law_step *step, struct intake_action *ret,
                              struct intake_faults *faults) MUST_CHECK;

bool intake_uuid(struct str text, struct id128 *ret) MUST_CHECK;  /* RFC 9562 text form */
bool intake_id128(struct str text, struct id128 *ret) MUST_CHECK; /* 32 hex digits */
#endif
