#include "case/case.h"

/* Procedures of a case: its own, those that run beside it, those that were split off. */

bool case_has_taken(const struct case_state *cs, struct str track, struct str step_name) {
    struct case_track in = {.id = track, .split = true, .parent = track, .since = cs->taken_count};
    while (in.split) {
        size_t until = in.since;
        if (!case_track(cs, in.parent, &in))
            return false;
        for (size_t i = 0; i < until; i++)
            if (str_equal(cs->taken[i].name, step_name) && str_equal(cs->taken[i].track, in.id))
                return true;
    }
    return false;
}

bool case_concerns(const struct case_track *track, size_t subject) {
    return !track->subjects || (subject < CASE_SUBJECTS_MAX && track->subjects >> subject & 1);
}

bool case_track(const struct case_state *cs, struct str id, struct case_track *ret) {
    for (size_t i = 0; i < cs->track_count; i++)
        if (id.len && str_equal(cs->tracks[i].id, id)) {
            *ret = cs->tracks[i];
            return true;
        }
    if (id.len)
        return false;
    *ret = (struct case_track){.rules = cs->received.rules,
                               .state = cs->state,
                               .phase = cs->phase,
                               .holder = cs->offices.holder,
                               .subjects = cs->subjects};
    return true;
}

struct str case_holder(const struct case_state *cs) {
    struct str holder = cs->offices.holder;
    for (size_t i = 0; i < cs->track_count && !holder.len; i++)
        holder = cs->tracks[i].holder;
    return holder;
}

bool case_is_own(const struct case_state *cs, struct str track) {
    struct case_track in = {.id = track};
    while (in.id.len) {
        if (!case_track(cs, in.id, &in) || !in.split)
            return false;
        in.id = in.parent;
    }
    return true;
}

struct case_track case_told(const struct case_state *cs) {
    struct case_track own, in;
    (void)case_track(cs, (struct str){0}, &own); /* is always there */
    for (size_t i = 0; !own.holder.len && i < cs->track_count; i++)
        if (cs->tracks[i].holder.len && case_is_own(cs, cs->tracks[i].id) &&
            case_track(cs, cs->tracks[i].id, &in))
            return in;
    return own;
}
