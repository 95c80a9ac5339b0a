#include "law/reach.h"

/* What is done to a person is done by person, by whoever is high enough, with a letter that fits.
 * No row says so by itself: it is held against its likes, and against the table of who may impose
 * what (imposers.yaml). */

static bool leads_on(const struct law_step *step) {
    for (size_t k = 0; k < step->outcome_count; k++)
        for (size_t n = 0; n < step->from_count; n++)
            if (step->outcomes[k].to != step->from[n])
                return true;
    return false;
}

static bool decides(const struct law_step *step, enum law_decides what) {
    for (size_t k = 0; k < step->outcome_count; k++)
        if (step->outcomes[k].decides == what)
            return true;
    return false;
}

static bool decides_any(const struct law_step *step) {
    return decides(step, LAW_DECIDES_SANCTION) || decides(step, LAW_DECIDES_NO_BREACH);
}

static bool names_tier(const struct law_step *step) {
    for (size_t k = 0; k < step->outcome_count; k++)
        if (step->outcomes[k].tiers.count)
            return true;
    return false;
}

/* One of two likes is otherwise: which of them is wrong people see. */
static void check_pair(struct law_reader *r, const struct law_step *a, const struct law_step *b,
                       const char *why) {
    r->file = b->file;
    if (a->by_person != b->by_person)
        law_fault(r, b->line,
                  "step \"%.*s\" has by_person: true and step \"%.*s\" has not, but they %s: give "
                  "it to both",
                  STR_ARG(a->by_person ? a->name : b->name),
                  STR_ARG(a->by_person ? b->name : a->name), why);
    if (!str_equal(a->role, b->role))
        law_fault(r, b->line,
                  "step \"%.*s\" is for the role \"%.*s\" and step \"%.*s\" for \"%.*s\", but they "
                  "%s: one of the two is wrong",
                  STR_ARG(a->name), STR_ARG(a->role), STR_ARG(b->name), STR_ARG(b->role), why);
}

static bool share_state(const struct law_step *a, const struct law_step *b) {
    for (size_t n = 0; n < a->from_count; n++)
        if (law_step_leaves(b, a->from[n]))
            return true;
    return false;
}

static bool same_doer(const struct law_step *a, const struct law_step *b) {
    return str_equal(a->actor, b->actor) && str_equal(a->on_behalf, b->on_behalf) &&
           a->on_awaited == b->on_awaited;
}

static void check_likes(struct law_reader *r, const struct law_step *a, const struct law_step *b) {
    if (a->document.len && str_equal(a->document, b->document) && leads_on(a) && leads_on(b))
        check_pair(r, a, b, "make the same letter");
    else if (decides_any(a) && decides_any(b) && share_state(a, b) && same_doer(a, b))
        check_pair(r, a, b, "decide in the same state");
}

static void check_step(struct law_reader *r, const struct law_step *step) {
    r->file = step->file;
    if (names_tier(step) && !step->by_person)
        law_fault(r, step->line,
                  "step \"%.*s\" names a tier of sanction, which is one person's: give it "
                  "by_person: true",
                  STR_ARG(step->name));
    if (decides(step, LAW_DECIDES_SANCTION) && !step->on_behalf.len && !step->on_awaited &&
        !str_equal(step->role, STR("head")))
        law_fault(r, step->line,
                  "step \"%.*s\" imposes a sanction in the office's own name: give it role: head",
                  STR_ARG(step->name));
}

/* --- letters --- */

static void check_letter_classes(struct law_reader *r, const struct law_step *step,
                                 const struct law_letter *letter, law_classes who) {
    for (size_t c = 0; c < r->law->class_count && c < LAW_CLASSES_MAX; c++) {
        struct str class = r->law->classes[c].row.id;
        if (!(who >> c & 1) || law_lists_or_all(letter->subjects, class))
            continue;
        law_fault(r, step->line,
                  "step \"%.*s\" makes the letter \"%.*s\", which is not for \"%.*s\", but is "
                  "taken for that class: name another letter, or \"subjects\"",
                  STR_ARG(step->name), STR_ARG(letter->row.id), STR_ARG(class));
        return;
    }
}

