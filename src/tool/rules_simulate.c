#include "tool/rules_simulate.h"

#include <stdio.h>

#include "tool/rules.h"

static const char HELP[] =
    "Usage: netral rules simulate REGIME [--start DAY] [--lang id|en] [--json] [--rules DIR]\n\n"
    "Walks all ways through a procedure that one person can take, guards kept. Says for each end\n"
    "how soon and how late it can come when nobody is late, by which clocks, and for whom where "
    "it\n"
    "is not for all; what may be done again and how often; where a case can wait or go round for\n"
    "ever, why, and how long one round takes; what is never\n"
    "reached. Calendar days, working days and months are kept apart; the range of calendar days\n"
    "counts from DAY (without one: the first working day of the rulebook), by both readings of "
    "day\n"
    "1. The text has names alone; --json has the ids of the rules.\n";

static struct str say(const struct simulated *x, struct law_text text) {
    return law_say(text, x->english);
}

static const char *word(const struct simulated *x, const char *id, const char *en) {
    return x->english ? en : id;
}

static const char *unit_word(const struct simulated *x, int unit) {
    static const char *const NAMES[][2] = {{"hari kalender", "calendar days"},
                                           {"hari kerja", "working days"},
                                           {"bulan", "months"},
                                           {"x 24 jam", "x 24 hours"}};
    return NAMES[unit][x->english];
}

/* "5 calendar days + 14 working days"; "0 days". */
static struct str units(const struct simulated *x, const int *list) {
    struct str sum = {0};
    for (int u = 0; u <= LAW_HOURS; u++)
        if (list[u])
            sum = arena_printf(x->a, "%.*s%s%d %s", STR_ARG(sum), sum.len ? " + " : "", list[u],
                               unit_word(x, u));
    return sum.len ? sum : arena_printf(x->a, "0 %s", word(x, "hari", "days"));
}

/* " [not verified]" where a lawyer has not read the row. */
static const char *badge(const struct simulated *x, const struct law_cite *cite) {
    return law_needs_badge(cite) ? word(x, "  [belum diverifikasi]", "  [not verified]") : "";
}

static struct str office(const struct simulated *x, struct str id) {
    return law_office_names(x->a, x->law, id, (struct law_span){x->rules->from, x->rules->to},
                            x->english);
}

static void print_move(const struct simulated *x, const struct paths_move *m) {
    (void)printf("      %.*s  %.*s -> %.*s", STR_ARG(date_format(x->a, m->day)),
                 STR_ARG(say(x, m->step->label)), STR_ARG(say(x, m->outcome->to->label)));
    if (m->bound)
        (void)printf("  [%s: %.*s, %d %s]",
                     m->lapse ? word(x, "setelah lewat", "after the end of")
                              : word(x, "hari terakhir", "last day of"),
                     STR_ARG(say(x, m->bound->name)), m->bound->n,
                     unit_word(x, (int)m->bound->unit));
    if (m->open)
        (void)printf("  [%s]", word(x, "tanpa batas waktu", "no limit"));
    if (!simulated_is_verified(m))
        (void)printf("  [%s]", word(x, "belum diverifikasi", "not verified"));
    (void)printf("\n");
}

static void print_way(const struct simulated *x, const struct paths_way *way) {
    for (size_t i = 0; i < way->count; i++)
        print_move(x, &way->moves[i]);
}

/* What the days of the longest way leave out. */
static void print_apart(const struct simulated *x, const struct paths_way *way) {
    if (way->open)
        (void)printf(
            "%s", word(x, ", di luar penantian tanpa batas", ", apart from waits without limit"));
    for (size_t i = 0, told = 0; i < x->paths.round_count; i++)
        if (way->rounds >> i & 1)
            (void)printf("%s %zu", told++ ? "," : word(x, ", di luar putaran", ", outside round"),
                         i + 1);
    (void)printf("\n");
}

