#include "http/advice_view.h"
#include "law/write.h"

#include "flow/public.h"
#include "web/put.h"
#include "web/text.h"

#include <string.h>

enum { SHORT_HASH = 4, DATE_CAP = 64 };

struct str http_rules_short(struct http_call *call) {
    return hex_encode(call->arena, http_law(call)->hash.b, SHORT_HASH);
}

struct str http_short_date(struct http_call *call, struct date day) {
    struct buf out;
    buf_init(&out, DATE_CAP);
    web_put_short(&out, day, http_english(call));
    struct str text = arena_str(call->arena, buf_str(&out));
    buf_done(&out);
    return text;
}

/* The law changes with the program's start alone, what pages say of it at midnight. */
static uint64_t generation(const struct http_call *call) {
    return (uint64_t)(uint32_t)http_today(call).day;
}

bool http_rules_cached(struct http_call *call) {
    return !http_staff(call)->who.name.len && http_cached(call, generation(call));
}

struct err http_rules_page(struct http_call *call, bool same_for_all) {
    if (buf_full(call->out))
        return ERR(ERR_IO, STR("page"));
    if (http_staff(call)->who.name.len)
        return http_page(call, 200);
    http_set_cache(call, "public, max-age=300");
    return same_for_all ? http_reply_keep(call, HTTP_TYPE_HTML, generation(call))
                        : http_page(call, 200);
}

const struct law_election *http_election_named(const struct http_call *call, struct str id,
                                               struct date day) {
    return id.len ? law_election(http_law(call), id) : http_election(call, day);
}

struct str http_office_label(const struct http_call *call, struct str kind_or_role,
                             struct date day) {
    return law_office_label(http_law(call), kind_or_role, day, http_english(call));
}

/* --- groups of topics --- */

struct str http_group_label(struct http_call *call, struct str group) {
    struct str key = arena_printf(call->arena, "advice.group_%.*s", STR_ARG(group));
    char *name = (char *)(uintptr_t)key.ptr; /* our own copy */
    for (size_t i = 0; i < key.len; i++)
        if (name[i] == '-')
            name[i] = '_';
    struct str label = web_text_by_name(key, http_english(call));
    return label.len ? label : group;
}

struct web_option http_topic_option(const struct http_call *call, const struct law_topic *topic) {
    return (struct web_option){.value = topic->row.id,
                               .label = law_say(topic->question, http_english(call))};
}

static bool is_first_of_group(const struct law *law, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (str_equal(law->topics[k].group, law->topics[i].group))
            return false;
    return true;
}

static struct web_group group_of(struct http_call *call, struct str id) {
    const struct law *law = http_law(call);
    struct web_option *topics = NEW(call->arena, struct web_option, law->topic_count + 1);
    size_t n = 0;
    for (size_t i = 0; i < law->topic_count; i++)
        if (str_equal(law->topics[i].group, id))
            topics[n++] = http_topic_option(call, &law->topics[i]);
    return (struct web_group){id, http_group_label(call, id), topics, n};
}

/* What people ask most stands first; groups that a later law adds follow. */
static const struct str FIRST_GROUPS[] = {STR_INIT("media-sosial"), STR_INIT("kampanye"),
                                          STR_INIT("keluarga")};

static bool is_of_first_groups(struct str group) {
    for (size_t i = 0; i < COUNT_OF(FIRST_GROUPS); i++)
        if (str_equal(FIRST_GROUPS[i], group))
            return true;
    return false;
}

size_t http_topic_groups(struct http_call *call, const struct web_group **ret) {
    const struct law *law = http_law(call);
    struct web_group *groups =
        NEW(call->arena, struct web_group, law->topic_count + COUNT_OF(FIRST_GROUPS));
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(FIRST_GROUPS); i++) {
        groups[count] = group_of(call, FIRST_GROUPS[i]);
        count += groups[count].topic_count > 0;
    }
    for (size_t i = 0; i < law->topic_count; i++)
        if (is_first_of_group(law, i) && !is_of_first_groups(law->topics[i].group))
            groups[count++] = group_of(call, law->topics[i].group);
    *ret = groups;
    return count;
}

/* --- acts and what may follow --- */

void http_add_label(struct buf *out, struct str label) {
    if (out->len)
        buf_add_c(out, ", ");
    buf_add(out, label);
}

