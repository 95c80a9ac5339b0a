#include "law/reach.h"

void law_read_offices(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "offices"))
        return;
    struct law_rows rows = law_read_rows(r, root, "offices", 1);
    struct law_office *list = NEW(r->a, struct law_office, rows.count);
    ret->offices = list;
    ret->office_count = 0;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(r, n, "id label kept? cite"))
            continue;
        list[ret->office_count] = (struct law_office){.id = law_read_id(r, n, "id"),
                                                      .kept = law_read_text(r, n, "kept"),
                                                      .label = law_read_text(r, n, "label"),
                                                      .cite = law_read_cite(r, n),
                                                      .file = arena_str(r->a, r->file),
                                                      .line = n->line};
        law_check_double(r, n, list, ret->office_count, sizeof *list);
        ret->office_count++;
    }
}

struct class_arg {
    struct law_usual usual;
    struct law_offices offices;
};

static void read_class(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    const struct class_arg *c = arg;
    struct law_subject_class *out = ret;
    if (!law_keys(r, n, LAW_ROW_KEYS " label addressee"))
        return;
    out->row = law_read_row(r, n, &c->usual);
    out->label = law_read_text(r, n, "label");
    out->addressee = law_read_office(r, n, "addressee", c->offices);
}

void law_read_classes(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "version? from? to? classes"))
        return;
    struct class_arg arg = {law_read_usual(r, root), {ret->offices, ret->office_count}};
    const struct law_node *list = law_get(root, "classes");
    if (list && list->count > LAW_CLASSES_MAX)
        law_fault(r, list->line, "more than %d classes of reported persons", LAW_CLASSES_MAX);
    ret->classes = law_read_table(r, root,
                                  &(struct law_table){"classes", sizeof(struct law_subject_class),
                                                      1, read_class, &arg, false},
                                  &ret->class_count);
}
