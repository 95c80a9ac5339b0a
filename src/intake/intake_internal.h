#ifndef INTAKE_INTAKE_INTERNAL_H
#define INTAKE_INTAKE_INTERNAL_H
/* One description of a command (const tables of rows), two ways to fill it: from JSON (json.c) and
 * from a form (form.c). Leaves are text in both; a row's reader turns the text into its field. */
#include "intake/intake.h"
#include "intake/limits.h"

#include "base/json_read.h"

/* Where a reader stands, innermost first; becomes "subjects[2].name" only when there is a fault. */
struct intake_spot {
    const struct intake_spot *up;
    struct str name;
    size_t index; /* of a list's element, from 0 */
    bool indexed;
};
struct intake_reading {
    struct arena *a;
    const struct intake_context *context; /* NULL where nothing is looked up */
    struct intake_faults *faults;
    const struct intake_spot *spot;
};
/* Adds a fault at the place where r stands; limit 0: none. */
void intake_fault_here(const struct intake_reading *r, const char *code, int64_t limit);
/* The same, one name further in. */
void intake_fault_at(const struct intake_reading *r, struct str name, const char *code,
                     int64_t limit);

/* Whether the field of that whole path has a fault already. */
bool intake_fault_has(const struct intake_faults *faults, struct str field);

struct intake_row;
/* Turns text (never empty, not yet cleaned) into the field at ret; a fault leaves ret alone. */
typedef void intake_leaf(const struct intake_reading *r, const struct intake_row *row,
                         struct str text, void *ret);
enum intake_row_kind {
    INTAKE_LEAF,   /* read, at offset */
    INTAKE_OBJECT, /* table, filled into the same struct (its rows have offsets of their own) */
    INTAKE_LIST,   /* of leaves (read, size) or objects (table): pointer at offset, count too */
};
struct intake_table {
    const struct intake_row *rows;
    size_t count; /* at most 32: what was given is a bit mask */
    size_t size;  /* of the struct that an element of a list fills */
    /* What an element as a whole must have been given; NULL: nothing. */
    void (*check)(const struct intake_reading *r, uint32_t given);
    uint32_t presets; /* rows that a form fills by itself: alone they make no element */
};
struct intake_row {
    struct str name;
    enum intake_row_kind kind;
    bool required;
    intake_leaf *read;
    size_t offset;
    size_t limit;        /* bytes of a text, elements of a list */
    size_t flag;         /* offset of a bool that says "was given"; 0: none */
    size_t count_offset; /* LIST */
    size_t size;         /* LIST of leaves: of one */
    bool distinct;       /* LIST of leaves: doubles are faults */
    const struct intake_table *table;
};
const struct intake_row *intake_row_find(const struct intake_table *table, struct str name,
                                         size_t *ret_index);
/* Faults for the required rows whose bit is not set in given. */
void intake_rows_required(const struct intake_reading *r, const struct intake_table *table,
                          uint32_t given);
/* One leaf of row into its struct, and the row's flag. */
void intake_leaf_read(const struct intake_reading *r, const struct intake_row *row, struct str text,
                      void *base);
/* Reads one more leaf of a list whose elements start at list, of which count are there already. */
bool intake_list_add(const struct intake_reading *r, const struct intake_row *row, struct str text,
                     char *list, size_t count);

/* A body as a JSON object, which borrows from it. Errors: ERR_TOO_LARGE (body), ERR_MALFORMED
 * (about: empty, depth, size, utf-8, nul, duplicate-key, number, json, object). */
struct err intake_json_load(struct arena *a, struct str body,
                            const struct json_value **ret) MUST_CHECK;
void intake_json_table(struct intake_reading *r, const struct json_value *object,
                       const struct intake_table *table, void *ret);
/* A whole number that JSON keeps exactly, at least low; a fault otherwise. */
bool intake_json_integer(const struct intake_reading *r, const struct json_value *value,
                         int64_t low, int64_t *ret) MUST_CHECK;
void intake_form_table(struct intake_reading *r, const struct intake_pairs *form,
                       const struct intake_table *table, void *ret);
/* Names that pages use for themselves; readers of forms pass them over. */
bool intake_form_is_page_own(struct str name);
/* The text of a date field: "name" itself, or "name-d", "name-m", "name-y" put together. Empty if
 * nothing was filled in. False: parts that make no date (a fault was added). */
bool intake_form_date(const struct intake_reading *r, const struct intake_pairs *form,
                      struct str name, struct str *ret) MUST_CHECK;

/* Text as it may go on: trimmed, NFC, line ends as \n, nothing invisible that misleads. A line has
 * no line ends (they become blanks) and no control of direction. NULL, or the fault's code. */
enum intake_text_kind { INTAKE_LINE, INTAKE_BLOCK };
const char *intake_text_clean(struct arena *a, struct str text, enum intake_text_kind kind,
                              size_t limit, struct str *ret) MUST_CHECK;
/* Leaves that every table may use: struct str, struct str, struct date, struct id128. */
intake_leaf intake_leaf_line, intake_leaf_block, intake_leaf_date, intake_leaf_id128;
/* The code of a region, the id of an election, of a duty of prevention, as base/regions and the
 * context's law have them: of what they found, a struct str that lives as long. */
intake_leaf intake_leaf_region, intake_leaf_election, intake_leaf_duty;
/* The word of a list that a text is but for blanks around it; NULL: none. */
const struct str *intake_find_word(const struct str *list, size_t count, struct str text);
/* What a leaf found in a list; NULL is the fault "unknown". ret: a struct str. */
void intake_keep_found(const struct intake_reading *r, const struct str *found, void *ret);
#endif
