#include "case/follow.h"

bool case_is_forwarded(struct str phase) {
    return str_equal(phase, STR("with_bkn")) || str_equal(phase, STR("with_ppk"));
}

/* Cuts a word off the front, in small letters compared; gaps and full stops may follow it. */
static bool take_word(struct str *text, struct str word) {
    if (text->len < word.len)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (char_lower(text->ptr[i]) != word.ptr[i])
            return false;
    struct str rest = {text->ptr + word.len, text->len - word.len};
    if (rest.len && rest.ptr[0] != ' ' && rest.ptr[0] != '.' && rest.ptr[0] != ',')
        return false; /* the word goes on */
    while (rest.len && (rest.ptr[0] == ' ' || rest.ptr[0] == '.'))
        rest = (struct str){rest.ptr + 1, rest.len - 1};
    *text = rest;
    return true;
}

bool case_is_secretary(struct str post) {
    static const struct str ACTING[] = {STR_INIT("pj"),
                                        STR_INIT("plt"),
                                        STR_INIT("plh"),
                                        STR_INIT("penjabat"),
                                        STR_INIT("pelaksana tugas"),
                                        STR_INIT("pelaksana harian")};
    while (post.len && post.ptr[0] == ' ')
        post = (struct str){post.ptr + 1, post.len - 1};
    for (size_t i = 0; i < COUNT_OF(ACTING); i++)
        if (take_word(&post, ACTING[i]))
            break;
    return take_word(&post, STR("sekda")) || take_word(&post, STR("sekretaris daerah"));
}

static bool names_secretary(const struct intake_report *report) {
    for (size_t i = 0; i < report->subject_count; i++)
        if (case_is_secretary(report->subjects[i].position))
            return true;
    return false;
}

/* The procedure that holds the case: its own or, when that has ended, the first that has not, as
 * case_holder says it. */
static struct case_track holding(const struct case_state *cs) {
    struct case_track own = {0};
    if (cs->offices.holder.len) {
        own = (struct case_track){.rules = cs->received.rules,
                                  .state = cs->state,
                                  .phase = cs->phase,
                                  .holder = cs->offices.holder,
                                  .stands = cs->stands};
        return own;
    }
    for (size_t i = 0; i < cs->track_count; i++)
        if (cs->tracks[i].holder.len)
            return cs->tracks[i];
    return own;
}

static struct date last_step(const struct case_state *cs) {
    struct date last = cs->stands;
    for (size_t i = 0; i < cs->track_count; i++)
        if (cs->tracks[i].stands.day > last.day)
            last = cs->tracks[i].stands;
    return last;
}

struct case_follow case_follow(const struct case_state *cs) {
    struct case_track at = holding(cs);
    struct case_follow f = {.came = cs->forwarded, .came_on = cs->forwarded_on};
    f.open = case_is_forwarded(at.phase);
    if (f.open) {
        f.office = at.holder;
        f.rules = at.rules;
        f.state = at.state;
        f.stands = at.stands;
        f.due = case_next_due(cs);
        f.secretary = names_secretary(&cs->received.report);
    }
    f.left = f.came && !f.open;
    f.proven = str_equal(cs->phase, STR("done_sanction"));
    if (f.left)
        f.left_on = last_step(cs);
    if (f.proven)
        f.proven_on = cs->stands;
    return f;
}
