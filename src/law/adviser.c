#include "law/match.h"

static const struct str VERDICTS[] = {STR_INIT("allowed"), STR_INIT("avoid"),
                                      STR_INIT("forbidden")};

struct str law_verdict_name(enum law_verdict verdict) {
    return VERDICTS[verdict];
}

const struct law_topic *law_topic(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->topic_count; i++)
        if (str_equal(law->topics[i].row.id, id))
            return &law->topics[i];
    return NULL;
}

static bool holds_in_stage(const struct law_answer *a, const struct law_place *place) {
    return !a->stages.count ||
           (place->election && law_in_stages(place->election, a->stages, place->day));
}

const struct law_answer *law_answer_at(const struct law_topic *topic,
                                       const struct law_place *place) {
    for (size_t i = 0; i < topic->answer_count; i++) {
        const struct law_answer *a = &topic->answers[i];
        if (law_lists_or_all(a->subjects, place->subject) &&
            law_lists_or_all(a->contests, place->contest) &&
            law_side_holds(a->side, place->after) && holds_in_stage(a, place))
            return a;
    }
    return NULL;
}

/* The day of the determination itself lies after it. */
static bool is_after(const struct law_question_of *asked) {
    return asked->election && asked->day.day >= asked->election->determination.day;
}

enum law_misfit law_act_misfit(const struct law_act *act, const struct law_question_of *asked) {
    if (asked->election && !law_lists_or_all(act->catalogue->contests, asked->election->contest))
        return LAW_OTHER_CONTEST;
    if (!law_lists(act->subjects, asked->subject))
        return LAW_OTHER_CLASS;
    if (!law_in_force(act->row.span, asked->day))
        return LAW_NOT_IN_FORCE;
    if (!asked->election && law_act_by_calendar(act))
        return LAW_NEEDS_ELECTION;
    if (!law_side_holds(act->side, is_after(asked)))
        return LAW_OTHER_SIDE;
    bool staged = act->stages.count > 0;
    return staged && !law_in_stages(asked->election, act->stages, asked->day) ? LAW_OTHER_STAGE
                                                                              : LAW_FITS;
}

static bool fits(const struct law_act *act, const struct law_question_of *asked) {
    return law_act_misfit(act, asked) == LAW_FITS;
}

static void add_rungs(struct arena *a, const struct law *law, const struct law_question_of *asked,
                      struct law_finding *ret) {
    const struct law_act *act = ret->act;
    struct law_rung rung = {act->track, act->tier, asked->subject, asked->day};
    const struct law_sanction **list = NEW(a, const struct law_sanction *, law->sanction_count);
    for (const struct law_sanction *s = NULL; (s = law_sanction_next(law, &rung, s));)
        list[ret->sanction_count++] = s;
    ret->sanctions = list;
}

static void set_addressee(struct law_finding *f, struct str office, const struct law_cite *cite) {
    f->addressee = office;
    f->addressee_cite = cite;
}

/* The track says where it goes: the penal article's or the rung's own office before the class's. */
static void add_addressee(const struct law *law, struct str subject, struct law_finding *ret) {
    const struct law_subject_class *class = law_subject_class(law, subject);
    const struct law_sanction *rung = ret->sanction_count ? ret->sanctions[0] : NULL;
    if (ret->penalty)
        set_addressee(ret, ret->penalty->addressee, &ret->penalty->row.cite);
    else if (rung && rung->addressee.len)
        set_addressee(ret, rung->addressee, &rung->row.cite);
    else if (class)
        set_addressee(ret, class->addressee, &class->row.cite);
}

struct law_finding law_act_follows(struct arena *a, const struct law *law,
                                   const struct law_question_of *asked, const struct law_act *act) {
    struct law_finding f = {.act = act};
    if (act->tier.len)
        add_rungs(a, law, asked, &f);
    if (act->penalty)
        f.penalty = law_penalty_on(law, act->penalty->row.id, asked->day);
    add_addressee(law, asked->subject, &f);
    return f;
}

static bool found(const struct law_finding *list, size_t count, const struct law_act *act) {
    for (size_t i = 0; i < count; i++)
        if (list[i].act == act)
            return true;
    return false;
}

static bool among(const struct law_act *const *list, size_t count, const struct law_act *act) {
    for (size_t i = 0; i < count; i++)
        if (list[i] == act)
            return true;
    return false;
}

/* What else may apply: people who name one act often mean its topic. */
static void add_related(struct arena *a, const struct law *law, const struct law_question_of *asked,
                        struct law_classification *ret) {
    const struct law_act **list = NEW(a, const struct law_act *, law->act_count);
    for (size_t t = 0; t < law->topic_count; t++) {
        const struct law_topic *topic = &law->topics[t];
        bool touched = false;
        for (size_t i = 0; i < topic->act_count && !touched; i++)
            touched = found(ret->findings, ret->finding_count, topic->acts[i]) ||
                      among(ret->not_applying, ret->not_applying_count, topic->acts[i]);
        for (size_t i = 0; i < topic->act_count && touched; i++)
            if (fits(topic->acts[i], asked) && !among(list, ret->related_count, topic->acts[i]) &&
                !found(ret->findings, ret->finding_count, topic->acts[i]))
                list[ret->related_count++] = topic->acts[i];
    }
    ret->related = list;
}

/* Whether the day of the determination decides of something found or asked. */
static bool is_divided(const struct law_classification *c) {
    for (size_t i = 0; i < c->finding_count; i++)
        if (c->findings[i].act->side != LAW_EITHER_SIDE)
            return true;
    for (size_t i = 0; i < c->not_applying_count; i++)
        if (c->not_applying[i]->side != LAW_EITHER_SIDE)
            return true;
    return false;
}

