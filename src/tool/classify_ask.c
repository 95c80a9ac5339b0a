#include "tool/classify_ask.h"

#include <stdio.h>

#include "base/regions.h"

/* What was typed may be wrong in one letter: what exists is shown beside it. */
enum { EXIT_USAGE = 2, NEAR = 4, WORD_MAX = 64 };

static const char USAGE[] =
    "usage: netral classify --subject CLASS --act-date DAY [--election ID] [--region CODE]\n"
    "                       [--lang id|en] [--json] ACT...\n"
    "  Proposes acts, tracks, possible sanctions, articles and who decides. People decide.\n"
    "  ACT is an id of rules/acts, as DIS-06; of twins the one on the day's side is taken.\n"
    "  CODE is a province, regency or city, as 16 or 16.02.\n"
    "  Without --election it is the one that is open on the day: a repeat vote of the region, "
    "else\n"
    "  the only one of the country. Where there is none, or several, acts are judged that hang on\n"
    "  no election; the elections whose calendar holds the day are named.\n"
    "  --lang  the language of what is told, id (else) or en; of --json, too.\n";

static int usage(const char *what, struct str value) {
    if (what)
        (void)fprintf(stderr, "netral classify: %s \"%.*s\"\n", what, STR_ARG(value));
    (void)fputs(USAGE, stderr);
    return EXIT_USAGE;
}

struct typed {
    struct str subject, day, election, region, lang;
    struct str acts[CLASSIFY_ACTS_MAX];
    size_t act_count;
};

static int read_option(int argc, char **argv, int *i, struct typed *ret) {
    struct str name = str_from_c(argv[*i]);
    struct {
        const char *name;
        struct str *value;
    } known[] = {{"--subject", &ret->subject},
                 {"--act-date", &ret->day},
                 {"--election", &ret->election},
                 {"--region", &ret->region},
                 {"--lang", &ret->lang}};
    for (size_t k = 0; k < COUNT_OF(known); k++)
        if (str_equal(name, str_from_c(known[k].name))) {
            if (++*i == argc)
                return usage("a value is missing after", name);
            *known[k].value = str_from_c(argv[*i]);
            return 0;
        }
    return usage("unknown option", name);
}

static int read_words(int argc, char **argv, struct typed *ret, struct classify_asked *asked) {
    for (int i = 1; i < argc; i++) {
        struct str word = str_from_c(argv[i]);
        int status = 0;
        if (str_equal(word, STR("--json")))
            asked->json = true;
        else if (str_equal(word, STR("--help")))
            asked->help = true;
        else if (str_starts(word, STR("-")))
            status = read_option(argc, argv, &i, ret);
        else if (ret->act_count < CLASSIFY_ACTS_MAX)
            ret->acts[ret->act_count++] = word;
        else
            status = usage("more than 16 acts:", word);
        if (status)
            return status;
    }
    return 0;
}

static int missing(const struct typed *typed) {
    if (!typed->subject.len)
        return usage("an option is missing:", STR("--subject"));
    if (!typed->day.len)
        return usage("an option is missing:", STR("--act-date"));
    return typed->act_count ? 0 : usage("an act is missing after", STR("classify"));
}

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* How many letters must change to make one word the other (Levenshtein), letter case aside. */
static size_t distance(struct str a, struct str b) {
    size_t row[WORD_MAX + 1];
    if (a.len > WORD_MAX || b.len > WORD_MAX)
        return WORD_MAX;
    for (size_t k = 0; k <= b.len; k++)
        row[k] = k;
    for (size_t i = 1; i <= a.len; i++) {
        size_t before = row[0];
        row[0] = i;
        for (size_t k = 1; k <= b.len; k++) {
            size_t above = row[k], best = before + (small(a.ptr[i - 1]) != small(b.ptr[k - 1]));
            if (row[k] + 1 < best)
                best = row[k] + 1;
            if (row[k - 1] + 1 < best)
                best = row[k - 1] + 1;
            row[k] = best;
            before = above;
        }
    }
    return row[b.len];
}

