#include "tool/due.h"

#include <stdio.h>

#include "tool/due_internal.h"

enum { ARENA_CAP = 1 << 20, EXIT_USAGE = 2 };

struct request {
    struct str clock, start, election;
    enum zone zone;
    enum law_week week;
    bool json, list;
};

static void print_usage(FILE *to) {
    (void)fprintf(to, "usage: netral due CLOCK START [--election ID] [--zone WIB|WITA|WIT] "
                      "[--week 5|6] [--json] [--rules DIR]\n"
                      "       netral due --list [--rules DIR]\n"
                      "  CLOCK is a name that --list prints, or a row (P04) that has one clock\n"
                      "  START is a day (2024-10-12) or a time (2024-10-12T23:30:00+07:00)\n");
}

static int usage(const char *what, struct str value) {
    if (what)
        (void)fprintf(stderr, "netral due: %s \"%.*s\"\n", what, STR_ARG(value));
    print_usage(stderr);
    return EXIT_USAGE;
}

static bool asks_for_help(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (str_equal(str_from_c(argv[i]), STR("--help")) ||
            str_equal(str_from_c(argv[i]), STR("-h")))
            return true;
    return false;
}

static bool read_week(struct str value, enum law_week *ret) {
    bool six = str_equal(value, STR("6"));
    *ret = six ? LAW_SIX_DAYS : LAW_FIVE_DAYS;
    return six || str_equal(value, STR("5"));
}

/* An option that takes a value; advances *i past it. 0, or an exit status. */
static int read_option(int argc, char **argv, int *i, struct request *ret) {
    struct str name = str_from_c(argv[*i]);
    if (str_equal(name, STR("--json"))) {
        ret->json = true;
        return 0;
    }
    if (str_equal(name, STR("--list"))) {
        ret->list = true;
        return 0;
    }
    bool election = str_equal(name, STR("--election")), zone = str_equal(name, STR("--zone"));
    bool week = str_equal(name, STR("--week"));
    if (!election && !zone && !week)
        return usage("unknown option", name);
    if (++*i == argc)
        return usage("a value is missing after", name);
    struct str value = str_from_c(argv[*i]);
    if (election)
        ret->election = value;
    else if (week && !read_week(value, &ret->week))
        return usage("the agency's week has 5 or 6 days, not", value);
    else if (zone && !zone_from_name(value, &ret->zone))
        return usage("the zone must be WIB, WITA or WIT, not", value);
    return 0;
}

static int read_request(int argc, char **argv, struct request *ret) {
    for (int i = 1; i < argc; i++) {
        struct str word = str_from_c(argv[i]);
        int status = 0;
        if (str_starts(word, STR("-")))
            status = read_option(argc, argv, &i, ret);
        else if (!ret->clock.len)
            ret->clock = word;
        else if (!ret->start.len)
            ret->start = word;
        else
            status = usage("one word too many:", word);
        if (status)
            return status;
    }
    if (ret->list && ret->clock.len)
        return usage("--list takes no clock:", ret->clock);
    if (!ret->start.len && !ret->list)
        return usage(ret->clock.len ? "START is missing after clock" : NULL, ret->clock);
    return 0;
}

static void list_elections(const struct law *law, struct str asked) {
    (void)fprintf(stderr, "netral due: no election \"%.*s\"; there are:\n", STR_ARG(asked));
    for (size_t i = 0; i < law->election_count; i++)
        (void)fprintf(stderr, "  %-24.*s %.*s\n", STR_ARG(law->elections[i].id),
                      STR_ARG(law->elections[i].label.en));
}

/* Where clocks are looked for, in this order: the election's rulebook, the other rulebooks, the
 * rows that no rulebook runs yet. Parts put one clock into several rulebooks. */
enum { LISTS_MAX = 256 };
struct lists {
    struct {
        const struct law_clock *clocks;
        size_t count;
    } list[LISTS_MAX];
    size_t count;
};

static void add_list(struct lists *lists, const struct law_clock *clocks, size_t count) {
    if (lists->count == LISTS_MAX)
        return; /* more rulebooks than the loader takes files */
    lists->list[lists->count].clocks = clocks;
    lists->list[lists->count++].count = count;
}

static struct lists lists_of(const struct due_answer *answer) {
    const struct law *law = answer->law;
    struct lists lists = {0};
    add_list(&lists, answer->rules->clocks, answer->rules->clock_count);
    for (size_t i = 0; i < law->rulebook_count; i++)
        if (&law->rulebooks[i] != answer->rules)
            add_list(&lists, law->rulebooks[i].clocks, law->rulebooks[i].clock_count);
    add_list(&lists, law->clocks, law->clock_count);
    return lists;
}

/* Whether a list before this one holds a clock of that id. */
static bool was_listed(const struct lists *lists, size_t list, struct str id) {
    for (size_t i = 0; i < list; i++)
        for (size_t k = 0; k < lists->list[i].count; k++)
            if (str_equal(lists->list[i].clocks[k].id, id))
                return true;
    return false;
}

static void list_clocks(FILE *to, const struct lists *lists, struct str prefix) {
    for (size_t i = 0; i < lists->count; i++)
        for (size_t k = 0; k < lists->list[i].count; k++) {
            const struct law_clock *c = &lists->list[i].clocks[k];
            if (str_starts(c->id, prefix) && !was_listed(lists, i, c->id))
                due_print_clock(to, c);
        }
}

