#include <string.h>

#include "law/reach.h"

/* Labels and targets in each other's place. A state is called in its label by the words of its id
 * and of whom it waits for, an outcome by those of its value, and it leads to a state of such
 * words. None of that is asked of one row alone: of two it is a fault when both fit better with
 * their labels, or their targets, exchanged. What fits as well either way is not told. */
enum { WORDS_MAX = 40 };
struct bag {
    struct str list[WORDS_MAX];
    size_t count;
};

static bool is_letter(char c) {
    char low = char_lower(c);
    return (low >= 'a' && low <= 'z') || char_is_digit(c);
}

static bool is_one_of(struct str word, const struct str *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, list[i]))
            return true;
    return false;
}

static void add_word(struct law_reader *r, struct bag *to, struct str word) {
    static const struct str LITTLE[] = {STR_INIT("the"), STR_INIT("and"),  STR_INIT("over"),
                                        STR_INIT("for"), STR_INIT("with"), STR_INIT("who"),
                                        STR_INIT("has"), STR_INIT("from")};
    static const struct str DENIES[] = {STR_INIT("no"), STR_INIT("none"), STR_INIT("nothing")};
    enum { LEAST = 3 };
    char *low = NEW(r->scratch, char, word.len);
    for (size_t i = 0; i < word.len; i++)
        low[i] = char_lower(word.ptr[i]);
    word.ptr = low;
    if (is_one_of(word, DENIES, COUNT_OF(DENIES)))
        word = STR("not");
    if (to->count == WORDS_MAX || is_one_of(word, LITTLE, COUNT_OF(LITTLE)) ||
        (word.len < LEAST && !char_is_digit(*word.ptr)))
        return;
    to->list[to->count++] = word;
}

static void add_words(struct law_reader *r, struct bag *to, struct str text) {
    for (size_t i = 0; i < text.len;) {
        size_t n = 0;
        while (i + n < text.len && is_letter(text.ptr[i + n]))
            n++;
        if (n)
            add_word(r, to, (struct str){text.ptr + i, n});
        i += n ? n : 1;
    }
}

/* "appeal" and "appealed", "suspect" and "suspected": of one stem. */
static bool is_akin(struct str a, struct str b) {
    enum { STEM = 4 };
    return str_equal(a, b) || (a.len >= STEM && b.len >= STEM && memcmp(a.ptr, b.ptr, STEM) == 0);
}

static int shared(const struct bag *of, const struct bag *with) {
    int n = 0;
    for (size_t i = 0; i < of->count; i++)
        for (size_t k = 0; k < with->count; k++)
            if (is_akin(of->list[i], with->list[k])) {
                n++;
                break;
            }
    return n;
}

/* --- states --- */

struct called {
    struct bag id, awaited, label;
    bool due, terminal; /* due: the label says of something that it is to come */
};

static struct called call_state(struct law_reader *r, const struct law_state *s) {
    static const struct str DUE[] = {STR_INIT(" due"), STR_INIT("to be "), STR_INIT("awaited")};
    struct called ret = {.terminal = s->terminal};
    const struct law_office *office = law_office(r->law, s->waits_for);
    add_words(r, &ret.id, s->id);
    add_words(r, &ret.awaited, s->waits_for);
    if (office)
        add_words(r, &ret.awaited, office->label.en);
    add_words(r, &ret.label, s->label.en);
    for (size_t i = 0; i < COUNT_OF(DUE); i++)
        ret.due = ret.due || str_find(s->label.en, DUE[i]);
    return ret;
}

static int fit_state(const struct called *state, const struct called *label) {
    return 2 * shared(&state->id, &label->label) + shared(&state->awaited, &label->label) +
           (label->due != state->terminal);
}

static void check_states(struct law_reader *r, const struct law_rulebook *rules) {
    struct called *called = NEW(r->scratch, struct called, rules->state_count);
    for (size_t i = 0; i < rules->state_count; i++)
        called[i] = call_state(r, &rules->states[i]);
    for (size_t i = 0; i < rules->state_count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct law_state *a = &rules->states[k], *b = &rules->states[i];
            if (!str_equal(a->file, b->file) ||
                fit_state(&called[i], &called[i]) + fit_state(&called[k], &called[k]) >=
                    fit_state(&called[i], &called[k]) + fit_state(&called[k], &called[i]))
                continue;
            r->file = b->file;
            law_fault(r, b->line,
                      "the labels of the states \"%.*s\" and \"%.*s\" each fit the other's name "
                      "better: exchange them, or call both by their names",
                      STR_ARG(a->id), STR_ARG(b->id));
        }
}

/* --- outcomes --- */

struct chosen {
    struct bag value, label, both; /* both: its value and its label */
    struct bag to;                 /* of the state that it leads to: id and label */
};

static struct chosen call_outcome(struct law_reader *r, const struct law_outcome *o) {
    struct chosen ret = {.value = {.count = 0}};
    add_words(r, &ret.value, o->value);
    add_words(r, &ret.label, o->label.en);
    add_words(r, &ret.both, o->value);
    add_words(r, &ret.both, o->label.en);
    add_words(r, &ret.to, o->to->id);
    add_words(r, &ret.to, o->to->label.en);
    return ret;
}

static void check_outcomes(struct law_reader *r, const struct law_step *step, size_t at) {
    const struct law_outcome *list = step->outcomes;
    struct chosen a = call_outcome(r, &list[at]);
    r->file = step->file;
    for (size_t k = 0; k < at; k++) {
        struct chosen b = call_outcome(r, &list[k]);
        if (shared(&a.value, &a.label) + shared(&b.value, &b.label) <
            shared(&a.value, &b.label) + shared(&b.value, &a.label))
            law_fault(r, step->line,
                      "the labels of the outcomes \"%.*s\" and \"%.*s\" of \"%.*s\" each fit the "
                      "other's name better: exchange them, or call both by their names",
                      STR_ARG(list[k].value), STR_ARG(list[at].value), STR_ARG(step->name));
        if (list[k].to != list[at].to && shared(&a.both, &a.to) + shared(&b.both, &b.to) <
                                             shared(&a.both, &b.to) + shared(&b.both, &a.to))
            law_fault(r, step->line,
                      "the outcomes \"%.*s\" and \"%.*s\" of \"%.*s\" lead to \"%.*s\" and "
                      "\"%.*s\", but each is called as the other's: exchange \"to\", or call them "
                      "by what they lead to",
                      STR_ARG(list[k].value), STR_ARG(list[at].value), STR_ARG(step->name),
                      STR_ARG(list[k].to->id), STR_ARG(list[at].to->id));
    }
}

void law_check_exchanged(struct law_reader *r, const struct law_rulebook *rules) {
    check_states(r, rules);
    for (size_t i = 0; i < rules->step_count; i++)
        for (size_t k = 1; k < rules->steps[i].outcome_count; k++)
            check_outcomes(r, &rules->steps[i], k);
}
