#include "http/advice_view.h"

#include "web/text.h"

#include <string.h>

/* An act as pages show it: who decides, what may follow and for whom, when it binds. */

static struct str track_label(const struct http_call *call, enum law_track track) {
    static const enum web_text_key LABELS[LAW_TRACK_COUNT] = {
        [LAW_ETHICS] = WEB_T_ADVICE_TRACK_ETHICS,
        [LAW_DISCIPLINE] = WEB_T_ADVICE_TRACK_DISCIPLINE,
        [LAW_DISMISSAL] = WEB_T_ADVICE_TRACK_DISMISSAL,
        [LAW_CRIMINAL] = WEB_T_ADVICE_TRACK_CRIMINAL,
        [LAW_ADMINISTRATIVE] = WEB_T_ADVICE_TRACK_ADMINISTRATIVE,
        [LAW_VILLAGE] = WEB_T_ADVICE_TRACK_VILLAGE,
        [LAW_MILITARY] = WEB_T_ADVICE_TRACK_MILITARY,
        [LAW_POLICE] = WEB_T_ADVICE_TRACK_POLICE,
        [LAW_CONTRACT] = WEB_T_ADVICE_TRACK_CONTRACT,
    };
    return web_text(LABELS[track], http_english(call));
}

/* Whether another version of the act is kept. */
static bool has_versions(const struct law *law, const struct law_act *act) {
    for (size_t i = 0; i < law->act_count; i++)
        if (&law->acts[i] != act && str_equal(law->acts[i].row.id, act->row.id))
            return true;
    return false;
}

/* The classes of the act for which a rung is; empty when one rung is for all of them. */
static struct str who_faces(struct http_call *call, const struct law_act *act,
                            const struct law_sanction *rung) {
    struct str *both = NEW(call->arena, struct str, act->subjects.count + 1);
    struct law_words_list ids = {both, 0};
    for (size_t i = 0; i < act->subjects.count; i++)
        if (law_lists(rung->subjects, act->subjects.list[i]))
            both[ids.count++] = act->subjects.list[i];
    return ids.count < act->subjects.count ? http_class_labels(call, ids) : (struct str){0};
}

/* Several rungs are told apart by whom they are for; a single one needs no name. */
static const struct web_rung *rungs_of(struct http_call *call, const struct law_act *act,
                                       const struct law_sanction *const *list, size_t count) {
    struct web_rung *rungs = NEW(call->arena, struct web_rung, count + 1);
    for (size_t i = 0; i < count; i++)
        rungs[i] =
            (struct web_rung){list[i], count > 1 ? who_faces(call, act, list[i]) : (struct str){0}};
    return rungs;
}

struct web_act http_act_view(struct http_call *call, const struct law_finding *f, struct date day) {
    struct web_act act = {.act = f->act,
                          .anchor = f->act->row.id,
                          .versions = has_versions(http_law(call), f->act),
                          .track = track_label(call, f->act->track),
                          .addressee = f->addressee.len ? http_office_label(call, f->addressee, day)
                                                        : (struct str){0},
                          .subjects = http_class_labels(call, f->act->subjects),
                          .sanctions = f->sanctions,
                          .sanction_count = f->sanction_count,
                          .rungs = rungs_of(call, f->act, f->sanctions, f->sanction_count),
                          .rung_count = f->sanction_count,
                          .penalty = f->penalty};
    if (f->addressee_cite)
        act.addressee_cite = *f->addressee_cite;
    return act;
}

static bool has_sanction(const struct web_act *act, const struct law_sanction *rung) {
    for (size_t i = 0; i < act->sanction_count; i++)
        if (act->sanctions[i] == rung)
            return true;
    return false;
}

/* An office stands once among those that decide: "PPK; Dewan Kehormatan". */
static void join_addressee(struct http_call *call, struct web_act *act, struct str label) {
    struct str rest = act->addressee;
    while (rest.len)
        if (str_equal(str_trim(str_cut(&rest, ';')), label))
            return;
    if (label.len)
        act->addressee = arena_printf(call->arena, "%.*s%s%.*s", STR_ARG(act->addressee),
                                      act->addressee.len ? "; " : "", STR_ARG(label));
}

/* What another class may face for the same act stands beside what the first one may; who decides is
 * told of all of them, no surer than of the least sure. */
void http_join_sanctions(struct http_call *call, struct web_act *act, const struct law_finding *f,
                         struct date day) {
    const struct law_sanction **list =
        NEW(call->arena, const struct law_sanction *, act->sanction_count + f->sanction_count + 1);
    size_t n = act->sanction_count;
    if (n)
        memcpy(list, act->sanctions, n * sizeof(const struct law_sanction *));
    for (size_t i = 0; i < f->sanction_count; i++)
        if (!has_sanction(act, f->sanctions[i]))
            list[n++] = f->sanctions[i];
    act->sanctions = list;
    act->sanction_count = n;
    act->rungs = rungs_of(call, act->act, list, n);
    act->rung_count = n;
    if (f->addressee.len)
        join_addressee(call, act, http_office_label(call, f->addressee, day));
    if (f->addressee_cite && law_needs_badge(f->addressee_cite))
        act->addressee_cite = *f->addressee_cite;
}

/* --- the stages in which it binds --- */

/* A stage that this election lacks has its name from another. */
static struct str stage_label(struct http_call *call, struct str id) {
    const struct law *law = http_law(call);
    for (size_t i = 0; i < law->election_count; i++) {
        const struct law_stage *stage = law_stage(&law->elections[i], id);
        if (stage)
            return law_say(stage->label, http_english(call));
    }
    return id;
}

struct web_when http_when(const struct http_call *call, const struct law_stage *stage) {
    bool begins = stage->from.day != LAW_OPEN && stage->from.day != INT32_MIN,
         ends = stage->to.day != LAW_OPEN;
    return (struct web_when){.label = law_say(stage->label, http_english(call)),
                             .begins = begins || ends,
                             .ends = ends,
                             .from = begins ? stage->from : stage->to,
                             .to = stage->to,
                             .one = !begins || stage->from.day == stage->to.day,
                             .when = law_say(stage->when, http_english(call))};
}

void http_act_stages(struct http_call *call, const struct law_election *election,
                     struct web_act *act) {
    struct law_words_list ids = act->act->stages;
    struct web_when *list = NEW(call->arena, struct web_when, ids.count + 1);
    for (size_t i = 0; i < ids.count; i++) {
        const struct law_stage *stage = law_stage(election, ids.list[i]);
        list[i] = stage
                      ? http_when(call, stage)
                      : (struct web_when){.label = stage_label(call, ids.list[i]),
                                          .when = web_text(WEB_T_ACT_NO_STAGE, http_english(call))};
    }
    act->stages = list;
    act->stage_count = ids.count;
}
