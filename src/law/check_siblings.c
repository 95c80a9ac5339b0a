#include <string.h>

#include "law/names.h"
#include "law/reach.h"
#include "law/slips.h"

/* Siblings: steps that make one letter, decide one thing, or say the same of themselves. No row
 * says which keys a step must have; a key that was lost in one shows beside the others. */

static bool decides(const struct law_step *step) {
    for (size_t k = 0; k < step->outcome_count; k++)
        if (step->outcomes[k].decides != LAW_DECIDES_NOTHING)
            return true;
    return false;
}

static bool proposes(const struct law_step *step) {
    for (size_t k = 0; k < step->outcome_count; k++)
        if (step->outcomes[k].tiers.count && !decides(step))
            return true;
    return false;
}

static bool share_end(const struct law_step *a, const struct law_step *b) {
    for (size_t i = 0; i < a->outcome_count; i++)
        for (size_t k = 0; k < b->outcome_count; k++)
            if (a->outcomes[i].to == b->outcomes[k].to)
                return true;
    return false;
}

/* They make one letter and lead to one state; proposals have each its own ground. */
static bool are_siblings(const struct law_step *a, const struct law_step *b) {
    return a != b && a->document.len && str_equal(a->document, b->document) && !proposes(a) &&
           !proposes(b) && share_end(a, b);
}

static const struct law_field *field(const struct law_step *step, struct str name) {
    for (size_t i = 0; i < step->field_count; i++)
        if (str_equal(step->fields[i].name, name))
            return &step->fields[i];
    return NULL;
}

static bool requires(const struct law_step *step, struct str name) {
    const struct law_field *f = field(step, name);
    return f && f->required;
}

/* --- fields --- */

/* How many siblings a step has, and how many of them require the field. */
static size_t count_siblings(const struct law_rulebook *rules, const struct law_step *step,
                             struct str name, size_t *ret_requiring) {
    size_t count = 0;
    *ret_requiring = 0;
    for (size_t i = 0; i < rules->step_count; i++) {
        if (!are_siblings(step, &rules->steps[i]))
            continue;
        count++;
        *ret_requiring += requires(&rules->steps[i], name);
    }
    return count;
}

/* A day that one sibling asks for, or what all of three ask for, the step asks for, too. */
static void check_fields(struct law_reader *r, const struct law_rulebook *rules,
                         const struct law_step *step, const struct law_step *sibling) {
    enum { MANY = 3 };
    for (size_t i = 0; i < sibling->field_count; i++) {
        const struct law_field *f = &sibling->fields[i];
        size_t requiring = 0;
        size_t count = count_siblings(rules, step, f->name, &requiring);
        if (!f->required || requires(step, f->name) ||
            (f->type != LAW_F_DATE && (count < MANY || requiring < count)))
            continue;
        law_fault(
            r, step->line,
            "step \"%.*s\" leads to the same state as \"%.*s\" with the same letter, but does "
            "not require \"%.*s\": give it that field, with required: true",
            STR_ARG(step->name), STR_ARG(sibling->name), STR_ARG(f->name));
        return;
    }
}

/* --- letters --- */

static void check_letter(struct law_reader *r, const struct law_step *a, const struct law_step *b) {
    if (a->document.len && str_equal(a->document, b->document) && proposes(a) != proposes(b))
        law_fault(
            r, b->line,
            "steps \"%.*s\" and \"%.*s\" make the letter \"%.*s\", but one proposes a sanction "
            "and the other does not: one of the two makes another letter",
            STR_ARG(a->name), STR_ARG(b->name), STR_ARG(b->document));
}

/* --- rights --- */

/* The right to object is one person's. */
static void check_rights(struct law_reader *r, const struct law_step *step) {
    for (size_t k = 0; k < step->outcome_count && !step->by_person; k++)
        for (size_t i = 0; i < step->outcomes[k].start_count; i++) {
            const struct law_clock *clock = step->outcomes[k].starts[i].clock;
            if (!clock || clock->kind != LAW_RIGHT || step->outcomes[k].to->phase != LAW_WITH_PPK)
                continue;
            law_fault(r, step->line,
                      "step \"%.*s\" starts the clock \"%.*s\" of a person's right: give it "
                      "by_person: true",
                      STR_ARG(step->name), STR_ARG(clock->id));
            return;
        }
}

/* A clock that is started on the way to a state that the step leaves. */
static const struct law_clock *clock_before(const struct law_rulebook *rules,
                                            const struct law_step *step) {
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 0; k < rules->steps[i].outcome_count; k++) {
            const struct law_outcome *o = &rules->steps[i].outcomes[k];
            if (o->start_count && law_step_leaves(step, o->to) && &rules->steps[i] != step)
                return o->starts[0].clock;
        }
    return NULL;
}

/* "Catat tidak ada banding": it was waited for. */
static void check_waited(struct law_reader *r, const struct law_rulebook *rules,
                         const struct law_step *step) {
    static const struct str WORDS[] = {
        STR_INIT("tidak ada banding"),   STR_INIT("tidak ada upaya"),
        STR_INIT("tidak ada keputusan"), STR_INIT("mulai berlaku"),
        STR_INIT("tidak dilengkapi"),    STR_INIT("tidak dilaksanakan")};
    const struct law_clock *clock = step->after ? NULL : clock_before(rules, step);
    for (size_t i = 0; clock && i < COUNT_OF(WORDS); i++)
        if (str_find(step->label.id, WORDS[i]))
            law_fault(
                r, step->line,
                "step \"%.*s\" says \"%.*s\", but waits for no clock, and \"%.*s\" runs before "
                "it: name in \"after\" the clock that must have run out",
                STR_ARG(step->name), STR_ARG(WORDS[i]), STR_ARG(clock->id));
}

