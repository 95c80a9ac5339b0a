#ifndef TESTS_WEB_VIEWS_H
#define TESTS_WEB_VIEWS_H
/* Made-up views for every page, in four kinds: as usual, nothing there, with the faults that a page
 * can show, and hostile or endless text in every string. The same day and persons each time. */
#include "web/pages.h"

enum kind { USUAL, EMPTY, FAULTS, HOSTILE, KIND_COUNT };
struct maker {
    struct arena *a;
    enum kind kind;
    bool english;
};
/* usual text, nothing, or a hostile one, by the kind. */
struct str say(const struct maker *m, const char *text);
struct date on(int year, int month, int day);
struct instant at(int year, int month, int day, int minute);
struct law_cite cite(const struct maker *m, const char *text, bool verified);
struct web_due due(const struct maker *m, int64_t days_left, bool working);
struct web_count number(const struct maker *m, int64_t n);

struct web_common view_common(const struct maker *m, enum web_path path);
struct web_start view_start(const struct maker *m);
struct web_before view_before(const struct maker *m);
struct web_form view_form(const struct maker *m);
struct web_receipt view_receipt(const struct maker *m);
struct web_track view_track(const struct maker *m);
struct web_status view_status(const struct maker *m);
struct web_map view_map(const struct maker *m);
struct web_map view_nation(const struct maker *m);
struct web_map view_shapes(const struct maker *m);
struct web_risk view_risk(const struct maker *m);
struct web_risk view_risk_nation(const struct maker *m);
struct web_risk view_weigh(const struct maker *m);
struct web_compose view_compose(const struct maker *m);
struct web_region view_region(const struct maker *m);
struct web_figures view_figures(const struct maker *m);
struct web_verify view_verify(const struct maker *m);
struct web_adviser view_adviser(const struct maker *m);
struct web_adviser view_answer(const struct maker *m);
struct web_topic view_topic(const struct maker *m);
struct web_topics view_topics(const struct maker *m);
struct web_act_page view_act_page(const struct maker *m);
struct web_acts view_acts(const struct maker *m);
/* Rows of a made-up law, which several pages show: two acts, their question, its neighbours. */
const struct law_topic *view_of_topic(const struct maker *m);
const struct law_election *view_of_calendar(const struct maker *m);        /* verified when EMPTY */
const struct web_consequence *view_of_consequences(const struct maker *m); /* two */
const struct web_act *view_of_acts(const struct maker *m);
const struct web_option *view_of_topics(const struct maker *m);
const struct law_open_question *const *view_of_questions(const struct maker *m, size_t *ret_count);
struct web_ask view_ask(const struct maker *m);
struct web_terms view_terms(const struct maker *m);
struct web_examples view_examples(const struct maker *m);
struct web_rules view_rules(const struct maker *m);
struct web_rule_rows view_rule_rows(const struct maker *m);
struct web_holidays view_holidays(const struct maker *m);
struct web_graph view_graph(const struct maker *m);
struct web_try view_try(const struct maker *m);
struct web_error view_error(const struct maker *m);
struct web_sign_in view_sign_in(const struct maker *m);
struct web_unsent view_unsent(const struct maker *m);
struct web_password view_password(const struct maker *m);
struct web_factor view_factor(const struct maker *m);
struct web_sessions view_sessions(const struct maker *m);
struct web_work view_work(const struct maker *m);
struct web_case view_case(const struct maker *m);
struct web_keys view_keys(const struct maker *m);
struct web_escrow view_escrow(const struct maker *m);
struct web_directory view_directory(const struct maker *m);
struct web_pledge view_pledge(const struct maker *m);
struct web_pledge view_pledged(const struct maker *m);
struct web_pledge view_unpledged(const struct maker *m);
struct web_pledges view_pledges(const struct maker *m);
struct web_round view_round(const struct maker *m);
struct web_round view_round_few(const struct maker *m);
struct web_signers view_signers(const struct maker *m);
struct web_sheet view_sheet(const struct maker *m);
struct web_board view_board(const struct maker *m);
struct web_remind view_remind(const struct maker *m);
struct web_certificates view_certificates(const struct maker *m);
struct web_coverage view_coverage(const struct maker *m);
struct web_barometer view_barometer(const struct maker *m);
struct web_daily view_daily(const struct maker *m);
struct web_activities view_activities(const struct maker *m);
struct web_activity view_activity(const struct maker *m);
struct web_activity_form view_activity_form(const struct maker *m);
struct web_ahead view_ahead(const struct maker *m); /* one of each kind; EMPTY: none */
struct web_meetings view_meetings(const struct maker *m);
struct web_meeting view_meeting(const struct maker *m);
struct web_meeting_form view_meeting_form(const struct maker *m);
struct web_attend view_attend(const struct maker *m);
struct web_attend view_attended(const struct maker *m);
struct web_attendance view_attendance(const struct maker *m);
struct web_attend_code view_attend_code(const struct maker *m);
struct web_letters view_letters(const struct maker *m);
struct web_letter_page view_letter_page(const struct maker *m);
struct web_letter_print view_letter_print(const struct maker *m);
struct web_letter_form view_letter_form(const struct maker *m);
/* What no page goes without: its own name, also where all else is empty. */
static inline struct str named(const struct maker *m, const char *text) {
    return m->kind == EMPTY ? str_from_c(text) : say(m, text);
}
static inline struct law_text both(const struct maker *m, const char *id, const char *en) {
    return (struct law_text){say(m, id), say(m, en)};
}
#endif
