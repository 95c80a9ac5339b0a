#include <string.h>

#include "law/read_files.h"

/* An action of one name in two procedures that have each a row of their own: what the Pilkada and
 * the Pemilu do alike is one thing in the API, on pages and to who reads both. A slip in one of the
 * two shows as a difference; what differs by law has another name, or differs in clocks and
 * letters, which are not compared. */
struct twins {
    struct law_reader *r;
    const struct law_rulebook *a, *b;
    const struct law_step *one, *other; /* of a, and the later one, at whose line faults stand */
};

static void fault(const struct twins *x, struct str what) {
    x->r->file = x->other->file;
    law_fault(
        x->r, x->other->line,
        "step \"%.*s\" is one action in \"%.*s\" and here, but they differ in %.*s: one of the "
        "two is wrong, or it is another action and has another name",
        STR_ARG(x->other->name), STR_ARG(x->a->regime), STR_ARG(what));
}

static bool same_words(struct law_words_list a, struct law_words_list b) {
    for (size_t i = 0; i < a.count; i++)
        if (!law_lists(b, a.list[i]))
            return false;
    return a.count == b.count;
}

static bool same_from(const struct law_step *a, const struct law_step *b) {
    for (size_t i = 0; i < a->from_count; i++) {
        bool found = false;
        for (size_t k = 0; k < b->from_count; k++)
            found = found || str_equal(a->from[i]->id, b->from[k]->id);
        if (!found)
            return false;
    }
    return a->from_count == b->from_count;
}

static bool same_needs(const struct law_step *a, const struct law_step *b) {
    for (size_t i = 0; i < a->need_count; i++) {
        bool found = false;
        for (size_t k = 0; k < b->need_count; k++)
            found = found || str_equal(a->needs[i]->name, b->needs[k]->name);
        if (!found)
            return false;
    }
    return a->need_count == b->need_count;
}

static void check_outcome(const struct twins *x, const struct law_outcome *a,
                          const struct law_outcome *b) {
    struct arena *m = x->r->scratch;
    const struct {
        const char *key;
        bool same;
    } KEYS[] = {
        {"hand_to", str_equal(a->hand_to, b->hand_to)},
        {"registers", a->registers == b->registers},
        {"decides", a->decides == b->decides},
        {"tracks", a->tracks == b->tracks},
        {"tiers", same_words(a->tiers, b->tiers)},
        {"how many it opens", a->opens.count == b->opens.count},
        {"whether it ends the case", a->to->terminal == b->to->terminal},
    };
    for (size_t i = 0; i < COUNT_OF(KEYS); i++)
        if (!KEYS[i].same)
            fault(x, arena_printf(m, "%s of the outcome \"%.*s\"", KEYS[i].key, STR_ARG(a->value)));
}

/* "P07.register" and "E06.register" are one clock in two laws: what follows the first dot. */
static bool same_clock(const struct law_clock *a, const struct law_clock *b) {
    const char *x = a->id.len ? memchr(a->id.ptr, '.', a->id.len) : NULL;
    const char *y = b->id.len ? memchr(b->id.ptr, '.', b->id.len) : NULL;
    return x && y &&
           str_equal((struct str){x, a->id.len - (size_t)(x - a->id.ptr)},
                     (struct str){y, b->id.len - (size_t)(y - b->id.ptr)});
}

static bool has_clock(const struct law_rulebook *rules, const struct law_clock *clock) {
    for (size_t i = 0; i < rules->clock_count; i++)
        if (same_clock(&rules->clocks[i], clock))
            return true;
    return false;
}

static bool starts_it(const struct law_outcome *o, const struct law_clock *clock) {
    for (size_t i = 0; i < o->start_count; i++)
        if (same_clock(o->starts[i].clock, clock))
            return true;
    return false;
}

static bool stops_it(const struct law_outcome *o, const struct law_clock *clock) {
    for (size_t i = 0; i < o->stop_count; i++)
        if (same_clock(o->stops[i], clock))
            return true;
    return false;
}

