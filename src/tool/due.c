#include "tool/due.h"

#include <stdio.h>

#include "base/json.h"
/* lint: may-use: counting days needs no store, so there is no flow to go through */
#include "deadline/deadline.h"

enum { ARENA_CAP = 1 << 20, JSON_CAP = 64 * 1024, EXIT_USAGE = 2 };

struct request {
    struct str clock, start, election;
    enum zone zone;
    bool json;
};
/* What was found for it. */
struct answer {
    const struct law *law;
    const struct law_rulebook *rules;
    const struct law_clock *clock;
    struct date start;
};

static int usage(const char *what, struct str value) {
    if (what)
        (void)fprintf(stderr, "netral due: %s \"%.*s\"\n", what, STR_ARG(value));
    (void)fprintf(stderr, "usage: netral due CLOCK START [--election ID] [--zone WIB|WITA|WIT] "
                          "[--json]\n"
                          "  START is a day (2024-10-12) or a time (2024-10-12T23:30:00+07:00)\n");
    return EXIT_USAGE;
}

/* An option that takes a value; advances *i past it. 0, or an exit status. */
static int read_option(int argc, char **argv, int *i, struct request *ret) {
    struct str name = str_from_c(argv[*i]);
    if (str_equal(name, STR("--json"))) {
        ret->json = true;
        return 0;
    }
    bool election = str_equal(name, STR("--election")), zone = str_equal(name, STR("--zone"));
    if (!election && !zone)
        return usage("unknown option", name);
    if (++*i == argc)
        return usage("a value is missing after", name);
    struct str value = str_from_c(argv[*i]);
    if (election)
        ret->election = value;
    else if (!zone_from_name(value, &ret->zone))
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
    if (!ret->start.len)
        return usage(ret->clock.len ? "START is missing after clock" : NULL, ret->clock);
    return 0;
}

static void list_elections(const struct law *law, struct str asked) {
    (void)fprintf(stderr, "netral due: no election \"%.*s\"; there are:\n", STR_ARG(asked));
    for (size_t i = 0; i < law->election_count; i++)
        (void)fprintf(stderr, "  %-24.*s %.*s\n", STR_ARG(law->elections[i].id),
                      STR_ARG(law->elections[i].label.en));
}

static void list_clocks(const struct law_clock *clocks, size_t count, struct str prefix) {
    for (size_t i = 0; i < count; i++)
        if (str_starts(clocks[i].id, prefix))
            (void)fprintf(stderr, "  %-24.*s %d %.*s days  %.*s\n", STR_ARG(clocks[i].id),
                          clocks[i].n, STR_ARG(law_unit_name(clocks[i].unit)),
                          STR_ARG(clocks[i].name.en));
}

/* The clocks of a list that answer to the word; *ret is the last of them. */
static size_t match(const struct law_clock *clocks, size_t count, struct str word,
                    const struct law_clock **ret) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        struct str rest = clocks[i].id, row = str_cut(&rest, '.');
        if (str_equal(clocks[i].id, word) || str_equal(clocks[i].aka, word)) {
            *ret = &clocks[i];
            return 1;
        }
        if (str_equal(row, word)) {
            *ret = &clocks[i];
            found++;
        }
    }
    return found;
}

static int find_clock(struct answer *answer, struct str word) {
    const struct law *law = answer->law;
    const struct law_rulebook *rules = answer->rules;
    size_t found = match(rules->clocks, rules->clock_count, word, &answer->clock);
    if (!found)
        found = match(law->clocks, law->clock_count, word, &answer->clock);
    if (found == 1)
        return 0;
    (void)fprintf(stderr,
                  found ? "netral due: \"%.*s\" has several clocks:\n"
                        : "netral due: no clock \"%.*s\"; there are:\n",
                  STR_ARG(word));
    list_clocks(rules->clocks, rules->clock_count, found ? word : STR(""));
    list_clocks(law->clocks, law->clock_count, found ? word : STR(""));
    return EXIT_USAGE;
}

/* The rulebook of the election on its voting day, which every case of it shares. */
static int find_rules(struct answer *answer, struct str asked) {
    const struct law *law = answer->law;
    bool newest = !asked.len && law->election_count;
    const struct law_election *election =
        newest ? &law->elections[law->election_count - 1] : law_election(law, asked);
    if (!newest && !election) {
        list_elections(law, asked);
        return EXIT_USAGE;
    }
    answer->rules = law_rulebook_on(law, election->regime, election->voting);
    if (!answer->rules) {
        (void)fprintf(stderr, "netral due: no rulebook was in force on the voting day of %.*s\n",
                      STR_ARG(election->id));
        return EXIT_USAGE;
    }
    return 0;
}

