#include "law/read_files.h"

/* Forms and letters, and the hours in which reports are taken. */

enum { NUMBER_LEN_MAX = 120, DAY_MINUTES = 24 * 60 };

static struct law_letter_field read_field(struct law_reader *r, const struct law_node *n) {
    static const char *const NEEDS[] = {"always", "conditional", "optional"};
    if (!law_keys(r, n, "name label need? when? repeats?"))
        return (struct law_letter_field){0};
    struct law_letter_field f = {
        .name = law_read_id(r, n, "name"),
        .label = law_read_text(r, n, "label"),
        .need =
            (enum law_need)law_read_word(r, n, "need", (struct law_words){NEEDS, COUNT_OF(NEEDS)}),
        .when = law_read_text(r, n, "when"),
        .repeats = law_read_bool(r, n, "repeats"),
    };
    if ((f.need == LAW_CONDITIONAL) == !law_get(n, "when"))
        law_fault(r, n->line, "a field says when it is needed if and only if it is conditional");
    return f;
}

/* What stands between braces is for people: a letter's number is typed; a draft suggests one. */
static struct str read_number(struct law_reader *r, const struct law_node *n, const char *key) {
    struct str number = law_read_str(r, n, key);
    int open = 0;
    bool paired = number.len <= NUMBER_LEN_MAX;
    for (size_t i = 0; i < number.len; i++) {
        open += (number.ptr[i] == '{') - (number.ptr[i] == '}');
        paired = paired && (open == 0 || open == 1);
    }
    if (!paired || open)
        law_fault(r, law_get(n, key)->line,
                  "\"%s\" is a pattern of at most %d bytes whose braces pair", key, NUMBER_LEN_MAX);
    return number;
}

const struct str LAW_LETTER_WORDS[] = {
    STR_INIT("election"), STR_INIT("stage"),  STR_INIT("region"), STR_INIT("articles"),
    STR_INIT("figures"),  STR_INIT("letter"), STR_INIT("")};

const struct str LAW_NUMBER_WORDS[] = {STR_INIT("n"), STR_INIT("office"), STR_INIT("month"),
                                       STR_INIT("year"), STR_INIT("")};

static bool is_word(const struct str *words, struct str name) {
    for (size_t i = 0; words[i].len; i++)
        if (str_equal(words[i], name))
            return true;
    return false;
}

/* Of a number that a draft suggests: what it does not fill in would stand there in braces. */
static void check_number(struct law_reader *r, const struct law_node *n, struct str number) {
    while (number.len) {
        (void)str_cut(&number, '{');
        struct str rest = number, word = str_cut(&rest, '}'), name = str_cut(&word, ':');
        if (number.len && !is_word(LAW_NUMBER_WORDS, name))
            law_fault(r, n->line, "a draft's number names \"%.*s\", which nothing fills in",
                      STR_ARG(name));
    }
}

/* Between braces stands only what a draft fills in (prevention/letter.h). */
static void check_words(struct law_reader *r, const struct law_node *n, struct str text) {
    while (text.len) {
        (void)str_cut(&text, '{');
        struct str rest = text, word = str_cut(&rest, '}');
        if (text.len && !is_word(LAW_LETTER_WORDS, word))
            law_fault(r, n->line, "a template names \"%.*s\", which nothing fills in",
                      STR_ARG(word));
    }
}

/* Either both or none. */
static void read_template(struct law_reader *r, const struct law_node *n, struct law_letter *ret) {
    ret->subject = law_read_text(r, n, "subject");
    ret->template = law_read_text(r, n, "template");
    ret->appeal = law_read_bool(r, n, "appeal");
    if (!law_get(n, "subject") != !law_get(n, "template"))
        law_fault(r, n->line, "\"subject\" and \"template\" belong together");
    if (ret->appeal && !law_get(n, "template"))
        law_fault(r, n->line, "an appeal is drafted here: it needs a template");
    const struct str texts[] = {ret->subject.id, ret->subject.en, ret->template.id,
                                ret->template.en};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        check_words(r, n, texts[i]);
}

/* Whose a pattern is: the others number by number_else. */
static void check_senders(struct law_reader *r, const struct law_node *n,
                          const struct law_letter *letter) {
    for (size_t i = 0; i < letter->senders.count; i++)
        if (!law_office(r->law, letter->senders.list[i]))
            law_fault(r, law_get(n, "senders")->line,
                      "unknown office kind \"%.*s\"; office kinds are rows of offices.yaml",
                      STR_ARG(letter->senders.list[i]));
    if (letter->senders.count && (!letter->number.len || !r->law->number_else.len))
        law_fault(r, law_get(n, "senders")->line,
                  "\"senders\" says whose \"number\" is, beside \"number_else\" for all others");
}

