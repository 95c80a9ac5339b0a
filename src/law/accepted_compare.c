#include "law/accepted.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

/* The law as it is beside the record. Lines are found by file and name; of several versions of one
 * row each finds its own, and one that has none takes what is left over: it was renamed so. */
struct matching {
    struct arena *a;
    struct law_entries entries;
    const struct law_record *record;
    const struct law_acceptance **sorted; /* the record's lines by file and name */
    const struct law_acceptance **was;    /* of each entry its line, or NULL */
    bool *found;                          /* of each line, in the record's order */
    struct law_unaccepted *list;
    size_t count;
};
static const size_t NONE = SIZE_MAX;

static int compare_names(const struct law_entry *a, const struct law_entry *b) {
    int file = str_compare(a->file, b->file);
    return file ? file : str_compare(a->name, b->name);
}

/* "2025.10" comes after "2025.9". */
static int compare_versions(struct str a, struct str b) {
    while (a.len && b.len) {
        struct str x = str_cut(&a, '.'), y = str_cut(&b, '.');
        int64_t m, n;
        bool left = str_to_int(x, &m), right = str_to_int(y, &n); /* numbers before words */
        int order = left != right ? right - left : left ? (m > n) - (m < n) : 0;
        if (!order)
            order = str_compare(x, y); /* "01" is not "1" */
        if (order)
            return order;
    }
    return (a.len > 0) - (b.len > 0);
}

static int by_name(const void *a, const void *b) {
    const struct law_acceptance *const *x = a, *const *y = b;
    int name = compare_names(&(*x)->entry, &(*y)->entry);
    int version = compare_versions((*x)->entry.version, (*y)->entry.version);
    return name ? name : version ? version : (*x)->entry.line - (*y)->entry.line;
}

