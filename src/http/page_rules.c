#include "http/page_rules.h"
#include "http/advice_view.h"
#include "http/handlers.h"

#include "flow/rules.h"
#include "intake/limits.h"
#include "web/text.h"

#include <stdlib.h>

/* A3: which law is loaded, what was published, what the sources leave open, what the public asks;
 * and every row with the place where it stands. What changed between two versions:
 * page_difference.c. */

static struct str law_hash(struct http_call *call) {
    return hex_encode(call->arena, http_law(call)->hash.b, HASH_LEN);
}

struct counts {
    int64_t rows, badges;
};

static void count_row(const struct law_row_view *row, void *arg) {
    struct counts *counts = arg;
    if (row->again)
        return;
    counts->rows++;
    counts->badges += law_needs_badge(row->cite);
}

static void fill_rulebooks(struct http_call *call, struct web_rules *v) {
    const struct law *law = http_law(call);
    struct web_rulebook *list = NEW(call->arena, struct web_rulebook, law->rulebook_count + 1);
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *rules = &law->rulebooks[i];
        list[i] = (struct web_rulebook){
            .rules = rules,
            .name = arena_printf(call->arena, "%.*s@%d", STR_ARG(rules->regime), rules->version),
            .hash = hex_encode(call->arena, rules->hash.b, HASH_LEN),
            .open = rules->to.day == LAW_OPEN,
            .states = (int64_t)rules->state_count,
            .steps = (int64_t)rules->step_count,
            .clocks = (int64_t)rules->clock_count};
    }
    v->rulebooks = list;
    v->rulebook_count = law->rulebook_count;
}

static int by_harm(const void *left, const void *right) {
    const struct law_open_question *l = *(const struct law_open_question *const *)left,
                                   *r = *(const struct law_open_question *const *)right;
    bool l_open = l->status == LAW_QUESTION_OPEN, r_open = r->status == LAW_QUESTION_OPEN;
    if (l_open != r_open)
        return l_open ? -1 : 1;
    if (l->harm != r->harm)
        return l->harm < r->harm ? -1 : 1;
    return (l > r) - (l < r); /* as in the file */
}

struct naming {
    struct web_touched *rows;
    size_t count;
    bool english;
};

/* The first row of an id: versions of it, and procedures that share it, have one name. */
static void name_row(const struct law_row_view *row, void *arg) {
    struct naming *n = arg;
    for (size_t i = 0; i < n->count; i++)
        if (!n->rows[i].label.len && law_row_is_named(row, n->rows[i].id))
            n->rows[i].label = law_say(row->label, n->english);
}

static struct web_open_question question_view(struct http_call *call,
                                              const struct law_open_question *q) {
    struct naming n = {NEW(call->arena, struct web_touched, q->rows.count + 1), q->rows.count,
                       http_english(call)};
    for (size_t i = 0; i < n.count; i++)
        n.rows[i].id = q->rows.list[i];
    law_each_row(http_law(call), name_row, &n);
    return (struct web_open_question){q, n.rows, n.count};
}

static void fill_questions(struct http_call *call, struct web_rules *v) {
    const struct law *law = http_law(call);
    const struct law_open_question **list =
        NEW(call->arena, const struct law_open_question *, law->question_count + 1);
    for (size_t i = 0; i < law->question_count; i++) {
        list[i] = &law->questions[i];
        v->open_questions += list[i]->status == LAW_QUESTION_OPEN;
    }
    if (law->question_count)
        qsort(list, law->question_count, sizeof(const struct law_open_question *), by_harm);
    struct web_open_question *shown =
        NEW(call->arena, struct web_open_question, law->question_count + 1);
    for (size_t i = 0; i < law->question_count; i++)
        shown[i] = question_view(call, list[i]);
    v->questions = shown;
    v->question_count = law->question_count;
}

