#ifndef TOOL_ROSTER_SOURCE_H
#define TOOL_ROSTER_SOURCE_H
/* The file of a roster, in pieces of the text of a table: as it comes, or out of a workbook, which
 * a process of its own reads (confined/confined.h), and read through before its first piece. */
#include "base/hash.h"

#include "confined/confined.h"

#include <stdio.h>

struct roster_source;
/* A first look at a file that can be read twice: its hash and how many lines it has (0: it is no
 * sound workbook). False: it cannot be, as standard input from another program. */
struct roster_source_size {
    struct hash hash;
    int64_t lines;
};
bool roster_source_look(FILE *in, struct confined *confined,
                        struct roster_source_size *ret) MUST_CHECK;
struct roster_source *roster_source_new(FILE *in, struct confined *confined); /* borrows both */
void roster_source_free(struct roster_source *s);                             /* NULL is fine */
/* The next piece, valid until the next call. False: the end, a failed read (ferror), or a fault. */
bool roster_source_next(struct roster_source *s, struct str *ret) MUST_CHECK;
enum xlsx_fault roster_source_fault(const struct roster_source *s); /* of a workbook */
struct hash roster_source_hash(struct roster_source *s);            /* of its bytes, at the end */
#endif