static int find_start(struct answer *answer, const struct request *request) {
    struct instant at;
    enum { LAST_START = 2932500 - 1000 }; /* so that the last day still has a year of 4 digits */
    if (instant_parse(request->start, &at))
        answer->start = instant_date(at, request->zone);
    else if (!date_parse(request->start, &answer->start))
        return usage("START must be a day that exists, as 2024-10-12, or a time with its offset, "
                     "not",
                     request->start);
    if (answer->start.day > LAST_START)
        return usage("START is too far in the future:", request->start);
    return 0;
}

static void print_json(const struct answer *answer, const struct deadline *d, struct arena *a) {
    const struct law_clock *clock = answer->clock;
    struct buf out;
    struct json j;
    buf_init(&out, JSON_CAP);
    json_init(&j, &out);
    json_open_object(&j);
    json_put_str(&j, "clock", clock->id);
    json_put_str(&j, "start", date_format(a, d->start));
    json_put_str(&j, "unit", law_unit_name(clock->unit));
    json_put_int(&j, "n", clock->n);
    json_put_str(&j, "due", date_format(a, d->due));
    json_put_str(&j, "due_early", date_format(a, d->due_early));
    json_key(&j, "counted");
    json_open_array(&j);
    for (size_t i = 0; i < d->counted_count; i++)
        json_add_str(&j, date_format(a, d->counted[i]));
    json_close_array(&j);
    json_put_str(&j, "cite", clock->cite.text);
    json_put_str(&j, "confidence", law_confidence_name(clock->cite.confidence));
    json_put_str(&j, "holidays_version", answer->law->calendar.version);
    json_put_bool(&j, "estimate", d->beyond_calendar);
    json_close_object(&j);
    if (buf_full(&out))
        die("netral due: JSON ceiling reached");
    (void)printf("%.*s\n", STR_ARG(buf_str(&out)));
    buf_done(&out);
}

static const char *weekday(struct date d) {
    static const char *const NAMES[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return NAMES[date_weekday(d)];
}

static void print_day(const char *label, struct date d, const char *meaning, struct arena *a) {
    (void)printf("%-11s%s %.*s%s\n", label, weekday(d), STR_ARG(date_format(a, d)), meaning);
}

static void print_days_off(const struct answer *answer, const struct deadline *d, struct arena *a) {
    for (struct date x = d->start; x.day <= d->due.day; x.day++) {
        const struct law_holiday *h = law_holiday(&answer->law->calendar, x);
        if (h && answer->clock->unit == LAW_WORKING_DAYS)
            (void)printf("day off    %s %.*s  %.*s (%.*s)\n", weekday(x),
                         STR_ARG(date_format(a, x)), STR_ARG(h->name), STR_ARG(h->source));
    }
}

static void print_text(const struct answer *answer, const struct deadline *d, struct arena *a) {
    const struct law_clock *clock = answer->clock;
    (void)printf("%.*s  %.*s / %.*s\n", STR_ARG(clock->id), STR_ARG(clock->name.id),
                 STR_ARG(clock->name.en));
    (void)printf("%d %.*s days, %.*s\n", clock->n, STR_ARG(law_unit_name(clock->unit)),
                 STR_ARG(clock->start));
    print_day("start", d->start, "", a);
    print_day("due", d->due, "  day 1 is the next day", a);
    print_day("due early", d->due_early, "  day 1 is the start day", a);
    for (size_t i = 0; i < d->counted_count; i++)
        (void)printf("%s%s %.*s",
                     i % 4 ? ", "
                     : i   ? "\n           "
                           : "counted    ",
                     weekday(d->counted[i]), STR_ARG(date_format(a, d->counted[i])));
    (void)printf("\n");
    print_days_off(answer, d, a);
    (void)printf("cite       %.*s [%.*s]\n", STR_ARG(clock->cite.text),
                 STR_ARG(clock->cite.source));
    (void)printf("confidence %.*s%s\n", STR_ARG(law_confidence_name(clock->cite.confidence)),
                 clock->cite.verified ? "" : " [NOT VERIFIED: the article itself was not read]");
    (void)printf("holidays   %.*s%s\n", STR_ARG(answer->law->calendar.version),
                 d->beyond_calendar ? " [ESTIMATE: past the years whose days off are known]" : "");
}

int tool_due(int argc, char **argv, const struct law *law) {
    struct request request = {0};
    struct answer answer = {.law = law};
    int status = read_request(argc, argv, &request);
    if (!status)
        status = find_rules(&answer, request.election);
    if (!status)
        status = find_clock(&answer, request.clock);
    if (!status)
        status = find_start(&answer, &request);
    if (status)
        return status;
    struct arena *a = arena_new(ARENA_CAP);
    const struct deadline_days days = {.calendar = &law->calendar};
    struct deadline d = deadline_count(a, answer.clock, answer.start, &days);
    if (request.json)
        print_json(&answer, &d, a);
    else
        print_text(&answer, &d, a);
    arena_free(a);
    return 0;
}