/* " (for PNS, CPNS)"; where fewer are left out, " (not for PPPK)"; nothing where it is for all. */
static struct str people(const struct simulated *x, uint64_t who) {
    size_t in = 0, out = 0;
    struct str names = {0};
    for (size_t i = 0; i < x->law->class_count; i++) {
        in += simulated_is_for(who, i);
        out += !simulated_is_for(who, i);
    }
    bool left_out = out < in;
    for (size_t i = 0; i < x->law->class_count && out; i++)
        if (simulated_is_for(who, i) != left_out)
            names = arena_printf(x->a, "%.*s%s%.*s", STR_ARG(names), names.len ? ", " : "",
                                 STR_ARG(say(x, x->law->classes[i].label)));
    const char *before = left_out ? word(x, "bukan bagi", "not for") : word(x, "bagi", "for");
    return names.len ? arena_printf(x->a, " (%s %.*s)", before, STR_ARG(names)) : names;
}

static void print_end(const struct simulated *x, const struct paths_end *end) {
    (void)printf("\n%.*s\n", STR_ARG(say(x, end->state->label)));
    (void)printf(x->english ? "  soonest%.*s: %d calendar days (%.*s)\n"
                            : "  paling cepat%.*s: %d hari kalender (%.*s)\n",
                 STR_ARG(people(x, end->shortest.who)), end->shortest.days,
                 STR_ARG(units(x, end->shortest.units)));
    print_way(x, &end->shortest);
    (void)printf(x->english
                     ? "  latest%.*s: clocks of %.*s; %d to %d calendar days from the start"
                     : "  paling lama%.*s: tenggat %.*s; %d sampai %d hari kalender sejak mulai",
                 STR_ARG(people(x, end->longest.who)), STR_ARG(units(x, end->longest.units)),
                 end->longest_early, end->longest.days);
    print_apart(x, &end->longest);
    print_way(x, &end->longest);
}

/* Steps that the law lets be taken so often and no more: counted in the latest. */
static void print_limits(const struct simulated *x) {
    const struct law_rulebook *r = x->rules;
    bool told = false;
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *s = &r->steps[i];
        if (!s->times)
            continue;
        if (!told)
            (void)printf("\n%s\n", word(x, "Boleh diulang, sudah dihitung dalam paling lama:",
                                        "May be done again, counted in the latest:"));
        told = true;
        (void)printf(x->english ? "  %.*s: at most %d x (%.*s)%s\n"
                                : "  %.*s: paling banyak %d kali (%.*s)%s\n",
                     STR_ARG(say(x, s->label)), s->times, STR_ARG(s->times_cite.text),
                     badge(x, &s->times_cite));
    }
}

static bool bounds_an_end(const struct paths *p, const struct law_clock *clock) {
    for (size_t e = 0; e < p->end_count; e++)
        for (size_t i = 0; i < p->ends[e].longest.count; i++)
            if (p->ends[e].longest.moves[i].bound == clock)
                return true;
    return false;
}

/* The clocks that the latest ways are made of, each with its article. */
static void print_clocks(const struct simulated *x) {
    const struct law_rulebook *r = x->rules;
    (void)printf("\n%s\n", word(x, "Tenggat yang dipakai:", "Clocks that were used:"));
    bool none = true;
    for (size_t i = 0; i < r->clock_count; i++) {
        const struct law_clock *c = &r->clocks[i];
        if (!bounds_an_end(&x->paths, c))
            continue;
        none = false;
        (void)printf("  %.*s: %d %s, \"%.*s\" (%.*s)%s\n", STR_ARG(say(x, c->name)), c->n,
                     unit_word(x, (int)c->unit), STR_ARG(c->start), STR_ARG(c->cite.text),
                     badge(x, &c->cite));
    }
    if (none)
        (void)printf("  -\n");
}

