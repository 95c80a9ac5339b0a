#include "decision/decision_internal.h"

/* What a step does to clocks and tracks. Clocks of other tracks stay as they are: one procedure
 * never stops the days of another. */

static struct date start_of(const struct law_clock_start *s, const struct deciding *d) {
    const struct intake_action *command = d->command;
    if (s->from == LAW_FROM_FACT)
        return decision_fact(&d->days, s->name);
    for (size_t i = 0; s->from == LAW_FROM_FIELD && i < command->value_count; i++)
        if (str_equal(command->values[i].field->name, s->name) && command->values[i].given)
            return command->values[i].date;
    return d->days.today;
}

/* The last clock of that id in the track, running or not; NULL: the case never had it. */
static const struct case_clock *last_of(const struct deciding *d, const struct law_clock *clock) {
    for (size_t i = d->cs->clock_count; clock && i-- > 0;) {
        const struct case_clock *c = &d->cs->clocks[i];
        if (str_equal(c->id, clock->id) && str_equal(c->track, d->track.id))
            return c;
    }
    return NULL;
}

/* An extension takes over from the clock that it replaces: its start and its suspensions, with a
 * new total. Its week is that of whom the step leaves the case with. */
static struct case_clock started(const struct deciding *d, const struct law_clock_start *s,
                                 const struct case_step *step) {
    const struct case_clock *before = last_of(d, s->clock->replaces);
    struct str holder = d->track.id.len ? step->holder : step->offices.holder;
    return decision_clock(d->facts->law, &(struct decision_running){
                                             .clock = s->clock,
                                             .start = before ? before->start : start_of(s, d),
                                             .still = before ? before->still : NULL,
                                             .still_count = before ? before->still_count : 0,
                                             .week = decision_week(&d->facts->weeks, &step->offices,
                                                                   holder, s->clock)});
}

static bool is_stopped_by(const struct law_outcome *outcome, struct str clock) {
    for (size_t i = 0; i < outcome->stop_count; i++)
        if (str_equal(outcome->stops[i]->id, clock))
            return true;
    for (size_t i = 0; i < outcome->start_count; i++) {
        const struct law_clock *replaced = outcome->starts[i].clock->replaces;
        if (replaced && str_equal(replaced->id, clock))
            return true;
    }
    return false;
}

static bool is_over(const struct deciding *d, struct str clock) {
    const struct law_state *to = d->command->outcome->to;
    const struct law_clock *rule = law_clock(d->facts->rules, clock);
    return to->terminal && !(rule && law_runs_on(d->facts->rules, to, rule));
}

/* Running clocks that the outcome stops. A terminal state stops all, for nobody is left to alarm,
 * but those while which a step may leave it: a suit may still come. */
static void stop_clocks(const struct deciding *d, struct case_step *ret) {
    const struct law_outcome *outcome = d->command->outcome;
    struct str *stops = NEW(d->a, struct str, d->cs->clock_count);
    for (size_t i = 0; i < d->cs->clock_count; i++) {
        const struct case_clock *clock = &d->cs->clocks[i];
        if (clock->running && str_equal(clock->track, d->track.id) &&
            (is_over(d, clock->id) || is_stopped_by(outcome, clock->id)))
            stops[ret->stop_count++] = clock->id;
    }
    ret->stops = stops;
}

static void suspend_clocks(const struct deciding *d, struct case_step *ret) {
    const struct law_clocks *clocks = &d->command->outcome->suspends;
    struct str *suspends = NEW(d->a, struct str, clocks->count);
    for (size_t i = 0; i < clocks->count; i++) {
        const struct case_clock *c = case_running(d->cs, d->track.id, clocks->list[i]->id);
        if (c && !c->suspended)
            suspends[ret->suspend_count++] = c->id;
    }
    ret->suspends = suspends;
}

/* The clock as it counts on: without the days from its suspension to today. Suspended and resumed
 * on one day, nothing was lost. */
