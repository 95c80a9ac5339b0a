#ifndef LAW_PATH_SAMPLE_H
#define LAW_PATH_SAMPLE_H
/* For tests of the shipped procedures: rows by their names, and what is asked of them. */
#include "law/law_sample.h"

#include <stdio.h>
#include <string.h>

static const char *const REGIMES[] = {"pilkada-2024@1", "pemilu-2024@1"};

static inline const struct law_rulebook *rules_of(const struct world *w, size_t i) {
    const struct law_rulebook *r = law_rulebook_named(w->law, str_from_c(REGIMES[i]));
    assert_non_null(r);
    return r;
}

static inline const struct law_state *state_of(const struct law_rulebook *r, const char *id) {
    const struct law_state *s = law_state(r, str_from_c(id));
    if (!s)
        fail_msg("no state %s", id);
    return s;
}

static inline const struct law_step *step_of(const struct law_rulebook *r, const char *name) {
    const struct law_step *s = law_step(r, str_from_c(name));
    if (!s)
        fail_msg("no step %s", name);
    return s;
}

static inline const struct law_outcome *outcome_of(const struct law_rulebook *r, const char *step,
                                                   const char *value) {
    const struct law_step *s = step_of(r, step);
    for (size_t i = 0; i < s->outcome_count; i++)
        if (str_equal(s->outcomes[i].value, str_from_c(value)))
            return &s->outcomes[i];
    fail_msg("%s: no outcome %s", step, value);
    return NULL;
}

/* Whether the word is one of a list with blanks between. */
static inline bool is_among(struct str word, const char *list) {
    struct str rest = str_from_c(list);
    while (rest.len)
        if (str_equal(str_cut(&rest, ' '), word))
            return true;
    return false;
}

static inline bool ends_with(struct str s, struct str tail) {
    return s.len >= tail.len && memcmp(s.ptr + s.len - tail.len, tail.ptr, tail.len) == 0;
}

static inline bool starts(const struct law_outcome *o, const char *clock) {
    for (size_t i = 0; i < o->start_count; i++)
        if (str_equal(o->starts[i].clock->id, str_from_c(clock)))
            return true;
    return false;
}

static inline bool requires_field(const struct law_step *step, const char *name) {
    for (size_t i = 0; i < step->field_count; i++)
        if (str_equal(step->fields[i].name, str_from_c(name)))
            return step->fields[i].required;
    return false;
}

static inline bool is_for(const struct law_step *step, const char *class) {
    return law_lists_or_all(step->subjects, str_from_c(class));
}

#endif
