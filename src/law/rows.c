#include "law/rows.h"

#include <string.h>

/* Tables whose rows begin with struct law_row: a new kind is one line here. */
struct table {
    const char *kind;
    size_t list, count, size; /* offsets in struct law; bytes of a row */
    size_t label;             /* offset of the row's words for people */
};
#define TABLE(kind, list, count, row, label)                                                       \
    {                                                                                              \
        kind, offsetof(struct law, list), offsetof(struct law, count), sizeof(struct row),         \
            offsetof(struct row, label)                                                            \
    }
static const struct table TABLES[] = {
    TABLE("instrument", instruments, instrument_count, law_instrument, label),
    TABLE("authority", authorities, authority_count, law_authority, note),
    TABLE("subject", classes, class_count, law_subject_class, label),
    TABLE("catalogue", catalogues, catalogue_count, law_catalogue, label),
    TABLE("act", acts, act_count, law_act, label),
    TABLE("sanction", sanctions, sanction_count, law_sanction, label),
    TABLE("penalty", penalties, penalty_count, law_penalty, label),
    TABLE("fine_scale", fine_scales, fine_scale_count, law_fine_scale, label),
    TABLE("imposer", imposers, imposer_count, law_imposer, examinee),
    TABLE("siasn", siasn, siasn_count, law_siasn, label),
    TABLE("topic", topics, topic_count, law_topic, question),
    TABLE("letter", letters, letter_count, law_letter, label),
    TABLE("duty", duties, duty_count, law_duty, label),
    TABLE("pledge", pledge, pledge_count, law_pledge, text),
    TABLE("term", terms, term_count, law_term, word),
    TABLE("takeover", takeovers, takeover_count, law_takeover, step.label),
    TABLE("silence", silences, silence_count, law_silence, says),
    TABLE("example", examples, example_count, law_example, label),
    TABLE("question", questions, question_count, law_open_question, question),
};

static struct law_row_view of_row(const char *kind, const struct law_row *row) {
    return (struct law_row_view){.kind = str_from_c(kind),
                                 .id = row->id,
                                 .version = row->version,
                                 .span = row->span,
                                 .cite = &row->cite,
                                 .file = row->file,
                                 .line = row->line};
}

/* What rows of one rulebook have in common; for the clocks that none runs: always in force. */
static struct law_row_view of_rulebook(const struct law_rulebook *rules, const char *kind) {
    struct law_row_view view = {.kind = str_from_c(kind),
                                .rulebook = rules,
                                .version = 1,
                                .span = {{INT32_MIN}, {LAW_OPEN}}};
    if (rules) {
        view.version = rules->version;
        view.span = (struct law_span){rules->from, rules->to};
    }
    return view;
}

static void walk_table(const struct law *law, const struct table *t, law_row_visit *visit,
                       void *arg) {
    const char *list;
    size_t count;
    memcpy(&list, (const char *)law + t->list, sizeof list);
    memcpy(&count, (const char *)law + t->count, sizeof count);
    for (size_t i = 0; i < count; i++) {
        const char *at = list + i * t->size;
        struct law_row_view view = of_row(t->kind, (const void *)at);
        memcpy(&view.label, at + t->label, sizeof view.label);
        visit(&view, arg);
    }
}

/* A kind of office has no days: who holds a role when stands in authorities.yaml. */
static void walk_offices(const struct law *law, law_row_visit *visit, void *arg) {
    struct law_row_view view = of_rulebook(NULL, "office");
    for (size_t i = 0; i < law->office_count; i++) {
        const struct law_office *o = &law->offices[i];
        view.id = o->id;
        view.label = o->label;
        view.cite = &o->cite;
        view.file = o->file;
        view.line = o->line;
        visit(&view, arg);
    }
}

/* That a code is known and that a row of ours is the same are two statements with two citations. */
static void walk_matches(const struct law *law, law_row_visit *visit, void *arg) {
    for (size_t i = 0; i < law->siasn_count; i++) {
        const struct law_siasn *s = &law->siasn[i];
        struct law_row_view view = of_row("siasn_match", &s->row);
        view.cite = &s->match;
        view.label = s->label;
        if (s->ours.len)
            visit(&view, arg);
    }
}

