#ifndef HTTP_ROUND_VIEW_H
#define HTTP_ROUND_VIEW_H
/* Rounds of pledges as pages show them. */
#include "flow/names_look.h"
#include "http/page_common.h"

/* What the office of whoever is signed in asks for: its own round of the route's {id}.
 * Errors: ERR_MISSING "round", as of another office's. */
struct err http_round_find(struct http_call *call, struct store_round *ret) MUST_CHECK;
/* sum: people and pledged of now; of a closed round those that were frozen are shown. Its label has
 * the groups that it asks, unless it asks everybody. */
struct web_round_row http_round_row(struct http_call *call, const struct store_round *round,
                                    const struct store_unit_count *sum);
struct str http_asked_label(struct http_call *call, enum pledge_group group);
/* "Ikrar netralitas"; a kind that has no name is told by its letters. */
struct str http_round_label(struct http_call *call, struct str kind);
struct str http_round_label_in(struct str kind, bool english);
struct str http_election_label(struct http_call *call, struct str id); /* empty: none of that id */
int64_t http_percent(int64_t part, int64_t whole);
/* Who acts: the office and name of whoever is signed in. */
struct flow_pledge_who http_round_who(const struct http_call *call);
/* Hands the record that names of a round are read to the writer and sleeps (http_write); its answer
 * is look->job.result. Errors: ERR_BUSY. */
struct err http_names_look(struct http_call *call, struct flow_names_look *look, int64_t round,
                           enum flow_names what) MUST_CHECK;
struct str http_own_office(const struct http_call *call);
/* The points of a round in the page's language, as the law in use has them; changed: they are no
 * longer those that are signed. */
struct http_round_text {
    const struct str *list;
    size_t count;
    bool changed;
};
struct http_round_text http_round_text(struct http_call *call, const struct store_round *round);
#endif
