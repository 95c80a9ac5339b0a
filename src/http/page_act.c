#include "http/advice_days.h"
#include "http/advice_view.h"
#include "http/handlers.h"

#include "flow/rules.h"
#include "web/text.h"

#include <string.h>

/* P8: an act of the catalogue on a page of its own, at /boleh/{its id}, made of the law's rows
 * alone; and all acts on one page, which is what a phone keeps for days without a line. */

/* --- what may follow, as the days go --- */

/* What may follow on that day, for all classes that the act binds. */
static struct web_act on_day(struct http_call *call, const struct law_act *act, struct date day) {
    const struct law *law = http_law(call);
    struct web_act view = {0};
    for (size_t i = 0; i < act->subjects.count; i++) {
        struct law_question_of asked = {act->subjects.list[i], day, NULL, {0}};
        struct law_finding f = law_act_follows(call->arena, law, &asked, act);
        if (i)
            http_join_sanctions(call, &view, &f, day);
        else
            view = http_act_view(call, &f, day);
    }
    return view;
}

static bool same_follows(const struct web_act *a, const struct web_act *b) {
    bool same = a->penalty == b->penalty && a->sanction_count == b->sanction_count;
    for (size_t i = 0; same && i < a->sanction_count; i++)
        same = a->sanctions[i] == b->sanctions[i];
    return same;
}

static int64_t year_alone(const struct law *law, const struct law_act *act) {
    struct date from = act->row.span.from;
    return law_is_year_alone(law, from, &act->row.cite) ? date_to_civil(from).year : 0;
}

static struct web_version version_view(struct http_call *call, const struct law_act *act) {
    const struct law *law = http_law(call);
    struct law_span span = act->row.span;
    struct http_days days = {.count = 0};
    http_days_add(&days, span, span.from.day);
    http_days_follows(&days, span, law, act);
    struct web_follow *follows = NEW(call->arena, struct web_follow, days.count);
    size_t count = 0;
    for (size_t i = 0; i < days.count; i++) {
        struct web_follow next = {.act = on_day(call, act, days.list[i]),
                                  .from = days.list[i],
                                  .to = span.to,
                                  .open = span.to.day == LAW_OPEN};
        if (count && same_follows(&follows[count - 1].act, &next.act))
            continue;
        if (count) {
            follows[count - 1].to = (struct date){next.from.day - 1};
            follows[count - 1].open = false;
        }
        follows[count++] = next;
    }
    struct web_version v = {.act = follows[count - 1].act,
                            .from = act->row.span.from,
                            .to = act->row.span.to,
                            .open = act->row.span.to.day == LAW_OPEN,
                            .year = year_alone(law, act),
                            .follows = follows,
                            .follow_count = count};
    if (act != law_act(law, act->row.id)) /* the last one has the anchor of the id alone */
        v.act.anchor =
            arena_printf(call->arena, "%.*s.v%d", STR_ARG(act->row.id), act->row.version);
    return v;
}

/* Newest first: what holds now is what most people ask for. */
static void fill_versions(struct http_call *call, struct web_act_page *v) {
    const struct law *law = http_law(call);
    struct web_version *list = NEW(call->arena, struct web_version, law->act_count);
    v->ended = true;
    for (size_t i = 0; i < law->act_count; i++) {
        const struct law_act *act = &law->acts[i];
        size_t at = 0;
        if (!str_equal(act->row.id, v->act->row.id))
            continue;
        while (at < v->version_count && list[at].from.day > act->row.span.from.day)
            at++;
        memmove(&list[at + 1], &list[at], (v->version_count - at) * sizeof *list);
        list[at] = version_view(call, act);
        v->version_count++;
        v->ended = v->ended && act->row.span.to.day < v->today.day;
    }
    v->versions = list;
    v->view = list[0].act;
}

/* --- when: the stages of an election on whose days it speaks --- */

static bool speaks_in(const struct law *law, const struct law_act *act,
                      const struct law_election *election) {
    if (!law_lists_or_all(act->catalogue->contests, election->contest))
        return false;
    for (size_t i = 0; i < law->act_count; i++)
        if (str_equal(law->acts[i].row.id, act->row.id) &&
            law_overlap(law->acts[i].row.span,
                        (struct law_span){election->opens, election->closes}))
            return true;
    return false;
}

/* Today's election when the act speaks in it, else the last one in which it does; NULL: none. */
static const struct law_election *election_of(struct http_call *call, const struct law_act *act,
                                              struct date today) {
    const struct law *law = http_law(call);
    const struct law_election *found = http_election(call, today);
    if (speaks_in(law, act, found))
        return found;
    found = NULL;
    for (size_t i = 0; i < law->election_count; i++)
        if (speaks_in(law, act, &law->elections[i]) &&
            (!found || found->opens.day < law->elections[i].opens.day))
            found = &law->elections[i];
    return found;
}

