#include "law/match.h"
#include "law/slips.h"

/* The catalogue as a whole: no name dangles, no act is without what may follow it on any day for
 * any class it binds, and the adviser is never silent. */

static void known_classes(struct law_reader *r, const struct law *law, struct law_words_list ids,
                          int line) {
    for (size_t i = 0; i < ids.count; i++)
        if (!law_subject_class(law, ids.list[i]))
            law_fault(r, line, "unknown class \"%.*s\"; classes are rows of subjects.yaml",
                      STR_ARG(ids.list[i]));
}

/* Contests are what elections and catalogues name. */
void law_check_contests(struct law_reader *r, struct law_words_list ids, int line) {
    for (size_t i = 0; i < ids.count; i++)
        if (!str_equal(ids.list[i], STR("pilkada")) && !str_equal(ids.list[i], STR("pemilu")))
            law_fault(r, line, "unknown contest \"%.*s\"; it must be one of: pilkada, pemilu",
                      STR_ARG(ids.list[i]));
}

/* The last day to which rungs, or versions of the penal article, reach without a hole from that
 * day; the day before it when none is in force. */
static struct date reach_of_rungs(const struct law *law, const struct law_rung *asked) {
    struct date last = law_day_before(asked->day);
    for (const struct law_sanction *s = NULL; (s = law_sanction_next(law, asked, s));)
        if (s->row.span.to.day > last.day)
            last = s->row.span.to;
    return last;
}

static struct date reach_of_penalty(const struct law *law, struct str id, struct date day) {
    const struct law_penalty *p = law_penalty_on(law, id, day);
    return p ? p->row.span.to : law_day_before(day);
}

/* Every day of the act is followed through, from one reach to the next. */
static void check_followed(struct law_reader *r, const struct law *law, const struct law_act *act,
                           struct str subject) {
    struct law_rung asked = {act->track, act->tier, subject, act->row.span.from};
    if (asked.day.day == INT32_MIN)
        return; /* told when it was read */
    while (asked.day.day <= act->row.span.to.day) {
        struct date last = act->penalty ? reach_of_penalty(law, act->penalty->row.id, asked.day)
                                        : reach_of_rungs(law, &asked);
        if (last.day < asked.day.day) {
            struct str day = date_format(r->scratch, asked.day);
            if (act->penalty)
                law_fault(r, act->row.line, "no version of its penalty is in force on %.*s",
                          STR_ARG(day));
            else
                law_fault(r, act->row.line,
                          "no rung \"%.*s\" of the track %.*s for class \"%.*s\" on %.*s in "
                          "sanctions.yaml",
                          STR_ARG(act->tier), STR_ARG(law_track_name(act->track)), STR_ARG(subject),
                          STR_ARG(day));
            return;
        }
        if (last.day == LAW_OPEN)
            return;
        asked.day = law_day_after(last);
    }
}

static bool some_election_has(const struct law *law, struct str stage) {
    for (size_t i = 0; i < law->election_count; i++)
        if (law_stage(&law->elections[i], stage))
            return true;
    return false;
}

/* An election of the whole country that lacks the stage would silently free everybody there; a
 * repeat vote need not repeat each stage. */
static void check_stages(struct law_reader *r, const struct law *law, const struct law_act *act) {
    for (size_t i = 0; i < act->stages.count; i++) {
        struct str id = act->stages.list[i];
        if (!some_election_has(law, id)) {
            law_fault(r, act->row.line, "no election has a stage \"%.*s\"", STR_ARG(id));
            continue;
        }
        for (size_t k = 0; k < law->election_count; k++) {
            const struct law_election *e = &law->elections[k];
            bool binds = law_lists_or_all(act->catalogue->contests, e->contest) &&
                         law_overlap(act->row.span, (struct law_span){e->opens, e->closes});
            if (binds && !e->region_count && !law_stage(e, id))
                law_fault(r, act->row.line,
                          "\"%.*s\" binds in the stage \"%.*s\", which the election \"%.*s\" "
                          "does not have: give it that stage, or \"when\" in words",
                          STR_ARG(act->row.id), STR_ARG(id), STR_ARG(e->id));
        }
    }
}