/* Rows that have words of their own, or none: windows, answers of the adviser. */
static void walk_windows(const struct law *law, law_row_visit *visit, void *arg) {
    for (size_t i = 0; i < law->window_count; i++) {
        struct law_row_view view = of_row("window", &law->windows[i].row);
        view.label = (struct law_text){view.id, view.id};
        visit(&view, arg);
    }
}

static void walk_answer(const struct law_answer *answer, struct law_row_view view,
                        law_row_visit *visit, void *arg) {
    view.cite = &answer->cite;
    view.label = answer->why;
    view.file = answer->file;
    view.line = answer->line;
    visit(&view, arg);
}

/* Behind a topic's own answers stand the principles of all topics: those are rows once. */
static void walk_answers(const struct law *law, law_row_visit *visit, void *arg) {
    struct law_row_view principle = of_rulebook(NULL, "principle");
    principle.id = STR("principles");
    for (size_t i = 0; i < law->topic_count; i++) {
        const struct law_topic *topic = &law->topics[i];
        for (size_t k = 0; k + law->principle_count < topic->answer_count; k++)
            walk_answer(&topic->answers[k], of_row("answer", &topic->row), visit, arg);
    }
    for (size_t i = 0; i < law->principle_count; i++)
        walk_answer(&law->principles[i], principle, visit, arg);
}

static void walk_elections(const struct law *law, law_row_visit *visit, void *arg) {
    struct law_row_view view = of_rulebook(NULL, "election");
    for (size_t i = 0; i < law->election_count; i++) {
        const struct law_election *e = &law->elections[i];
        view.id = e->id;
        view.span = (struct law_span){e->opens, e->closes};
        view.label = e->label;
        view.cite = &e->cite;
        view.file = e->file;
        view.line = 1;
        visit(&view, arg);
    }
}

static void walk_clocks(const struct law_rulebook *rules, const struct law_clock *clocks,
                        size_t count, law_row_visit *visit, void *arg) {
    const struct law_row_view usual = of_rulebook(rules, "clock");
    struct law_row_view view = usual;
    for (size_t i = 0; i < count; i++) {
        const struct law_clock *c = &clocks[i];
        view.kind = STR("clock");
        view.version = c->version ? c->version : usual.version;
        view.id = c->id;
        view.label = c->name;
        view.file = c->file;
        view.line = c->line;
        view.cite = &c->cite;
        visit(&view, arg);
        view.kind = STR("other_count");
        for (size_t k = 0; k < c->other_count; k++) {
            view.cite = &c->others[k].cite;
            visit(&view, arg);
        }
    }
}

static void walk_steps(const struct law_rulebook *rules, law_row_visit *visit, void *arg) {
    const struct law_row_view usual = of_rulebook(rules, "step");
    struct law_row_view view = usual;
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *s = &rules->steps[i];
        view.id = s->id;
        view.version = s->version ? s->version : usual.version;
        view.label = s->label;
        view.cite = &s->cite;
        view.file = s->file;
        view.line = s->line;
        view.name = s->name;
        visit(&view, arg);
        view.name = (struct str){0};
        if (s->times) {
            struct law_row_view times = view;
            times.kind = STR("times");
            times.cite = &s->times_cite;
            visit(&times, arg);
        }
        for (size_t k = 0; k < s->also_count; k++) {
            struct law_row_view also = view;
            also.kind = STR("also");
            also.id = s->also[k].id;
            also.label = s->also[k].label;
            also.cite = &s->also[k].cite;
            also.line = s->also[k].line;
            visit(&also, arg);
        }
    }
}

static void walk_requirements(const struct law_rulebook *rules, law_row_visit *visit, void *arg) {
    struct law_row_view view = of_rulebook(rules, "requirement");
    for (size_t i = 0; i < rules->requirement_count; i++) {
        const struct law_requirement *q = &rules->requirements[i];
        view.id = q->id;
        view.label = q->text;
        view.cite = &q->cite;
        view.file = q->file;
        view.line = q->line;
        visit(&view, arg);
    }
}