struct str http_class_labels(struct http_call *call, struct law_words_list ids) {
    const struct law *law = http_law(call);
    struct buf out;
    buf_init(&out, HTTP_LABELS_CAP);
    for (size_t i = 0; i < law->class_count; i++)
        if (law_lists(ids, law->classes[i].row.id))
            http_add_label(&out, law_say(law->classes[i].label, http_english(call)));
    struct str text = arena_str(call->arena, buf_str(&out));
    buf_done(&out);
    return text;
}

static bool touches(const struct law_open_question *q, const struct law_topic *topic,
                    struct http_acts acts) {
    if (topic && law_lists(q->rows, topic->row.id))
        return true;
    for (size_t i = 0; i < acts.count; i++) {
        const struct web_act *act = &acts.list[i];
        if (law_lists(q->rows, act->act->row.id) ||
            (act->penalty && law_lists(q->rows, act->penalty->row.id)))
            return true;
        for (size_t k = 0; k < act->sanction_count; k++)
            if (law_lists(q->rows, act->sanctions[k]->row.id))
                return true;
    }
    return false;
}

struct http_questions http_questions_of(struct http_call *call, const struct law_topic *topic,
                                        struct http_acts acts, struct law_span days) {
    const struct law *law = http_law(call);
    const struct law_open_question **list =
        NEW(call->arena, const struct law_open_question *, law->question_count + 1);
    size_t n = 0;
    for (size_t i = 0; i < law->question_count; i++) {
        const struct law_open_question *q = &law->questions[i];
        if (q->status == LAW_QUESTION_OPEN && law_overlap(q->row.span, days) &&
            touches(q, topic, acts))
            list[n++] = q;
    }
    return (struct http_questions){list, n};
}

enum web_may http_may(const struct law_advice *advice) {
    if (advice->not_settled)
        return WEB_NOT_SETTLED;
    return advice->verdict == LAW_FORBIDDEN ? WEB_MUST_NOT
           : advice->verdict == LAW_AVOID   ? WEB_RATHER_NOT
                                            : WEB_MAY;
}

static void add_once(struct web_consequence *list, size_t *count, struct web_consequence new) {
    size_t at = 0;
    while (at < *count && !str_equal(list[at].label, new.label))
        at++;
    if (at == *count)
        list[(*count)++] = new;
    else
        list[at].badge = list[at].badge && new.badge;
}

size_t http_consequences(struct http_call *call, const struct web_act *acts, size_t count,
                         const struct web_consequence **ret) {
    bool english = http_english(call);
    size_t room = count, n = 0;
    for (size_t i = 0; i < count; i++)
        room += acts[i].sanction_count;
    struct web_consequence *list = NEW(call->arena, struct web_consequence, room + 1);
    for (size_t i = 0; i < count; i++) {
        bool unsure = law_needs_badge(&acts[i].act->row.cite);
        for (size_t k = 0; k < acts[i].sanction_count; k++) {
            const struct law_sanction *rung = acts[i].sanctions[k];
            add_once(list, &n,
                     (struct web_consequence){law_say(rung->label, english),
                                              unsure || law_needs_badge(&rung->row.cite)});
        }
        const struct law_penalty *penalty = acts[i].penalty;
        if (penalty)
            add_once(list, &n,
                     (struct web_consequence){law_penalty_range(call->arena, penalty, english),
                                              unsure || law_needs_badge(&penalty->row.cite)});
    }
    *ret = list;
    return n;
}

static const struct web_act *elsewhen_of(struct http_call *call, const struct law_advice *advice) {
    struct web_act *acts = NEW(call->arena, struct web_act, advice->elsewhen_count + 1);
    for (size_t i = 0; i < advice->elsewhen_count; i++) {
        acts[i] =
            (struct web_act){.act = advice->elsewhen[i], .anchor = advice->elsewhen[i]->row.id};
        http_act_stages(call, advice->calendar, &acts[i]);
    }
    return acts;
}