static bool in_a_topic(const struct law *law, const struct law_act *act) {
    for (size_t i = 0; i < law->topic_count; i++)
        for (size_t k = 0; k < law->topics[i].act_count; k++)
            if (law->topics[i].acts[k] == act)
                return true;
    return false;
}

static void check_acts(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->catalogue_count; i++) {
        r->file = law->catalogues[i].row.file;
        law_check_contests(r, law->catalogues[i].contests, law->catalogues[i].row.line);
    }
    for (size_t i = 0; i < law->act_count; i++) {
        const struct law_act *act = &law->acts[i];
        r->file = act->row.file;
        known_classes(r, law, act->subjects, act->row.line);
        check_stages(r, law, act);
        for (size_t k = 0; k < act->subjects.count && (act->tier.len || act->penalty); k++)
            check_followed(r, law, act, act->subjects.list[k]);
        if (!in_a_topic(law, act))
            law_fault(r, act->row.line, "no topic of topics/ asks about the act \"%.*s\"",
                      STR_ARG(act->row.id));
    }
}

/* On every day of that side: an act of some stages leaves days to the answers. */
static bool act_speaks(const struct law_topic *topic, const struct law_place *place) {
    for (size_t i = 0; i < topic->act_count; i++) {
        const struct law_act *act = topic->acts[i];
        if (act->row.span.to.day == LAW_OPEN && !act->stages.count &&
            law_lists(act->subjects, place->subject) &&
            law_lists_or_all(act->catalogue->contests, place->contest) &&
            law_side_holds(act->side, place->after))
            return true;
    }
    return false;
}

static void check_answered(struct law_reader *r, const struct law_topic *topic,
                           const struct law_place *place) {
    if (!act_speaks(topic, place) && !law_answer_at(topic, place))
        law_fault(r, topic->row.line,
                  "no act and no answer for class \"%.*s\" %s the determination in a %.*s; "
                  "principles.yaml may hold one for all topics",
                  STR_ARG(place->subject), place->after ? "after" : "before",
                  STR_ARG(place->contest));
}

static void check_answers(struct law_reader *r, const struct law *law,
                          const struct law_answer *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        r->file = list[i].file;
        known_classes(r, law, list[i].subjects, list[i].line);
        law_check_contests(r, list[i].contests, list[i].line);
        for (size_t k = 0; k < list[i].stages.count; k++)
            if (!some_election_has(law, list[i].stages.list[k]))
                law_fault(r, list[i].line, "no election has a stage \"%.*s\"",
                          STR_ARG(list[i].stages.list[k]));
    }
}

static void check_topics(struct law_reader *r, const struct law *law) {
    static const struct str CONTESTS[] = {STR_INIT("pilkada"), STR_INIT("pemilu")};
    check_answers(r, law, law->principles, law->principle_count);
    for (size_t i = 0; i < law->topic_count; i++) {
        const struct law_topic *topic = &law->topics[i];
        size_t own = topic->answer_count - law->principle_count;
        check_answers(r, law, topic->answers, own);
        r->file = topic->row.file;
        known_classes(r, law, topic->instead_for, topic->row.line);
        for (size_t c = 0; c < law->class_count; c++)
            for (size_t k = 0; k < 2 * COUNT_OF(CONTESTS); k++)
                check_answered(r, topic,
                               &(struct law_place){.subject = law->classes[c].row.id,
                                                   .contest = CONTESTS[k / 2],
                                                   .after = k % 2});
    }
}

static const struct law_punishment *punishment(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->sanction_count; i++)
        for (size_t k = 0; k < law->sanctions[i].punishment_count; k++)
            if (str_equal(law->sanctions[i].punishments[k].id, id))
                return &law->sanctions[i].punishments[k];
    return NULL;
}

