#include "tool/rules_file.h"
#include "tool/rules_record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

static const char HELP[] =
    "Usage: netral rules accept [--by NAME] [--all | ROW...] [--rules DIR]\n\n"
    "Writes into accepted.txt, in the rules folder, that the rows say what they should: who\n"
    "accepted them, and when. `netral rules check` tells then of every row that says something\n"
    "else, or is new, or gone. Without ROW and --all it shows what waits, and writes nothing.\n"
    "  ROW          a file (acts/skb-2022.yaml), a row of it (acts/skb-2022.yaml:acts/DIS-01,\n"
    "               acts/DIS-01, DIS-01), or a file's head: all that stands in no row of it\n"
    "               (acts/skb-2022.yaml:head)\n"
    "  --all        everything that waits; in a folder without a record it begins one\n"
    "  --by NAME    who accepts (else the name under which you are logged in)\n"
    "A row of law that says something else keeps its version only if nobody accepts it: raise\n"
    "\"version\" first. Nothing is accepted while the rules have other faults.\n"
    "Exit 0: accepted, or nothing waits; 1: refused, or something waits; 2: usage.\n";

enum { RECORD_TEXT_MAX = LAW_ACCEPTED_MAX };

struct accepting {
    struct arena *a;
    const char *dir;
    struct rules_record record;
    const char *words[TOOL_LIST_MAX + 1]; /* NULL-ended */
    bool all;
    bool *chosen; /* of record.list */
};

/* "acts/DIS-01" as "DIS-01", "steps/decide/decide_moral" as that without its list, or its end. */
static bool is_short_name(struct str name, struct str word) {
    while (str_find(name, STR("/"))) {
        (void)str_cut(&name, '/');
        if (str_equal(name, word))
            return true;
    }
    return false;
}

static bool means(const struct law_entry *e, const char *asked) {
    struct str word = str_from_c(asked), name = word, file = str_cut(&name, ':');
    if (name.len)
        return str_equal(file, e->file) &&
               (str_equal(name, e->name) || is_short_name(e->name, name));
    return str_equal(word, e->file) || str_equal(word, e->name) || is_short_name(e->name, word);
}

/* Marks what a word means; false after saying that it means nothing, or rows of several files. */
static bool choose(struct accepting *x, const char *word) {
    const struct law_entry *found = NULL;
    for (size_t i = 0; i < x->record.list.count; i++) {
        const struct law_entry *e = law_unaccepted_entry(&x->record.list.list[i]);
        if (!means(e, word))
            continue;
        if (found && !str_equal(found->file, e->file)) {
            (void)fprintf(stderr,
                          "netral rules accept: \"%s\" is in several files: write %.*s:%.*s or "
                          "%.*s:%.*s\n",
                          word, STR_ARG(found->file), STR_ARG(found->name), STR_ARG(e->file),
                          STR_ARG(e->name));
            return false;
        }
        found = e;
        x->chosen[i] = true;
    }
    if (!found)
        (void)fprintf(stderr,
                      "netral rules accept: nothing that waits is called \"%s\"; without words "
                      "the command shows what does\n",
                      word);
    return found != NULL;
}

static bool choose_all(struct accepting *x) {
    x->chosen = NEW(x->a, bool, x->record.list.count);
    for (size_t i = 0; i < x->record.list.count; i++)
        x->chosen[i] = x->all;
    for (size_t i = 0; !x->all && x->words[i]; i++)
        if (!choose(x, x->words[i]))
            return false;
    return true;
}

/* Those that are barred, of what is chosen; else all that waits. How many. */
static size_t tell(const struct accepting *x, bool barred) {
    struct law_faults *faults = NEW(x->a, struct law_faults, 1);
    for (size_t i = 0; i < x->record.list.count; i++) {
        const struct law_unaccepted *u = &x->record.list.list[i];
        if (!barred || (x->chosen[i] && law_unaccepted_is_barred(u)))
            rules_record_tell(x->a, x->dir, u, faults);
    }
    rules_print_faults(faults);
    return faults->count + faults->more;
}