static int unknown_act(const struct law *law, struct str word) {
    size_t best = WORD_MAX;
    for (size_t i = 0; i < law->act_count; i++) {
        size_t far = distance(law->acts[i].row.id, word);
        best = far < best ? far : best;
    }
    (void)fprintf(stderr, "netral classify: no act \"%.*s\"; nearest:\n", STR_ARG(word));
    size_t shown = 0;
    for (size_t i = 0; i < law->act_count && shown < NEAR; i++)
        if (distance(law->acts[i].row.id, word) == best) {
            (void)fprintf(stderr, "  %-16.*s %.*s\n", STR_ARG(law->acts[i].row.id),
                          STR_ARG(law->acts[i].plain.id));
            shown++;
        }
    (void)fputs("catalogues:\n", stderr);
    for (size_t i = 0; i < law->catalogue_count; i++)
        (void)fprintf(stderr, "  %-16.*s %.*s\n", STR_ARG(law->catalogues[i].row.id),
                      STR_ARG(law->catalogues[i].label.id));
    return EXIT_USAGE;
}

static int find_acts(const struct law *law, const struct typed *typed, struct classify_asked *ret) {
    for (size_t i = 0; i < typed->act_count; i++) {
        const struct law_act *act = law_act(law, typed->acts[i]);
        if (!act)
            return unknown_act(law, typed->acts[i]);
        ret->acts[ret->act_count++] = act;
    }
    return 0;
}

static int unknown_class(const struct law *law, struct str word) {
    (void)fprintf(stderr, "netral classify: no class \"%.*s\"; there are:\n", STR_ARG(word));
    for (size_t i = 0; i < law->class_count; i++)
        (void)fprintf(stderr, "  %-16.*s %.*s\n", STR_ARG(law->classes[i].row.id),
                      STR_ARG(law->classes[i].label.id));
    return EXIT_USAGE;
}

static int unknown_election(const struct law *law, struct str word) {
    (void)fprintf(stderr, "netral classify: no election \"%.*s\"; there are:\n", STR_ARG(word));
    for (size_t i = 0; i < law->election_count; i++)
        (void)fprintf(stderr, "  %-16.*s %.*s\n", STR_ARG(law->elections[i].id),
                      STR_ARG(law->elections[i].label.id));
    return EXIT_USAGE;
}

/* The only election of the whole country that is open on the day; ret_open: how many are. */
static const struct law_election *only_open(const struct law *law, struct date day,
                                            size_t *ret_open) {
    const struct law_election *found = NULL;
    *ret_open = 0;
    for (size_t i = 0; i < law->election_count; i++)
        if (!law->elections[i].region_count && law_is_open(&law->elections[i], day)) {
            found = &law->elections[i];
            ++*ret_open;
        }
    return *ret_open == 1 ? found : NULL;
}

/* None was named: the region and the day decide, where they leave no choice; else there is none,
 * and what hangs on the days of one is told (classify.c). */
static const struct law_election *find_open(const struct law *law, struct str region,
                                            struct date day) {
    size_t open = 0;
    const struct law_election *country = only_open(law, day, &open),
                              *local = law_local_election(law, region, day);
    return local ? local : country;
}

static int find_region(const struct law_election *election, struct str region) {
    if (!region.len)
        return 0;
    if (!region_find(region))
        return usage("no region has the code", region);
    if (!election || law_is_held_in(election, region))
        return 0;
    (void)fprintf(stderr,
                  "netral classify: %.*s is not held in %.*s, only in:", STR_ARG(election->id),
                  STR_ARG(region));
    for (size_t i = 0; i < election->region_count; i++)
        (void)fprintf(stderr, " %.*s", STR_ARG(election->regions[i]));
    (void)fputc('\n', stderr);
    return EXIT_USAGE;
}

int classify_ask(int argc, char **argv, const struct law *law, struct classify_asked *ret) {
    struct typed typed = {0};
    int status = read_words(argc, argv, &typed, ret);
    if (status || ret->help) {
        if (!status)
            (void)fputs(USAGE, stdout);
        return status;
    }
    status = missing(&typed);
    ret->english = str_equal(typed.lang, STR("en"));
    if (!status && typed.lang.len && !ret->english && !str_equal(typed.lang, STR("id")))
        status = usage("--lang is id or en, not", typed.lang);
    if (status)
        return status;
    ret->question.subject = typed.subject;
    ret->question.region = typed.region;
    ret->question.election = law_election(law, typed.election);
    if (!law_subject_class(law, typed.subject))
        return unknown_class(law, typed.subject);
    if (typed.election.len && !ret->question.election)
        return unknown_election(law, typed.election);
    if (!date_parse(typed.day, &ret->question.day))
        return usage("--act-date must be a day that exists, as 2024-10-12, not", typed.day);
    if (!typed.election.len)
        ret->question.election = find_open(law, typed.region, ret->question.day);
    status = find_region(ret->question.election, typed.region);
    return status ? status : find_acts(law, &typed, ret);
}
