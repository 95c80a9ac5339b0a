#include "deadline/trust.h"

#include <string.h>

/* --- the days off behind a count --- */

struct range {
    struct date from, to; /* both included: the days that the count passed */
};

static struct range passed(const struct deadline *d) {
    struct range r = {d->start, d->start};
    const struct date ends[] = {d->due, d->due_early};
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        r.from = ends[i].day < r.from.day ? ends[i] : r.from;
        r.to = ends[i].day > r.to.day ? ends[i] : r.to;
    }
    return r;
}

/* Whether the day would be worked were it not off: a Sunday moves nothing. */
static bool moves(const struct deadline_days *days, const struct law_holiday *h) {
    enum { SATURDAY = 5, SUNDAY = 6 };
    return date_weekday(h->date) < (days->week == LAW_SIX_DAYS ? SUNDAY : SATURDAY);
}

/* Calls each of those that moved the count and are not verified; how many there are. */
static size_t unread(const struct deadline *d, const struct deadline_days *days,
                     const struct law_holiday **ret) {
    const struct law_calendar *calendar = days->calendar;
    struct range r = passed(d);
    size_t count = 0;
    for (size_t i = law_holiday_from(calendar, r.from); i < calendar->count; i++) {
        const struct law_holiday *h = &calendar->days[i];
        if (h->date.day > r.to.day)
            break;
        if (h->verified || !moves(days, h))
            continue;
        if (ret)
            ret[count] = h;
        count++;
    }
    return count;
}

unsigned deadline_doubts_of_days(const struct law_clock *clock, const struct deadline *d,
                                 const struct deadline_days *days) {
    if (clock->unit != LAW_WORKING_DAYS)
        return 0;
    const struct law_calendar *calendar = days->calendar;
    struct range r = passed(d);
    bool unknown = r.from.day < calendar->first.day || r.to.day > calendar->last.day;
    bool guessed = r.to.day >= calendar->estimated_from.day && r.from.day <= calendar->last.day;
    return (unknown ? DEADLINE_DAYS_UNKNOWN : 0u) | (guessed ? DEADLINE_DAYS_GUESSED : 0u) |
           (unread(d, days, NULL) ? DEADLINE_DAYS_UNREAD : 0u);
}

/* --- the days on which the rule was in force --- */

static bool is_row_of(const struct law_rulebook *rules, const struct law_clock *clock) {
    for (size_t i = 0; i < rules->clock_count; i++) {
        const struct law_clock *c = &rules->clocks[i];
        if (c == clock || (c->line == clock->line && str_equal(c->file, clock->file) &&
                           str_equal(c->id, clock->id)))
            return true;
    }
    return false;
}

static void add(struct deadline_trust *t, struct deadline_force force, struct date start) {
    t->doubts |= start.day < force.span.from.day ? DEADLINE_NOT_YET : DEADLINE_NO_LONGER;
    if (t->force_count < DEADLINE_FORCES_MAX)
        t->forces[t->force_count++] = force;
}

/* A part's clock stands in several procedures: it is enough that one of them was in force. Else the
 * one whose days lie nearest is told. */
static void look_at_procedures(const struct law *law, const struct law_clock *clock,
                               struct date start, struct deadline_trust *t) {
    const struct law_rulebook *nearest = NULL;
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *rules = &law->rulebooks[i];
        if (!is_row_of(rules, clock))
            continue;
        if (rules->from.day <= start.day && start.day <= rules->to.day)
            return;
        int64_t far = start.day < rules->from.day ? (int64_t)rules->from.day - start.day
                                                  : (int64_t)start.day - rules->to.day;
        if (far < least) {
            least = far;
            nearest = rules;
        }
    }
    if (nearest)
        add(t, (struct deadline_force){NULL, nearest, {nearest->from, nearest->to}}, start);
}

/* "A, now B": behind A's last day the citation speaks through B, or through an article of A that
 * outlives it. */