struct web_answer http_answer(struct http_call *call, const struct http_advice_of *of) {
    struct law_question_of asked = {of->subject->row.id, of->day, of->election, {0}};
    struct law_advice advice = law_advise(call->arena, http_law(call), of->topic, &asked);
    struct web_act *acts = NEW(call->arena, struct web_act, advice.finding_count + 1);
    for (size_t i = 0; i < advice.finding_count; i++) {
        acts[i] = http_act_view(call, &advice.findings[i], of->day);
        http_act_stages(call, of->election, &acts[i]);
    }
    const struct law_stage *stage = law_stage_on(of->election, of->day);
    struct http_questions questions =
        http_questions_of(call, of->topic, (struct http_acts){acts, advice.finding_count},
                          (struct law_span){of->day, of->day});
    const struct web_consequence *follow;
    size_t follow_count = http_consequences(call, acts, advice.finding_count, &follow);
    return (struct web_answer){
        .verdict = http_may(&advice),
        .badge = law_advice_needs_badge(&advice),
        .topic = of->topic,
        .subject = law_say(of->subject->label, http_english(call)),
        .stage = stage ? law_say(stage->label, http_english(call)) : (struct str){0},
        .day = of->day,
        .in_election =
            of->election->opens.day <= of->day.day && of->day.day <= of->election->closes.day,
        .after_determination = of->day.day >= of->election->determination.day,
        .calendar = of->election,
        .acts = acts,
        .act_count = advice.finding_count,
        .elsewhen = elsewhen_of(call, &advice),
        .elsewhen_count = advice.elsewhen_count,
        .consequences = follow,
        .consequence_count = follow_count,
        .instead = law_instead_speaks_to(of->topic, of->subject->row.id),
        .answer = advice.answer,
        .questions = questions.list,
        .question_count = questions.count,
    };
}

/* --- the acts of a topic --- */

/* An act that ended before the election, or began after it, is no rule of that election. */
static bool meets(const struct law_act *act, const struct law_election *election) {
    return law_overlap(act->row.span, (struct law_span){election->opens, election->closes});
}

/* Each version has its own place; the last one has that of the id alone. */
static void name_anchors(struct http_call *call, struct web_act *acts, size_t count) {
    for (size_t i = 0; i + 1 < count; i++)
        if (str_equal(acts[i].act->row.id, acts[i + 1].act->row.id))
            acts[i].anchor = arena_printf(call->arena, "%.*s.v%d", STR_ARG(acts[i].act->row.id),
                                          acts[i].act->row.version);
}

/* The first day of the first stage in which it binds; the given one when it binds in all, or the
 * calendar has no day for them. */
static struct date day_of_stages(const struct law_act *act, const struct law_election *election,
                                 struct date day) {
    for (size_t i = 0; i < act->stages.count; i++) {
        const struct law_stage *stage = law_stage(election, act->stages.list[i]);
        if (stage && stage->from.day != LAW_OPEN)
            return stage->from.day == INT32_MIN ? stage->to : stage->from;
    }
    return day;
}

/* On which day of the election an act speaks: its first, or the determination's. */
static struct date day_of_act(const struct law_act *act, const struct law_election *election) {
    struct date day =
        act->side == LAW_BEFORE_DETERMINATION ? election->opens : election->determination;
    day = day_of_stages(act, election, day);
    if (day.day > act->row.span.to.day)
        day = act->row.span.to;
    return day.day < act->row.span.from.day ? act->row.span.from : day;
}

size_t http_topic_acts(struct http_call *call, const struct law_topic *topic,
                       const struct law_election *election, const struct web_act **ret) {
    const struct law *law = http_law(call);
    struct web_act *acts = NEW(call->arena, struct web_act, topic->act_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < topic->act_count; i++) {
        const struct law_act *act = topic->acts[i];
        bool made = false;
        for (size_t k = 0; meets(act, election) && k < act->subjects.count; k++) {
            struct law_question_of asked = {
                act->subjects.list[k], day_of_act(act, election), election, {0}};
            struct law_classification found = law_classify(call->arena, law, &asked, &act, 1);
            if (!found.finding_count || found.findings[0].act != act)
                continue;
            if (made)
                http_join_sanctions(call, &acts[count - 1], &found.findings[0], asked.day);
            else
                acts[count++] = http_act_view(call, &found.findings[0], asked.day);
            made = true;
        }
        if (made)
            http_act_stages(call, election, &acts[count - 1]);
    }
    name_anchors(call, acts, count);
    *ret = acts;
    return count;
}
