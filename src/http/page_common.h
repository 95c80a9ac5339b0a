#ifndef HTTP_PAGE_COMMON_H
#define HTTP_PAGE_COMMON_H
/* What page handlers share. A page is
 *
 *     struct web_common c = http_common(call);
 *     web_render_track(call->out, &view, &c);
 *     return http_page(call, 200);
 *
 * Pages stay out of caches ("no-store") unless the handler says otherwise; nobody gets a cookie but
 * who signs in. */
#include "flow/saying.h"
#include "http/app.h"
#include "web/templates.h"
#include "web/text.h"

/* The frame: page and other language by the address asked for, owner, demo mark, and for signed-in
 * staff name, office and the csrf token of their forms. */
struct web_common http_common(struct http_call *call);
/* Replies with the page in call->out. What search engines are not to list says so: forms, what a
 * code opens, officers' pages, any page with a query. */
struct err http_page(struct http_call *call, int status);
/* A form whose session is over: takes the call over, whose body is then read, shown and not acted
 * on. False: not a form of officers that a page of ours sent. */
bool http_unsent_take(struct http_call *call);
/* The same for one that came with another session's token; false as above, and nothing is written.
 */
bool http_unsent_page(struct http_call *call);
/* The browser forgets the session and what it kept of the officer's pages. */
void http_session_clear(struct http_call *call);
/* The case's own zone in place of the store's: for pages of one case. */
enum zone http_zone(const struct http_call *call);
/* In the language of this call. */
struct str http_text(const struct http_call *call, enum web_text_key key);
struct str http_number(struct http_call *call, int64_t n); /* in digits, as addresses have it */
/* Drawn for a form that is shown: sent twice, it is one request. 32 hex digits. */
struct str http_form_key(struct http_call *call);
/* Staff, time and arena of a job by which an office says something. */
void http_saying_begin(struct http_call *call, struct flow_saying *of);
struct date http_today(const struct http_call *call); /* in the store's zone */
/* Of bytes, and the fingerprint of a key; empty of nothing. */
struct str http_base64(struct http_call *call, struct str bytes);
/* The chains of an office's key (store/key.h): base64 each, a blank between. */
struct str http_chains(struct http_call *call, struct str chain);
struct str http_mark(struct http_call *call, struct str recipient);
/* The address of a page in the language of this call. */
struct str http_path(const struct http_call *call, enum web_path path);

/* "https://HOST" as it is set (serve --site), else by the name that was asked for; false when that
 * is no name. For addresses that leave the page: on paper, in a list for search engines. What is
 * sent to somebody else takes http_app(call)->site alone: who asks could name any host. */
bool http_site(const struct http_call *call, struct str *ret) MUST_CHECK;

/* A clock as pages show it: both readings, days left on that day, citation. law NULL: no citation
 * is known, only the days. */
struct web_due http_due(const struct http_call *call, const struct http_next *next,
                        struct date today);
/* Running clocks as "what happens next"; fills *ret, returns how many. */
size_t http_web_nexts(struct http_call *call, const struct http_steps *steps,
                      const struct web_next **ret);
/* Requirements that a report lacks, each with its citation. */
size_t http_web_missing(struct http_call *call, const struct case_received *received,
                        const struct web_missing **ret);
/* The limits that a reporter reads: window, files. election may be NULL. */
struct web_before http_web_before(const struct http_call *call,
                                  const struct law_election *election);
/* All elections of the law as options of a form; returns how many. */
size_t http_election_options(struct http_call *call, const struct web_option **ret);
/* The election that is under way on that day; NULL between elections. */
const struct law_election *http_election_on(const struct http_call *call, struct date day);
/* The one that a report of today belongs to: under way, else the last that opened, else the first.
 * Rules always have one. */
const struct law_election *http_election(const struct http_call *call, struct date day);
/* For the name of a file that leaves the building: for whom and when it was made,
 * "petugas.bkn-20241014T020000Z". */
struct str http_made_for(struct http_call *call);
#endif