/* The days of a stage on which the act speaks; false when there are none. */
static bool cut_stage(const struct law_act *act, const struct law_election *election,
                      struct law_stage *stage) {
    if (act->side == LAW_BEFORE_DETERMINATION && stage->to.day >= election->determination.day)
        stage->to.day = election->determination.day - 1;
    if (act->side == LAW_AFTER_DETERMINATION && stage->from.day < election->determination.day)
        stage->from = election->determination;
    return stage->from.day <= stage->to.day;
}

/* Stages that run beside the contest say nothing of an act that binds in all. */
static bool is_told(const struct law_act *act, const struct law_stage *stage) {
    return act->stages.count ? law_lists(act->stages, stage->id) : !stage->preparation;
}

static void fill_stages(struct http_call *call, struct web_act_page *v) {
    const struct law_election *election = election_of(call, v->act, v->today);
    if (!election)
        return;
    struct web_when *list = NEW(call->arena, struct web_when, election->stage_count + 1);
    for (size_t i = 0; i < election->stage_count; i++) {
        struct law_stage stage = election->stages[i];
        bool begun = stage.from.day >= election->opens.day || v->act->stages.count;
        if (!begun)
            stage.from = election->opens;
        if (is_told(v->act, &stage) && cut_stage(v->act, election, &stage))
            list[v->span_count++] = http_when(call, &stage);
    }
    v->spans = list;
    v->calendar = election;
}

/* --- the questions that speak of it, and what is near --- */

/* Of several the one that names it earliest explains it best, for a topic begins with what it asks
 * about and ends with what is near. */
static void fill_topics(struct http_call *call, struct web_act_page *v) {
    const struct law *law = http_law(call);
    struct web_option *list = NEW(call->arena, struct web_option, law->topic_count + 1);
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < law->topic_count; i++) {
        const struct law_topic *topic = &law->topics[i];
        size_t place = 0;
        while (place < topic->act_count && topic->acts[place] != v->act)
            place++;
        if (place == topic->act_count)
            continue;
        list[v->topic_count++] = http_topic_option(call, topic);
        if (place < best) {
            best = place;
            v->topic = topic;
        }
    }
    v->topics = list;
}

/* What may be done instead is told when it is meant for somebody whom the act binds. */
static void fill_instead(struct http_call *call, struct web_act_page *v) {
    const struct law_words_list bound = v->act->subjects;
    struct str *meant = NEW(call->arena, struct str, bound.count + 1);
    struct law_words_list for_whom = {meant, 0};
    for (size_t i = 0; v->topic && i < bound.count; i++)
        if (law_instead_speaks_to(v->topic, bound.list[i]))
            meant[for_whom.count++] = bound.list[i];
    v->instead = for_whom.count > 0;
    if (for_whom.count < bound.count)
        v->instead_for = http_class_labels(call, for_whom);
}

static struct web_near near_of(struct http_call *call, const struct web_act_page *v,
                               const struct law_catalogue *catalogue) {
    const struct law *law = http_law(call);
    struct web_act *list = NEW(call->arena, struct web_act, v->topic->act_count + 1);
    struct web_near near = {.label = law_say(catalogue->label, http_english(call)), .acts = list};
    for (size_t i = 0; i < v->topic->act_count; i++) {
        const struct law_act *act = v->topic->acts[i];
        if (act->catalogue == catalogue && act == law_act(law, act->row.id) && act != v->act)
            list[near.act_count++] =
                (struct web_act){.act = act,
                                 .anchor = act->row.id,
                                 .subjects = http_class_labels(call, act->subjects)};
    }
    return near;
}

static void fill_nears(struct http_call *call, struct web_act_page *v) {
    const struct law *law = http_law(call);
    struct web_near *list = NEW(call->arena, struct web_near, law->catalogue_count + 1);
    for (size_t i = 0; i < law->catalogue_count && v->topic; i++) {
        list[v->near_count] = near_of(call, v, &law->catalogues[i]);
        v->near_count += list[v->near_count].act_count > 0;
    }
    v->nears = list;
}

/* --- where it was read, and how sure that is --- */