static void print_waits(const struct simulated *x) {
    const struct paths *p = &x->paths;
    (void)printf("\n%s\n", word(x, "Dapat menunggu tanpa batas:", "Can wait for ever:"));
    for (size_t i = 0; i < p->wait_count; i++) {
        const struct paths_wait *w = &p->waits[i];
        (void)printf("  %.*s: ", STR_ARG(say(x, w->state->label)));
        if (w->only_right)
            (void)printf(x->english ? "only a person's clock runs (%.*s), no duty's; "
                                    : "hanya hak orang yang berjalan (%.*s), tidak ada tenggat "
                                      "kewajiban; ",
                         STR_ARG(say(x, w->only_right->name)));
        else
            (void)printf("%s; ", word(x, "tidak ada tenggat kewajiban yang berjalan",
                                      "no clock of a duty runs"));
        (void)printf(x->english ? "waits for %.*s" : "menunggu %.*s",
                     STR_ARG(office(x, w->state->waits_for)));
        if (!w->always && w->after)
            (void)printf(x->english ? "; among others after \"%.*s\""
                                    : "; antara lain setelah \"%.*s\"",
                         STR_ARG(say(x, w->after->label)));
        (void)printf("\n");
    }
    if (!p->wait_count)
        (void)printf("  -\n");
}

static void print_lap(const struct simulated *x, const struct paths_lap *lap) {
    int all = 0;
    for (int u = 0; u <= LAW_HOURS; u++)
        all += lap->units[u];
    if (!lap->known)
        return;
    if (!all) {
        (void)printf("     %s\n", word(x, "Satu putaran: tidak ada tenggat yang membatasinya.",
                                       "One round: no clock limits it."));
        return;
    }
    (void)printf(
        x->english ? "     One round: at most %.*s (here %d calendar days)%s.\n"
                   : "     Satu putaran: paling lama %.*s (di sini %d hari kalender)%s.\n",
        STR_ARG(units(x, lap->units)), lap->days,
        lap->open ? word(x, ", di luar penantian tanpa batas", ", apart from waits without limit")
                  : "");
}

static void print_rounds(const struct simulated *x) {
    const struct paths *p = &x->paths;
    (void)printf("\n%s\n", word(x, "Dapat berputar tanpa akhir, tidak dihitung dalam paling lama:",
                                "Can go round for ever, not counted in the latest:"));
    for (size_t i = 0; i < p->round_count; i++) {
        const struct paths_round *r = &p->rounds[i];
        (void)printf(x->english ? "  %zu. By \"%.*s\"%.*s:\n" : "  %zu. Melalui \"%.*s\"%.*s:\n",
                     i + 1, STR_ARG(say(x, r->step->label)), STR_ARG(people(x, r->who)));
        for (size_t k = 0; k < r->count; k++)
            (void)printf("     - %.*s\n", STR_ARG(say(x, r->states[k]->label)));
        print_lap(x, &r->lap);
    }
    if (!p->round_count)
        (void)printf("  -\n");
}

static void print_rest(const struct simulated *x) {
    const struct paths *p = &x->paths;
    for (size_t i = 0; i < p->strict_count; i++)
        (void)printf(
            x->english
                ? "\nStrict: \"%.*s\" may end before \"%.*s\", which starts it, if the steps "
                  "before it use all their time.\n"
                : "\nKetat: \"%.*s\" dapat lewat sebelum \"%.*s\", yang memulainya, bila langkah "
                  "sebelumnya memakai seluruh waktunya.\n",
            STR_ARG(say(x, p->stricts[i].clock->name)), STR_ARG(say(x, p->stricts[i].step->label)));
    for (size_t i = 0; i < p->unreached_count; i++)
        (void)printf(x->english ? "\nNever reached: %.*s\n" : "\nTidak pernah tercapai: %.*s\n",
                     STR_ARG(say(x, p->unreached[i]->label)));
    for (size_t i = 0; i < p->never_count; i++)
        (void)printf(x->english ? "\nCan never be taken: %.*s\n"
                                : "\nTidak pernah dapat diambil: %.*s\n",
                     STR_ARG(say(x, p->never[i]->label)));
    if (p->cut)
        (void)printf("\n%s\n", word(x, "Prosedur ini terlalu besar: tidak semua jalan ditelusuri.",
                                    "This procedure is too large: not all ways were walked."));
}