static bool is_tier(const struct law *law, struct str word) {
    for (size_t i = 0; i < law->sanction_count; i++)
        if (str_equal(law->sanctions[i].tier, word))
            return true;
    return false;
}

static bool share_class(const struct law_sanction *a, const struct law_sanction *b) {
    for (size_t i = 0; i < a->subjects.count; i++)
        if (law_lists(b->subjects, a->subjects.list[i]))
            return true;
    return false;
}

/* One tier of one branch means one thing for a class on a day. Of versions of one id the reader
 * has told. */
static void check_overlap(struct law_reader *r, const struct law_sanction *a,
                          const struct law_sanction *b) {
    if (a->planned || b->planned || a->track != b->track || !str_equal(a->tier, b->tier) ||
        str_equal(a->row.id, b->row.id) || !law_overlap(a->row.span, b->row.span) ||
        !share_class(a, b))
        return;
    int32_t from =
        a->row.span.from.day > b->row.span.from.day ? a->row.span.from.day : b->row.span.from.day;
    law_fault(r, b->row.line,
              "the rungs \"%.*s\" and \"%.*s\" are both \"%.*s\" of the track %.*s for one class "
              "from %.*s: end the earlier one the day before, or part their classes",
              STR_ARG(a->row.id), STR_ARG(b->row.id), STR_ARG(b->tier),
              STR_ARG(law_track_name(b->track)),
              STR_ARG(date_format(r->scratch, (struct date){from})));
}

static void check_sanctions(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->sanction_count; i++) {
        const struct law_sanction *s = &law->sanctions[i];
        r->file = s->row.file;
        known_classes(r, law, s->subjects, s->row.line);
        for (size_t k = 0; k < i; k++)
            check_overlap(r, &law->sanctions[k], s);
        for (size_t k = 0; k < s->punishment_count; k++) {
            const struct law_punishment *p = &s->punishments[k];
            if (p->siasn.len && !law_siasn_of(law, p))
                law_fault(r, s->row.line, "siasn.yaml does not give \"%.*s\" the code %.*s",
                          STR_ARG(p->id), STR_ARG(p->siasn));
        }
    }
    for (size_t i = 0; i < law->imposer_count; i++) {
        const struct law_imposer *m = &law->imposers[i];
        r->file = m->row.file;
        for (size_t k = 0; k < m->punishments.count; k++)
            if (!is_tier(law, m->punishments.list[k]) && !punishment(law, m->punishments.list[k]))
                law_fault(r, m->row.line, "\"%.*s\" is neither a tier nor a punishment",
                          STR_ARG(m->punishments.list[k]));
    }
}

/* A regulation's own id is an instrument: who reads the instruments checks those. */
static void check_siasn(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->siasn_count; i++) {
        const struct law_siasn *s = &law->siasn[i];
        bool known = !s->ours.len || str_equal(s->kind, STR("regulation")) ||
                     (str_equal(s->kind, STR("level")) && is_tier(law, s->ours)) ||
                     (str_equal(s->kind, STR("punishment")) && punishment(law, s->ours)) ||
                     (str_equal(s->kind, STR("reason")) && law_act(law, s->ours));
        r->file = s->row.file;
        if (!known)
            law_fault(r, s->row.line, "no %.*s of ours is called \"%.*s\"", STR_ARG(s->kind),
                      STR_ARG(s->ours));
    }
}

void law_check_catalogue(struct law_reader *r, const struct law *law) {
    check_acts(r, law);
    check_topics(r, law);
    check_sanctions(r, law);
    check_siasn(r, law);
    law_check_tiers(r, law);
    if (r->checking) {
        law_check_imposers(r, law);
        law_check_twins(r, law);
        law_check_called_acts(r, law);
        law_check_sibling_needs(r, law);
    }
}
