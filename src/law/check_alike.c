#include <string.h>

#include "law/names.h"
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

static bool proposes(const struct law_step *step) {
    return names_tier(step) && !decides_any(step);
}

/* Both put before one office what it is to decide: what is proposed to the President comes from
 * another than what is proposed to the authority. */
static bool ask_one(const struct law_step *a, const struct law_step *b) {
    for (size_t i = 0; i < a->outcome_count; i++)
        for (size_t n = 0; n < b->outcome_count; n++)
            if (str_equal(a->outcomes[i].to->waits_for, b->outcomes[n].to->waits_for))
                return true;
    return false;
}

/* Of proposals of one row of the statute to one office, and of who records what some office did. */
static void check_doers(struct law_reader *r, const struct law_step *a, const struct law_step *b) {
    r->file = b->file;
    if (proposes(a) && proposes(b) && str_equal(a->id, b->id) && share_state(a, b) &&
        ask_one(a, b) && !same_doer(a, b))
        law_fault(r, b->line,
                  "steps \"%.*s\" and \"%.*s\" propose a sanction by one row of the statute in one "
                  "state to one office, but not as the act of one office: correct \"actor\" or "
                  "\"on_behalf\"",
                  STR_ARG(a->name), STR_ARG(b->name));
    if (a->on_behalf.len && str_equal(a->on_behalf, b->on_behalf) && !str_equal(a->actor, b->actor))
        law_fault(
            r, b->line,
            "what \"%.*s\" does is recorded by \"%.*s\" in step \"%.*s\" and by \"%.*s\" in step "
            "\"%.*s\": one office records for it",
            STR_ARG(a->on_behalf), STR_ARG(a->actor), STR_ARG(a->name), STR_ARG(b->actor),
            STR_ARG(b->name));
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

static bool awaits(const struct law *law, const struct law_state *state, struct str office) {
    if (str_equal(state->waits_for, office))
        return true;
    for (size_t i = 0; i < law->authority_count; i++)
        if ((str_equal(law->authorities[i].role, state->waits_for) &&
             str_equal(law->authorities[i].office, office)) ||
            (str_equal(law->authorities[i].role, office) &&
             str_equal(law->authorities[i].office, state->waits_for)))
            return true;
    return false;
}

/* Whose act is recorded, or who decides over a person, is whom the state waits for: who waits,
 * warns or forms a team may be another. */
static void check_awaited(struct law_reader *r, const struct law_step *step) {
    bool asked = names_tier(step) || decides_any(step) || (step->on_behalf.len && leads_on(step));
    for (size_t n = 0; asked && n < step->from_count; n++)
        if (!awaits(r->law, step->from[n], step->actor) &&
            !awaits(r->law, step->from[n], law_step_doer(step, step->from[n]))) {
            r->file = step->file;
            law_fault(r, step->line,
                      "step \"%.*s\" is the act of \"%.*s\", but the state \"%.*s\" waits for "
                      "\"%.*s\": correct \"actor\", \"on_behalf\" or \"waits_for\"",
                      STR_ARG(step->name), STR_ARG(law_step_doer(step, step->from[n])),
                      STR_ARG(step->from[n]->id), STR_ARG(step->from[n]->waits_for));
            return;
        }
}

static bool has_word(struct str text, struct str word) {
    for (size_t i = 0; i + word.len <= text.len; i++)
        if (memcmp(text.ptr + i, word.ptr, word.len) == 0 &&
            (!i || !law_is_letter(text.ptr[i - 1])) &&
            (i + word.len == text.len || !law_is_letter(text.ptr[i + word.len])))
            return true;
    return false;
}

/* "Hukuman disiplin ringan" is no "sedang": tiers are called by the statute's own word. */
static void check_label(struct law_reader *r, const struct law *law, const struct law_step *step,
                        const struct law_outcome *o) {
    for (size_t i = 0; o->tiers.count && i < law->sanction_count; i++) {
        const struct law_sanction *s = &law->sanctions[i];
        if (!(o->tracks >> s->track & 1) || law_lists(o->tiers, s->tier) ||
            !has_word(o->label.id, s->tier))
            continue;
        law_fault(r, step->line,
                  "outcome \"%.*s\" of \"%.*s\" is called \"%.*s\", but its tiers are without "
                  "\"%.*s\": correct one of them",
                  STR_ARG(o->value), STR_ARG(step->name), STR_ARG(o->label.id), STR_ARG(s->tier));
        return;
    }
}

/* What leads to one state hands the case to one office. */
static void check_hand_to(struct law_reader *r, const struct law_step *step,
                          const struct law_outcome *a, const struct law_outcome *b) {
    if (a->to == b->to && !str_equal(a->hand_to, b->hand_to))
        law_fault(
            r, step->line,
            "outcomes \"%.*s\" and \"%.*s\" of \"%.*s\" lead to \"%.*s\", but do not hand the "
            "case to one office: give both the same \"hand_to\", or none",
            STR_ARG(a->value), STR_ARG(b->value), STR_ARG(step->name), STR_ARG(b->to->id));
}

static void check_outcomes(struct law_reader *r, const struct law_step *step) {
    r->file = step->file;
    for (size_t i = 0; i < step->outcome_count; i++)
        for (size_t k = 0; k < i; k++)
            check_hand_to(r, step, &step->outcomes[k], &step->outcomes[i]);
}

/* --- proposals --- */

static bool shares_tier(const struct law_outcome *a, const struct law_outcome *b) {
    for (size_t i = 0; i < a->tiers.count; i++)
        if (law_lists(b->tiers, a->tiers.list[i]))
            return true;
    return false;
}

/* Where what is proposed is decided at once, it is for each class that it is proposed for. */
static void check_decided(struct law_reader *r, const struct law_rulebook *rules,
                          const struct law_step *step, const struct law_outcome *o) {
    bool any = false;
    law_classes decided = 0;
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0;
             law_step_leaves(&rules->steps[i], o->to) && k < rules->steps[i].outcome_count; k++)
            if (rules->steps[i].outcomes[k].decides == LAW_DECIDES_SANCTION) {
                any = true;
                if (shares_tier(o, &rules->steps[i].outcomes[k]))
                    decided |= law_step_classes(r->law, &rules->steps[i]);
            }
    law_classes left = law_step_classes(r->law, step) & ~decided;
    size_t c = 0;
    while (any && c < r->law->class_count && c < LAW_CLASSES_MAX && !(left >> c & 1))
        c++;
    if (any && left && c < r->law->class_count)
        law_fault(r, step->line,
                  "outcome \"%.*s\" of \"%.*s\" proposes a sanction for \"%.*s\" too, but in "
                  "\"%.*s\" no step decides one of its tiers for that class: name the classes in "
                  "\"subjects\", or lead \"to\" elsewhere",
                  STR_ARG(o->value), STR_ARG(step->name), STR_ARG(r->law->classes[c].row.id),
                  STR_ARG(o->to->id));
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
        check_awaited(r, step);
        check_outcomes(r, step);
        for (size_t k = 0; k < step->outcome_count; k++)
            if (step->outcomes[k].tiers.count && step->outcomes[k].decides == LAW_DECIDES_NOTHING)
                check_decided(r, rules, step, &step->outcomes[k]);
        for (size_t k = 0; k < i; k++) {
            check_likes(r, &rules->steps[k], step);
            check_doers(r, &rules->steps[k], step);
        }
    }
}

