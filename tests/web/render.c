/* web_render DIR: writes every page in both languages and every kind of view to DIR, as
 * <page>-<kind>.<language>.html. Golden files and the browser tests look at what it writes. */
#include "views.h"
#include "web/templates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE(name, path)                                                                           \
    static void make_##name(struct buf *out, const struct maker *m) {                              \
        struct web_##name view = view_##name(m);                                                   \
        struct web_common common = view_common(m, path);                                           \
        web_render_##name(out, &view, &common);                                                    \
    }
PAGE(start, WEB_PATH_START)
PAGE(before, WEB_PATH_BEFORE)
PAGE(form, WEB_PATH_FORM)
PAGE(receipt, WEB_PATH_RECEIPT)
PAGE(track, WEB_PATH_TRACK)
PAGE(status, WEB_PATH_TRACK)
PAGE(map, WEB_PATH_MAP)
PAGE(risk, WEB_PATH_RISK)
PAGE(region, WEB_PATH_REGION)
PAGE(figures, WEB_PATH_FIGURES)
PAGE(verify, WEB_PATH_VERIFY)
PAGE(adviser, WEB_PATH_ADVISER)
PAGE(topic, WEB_PATH_ADVISER)
PAGE(topics, WEB_PATH_ADVISER)
PAGE(act_page, WEB_PATH_ADVISER)
PAGE(acts, WEB_PATH_ADVISER)
PAGE(ask, WEB_PATH_ASK)
PAGE(terms, WEB_PATH_TERMS)
PAGE(examples, WEB_PATH_EXAMPLES)
PAGE(rules, WEB_PATH_RULES)
PAGE(rule_rows, WEB_PATH_RULES)
PAGE(try, WEB_PATH_RULES)
PAGE(holidays, WEB_PATH_RULES)
PAGE(graph, WEB_PATH_RULES)
PAGE(error, WEB_PATH_NONE)
PAGE(sign_in, WEB_PATH_SIGN_IN)
PAGE(password, WEB_PATH_PASSWORD)
PAGE(factor, WEB_PATH_FACTOR)
PAGE(sessions, WEB_PATH_SESSIONS)
PAGE(work, WEB_PATH_WORK)
PAGE(case, WEB_PATH_CASE)
PAGE(keys, WEB_PATH_KEYS)
PAGE(directory, WEB_PATH_DIRECTORY)
PAGE(pledge, WEB_PATH_NONE)
PAGE(pledges, WEB_PATH_WORK)
PAGE(round, WEB_PATH_WORK)
PAGE(signers, WEB_PATH_WORK)
PAGE(sheet, WEB_PATH_WORK)
PAGE(board, WEB_PATH_WORK)
PAGE(remind, WEB_PATH_WORK)
PAGE(certificates, WEB_PATH_NONE)
PAGE(coverage, WEB_PATH_COVERAGE)
PAGE(barometer, WEB_PATH_BAROMETER)
PAGE(daily, WEB_PATH_DAILY)
PAGE(activities, WEB_PATH_ACTIVITIES)
PAGE(activity, WEB_PATH_ACTIVITY)
PAGE(activity_form, WEB_PATH_ACTIVITY_NEW)
PAGE(letters, WEB_PATH_LETTERS)
PAGE(letter_page, WEB_PATH_LETTER)
PAGE(letter_print, WEB_PATH_LETTER_PRINT)
PAGE(letter_form, WEB_PATH_LETTER_NEW)
PAGE(meetings, WEB_PATH_MEETINGS)
PAGE(meeting, WEB_PATH_MEETING)
PAGE(meeting_form, WEB_PATH_MEETING_NEW)

static void make_weigh(struct buf *out, const struct maker *m) {
    struct web_risk view = view_weigh(m);
    struct web_common common = view_common(m, WEB_PATH_RULES);
    web_render_risk(out, &view, &common);
}

static void make_risk_nation(struct buf *out, const struct maker *m) {
    struct web_risk view = view_risk_nation(m);
    struct web_common common = view_common(m, WEB_PATH_RISK);
    web_render_risk(out, &view, &common);
}

/* The map once more, with true boundaries. */
static void make_shapes(struct buf *out, const struct maker *m) {
    struct web_map view = view_shapes(m);
    struct web_common common = view_common(m, WEB_PATH_MAP);
    web_render_map(out, &view, &common);
}

/* The map once more, of all provinces. */
static void make_nation(struct buf *out, const struct maker *m) {
    struct web_map view = view_nation(m);
    struct web_common common = view_common(m, WEB_PATH_MAP);
    web_render_map(out, &view, &common);
}

/* Whose session is over, and (EMPTY, FAULTS) who is signed in again. */
static void make_unsent(struct buf *out, const struct maker *m) {
    struct web_unsent view = view_unsent(m);
    bool again = m->kind == EMPTY || m->kind == FAULTS;
    struct web_common common = view_common(m, again ? WEB_PATH_CASE : WEB_PATH_NONE);
    web_render_unsent(out, &view, &common);
}

/* The pledge's page once more, after it was signed, or outside of the round's days. */
static void make_pledged(struct buf *out, const struct maker *m) {
    struct web_pledge view = view_pledged(m);
    struct web_common common = view_common(m, WEB_PATH_NONE);
    web_render_pledge(out, &view, &common);
}

/* ... and once more, where nobody can sign by the link. */
static void make_unpledged(struct buf *out, const struct maker *m) {
    struct web_pledge view = view_unpledged(m);
    struct web_common common = view_common(m, WEB_PATH_NONE);
    web_render_pledge(out, &view, &common);
}

