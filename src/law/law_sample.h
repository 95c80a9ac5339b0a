#ifndef LAW_LAW_SAMPLE_H
#define LAW_LAW_SAMPLE_H
/* For tests: the shipped rules, and days by their text. */
#include "law/law.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct world {
    struct arena *a;
    const struct law *law;
};

static inline int make_world(void **state) {
    static struct law_faults faults;
    struct arena *a = arena_new(1u << 30);
    struct world *w = NEW(a, struct world, 1);
    hash_library_init();
    w->a = a;
    *state = w;
    struct err e = law_load(a, "rules", &w->law, &faults);
    for (size_t i = 0; i < faults.count; i++)
        print_error("%.*s:%d: %.*s\n", STR_ARG(faults.list[i].file), faults.list[i].line,
                    STR_ARG(faults.list[i].text));
    return e.code != ERR_NONE;
}

static inline int end_world(void **state) {
    arena_free(((struct world *)*state)->a);
    return 0;
}

static inline const struct law_open_question *question_of(const struct law *law, struct str id) {
    for (size_t i = 0; i < law->question_count; i++)
        if (str_equal(law->questions[i].row.id, id))
            return &law->questions[i];
    return NULL;
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
