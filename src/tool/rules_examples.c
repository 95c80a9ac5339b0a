#include <stdio.h>

#include "deadline/deadline.h"
#include "tool/rules.h"

static const char HELP[] = "Usage: netral rules examples [ID] [--lang id|en] [--rules DIR]\n\n"
                           "The worked examples of rules/examples.yaml, counted now: what happened "
                           "on which day, the clock\n"
                           "that counts from it, its last day by both readings of day 1, and the "
                           "day that the source names.\n"
                           "As Markdown: docs/law/examples.md ends with it.\n";

struct answer {
    struct arena *a;
    const struct law *law;
    bool english;
};

static struct str say(const struct answer *x, struct law_text text) {
    return law_say(text, x->english);
}

static const char *word(const struct answer *x, const char *id, const char *en) {
    return x->english ? en : id;
}

/* "Thu 2024-11-14": the weekday is what people check first. */
static struct str day(const struct answer *x, struct date d) {
    static const char *const NAMES[][2] = {{"Sen", "Mon"}, {"Sel", "Tue"}, {"Rab", "Wed"},
                                           {"Kam", "Thu"}, {"Jum", "Fri"}, {"Sab", "Sat"},
                                           {"Min", "Sun"}};
    return arena_printf(x->a, "%s %.*s", NAMES[date_weekday(d)][x->english],
                        STR_ARG(date_format(x->a, d)));
}

static const char *unit(const struct answer *x, enum law_unit u) {
    static const char *const NAMES[][2] = {{"hari kalender", "calendar days"},
                                           {"hari kerja", "working days"},
                                           {"bulan", "months"},
                                           {"x 24 jam", "x 24 hours"}};
    return NAMES[u][x->english];
}

static struct deadline counted(const struct answer *x, const struct law_example_count *c) {
    const struct deadline_days days = {.calendar = &x->law->calendar};
    return deadline_last_days(c->clock, c->start, &days);
}

/* A word about the clock's way of counting, where it is not a last day. */
static const char *mode(const struct answer *x, const struct law_clock *clock) {
    return clock->mode == LAW_EFFECT   ? word(x, ", lalu berlaku", ", then it takes effect")
           : clock->mode == LAW_BEFORE ? word(x, " sebelumnya", " before it")
                                       : "";
}

static void print_counts(const struct answer *x, const struct law_example *example) {
    (void)printf("\n| %s |\n|---|---|---|---|---|---|---|\n",
                 word(x,
                      "tanggal | kejadian | tenggat | lama | hitungan ketat | hitungan lazim | "
                      "menurut sumber",
                      "day | what happened | clock | length | strict reading | common reading | "
                      "the source says"));
    for (size_t i = 0; i < example->count_count; i++) {
        const struct law_example_count *c = &example->counts[i];
        struct deadline d = counted(x, c);
        (void)printf("| %.*s | %.*s | %.*s | %d %s%s | %.*s | %.*s | %.*s |\n",
                     STR_ARG(day(x, c->start)), STR_ARG(say(x, c->event)),
                     STR_ARG(say(x, c->clock->name)), c->clock->n, unit(x, c->clock->unit),
                     mode(x, c->clock), STR_ARG(day(x, d.due_early)), STR_ARG(day(x, d.due)),
                     STR_ARG(c->has_said ? day(x, c->said) : STR("-")));
    }
}

static void print_basis(const struct answer *x, const struct law_example *example) {
    (void)printf("\n");
    for (size_t i = 0; i < example->count_count; i++) {
        const struct law_clock *clock = example->counts[i].clock;
        (void)printf("- %.*s: \"%.*s\"; %.*s%s. `netral due %.*s %.*s`\n",
                     STR_ARG(say(x, clock->name)), STR_ARG(clock->start), STR_ARG(clock->cite.text),
                     law_needs_badge(&clock->cite)
                         ? word(x, " (belum diverifikasi)", " (not verified)")
                         : "",
                     STR_ARG(clock->id), STR_ARG(date_format(x->a, example->counts[i].start)));
    }
}

static void print_source(const struct answer *x, const struct law_example *example) {
    if (example->invented)
        return;
    struct str rest = example->row.cite.source;
    (void)printf("\n%s: %.*s", word(x, "Sumber", "Source"), STR_ARG(example->row.cite.text));
    while (rest.len) {
        const struct law_source *source = law_source(x->law, str_trim(str_cut(&rest, ',')));
        if (source && source->address.len)
            (void)printf(", <%.*s>", STR_ARG(source->address));
    }
    (void)printf(".\n");
}

static void print_example(const struct answer *x, const struct law_example *example, bool first) {
    (void)printf("%s## %.*s\n\n%.*s\n", first ? "" : "\n", STR_ARG(say(x, example->label)),
                 STR_ARG(say(x, example->story)));
    print_counts(x, example);
    print_basis(x, example);
    print_source(x, example);
}

static int print_all(const struct answer *x, const char *id) {
    bool first = true;
    for (size_t i = 0; i < x->law->example_count; i++) {
        const struct law_example *example = &x->law->examples[i];
        if (id && !str_equal(example->row.id, str_from_c(id)))
            continue;
        print_example(x, example, first);
        first = false;
    }
    if (!id || !first)
        return 0;
    (void)fprintf(stderr, "netral rules examples: no example \"%s\"; there are:\n", id);
    for (size_t i = 0; i < x->law->example_count; i++)
        (void)fprintf(stderr, "  %.*s\n", STR_ARG(x->law->examples[i].row.id));
    return 2;
}

int rules_examples(const struct tool *tool) {
    struct tool asked = *tool;
    struct answer x = {0};
    const char *lang = NULL, *id = NULL;
    const struct tool_option options[] = {{"rules", &asked.rules_dir, NULL}, {"lang", &lang, NULL}};
    const struct tool_usage usage = {HELP, options, COUNT_OF(options), &id, 1};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!rules_language(lang, &x.english))
        return 2;
    x.a = arena_new(RULES_ARENA_CAP);
    x.law = tool_law(&asked, x.a);
    int status = x.law ? print_all(&x, id) : 1;
    arena_free(x.a);
    return status;
}
