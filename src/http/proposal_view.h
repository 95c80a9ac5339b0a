#ifndef HTTP_PROPOSAL_VIEW_H
#define HTTP_PROPOSAL_VIEW_H
/* What the program proposes where a step chooses between branches of law, and whom a step takes
 * along, as the case's page and the API show it. People decide. */
#include "http/page_common.h"

/* Fills in what the page says of an offer: proposals, fitting outcomes, persons. pairs: the form
 * that came back with faults, or NULL. */
void http_propose(struct http_call *call, const struct flow_case *file,
                  const struct flow_offer *offer, const struct intake_pairs *pairs,
                  struct web_action *ret);
/* "subjects", "staying", "by_person", "outcomes" and "proposals" of an action, each only where it
 * says something. */
void http_write_proposals(struct http_call *call, struct json *j, const struct flow_case *file,
                          const struct flow_offer *offer);
/* What was proposed when a step was taken: "Fulan (PNS): kode etik, sanksi moral, KE-03", each with
 * the badge of the row that spoke. */
void http_proposed_then(struct http_call *call, const struct flow_case *file,
                        const struct case_taken *taken, struct web_event *ret);
/* Who they are: "Fulan (PNS), Kepala seksi (PPPK)"; empty for the empty set. */
struct str http_subjects(struct http_call *call, const struct flow_case *file, uint64_t subjects);
#endif
