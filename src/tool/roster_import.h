#ifndef TOOL_ROSTER_IMPORT_H
#define TOOL_ROSTER_IMPORT_H
/* The rows of a roster on their way into a store: gathered, handed over batch by batch; how far it
 * is on standard error. What a run that was killed handed over is passed over (flow/roster.h). */
#include "flow/roster.h"

#include <stdio.h>

struct roster_import;
struct roster_import_how {
    struct flow *flow;
    const char *office, *name; /* of the file, for sentences */
    const char *subject;       /* class of who says none */
    bool english;
};
struct roster_import *roster_import_new(const struct roster_import_how *how);
void roster_import_free(struct roster_import *x); /* NULL is fine */
/* Looks at the file, and begins it or goes on. False after saying why not. */
bool roster_import_begin(struct roster_import *x, FILE *in) MUST_CHECK;
/* A row without faults, copied. False after saying why the store refused a batch. */
bool roster_import_take(struct roster_import *x, const struct roster_row *row) MUST_CHECK;
void roster_import_fault(struct roster_import *x); /* a row with faults was told */
/* The file is no roster, or broke off: unless somebody was entered from it, it never began. */
void roster_import_give_up(struct roster_import *x);
/* After the last row: the event, and what was done on standard output. False as above. */
bool roster_import_end(struct roster_import *x, const struct hash *file) MUST_CHECK;
#endif
