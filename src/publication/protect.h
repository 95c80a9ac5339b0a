#ifndef PUBLICATION_PROTECT_H
#define PUBLICATION_PROTECT_H
/* Which counts of a table must not be published (invariant I9), so that no count from 1 to 4 can be
 * derived from the others, from the totals, or from what is known of counts: whole and not
 * negative. Zero is published: nobody stands behind it. Pure.
 *
 * Primary: every count from 1 to 4. Secondary: what must be hidden beside it. In one line with a
 * known total that is at least one more, the next smallest, until the hidden ones add up to 5. In a
 * table with known totals of rows and columns a hidden cell is safe when one case could be moved
 * through it along a closed path of hidden cells, up here and down there, and all totals stay as
 * they are (Gusfield, "A graph theoretic approach to statistical data security", SIAM J. Comput.
 * 17(3), 1988: the cell's edge lies on a cycle of the graph of rows and columns). */
#include "base/base.h"

enum { PUBLICATION_LEAST = 5, PUBLICATION_COLUMNS_MAX = 64 };

/* Hides in one line of counts whose total is known. ret_hidden: count values, all written. A line
 * that adds up to less than PUBLICATION_LEAST is hidden whole. */
void publication_protect_line(const int64_t *n, size_t count, bool *ret_hidden);

/* A table whose totals of rows and columns are published, but for the rows and columns named
 * hidden: those came out of publication_protect_line, and of them only the sum is known. */
struct publication_table {
    const int64_t *n; /* rows x cols, row by row */
    size_t rows, cols;
    const bool *row_hidden, *col_hidden;
};
/* hide: rows x cols; true on entry: hidden in any case. Tables of more than PUBLICATION_COLUMNS_MAX
 * columns are hidden whole where they hold a count under PUBLICATION_LEAST. */
void publication_protect_table(struct arena *a, const struct publication_table *table, bool *hide);
#endif
