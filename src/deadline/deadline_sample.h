#ifndef DEADLINE_SAMPLE_H
#define DEADLINE_SAMPLE_H
/* For tests: the shipped rules, days by their text, every kind of clock. */
#include "deadline/deadline.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct world {
    struct arena *a;
    const struct law *law;
};

static inline int world_make(void **state) {
    struct law_faults faults;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct world *w = NEW(a, struct world, 1);
    hash_library_init();
    w->a = a;
    *state = w;
    return law_load(a, "rules", &w->law, &faults).code != ERR_NONE;
}

static inline int world_end(void **state) {
    arena_free(((struct world *)*state)->a);
    return 0;
}

static inline struct date day_of(struct str text) {
    struct date d = {0};
    if (!date_parse(text, &d))
        fail_msg("no day: %.*s", STR_ARG(text));
    return d;
}

static inline struct date day(const char *text) {
    return day_of(str_from_c(text));
}
#endif
