#ifndef HTTP_ADVICE_VIEW_H
#define HTTP_ADVICE_VIEW_H
/* What the law answers, as the adviser's pages and its API show it. People decide; these are rows
 * found by day, class and act. */
#include "http/page_common.h"

/* One question. None of its members is NULL. */
struct http_advice_of {
    const struct law_topic *topic;
    const struct law_subject_class *subject;
    struct date day;
    const struct law_election *election;
};
struct web_answer http_answer(struct http_call *call, const struct http_advice_of *of);
/* Every class but "unknown", every day of the election that may change an answer. */
struct web_grid http_grid(struct http_call *call, const struct law_topic *topic,
                          const struct law_election *election);
/* An act as pages show it, with what may follow on that day. */
struct web_act http_act_view(struct http_call *call, const struct law_finding *f, struct date day);
/* Fills in the stages in which alone the act binds, with their days in that election. */
void http_act_stages(struct http_call *call, const struct law_election *election,
                     struct web_act *act);
struct web_when http_when(const struct http_call *call, const struct law_stage *stage);
/* Puts what another class may face for the same act on that day, and who decides of it, beside what
 * the first one may. */
void http_join_sanctions(struct http_call *call, struct web_act *act, const struct law_finding *f,
                         struct date day);
/* What may follow: each rung by its name, each penal article by its range, each once. */
size_t http_consequences(struct http_call *call, const struct web_act *acts, size_t count,
                         const struct web_consequence **ret);
/* Days after the first of the span, and in it, on which an answer to the topic may become another.
 * Owns: the list lives in the call's arena. */
size_t http_break_days(struct http_call *call, const struct http_advice_of *of,
                       struct law_span span, const struct date **ret);
/* "PNS, CPNS, PPPK" */
struct str http_class_labels(struct http_call *call, struct law_words_list ids);
/* All acts of a topic that bind anybody in that election, each once, with what may follow. */
size_t http_topic_acts(struct http_call *call, const struct law_topic *topic,
                       const struct law_election *election, const struct web_act **ret);
/* Open questions that touch a topic (NULL: none) or one of these acts on any of the days. */
struct http_questions {
    const struct law_open_question *const *list;
    size_t count;
};
struct http_acts {
    const struct web_act *list;
    size_t count;
};
struct http_questions http_questions_of(struct http_call *call, const struct law_topic *topic,
                                        struct http_acts acts, struct law_span days);
/* Topics by their group, in the order of the rules. */
size_t http_topic_groups(struct http_call *call, const struct web_group **ret);
struct web_option http_topic_option(const struct http_call *call, const struct law_topic *topic);
struct str http_group_label(struct http_call *call, struct str group);
/* Labels of an office kind or a role, as of a day; the id itself where none is known. */
struct str http_office_label(const struct http_call *call, struct str kind_or_role,
                             struct date day);
/* The election of an id; of the day when the id is empty. NULL: no such election. */
const struct law_election *http_election_named(const struct http_call *call, struct str id,
                                               struct date day);
struct str http_rules_short(struct http_call *call); /* first digits of the law's hash */
/* The page of an act, by its id. Errors: ERR_MISSING when no act has it. */
struct err http_act_page(struct http_call *call, struct str id);
enum web_may http_may(const struct law_advice *advice);
/* Puts a label behind others, with a comma between them, into a buf of HTTP_LABELS_CAP. */
enum { HTTP_LABELS_CAP = 4096 };
void http_add_label(struct buf *out, struct str label);
/* "27 Nov 2024" */
struct str http_short_date(struct http_call *call, struct date day);
/* Pages that only change with the rules and the day: kept ready, and by browsers for minutes.
 * Returns true when the call was answered from there. */
bool http_rules_cached(struct http_call *call);
/* The page in call->out, kept for those who come next; an officer's own frame is not. */
struct err http_rules_page(struct http_call *call, bool same_for_all);
#endif
