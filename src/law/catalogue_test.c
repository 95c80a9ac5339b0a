#include "law/law.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

/* The shipped catalogue in few lines: a change of a rule shows as a change of this file. */
static void mark(struct buf *out, const struct law_cite *cite) {
    buf_printf(out, " | %.*s %.*s%s", STR_ARG(law_reading_name(cite->read)),
               STR_ARG(law_confidence_name(cite->confidence)),
               law_needs_badge(cite) ? " badge" : "");
}

static void cite(struct buf *out, const struct law_row *row) {
    mark(out, &row->cite);
    buf_add_char(out, '\n');
}

static void span(struct arena *a, struct buf *out, struct law_span span) {
    if (span.from.day == LAW_OPEN) {
        buf_add_c(out, " planned");
        return;
    }
    buf_printf(out, " %.*s..", STR_ARG(date_format(a, span.from)));
    if (span.to.day != LAW_OPEN)
        buf_add(out, date_format(a, span.to));
}

static void words(struct buf *out, const char *name, struct law_words_list list) {
    buf_printf(out, " %s", name);
    for (size_t i = 0; i < list.count; i++)
        buf_printf(out, "%c%.*s", i ? ',' : '=', STR_ARG(list.list[i]));
}

static void acts(struct arena *a, struct buf *out, const struct law *law) {
    for (size_t i = 0; i < law->act_count; i++) {
        const struct law_act *x = &law->acts[i];
        buf_printf(out, "act %.*s@%d %.*s", STR_ARG(x->row.id), x->row.version,
                   STR_ARG(law_track_name(x->track)));
        span(a, out, x->row.span);
        buf_printf(out, " %.*s %.*s", STR_ARG(law_side_name(x->side)),
                   STR_ARG(x->penalty      ? x->penalty->row.id
                           : x->gap.en.len ? STR("GAP")
                                           : x->tier));
        if (x->stages.count)
            words(out, "in", x->stages);
        if (x->twin)
            buf_printf(out, " twin=%.*s", STR_ARG(x->twin->row.id));
        words(out, "for", x->subjects);
        buf_printf(out, "%s%s%s", x->asks.en.len ? " asks" : "", x->note.en.len ? " note" : "",
                   x->catalogue->listed ? " listed" : "");
        cite(out, &x->row);
    }
}

static void ladders(struct arena *a, struct buf *out, const struct law *law) {
    for (size_t i = 0; i < law->sanction_count; i++) {
        const struct law_sanction *s = &law->sanctions[i];
        buf_printf(out, "sanction %.*s@%d", STR_ARG(s->row.id), s->row.version);
        span(a, out, s->row.span);
        words(out, "for", s->subjects);
        for (size_t k = 0; k < s->punishment_count; k++)
            buf_printf(out, " %.*s:%d:%.*s", STR_ARG(s->punishments[k].id),
                       s->punishments[k].months, STR_ARG(s->punishments[k].siasn));
        cite(out, &s->row);
    }
    for (size_t i = 0; i < law->penalty_count; i++) {
        const struct law_penalty *p = &law->penalties[i];
        buf_printf(out, "penalty %.*s@%d", STR_ARG(p->row.id), p->row.version);
        span(a, out, p->row.span);
        buf_printf(out, " %.*s %d-%d months%s %lld-%lld category %d", STR_ARG(p->kind),
                   p->months_min, p->months_max, p->and_or ? " and/or" : " and",
                   (long long)p->fine_min, (long long)p->fine_max, p->fine_category);
        cite(out, &p->row);
    }
}

static void tables(struct buf *out, const struct law *law) {
    for (size_t i = 0; i < law->imposer_count; i++) {
        const struct law_imposer *m = &law->imposers[i];
        buf_printf(out, "imposer %.*s %.*s -> %.*s at %.*s below %d", STR_ARG(m->row.id),
                   STR_ARG(m->imposer_id), STR_ARG(m->examinee_id), STR_ARG(m->agency),
                   m->levels_below);
        words(out, "may", m->punishments);
        cite(out, &m->row);
    }
    for (size_t i = 0; i < law->siasn_count; i++) {
        const struct law_siasn *s = &law->siasn[i];
        buf_printf(out, "siasn %.*s %.*s = %.*s", STR_ARG(s->kind),
                   STR_ARG(s->code.len ? s->code : STR("-")),
                   STR_ARG(s->ours.len ? s->ours : STR("-")));
        mark(out, &s->row.cite);
        if (s->ours.len) {
            buf_add_c(out, " match");
            mark(out, &s->match);
        }
        buf_add_char(out, '\n');
    }
}