/* The clocks of a list that answer to the word; *ret is the last of them. */
static size_t match(const struct law_clock *clocks, size_t count, struct str word,
                    const struct law_clock **ret) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        struct str rest = clocks[i].id, row = str_cut(&rest, '.');
        struct str other = clocks[i].aka, old = str_cut(&other, '.'); /* A01 is A01p and A01o */
        if (str_equal(clocks[i].id, word) || str_equal(clocks[i].aka, word) ||
            law_lists(clocks[i].aliases, word)) {
            *ret = &clocks[i];
            return 1;
        }
        if (str_equal(row, word) || str_equal(old, word)) {
            *ret = &clocks[i];
            found++;
        }
    }
    return found;
}

static int find_clock(struct due_answer *answer, struct str word) {
    struct lists lists = lists_of(answer);
    size_t found = 0;
    for (size_t i = 0; i < lists.count && !found; i++)
        found = match(lists.list[i].clocks, lists.list[i].count, word, &answer->clock);
    if (found == 1)
        return 0;
    (void)fprintf(stderr,
                  found ? "netral due: \"%.*s\" has several clocks:\n"
                        : "netral due: no clock \"%.*s\"; there are:\n",
                  STR_ARG(word));
    list_clocks(stderr, &lists, found ? word : STR(""));
    return EXIT_USAGE;
}

/* The election that was voted on last; a repeat vote is nobody's usual one. */
static const struct law_election *newest(const struct law *law) {
    const struct law_election *found = NULL;
    for (size_t i = 0; i < law->election_count; i++) {
        const struct law_election *e = &law->elections[i];
        if (!e->region_count && (!found || e->voting.day > found->voting.day))
            found = e;
    }
    return found;
}

/* The rulebook of the election on its voting day, which every case of it shares. */
static int find_rules(struct due_answer *answer, struct str asked) {
    const struct law *law = answer->law;
    const struct law_election *election = asked.len ? law_election(law, asked) : newest(law);
    if (!election) {
        list_elections(law, asked);
        return EXIT_USAGE;
    }
    answer->election = election;
    answer->rules = law_rulebook_on(law, election->regime, election->voting);
    if (!answer->rules) {
        (void)fprintf(stderr, "netral due: no rulebook was in force on the voting day of %.*s\n",
                      STR_ARG(election->id));
        return EXIT_USAGE;
    }
    return 0;
}

static int find_start(struct due_answer *answer, const struct request *request) {
    struct instant at;
    enum { LAST_START = 2932500 - 1000 }; /* so that the last day still has a year of 4 digits */
    answer->minute = -1;
    if (instant_parse(request->start, &at)) {
        answer->start = instant_date(at, request->zone);
        answer->minute = instant_minute(at, request->zone);
    } else if (!date_parse(request->start, &answer->start))
        return usage("START must be a day that exists, as 2024-10-12, or a time with its offset, "
                     "not",
                     request->start);
    if (answer->start.day > LAST_START)
        return usage("START is too far in the future:", request->start);
    return 0;
}

/* A row that speaks of the hours of that day, open or not: one of the day's stages before one that
 * names none. */
static const struct law_window *hours_of(const struct due_answer *answer, struct date day) {
    const struct law_window *found = NULL;
    for (size_t i = 0; i < answer->law->window_count; i++) {
        const struct law_window *w = &answer->law->windows[i];
        bool staged = w->stages.count > 0;
        if (!law_in_force(w->row.span, day) ||
            !law_lists_or_all(w->contests, answer->election->contest) ||
            (staged && !law_in_stages(answer->election, w->stages, day)))
            continue;
        if (!found || (staged && !found->stages.count))
            found = w;
    }
    return found;
}

/* Hours and days of intake concern the clocks of receiving a report alone. */
static void look_at_intake(struct due_answer *answer) {
    const struct law *law = answer->law;
    bool from_receipt = false, limit = false;
    for (size_t i = 0; i < law->rulebook_count; i++) {
        from_receipt = from_receipt || law_from_receipt(&law->rulebooks[i], answer->clock);
        limit = limit || law->rulebooks[i].report_window == answer->clock;
    }
    struct law_moment at = {answer->start, answer->minute};
    answer->outside = from_receipt && answer->minute >= 0 &&
                      law_window_at(law, answer->election, at) == LAW_WINDOW_CLOSED;
    answer->last_closed = limit && !law_takes_reports_on(law, answer->election, answer->due.due);
    if (answer->outside || answer->last_closed)
        answer->hours = hours_of(answer, answer->outside ? answer->start : answer->due.due);
    if (answer->hours && law_hours_by_calendar(law, answer->election))
        answer->calendar = answer->election;
}

int tool_due(int argc, char **argv, const struct law *law) {
    if (asks_for_help(argc, argv)) {
        print_usage(stdout);
        return 0;
    }
    struct request request = {0};
    struct due_answer answer = {.law = law};
    int status = read_request(argc, argv, &request);
    if (!status)
        status = find_rules(&answer, request.election);
    if (!status && request.list) {
        struct lists lists = lists_of(&answer);
        list_clocks(stdout, &lists, STR(""));
        return 0;
    }
    if (!status)
        status = find_clock(&answer, request.clock);
    if (!status)
        status = find_start(&answer, &request);
    if (status)
        return status;
    struct arena *a = arena_new(ARENA_CAP);
    answer.days = (struct deadline_days){.calendar = &law->calendar, .week = request.week};
    answer.zone = request.zone;
    answer.due = deadline_count(a, answer.clock, answer.start, &answer.days);
    answer.trust = deadline_trust(a, law, answer.clock, &answer.due, &answer.days);
    look_at_intake(&answer);
    if (request.json)
        due_print_json(&answer, a);
    else
        due_print_text(&answer, a);
    arena_free(a);
    return 0;
}
