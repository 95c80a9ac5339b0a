#include "law/accepted.h"

/* The record with what is accepted now. Lines stand in the order in which their rows stood, since
 * that order is accepted, too: a line that is accepted again keeps its place, unless the row was
 * moved; a new one goes behind the line of the row before it. */
struct line {
    struct law_acceptance as;
    struct line *next;
    bool dropped;
};
struct chain {
    struct arena *a;
    const struct law_accepting *x;
    struct line *lines; /* first one that stands for the beginning, then the record's */
    struct line **of;   /* of each entry its line, where that stands at the row's place; or NULL */
};

static struct chain make_chain(struct arena *a, const struct law_accepting *x) {
    size_t count = x->record->count;
    struct chain c = {a, x, NEW(a, struct line, count + 1),
                      NEW(a, struct line *, x->entries.count)};
    c.lines[0].dropped = true;
    for (size_t i = 0; i < count; i++) {
        c.lines[i + 1].as = x->record->list[i];
        c.lines[i].next = &c.lines[i + 1];
    }
    for (size_t i = 0; i < x->entries.count; i++)
        if (x->list.was[i] && !x->list.moved[i])
            c.of[i] = &c.lines[x->list.was[i] - x->record->list + 1];
    return c;
}

/* The line behind which that of the entry belongs: that of the row before it in its list; of the
 * first one the line before the next row's; of a list that has no line the last one before it. */
static struct line *place_of(const struct chain *c, size_t entry) {
    const struct law_entry *list = c->x->entries.list;
    size_t count = c->x->entries.count, before = entry, next = entry;
    while (before > 0 && !c->of[--before])
        ;
    struct line *last = entry && c->of[before] ? c->of[before] : c->lines;
    if (last != c->lines && law_entries_are_of_one_list(&list[before], &list[entry]))
        return last;
    while (++next < count && law_entries_are_of_one_list(&list[next], &list[entry]))
        if (c->of[next])
            for (struct line *line = c->lines; line->next; line = line->next)
                if (line->next == c->of[next])
                    return line;
    return last;
}

static void accept(struct chain *c, const struct law_unaccepted *x) {
    size_t at = x->was ? (size_t)(x->was - c->x->record->list) + 1 : 0;
    if (x->was && (x->moved || !x->entry))
        c->lines[at].dropped = true;
    if (!x->entry)
        return;
    size_t entry = (size_t)(x->entry - c->x->entries.list);
    if (!c->of[entry]) {
        struct line *before = place_of(c, entry);
        c->of[entry] = NEW(c->a, struct line, 1);
        c->of[entry]->next = before->next;
        before->next = c->of[entry];
    }
    c->of[entry]->as = (struct law_acceptance){*x->entry, c->x->on, c->x->by};
}

struct law_record law_record_accept(struct arena *a, const struct law_accepting *x) {
    struct chain c = make_chain(a, x);
    for (size_t i = 0; i < x->list.count; i++)
        if (x->chosen[i])
            accept(&c, &x->list.list[i]);
    size_t count = 0;
    struct law_acceptance *list =
        NEW(a, struct law_acceptance, x->record->count + x->entries.count);
    for (const struct line *line = c.lines; line; line = line->next)
        if (!line->dropped)
            list[count++] = line->as;
    return (struct law_record){list, count};
}
