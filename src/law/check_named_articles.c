#include <string.h>

#include "law/names.h"
#include "law/read_files.h"

/* Rows that are called by an article: "PLK-71-2" is Ps 71(2), "PML-547" Ps 547, "IMP-18-2a" Ps
 * 18(2) a. Whether the numbers of a family of ids are articles is seen by its other rows, of which
 * most cite what their ids name; "DIS-07" is a number of ours, as theirs are. */
struct family {
    struct str kind, prefix; /* "PLK-" */
    size_t fit, rows;
};
struct families {
    struct law_reader *r;
    const struct law_names *names;
    struct family *list;
    size_t count, room;
};

/* A step carries out the article of its row, and may rest on others. */
static bool is_asked(const struct law_row_view *row) {
    return !row->rulebook;
}

/* The article in an id, behind its first "-", at least 1, without a nought before it; 0: none. */
static int article_of(struct str id, struct str *ret_prefix) {
    enum { DIGITS = 4 };
    int n = 0;
    const char *dash = str_find(id, STR("-"));
    if (!dash)
        return 0;
    size_t at = (size_t)(dash - id.ptr) + 1;
    *ret_prefix = (struct str){id.ptr, at};
    if (at < id.len && id.ptr[at] != '0')
        (void)str_figures((struct str){id.ptr + at, id.len - at}, DIGITS, &n);
    return n;
}

struct sought {
    int number;
    bool found;
};

static void seek(const struct law_named *named, void *arg) {
    struct sought *x = arg;
    x->found = x->found || (named->articles.first.number <= x->number &&
                            x->number <= named->articles.last.number);
}

static bool cites(const struct law_names *names, const struct law_row_view *row, int number) {
    struct sought sought = {number, false};
    law_each_article(names, row->cite, NULL, seek, &sought);
    return sought.found;
}

static struct family *family_of(struct families *x, struct str kind, struct str prefix) {
    for (size_t i = 0; i < x->count; i++)
        if (str_equal(x->list[i].kind, kind) && str_equal(x->list[i].prefix, prefix))
            return &x->list[i];
    if (x->count == x->room)
        return NULL;
    x->list[x->count] = (struct family){kind, prefix, 0, 0};
    return &x->list[x->count++];
}

static void count_rows(const struct law_row_view *row, void *arg) {
    (void)row;
    ((struct families *)arg)->room++;
}

static void learn(const struct law_row_view *row, void *arg) {
    struct families *x = arg;
    struct str prefix = {0};
    int number = article_of(row->id, &prefix);
    struct family *family = number && is_asked(row) ? family_of(x, row->kind, prefix) : NULL;
    if (!family)
        return;
    family->rows++;
    family->fit += cites(x->names, row, number);
}

static void check(const struct law_row_view *row, void *arg) {
    enum { MOST = 4, LEAST = 3 };
    struct families *x = arg;
    struct str prefix = {0};
    int number = article_of(row->id, &prefix);
    const struct family *family = number && is_asked(row) ? family_of(x, row->kind, prefix) : NULL;
    if (!family || family->fit < LEAST || MOST * (family->rows - family->fit) > family->fit ||
        cites(x->names, row, number))
        return;
    x->r->file = row->file;
    law_fault(x->r, row->line,
              "%.*s \"%.*s\" is called by the article %d, as other rows \"%.*s...\" by theirs, but "
              "its citation does not name Ps %d: correct one of them",
              STR_ARG(row->kind), STR_ARG(row->id), number, STR_ARG(prefix), number);
}

void law_check_named_articles(struct law_reader *r, const struct law *law) {
    struct law_names names = law_names_of(r->scratch, law);
    struct families x = {.r = r, .names = &names};
    law_each_row(law, count_rows, &x);
    x.list = NEW(r->scratch, struct family, x.room);
    law_each_row(law, learn, &x);
    law_each_row(law, check, &x);
}
