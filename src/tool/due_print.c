#include "tool/due_internal.h"

#include <stdio.h>

#include "base/json.h"

/* lint: may-use: what of a citation was read is in the law, which needs no store */
#include "law/lapse.h"
#include "law/names.h"

enum { JSON_CAP = 64 * 1024 };

/* Another number may also count from another start; else it has that of the clock. */
static struct str other_start(const struct law_clock *clock, size_t i) {
    return clock->others[i].start.len ? clock->others[i].start : clock->start;
}

static void put_others(struct json *j, const struct law_clock *clock) {
    json_key(j, "others");
    json_open_array(j);
    for (size_t i = 0; i < clock->other_count; i++) {
        json_open_object(j);
        json_put_int(j, "n", clock->others[i].n);
        json_put_str(j, "unit", law_unit_name(clock->others[i].unit));
        json_put_str(j, "start", other_start(clock, i));
        json_put_str(j, "cite", clock->others[i].cite.text);
        json_put_str(j, "confidence", law_confidence_name(clock->others[i].cite.confidence));
        json_put_bool(j, "verified", clock->others[i].cite.verified);
        json_close_object(j);
    }
    json_close_array(j);
}

/* Whether nothing that tells of the hours bears a badge; true where nothing was told of them. */
static bool hours_are_verified(const struct due_answer *answer) {
    return !(answer->hours && law_needs_badge(&answer->hours->row.cite)) &&
           !(answer->calendar && law_needs_badge(&answer->calendar->cite));
}

