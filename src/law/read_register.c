#include "law/read_files.h"

/* What stands beside procedures and acts: instruments, open questions, duties of prevention, the
 * pledge, terms. Each is one file whose rows have the head of every row. */
struct register_file {
    struct law_usual usual;
    struct law_offices offices;
};

/* Texts in both languages under key, and plain lines under key. */
static size_t read_texts(struct law_reader *r, const struct law_node *parent, const char *key,
                         const struct law_text **ret) {
    struct law_rows rows = law_read_rows(r, parent, key, 0);
    struct law_text *list = NEW(r->a, struct law_text, rows.count);
    size_t count = 0;
    for (const struct law_node *n = rows.first; n; n = n->next)
        if (law_keys(r, n, "id en"))
            list[count++] = (struct law_text){law_read_str(r, n, "id"), law_read_str(r, n, "en")};
    *ret = list;
    return count;
}

static struct law_words_list read_lines(struct law_reader *r, const struct law_node *parent,
                                        const char *key) {
    enum { LINE_MAX_LEN = 120 };
    struct law_rows rows = law_read_rows(r, parent, key, 1);
    struct str *list = NEW(r->a, struct str, rows.count);
    struct law_words_list ret = {.list = list};
    for (const struct law_node *n = rows.first; n; n = n->next) {
        struct str line = str_trim(n->value);
        if (n->kind != LAW_SCALAR || !line.len || line.len > LINE_MAX_LEN)
            law_fault(r, n->line, "\"%s\" must list words as a citation prints them: \"Ps 7(3)\"",
                      key);
        else
            list[ret.count++] = arena_str(r->a, line);
    }
    return ret;
}

static void read_instrument(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct register_file *file = arg;
    if (!law_keys(r, n, LAW_ROW_KEYS " label aka? amends? replaces? survives? note?"))
        return;
    *(struct law_instrument *)ret = (struct law_instrument){
        .row = law_read_row(r, n, &file->usual),
        .label = law_read_text(r, n, "label"),
        .aka = read_lines(r, n, "aka"),
        .amends = law_read_ids(r, n, "amends", 1),
        .replaces = law_read_ids(r, n, "replaces", 1),
        .survives = read_lines(r, n, "survives"),
        .note = law_read_text(r, n, "note"),
    };
    if (law_get(n, "survives") && !law_get(n, "to"))
        law_fault(r, n->line, "only what ends can survive its end: give \"to\"");
}

/* Ids, or SECTION/NAME of steps and clocks (rows.h). */
static struct law_words_list read_touched(struct law_reader *r, const struct law_node *parent) {
    struct law_rows rows = law_read_rows(r, parent, "rows", 1);
    struct str *list = NEW(r->a, struct str, rows.count);
    struct law_words_list ret = {.list = list};
    for (const struct law_node *n = rows.first; n; n = n->next) {
        struct str rest = n->value, first = str_cut(&rest, '/');
        if (n->kind == LAW_SCALAR && law_is_id(first) &&
            (law_is_id(rest) || first.len == n->value.len))
            list[ret.count++] = arena_str(r->a, n->value);
        else
            law_fault(r, n->line,
                      "\"rows\" must list ids, or steps and clocks as PART/NAME: "
                      "\"remedies/appeal\"");
    }
    return ret;
}

static void read_question(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    static const char *const STATUSES[] = {"open", "settled"};
    enum { HARM_MAX = 99 };
    const struct register_file *file = arg;
    struct law_open_question *q = ret;
    if (!law_keys(r, n,
                  LAW_ROW_KEYS
                  " question why status disagree? answer? readings? now rows? concerns? harm"))
        return;
    *q = (struct law_open_question){
        .row = law_read_row(r, n, &file->usual),
        .question = law_read_text(r, n, "question"),
        .why = law_read_text(r, n, "why"),
        .status = (enum law_question_status)law_read_word(
            r, n, "status", (struct law_words){STATUSES, COUNT_OF(STATUSES)}),
        .disagree = law_read_bool(r, n, "disagree"),
        .answer = law_read_text(r, n, "answer"),
        .now = law_read_text(r, n, "now"),
        .rows = read_touched(r, n),
        .concerns = law_read_ids(r, n, "concerns", 1),
        .harm = law_read_int(r, n, "harm", HARM_MAX),
    };
    q->reading_count = read_texts(r, n, "readings", &q->readings);
    if ((q->status == LAW_QUESTION_SETTLED) != (law_get(n, "answer") != NULL))
        law_fault(r, n->line, "a settled question has an answer, an open one has none");
    if (q->status == LAW_QUESTION_SETTLED && q->disagree)
        law_fault(r, n->line, "sources that disagree settle nothing: the question is open");
    if (!law_get(n, "rows") && !law_get(n, "concerns"))
        law_fault(r, n->line,
                  "a question names the rows that it touches, or the regimes that it concerns as a "
                  "whole, or \"concerns: [all]\"");
    if (q->status == LAW_QUESTION_OPEN && q->reading_count < 2)
        law_fault(r, n->line, "an open question has at least two readings");
}

