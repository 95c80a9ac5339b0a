#include "http/advice_view.h"
#include "http/handlers.h"

#include "base/regions.h"
#include "web/text.h"

/* P8 "Bolehkah saya?": three questions by GET, so that an answer has an address, needs no script
 * and is remembered by nobody; a page a topic, which needs no question at all; all of it on one
 * page. */

/* --- what was asked --- */

enum { FAULTS_MAX = 5 };
struct asking {
    struct web_adviser view;
    struct web_fault faults[FAULTS_MAX];
    struct http_advice_of of;
    struct law_span rest; /* of a stage that was asked about: its first day and its last */
    bool asked;
};

static void fault(struct http_call *call, struct asking *q, struct web_input *input,
                  const char *anchor, enum web_text_key key) {
    input->error = http_text(call, key);
    q->faults[q->view.fault_count++] = (struct web_fault){str_from_c(anchor), input->error};
}

/* The first and the last year for which rules are kept at all: what lies outside is a slip. */
enum { FIRST_YEAR = 2014, LAST_YEAR = 2100 };

static void read_day(struct http_call *call, struct asking *q) {
    struct web_input *input = &q->view.day;
    struct str typed = str_trim(input->value);
    if (!typed.len)
        return;
    if (!date_parse(typed, &q->of.day)) {
        fault(call, q, input, "tanggal", WEB_T_ADVISER_FAULT_DAY);
        input->value = (struct str){0}; /* a date field cannot hold it */
        return;
    }
    int year = date_to_civil(q->of.day).year;
    if (year < FIRST_YEAR || year > LAST_YEAR)
        fault(call, q, input, "tanggal", WEB_T_ADVISER_FAULT_FAR);
    else
        q->of.election = http_election(call, q->of.day);
}

/* Stages of the contest, and those beside it in which alone some act binds. */
static bool is_offered(const struct law *law, const struct law_stage *stage) {
    bool offered = !stage->preparation;
    for (size_t i = 0; i < law->act_count && !offered; i++)
        offered = law_lists(law->acts[i].stages, stage->id);
    return offered;
}

/* A stage stands for its first day; from when on another one of it is answered otherwise is told
 * beside (fill_changes). */
static void read_stage(struct http_call *call, struct asking *q) {
    const struct law_election *election = q->of.election;
    struct str id = q->view.stage.value;
    for (size_t i = 0; i < election->stage_count && id.len; i++) {
        const struct law_stage *stage = &election->stages[i];
        if (!str_equal(stage->id, id) || !is_offered(http_law(call), stage))
            continue;
        q->of.day = stage->from.day == INT32_MIN ? stage->to : stage->from;
        q->rest = (struct law_span){q->of.day, stage->to};
        return;
    }
    if (id.len)
        fault(call, q, &q->view.stage, "saat", WEB_T_ADVISER_FAULT_STAGE);
}

/* Empty on a day on which no vote is repeated anywhere. */
static void fill_places(struct http_call *call, struct date day, struct web_adviser *v) {
    const struct law *law = http_law(call);
    size_t room = 0;
    for (size_t i = 0; i < law->election_count; i++)
        room += law->elections[i].region_count;
    struct web_option *list = NEW(call->arena, struct web_option, room + 1);
    for (size_t i = 0; i < law->election_count; i++) {
        const struct law_election *e = &law->elections[i];
        for (size_t k = 0; k < e->region_count; k++) {
            const struct region *region = region_find(e->regions[k]);
            if (region && e->opens.day <= day.day && day.day <= e->closes.day)
                list[v->place_count++] =
                    (struct web_option){.value = region->code, .label = region->name};
        }
    }
    v->places = list;
}

/* A region whose vote is repeated has a calendar of its own on that day. */
static void read_place(struct http_call *call, struct asking *q) {
    struct web_input *input = &q->view.place;
    input->value = http_query(call, "wilayah");
    fill_places(call, q->of.day, &q->view);
    if (input->value.len && q->view.place_count && !region_find(input->value))
        fault(call, q, input, "wilayah", WEB_T_ADVISER_FAULT_PLACE);
    const struct law_election *local = law_local_election(http_law(call), input->value, q->of.day);
    if (local)
        q->of.election = local;
}

