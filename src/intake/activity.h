#ifndef INTAKE_ACTIVITY_H
#define INTAKE_ACTIVITY_H
/* A prevention activity (kegiatan pencegahan) as an office types it: what was done, when, where, by
 * whom and for how many. It names no citizen: there is no field for one. */
#include "intake/intake.h"

struct intake_activity {
    struct str kind;             /* of activity.def */
    struct str region, election; /* codes; election may be empty */
    struct str duty;             /* of rules/duties.yaml, that it carries out; may be empty */
    struct str title;            /* may be empty: the kind says it */
    struct str place, organiser; /* organiser empty: the office itself */
    struct str note;             /* several lines */
    const struct str *partners;  /* of activity.def, no doubles */
    size_t partner_count;
    struct date on;           /* never later than today */
    int64_t reach, reach_asn; /* people, civil servants among them; see has_ */
    bool has_on, has_reach, has_reach_asn;
};
/* Fields kind, on, region, election, duty, title, place, organiser, note, partners, reach,
 * reach_asn. Errors: ERR_INVALID (see faults). Owns: strings live in a, codes in tables. */
struct err intake_activity_form(struct arena *a, const struct intake_pairs *form,
                                const struct intake_context *context, struct intake_activity *ret,
                                struct intake_faults *faults) MUST_CHECK;
/* Why an activity is withdrawn: the field "reason", one line. Errors: ERR_INVALID (see faults). */
struct err intake_withdrawal_form(struct arena *a, const struct intake_pairs *form, struct str *ret,
                                  struct intake_faults *faults) MUST_CHECK;

/* Codes in the order of activity.def. */
extern const struct str INTAKE_ACTIVITY_KINDS[], INTAKE_ACTIVITY_PARTNERS[];
extern const size_t INTAKE_ACTIVITY_KIND_COUNT, INTAKE_ACTIVITY_PARTNER_COUNT;
#endif