static void read_letter(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    struct law_letter *out = ret;
    if (!law_keys(r, n,
                  LAW_ROW_KEYS
                  " series label number? senders? fields? subjects? tiers? subject? template? "
                  "appeal?"))
        return;
    struct law_rows rows = law_read_rows(r, n, "fields", 1);
    struct law_letter_field *fields = NEW(r->a, struct law_letter_field, rows.count);
    *out = (struct law_letter){
        .row = law_read_row(r, n, arg),
        .series = law_read_id(r, n, "series"),
        .label = law_read_text(r, n, "label"),
        .number = read_number(r, n, "number"),
        .senders = law_read_ids(r, n, "senders", 1),
        .subjects = law_read_ids(r, n, "subjects", 1),
        .tiers = law_read_ids(r, n, "tiers", 1),
        .fields = fields,
    };
    check_senders(r, n, out);
    for (size_t i = 0; i < out->subjects.count; i++)
        if (!law_subject_class(r->law, out->subjects.list[i]))
            law_fault(r, law_get(n, "subjects")->line,
                      "unknown class \"%.*s\"; classes are rows of subjects.yaml",
                      STR_ARG(out->subjects.list[i]));
    read_template(r, n, out);
    if (out->template.id.len)
        check_number(r, n, out->number);
    for (const struct law_node *f = rows.first; f; f = f->next) {
        fields[out->field_count] = read_field(r, f);
        law_check_double(r, f, fields, out->field_count, sizeof *fields);
        out->field_count++;
    }
}

void law_read_letters(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "version? from? to? number_else? letters"))
        return;
    struct law_usual usual = law_read_usual(r, root);
    ret->number_else = read_number(r, root, "number_else");
    check_number(r, root, ret->number_else);
    ret->letters = law_read_table(
        r, root,
        &(struct law_table){"letters", sizeof(struct law_letter), 1, read_letter, &usual, false},
        &ret->letter_count);
}

/* "08:00" as minutes since midnight; "24:00" is the end of the day. */
static int read_time(struct law_reader *r, const struct law_node *n, const char *key) {
    struct str text = law_read_str(r, n, key), rest = text, hour = str_cut(&rest, ':');
    int64_t hours = -1, minutes = -1;
    bool good = hour.len == 2 && rest.len == 2 && str_to_int(hour, &hours) &&
                str_to_int(rest, &minutes) && hours >= 0 && minutes >= 0 && minutes < 60 &&
                hours * 60 + minutes <= DAY_MINUTES;
    if (text.len && !good)
        law_fault(r, law_get(n, key)->line, "\"%s\" must be a time of day, as \"08:00\"", key);
    return good ? (int)(hours * 60 + minutes) : 0;
}

static unsigned read_weekdays(struct law_reader *r, const struct law_node *n) {
    static const struct str DAYS[] = {STR_INIT("mon"), STR_INIT("tue"), STR_INIT("wed"),
                                      STR_INIT("thu"), STR_INIT("fri"), STR_INIT("sat"),
                                      STR_INIT("sun")};
    struct law_words_list list = law_read_ids(r, n, "weekdays", 1);
    unsigned days = 0;
    for (size_t i = 0; i < list.count; i++) {
        unsigned bit = 0;
        for (size_t k = 0; k < COUNT_OF(DAYS); k++)
            if (str_equal(DAYS[k], list.list[i]))
                bit = 1u << k;
        if (!bit || (days & bit))
            law_fault(r, law_get(n, "weekdays")->line,
                      "\"weekdays\" lists each of mon tue wed thu fri sat sun once at most");
        days |= bit;
    }
    return days;
}

static bool stage_known(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->election_count; i++)
        for (size_t k = 0; k < law->elections[i].stage_count; k++)
            if (str_equal(law->elections[i].stages[k].id, id))
                return true;
    return false;
}

static void read_window(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    struct law_window *out = ret;
    if (!law_keys(r, n, LAW_ROW_KEYS " contests? stages? weekdays holidays? opens closes"))
        return;
    *out = (struct law_window){
        .row = law_read_row(r, n, arg),
        .contests = law_read_ids(r, n, "contests", 1),
        .stages = law_read_ids(r, n, "stages", 1),
        .weekdays = read_weekdays(r, n),
        .holidays = law_read_bool(r, n, "holidays"),
        .opens = read_time(r, n, "opens"),
        .closes = read_time(r, n, "closes"),
    };
    if (law_get(n, "opens") && law_get(n, "closes") && out->opens >= out->closes)
        law_fault(r, n->line, "a window opens before it closes");
    for (size_t i = 0; i < out->stages.count; i++)
        if (!stage_known(r->law, out->stages.list[i]))
            law_fault(r, law_get(n, "stages")->line, "no election has a stage \"%.*s\"",
                      STR_ARG(out->stages.list[i]));
}

void law_read_windows(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "version? from? to? windows"))
        return;
    struct law_usual usual = law_read_usual(r, root);
    ret->windows = law_read_table(
        r, root,
        &(struct law_table){"windows", sizeof(struct law_window), 1, read_window, &usual, false},
        &ret->window_count);
}