static void walk_numbers(const struct law_rulebook *rules, law_row_visit *visit, void *arg) {
    struct law_row_view view = of_rulebook(rules, "numbers");
    if (!rules->numbers.cite.text.len)
        return; /* a procedure that others open gives no numbers */
    view.id = STR("numbers");
    view.label = (struct law_text){STR("Pola nomor"), STR("Number patterns")};
    view.cite = &rules->numbers.cite;
    view.file = rules->file;
    view.line = rules->numbers.line;
    visit(&view, arg);
}

/* Rows of a part are visited with every rulebook that names it; from the second on they say so. */
struct passing {
    const struct law *law;
    size_t index; /* of the rulebook */
    law_row_visit *visit;
    void *arg;
    struct str
        file; /* of the row before, and what is true of all of its rows: they stand in runs */
    struct str section;
    bool again;
};

static const struct law_section *section_of(const struct law_rulebook *rules, struct str file) {
    for (size_t i = 0; i < rules->sections.count; i++)
        if (str_equal(rules->sections.list[i].file, file))
            return &rules->sections.list[i];
    return NULL;
}

static void enter_file(struct passing *p, const struct law_row_view *row) {
    const struct law_section *section = section_of(row->rulebook, row->file);
    p->file = row->file;
    p->section = section ? section->name : row->rulebook->regime;
    p->again = false;
    for (size_t i = 0; i < p->index && !p->again; i++)
        p->again = section_of(&p->law->rulebooks[i], row->file) != NULL;
}

static void pass_on(const struct law_row_view *row, void *arg) {
    struct passing *p = arg;
    struct law_row_view view = *row;
    if (!str_equal(p->file, row->file))
        enter_file(p, row);
    view.again = p->again;
    view.section = p->section;
    p->visit(&view, p->arg);
}

bool law_row_is_named(const struct law_row_view *row, struct str word) {
    if (str_equal(row->id, word))
        return !str_equal(row->kind, STR("question"));
    size_t n = row->section.len;
    if (!n || n >= word.len || word.ptr[n] != '/' || !str_starts(word, row->section))
        return false;
    bool clock = str_equal(row->kind, STR("clock"));
    return str_equal(clock ? row->id : row->name, (struct str){word.ptr + n + 1, word.len - n - 1});
}

bool law_question_touches(const struct law_open_question *q, const struct law_row_view *row) {
    for (size_t i = 0; i < q->rows.count; i++)
        if (law_row_is_named(row, q->rows.list[i]))
            return true;
    return false;
}

struct law_asked law_step_questions(struct arena *a, const struct law *law,
                                    const struct law_rulebook *rules, const struct law_step *step,
                                    struct date day) {
    const struct law_open_question **list =
        NEW(a, const struct law_open_question *, law->question_count + 1);
    const struct law_section *section = rules ? section_of(rules, step->file) : NULL;
    struct law_row_view row = {.kind = STR("step"), .id = step->id, .name = step->name};
    size_t count = 0;
    if (step->takeover)
        row = (struct law_row_view){.kind = STR("takeover"), .id = step->takeover->row.id};
    else if (rules)
        row.section = section ? section->name : rules->regime;
    for (size_t i = 0; i < law->question_count; i++) {
        const struct law_open_question *q = &law->questions[i];
        if (q->status == LAW_QUESTION_OPEN && law_in_force(q->row.span, day) &&
            law_question_touches(q, &row))
            list[count++] = q;
    }
    return (struct law_asked){list, count};
}

void law_each_row(const struct law *law, law_row_visit *visit, void *arg) {
    for (size_t i = 0; i < COUNT_OF(TABLES); i++)
        walk_table(law, &TABLES[i], visit, arg);
    walk_offices(law, visit, arg);
    walk_windows(law, visit, arg);
    walk_matches(law, visit, arg);
    walk_answers(law, visit, arg);
    walk_elections(law, visit, arg);
    walk_clocks(NULL, law->clocks, law->clock_count, visit, arg);
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *rules = &law->rulebooks[i];
        struct passing p = {.law = law, .index = i, .visit = visit, .arg = arg};
        walk_numbers(rules, pass_on, &p);
        walk_requirements(rules, pass_on, &p);
        walk_clocks(rules, rules->clocks, rules->clock_count, pass_on, &p);
        walk_steps(rules, pass_on, &p);
    }
}
