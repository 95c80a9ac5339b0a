#include "law/read_files.h"

/* Worked examples: days of real or invented cases, counted by clocks of the rulebooks, which are
 * read before. */

static const struct law_clock *read_clock(struct law_reader *r, const struct law_node *n,
                                          const struct law_rulebook *rules) {
    const struct law_node *clock = law_get(n, "clock");
    struct str id = law_read_id(r, n, "clock");
    const struct law_clock *found = rules && id.len ? law_clock(rules, id) : NULL;
    if (rules && id.len && !found)
        law_fault(r, clock->line, "the procedure %.*s@%d has no clock \"%.*s\"",
                  STR_ARG(rules->regime), rules->version, STR_ARG(id));
    return found;
}

struct examples_file {
    const struct law *law;
    struct law_usual usual; /* what the file says for all its rows */
};

static struct law_example_count read_count(struct law_reader *r, const struct law_node *n,
                                           const struct law *law) {
    if (!law_keys(r, n, "event regime clock start said?"))
        return (struct law_example_count){0};
    struct str regime = law_read_id(r, n, "regime");
    struct law_example_count count = {.event = law_read_text(r, n, "event"),
                                      .start = law_read_date(r, n, "start")};
    count.rules = law_rulebook_on(law, regime, count.start);
    if (!count.rules && regime.len && count.start.day)
        law_fault(r, n->line, "no version of the procedure \"%.*s\" is in force on that day",
                  STR_ARG(regime));
    count.clock = read_clock(r, n, count.rules);
    if (law_get(n, "said")) {
        count.has_said = true;
        count.said = law_read_date(r, n, "said");
    }
    return count;
}

static void read_example(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct examples_file *file = arg;
    if (!law_keys(r, n, LAW_ROW_KEYS " label story invented? counts"))
        return;
    struct law_rows rows = law_read_rows(r, n, "counts", 1);
    struct law_example_count *counts = NEW(r->a, struct law_example_count, rows.count);
    struct law_example *example = ret;
    *example = (struct law_example){.row = law_read_row(r, n, &file->usual),
                                    .label = law_read_text(r, n, "label"),
                                    .story = law_read_text(r, n, "story"),
                                    .invented = law_read_bool(r, n, "invented"),
                                    .counts = counts};
    for (const struct law_node *c = rows.first; c; c = c->next) {
        counts[example->count_count] = read_count(r, c, file->law);
        if (example->invented && counts[example->count_count].has_said)
            law_fault(r, c->line, "an invented case has no source that says a day: leave said out");
        example->count_count++;
    }
    if (!example->count_count)
        law_fault(r, n->line, "an example counts at least one clock");
}

void law_read_examples(struct law_reader *r, const struct law_node *root, struct law *ret) {
    struct examples_file file = {ret, {0}};
    struct law_table table = {"examples", sizeof(struct law_example), 0, read_example, &file,
                              false};
    ret->example_count = 0;
    if (!law_keys(r, root, "version? from? to? examples"))
        return;
    file.usual = law_read_usual(r, root);
    ret->examples = law_read_table(r, root, &table, &ret->example_count);
}