/* A round that asks so few that its numbers are hidden. */
static void make_round_few(struct buf *out, const struct maker *m) {
    struct web_round view = view_round_few(m);
    struct web_common common = view_common(m, WEB_PATH_WORK);
    web_render_round(out, &view, &common);
}

PAGE(compose, WEB_PATH_RULES)
PAGE(attend, WEB_PATH_NONE)
PAGE(escrow, WEB_PATH_ESCROW)
PAGE(attendance, WEB_PATH_ATTENDANCE)
PAGE(attend_code, WEB_PATH_ATTEND_CODE)

/* The page of a meeting's code once more, after somebody entered, or outside of its day. */
static void make_attended(struct buf *out, const struct maker *m) {
    struct web_attend view = view_attended(m);
    struct web_common common = view_common(m, WEB_PATH_NONE);
    web_render_attend(out, &view, &common);
}

/* The adviser's page once more, with an answer on it. */
static void make_answer(struct buf *out, const struct maker *m) {
    struct web_adviser view = view_answer(m);
    struct web_common common = view_common(m, WEB_PATH_ADVISER);
    web_render_adviser(out, &view, &common);
}

/* The case's page once more, cut down to what a takeover needs. */
static void make_tasks(struct buf *out, const struct maker *m) {
    struct web_case view = view_case(m);
    struct web_common common = view_common(m, WEB_PATH_TAKE_OVER);
    view.tasks = true;
    web_render_case(out, &view, &common);
}

static const struct {
    const char *name;
    void (*make)(struct buf *out, const struct maker *m);
} PAGES[] = {
    {"start", make_start},
    {"before", make_before},
    {"form", make_form},
    {"receipt", make_receipt},
    {"track", make_track},
    {"status", make_status},
    {"map", make_map},
    {"nation", make_nation},
    {"region", make_region},
    {"figures", make_figures},
    {"verify", make_verify},
    {"error", make_error},
    {"sign_in", make_sign_in},
    {"work", make_work},
    {"case", make_case},
    {"adviser", make_adviser},
    {"answer", make_answer},
    {"topic", make_topic},
    {"topics", make_topics},
    {"ask", make_ask},
    {"terms", make_terms},
    {"examples", make_examples},
    {"rules", make_rules},
    {"rule_rows", make_rule_rows},
    {"try", make_try},
    {"holidays", make_holidays},
    {"graph", make_graph},
    {"act_page", make_act_page},
    {"acts", make_acts},
    {"unsent", make_unsent},
    {"password", make_password},
    {"tasks", make_tasks},
    {"keys", make_keys},
    {"escrow", make_escrow},
    {"directory", make_directory},
    {"pledge", make_pledge},
    {"pledged", make_pledged},
    {"unpledged", make_unpledged},
    {"factor", make_factor},
    {"pledges", make_pledges},
    {"round", make_round},
    {"round_few", make_round_few},
    {"signers", make_signers},
    {"sheet", make_sheet},
    {"board", make_board},
    {"remind", make_remind},
    {"certificates", make_certificates},
    {"coverage", make_coverage},
    {"risk", make_risk},
    {"risk_nation", make_risk_nation},
    {"weigh", make_weigh},
    {"shapes", make_shapes},
    {"compose", make_compose},
    {"sessions", make_sessions},
    {"barometer", make_barometer},
    {"daily", make_daily},
    {"activities", make_activities},
    {"activity", make_activity},
    {"activity_form", make_activity_form},
    {"letters", make_letters},
    {"letter_page", make_letter_page},
    {"letter_print", make_letter_print},
    {"letter_form", make_letter_form},
    {"meetings", make_meetings},
    {"meeting", make_meeting},
    {"meeting_form", make_meeting_form},
    {"attend", make_attend},
    {"attended", make_attended},
    {"attendance", make_attendance},
    {"attend_code", make_attend_code},
};
static const char *const KINDS[KIND_COUNT] = {"usual", "empty", "faults", "hostile"};

static void write_page(const char *folder, size_t page, struct maker *m) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s-%s.%s.html", folder, PAGES[page].name, KINDS[m->kind],
             m->english ? "en" : "id");
    struct buf out;
    buf_init(&out, 4 << 20);
    PAGES[page].make(&out, m);
    FILE *file = fopen(path, "wb");
    if (!file || buf_full(&out) || fwrite(out.ptr, 1, out.len, file) != out.len || fclose(file)) {
        perror(path);
        exit(1);
    }
    buf_done(&out);
}

/* The style sheet, scripts and their hash too, so that a plain file server can show the pages. */
static void write_assets(const char *folder) {
    char path[512];
    size_t count;
    const struct web_asset *list = web_asset_list(&count);
    for (size_t i = 0; i < count; i++) {
        struct str name = list[i].path;
        while (memchr(name.ptr, '/', name.len))
            (void)str_cut(&name, '/');
        snprintf(path, sizeof path, "%s/%.*s", folder, STR_ARG(name));
        FILE *file = fopen(path, "wb");
        if (!file || fwrite(list[i].bytes.ptr, 1, list[i].bytes.len, file) != list[i].bytes.len ||
            fclose(file)) {
            perror(path);
            exit(1);
        }
    }
    printf("%.*s\n", STR_ARG(web_style_hash()));
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: web_render DIR\n");
        return 2;
    }
    struct arena *a = arena_new(16 << 20);
    for (size_t page = 0; page < COUNT_OF(PAGES); page++)
        for (int kind = 0; kind < KIND_COUNT; kind++)
            for (int english = 0; english < 2; english++) {
                struct maker m = {a, (enum kind)kind, english};
                write_page(argv[1], page, &m);
                arena_reset(a);
            }
    write_assets(argv[1]);
    arena_free(a);
    return 0;
}
