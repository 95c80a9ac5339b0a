#include "http/advice_days.h"
#include "http/advice_view.h"

#include "web/text.h"

#include <string.h>

/* --- everybody, the whole election --- */

enum { CLASSES_MAX = 32, SCRATCH = 8 << 20 };

static bool names(const struct law_topic *topic, const struct law_stage *stage) {
    for (size_t i = 0; i < topic->act_count; i++)
        if (law_lists(topic->acts[i]->stages, stage->id))
            return true;
    return false;
}

/* First days of stretches in which no act begins or ends to bind: the span's, those of stages, the
 * one on which the candidates are determined, and those on which a version begins or ends. */
static struct http_days break_days(const struct law_topic *topic,
                                   const struct law_election *election, struct law_span within) {
    struct http_days days = {.count = 0};
    http_days_add(&days, within, within.from.day);
    http_days_add(&days, within, election->determination.day);
    for (size_t i = 0; i < election->stage_count; i++) {
        const struct law_stage *stage = &election->stages[i];
        if (!stage->preparation || names(topic, stage))
            http_days_span(&days, within, (struct law_span){stage->from, stage->to});
    }
    for (size_t i = 0; i < topic->act_count; i++)
        http_days_span(&days, within, topic->acts[i]->row.span);
    return days;
}

size_t http_break_days(struct http_call *call, const struct http_advice_of *of,
                       struct law_span span, const struct date **ret) {
    struct http_days days = break_days(of->topic, of->election, span);
    for (size_t i = 0; i < of->topic->act_count; i++)
        http_days_follows(&days, span, http_law(call), of->topic->acts[i]);
    struct date *list = NEW(call->arena, struct date, days.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < days.count; i++)
        if (days.list[i].day > span.from.day)
            list[count++] = days.list[i];
    *ret = list;
    return count;
}

/* The stage that the topic's acts name and that holds all of those days; else the contest's. */
static const struct law_stage *stage_of(const struct law_topic *topic,
                                        const struct law_election *election, struct law_span days) {
    for (size_t i = 0; i < election->stage_count; i++) {
        const struct law_stage *stage = &election->stages[i];
        if (names(topic, stage) && stage->from.day <= days.from.day && days.to.day <= stage->to.day)
            return stage;
    }
    return law_stage_on(election, days.from);
}

static struct str span_label(const struct http_call *call, const struct law_topic *topic,
                             const struct law_election *election, struct law_span days) {
    const struct law_stage *stage = stage_of(topic, election, days);
    struct date from = days.from, to = days.to;
    bool english = http_english(call);
    if (from.day == election->opens.day && to.day == election->closes.day)
        return web_text(WEB_T_TOPIC_WHOLE, english);
    if (from.day == election->opens.day && to.day + 1 == election->determination.day)
        return web_text(WEB_T_TOPIC_BEFORE, english);
    if (from.day == election->determination.day && to.day == election->closes.day)
        return web_text(WEB_T_TOPIC_AFTER, english);
    return stage ? law_say(stage->label, english) : web_text(WEB_T_TOPIC_BETWEEN, english);
}

/* The answers of one topic: a row a class, a column a day. */
struct table {
    const struct law_subject_class *classes[CLASSES_MAX];
    enum web_may may[CLASSES_MAX][HTTP_DAYS_MAX];
    bool badge[CLASSES_MAX][HTTP_DAYS_MAX];
    const struct law_answer *answers[CLASSES_MAX][HTTP_DAYS_MAX];
    size_t class_count;
    struct http_days days;
};

static bool same_column(const struct table *t, size_t a, size_t b) {
    for (size_t i = 0; i < t->class_count; i++)
        if (t->may[i][a] != t->may[i][b])
            return false;
    return true;
}

/* Days on which everybody hears what they heard the day before need no column; what was not
 * verified on one of them marks them all. */
static void drop_columns(struct table *t) {
    size_t kept = t->days.count ? 1 : 0;
    for (size_t d = 1; d < t->days.count; d++) {
        bool same = same_column(t, kept - 1, d);
        for (size_t i = 0; i < t->class_count && same; i++)
            t->badge[i][kept - 1] = t->badge[i][kept - 1] || t->badge[i][d];
        if (same)
            continue;
        for (size_t i = 0; i < t->class_count; i++) {
            t->may[i][kept] = t->may[i][d];
            t->badge[i][kept] = t->badge[i][d];
            t->answers[i][kept] = t->answers[i][d];
        }
        t->days.list[kept++] = t->days.list[d];
    }
    t->days.count = kept;
}

