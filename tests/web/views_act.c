#include "views.h"

/* One act on its page, and all acts: made of the parts of views_advice.c. Usual: in force, with a
 * twin; faults: it ended, in two versions, and is not meant for all; hostile: all at once. */

static struct web_follow follow(const struct maker *m, struct date from, bool open) {
    return (struct web_follow){
        .act = view_of_acts(m)[0], .from = from, .to = on(2021, 8, 30), .open = open};
}

static struct web_version version(const struct maker *m, size_t act, bool open) {
    struct web_follow *follows = NEW(m->a, struct web_follow, 2);
    follows[0] = follow(m, on(2017, 8, 16), false);
    follows[1] = follow(m, on(2021, 8, 31), open);
    struct web_version v = {.act = view_of_acts(m)[act],
                            .from = on(2017, 8, 16),
                            .to = on(2022, 9, 21),
                            .open = open,
                            .follows = m->kind == USUAL ? &follows[1] : follows,
                            .follow_count = m->kind == USUAL ? 1 : 2};
    return v;
}

static const struct law_source *const *sources(const struct maker *m) {
    struct law_source *list = NEW(m->a, struct law_source, 3);
    const struct law_source **ret = NEW(m->a, const struct law_source *, 3);
    for (size_t i = 0; i < 3; i++) {
        list[i] = (struct law_source){
            .id = STR("Z7"),
            .what = both(m, "Lampiran II, menurut pers", "Annex II, in the press"),
            .where = i ? say(m, "bkn.go.id") : (struct str){0},
            .address = i == 2 ? STR("https://bkn.go.id/x") : (struct str){0}};
        ret[i] = &list[i];
    }
    if (m->kind == HOSTILE)
        list[2].address = STR("javascript:alert(1)");
    return ret;
}

static const struct web_when *spans(const struct maker *m) {
    struct web_when *list = NEW(m->a, struct web_when, 2);
    list[0] = (struct web_when){say(m, "Kampanye"), true,  true, on(2024, 9, 25),
                                on(2024, 11, 23),   false, {0}};
    list[1] = (struct web_when){say(m, "Pemungutan suara"), true, true, on(2024, 11, 27),
                                on(2024, 11, 27),           true, {0}};
    return list;
}

struct web_act_page view_act_page(const struct maker *m) {
    struct web_version *versions = NEW(m->a, struct web_version, 2);
    struct web_near *nears = NEW(m->a, struct web_near, 1);
    const struct web_act *acts = view_of_acts(m);
    bool ended = m->kind == FAULTS;
    versions[0] = version(m, 0, !ended);
    versions[1] = version(m, 1, false);
    nears[0] = (struct web_near){say(m, "SKB 2020"), acts, 2};
    struct web_act_page v = {.act = acts[0].act,
                             .view = acts[0],
                             .versions = versions,
                             .version_count = m->kind == USUAL ? 1 : 2,
                             .ended = ended,
                             .confidence = say(m, "Tingkat keyakinan: tinggi."),
                             .read = say(m, "Pasalnya dibaca dalam dua salinan."),
                             .topic = m->kind == EMPTY ? NULL : view_of_topic(m),
                             .instead = m->kind != FAULTS,
                             .instead_for = m->kind == USUAL ? (struct str){0} : say(m, "PNS"),
                             .topics = view_of_topics(m),
                             .topic_count = m->kind == EMPTY ? 0 : 2,
                             .twin = m->kind == USUAL || m->kind == HOSTILE ? acts[1].act : NULL,
                             .calendar = view_of_calendar(m),
                             .spans = spans(m),
                             .span_count = m->kind == EMPTY ? 0 : 2,
                             .nears = nears,
                             .near_count = m->kind == EMPTY ? 0 : 1,
                             .sources = sources(m),
                             .source_count = m->kind == EMPTY ? 0 : 3,
                             .today = on(2024, 10, 24),
                             .rules = STR("9f3a1c02")};
    v.questions = view_of_questions(m, &v.question_count);
    return v;
}

struct web_acts view_acts(const struct maker *m) {
    struct web_act_line *lines = NEW(m->a, struct web_act_line, 2);
    struct web_act_list *lists = NEW(m->a, struct web_act_list, 1);
    for (size_t i = 0; i < 2; i++)
        lines[i] = (struct web_act_line){.act = view_of_acts(m)[i],
                                         .from = on(2022, 9, 22),
                                         .to = on(2024, 12, 31),
                                         .open = i == 0,
                                         .consequences = view_of_consequences(m),
                                         .consequence_count = i ? 0 : 2};
    lists[0] = (struct web_act_list){STR("skb-2022"), say(m, "SKB 22 September 2022"), lines, 2};
    return (struct web_acts){.lists = lists,
                             .list_count = m->kind == EMPTY ? 0 : 1,
                             .total = m->kind == EMPTY ? 0 : 2,
                             .today = on(2024, 10, 24),
                             .rules = STR("9f3a1c02")};
}