static void fill_sources(struct http_call *call, struct web_act_page *v) {
    const struct law *law = http_law(call);
    const struct law_source **list = NEW(call->arena, const struct law_source *, law->source_count);
    struct str rest = v->act->row.cite.source;
    while (rest.len && v->source_count < law->source_count) {
        const struct law_source *source = law_source(law, str_trim(str_cut(&rest, ',')));
        if (source)
            list[v->source_count++] = source;
    }
    v->sources = list;
}

static void fill_confidence(const struct http_call *call, struct web_act_page *v) {
    static const enum web_text_key SURE[] = {
        [LAW_HIGH] = WEB_T_ACT_CONFIDENCE_HIGH,
        [LAW_MEDIUM] = WEB_T_ACT_CONFIDENCE_MEDIUM,
        [LAW_LOW] = WEB_T_ACT_CONFIDENCE_LOW,
    };
    static const enum web_text_key READ[] = {
        [LAW_READ_ARTICLE] = WEB_T_ACT_READ_ARTICLE,
        [LAW_READ_COPIES] = WEB_T_ACT_READ_COPIES,
        [LAW_READ_SECONDARY] = WEB_T_ACT_READ_SECONDARY,
        [LAW_READ_GENERAL] = WEB_T_ACT_READ_GENERAL,
        [LAW_READ_INFERRED] = WEB_T_ACT_READ_INFERRED,
    };
    v->confidence = web_text(SURE[v->act->row.cite.confidence], http_english(call));
    v->read = web_text(READ[v->act->row.cite.read], http_english(call));
}

static void fill_questions(struct http_call *call, struct web_act_page *v) {
    const struct law_span whole = {v->versions[v->version_count - 1].from, v->versions[0].to};
    size_t count = 0;
    for (size_t i = 0; i < v->version_count; i++)
        count += v->versions[i].follow_count;
    struct web_act *acts = NEW(call->arena, struct web_act, count + 1);
    count = 0;
    for (size_t i = 0; i < v->version_count; i++)
        for (size_t k = 0; k < v->versions[i].follow_count; k++)
            acts[count++] = v->versions[i].follows[k].act;
    struct http_questions found =
        http_questions_of(call, NULL, (struct http_acts){acts, count}, whole);
    v->questions = found.list;
    v->question_count = found.count;
}

struct err http_act_page(struct http_call *call, struct str id) {
    struct web_act_page v = {.act = law_act(http_law(call), id),
                             .today = http_today(call),
                             .rules = http_rules_short(call)};
    if (!v.act)
        return ERR(ERR_MISSING, STR("topic"));
    v.twin = v.act->twin;
    fill_versions(call, &v);
    fill_stages(call, &v);
    fill_topics(call, &v);
    fill_instead(call, &v);
    fill_nears(call, &v);
    fill_sources(call, &v);
    fill_confidence(call, &v);
    fill_questions(call, &v);
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ADVISER;
    web_render_act_page(call->out, &v, &c);
    return http_rules_page(call, false);
}

/* --- all of them --- */

static struct web_act_list list_of(struct http_call *call, const struct law_catalogue *catalogue) {
    const struct law *law = http_law(call);
    struct web_act_line *lines = NEW(call->arena, struct web_act_line, law->act_count + 1);
    struct web_act_list list = {catalogue->row.id, law_say(catalogue->label, http_english(call)),
                                lines, 0};
    for (size_t i = 0; i < law->act_count; i++) {
        const struct law_act *act = &law->acts[i];
        if (act->catalogue != catalogue || act != law_act(law, act->row.id))
            continue;
        struct web_version version = version_view(call, act);
        struct web_act *last = NEW(call->arena, struct web_act, 1);
        const struct law_election *election = election_of(call, act, http_today(call));
        *last = version.follows[version.follow_count - 1].act;
        if (election)
            http_act_stages(call, election, last);
        struct web_act_line *line = &lines[list.line_count++];
        *line = (struct web_act_line){
            .act = *last, .from = version.from, .to = version.to, .open = version.open};
        line->consequence_count = http_consequences(call, last, 1, &line->consequences);
    }
    return list;
}

struct err page_acts_get(struct http_call *call) {
    if (http_rules_cached(call))
        return OK;
    const struct law *law = http_law(call);
    struct web_act_list *lists = NEW(call->arena, struct web_act_list, law->catalogue_count + 1);
    struct web_acts v = {
        .lists = lists, .today = http_today(call), .rules = http_rules_short(call)};
    for (size_t i = 0; i < law->catalogue_count; i++) {
        lists[v.list_count] = list_of(call, &law->catalogues[i]);
        v.total += (int64_t)lists[v.list_count++].line_count;
    }
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ADVISER;
    web_render_acts(call->out, &v, &c);
    return http_rules_page(call, true);
}
