#include "risk/warn.h"

static bool is_sooner(const struct law_stage *s, const struct law_stage *than) {
    if (!than || s->from.day != than->from.day)
        return !than || s->from.day < than->from.day;
    return s->critical && !than->critical;
}

struct risk_moment risk_moment_on(const struct law_election *election,
                                  const struct risk_index *index, struct date today) {
    struct risk_moment m = {0};
    if (!election)
        return m;
    m.now = law_stage_on(election, today);
    for (size_t i = 0; i < election->stage_count; i++) {
        const struct law_stage *s = &election->stages[i];
        if (!s->preparation && s->from.day > today.day && is_sooner(s, m.next))
            m.next = s;
    }
    m.days = m.next ? (int64_t)m.next->from.day - today.day : 0;
    m.stage = m.next && m.days <= index->warn.days ? m.next : m.now;
    return m;
}

bool risk_calendar(const struct law_election *election, struct date today, int64_t *ret) {
    enum { ON_THE_DAY = 100 };
    int64_t nearest = 0;
    if (!election || !law_is_open(election, today))
        return false;
    for (size_t i = 0; i < election->stage_count; i++) {
        const struct law_stage *s = &election->stages[i];
        if (!s->critical || s->preparation || s->to.day < today.day)
            continue;
        int64_t days = (int64_t)s->from.day - today.day;
        int64_t near = days > 0 ? ON_THE_DAY - days : ON_THE_DAY;
        nearest = near > nearest ? near : nearest;
    }
    *ret = nearest;
    return true;
}

const struct risk_warning *risk_warnings(struct arena *a, const struct risk_index *index,
                                         const struct risk_scores *scores,
                                         const struct risk_fact *facts, size_t *ret_count) {
    enum { REASONS = 4, PERCENT = 100 };
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
        int64_t asked = facts[i].asked, pledged = facts[i].pledged;
        if (asked && pledged * PERCENT < index->warn.coverage * asked)
            list[count++] =
                (struct risk_warning){region, RISK_LOW_COVERAGE, pledged * PERCENT / asked};
    }
    *ret_count = count;
    return list;
}
