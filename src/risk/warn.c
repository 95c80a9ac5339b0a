#include "risk/warn.h"

static const struct law_stage *stage_of(const struct law_election *election, struct date today,
                                        int64_t days) {
    const struct law_stage *next = NULL;
    for (size_t i = 0; i < election->stage_count; i++) {
        const struct law_stage *s = &election->stages[i];
        bool soon = s->critical && s->from.day > today.day && s->from.day <= today.day + days;
        if (soon && (!next || s->from.day < next->from.day))
            next = s;
    }
    return next ? next : law_stage_on(election, today);
}

static void suggest(struct risk_moment *m, const struct law *law, struct date today, bool tied) {
    for (size_t i = 0; i < law->duty_count && m->act_count < RISK_ACTS_MAX; i++) {
        const struct law_duty *d = &law->duties[i];
        bool fits = tied ? str_equal(d->stage, m->stage->id) : d->each_stage;
        if (fits && law_in_force(d->row.span, today))
            m->acts[m->act_count++] = d;
    }
}

struct risk_moment risk_moment_on(const struct law *law, const struct law_election *election,
                                  const struct risk_index *index, struct date today) {
    struct risk_moment m = {0};
    m.stage = election ? stage_of(election, today, index->warn.days) : NULL;
    if (!m.stage)
        return m;
    m.days = (int64_t)m.stage->from.day - today.day;
    suggest(&m, law, today, true);
    suggest(&m, law, today, false);
    return m;
}

const struct risk_warning *risk_warnings(struct arena *a, const struct risk_index *index,
                                         const struct risk_scores *scores,
                                         const struct risk_fact *facts, size_t *ret_count) {
    enum { REASONS = 3 };
    struct risk_warning *list = NEW(a, struct risk_warning, scores->count * REASONS + 1);
    size_t count = 0;
    for (size_t i = 0; index->warn.has && i < scores->count; i++) {
        struct str region = scores->list[i].region;
        if (facts[i].late_known && facts[i].late >= index->warn.late)
            list[count++] = (struct risk_warning){region, RISK_MANY_LATE, facts[i].late};
        if (scores->list[i].class == RISK_HIGH)
            list[count++] = (struct risk_warning){region, RISK_HIGH_SCORE, 0};
        if (facts[i].funnel == RISK_FUNNEL_BELOW)
            list[count++] = (struct risk_warning){region, RISK_SILENCE, 0};
    }
    *ret_count = count;
    return list;
}
