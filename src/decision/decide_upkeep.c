#include "decision/decision_internal.h"

/* The rulebook that judges a track, under the reference that the case carries. */
static const struct law_rulebook *rules_of(const struct law *law, const struct case_state *cs,
                                           struct str track) {
    struct case_track in;
    return case_track(cs, track, &in) ? law_rulebook_named(law, in.rules) : NULL;
}

size_t decide_recounts(struct arena *a, const struct decision_upkeep *facts,
                       const struct case_state *cs, const struct case_recount **ret) {
    struct case_recount *list = NEW(a, struct case_recount, cs->clock_count);
    size_t count = 0;
    for (size_t i = 0; i < cs->clock_count; i++) {
        const struct case_clock *c = &cs->clocks[i];
        const struct law_rulebook *rules = rules_of(facts->law, cs, c->track);
        const struct law_clock *clock = rules ? law_clock(rules, c->id) : NULL;
        if (!c->running || c->suspended || !clock)
            continue;
        struct case_count now = decide_count(
            facts->law, &(struct decision_running){clock, c->start, c->still, c->still_count,
                                                   decide_week(&facts->weeks, c->office)});
        if (now.due.day == c->due.day && now.due_early.day == c->due_early.day)
            continue;
        bool table = clock->unit == LAW_WORKING_DAYS && !str_equal(now.holidays, c->holidays);
        list[count++] = (struct case_recount){
            .track = c->track,
            .clock = c->id,
            .reason = now.week != c->week ? STR("week")
                      : table             ? STR("holidays")
                                          : STR("rule"),
            .on = facts->today,
            .start = c->start,
            .was = {c->due, c->due_early, c->holidays, c->week},
            .now = now,
        };
    }
    *ret = list;
    return count;
}

/* What the procedure's state waits for; empty when it has ended or its rulebook is gone. */
static struct str awaited(const struct law *law, const struct case_track *track) {
    const struct law_rulebook *rules = law_rulebook_named(law, track->rules);
    const struct law_state *state = rules ? law_state(rules, track->state) : NULL;
    return state && !state->terminal ? state->waits_for : (struct str){0};
}

/* The case's own procedure, then its tracks. */
static struct case_track track_at(const struct case_state *cs, size_t i) {
    struct case_track track = {0};
    (void)case_track(cs, i ? cs->tracks[i - 1].id : (struct str){0}, &track); /* is there */
    return track;
}

struct law_words_list decide_roles(struct arena *a, const struct law *law,
                                   const struct case_state *cs) {
    struct str *list = NEW(a, struct str, 1 + cs->track_count + cs->offices.other_count);
    size_t count = 0;
    for (size_t i = 0; i <= cs->track_count; i++) {
        struct case_track track = track_at(cs, i);
        struct str name = awaited(law, &track);
        if (decision_is_role(law, name))
            decision_word_add(list, &count, name);
    }
    for (size_t i = 0; i < cs->offices.other_count; i++)
        if (decision_is_role(law, cs->offices.others[i].name))
            decision_word_add(list, &count, cs->offices.others[i].name);
    return (struct law_words_list){list, count};
}

/* Events while they are made; offices are those after the last. */
struct rerouting {
    const struct case_state *cs;
    const struct law *law;
    struct date today;
    struct case_offices offices;
    struct case_reroute *list;
    size_t count;
};

/* One role that passed on: the case's own procedure by the first event, which also changes what the
 * case knows of the role; then each track that waits for it. */
static void reroute(struct arena *a, struct rerouting *r, const struct decision_office *to) {
    struct str from = case_office(&r->offices, to->name);
    decision_office_set(a, to, &r->offices);
    for (size_t i = 0; i <= r->cs->track_count; i++) {
        struct case_track track = track_at(r->cs, i);
        bool waits = str_equal(awaited(r->law, &track), to->name);
        if (i && !waits)
            continue;
        if (waits && !i)
            r->offices.holder = to->office;
        r->list[r->count++] = (struct case_reroute){
            .track = track.id,
            .role = to->name,
            .kind = to->kind,
            .from = from.len ? from : track.holder,
            .to = to->office,
            .on = r->today,
            .offices = r->offices,
        };
    }
}

size_t decide_reroutes(struct arena *a, const struct decision_upkeep *facts,
                       const struct case_state *cs, const struct case_reroute **ret) {
    size_t room = facts->offices.count * (cs->track_count + 1);
    struct rerouting r = {.cs = cs,
                          .law = facts->law,
                          .today = facts->today,
                          .offices = cs->offices,
                          .list = NEW(a, struct case_reroute, room)};
    bool open = case_holder(cs).len > 0;
    for (size_t i = 0; open && i < facts->offices.count; i++) {
        const struct decision_office *to = &facts->offices.list[i];
        if (to->office.len && decision_is_role(facts->law, to->name) &&
            !str_equal(case_office(&r.offices, to->name), to->office))
            reroute(a, &r, to);
    }
    *ret = r.list;
    return r.count;
}
