#ifndef RISK_TOLD_SAMPLE_H
#define RISK_TOLD_SAMPLE_H
/* For tests: a file that is broken in one place, and what must be told of it. */
#include "law/law.h"

#include <stdio.h>
#include <string.h>

struct broken {
    const char *find, *with;
    int line;
    const char *told;
};

static inline void must_tell(const struct law_faults *faults, const struct broken *c) {
    for (size_t i = 0; i < faults->count; i++)
        if (faults->list[i].line == c->line &&
            memmem(faults->list[i].text.ptr, faults->list[i].text.len, c->told, strlen(c->told)))
            return;
    for (size_t i = 0; i < faults->count; i++)
        (void)fprintf(stderr, "%d: %.*s\n", faults->list[i].line, STR_ARG(faults->list[i].text));
    fail_msg("\"%s\" for \"%s\": not told: %s", c->with, c->find, c->told);
}
#endif
