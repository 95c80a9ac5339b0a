#include "publication/provinces.h"

enum { CODE_LEN = 2 }; /* of a province, with which those of its regions begin */

static void add(struct publication_least *sum, struct publication_number n) {
    sum->n += n.n; /* 0 when hidden */
    sum->more |= n.hidden;
}

/* Lines stand by key, those of a province together. */
struct publication_provinces publication_provinces(struct arena *a,
                                                   const struct publication_figures *figures) {
    struct publication_province *list =
        NEW(a, struct publication_province, figures->region_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < figures->region_count; i++) {
        const struct publication_line *line = &figures->regions[i];
        if (line->key.len < CODE_LEN)
            continue;
        struct str key = {line->key.ptr, CODE_LEN};
        if (!count || !str_equal(list[count - 1].key, key))
            list[count++].key = key;
        struct publication_province *p = &list[count - 1];
        add(&p->received, line->received);
        add(&p->open, line->progress[PUBLICATION_OPEN]);
        add(&p->late, line->late);
        add(&p->decided, line->progress[PUBLICATION_DECIDED]);
    }
    return (struct publication_provinces){list, count};
}

struct publication_province publication_province_find(const struct publication_provinces *provinces,
                                                      struct str key) {
    for (size_t i = 0; i < provinces->count; i++)
        if (str_equal(provinces->list[i].key, key))
            return provinces->list[i];
    return (struct publication_province){.key = key};
}