static void read_duty(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    enum { DAYS_MAX = 730 };
    const struct register_file *file = arg;
    struct law_duty *duty = ret;
    if (!law_keys(r, n,
                  LAW_ROW_KEYS " actor label timing stage? days? before_stage? each_stage? "
                               "evidence letter? meeting?"))
        return;
    *duty = (struct law_duty){
        .row = law_read_row(r, n, &file->usual),
        .actor = law_read_office(r, n, "actor", file->offices),
        .label = law_read_text(r, n, "label"),
        .timing = law_read_text(r, n, "timing"),
        .stage = law_read_id(r, n, "stage"),
        .before_stage = law_read_bool(r, n, "before_stage"),
        .each_stage = law_read_bool(r, n, "each_stage"),
        .evidence = law_read_text(r, n, "evidence"),
        .letter = law_read_id(r, n, "letter"),
        .meeting = law_read_office(r, n, "meeting", file->offices),
    };
    if (law_get(n, "days"))
        duty->days = (int)law_read_amount(r, n, "days", -DAYS_MAX, DAYS_MAX);
    if (duty->each_stage && law_get(n, "stage"))
        law_fault(r, n->line, "a duty of each stage names no stage");
    if ((law_get(n, "days") || duty->before_stage) && !duty->each_stage && !law_get(n, "stage"))
        law_fault(r, n->line, "days count against a stage: name it, or say each_stage");
}

static void read_pledge(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct register_file *file = arg;
    if (law_keys(r, n, LAW_ROW_KEYS " text"))
        *(struct law_pledge *)ret =
            (struct law_pledge){law_read_row(r, n, &file->usual), law_read_text(r, n, "text")};
}

static void read_term(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct register_file *file = arg;
    if (law_keys(r, n, LAW_ROW_KEYS " word plain code"))
        *(struct law_term *)ret =
            (struct law_term){law_read_row(r, n, &file->usual), law_read_text(r, n, "word"),
                              law_read_text(r, n, "plain"), law_read_str(r, n, "code")};
}

/* The rows of a file that holds one table and, for all its rows, version, from, to. */
static void *read_file(struct law_reader *r, const struct law_node *root, const struct law *law,
                       struct law_table *table, size_t *ret_count) {
    struct register_file file = {{0}, {law->offices, law->office_count}};
    struct str keys = arena_printf(r->scratch, "version? from? to? %s", table->key);
    *ret_count = 0;
    if (!law_keys(r, root, keys.ptr))
        return NULL;
    file.usual = law_read_usual(r, root);
    table->arg = &file;
    return law_read_table(r, root, table, ret_count);
}

void law_read_instruments(struct law_reader *r, const struct law_node *root, struct law *ret) {
    struct law_table table = {
        "instruments", sizeof(struct law_instrument), 1, read_instrument, NULL, false};
    ret->instruments = read_file(r, root, ret, &table, &ret->instrument_count);
}

void law_read_questions(struct law_reader *r, const struct law_node *root, struct law *ret) {
    struct law_table table = {"questions", sizeof(struct law_open_question), 1, read_question, NULL,
                              false};
    ret->questions = read_file(r, root, ret, &table, &ret->question_count);
}

void law_read_duties(struct law_reader *r, const struct law_node *root, struct law *ret) {
    struct law_table table = {"duties", sizeof(struct law_duty), 1, read_duty, NULL, true};
    ret->duties = read_file(r, root, ret, &table, &ret->duty_count);
}

void law_read_pledge(struct law_reader *r, const struct law_node *root, struct law *ret) {
    struct law_table table = {"pledge", sizeof(struct law_pledge), 1, read_pledge, NULL, true};
    ret->pledge = read_file(r, root, ret, &table, &ret->pledge_count);
}

void law_read_terms(struct law_reader *r, const struct law_node *root, struct law *ret) {
    struct law_table table = {"terms", sizeof(struct law_term), 1, read_term, NULL, false};
    ret->terms = read_file(r, root, ret, &table, &ret->term_count);
}