static int show(const struct accepting *x) {
    size_t count = tell(x, false);
    if (!count)
        (void)puts("Everything is accepted.");
    else
        (void)printf("%zu wait: name them, or --all\n", count);
    return count ? 1 : 0;
}

static int write_record(const struct accepting *x, struct date on, struct str by) {
    const struct rules_record *r = &x->record;
    const struct law_accepting accepting = {r->entries, &r->record, r->list, x->chosen, on, by};
    struct law_record record = law_record_accept(x->a, &accepting);
    struct buf text;
    size_t count = 0;
    buf_init(&text, RECORD_TEXT_MAX);
    law_record_write(&record, &text);
    bool written = false;
    if (buf_full(&text) || record.count > LAW_ACCEPTED_ROWS_MAX)
        (void)fprintf(stderr, "netral rules accept: a record holds at most %d rows, %d MiB\n",
                      LAW_ACCEPTED_ROWS_MAX, LAW_ACCEPTED_MAX >> 20);
    else
        written = tool_put_file("netral rules accept", x->a, r->path.ptr, buf_str(&text));
    buf_done(&text);
    for (size_t i = 0; written && i < r->list.count; i++) {
        const struct law_unaccepted *u = &r->list.list[i];
        const struct law_entry *e = law_unaccepted_entry(u);
        if (!x->chosen[i])
            continue;
        count++;
        (void)printf("%.*s %.*s %.*s%s\n", STR_ARG(e->file), STR_ARG(e->name), STR_ARG(e->version),
                     u->entry ? "" : " is gone");
    }
    if (written)
        (void)printf("%.*s: %zu accepted by %.*s on %.*s; %zu still wait\n", STR_ARG(r->path),
                     count, STR_ARG(by), STR_ARG(date_format(x->a, on)), r->list.count - count);
    return written ? 0 : 1;
}

static int accept(struct accepting *x, const struct tool *tool, const char *by) {
    const char *user = getenv("USER");
    struct str name = str_from_c(by ? by : user);
    struct law_faults *faults = NEW(x->a, struct law_faults, 1);
    struct risk_rules risk;
    const struct law *law = rules_read_all(x->a, x->dir, &risk, faults);
    if (!law || !rules_record_load(x->a, x->dir, &x->record, faults)) {
        rules_print_faults(faults);
        (void)fputs("netral rules accept: nothing was accepted: mend these first\n", stderr);
        return 1;
    }
    rules_record_compare(x->a, law, &x->record);
    if (!x->all && !x->words[0])
        return show(x);
    if (!law_is_accepter(name)) {
        (void)fprintf(stderr, "netral rules accept: who accepts? --by NAME, in at most %d bytes\n",
                      LAW_ACCEPTED_BY_MAX);
        return 2;
    }
    if (!choose_all(x))
        return 2;
    if (tell(x, true)) {
        (void)fputs("netral rules accept: nothing was accepted: mend these first\n", stderr);
        return 1;
    }
    return write_record(x, instant_date(env_now(tool->env), ZONE_WIB), name);
}

int rules_accept(const struct tool *tool) {
    struct accepting x = {.dir = tool->rules_dir};
    const char *by = NULL;
    const struct tool_option options[] = {
        {"rules", &x.dir, NULL}, {"by", &by, NULL}, {"all", NULL, &x.all}};
    const struct tool_usage usage = {HELP, options, COUNT_OF(options), x.words, TOOL_LIST_MAX};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (x.all && x.words[0]) {
        (void)fputs("netral rules accept: --all, or rows: not both\n", stderr);
        return 2;
    }
    x.a = arena_new(RULES_ARENA_CAP);
    int status = accept(&x, tool, by);
    arena_free(x.a);
    return status;
}