/* What the figures below mean, said once. */
static void print_head(const struct simulated *x) {
    const struct paths *p = &x->paths;
    (void)printf(x->english
                     ? "%.*s (%.*s@%d), from %.*s: %zu states, %zu steps, %zu positions walked\n"
                     : "%.*s (%.*s@%d), mulai %.*s: %zu keadaan, %zu langkah, %zu posisi "
                       "ditelusuri\n",
                 STR_ARG(say(x, x->rules->label)), STR_ARG(x->rules->regime), x->rules->version,
                 STR_ARG(date_format(x->a, p->start)), x->rules->state_count, x->rules->step_count,
                 p->positions);
    (void)printf(
        "%s\n",
        word(x,
             "Paling lama: setiap langkah diambil pada hari terakhir yang sah; yang boleh diulang, "
             "diulang sebanyak itu.\n"
             "Tenggat: jumlah tenggat di sepanjang jalan itu. Hari kalender sejak mulai: menurut "
             "hitungan ketat sampai hitungan lazim;\n"
             "hari libur ikut terhitung, dan langkah yang baru terbuka setelah suatu tenggat lewat "
             "diambil sehari sesudahnya.\n"
             "Tanpa batas waktu: tidak ada tenggat; dihitung 0 hari.\n"
             "Bagi: setiap jalan dapat ditempuh satu orang; disebut bagi siapa bila bukan bagi "
             "semua.",
             "Latest: each step is taken on the last lawful day; what may be done again is done as "
             "often.\n"
             "Clocks: the sum of the clocks on that way. Calendar days from the start: by the "
             "strict reading to the common one;\n"
             "days off are among them, and a step that opens after the end of a clock is taken on "
             "the day after.\n"
             "No limit: no clock runs; counted as 0 days.\n"
             "For: each way is one that one person can take; for whom is said where it is not for "
             "all."));
}

static void print_text(const struct simulated *x) {
    const struct paths *p = &x->paths;
    print_head(x);
    for (size_t i = 0; i < p->end_count; i++)
        print_end(x, &p->ends[i]);
    print_limits(x);
    print_clocks(x);
    print_waits(x);
    print_rounds(x);
    print_rest(x);
}

static struct date first_working_day(const struct law *law, const struct law_rulebook *rules) {
    struct date day = rules->from;
    if (day.day < law->calendar.first.day)
        day = law->calendar.first;
    const struct deadline_days days = {.calendar = &law->calendar};
    while (!deadline_counts(&days, LAW_WORKING_DAYS, day))
        day.day++;
    return day;
}

static int simulate(const struct tool *tool, struct simulated *x, const char *regime,
                    const char *start, bool json) {
    x->law = tool_law(tool, x->a);
    x->rules = x->law ? rules_named(x->law, regime) : NULL;
    if (!x->rules)
        return x->law ? 2 : 1;
    struct date day = first_working_day(x->law, x->rules);
    if (start && !date_parse(str_from_c(start), &day)) {
        (void)fprintf(
            stderr, "netral rules simulate: --start is a day such as 2024-10-01, not %s\n", start);
        return 2;
    }
    x->paths = paths_walk(x->a, x->law, x->rules, day);
    if (json)
        simulated_print_json(x);
    else
        print_text(x);
    return 0;
}

int rules_simulate(const struct tool *tool) {
    struct tool asked = *tool;
    struct simulated x = {0};
    const char *lang = NULL, *regime = NULL, *start = NULL;
    bool json = false;
    const struct tool_option options[] = {{"rules", &asked.rules_dir, NULL},
                                          {"start", &start, NULL},
                                          {"lang", &lang, NULL},
                                          {"json", NULL, &json}};
    const struct tool_usage usage = {HELP, options, COUNT_OF(options), &regime, 1};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!regime) {
        (void)fprintf(stderr, "netral rules simulate: which procedure?\n\n%s", HELP);
        return 2;
    }
    if (!rules_language(lang, &x.english))
        return 2;
    x.a = arena_new(RULES_ARENA_CAP);
    int status = simulate(&asked, &x, regime, start, json);
    arena_free(x.a);
    return status;
}
