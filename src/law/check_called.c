#include <string.h>

#include "law/slips.h"

/* Rows that are called by what they say: a rung by its branch and its tier, acts by the letters in
 * front of their numbers, an act about those who want to be candidates by these words. */

static bool is_word(const char *at, size_t len, struct str word) {
    return word.len && len == word.len && memcmp(at, word.ptr, len) == 0;
}

/* The first word of an id, up to "."; false: nothing follows it. */
static bool cut_word(struct str *id, struct str *ret) {
    const char *dot = id->len ? memchr(id->ptr, '.', id->len) : NULL;
    if (!dot)
        return false;
    *ret = (struct str){id->ptr, (size_t)(dot - id->ptr)};
    id->len -= ret->len + 1;
    id->ptr = dot + 1;
    return true;
}

/* "discipline.sedang.tukin" is a rung "sedang" of discipline; an id of other words says nothing. */
static void check_rung(struct law_reader *r, const struct law_sanction *s) {
    struct str rest = s->row.id, track = {0}, tier = {0};
    bool known = false;
    if (!cut_word(&rest, &track))
        return;
    if (!cut_word(&rest, &tier))
        tier = rest;
    for (int t = 0; t < LAW_TRACK_COUNT; t++)
        known = known || is_word(track.ptr, track.len, law_track_name((enum law_track)t));
    r->file = s->row.file;
    if (known && (!str_equal(track, law_track_name(s->track)) || !str_equal(tier, s->tier)))
        law_fault(
            r, s->row.line,
            "\"%.*s\" is called a rung \"%.*s\" of the track %.*s, but has \"track\" %.*s and "
            "\"tier\" %.*s: correct one of them",
            STR_ARG(s->row.id), STR_ARG(tier), STR_ARG(track), STR_ARG(law_track_name(s->track)),
            STR_ARG(s->tier));
}

/* "KE-" of "KE-07"; empty: the id has none. */
static struct str family(struct str id) {
    const char *dash = id.len ? memchr(id.ptr, '-', id.len) : NULL;
    return dash ? (struct str){id.ptr, (size_t)(dash - id.ptr) + 1} : (struct str){0};
}

/* Of acts called alike the others are all of one branch: three at least say so. */
static void check_family(struct law_reader *r, const struct law *law, const struct law_act *act) {
    enum { LEAST = 2 };
    struct str own = family(act->row.id);
    const struct law_act *other = NULL;
    size_t count = 0;
    for (size_t i = 0; own.len && i < law->act_count; i++) {
        const struct law_act *a = &law->acts[i];
        if (a == act || !str_equal(family(a->row.id), own) ||
            !str_equal(a->row.file, act->row.file))
            continue;
        if (other && other->track != a->track)
            return;
        other = a;
        count++;
    }
    r->file = act->row.file;
    if (count >= LEAST && other->track != act->track)
        law_fault(
            r, act->row.line,
            "act \"%.*s\" is of the track %.*s, and all others \"%.*s...\" of its catalogue are "
            "of the track %.*s: correct \"track\", or the id",
            STR_ARG(act->row.id), STR_ARG(law_track_name(act->track)), STR_ARG(own),
            STR_ARG(law_track_name(other->track)));
}

/* Windows, and duties, whose ids begin alike: two others at least agree. */
static struct str contests_of(const struct law_window *w) {
    return w->contests.count ? w->contests.list[0] : (struct str){0};
}

static void check_window(struct law_reader *r, const struct law *law, const struct law_window *w) {
    enum { LEAST = 2, NAME = 5 };
    struct str own = w->row.id, said = {0};
    size_t count = 0;
    for (size_t i = 0; own.len >= NAME && i < law->window_count; i++) {
        const struct law_window *other = &law->windows[i];
        if (other == w || !str_starts(other->row.id, (struct str){own.ptr, NAME}))
            continue;
        if (count++ && !str_equal(said, contests_of(other)))
            return;
        said = contests_of(other);
    }
    r->file = w->row.file;
    if (count >= LEAST && !str_equal(said, contests_of(w)))
        law_fault(r, w->row.line,
                  "window \"%.*s\" is of other \"contests\" than all others that are called alike: "
                  "correct them, or the id",
                  STR_ARG(w->row.id));
}

