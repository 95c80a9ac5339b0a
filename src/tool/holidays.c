#include "tool/recount.h"
#include "tool/rules_file.h"

/* lint: may-use: the decree is a file of rules/, not of a store */
#include "law/decree.h"

#include <stdio.h>

static const char USAGE[] =
    "Usage: netral holidays FILE.yaml|FILE.csv [options]\n"
    "Loads a year's decree of days off: checks it, shows how it differs from the table, writes\n"
    "calendars/holidays-YEAR.yaml with a raised version. What is wrong is said with its line, and\n"
    "nothing is written then. A CSV has a head line with date, kind, name.\n"
    "  --rules DIR       the rules folder (else as for every command)\n"
    "  --source TEXT     of a CSV: which decree it is\n"
    "  --confidence WORD of a CSV: high, medium (default), low\n"
    "  --verified        of a CSV: the decree's own list was read, not a list in the press\n"
    "  --read-by TEXT    of a CSV: who read it, and where\n"
    "  --check           shows the difference and writes nothing\n"
    "  --data DIR        a store: says which of its running deadlines change, with --check too\n"
    "  --db CONNINFO     the same, in PostgreSQL\n"
    "  --now TIME        demo and test stores only\n";

static const size_t ARENA_CAP = 64u << 20;

struct request {
    const char *file, *source, *confidence, *read_by;
    struct tool_store store;
    bool check, verified;
};
struct loading {
    struct arena *a;
    struct tool tool; /* with the rules folder that was asked for */
    const struct request *request;
    const struct law *law; /* of the folder or, with a store, the one in use there */
    struct flow *flow;     /* NULL: no store */
    struct env env;
    struct law_year year, before;
};

static void print_faults(const struct law_faults *faults) {
    for (size_t i = 0; i < faults->count; i++)
        tool_print_fault(stderr, &faults->list[i]);
}

static bool read_confidence(const char *word, enum law_confidence *ret) {
    *ret = LAW_MEDIUM; /* whoever gave the list did not say how sure it is */
    for (int c = LAW_HIGH; word && c <= LAW_LOW; c++)
        if (str_equal(str_from_c(word), law_confidence_name((enum law_confidence)c))) {
            *ret = (enum law_confidence)c;
            return true;
        }
    return !word;
}

static bool read_year(struct loading *l) {
    const struct request *request = l->request;
    struct law_decree decree = {.name = str_from_c(request->file),
                                .source = str_from_c(request->source),
                                .verified = request->verified,
                                .read_by = str_from_c(request->read_by)};
    struct law_faults faults;
    if (!read_confidence(request->confidence, &decree.confidence)) {
        (void)fputs("netral holidays: --confidence is high, medium or low\n", stderr);
        return false;
    }
    if (!tool_read_small("netral holidays", l->a, request->file, &decree.bytes))
        return false;
    if (law_decree_read(l->a, &decree, &l->year, &faults).code) {
        print_faults(&faults);
        return false;
    }
    l->before = law_decree_now(l->a, l->law, l->year.year);
    l->year.version = law_decree_raise(l->a, l->year.year, l->before.version);
    struct str misplaced = law_decree_misplaced(l->a, l->law, &l->year).en;
    if (misplaced.len)
        (void)fprintf(stderr, "%s: %.*s\n", request->file, STR_ARG(misplaced));
    return !misplaced.len;
}

static void print_day(const struct loading *l, char sign, const struct law_holiday *h) {
    struct str kind = law_day_kind_name(h->kind);
    (void)printf("%c %.*s %-16.*s %.*s\n", sign, STR_ARG(date_format(l->a, h->date)), STR_ARG(kind),
                 STR_ARG(h->name));
}

/* Returns how many days differ. */
static size_t print_difference(const struct loading *l) {
    size_t count;
    const struct law_day_change *changes = law_decree_changes(l->a, &l->before, &l->year, &count);
    for (size_t i = 0; i < count; i++) {
        if (changes[i].was)
            print_day(l, '-', changes[i].was);
        if (changes[i].now)
            print_day(l, '+', changes[i].now);
    }
    return count;
}