static bool touches(const struct law_open_question *q, const struct law_classification *c) {
    for (size_t i = 0; i < c->finding_count; i++) {
        const struct law_finding *f = &c->findings[i];
        bool hit = law_lists(q->rows, f->act->row.id) ||
                   (f->penalty && law_lists(q->rows, f->penalty->row.id));
        for (size_t k = 0; k < f->sanction_count && !hit; k++)
            hit = law_lists(q->rows, f->sanctions[k]->row.id);
        if (hit)
            return true;
    }
    for (size_t i = 0; i < c->not_applying_count; i++)
        if (law_lists(q->rows, c->not_applying[i]->row.id))
            return true;
    return false;
}

static void add_questions(struct arena *a, const struct law *law,
                          const struct law_question_of *asked, struct law_classification *ret) {
    bool divided = is_divided(ret);
    const struct law_open_question **list =
        NEW(a, const struct law_open_question *, law->question_count);
    for (size_t i = 0; i < law->question_count; i++) {
        const struct law_open_question *q = &law->questions[i];
        bool touched = touches(q, ret) ||
                       (divided && asked->election && law_lists(q->rows, asked->election->id));
        if (q->status == LAW_QUESTION_OPEN && law_in_force(q->row.span, asked->day) && touched)
            list[ret->question_count++] = q;
    }
    ret->questions = list;
}

/* What is asked for may be any version of the act; when none holds that day, it does not apply. */
static const struct law_act *version_on(const struct law *law, const struct law_act *act,
                                        struct date day) {
    const struct law_act *version = act ? law_act_on(law, act->row.id, day) : NULL;
    return version ? version : act;
}

struct law_classification law_classify(struct arena *a, const struct law *law,
                                       const struct law_question_of *asked,
                                       const struct law_act *const *acts, size_t act_count) {
    struct law_finding *findings = NEW(a, struct law_finding, act_count);
    const struct law_act **misfits = NEW(a, const struct law_act *, act_count);
    struct law_classification c = {
        .findings = findings,
        .not_applying = misfits,
        .stage = asked->election ? law_stage_on(asked->election, asked->day) : NULL,
        .after_determination = is_after(asked),
        .outside_election = !asked->election || !law_is_open(asked->election, asked->day),
    };
    for (size_t i = 0; i < act_count; i++) {
        const struct law_act *act = version_on(law, acts[i], asked->day);
        const struct law_act *twin = version_on(law, act->twin, asked->day);
        bool replaced = !fits(act, asked) && twin && fits(twin, asked);
        if (replaced)
            act = twin;
        if (!fits(act, asked)) {
            if (!among(misfits, c.not_applying_count, act))
                misfits[c.not_applying_count++] = act;
        } else if (!found(findings, c.finding_count, act)) {
            findings[c.finding_count] = law_act_follows(a, law, asked, act);
            findings[c.finding_count++].replaced = replaced;
        }
    }
    add_related(a, law, asked, &c);
    add_questions(a, law, asked, &c);
    return c;
}

/* Acts of the topic that bind the class in this election, but not on that day of it. */
static void add_elsewhen(struct arena *a, const struct law_topic *topic,
                         const struct law_question_of *asked, struct law_advice *ret) {
    const struct law_act **list = NEW(a, const struct law_act *, topic->act_count);
    for (size_t i = 0; i < topic->act_count; i++) {
        enum law_misfit misfit = law_act_misfit(topic->acts[i], asked);
        if (misfit == LAW_OTHER_SIDE || misfit == LAW_OTHER_STAGE)
            list[ret->elsewhen_count++] = topic->acts[i];
    }
    ret->elsewhen = list;
}

struct law_advice law_advise(struct arena *a, const struct law *law, const struct law_topic *topic,
                             const struct law_question_of *asked) {
    struct law_finding *findings = NEW(a, struct law_finding, topic->act_count);
    struct law_advice advice = {.findings = findings, .calendar = asked->election};
    for (size_t i = 0; i < topic->act_count; i++)
        if (fits(topic->acts[i], asked))
            findings[advice.finding_count++] = law_act_follows(a, law, asked, topic->acts[i]);
    if (advice.finding_count) {
        advice.verdict = LAW_FORBIDDEN;
        return advice;
    }
    add_elsewhen(a, topic, asked, &advice);
    struct law_place place = {asked->subject, asked->election->contest, is_after(asked),
                              asked->election, asked->day};
    advice.answer = law_answer_at(topic, &place);
    advice.not_settled = !advice.answer;
    for (size_t i = 0; i < topic->answer_count; i++)
        advice.staged =
            advice.staged || (topic->answers[i].stages.count &&
                              law_lists_or_all(topic->answers[i].subjects, place.subject));
    advice.verdict = advice.answer ? advice.answer->verdict : LAW_AVOID;
    return advice;
}

bool law_instead_speaks_to(const struct law_topic *topic, struct str subject) {
    return law_lists_or_all(topic->instead_for, subject);
}

/* Another day would have had another answer: an act speaks then, or the answer has a side. */
static bool answered_by_calendar(const struct law_advice *advice) {
    return advice->elsewhen_count > 0 || advice->answer->side != LAW_EITHER_SIDE || advice->staged;
}

bool law_advice_needs_badge(const struct law_advice *advice) {
    bool calendar = advice->calendar && law_needs_badge(&advice->calendar->cite);
    bool badge = !advice->answer || law_needs_badge(&advice->answer->cite) ||
                 (calendar && answered_by_calendar(advice));
    for (size_t i = 0; i < advice->finding_count; i++) {
        const struct law_act *act = advice->findings[i].act;
        badge =
            badge && (law_needs_badge(&act->row.cite) || (calendar && law_act_by_calendar(act)));
    }
    return badge;
}
