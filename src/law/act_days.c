#include "law/write.h"

/* The days of a stage, as far as the calendar has them: what has none is told in words. */
static struct str stage_days(struct arena *a, const struct law_stage *stage, bool english) {
    struct str when = law_say(stage->when, english);
    if (stage->from.day == LAW_OPEN && stage->to.day == LAW_OPEN)
        return when;
    if (stage->from.day == INT32_MIN)
        return arena_printf(a, english ? "until %.*s" : "s.d. %.*s",
                            STR_ARG(date_format(a, stage->to)));
    struct str from = date_format(a, stage->from);
    if (stage->to.day == LAW_OPEN)
        return arena_printf(a, english ? "from %.*s %.*s" : "mulai %.*s %.*s", STR_ARG(from),
                            STR_ARG(when));
    return arena_printf(a, english ? "%.*s to %.*s" : "%.*s s.d. %.*s", STR_ARG(from),
                        STR_ARG(date_format(a, stage->to)));
}

struct str law_act_days(struct arena *a, const struct law_act *act,
                        const struct law_election *election, bool english) {
    struct str all = {0};
    for (size_t i = 0; i < act->stages.count; i++) {
        struct str id = act->stages.list[i];
        const struct law_stage *stage = election ? law_stage(election, id) : NULL;
        struct str label = stage ? law_say(stage->label, english) : id;
        struct str days = stage       ? stage_days(a, stage, english)
                          : !election ? english ? STR("whose days an election's calendar gives")
                                                : STR("harinya menurut kalender pemilihan")
                          : english ? STR("this election has no such stage")
                                      : STR("pemilihan ini tidak memuat tahapan itu");
        all = arena_printf(a, "%.*s%s%.*s (%.*s)", STR_ARG(all), i ? ", " : "", STR_ARG(label),
                           STR_ARG(days));
    }
    return all;
}