/* The rules as they are with the new table, or NULL after the old one was put back. */
static const struct law *replace(struct loading *l) {
    struct str head =
        arena_printf(l->a, "Days off in %d. Written by `netral holidays`.", l->year.year);
    const struct tool_rules_file file = {"netral holidays", law_decree_file(l->a, l->year.year),
                                         law_decree_text(l->a, &l->year, head)};
    const struct law *law = file.text.len ? tool_rules_replace(&l->tool, l->a, &file) : NULL;
    if (law)
        (void)printf("%s/%.*s: version %.*s\n", l->tool.rules_dir, STR_ARG(file.name),
                     STR_ARG(l->year.version));
    return law;
}

/* What the store's running deadlines do: of a store in use with the new table. */
static int tell_clocks(const struct loading *l, struct str text) {
    if (!l->flow) {
        (void)puts(l->request->check
                       ? "Which running deadlines would change, --data DIR says."
                       : "Running deadlines are counted anew at the next start of the server; "
                         "`netral recount --data DIR --dry-run` says which.");
        return 0;
    }
    struct flow_recount how = {.dry_run = true,
                               .law = law_decree_apply(l->a, l->law, &l->year, text)};
    return tool_recount_tell(l->flow, &how, NULL);
}

static bool is_verified(const struct law_year *year) {
    for (size_t i = 0; i < year->count; i++)
        if (!year->days[i].verified)
            return false;
    return year->count > 0;
}

/* The law that the list is held against: of a store, with what was loaded on its page. */
static int find_law(struct loading *l) {
    l->law = tool_law(&l->tool, l->a);
    if (!l->law)
        return 1;
    if (!l->request->store.data)
        return 0;
    int status = tool_store_open(&l->request->store, l->law, &l->env, &l->flow);
    if (!status)
        l->law = flow_law(l->flow);
    return status;
}

static void warn(const struct loading *l, bool verified) {
    struct str doubt = law_decree_doubt(l->a, &l->year).en;
    if (doubt.len)
        (void)printf("warning: %.*s\n", STR_ARG(doubt));
    if (!verified)
        (void)puts("warning: not verified: the list was not read in the decree itself; once it "
                   "was, the file says \"verified: true\", of a CSV --verified does.");
}

static int load(struct loading *l) {
    int status = find_law(l);
    if (status)
        return status;
    if (!read_year(l))
        return 1;
    size_t count = print_difference(l);
    bool verified = is_verified(&l->year);
    if (!count && l->before.estimated == l->year.estimated && l->before.verified == verified) {
        (void)printf("The table of %d says the same already; nothing was written.\n", l->year.year);
        return 0;
    }
    (void)printf("%.*s from %.*s.\n",
                 STR_ARG(tool_count_words(l->a, (int64_t)count, "day differs", "days differ")),
                 STR_ARG(l->before.version.len ? l->before.version : STR("no table")));
    warn(l, verified);
    struct str text = law_decree_text(l->a, &l->year, STR("Checked by `netral holidays`."));
    if (!l->request->check && !replace(l))
        return 1;
    status = tell_clocks(l, text);
    if (l->request->check)
        (void)puts("Nothing was written: --check only looks.");
    return status;
}

int tool_holidays(const struct tool *tool) {
    struct request q = {0};
    const char *rules = NULL, *rest[1] = {NULL};
    const struct tool_option options[] = {
        {"rules", &rules, NULL},
        {"source", &q.source, NULL},
        {"confidence", &q.confidence, NULL},
        {"verified", NULL, &q.verified},
        {"read-by", &q.read_by, NULL},
        {"check", NULL, &q.check},
        {"data", &q.store.data, NULL},
        {"db", &q.store.db, NULL},
        {"now", &q.store.now, NULL},
    };
    struct tool_usage usage = {USAGE, options, COUNT_OF(options), rest, 1};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    q.file = rest[0];
    if (!q.file) {
        (void)fprintf(stderr, "netral holidays: FILE is needed\n\n%s", USAGE);
        return 2;
    }
    struct loading l = {.a = arena_new(ARENA_CAP), .tool = *tool, .request = &q};
    l.env = tool->env ? *tool->env : env_system();
    if (rules)
        l.tool.rules_dir = rules;
    int status = load(&l);
    flow_close(l.flow);
    arena_free(l.a);
    return status;
}