void due_print_json(const struct due_answer *answer, struct arena *a) {
    const struct law_clock *clock = answer->clock;
    const struct deadline *d = &answer->due;
    struct buf out;
    struct json j;
    buf_init(&out, JSON_CAP);
    json_init(&j, &out);
    json_open_object(&j);
    json_put_str(&j, "clock", clock->id);
    json_put_str(&j, "start", date_format(a, d->start));
    json_put_str(&j, "unit", law_unit_name(clock->unit));
    json_put_str(&j, "mode", law_mode_name(clock->mode));
    json_put_int(&j, "n", clock->n);
    json_put_str(&j, "lapse", law_lapse_name(clock->lapse));
    json_put_int(&j, "week", answer->days.week == LAW_SIX_DAYS ? 6 : 5);
    json_put_str(&j, "due", date_format(a, d->due));
    json_put_str(&j, "due_early", date_format(a, d->due_early));
    json_key(&j, "counted");
    json_open_array(&j);
    for (size_t i = 0; i < d->counted_count; i++)
        json_add_str(&j, date_format(a, d->counted[i]));
    json_close_array(&j);
    json_put_str(&j, "replaces", clock->replaces ? clock->replaces->id : STR(""));
    put_others(&j, clock);
    json_put_bool(&j, "outside_window", answer->outside);
    json_put_bool(&j, "last_day_closed", answer->last_closed);
    json_put_str(&j, "hours_cite", answer->hours ? answer->hours->row.cite.text : STR(""));
    json_put_bool(&j, "hours_verified", hours_are_verified(answer));
    json_put_str(&j, "cite", clock->cite.text);
    deadline_trust_write(&j, a, &answer->trust, clock);
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

/* "Saturday", or "day off" where the calendar closes a day of the week. */
static const char *day_name(const struct law *law, struct date d) {
    static const char *const NAMES[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    bool off = law_holiday(&law->calendar, d) != NULL;
    return off ? "day off" : NAMES[date_weekday(d)];
}

static void print_day(const char *label, struct date d, const char *meaning, struct arena *a) {
    (void)printf("%-11s%s %.*s%s\n", label, weekday(d), STR_ARG(date_format(a, d)), meaning);
}

const char *due_amount(char room[DUE_AMOUNT], int n, enum law_unit unit) {
    const char *many = n == 1 ? "" : "s";
    if (unit == LAW_MONTHS)
        (void)snprintf(room, DUE_AMOUNT, "%d month%s", n, many);
    else if (unit == LAW_HOURS)
        (void)snprintf(room, DUE_AMOUNT, "%d x 24 hours", n);
    else
        (void)snprintf(room, DUE_AMOUNT, "%d %.*s day%s", n, STR_ARG(law_unit_name(unit)), many);
    return room;
}

/* How both readings are told, by mode and unit. */
static const char *meaning(const struct law_clock *clock, bool early) {
    static const char *const TOTAL[] = {"  common reading: day 1 is the next day",
                                        "  strict reading: day 1 is the start day"};
    static const char *const BEFORE[] = {"  as many days from here to the day given",
                                         "  as many whole days lie between"};
    static const char *const MONTH[] = {"  the same day of the month, or its last",
                                        "  the day before it"};
    static const char *const HOUR[] = {"  at the hour of the start", "  if it began at midnight"};
    const char *const *words = clock->mode == LAW_BEFORE   ? BEFORE
                               : clock->unit == LAW_MONTHS ? MONTH
                               : clock->unit == LAW_HOURS  ? HOUR
                                                           : TOTAL;
    return words[early];
}

static void print_rule(const struct due_answer *answer) {
    static const char *const MODES[] = {"", " before", ", then it takes effect"};
    const struct law_clock *clock = answer->clock;
    (void)printf("%.*s  %.*s / %.*s\n", STR_ARG(clock->id), STR_ARG(clock->name.id),
                 STR_ARG(clock->name.en));
    char room[DUE_AMOUNT];
    (void)printf("%s%s%s, %.*s\n", due_amount(room, clock->n, clock->unit), MODES[clock->mode],
                 answer->days.week == LAW_SIX_DAYS && clock->unit == LAW_WORKING_DAYS
                     ? " of a week of six"
                     : "",
                 STR_ARG(clock->start));
    if (clock->replaces)
        (void)printf("replaces   %.*s: the same start, a new total\n",
                     STR_ARG(clock->replaces->id));
}

static void print_counted(const struct due_answer *answer, struct arena *a) {
    const struct deadline *d = &answer->due;
    for (size_t i = 0; i < d->counted_count; i++)
        (void)printf("%s%s %.*s",
                     i % 4 ? ", "
                     : i   ? "\n           "
                           : "counted    ",
                     weekday(d->counted[i]), STR_ARG(date_format(a, d->counted[i])));
    (void)printf("\n");
    struct date from = d->start.day < d->due.day ? d->start : d->due;
    struct date to = d->start.day < d->due.day ? d->due : d->start;
    for (struct date x = from; x.day <= to.day; x.day++) {
        const struct law_holiday *h = law_holiday(answer->days.calendar, x);
        if (h && answer->clock->unit == LAW_WORKING_DAYS)
            (void)printf("day off    %s %.*s  %.*s (%.*s)%s\n", weekday(x),
                         STR_ARG(date_format(a, x)), STR_ARG(h->name), STR_ARG(h->source),
                         h->verified ? "" : " [NOT VERIFIED]");
    }
}

static void print_cite(const char *label, const struct law_cite *cite) {
    (void)printf("%-11s%.*s [%.*s]\n", label, STR_ARG(cite->text), STR_ARG(cite->source));
}

/* For what the line of the confidence does not weigh. */
static void print_badged_cite(const char *label, const struct law_cite *cite, const char *what) {
    (void)printf("%-*s%.*s [%.*s]%s%s\n", *label ? 11 : 0, label, STR_ARG(cite->text),
                 STR_ARG(cite->source), law_needs_badge(cite) ? " [NOT VERIFIED]" : "", what);
}

/* What a warning about the hours of intake rests on: the hours' own row and, where they differ by
 * stages, the calendar that says which stage the day lies in. */
static void print_hours(const struct due_answer *answer) {
    if (answer->hours)
        print_badged_cite("hours", &answer->hours->row.cite, "");
    if (answer->calendar)
        print_badged_cite("calendar", &answer->calendar->cite,
                          ": its stages decide which hours hold");
}

/* The procedures that run the clock, with commas between; *ret_count is how many. A row of a part
 * is one row, whichever of them it was found in. */
static struct str procedures(const struct due_answer *answer, struct arena *a, size_t *ret_count) {
    const struct law_clock *clock = answer->clock;
    struct str names = {0};
    size_t count = 0;
    for (size_t i = 0; i < answer->law->rulebook_count; i++) {
        const struct law_rulebook *rules = &answer->law->rulebooks[i];
        const struct law_clock *same = law_clock(rules, clock->id);
        if (!same || !str_equal(same->file, clock->file))
            continue;
        names = arena_printf(a, "%.*s%s%.*s@%d", STR_ARG(names), count++ ? ", " : "",
                             STR_ARG(rules->regime), rules->version);
    }
    *ret_count = count;
    return names;
}

/* A clock that procedures share is in force with any of them. */
static void print_shared(const struct due_answer *answer, struct arena *a) {
    size_t count;
    struct str names = procedures(answer, a, &count);
    if (count > 1)
        (void)printf("shared by  the procedures %.*s\n", STR_ARG(names));
}

static void print_force(const struct due_answer *answer, const struct deadline_force *f,
                        struct arena *a) {
    size_t count = 0;
    bool early = answer->due.start.day < f->span.from.day;
    struct str name = deadline_force_name(a, f),
               edge = early ? date_format(a, f->span.from) : date_format(a, f->span.to);
    if (f->rules)
        (void)procedures(answer, a, &count);
    if (count > 1)
        (void)printf("WARNING    none of these procedures was %s in force on the start day: %.*s "
                     "%s %.*s\n",
                     early ? "yet" : "still", STR_ARG(name), early ? "holds from" : "ended on",
                     STR_ARG(edge));
    else
        (void)printf("WARNING    %s%.*s was %s in force on the start day: %s %.*s\n",
                     f->rules ? "the procedure " : "", STR_ARG(name),
                     early ? "not yet" : "no longer", early ? "it holds from" : "it ended on",
                     STR_ARG(edge));
}

static void print_forces(const struct due_answer *answer, struct arena *a) {
    const struct deadline_trust *t = &answer->trust;
    for (size_t i = 0; i < t->force_count; i++)
        print_force(answer, &t->forces[i], a);
    if (t->force_count)
        (void)puts("           counted by the text that is held here; another rule may have held "
                   "on that day");
}

static bool amends_what_it_rests_on(const struct law_cite *cite, const struct law_instrument *in) {
    for (size_t i = 0; i < cite->law_count; i++)
        if (law_lists(in->amends, cite->laws[i]))
            return true;
    return false;
}

static bool some_source_has(const struct law *law, const struct law_instrument *in) {
    for (size_t i = 0; i < law->source_count; i++)
        for (size_t k = 0; k < law->sources[i].reads_count; k++)
            if (str_equal(law->sources[i].reads[k].instrument, in->row.id))
                return true;
    return false;
}

/* What a row only mentions though it amends what the row rests on: it was not read. Its name;
 * empty: there is none. */
static struct str unread_amendment(const struct law_names *names, const struct law_cite *cite) {
    for (size_t i = 0; i < names->count; i++) {
        const struct law_instrument *in = names->list[i].instrument;
        if (law_lists(cite->mentions, in->row.id) && amends_what_it_rests_on(cite, in) &&
            !some_source_has(names->law, in))
            return names->list[i].text;
    }
    return (struct str){0};
}

/* Why the rule bears a badge, as its own row has it. */
static struct str why_unverified(struct arena *a, const struct due_answer *answer) {
    const struct law_cite *cite = &answer->clock->cite;
    const struct law_names names = law_names_of(a, answer->law);
    struct str missing = {0};
    enum law_articles_read read = law_cite_articles(&names, cite, NULL, &missing);
    if (cite->read == LAW_READ_GENERAL)
        return STR("general knowledge, nothing was read");
    if (cite->read == LAW_READ_INFERRED)
        return STR("our inference, no article says it");
    struct str amendment = unread_amendment(&names, cite);
    if (read == LAW_ARTICLES_READ && amendment.len)
        return arena_printf(a, "the article was read, but %.*s, which amends that law, was not",
                            STR_ARG(amendment));
    if (read == LAW_ARTICLES_READ)
        return STR("the article was read and does not say all of this");
    if (read == LAW_ARTICLES_PARTLY)
        return arena_printf(a, "of the articles cited, %.*s was not read", STR_ARG(missing));
    return STR("the article itself was not read");
}

static void print_confidence(const struct due_answer *answer, struct arena *a) {
    const struct law_cite *cite = &answer->clock->cite;
    struct str whole = law_confidence_name(answer->trust.confidence);
    (void)printf("confidence %.*s", STR_ARG(whole));
    if (!cite->verified)
        (void)printf(" [NOT VERIFIED: %.*s]", STR_ARG(why_unverified(a, answer)));
    if (answer->trust.confidence != cite->confidence)
        (void)printf(" (of the rule alone: %.*s)", STR_ARG(law_confidence_name(cite->confidence)));
    (void)puts("");
}

static void print_holidays(const struct due_answer *answer, struct arena *a) {
    const struct law_calendar *c = &answer->law->calendar;
    unsigned doubts = answer->trust.doubts;
    (void)printf("holidays   %.*s", STR_ARG(c->version));
    if (doubts & DEADLINE_DAYS_GUESSED)
        (void)printf(" [ESTIMATE: the days off of a year in it are not decreed]");
    if (doubts & DEADLINE_DAYS_UNKNOWN)
        (void)printf(" [UNKNOWN: days off are known from %.*s to %.*s; outside them "
                     "nothing but the weekend is left out]",
                     STR_ARG(date_format(a, c->first)), STR_ARG(date_format(a, c->last)));
    if (doubts & DEADLINE_DAYS_UNREAD)
        (void)printf(" [NOT VERIFIED: the count rests on %zu day%s off whose decree was not read]",
                     answer->trust.unread_count, answer->trust.unread_count == 1 ? "" : "s");
    (void)puts("");
}

void due_print_clock(FILE *to, const struct law_clock *c) {
    char room[DUE_AMOUNT];
    (void)fprintf(to, "  %-24.*s %s  %.*s", STR_ARG(c->id), due_amount(room, c->n, c->unit),
                  STR_ARG(c->name.en));
    if (c->aka.len)
        (void)fprintf(to, "; also %.*s", STR_ARG(c->aka));
    for (size_t i = 0; i < c->aliases.count; i++)
        (void)fprintf(to, ", %.*s", STR_ARG(c->aliases.list[i]));
    (void)fputs("\n", to);
}

void due_print_text(const struct due_answer *answer, struct arena *a) {
    const struct law_clock *clock = answer->clock;
    const struct deadline *d = &answer->due;
    print_rule(answer);
    print_shared(answer, a);
    print_day("start", d->start, "", a);
    print_forces(answer, a);
    if (answer->outside)
        (void)printf(
            "WARNING    %02d.%02d %.*s lies outside the hours in which reports are taken\n",
            answer->minute / 60, answer->minute % 60, STR_ARG(zone_name(answer->zone)));
    print_day(clock->mode == LAW_EFFECT ? "effect" : "due", d->due, meaning(clock, false), a);
    print_day(clock->mode == LAW_EFFECT ? "early" : "due early", d->due_early, meaning(clock, true),
              a);
    if (answer->last_closed)
        (void)printf("WARNING    the last day is a %s: no report is taken in person that day, and "
                     "the limit does not roll on\n",
                     day_name(answer->law, d->due));
    print_hours(answer);
    (void)printf("lapse      %.*s\n", STR_ARG(law_lapse_text(clock->lapse).en));
    print_counted(answer, a);
    print_cite("cite", &clock->cite);
    for (size_t i = 0; i < clock->other_count; i++) {
        char room[DUE_AMOUNT];
        (void)printf(
            "others     %s%s%.*s: ", due_amount(room, clock->others[i].n, clock->others[i].unit),
            clock->others[i].start.len ? ", " : "", STR_ARG(clock->others[i].start));
        print_badged_cite("", &clock->others[i].cite, "");
    }
    print_confidence(answer, a);
    print_holidays(answer, a);
}