static bool goes_on(const struct law *law, const struct law_instrument *in,
                    const struct law_cite *cite, struct date start) {
    for (size_t i = 0; i < in->survives.count; i++)
        if (str_find(cite->text, in->survives.list[i]))
            return true;
    for (size_t i = 0; i < cite->law_count; i++) {
        const struct law_instrument *other = law_instrument(law, cite->laws[i]);
        if (other && law_lists(other->replaces, in->row.id) && law_in_force(other->row.span, start))
            return true;
    }
    return false;
}

static void look_at_instruments(const struct law *law, const struct law_clock *clock,
                                struct date start, struct deadline_trust *t) {
    for (size_t i = 0; i < clock->cite.law_count; i++) {
        const struct law_instrument *in = law_instrument(law, clock->cite.laws[i]);
        if (!in || law_in_force(in->row.span, start))
            continue;
        if (start.day < in->row.span.from.day || !goes_on(law, in, &clock->cite, start))
            add(t, (struct deadline_force){in, NULL, in->row.span}, start);
    }
}

/* --- both --- */

static enum law_confidence lower(enum law_confidence a, enum law_confidence b) {
    return a > b ? a : b;
}

/* What is known of the rule and the days off; the rest of the doubts stand in t. */
static void weigh(struct arena *a, const struct law_clock *clock, const struct deadline *d,
                  const struct deadline_days *days, struct deadline_trust *t) {
    enum {
        LOWEST =
            DEADLINE_NOT_YET | DEADLINE_NO_LONGER | DEADLINE_DAYS_UNKNOWN | DEADLINE_DAYS_GUESSED
    };
    t->doubts |= deadline_doubts_of_days(clock, d, days);
    t->confidence = clock->cite.confidence;
    if (law_needs_badge(&clock->cite))
        t->doubts |= DEADLINE_RULE_BADGE;
    if (t->doubts & DEADLINE_DAYS_UNREAD) {
        t->unread = NEW(a, const struct law_holiday *, unread(d, days, NULL));
        t->unread_count = unread(d, days, t->unread);
        t->confidence = lower(t->confidence, LAW_MEDIUM);
    }
    for (size_t i = 0; i < t->unread_count; i++)
        t->confidence = lower(t->confidence, t->unread[i]->confidence);
    if (t->doubts & LOWEST)
        t->confidence = LAW_LOW;
}

struct deadline_trust deadline_trust(struct arena *a, const struct law *law,
                                     const struct law_clock *clock, const struct deadline *d,
                                     const struct deadline_days *days) {
    struct deadline_trust t = {0};
    look_at_instruments(law, clock, d->start, &t);
    look_at_procedures(law, clock, d->start, &t);
    weigh(a, clock, d, days, &t);
    return t;
}

struct deadline_trust deadline_trust_of_case(struct arena *a, const struct law_clock *clock,
                                             const struct deadline *d,
                                             const struct deadline_days *days) {
    struct deadline_trust t = {0};
    weigh(a, clock, d, days, &t);
    return t;
}

struct str deadline_doubt_name(enum deadline_doubt doubt) {
    switch (doubt) {
    case DEADLINE_NOT_YET:
        return STR("not_yet_in_force");
    case DEADLINE_NO_LONGER:
        return STR("no_longer_in_force");
    case DEADLINE_DAYS_UNKNOWN:
        return STR("days_off_unknown");
    case DEADLINE_DAYS_GUESSED:
        return STR("days_off_estimated");
    case DEADLINE_DAYS_UNREAD:
        return STR("days_off_unverified");
    case DEADLINE_RULE_BADGE:
        break;
    }
    return STR("rule_unverified");
}

struct str deadline_force_name(struct arena *a, const struct deadline_force *force) {
    if (force->rules)
        return arena_printf(a, "%.*s@%d", STR_ARG(force->rules->regime), force->rules->version);
    return law_short_label(force->instrument->label.id);
}