/* Clocks that one of the two starts or stops, the other has and leaves alone. */
static void check_clocks(const struct twins *x, const struct law_outcome *of,
                         const struct law_outcome *other, const struct law_rulebook *others) {
    for (size_t i = 0; i < of->start_count; i++)
        if (has_clock(others, of->starts[i].clock) && !starts_it(other, of->starts[i].clock))
            fault(x, arena_printf(x->r->scratch, "whether the outcome \"%.*s\" starts \"%.*s\"",
                                  STR_ARG(of->value), STR_ARG(of->starts[i].clock->id)));
    for (size_t i = 0; !of->to->terminal && i < of->stop_count; i++)
        if (has_clock(others, of->stops[i]) && !stops_it(other, of->stops[i]))
            fault(x, arena_printf(x->r->scratch, "whether the outcome \"%.*s\" stops \"%.*s\"",
                                  STR_ARG(of->value), STR_ARG(of->stops[i]->id)));
}

static bool same_words_of(struct str a, struct str b) {
    for (size_t i = 0; i < a.len && a.len == b.len; i++)
        if (char_lower(a.ptr[i]) != char_lower(b.ptr[i]))
            return false;
    return a.len == b.len;
}

/* One of the two makes a letter, the other none, though its law has one that is called the same. */
static void check_letters(const struct twins *x) {
    const struct law *law = x->r->law;
    struct str made = x->one->document.len ? x->one->document : x->other->document;
    const struct law_letter *letter = law_letter(law, made);
    if (!letter || !x->one->document.len == !x->other->document.len)
        return;
    for (size_t i = 0; i < law->letter_count; i++)
        if (&law->letters[i] != letter &&
            same_words_of(law->letters[i].label.id, letter->label.id)) {
            fault(x, STR("whether it makes a letter (\"document\")"));
            return;
        }
}

static void check_fields(const struct twins *x) {
    for (size_t i = 0; i < x->one->field_count; i++)
        for (size_t k = 0; k < x->other->field_count; k++) {
            const struct law_field *a = &x->one->fields[i], *b = &x->other->fields[k];
            if (str_equal(a->name, b->name) && (a->type != b->type || a->required != b->required))
                fault(x, arena_printf(x->r->scratch, "type or required of the field \"%.*s\"",
                                      STR_ARG(a->name)));
        }
}

static void check_twins(const struct twins *x) {
    const struct law_step *a = x->one, *b = x->other;
    const struct {
        const char *key;
        bool same;
    } KEYS[] = {
        {"actor", str_equal(a->actor, b->actor)},
        {"role", str_equal(a->role, b->role)},
        {"by_person", a->by_person == b->by_person},
        {"several", a->several == b->several},
        {"subjects", same_words(a->subjects, b->subjects)},
        {"from", same_from(a, b)},
        {"needs", same_needs(a, b)},
    };
    for (size_t i = 0; i < COUNT_OF(KEYS); i++)
        if (!KEYS[i].same)
            fault(x, str_from_c(KEYS[i].key));
    for (size_t i = 0; i < a->outcome_count; i++)
        for (size_t k = 0; k < b->outcome_count; k++)
            if (str_equal(a->outcomes[i].value, b->outcomes[k].value)) {
                check_outcome(x, &a->outcomes[i], &b->outcomes[k]);
                check_clocks(x, &a->outcomes[i], &b->outcomes[k], x->b);
                check_clocks(x, &b->outcomes[k], &a->outcomes[i], x->a);
            }
    check_letters(x);
    check_fields(x);
}

void law_check_twins(struct law_reader *r, const struct law *law) {
    struct str file = r->file;
    for (size_t i = 0; i < law->rulebook_count; i++)
        for (size_t k = 0; k < i; k++)
            for (size_t n = 0; n < law->rulebooks[k].step_count; n++) {
                const struct law_step *one = &law->rulebooks[k].steps[n];
                const struct law_step *other = law_step(&law->rulebooks[i], one->name);
                if (other && !str_equal(one->file, other->file))
                    check_twins(
                        &(struct twins){r, &law->rulebooks[k], &law->rulebooks[i], one, other});
            }
    r->file = file;
}