static void fill_table(struct http_call *call, const struct law_topic *topic,
                       const struct law_election *election, struct table *t) {
    const struct law *law = http_law(call);
    struct arena *scratch = arena_new(SCRATCH);
    t->days = break_days(topic, election, (struct law_span){election->opens, election->closes});
    for (size_t i = 0; i < law->class_count && t->class_count < CLASSES_MAX; i++) {
        if (str_equal(law->classes[i].row.id, STR("unknown")))
            continue;
        for (size_t d = 0; d < t->days.count; d++) {
            struct law_question_of asked = {law->classes[i].row.id, t->days.list[d], election, {0}};
            struct law_advice advice = law_advise(scratch, law, topic, &asked);
            t->may[t->class_count][d] = http_may(&advice);
            t->badge[t->class_count][d] = law_advice_needs_badge(&advice);
            t->answers[t->class_count][d] = advice.answer;
        }
        t->classes[t->class_count++] = &law->classes[i];
        arena_reset(scratch);
    }
    arena_free(scratch);
    drop_columns(t);
}

static bool same_row(const struct table *t, size_t a, size_t b) {
    return !memcmp(t->may[a], t->may[b], t->days.count * sizeof t->may[0][0]) &&
           !memcmp(t->badge[a], t->badge[b], t->days.count * sizeof t->badge[0][0]);
}

static struct web_row row_view(struct http_call *call, const struct table *t, size_t i,
                               const struct web_grid *grid) {
    struct web_cell *cells = NEW(call->arena, struct web_cell, t->days.count + 1);
    struct buf names;
    buf_init(&names, HTTP_LABELS_CAP);
    for (size_t k = i; k < t->class_count; k++)
        if (same_row(t, i, k))
            http_add_label(&names, law_say(t->classes[k]->label, http_english(call)));
    bool always = true;
    for (size_t d = 0; d < t->days.count; d++) {
        cells[d] = (struct web_cell){t->may[i][d], grid->spans[d].label, t->badge[i][d]};
        always = always && t->may[i][d] == t->may[i][0] && t->badge[i][d] == t->badge[i][0];
    }
    struct web_row row = {arena_str(call->arena, buf_str(&names)), cells, t->days.count, always};
    buf_done(&names);
    return row;
}

static bool rests_on(const struct table *t, size_t i, const struct law_answer *answer) {
    for (size_t d = 0; d < t->days.count; d++)
        if (t->answers[i][d] == answer)
            return true;
    return false;
}

static struct str who_rests_on(struct http_call *call, const struct table *t,
                               const struct law_answer *answer) {
    struct buf names;
    buf_init(&names, HTTP_LABELS_CAP);
    for (size_t i = 0; i < t->class_count; i++)
        if (rests_on(t, i, answer))
            http_add_label(&names, law_say(t->classes[i]->label, http_english(call)));
    struct str text = arena_str(call->arena, buf_str(&names));
    buf_done(&names);
    return text;
}

static void fill_reasons(struct http_call *call, const struct law_topic *topic,
                         const struct table *t, struct web_grid *grid) {
    struct web_reason *list = NEW(call->arena, struct web_reason, topic->answer_count + 1);
    for (size_t i = 0; i < topic->answer_count; i++) {
        const struct law_answer *answer = &topic->answers[i];
        struct str who = who_rests_on(call, t, answer);
        if (who.len)
            list[grid->reason_count++] = (struct web_reason){
                answer->verdict == LAW_ALLOWED ? WEB_MAY : WEB_RATHER_NOT, who, answer};
    }
    grid->reasons = list;
}

struct web_grid http_grid(struct http_call *call, const struct law_topic *topic,
                          const struct law_election *election) {
    struct table *t = NEW(call->arena, struct table, 1);
    fill_table(call, topic, election, t);
    struct web_span *spans = NEW(call->arena, struct web_span, t->days.count + 1);
    struct web_row *rows = NEW(call->arena, struct web_row, t->class_count + 1);
    struct web_grid grid = {.rows = rows, .spans = spans, .span_count = t->days.count};
    for (size_t d = 0; d < t->days.count; d++) {
        struct date from = t->days.list[d];
        struct date to =
            d + 1 < t->days.count ? (struct date){t->days.list[d + 1].day - 1} : election->closes;
        spans[d] = (struct web_span){span_label(call, topic, election, (struct law_span){from, to}),
                                     from, to};
    }
    for (size_t i = 0; i < t->class_count; i++) {
        bool shown = false; /* with an earlier class */
        for (size_t k = 0; k < i && !shown; k++)
            shown = same_row(t, i, k);
        if (!shown)
            rows[grid.row_count++] = row_view(call, t, i, &grid);
    }
    fill_reasons(call, topic, t, &grid);
    return grid;
}