/* Where the lines of that file and name begin in sorted. */
static size_t first_of(const struct matching *m, const struct law_entry *entry) {
    size_t low = 0, high = m->record->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_names(&m->sorted[middle]->entry, entry) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The line of the entry's own version; else, once all have theirs, the last one that is left. */
static const struct law_acceptance *line_of(const struct matching *m, const struct law_entry *entry,
                                            bool any) {
    const struct law_acceptance *found = NULL;
    for (size_t i = first_of(m, entry);
         i < m->record->count && !compare_names(&m->sorted[i]->entry, entry); i++)
        if (!m->found[m->sorted[i] - m->record->list] &&
            (any || str_equal(m->sorted[i]->entry.version, entry->version)))
            found = m->sorted[i];
    return found;
}

static void match(struct matching *m) {
    for (int any = 0; any < 2; any++)
        for (size_t i = 0; i < m->entries.count; i++) {
            if (m->was[i])
                continue;
            m->was[i] = line_of(m, &m->entries.list[i], any);
            if (m->was[i])
                m->found[m->was[i] - m->record->list] = true;
        }
}

static void note(struct matching *m, const struct law_unaccepted *x) {
    m->list[m->count++] = *x;
}

/* --- order --- */

bool law_entries_are_of_one_list(const struct law_entry *a, const struct law_entry *b) {
    struct str x = a->name, y = b->name;
    return str_equal(a->file, b->file) && str_equal(str_cut(&x, '/'), str_cut(&y, '/'));
}

/* Of the rows of one list, first to last, those that keep their order among each other (a longest
 * ascending run of their lines); the others were moved. */
static void find_moved(const struct matching *m, size_t first, size_t last, bool *ret_moved) {
    size_t count = last - first, best = NONE;
    size_t *length = NEW(m->a, size_t, count), *before = NEW(m->a, size_t, count);
    for (size_t i = 0; i < count; i++) {
        if (!m->was[first + i])
            continue;
        length[i] = 1, before[i] = NONE;
        for (size_t k = 0; k < i; k++)
            if (length[k] >= length[i] && m->was[first + k] < m->was[first + i])
                length[i] = length[k] + 1, before[i] = k;
        if (best == NONE || length[i] > length[best])
            best = i;
        ret_moved[first + i] = true;
    }
    for (; best != NONE; best = before[best])
        ret_moved[first + best] = false;
}

static const bool *moved_rows(const struct matching *m) {
    bool *moved = NEW(m->a, bool, m->entries.count);
    for (size_t first = 0, last; first < m->entries.count; first = last) {
        for (last = first + 1;
             last < m->entries.count &&
             law_entries_are_of_one_list(&m->entries.list[first], &m->entries.list[last]);)
            last++;
        find_moved(m, first, last, moved);
    }
    return moved;
}

/* --- what differs --- */

static void compare_entry(struct matching *m, size_t i, bool moved) {
    const struct law_entry *entry = &m->entries.list[i];
    const struct law_acceptance *was = m->was[i];
    bool same = was && str_equal(was->entry.hash, entry->hash);
    int raised = was ? compare_versions(entry->version, was->entry.version) : 0;
    enum law_unaccepted_why why = !was         ? LAW_UNACCEPTED_NEW
                                  : raised < 0 ? LAW_UNACCEPTED_LOWERED
                                  : !raised    ? LAW_UNACCEPTED_MOVED
                                  : same       ? LAW_UNACCEPTED_RAISED
                                               : LAW_UNACCEPTED_RENEWED;
    if (same && !raised)
        why = LAW_UNACCEPTED_PLACE;
    if (!same || raised || moved)
        note(m, &(struct law_unaccepted){why, entry, was, moved});
}

struct law_unaccepted_list law_record_compare(struct arena *a, struct law_entries entries,
                                              const struct law_record *record) {
    size_t lines = record->count;
    struct matching m = {.a = a,
                         .entries = entries,
                         .record = record,
                         .sorted = NEW(a, const struct law_acceptance *, lines),
                         .was = NEW(a, const struct law_acceptance *, entries.count),
                         .found = NEW(a, bool, lines),
                         .list = NEW(a, struct law_unaccepted, entries.count + lines)};
    for (size_t i = 0; i < lines; i++)
        m.sorted[i] = &record->list[i];
    if (lines)
        qsort(m.sorted, lines, sizeof(const struct law_acceptance *), by_name);
    match(&m);
    const bool *moved = moved_rows(&m);
    for (size_t i = 0; i < entries.count; i++)
        compare_entry(&m, i, moved[i]);
    for (size_t i = 0; i < lines; i++)
        if (!m.found[i])
            note(&m, &(struct law_unaccepted){LAW_UNACCEPTED_GONE, NULL, &record->list[i], false});
    return (struct law_unaccepted_list){m.list, m.count, m.was, moved};
}

const struct law_entry *law_unaccepted_entry(const struct law_unaccepted *x) {
    return x->entry ? x->entry : &x->was->entry;
}

bool law_unaccepted_is_barred(const struct law_unaccepted *x) {
    return x->why == LAW_UNACCEPTED_LOWERED ||
           (x->why == LAW_UNACCEPTED_MOVED && x->entry->versioned);
}

static const struct {
    const char *what, *next;
} SAID[LAW_UNACCEPTED_COUNT] = {
    [LAW_UNACCEPTED_NEW] = {"is not accepted yet", "read it and accept it"},
    [LAW_UNACCEPTED_MOVED] = {"says something else than what was accepted",
                              "raise its version and accept it"},
    [LAW_UNACCEPTED_RENEWED] = {"is another version than what was accepted", "accept it"},
    [LAW_UNACCEPTED_RAISED] = {"has a later version, yet says what was accepted",
                               "put the version back, or accept it"},
    [LAW_UNACCEPTED_LOWERED] = {"has a lower version than what was accepted",
                                "put it back, or raise it and accept it"},
    [LAW_UNACCEPTED_PLACE] = {"stands elsewhere in its list than when it was accepted",
                              "put it back, or accept its place"},
    [LAW_UNACCEPTED_GONE] = {"is gone since it was accepted", "put it back, or accept that"},
};

void law_unaccepted_tell(struct law_reader *r, const struct law_unaccepted *x) {
    const struct law_entry *e = law_unaccepted_entry(x);
    bool says_version = !str_equal(e->version, STR("-"));
    bool anew = x->why == LAW_UNACCEPTED_MOVED && !e->versioned;
    struct str version = {0}, when = {0};
    if (says_version)
        version = arena_printf(r->scratch, " (version %.*s)", STR_ARG(e->version));
    if (x->was)
        when = arena_printf(r->scratch, " on %.*s by %.*s",
                            STR_ARG(date_format(r->scratch, x->was->on)), STR_ARG(x->was->by));
    law_fault(r, e->line, "%.*s%.*s %s%.*s: %s (`netral rules accept`)", STR_ARG(e->name),
              STR_ARG(version), SAID[x->why].what, STR_ARG(when),
              anew ? "put it back, or accept it" : SAID[x->why].next);
}
