#include "law/read_files.h"

/* Takeovers of all tasks, and the elections whose law knows none; elections are read before, since
 * a row may be for one kind of them, and rulebooks, since a name means one action. */

static const char *const LEVELS[] = {"nation", "province", "regency", "district", "village"};
static const struct law_words LEVEL_WORDS = {LEVELS, COUNT_OF(LEVELS)};

static bool is_contest(const struct law *law, struct str contest) {
    for (size_t i = 0; i < law->election_count; i++)
        if (str_equal(law->elections[i].contest, contest))
            return true;
    return false;
}

static struct law_words_list read_contests(struct law_reader *r, const struct law_node *n,
                                           const struct law *law) {
    struct law_words_list contests = law_read_ids(r, n, "contests", 1);
    for (size_t i = 0; i < contests.count; i++)
        if (!is_contest(law, contests.list[i]))
            law_fault(r, n->line, "no election is of the kind \"%.*s\"", STR_ARG(contests.list[i]));
    return contests;
}

static void read_level_below(struct law_reader *r, const struct law_node *n, struct str word,
                             struct law_takeover *ret) {
    size_t level = 0;
    while (level < LEVEL_WORDS.count && !str_equal(word, str_from_c(LEVELS[level])))
        level++;
    if (level == LEVEL_WORDS.count)
        law_fault(r, n->line, "unknown level \"%.*s\"", STR_ARG(word));
    else if (level <= (size_t)ret->by)
        law_fault(r, n->line, "a level takes over from one below it, not from \"%.*s\"",
                  STR_ARG(word));
    else
        ret->over[level] = true;
}

static void read_levels(struct law_reader *r, const struct law_node *n, struct law_takeover *ret) {
    if (ret->gives_back) {
        if (law_get(n, "by") || law_get(n, "over"))
            law_fault(r, n->line,
                      "what gives back is taken by whoever took over: leave by and over out");
        return;
    }
    if (!law_get(n, "by")) {
        law_fault(r, n->line, "a takeover says by which level it is taken");
        return;
    }
    ret->by = (enum law_level)law_read_word(r, n, "by", LEVEL_WORDS);
    struct law_words_list over = law_read_ids(r, n, "over", 1);
    for (size_t i = 0; i < over.count; i++)
        read_level_below(r, n, over.list[i], ret);
}

static struct law_outcome *read_outcome(struct law_reader *r, const struct law_node *n) {
    struct law_outcome *outcome = NEW(r->a, struct law_outcome, 1);
    const struct law_node *row = law_get(n, "outcome");
    if (row && law_keys(r, row, "value label"))
        *outcome = (struct law_outcome){.value = law_read_id(r, row, "value"),
                                        .label = law_read_text(r, row, "label")};
    return outcome;
}

static bool has_field(const struct law_step *step, struct str name, enum law_field_type type) {
    for (size_t i = 0; i < step->field_count; i++)
        if (str_equal(step->fields[i].name, name))
            return step->fields[i].type == type && !step->fields[i].required;
    return false;
}

/* A takeover is for a while: whoever records it says until when. */
static void check_fields(struct law_reader *r, const struct law_node *n,
                         const struct law_takeover *t) {
    for (size_t i = 0; i < t->step.field_count; i++)
        if (t->step.fields[i].departs)
            law_fault(r, n->line, "a takeover proposes nothing: leave departs out");
    if (!t->gives_back && !(has_field(&t->step, STR(LAW_ENDS_ON), LAW_F_DATE) &&
                            has_field(&t->step, STR(LAW_ENDS_WHEN), LAW_F_TEXT)))
        law_fault(r, n->line,
                  "a takeover ends: give it the fields " LAW_ENDS_ON " (date) and " LAW_ENDS_WHEN
                  " (text), neither required: one of them must be filled in");
}

struct takeovers_file {
    const struct law *law;
    struct law_usual usual;
};

static void read_takeover(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct takeovers_file *file = arg;
    struct law_takeover *t = ret;
    if (!law_keys(r, n,
                  LAW_ROW_KEYS " name label contests? by? over? gives_back? condition reporter "
                               "fields outcome"))
        return;
    *t = (struct law_takeover){.row = law_read_row(r, n, &file->usual),
                               .contests = read_contests(r, n, file->law),
                               .gives_back = law_read_bool(r, n, "gives_back"),
                               .condition = law_read_text(r, n, "condition"),
                               .reporter = law_read_text(r, n, "reporter")};
    read_levels(r, n, t);
    t->step = (struct law_step){.id = t->row.id,
                                .name = law_read_id(r, n, "name"),
                                .label = law_read_text(r, n, "label"),
                                .actor = STR("bawaslu"),
                                .role = STR("head"),
                                .outcomes = read_outcome(r, n),
                                .outcome_count = 1,
                                .cite = t->row.cite,
                                .file = t->row.file,
                                .line = t->row.line,
                                .takeover = t};
    law_read_fields(r, n, &t->step);
    check_fields(r, n, t);
}

static void read_silence(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct takeovers_file *file = arg;
    if (law_keys(r, n, LAW_ROW_KEYS " contests says"))
        *(struct law_silence *)ret =
            (struct law_silence){.row = law_read_row(r, n, &file->usual),
                                 .contests = read_contests(r, n, file->law),
                                 .says = law_read_text(r, n, "says")};
}

/* A name means one action, whatever the procedure. */
static void check_names(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->takeover_count; i++) {
        struct str name = law->takeovers[i].step.name;
        bool twice = false;
        for (size_t k = 0; k < law->rulebook_count; k++)
            twice = twice || law_step(&law->rulebooks[k], name);
        for (size_t k = 0; k < i; k++)
            twice = twice || str_equal(law->takeovers[k].step.name, name);
        if (twice && name.len)
            law_fault(r, law->takeovers[i].row.line, "another step is called \"%.*s\"",
                      STR_ARG(name));
    }
}

/* What is both taken over and not is said twice. */
static void check_silences(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->silence_count; i++)
        for (size_t k = 0; k < law->silences[i].contests.count; k++) {
            struct str contest = law->silences[i].contests.list[k];
            bool spoken = false;
            for (size_t t = 0; t < law->takeover_count; t++)
                spoken = spoken || law_lists_or_all(law->takeovers[t].contests, contest);
            if (spoken)
                law_fault(r, law->silences[i].row.line,
                          "the law cannot be silent for \"%.*s\": a takeover is for it",
                          STR_ARG(contest));
        }
}

void law_read_takeovers(struct law_reader *r, const struct law_node *root, struct law *ret) {
    struct takeovers_file file = {ret, {0}};
    struct law_table takeovers = {.key = "takeovers",
                                  .size = sizeof(struct law_takeover),
                                  .read = read_takeover,
                                  .arg = &file};
    struct law_table silent = {
        .key = "silent", .size = sizeof(struct law_silence), .read = read_silence, .arg = &file};
    ret->takeover_count = ret->silence_count = 0;
    if (!law_keys(r, root, "version? from? to? takeovers silent"))
        return;
    file.usual = law_read_usual(r, root);
    ret->takeovers = law_read_table(r, root, &takeovers, &ret->takeover_count);
    ret->silences = law_read_table(r, root, &silent, &ret->silence_count);
    check_names(r, ret);
    check_silences(r, ret);
}
