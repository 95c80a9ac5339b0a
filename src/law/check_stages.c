#include "law/slips.h"

/* Days of an election against each other, of which a calendar says the same thing twice: a slip in
 * one of the two is a gap, an overlap, or a day of nobody. What one row alone says (where a
 * campaign begins) is not asked. */

static const struct law_stage *stage(const struct law_election *e, const char *id) {
    return law_stage(e, str_from_c(id));
}

static void fault(struct law_reader *r, const struct law_election *e, int line, const char *what) {
    r->file = e->file;
    law_fault(r, line, "%s", what);
}

/* What is counted ends when the election closes. */
static void check_closes(struct law_reader *r, const struct law_election *e) {
    const struct law_stage *counting = stage(e, "counting"), *recap = stage(e, "recap");
    const struct law_stage *last =
        recap && (!counting || recap->to.day > counting->to.day) ? recap : counting;
    if (last && last->to.day != LAW_OPEN && last->to.day != e->closes.day)
        fault(r, e, last->line,
              "the votes are not counted until the day on which the election \"closes\": correct "
              "this \"to\", or \"closes\"");
    if (counting && counting->from.day != e->voting.day)
        fault(r, e, counting->line, "stage \"counting\" must begin on the election's \"voting\"");
    if (counting && recap && recap->from.day > law_day_after(counting->to).day)
        fault(r, e, recap->line,
              "nothing is counted between the stages \"counting\" and \"recap\": one of them is of "
              "another day");
}

static bool is_dated(const struct law_stage *s) {
    return !s->when.id.len && s->to.day != LAW_OPEN;
}

/* An election opens when one of its stages begins, or ends; of one whose rows begin with the
 * registration nothing before it was read. */
static void check_opens(struct law_reader *r, const struct law_election *e) {
    const struct law_stage *first = stage(e, "registration");
    bool before = !first, found = false;
    for (size_t i = 0; i < e->stage_count; i++) {
        const struct law_stage *s = &e->stages[i];
        if (!is_dated(s))
            continue;
        before = before || s->from.day < first->from.day;
        found = found || s->from.day == e->opens.day || s->to.day == e->opens.day;
    }
    if (before && !found)
        fault(r, e, e->voting_line,
              "no stage begins or ends on the day on which the election \"opens\": correct it, or "
              "the first stage");
}

/* One stage goes on where the other ended. */
static void check_follows(struct law_reader *r, const struct law_election *e) {
    static const struct {
        const char *first, *then, *what;
    } PAIRS[] = {
        {"campaign", "quiet",
         "stage \"quiet\" must begin on the day after \"campaign\" ended: one of the two is of "
         "another day"},
        {"announcement", "registration",
         "stage \"registration\" must begin on the day after \"announcement\" ended: one of the "
         "two is of another day"},
    };
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
        const struct law_stage *first = stage(e, PAIRS[i].first), *then = stage(e, PAIRS[i].then);
        if (first && then && law_day_after(first->to).day != then->from.day)
            fault(r, e, then->line, PAIRS[i].what);
    }
    const struct law_stage *all = stage(e, "preparation");
    if (all && (all->from.day != e->opens.day || law_day_after(all->to).day != e->voting.day))
        fault(r, e, all->line,
              "stage \"preparation\" goes from the day on which the election \"opens\" to the day "
              "before \"voting\": correct it, or these");
}

/* What lasts until an event has, where it is of one article, one first day. */
static void check_bans(struct law_reader *r, const struct law_election *e) {
    const struct law_stage *before = NULL;
    for (size_t i = 0; i < e->stage_count; i++) {
        const struct law_stage *s = &e->stages[i];
        if (!s->when.id.len || s->from.day == LAW_OPEN || s->from.day == INT32_MIN)
            continue;
        if (before && before->from.day != s->from.day)
            fault(r, e, s->line,
                  "two stages that last until an event (\"when\") begin on two days: one of them "
                  "is wrong");
        before = s;
    }
}

/* A repeat vote goes on with candidates of an election before it, or determines its own; those who
 * were determined on one day were registered on the same days. */
static void check_candidates(struct law_reader *r, const struct law *law,
                             const struct law_election *e) {
    const struct law_stage *own = stage(e, "registration");
    bool known = !e->region_count || stage(e, "determination");
    for (size_t i = 0; i < law->election_count; i++) {
        const struct law_election *other = &law->elections[i];
        const struct law_stage *its = stage(other, "registration");
        if (other == e || !str_equal(other->regime, e->regime) ||
            other->determination.day != e->determination.day)
            continue;
        known = known || stage(other, "determination");
        if (own && its && (own->from.day != its->from.day || own->to.day != its->to.day)) {
            fault(r, e, own->line,
                  "another election of the same \"determination\" has other days of "
                  "\"registration\": one of them is wrong");
            return;
        }
    }
    if (!known)
        fault(r, e, e->voting_line,
              "candidates were determined on no such day: \"determination\" is that of another "
              "election of the regime, or of a stage \"determination\" of its own");
}

void law_check_stages(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->election_count; i++) {
        const struct law_election *e = &law->elections[i];
        check_opens(r, e);
        check_closes(r, e);
        check_follows(r, e);
        check_bans(r, e);
        check_candidates(r, law, e);
    }
}
