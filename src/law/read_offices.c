#include "law/read_files.h"

/* Who holds a role on which days: authorities.yaml. */

struct authority_arg {
    struct law_usual usual;
    struct law_offices offices;
};

static void read_authority(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct authority_arg *a = arg;
    struct law_authority *out = ret;
    if (!law_keys(r, n, LAW_ROW_KEYS " role office planned? due_by? note?"))
        return;
    *out = (struct law_authority){
        .row = law_read_row(r, n, &a->usual),
        .role = law_read_id(r, n, "role"),
        .office = law_read_office(r, n, "office", a->offices),
        .planned = law_read_bool(r, n, "planned"),
        .due_by = law_read_date(r, n, "due_by"),
        .note = law_read_text(r, n, "note"),
    };
    if (out->planned == !law_get(n, "due_by"))
        law_fault(r, n->line, "planned: true and due_by belong together");
    if (out->planned && (law_get(n, "from") || law_get(n, "to")))
        law_fault(r, n->line,
                  "a planned authority is in force on no day yet: leave from and to out");
    for (size_t i = 0; i < a->offices.count; i++)
        if (out->role.len && str_equal(a->offices.list[i].id, out->role))
            law_fault(r, n->line, "the role \"%.*s\" is called like a kind of office",
                      STR_ARG(out->role));
}

/* The row that follows in the same role; NULL of the last one. */
static const struct law_authority *next_of(const struct law_authority *list, size_t count,
                                           size_t at) {
    for (size_t i = at + 1; i < count; i++)
        if (!list[i].planned && str_equal(list[i].role, list[at].role))
            return &list[i];
    return NULL;
}

/* Rows of one role follow each other day by day, the last without an end: on each day of the law
 * somebody holds it. A row ends on the day before the next one begins, so that a change of the
 * authority is one new row; an end that is written all the same must say that day. */
static void end_row(struct law_reader *r, struct law_authority *list, size_t count, size_t at) {
    struct law_authority *a = &list[at];
    const struct law_authority *next = next_of(list, count, at);
    if (a->planned)
        return;
    bool told = a->row.span.to.day != LAW_OPEN;
    if (!next && told)
        law_fault(r, a->row.line, "nobody holds the role \"%.*s\" afterwards: leave \"to\" out",
                  STR_ARG(a->role));
    if (!next)
        return;
    if (next->row.span.from.day <= a->row.span.from.day)
        law_fault(r, next->row.line,
                  "the role \"%.*s\" must pass on later than it was taken: give \"from\", a day "
                  "after that of the row before",
                  STR_ARG(a->role));
    else if (told && next->row.span.from.day != law_day_after(a->row.span.to).day)
        law_fault(r, next->row.line,
                  "the role \"%.*s\" must pass on the day after the row before ends: neither gap "
                  "nor overlap",
                  STR_ARG(a->role));
    else
        a->row.span.to = law_day_before(next->row.span.from);
}

void law_read_authorities(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "version? from? to? authorities"))
        return;
    struct authority_arg arg = {law_read_usual(r, root), {ret->offices, ret->office_count}};
    size_t before = r->told;
    struct law_authority *list = law_read_table(
        r, root, &(struct law_table){"authorities", sizeof *list, 1, read_authority, &arg, false},
        &ret->authority_count);
    ret->authorities = list;
    for (size_t i = 0; i < ret->authority_count && r->told == before; i++)
        end_row(r, list, ret->authority_count, i);
}