/* --- whom a label names --- */

/* The short name of a class: what stands in brackets in its English label, "PPPK". */
static struct str short_name(const struct law_subject_class *class) {
    const char *open = memrchr(class->label.en.ptr, '(', class->label.en.len);
    if (!open)
        return (struct str){0};
    size_t at = (size_t)(open - class->label.en.ptr) + 1;
    return (struct str){open + 1, class->label.en.len - at - 1};
}

/* Whether a label names the class and none that is called by a longer name with it ("calon PNS");
 * what is outside of it ("di luar TNI") is not named. */
static bool names(struct str label, struct str word) {
    if (!word.len || str_find(label, STR("di luar ")) || str_find(label, STR("outside ")))
        return false;
    for (size_t i = 0; i + word.len <= label.len; i++) {
        struct str before = {label.ptr, i};
        if (memcmp(label.ptr + i, word.ptr, word.len) == 0 &&
            (!i || !law_is_letter(label.ptr[i - 1])) &&
            (i + word.len == label.len || !law_is_letter(label.ptr[i + word.len])) &&
            !(before.len >= 6 && memcmp(label.ptr + i - 6, "calon ", 6) == 0))
            return true;
    }
    return false;
}

/* Another class has the same addressee, so that a step for one of them says which. */
static bool shares_addressee(const struct law *law, const struct law_subject_class *class) {
    for (size_t i = 0; i < law->class_count; i++)
        if (&law->classes[i] != class && str_equal(law->classes[i].addressee, class->addressee))
            return true;
    return false;
}

static void check_label(struct law_reader *r, const struct law_step *step, struct str label) {
    struct str named = {0};
    for (size_t i = 0; i < r->law->class_count; i++) {
        const struct law_subject_class *class = &r->law->classes[i];
        if (!names(label, short_name(class)))
            continue;
        if (law_lists(step->subjects, class->row.id) ||
            (!step->subjects.count && !shares_addressee(r->law, class)))
            return;
        named = class->row.id;
    }
    if (named.len)
        law_fault(r, step->line,
                  "\"%.*s\", of the step \"%.*s\" or a clock that it starts, names the class "
                  "\"%.*s\", which is not in its \"subjects\": correct one of them",
                  STR_ARG(label), STR_ARG(step->name), STR_ARG(named));
}

static void check_labels(struct law_reader *r, const struct law_step *step) {
    check_label(r, step, step->label.id);
    check_label(r, step, step->label.en);
    for (size_t k = 0; k < step->outcome_count; k++)
        for (size_t i = 0; i < step->outcomes[k].start_count; i++)
            if (step->outcomes[k].starts[i].clock)
                check_label(r, step, step->outcomes[k].starts[i].clock->name.id);
}

/* --- needs --- */

static bool share_state(const struct law_step *a, const struct law_step *b) {
    for (size_t n = 0; n < a->from_count; n++)
        if (law_step_leaves(b, a->from[n]))
            return true;
    return false;
}

static bool sets(const struct law_step *step, struct str tier) {
    for (size_t k = 0; k < step->outcome_count; k++)
        if (law_lists(step->outcomes[k].tiers, tier))
            return true;
    return false;
}

/* Both set one tier and are called by its word: "hukuman disiplin berat". */
static bool share_tier(const struct law *law, const struct law_step *a, const struct law_step *b) {
    for (size_t i = 0; i < law->sanction_count; i++)
        if (sets(a, law->sanctions[i].tier) && sets(b, law->sanctions[i].tier) &&
            names(a->label.id, law->sanctions[i].tier) &&
            names(b->label.id, law->sanctions[i].tier))
            return true;
    return false;
}

/* What one step to a heavy sanction needs, the others from the same state need, but for what is
 * needed itself. */
static void check_needs(struct law_reader *r, const struct law_step *a, const struct law_step *b) {
    for (size_t i = 0; i < a->need_count; i++)
        if (b != a->needs[i] && share_state(a, b) && share_tier(r->law, a, b) &&
            !law_step_needs(b, a->needs[i])) {
            law_fault(r, b->line,
                      "step \"%.*s\" needs \"%.*s\", and step \"%.*s\", for the same tier from the "
                      "same state, does not: give both the same \"needs\"",
                      STR_ARG(a->name), STR_ARG(a->needs[i]->name), STR_ARG(b->name));
            return;
        }
}

void law_check_siblings(struct law_reader *r, const struct law_rulebook *rules) {
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct law_step *step = &rules->steps[i];
        r->file = step->file;
        check_rights(r, step);
        check_waited(r, rules, step);
        check_labels(r, step);
        for (size_t k = 0; k < rules->step_count; k++) {
            if (are_siblings(step, &rules->steps[k]))
                check_fields(r, rules, step, &rules->steps[k]);
            if (k < i)
                check_letter(r, &rules->steps[k], step);
        }
    }
}

void law_check_sibling_needs(struct law_reader *r, const struct law *law) {
    struct str file = r->file;
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *rules = &law->rulebooks[i];
        for (size_t n = 0; n < rules->step_count; n++)
            for (size_t k = 0; k < rules->step_count; k++) {
                r->file = rules->steps[n].file;
                if (k != n)
                    check_needs(r, &rules->steps[k], &rules->steps[n]);
            }
    }
    r->file = file;
}
