#ifndef FLOW_AUTHORIZE_H
#define FLOW_AUTHORIZE_H
/* The one table of who may do what (invariants I6, I7, I8). Pure. */
#include "flow/flow.h"

enum flow_verb {
    FLOW_CASE_LIST,     /* work lists */
    FLOW_CASE_READ,     /* one case, without the reporter's identity */
    FLOW_CASE_ACT,      /* take a step that the rulebook offers */
    FLOW_IDENTITY_OPEN, /* see who reported */
    FLOW_STAFF_ADMIN,   /* users of one's own office */
    FLOW_AUDIT,         /* verification reports */
    FLOW_RULES_READ,    /* versions, rows and deadlines of the law */
    FLOW_RULES_PUBLISH, /* say in the ledger which law is in use */
    FLOW_QUESTIONS,     /* what the public asked about the rules */
    FLOW_COMPLAINT,     /* hand in a complaint that came through SBT */
    FLOW_ERASE_ASK,     /* have a case erased: flow/erase.h */
    FLOW_ERASE_AGREE,   /* to that, as the second person */
    FLOW_VERB_COUNT
};
/* Roles: officer (petugas), head (pimpinan: pleno and signing), custodian (pemegang identitas),
 * admin, auditor. A head may do what an officer may. */
bool flow_role_known(struct str role);
/* Whether the role may ever do this. */
bool flow_may(const struct flow_staff *staff, enum flow_verb verb);
/* Whether a subject's agency is this office: the same words, whatever their case, gaps and full
 * stops; "Kab." is "Kabupaten", "Prov." is "Provinsi". */
bool flow_names_office(const struct intake_report *report, const struct store_office *office);
/* Whether staff may hand in the complaint: officers of an office that the place lies under, of the
 * kind that its first state waits for or of BKN, which runs SBT. Errors: as flow_authorize. */
struct err flow_authorize_complaint(const struct flow_staff *staff, struct str kind,
                                    const struct intake_report *report) MUST_CHECK;
/* Whether staff may do this to this case: role, jurisdiction, own office. For FLOW_CASE_ACT, step
 * says whose step it is; NULL else. Errors: ERR_UNSIGNED, ERR_DENIED (about: "role", "office",
 * "own_office"). */
struct err flow_authorize(const struct flow_staff *staff, enum flow_verb verb,
                          const struct case_state *cs, const struct law_step *step) MUST_CHECK;
#endif
