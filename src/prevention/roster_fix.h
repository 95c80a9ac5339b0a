#ifndef PREVENTION_ROSTER_FIX_H
#define PREVENTION_ROSTER_FIX_H
/* The list of rows to be mended (docs/adr/0036): a table of its own, with the line and the reasons
 * in front of what stood there, to be mended in a spreadsheet and read as a roster again. Every
 * field is safe from being taken for a formula (base/csv.h). Pure. */
#include "prevention/roster.h"

/* The head of the file, once it was found. */
void roster_fix_head(struct buf *out, const struct roster_reader *r, bool english);
/* A row with faults: field by field, whole where it could not be split. */
void roster_fix_row(struct buf *out, const struct roster_reader *r, const struct roster_row *row,
                    bool english);
#endif
