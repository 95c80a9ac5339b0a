#include "law/match.h"

static const struct str TRACKS[LAW_TRACK_COUNT] = {
    STR_INIT("ethics"),   STR_INIT("discipline"),     STR_INIT("dismissal"),
    STR_INIT("criminal"), STR_INIT("administrative"), STR_INIT("village"),
    STR_INIT("military"), STR_INIT("police"),         STR_INIT("contract")};
static const struct str SIDES[] = {STR_INIT("either"), STR_INIT("before"), STR_INIT("after")};

struct str law_track_name(enum law_track track) {
    return TRACKS[track];
}

struct str law_side_name(enum law_side side) {
    return SIDES[side];
}

bool law_side_holds(enum law_side side, bool after) {
    return side == LAW_EITHER_SIDE || (side == LAW_AFTER_DETERMINATION) == after;
}

bool law_act_by_calendar(const struct law_act *act) {
    return act->side != LAW_EITHER_SIDE || act->stages.count > 0;
}

const struct law_penalty *law_penalty_on(const struct law *law, struct str id, struct date day) {
    for (size_t i = 0; i < law->penalty_count; i++)
        if (str_equal(law->penalties[i].row.id, id) &&
            law_in_force(law->penalties[i].row.span, day))
            return &law->penalties[i];
    return NULL;
}

const struct law_fine_scale *law_fine_scale_on(const struct law *law, struct date day) {
    for (size_t i = 0; i < law->fine_scale_count; i++)
        if (law_in_force(law->fine_scales[i].row.span, day))
            return &law->fine_scales[i];
    return NULL;
}

const struct law_sanction *law_sanction_next(const struct law *law, const struct law_rung *asked,
                                             const struct law_sanction *after) {
    size_t i = after ? (size_t)(after - law->sanctions) + 1 : 0;
    for (; i < law->sanction_count; i++) {
        const struct law_sanction *s = &law->sanctions[i];
        /* A planned rung is in force on no day: its span begins at LAW_OPEN. */
        if (s->track == asked->track && str_equal(s->tier, asked->tier) &&
            law_lists(s->subjects, asked->subject) && law_in_force(s->row.span, asked->day))
            return s;
    }
    return NULL;
}

static bool is_listed(const struct law_act *act, const struct law_election *election,
                      struct date day) {
    return act->catalogue->listed && law_in_force(act->row.span, day) &&
           (!election || law_lists_or_all(act->catalogue->contests, election->contest));
}

size_t law_acts_listed(const struct law *law, const struct law_election *election, struct date day,
                       const struct law_act **ret, size_t room) {
    size_t count = 0;
    for (size_t c = 0; c < law->class_count; c++)
        for (size_t i = 0; i < law->act_count && count < room; i++) {
            const struct law_act *act = &law->acts[i];
            bool first = str_equal(act->subjects.list[0], law->classes[c].row.id);
            if (first && is_listed(act, election, day))
                ret[count++] = act;
        }
    return count;
}
