#ifndef TOOL_ROSTER_IMPORT_H
#define TOOL_ROSTER_IMPORT_H
/* The rows of a roster on their way into a store: gathered, handed over batch by batch. */
#include "flow/roster.h"

struct roster_import;
struct roster_import_how {
    struct flow *flow;
    const char *office, *name; /* of the file, for sentences */
    bool english;
};
struct roster_import *roster_import_new(const struct roster_import_how *how);
void roster_import_free(struct roster_import *x); /* NULL is fine */
/* A row without faults, copied. False after saying why the store refused a batch. */
bool roster_import_take(struct roster_import *x, const struct roster_row *row) MUST_CHECK;
/* After the last row: the event, and what was done on standard output. False as above. */
bool roster_import_end(struct roster_import *x, const struct hash *file, size_t faulty) MUST_CHECK;
#endif
