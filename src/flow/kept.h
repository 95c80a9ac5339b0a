#ifndef FLOW_KEPT_H
#define FLOW_KEPT_H
/* What a process keeps of the laws that it used, until flow is closed: somebody may still read what
 * is of one before. */
#include "base/base.h"

#include <pthread.h>

/* A law that took the place of another while serving. */
struct flow_law_kept {
    struct arena *arena; /* holds this, too */
    struct flow_law_kept *next;
};
/* The record of acceptance, and what each law was found to be by it: flow_accepted.c. */
struct flow_acceptances {
    const struct str *text; /* as the configuration gave it; NULL: there is none */
    struct flow_acceptance *found;
    pthread_mutex_t mutex; /* of found */
};
bool flow_acceptances_init(struct flow_acceptances *accepted, const struct str *text) MUST_CHECK;
void flow_acceptances_end(struct flow_acceptances *accepted);
#endif