static void check_duty(struct law_reader *r, const struct law *law, const struct law_duty *duty) {
    enum { LEAST = 2 };
    struct str own = family(duty->row.id), said = {0};
    size_t count = 0;
    for (size_t i = 0; own.len && i < law->duty_count; i++) {
        const struct law_duty *other = &law->duties[i];
        if (other == duty || !str_equal(family(other->row.id), own))
            continue;
        if (count++ && !str_equal(said, other->actor))
            return;
        said = other->actor;
    }
    r->file = duty->row.file;
    if (count >= LEAST && !str_equal(said, duty->actor))
        law_fault(r, duty->row.line,
                  "duty \"%.*s\" is that of \"%.*s\", and all others \"%.*s...\" are those of "
                  "\"%.*s\": correct \"actor\", or the id",
                  STR_ARG(duty->row.id), STR_ARG(duty->actor), STR_ARG(own), STR_ARG(said));
}

/* "UU 10/2016 tentang Perubahan Kedua atas UU 1/2015" amends something. */
static void check_amends(struct law_reader *r, const struct law_instrument *in) {
    r->file = in->row.file;
    if (in->label.id.len && str_find(in->label.id, STR("erubahan")) && !in->amends.count)
        law_fault(r, in->row.line,
                  "instrument \"%.*s\" is called a \"Perubahan\", but amends nothing: name in "
                  "\"amends\" what it changes",
                  STR_ARG(in->row.id));
}

/* What is counted back from a day says "sebelum", and what says so is counted back. */
static void check_mode(struct law_reader *r, const struct law_clock *clock) {
    bool said = clock->start.len && str_find(clock->start, STR("sebelum "));
    r->file = clock->file;
    if (said != (clock->mode == LAW_BEFORE))
        law_fault(
            r, clock->line,
            "the clock \"%.*s\" %s \"sebelum\" in \"start\", but %s mode: before: correct one "
            "of them",
            STR_ARG(clock->id), said ? "says" : "does not say", said ? "has not" : "has");
}

static bool says(const struct law_act *act, struct str words) {
    return (act->label.id.len && str_find(act->label.id, words)) ||
           (act->plain.id.len && str_find(act->plain.id, words));
}

/* Who is a "bakal calon" has not been determined yet, and who acts "sejak ditetapkan" has. */
static void check_side(struct law_reader *r, const struct law_act *act) {
    enum law_side said = LAW_EITHER_SIDE;
    if (says(act, STR("bakal calon")) || says(act, STR("sebelum penetapan")))
        said = LAW_BEFORE_DETERMINATION;
    else if (says(act, STR("setelah penetapan")) || says(act, STR("sejak ditetapkan")))
        said = LAW_AFTER_DETERMINATION;
    bool wrong =
        said == LAW_EITHER_SIDE ? act->side == LAW_BEFORE_DETERMINATION : said != act->side;
    r->file = act->row.file;
    if (wrong)
        law_fault(r, act->row.line,
                  "act \"%.*s\" has the \"side\" %.*s, but its words say %.*s (\"bakal calon\" is "
                  "before, \"setelah penetapan\" and \"sejak ditetapkan\" after): correct one of "
                  "them",
                  STR_ARG(act->row.id), STR_ARG(law_side_name(act->side)),
                  STR_ARG(law_side_name(said)));
}

void law_check_called_rows(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->window_count; i++)
        check_window(r, law, &law->windows[i]);
    for (size_t i = 0; i < law->duty_count; i++)
        check_duty(r, law, &law->duties[i]);
    for (size_t i = 0; i < law->instrument_count; i++)
        check_amends(r, &law->instruments[i]);
    for (size_t i = 0; i < law->clock_count; i++)
        check_mode(r, &law->clocks[i]);
    for (size_t i = 0; i < law->rulebook_count; i++)
        for (size_t k = 0; k < law->rulebooks[i].clock_count; k++)
            check_mode(r, &law->rulebooks[i].clocks[k]);
}

void law_check_called_acts(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->sanction_count; i++)
        check_rung(r, &law->sanctions[i]);
    for (size_t i = 0; i < law->act_count; i++) {
        check_family(r, law, &law->acts[i]);
        check_side(r, &law->acts[i]);
    }
}
