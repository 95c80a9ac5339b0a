#include "law/read.h"

void law_read_offices(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "offices"))
        return;
    struct law_rows rows = law_read_rows(r, root, "offices", 1);
    struct law_office *list = NEW(r->a, struct law_office, rows.count);
    ret->offices = list;
    ret->office_count = 0;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(r, n, "id label"))
            continue;
        list[ret->office_count] =
            (struct law_office){law_read_id(r, n, "id"), law_read_text(r, n, "label")};
        law_check_double(r, n, list, ret->office_count, sizeof *list);
        ret->office_count++;
    }
}

void law_read_acts(struct law_reader *r, const struct law_node *root, struct law *ret) {
    static const char *const TIERS[] = {"moral", "sedang", "berat", "ptdh"};
    if (!law_keys(r, root, "acts"))
        return;
    struct law_rows rows = law_read_rows(r, root, "acts", 1);
    struct law_act *list = NEW(r->a, struct law_act, rows.count);
    ret->acts = list;
    ret->act_count = 0;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(r, n, "id label plain tier? cite"))
            continue;
        size_t tier = law_read_word(r, n, "tier", (struct law_words){TIERS, COUNT_OF(TIERS)});
        list[ret->act_count] = (struct law_act){
            .id = law_read_id(r, n, "id"),
            .label = law_read_text(r, n, "label"),
            .plain = law_read_text(r, n, "plain"),
            .tier = law_get(n, "tier") ? str_from_c(TIERS[tier]) : (struct str){0},
            .cite = law_read_cite(r, n),
        };
        law_check_double(r, n, list, ret->act_count, sizeof *list);
        ret->act_count++;
    }
}

void law_read_classes(struct law_reader *r, const struct law_node *root, struct law *ret) {
    if (!law_keys(r, root, "classes"))
        return;
    struct law_rows rows = law_read_rows(r, root, "classes", 1);
    struct law_subject_class *list = NEW(r->a, struct law_subject_class, rows.count);
    struct law_offices offices = {ret->offices, ret->office_count};
    ret->classes = list;
    ret->class_count = 0;
    for (const struct law_node *n = rows.first; n; n = n->next) {
        if (!law_keys(r, n, "id label addressee cite"))
            continue;
        list[ret->class_count] = (struct law_subject_class){
            law_read_id(r, n, "id"), law_read_text(r, n, "label"),
            law_read_office(r, n, "addressee", offices), law_read_cite(r, n)};
        law_check_double(r, n, list, ret->class_count, sizeof *list);
        ret->class_count++;
    }
}