static bool lists_one(struct law_words_list of, struct law_words_list words) {
    for (size_t i = 0; i < words.count; i++)
        if (law_lists(of, words.list[i]))
            return true;
    return !words.count && law_lists(of, STR("none"));
}

static void check_letter_tiers(struct law_reader *r, const struct law_step *step,
                               const struct law_letter *letter) {
    for (size_t k = 0; letter->tiers.count && k < step->outcome_count; k++) {
        const struct law_outcome *o = &step->outcomes[k];
        struct str tier = o->tiers.count ? o->tiers.list[0] : STR("none");
        if (!lists_one(letter->tiers, o->tiers))
            law_fault(r, step->line,
                      "outcome \"%.*s\" of \"%.*s\" has the tier \"%.*s\", which the letter "
                      "\"%.*s\" does not set: name another letter, or correct its \"tiers\"",
                      STR_ARG(o->value), STR_ARG(step->name), STR_ARG(tier),
                      STR_ARG(letter->row.id));
    }
}

void law_check_alike(struct law_reader *r, const struct law_rulebook *rules,
                     const struct law_reached *reached) {
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        const struct law_letter *letter = law_letter(r->law, step->document);
        check_step(r, step);
        if (letter) {
            check_letter_classes(r, step, letter, reached->steps[i]);
            check_letter_tiers(r, step, letter);
        }
        for (size_t k = 0; k < i; k++)
            check_likes(r, &rules->steps[k], step);
    }
}

/* --- of several procedures --- */

/* An action of one name, in procedures that have each its own row of it. */
static void check_names(struct law_reader *r, const struct law_rulebook *a,
                        const struct law_rulebook *b) {
    for (size_t i = 0; i < a->step_count; i++) {
        const struct law_step *other = law_step(b, a->steps[i].name);
        if (other && !str_equal(other->file, a->steps[i].file))
            check_pair(
                r, &a->steps[i], other,
                arena_printf(r->scratch, "are one action, in \"%.*s\" and here", STR_ARG(a->regime))
                    .ptr);
    }
}

static bool is_of_rung(const struct law *law, struct str punishment, struct str tier) {
    for (size_t i = 0; i < law->sanction_count; i++)
        for (size_t k = 0; k < law->sanctions[i].punishment_count; k++)
            if (str_equal(law->sanctions[i].punishments[k].id, punishment) &&
                str_equal(law->sanctions[i].tier, tier))
                return true;
    return false;
}

/* Whether the row gives some of the tier. */
static bool gives(const struct law *law, const struct law_imposer *row, struct str tier) {
    for (size_t i = 0; i < row->punishments.count; i++)
        if (str_equal(row->punishments.list[i], tier) ||
            is_of_rung(law, row->punishments.list[i], tier))
            return true;
    return false;
}

static void check_imposed(struct law_reader *r, const struct law *law, const struct law_step *step,
                          struct str tier) {
    struct str doer = law_step_doer(step, step->from[0]);
    bool known = false;
    for (size_t i = 0; i < law->imposer_count; i++) {
        bool of = gives(law, &law->imposers[i], tier);
        known = known || of;
        if (of && str_equal(law->imposers[i].imposer_id, doer))
            return;
    }
    r->file = step->file;
    if (known)
        law_fault(r, step->line,
                  "step \"%.*s\" imposes the tier \"%.*s\" as the act of \"%.*s\", to whom no row "
                  "of imposers.yaml gives that: correct who takes it, \"on_behalf\", or the tier",
                  STR_ARG(step->name), STR_ARG(tier), STR_ARG(doer));
}

void law_check_imposers(struct law_reader *r, const struct law *law) {
    struct str file = r->file;
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *rules = &law->rulebooks[i];
        for (size_t k = 0; k < i; k++)
            check_names(r, &law->rulebooks[k], rules);
        for (size_t k = 0; k < rules->step_count; k++)
            for (size_t n = 0; n < rules->steps[k].outcome_count; n++) {
                const struct law_outcome *o = &rules->steps[k].outcomes[n];
                for (size_t t = 0; o->decides == LAW_DECIDES_SANCTION && t < o->tiers.count; t++)
                    check_imposed(r, law, &rules->steps[k], o->tiers.list[t]);
            }
    }
    r->file = file;
}