static struct case_clock resumed(const struct deciding *d, const struct law_clock *rule,
                                 const struct case_clock *c) {
    struct law_span *still = NEW(d->a, struct law_span, c->still_count + 1);
    struct case_clock ret = *c;
    for (size_t i = 0; i < c->still_count; i++)
        still[i] = c->still[i];
    if (c->still_since.day <= d->days.today.day)
        still[ret.still_count++] = (struct law_span){c->still_since, d->days.today};
    struct case_count count = decide_count(
        d->facts->law, &(struct decision_running){rule, c->start, still, ret.still_count,
                                                  decide_week(&d->facts->weeks, c->office)});
    ret.due = count.due;
    ret.due_early = count.due_early;
    ret.holidays = count.holidays;
    ret.week = count.week;
    ret.still = still;
    ret.suspended = false;
    ret.still_since = (struct date){0};
    return ret;
}

static void resume_clocks(const struct deciding *d, struct case_step *ret) {
    const struct law_clocks *clocks = &d->command->outcome->resumes;
    struct case_clock *resumes = NEW(d->a, struct case_clock, clocks->count);
    for (size_t i = 0; i < clocks->count; i++) {
        const struct case_clock *c = case_running(d->cs, d->track.id, clocks->list[i]->id);
        if (c && c->suspended)
            resumes[ret->resume_count++] = resumed(d, clocks->list[i], c);
    }
    ret->resumes = resumes;
}

void decision_step_clocks(const struct deciding *d, struct case_step *ret) {
    const struct law_outcome *outcome = d->command->outcome;
    struct case_clock *starts = NEW(d->a, struct case_clock, outcome->start_count);
    for (size_t i = 0; i < outcome->start_count; i++)
        starts[ret->start_count++] = started(d, &outcome->starts[i], ret);
    ret->starts = starts;
    stop_clocks(d, ret);
    suspend_clocks(d, ret);
    resume_clocks(d, ret);
}

/* --- tracks --- */

/* Whether a track's name is the regime's: "discipline", "discipline-2". */
static bool is_of(struct str track, struct str regime) {
    return str_starts(track, regime) && (track.len == regime.len || track.ptr[regime.len] == '-');
}

/* The n-th track of a procedure is called after it; 0 while one of it still runs: a procedure that
 * runs is not opened once more. */
static size_t ordinal(const struct case_state *cs, struct str regime) {
    size_t n = 1;
    for (size_t i = 0; i < cs->track_count; i++) {
        struct str rules = cs->tracks[i].rules;
        if (!str_equal(str_cut(&rules, '@'), regime) || !is_of(cs->tracks[i].id, regime))
            continue;
        if (cs->tracks[i].holder.len)
            return 0;
        n++;
    }
    return n;
}

static struct case_opening opening(const struct deciding *d, const struct law_rulebook *rules,
                                   size_t n, const struct case_step *step) {
    struct case_clock *clocks = NEW(d->a, struct case_clock, rules->entry_start_count);
    const struct law_state *entry = rules->entry_opened;
    struct case_opening ret = {
        .track = n == 1 ? rules->regime : arena_printf(d->a, "%.*s-%zu", STR_ARG(rules->regime), n),
        .rules = decision_rules_reference(d->a, rules),
        .state = entry->id,
        .phase = law_phase_name(entry->phase),
        .holder = decision_holder(entry, &step->offices, d->track.holder),
        .clocks = clocks,
    };
    for (size_t i = 0; i < rules->entry_start_count; i++) {
        const struct law_clock_start *s = &rules->entry_starts[i];
        struct date start =
            s->from == LAW_FROM_FACT ? decision_fact(&d->days, s->name) : d->days.today;
        enum law_week week = decision_week(&d->facts->weeks, &step->offices, ret.holder, s->clock);
        clocks[ret.clock_count++] = decision_clock(
            d->facts->law,
            &(struct decision_running){.clock = s->clock, .start = start, .week = week});
    }
    return ret;
}