static void read_asked(struct http_call *call, struct asking *q) {
    const struct law *law = http_law(call);
    struct web_adviser *v = &q->view;
    v->subject.value = http_query(call, "siapa");
    v->topic.value = http_query(call, "apa");
    v->stage.value = http_query(call, "saat");
    v->day.value = http_query(call, "tanggal");
    q->asked = v->subject.value.len > 0; /* a topic alone opens the form with it chosen */
    q->of.topic = law_topic(law, v->topic.value);
    q->of.subject = law_subject_class(law, v->subject.value);
    if ((q->asked || v->topic.value.len) && !q->of.topic)
        fault(call, q, &v->topic, "apa", WEB_T_ADVISER_FAULT_TOPIC);
    if (q->asked && !q->of.subject)
        fault(call, q, &v->subject, "siapa", WEB_T_ADVISER_FAULT_SUBJECT);
    read_stage(call, q);
    read_day(call, q);
    read_place(call, q);
}

/* --- from when on the answer is another --- */

static bool same_answer(const struct web_answer *a, const struct web_answer *b) {
    bool same = a->verdict == b->verdict && a->act_count == b->act_count &&
                a->consequence_count == b->consequence_count;
    for (size_t i = 0; same && i < a->act_count; i++)
        same = a->acts[i].act == b->acts[i].act;
    for (size_t i = 0; same && i < a->consequence_count; i++)
        same = str_equal(a->consequences[i].label, b->consequences[i].label);
    return same;
}

/* Of a stage that was asked about without a day. */
static void fill_changes(struct http_call *call, struct asking *q, struct web_answer now) {
    const struct date *days;
    if (!q->rest.to.day || q->view.day.value.len)
        return;
    size_t count = http_break_days(call, &q->of, q->rest, &days);
    struct web_turn *list = NEW(call->arena, struct web_turn, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct http_advice_of of = q->of;
        of.day = days[i];
        struct web_answer next = http_answer(call, &of);
        if (!same_answer(&now, &next))
            list[q->view.change_count++] = (struct web_turn){of.day, next.verdict};
        now = next;
    }
    q->view.changes = list;
}

/* --- what can be chosen --- */

static void fill_subjects(struct http_call *call, struct web_adviser *v) {
    const struct law *law = http_law(call);
    struct web_option *list = NEW(call->arena, struct web_option, law->class_count + 1);
    for (size_t i = 0; i < law->class_count; i++)
        if (!str_equal(law->classes[i].row.id, STR("unknown")))
            list[v->subject_count++] =
                (struct web_option){.value = law->classes[i].row.id,
                                    .label = law_say(law->classes[i].label, http_english(call))};
    v->subjects = list;
}

static struct str stage_day(struct http_call *call, struct date day) {
    bool known = day.day != INT32_MIN && day.day != LAW_OPEN;
    return known ? http_short_date(call, day) : STR("...");
}

static void fill_stages(struct http_call *call, const struct law_election *election,
                        struct web_adviser *v) {
    struct web_option *list = NEW(call->arena, struct web_option, election->stage_count + 1);
    for (size_t i = 0; i < election->stage_count; i++) {
        const struct law_stage *stage = &election->stages[i];
        if (!is_offered(http_law(call), stage))
            continue;
        struct str label = law_say(stage->label, http_english(call));
        struct str from = stage_day(call, stage->from), to = stage_day(call, stage->to);
        bool one = stage->from.day == stage->to.day;
        list[v->stage_count++] = (struct web_option){
            .value = stage->id,
            .label = arena_printf(call->arena, "%.*s (%.*s%s%.*s)", STR_ARG(label), STR_ARG(from),
                                  one ? "" : " - ", STR_ARG(one ? (struct str){0} : to))};
    }
    v->stages = list;
}

