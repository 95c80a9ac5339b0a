#include "publication/rules_diff_internal.h"

/* Which row of before is which row of after. In turns, from what is surest to what is least so,
 * each over what the turns before left: the same name and version in the same file; a procedure
 * whose version was raised: its file is another, and its rows are still its rows; a row whose
 * version was raised: version 1 is gone, version 2 is there; a row that went to another file of the
 * same procedure, in which names are unique; one that went there and was raised. A version that
 * stays beside the next one is met in the first turn, so the next one is new. */

static bool is_called_alike(const struct diff_row *x, const struct diff_row *y) {
    return str_equal(x->list, y->list) && str_equal(x->bare, y->bare);
}

static bool is_same(const struct diff_row *x, const struct diff_row *y) {
    if (!x->list.len || !y->list.len) /* of heads of files */
        return x->list.len == y->list.len && str_equal(x->context, y->context) &&
               (x->context.len || str_equal(x->file, y->file));
    return is_called_alike(x, y) && x->version == y->version && str_equal(x->context, y->context);
}

static void meet(struct diff_row *x, struct diff_row *y) {
    x->other = y;
    y->other = x;
}

/* Rows seldom move: the search begins where the last one ended, behind the row that was found, and
 * goes round. */
static void pair_same(struct diff_rows *before, struct diff_rows *after) {
    size_t hint = 0;
    for (size_t i = 0; i < before->count; i++)
        for (size_t n = 0; n < after->count; n++) {
            struct diff_row *y = &after->list[(hint + n) % after->count];
            if (y->other || !is_same(&before->list[i], y))
                continue;
            meet(&before->list[i], y);
            hint = (size_t)(y - after->list) + 1;
            break;
        }
}

/* Whether its side has no later version of it in the same file. */
static bool is_latest(const struct diff_rows *rows, const struct diff_row *row) {
    for (size_t i = 0; i < rows->count; i++) {
        const struct diff_row *o = &rows->list[i];
        bool beside = !row->list.len || str_equal(o->context, row->context);
        if (beside && is_called_alike(o, row) && o->version > row->version)
            return false;
    }
    return true;
}

/* Whether both stand in files of one procedure. */
static bool is_of_one_procedure(const struct diff_rows *before, const struct diff_row *x,
                                const struct diff_rows *after, const struct diff_row *y) {
    for (size_t i = 0; i < before->link_count; i++) {
        const struct diff_row *head = before->list[before->links[i].head].other;
        if (!head || !str_equal(before->links[i].context, x->context))
            continue;
        for (size_t k = 0; k < after->link_count; k++)
            if (&after->list[after->links[k].head] == head &&
                str_equal(after->links[k].context, y->context))
                return true;
    }
    return false;
}

enum turn { RAISED_PROCEDURES, RAISED, MOVED, MOVED_AND_RAISED, TURN_COUNT };

static bool is_found(const struct diff_rows *before, const struct diff_row *x,
                     const struct diff_rows *after, const struct diff_row *y, enum turn turn) {
    if (y->other || !is_called_alike(x, y) || (turn == RAISED_PROCEDURES) != !x->list.len)
        return false;
    switch (turn) {
    case RAISED_PROCEDURES:
        return true;
    case RAISED:
        return str_equal(x->context, y->context);
    case MOVED:
        return x->version == y->version && is_of_one_procedure(before, x, after, y);
    default:
        return is_of_one_procedure(before, x, after, y);
    }
}

/* The version that follows next; without one, an earlier one. */
static bool is_nearer(const struct diff_row *x, const struct diff_row *y,
                      const struct diff_row *than) {
    if (!than || (y->version > x->version) != (than->version > x->version))
        return !than || y->version > x->version;
    return y->version > x->version ? y->version < than->version : y->version > than->version;
}

static void pair_rest(struct diff_rows *before, struct diff_rows *after, enum turn turn) {
    for (size_t i = 0; i < before->count; i++) {
        struct diff_row *x = &before->list[i], *found = NULL;
        for (size_t k = 0; !x->other && k < after->count; k++) {
            struct diff_row *y = &after->list[k];
            if (is_found(before, x, after, y, turn) && is_nearer(x, y, found))
                found = y;
        }
        if (found && (turn == MOVED || is_latest(before, x)))
            meet(x, found);
    }
}

void diff_pair(struct diff_rows *before, struct diff_rows *after) {
    pair_same(before, after);
    for (enum turn turn = 0; turn < TURN_COUNT; turn++)
        pair_rest(before, after, turn);
}

const struct diff_row *diff_head(const struct diff_rows *rows, struct str context) {
    for (size_t i = 0; i < rows->count; i++)
        if (!rows->list[i].list.len && str_equal(rows->list[i].context, context))
            return &rows->list[i];
    return NULL;
}

bool diff_has_moved(const struct diff_rows *before, const struct diff_row *row) {
    if (!row->list.len || str_equal(row->context, row->other->context))
        return false;
    const struct diff_row *head = diff_head(before, row->context);
    return !head || !head->other || !str_equal(head->other->context, row->other->context);
}

const struct diff_row *diff_predecessor(const struct diff_rows *rows, const struct diff_row *row) {
    const struct diff_row *found = NULL;
    for (size_t i = 0; row->list.len && i < rows->count; i++) {
        const struct diff_row *o = &rows->list[i];
        if (is_called_alike(o, row) && str_equal(o->context, row->context) &&
            o->version < row->version && (!found || o->version > found->version))
            found = o;
    }
    return found;
}