/* --- who may impose --- */

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

/* Of one kind of agency one imposer has one name: PPK of a regency and PPK of a province are two.
 */
static void check_imposer_name(struct law_reader *r, const struct law_imposer *a,
                               const struct law_imposer *b) {
    if (str_equal(a->imposer_id, b->imposer_id) && str_equal(a->agency, b->agency) &&
        !str_equal(a->imposer.id, b->imposer.id))
        law_fault(r, b->row.line,
                  "\"%.*s\" is called \"%.*s\" in \"%.*s\" and \"%.*s\" in \"%.*s\": who imposes "
                  "has one name in one kind of agency",
                  STR_ARG(a->imposer_id), STR_ARG(a->imposer.id), STR_ARG(a->row.id),
                  STR_ARG(b->imposer.id), STR_ARG(b->row.id));
}

/* In the table one label is one post, and one post reaches as far in each of its rows. */
static void check_table(struct law_reader *r, const struct law_imposer *a,
                        const struct law_imposer *b) {
    const struct {
        struct str label_a, id_a, label_b, id_b;
    } PAIRS[] = {{a->examinee.id, a->examinee_id, b->examinee.id, b->examinee_id},
                 {a->imposer.id, a->imposer_id, b->imposer.id, b->imposer_id},
                 {a->examinee.id, a->examinee_id, b->imposer.id, b->imposer_id},
                 {a->imposer.id, a->imposer_id, b->examinee.id, b->examinee_id}};
    r->file = b->row.file;
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++)
        if (str_equal(PAIRS[i].label_a, PAIRS[i].label_b) &&
            !str_equal(PAIRS[i].id_a, PAIRS[i].id_b))
            law_fault(
                r, b->row.line,
                "\"%.*s\" is \"%.*s\" in \"%.*s\" and \"%.*s\" in \"%.*s\": one post has one id",
                STR_ARG(PAIRS[i].label_a), STR_ARG(PAIRS[i].id_a), STR_ARG(a->row.id),
                STR_ARG(PAIRS[i].id_b), STR_ARG(b->row.id));
    if (str_equal(a->examinee_id, b->examinee_id) && !str_equal(a->examinee.id, b->examinee.id))
        law_fault(r, b->row.line,
                  "\"%.*s\" is called \"%.*s\" in \"%.*s\" and \"%.*s\" in \"%.*s\": one post "
                  "has one name",
                  STR_ARG(a->examinee_id), STR_ARG(a->examinee.id), STR_ARG(a->row.id),
                  STR_ARG(b->examinee.id), STR_ARG(b->row.id));
    if (str_equal(a->examinee_id, b->examinee_id) && a->levels_below != b->levels_below)
        law_fault(
            r, b->row.line,
            "\"%.*s\" is %d levels below in \"%.*s\" and %d in \"%.*s\": one of them is wrong",
            STR_ARG(a->examinee_id), a->levels_below, STR_ARG(a->row.id), b->levels_below,
            STR_ARG(b->row.id));
}

void law_check_imposers(struct law_reader *r, const struct law *law) {
    struct str file = r->file;
    for (size_t i = 0; i < law->imposer_count; i++)
        for (size_t k = 0; k < i; k++) {
            check_table(r, &law->imposers[k], &law->imposers[i]);
            check_imposer_name(r, &law->imposers[k], &law->imposers[i]);
        }
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *rules = &law->rulebooks[i];
        for (size_t k = 0; k < rules->step_count; k++)
            for (size_t n = 0; n < rules->steps[k].outcome_count; n++) {
                const struct law_outcome *o = &rules->steps[k].outcomes[n];
                for (size_t t = 0; o->decides == LAW_DECIDES_SANCTION && t < o->tiers.count; t++)
                    check_imposed(r, law, &rules->steps[k], o->tiers.list[t]);
                r->file = rules->steps[k].file;
                check_label(r, law, &rules->steps[k], o);
            }
    }
    r->file = file;
}