static void questions(struct buf *out, const struct law *law) {
    for (size_t i = 0; i < law->topic_count; i++) {
        const struct law_topic *t = &law->topics[i];
        buf_printf(out, "topic %.*s/%.*s", STR_ARG(t->group), STR_ARG(t->row.id));
        for (size_t k = 0; k < t->act_count; k++)
            buf_printf(out, "%s%.*s@%d", k ? "," : " acts=", STR_ARG(t->acts[k]->row.id),
                       t->acts[k]->row.version);
        cite(out, &t->row);
        for (size_t k = 0; k < t->answer_count - law->principle_count; k++) {
            buf_printf(out, "    %.*s", STR_ARG(law_verdict_name(t->answers[k].verdict)));
            words(out, "for", t->answers[k].subjects);
            words(out, "in", t->answers[k].contests);
            buf_add_char(out, '\n');
        }
    }
    for (size_t i = 0; i < law->principle_count; i++) {
        buf_printf(out, "principle %.*s", STR_ARG(law_verdict_name(law->principles[i].verdict)));
        words(out, "for", law->principles[i].subjects);
        words(out, "in", law->principles[i].contests);
        buf_add_char(out, '\n');
    }
}

/* What the adviser answers: per topic, election and side, and on the first
 * day of its campaign, the classes of each verdict. */
struct asked {
    struct arena *a;
    const struct law *law;
    const struct law_topic *topic;
    struct law_question_of question;
};

static void classes_of(struct buf *out, struct asked *of, enum law_verdict verdict) {
    size_t count = 0;
    for (size_t i = 0; i < of->law->class_count; i++) {
        of->question.subject = of->law->classes[i].row.id;
        if (law_advise(of->a, of->law, of->topic, &of->question).verdict != verdict)
            continue;
        if (count++ == 0)
            buf_printf(out, " | %.*s=", STR_ARG(law_verdict_name(verdict)));
        else
            buf_add_c(out, ",");
        buf_add(out, of->question.subject);
    }
}

static void advice(struct arena *a, struct buf *out, const struct law *law) {
    static const char *const ELECTIONS[] = {"pilkada-2024", "pemilu-2024"};
    static const char *const WHEN[] = {"before", "after", "campaign"};
    for (size_t i = 0; i < law->topic_count * COUNT_OF(ELECTIONS) * COUNT_OF(WHEN); i++) {
        size_t when = i % COUNT_OF(WHEN), rest = i / COUNT_OF(WHEN);
        const char *name = ELECTIONS[rest % COUNT_OF(ELECTIONS)];
        struct asked of = {.a = a, .law = law, .topic = &law->topics[rest / COUNT_OF(ELECTIONS)]};
        of.question.election = law_election(law, str_from_c(name));
        assert_non_null(of.question.election);
        of.question.day = of.question.election->determination;
        of.question.day.day -= when ? 0 : 1;
        if (when == 2)
            of.question.day = law_stage(of.question.election, STR("campaign"))->from;
        buf_printf(out, "%.*s %s %s", STR_ARG(of.topic->row.id), name, WHEN[when]);
        for (int v = LAW_ALLOWED; v <= LAW_FORBIDDEN; v++)
            classes_of(out, &of, (enum law_verdict)v);
        buf_add_char(out, '\n');
    }
}

enum { CAP = 128 * 1024 };

static void golden_is(struct arena *a, const char *path, struct buf *out) {
    assert_false(buf_full(out));
    const char *mode = getenv("NETRAL_GOLDEN");
    bool write = mode && strcmp(mode, "write") == 0;
    FILE *f = fopen(path, write ? "w+b" : "rb");
    assert_non_null(f);
    if (write) {
        assert_int_equal(fwrite(out->ptr, 1, out->len, f), out->len);
        rewind(f);
    }
    char *golden = NEW(a, char, CAP);
    size_t len = fread(golden, 1, CAP, f);
    (void)fclose(f);
    assert_int_equal(len, out->len);
    assert_memory_equal(golden, out->ptr, len);
    buf_done(out);
    arena_free(a);
}

static const struct law *loaded(struct arena *a) {
    struct law_faults faults;
    const struct law *law = NULL;
    hash_library_init();
    assert_int_equal(law_load(a, "rules", &law, &faults).code, ERR_NONE);
    return law;
}

static void the_catalogue_is_the_one_of_the_golden_summary(void **state) {
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law = loaded(a);
    struct buf out;
    (void)state;
    buf_init(&out, CAP);
    acts(a, &out, law);
    ladders(a, &out, law);
    tables(&out, law);
    questions(&out, law);
    golden_is(a, "tests/golden/rules-catalogue.txt", &out);
}

/* Two topics that contradict each other for one class show side by side. */
static void the_adviser_answers_as_in_the_golden_table(void **state) {
    struct arena *a = arena_new(4 * (size_t)LAW_ARENA_CAP);
    const struct law *law = loaded(a);
    struct buf out;
    (void)state;
    buf_init(&out, CAP);
    advice(a, &out, law);
    golden_is(a, "tests/golden/rules-advice.txt", &out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_catalogue_is_the_one_of_the_golden_summary),
        cmocka_unit_test(the_adviser_answers_as_in_the_golden_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