static void fill_history(struct http_call *call, const struct http_rules *shown,
                         struct web_rules *v) {
    const struct flow_published *list = shown->versions;
    size_t count = shown->version_count;
    struct web_published *history = NEW(call->arena, struct web_published, count + 1);
    for (size_t i = 0; i < count; i++) {
        history[i] = (struct web_published){.index = list[i].index,
                                            .at = list[i].at,
                                            .hash = list[i].law,
                                            .same = str_equal(list[i].law, v->hash),
                                            .kept = list[i].bundle.bytes > 0,
                                            .from = &list[i] == shown->from,
                                            .to = &list[i] == shown->to};
        v->may_compare = v->may_compare || history[i].kept;
    }
    v->published = count && history[0].same && history[0].kept;
    v->again = count && history[0].same && !history[0].kept;
    v->history = history;
    v->history_count = count;
    v->difference = shown->difference;
    v->acceptance = shown->acceptance;
}

static struct err fill_asked(struct http_call *call, struct web_rules *v) {
    v->may_read_asked = flow_may(http_staff(call), FLOW_QUESTIONS);
    if (!v->may_read_asked)
        return OK;
    const struct flow_asked *list;
    struct err e =
        flow_asked(http_reader(call), call->arena, http_staff(call), &list, &v->asked_count);
    if (e.code)
        return e;
    struct web_asked *asked = NEW(call->arena, struct web_asked, v->asked_count + 1);
    for (size_t i = 0; i < v->asked_count; i++)
        asked[i] = (struct web_asked){list[i].number, list[i].at, list[i].text};
    v->asked = asked;
    return OK;
}

static void look_into_files(struct http_call *call) {
    const struct http_rules *shown = call->state;
    if (shown->compare)
        http_rules_compare(call);
    http_rules_accepted(call);
}

struct err page_rules_get(struct http_call *call) {
    struct http_rules *shown = NEW(call->arena, struct http_rules, 1);
    call->state = shown;
    struct err e =
        flow_published(http_reader(call), call->arena, &shown->versions, &shown->version_count);
    if (!e.code)
        e = http_rules_choose(call, shown);
    if (e.code)
        return e;
    return http_offload(call, look_into_files);
}

struct err page_rules_shown(struct http_call *call) {
    struct counts counts = {0};
    law_each_row(http_law(call), count_row, &counts);
    struct web_rules v = {.hash = law_hash(call),
                          .may_publish = flow_may(http_staff(call), FLOW_RULES_PUBLISH),
                          .rows = counts.rows,
                          .badges = counts.badges};
    if (http_query(call, "pesan").len)
        v.message = web_text(WEB_T_RULES_DONE, http_english(call));
    fill_rulebooks(call, &v);
    fill_questions(call, &v);
    fill_history(call, call->state, &v);
    struct err e = fill_asked(call, &v);
    if (e.code)
        return e;
    struct web_common c = http_common(call);
    web_render_rules(call->out, &v, &c);
    return http_page(call, 200);
}

/* --- publishing --- */

static void publish_it(struct http_call *call) {
    struct flow_publish *publish = call->state;
    publish->job.result = flow_publish(http_app(call)->flow, publish);
}

struct err page_rules_post(struct http_call *call) {
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (e.code)
        return e;
    struct flow_publish *publish = NEW(call->arena, struct flow_publish, 1);
    publish->staff = *http_staff(call);
    publish->hash = http_form(call, "hash");
    publish->now = call->now;
    publish->job.arena = call->arena;
    call->state = publish;
    return http_offload(call, publish_it);
}

struct err page_rules_done(struct http_call *call) {
    const struct flow_publish *publish = call->state;
    if (publish->job.result.code)
        return publish->job.result;
    return http_reply_redirect(
        call, arena_printf(call->arena, "%.*s?pesan=1", STR_ARG(http_path(call, WEB_PATH_RULES))));
}

/* --- rows --- */

static struct str kind_label(struct http_call *call, struct str kind) {
    struct str key = arena_printf(call->arena, "rules.kind_%.*s", STR_ARG(kind));
    struct str label = web_text_by_name(key, http_english(call));
    return label.len ? label : kind;
}

/* How its first day is known, or why it is not; nothing where the row itself says it. */
static struct str since_label(struct http_call *call, enum law_since since) {
    struct str key = arena_printf(call->arena, "rules.since_%.*s", STR_ARG(law_since_name(since)));
    return web_text_by_name(key, http_english(call));
}

