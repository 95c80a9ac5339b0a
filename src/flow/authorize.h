#ifndef FLOW_AUTHORIZE_H
#define FLOW_AUTHORIZE_H
/* Who may do what (invariants I6, I7, I8): the answers of flow/permissions.def. Pure.
 * All that stands in code is what an office is to a case, and whose a step is. */
#include "flow/flow.h"

enum flow_verb {
#define VERB(id, object, verb, recorded) FLOW_##id,
#include "flow/permissions.def"
    FLOW_VERB_COUNT
};
enum flow_role {
#define ROLE(id, name, words) FLOW_ROLE_##id,
#include "flow/permissions.def"
    FLOW_ROLE_COUNT /* also: no role at all */
};
enum flow_relation {
#define RELATION(id, name, words) FLOW_IS_##id,
#include "flow/permissions.def"
    FLOW_RELATION_COUNT
};
enum flow_answer {
    FLOW_NONE, /* the table has no such cell: nobody may */
    FLOW_YES,
    FLOW_NO,
    FLOW_HIDE
};
/* One cell of the table. */
enum flow_answer flow_permission(enum flow_verb verb, enum flow_relation relation,
                                 enum flow_role role);
bool flow_role_known(struct str role);
/* Whether the account has done first what it must. Errors: ERR_DENIED "password", "factor": it
 * opens nothing but itself until then. All others here ask this, too. */
struct err flow_authorize_due(const struct flow_staff *staff) MUST_CHECK;
/* Whether the role may ever do this, whatever the case. */
bool flow_may(const struct flow_staff *staff, enum flow_verb verb);
/* What the office is to the case. */
enum flow_relation flow_relation(const struct store_office *office, const struct case_state *cs);
/* Whether a subject's agency is this office: the same words, whatever their case, gaps and full
 * stops; "Kab." is "Kabupaten", "Prov." is "Provinsi". */
bool flow_names_office(const struct intake_report *report, const struct store_office *office);
/* Whether staff may hand in the complaint: kind is that of the office that its first state waits
 * for; empty: it waits for none. Errors: ERR_UNSIGNED, ERR_DENIED "role", "office", "own_office".
 */
struct err flow_authorize_complaint(const struct flow_staff *staff, struct str kind,
                                    const struct intake_report *report) MUST_CHECK;
/* Whether staff may do this at all: to be asked before a case is looked for.
 * Errors: ERR_UNSIGNED "session", ERR_DENIED "role". */
struct err flow_authorize_role(const struct flow_staff *staff, enum flow_verb verb) MUST_CHECK;
/* Whether staff may do this to this case. Errors: ERR_UNSIGNED "session"; ERR_DENIED "role";
 * ERR_MISSING "case", as where there is none: whoever asks must not learn of it. */
struct err flow_authorize(const struct flow_staff *staff, enum flow_verb verb,
                          const struct case_state *cs) MUST_CHECK;
/* The same for a step of its rulebook, or a takeover: ERR_DENIED "office" too, where another office
 * takes it, or a takeover is another level's. */
struct err flow_authorize_step(const struct flow_staff *staff, const struct case_state *cs,
                               const struct law_step *step) MUST_CHECK;
#endif