/* The name of one more procedure of the regime beside those that the case has: the one that a step
 * is taken in is the first. */
static struct str name_beside(const struct deciding *d) {
    struct str own = d->cs->received.rules, regime = d->facts->rules->regime;
    size_t n = 1 + str_equal(str_cut(&own, '@'), regime);
    for (size_t i = 0; i < d->cs->track_count; i++) {
        struct str rules = d->cs->tracks[i].rules;
        n += str_equal(str_cut(&rules, '@'), regime);
    }
    return arena_printf(d->a, "%.*s-%zu", STR_ARG(regime), n);
}

/* Who is not taken along stays in the state that the step leaves, with its running clocks, in a
 * procedure of their own. Clocks that stand still are the step's persons': no rulebook parts people
 * where one does. */
static struct case_opening split_off(const struct deciding *d) {
    struct case_clock *clocks = NEW(d->a, struct case_clock, d->cs->clock_count);
    struct case_opening ret = {
        .track = name_beside(d),
        .rules = d->track.rules,
        .state = d->track.state,
        .phase = d->track.phase,
        .holder = d->track.holder,
        .clocks = clocks,
        .subjects = d->parting.staying,
        .split = true,
    };
    for (size_t i = 0; i < d->cs->clock_count; i++) {
        const struct case_clock *c = &d->cs->clocks[i];
        if (c->running && !c->suspended && str_equal(c->track, d->track.id))
            clocks[ret.clock_count++] = *c;
    }
    return ret;
}

/* Regimes that the outcomes open, without doubles. */
static struct law_words_list opened(struct arena *a, const struct intake_action *command) {
    size_t room = command->outcome->opens.count, count = 0;
    for (size_t i = 0; i < command->also_count; i++)
        room += command->also[i]->opens.count;
    struct str *list = NEW(a, struct str, room);
    for (size_t i = 0; i <= command->also_count; i++) {
        const struct law_outcome *o = i ? command->also[i - 1] : command->outcome;
        for (size_t k = 0; k < o->opens.count; k++)
            decision_word_add(list, &count, o->opens.list[k]);
    }
    return (struct law_words_list){list, count};
}

struct err decision_step_opens(const struct deciding *d, struct case_step *ret) {
    struct law_words_list regimes = opened(d->a, d->command);
    struct case_opening *opens = NEW(d->a, struct case_opening, regimes.count + 1);
    for (size_t i = 0; i < regimes.count; i++) {
        size_t n = ordinal(d->cs, regimes.list[i]);
        const struct law_rulebook *rules =
            law_rulebook_on(d->facts->law, regimes.list[i], d->facts->today);
        if (!n)
            continue;
        if (!rules || !rules->entry_opened)
            return ERR(ERR_RULES, STR("opens"));
        opens[ret->open_count] = opening(d, rules, n, ret);
        opens[ret->open_count++].subjects = ret->subjects ? ret->subjects : d->track.subjects;
    }
    if (d->parting.staying)
        opens[ret->open_count++] = split_off(d);
    ret->opens = opens;
    return OK;
}

struct law_words_list decide_names(struct arena *a, const struct law *law,
                                   const struct intake_action *command, struct date today) {
    enum { OF_OUTCOME = 2 };
    if (!command->outcome)
        return (struct law_words_list){0};
    struct law_words_list regimes = opened(a, command);
    struct str *list = NEW(a, struct str, OF_OUTCOME + regimes.count);
    size_t count = 0;
    decision_word_add(list, &count, command->outcome->hand_to);
    if (command->outcome->to)
        decision_word_add(list, &count, command->outcome->to->waits_for);
    for (size_t i = 0; i < regimes.count; i++) {
        const struct law_rulebook *rules = law_rulebook_on(law, regimes.list[i], today);
        if (rules && rules->entry_opened)
            decision_word_add(list, &count, rules->entry_opened->waits_for);
    }
    return (struct law_words_list){list, count};
}