struct listing {
    struct http_call *call;
    struct web_rule_rows *view;
    struct web_rule_row *rows;
    struct web_option *kinds;
    int64_t first; /* rows to pass over */
};

static int64_t questions_on(const struct law *law, const struct law_row_view *row) {
    int64_t n = 0;
    for (size_t i = 0; i < law->question_count; i++)
        n += law->questions[i].status == LAW_QUESTION_OPEN &&
             law_question_touches(&law->questions[i], row);
    return n;
}

static void note_kind(struct listing *l, struct str kind) {
    size_t n = l->view->kind_count;
    for (size_t i = 0; i < n; i++)
        if (str_equal(l->kinds[i].value, kind))
            return;
    l->kinds[n] = (struct web_option){.value = kind, .label = kind_label(l->call, kind)};
    l->view->kind_count++;
}

static bool is_wanted(const struct listing *l, const struct law_row_view *row, int64_t questions) {
    const struct web_rule_rows *v = l->view;
    if (v->kind.len && !str_equal(v->kind, row->kind))
        return false;
    if (str_equal(v->badge, STR("belum")))
        return law_needs_badge(row->cite);
    return !v->badge.len || questions > 0;
}

static void list_row(const struct law_row_view *row, void *arg) {
    struct listing *l = arg;
    if (row->again)
        return;
    int64_t questions = questions_on(http_law(l->call), row);
    note_kind(l, row->kind);
    if (!is_wanted(l, row, questions))
        return;
    int64_t at = l->view->total++ - l->first;
    if (at < 0 || at >= INTAKE_PAGE_ROWS)
        return;
    struct date from = {INT32_MIN};
    enum law_since since = law_row_since(http_law(l->call), row, &from);
    l->rows[l->view->row_count++] =
        (struct web_rule_row){.kind = kind_label(l->call, row->kind),
                              .id = row->id,
                              .label = law_say(row->label, http_english(l->call)),
                              .cite = *row->cite,
                              .from = from,
                              .to = row->span.to,
                              .has_from = from.day != INT32_MIN,
                              .since = since_label(l->call, since),
                              .open = row->span.to.day == LAW_OPEN,
                              .file = row->file,
                              .line = row->line,
                              .questions = questions};
}

enum { KINDS_MAX = 64, PAGES_MAX = 100000 };

static bool read_filter(struct http_call *call, struct web_rule_rows *v) {
    struct str page = http_query(call, "hal");
    v->kind = http_query(call, "jenis");
    v->badge = http_query(call, "tanda");
    v->page = 1;
    if (page.len && (!str_to_int(page, &v->page) || v->page < 1 || v->page > PAGES_MAX))
        return false;
    return !v->badge.len || str_equal(v->badge, STR("belum")) || str_equal(v->badge, STR("tanya"));
}

static bool knows_kind(const struct web_rule_rows *v) {
    for (size_t i = 0; i < v->kind_count; i++)
        if (str_equal(v->kinds[i].value, v->kind))
            return true;
    return !v->kind.len;
}

struct err page_rule_rows_get(struct http_call *call) {
    struct web_rule_rows v = {.page = 1};
    if (!read_filter(call, &v))
        return ERR(ERR_MISSING, STR("filter"));
    struct listing l = {.call = call,
                        .view = &v,
                        .rows = NEW(call->arena, struct web_rule_row, INTAKE_PAGE_ROWS),
                        .kinds = NEW(call->arena, struct web_option, KINDS_MAX),
                        .first = (v.page - 1) * INTAKE_PAGE_ROWS};
    v.rows = l.rows;
    v.kinds = l.kinds;
    law_each_row(http_law(call), list_row, &l);
    if (!knows_kind(&v))
        return ERR(ERR_MISSING, STR("filter"));
    v.pages = v.total ? (v.total + INTAKE_PAGE_ROWS - 1) / INTAKE_PAGE_ROWS : 1;
    v.has_before = v.page > 1;
    v.has_after = v.page < v.pages;
    v.before = v.page - 1;
    v.after = v.page + 1;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_RULES;
    web_render_rule_rows(call->out, &v, &c);
    return http_page(call, 200);
}