static void fill_form(struct http_call *call, const struct law_election *election,
                      struct web_adviser *v) {
    const struct law_stage *stage = law_stage_on(election, v->today);
    v->stage_today = stage ? law_say(stage->label, http_english(call)) : (struct str){0};
    v->calendar = election;
    v->elections = http_law(call)->elections;
    v->election_count = http_law(call)->election_count;
    v->rules = http_rules_short(call);
    fill_subjects(call, v);
    fill_stages(call, election, v);
    v->group_count = http_topic_groups(call, &v->groups);
}

struct err page_advice_get(struct http_call *call) {
    if (!call->query.count && http_rules_cached(call))
        return OK;
    struct date today = http_today(call);
    const struct law_election *election = http_election(call, today);
    struct asking *q = NEW(call->arena, struct asking, 1);
    q->of.day = today;
    q->of.election = election;
    q->view.today = today;
    read_asked(call, q);
    fill_form(call, election, &q->view);
    q->view.faults = q->faults;
    if (q->asked && !q->view.fault_count) {
        struct web_answer *answer = NEW(call->arena, struct web_answer, 1);
        *answer = http_answer(call, &q->of);
        q->view.answer = answer;
        fill_changes(call, q, *answer);
    }
    struct web_common c = http_common(call);
    web_render_adviser(call->out, &q->view, &c);
    return q->view.fault_count ? http_page(call, 422) : http_rules_page(call, !call->query.count);
}

/* --- a page a topic --- */

static void fill_group(struct http_call *call, struct web_topic *v) {
    const struct web_group *groups;
    size_t count = http_topic_groups(call, &groups);
    for (size_t i = 0; i < count; i++)
        if (str_equal(groups[i].id, v->topic->group))
            v->group = groups[i];
}

struct err page_topic_get(struct http_call *call) {
    struct str id = http_param(call, "topic");
    const struct law_topic *topic = law_topic(http_law(call), id);
    if (!topic)
        return http_act_page(call, id); /* they share the addresses below /boleh/ */
    struct date today = http_today(call);
    const struct law_election *election = http_election(call, today);
    struct web_topic v = {.topic = topic,
                          .calendar = election,
                          .today = today,
                          .rules = http_rules_short(call),
                          .grid = http_grid(call, topic, election),
                          .instead_for = http_class_labels(call, topic->instead_for)};
    fill_group(call, &v);
    v.act_count = http_topic_acts(call, topic, election, &v.acts);
    struct http_questions questions =
        http_questions_of(call, topic, (struct http_acts){v.acts, v.act_count},
                          (struct law_span){election->opens, election->closes});
    v.questions = questions.list;
    v.question_count = questions.count;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ADVISER;
    web_render_topic(call->out, &v, &c);
    return http_rules_page(call, false);
}

/* --- everything on one page --- */

static struct web_chapter chapter(struct http_call *call, const struct web_group *group,
                                  const struct law_election *election) {
    struct web_brief *briefs = NEW(call->arena, struct web_brief, group->topic_count + 1);
    for (size_t i = 0; i < group->topic_count; i++) {
        const struct law_topic *topic =
            law_topic(http_law(call), group->topics[i].value); /* its own rows: never NULL */
        briefs[i] = (struct web_brief){topic, http_class_labels(call, topic->instead_for),
                                       http_grid(call, topic, election)};
    }
    return (struct web_chapter){group->id, group->label, briefs, group->topic_count};
}

struct err page_topics_get(struct http_call *call) {
    if (http_rules_cached(call))
        return OK;
    struct date today = http_today(call);
    const struct law_election *election = http_election(call, today);
    const struct web_group *groups;
    size_t count = http_topic_groups(call, &groups);
    struct web_chapter *chapters = NEW(call->arena, struct web_chapter, count + 1);
    for (size_t i = 0; i < count; i++)
        chapters[i] = chapter(call, &groups[i], election);
    struct web_topics v = {.chapters = chapters,
                           .chapter_count = count,
                           .calendar = election,
                           .today = today,
                           .rules = http_rules_short(call)};
    struct web_common c = http_common(call);
    c.path = WEB_PATH_ADVISER;
    web_render_topics(call->out, &v, &c);
    return http_rules_page(call, true);
}
