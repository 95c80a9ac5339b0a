#include "law/names.h"
#include "law/read_files.h"

/* What cite.source names: where rows were read. "GK" and "INF" say that nothing was. */
static bool is_reading(struct str id) {
    return !str_equal(id, STR("GK")) && !str_equal(id, STR("INF"));
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/* "S02", "FORM-KA": a comma parts the keys of a citation, so that none may hold one. */
static bool is_key(struct str id) {
    bool good = is_capital(id.ptr[0]);
    for (size_t i = 1; i < id.len; i++)
        good = good && (is_capital(id.ptr[i]) || (id.ptr[i] >= '0' && id.ptr[i] <= '9') ||
                        id.ptr[i] == '-');
    return good;
}

static bool is_list_of_articles(struct str list) {
    struct law_articles some;
    bool any = false;
    while (law_articles_next(&list, &some))
        any = true;
    return any && !list.len;
}

const struct law_reads *law_read_articles(struct law_reader *r, const struct law_node *n,
                                          const char *key, size_t *ret_count) {
    struct law_rows rows = law_read_rows(r, n, key, 0);
    struct law_reads *list = NEW(r->a, struct law_reads, rows.count);
    *ret_count = 0;
    for (const struct law_node *row = rows.first; row; row = row->next) {
        if (!law_keys(r, row, "law articles"))
            continue;
        struct law_reads *one = &list[(*ret_count)++];
        *one = (struct law_reads){law_read_id(r, row, "law"), law_read_str(r, row, "articles")};
        if (one->articles.len && !is_list_of_articles(one->articles))
            law_fault(r, row->line,
                      "\"articles\" lists articles as a citation prints them: \"1-38, 40-46\", "
                      "\"I, II\"");
    }
    return list;
}

static void read_source(struct law_reader *r, const struct law_node *n, void *ret, void *arg) {
    struct law_source *s = ret;
    (void)arg;
    if (!law_keys(r, n, "id what where? address? reads? about?"))
        return;
    *s = (struct law_source){
        .id = law_read_id(r, n, "id"),
        .what = law_read_text(r, n, "what"),
        .where = law_read_str(r, n, "where"),
        .address = law_read_str(r, n, "address"),
        .file = arena_str(r->a, r->file),
        .line = n->line,
    };
    s->reads = law_read_articles(r, n, "reads", &s->reads_count);
    s->about = law_read_ids(r, n, "about", 0);
    if (s->id.len && !is_key(s->id))
        law_fault(r, n->line, "a source is named by capitals, digits and -: \"S02\", \"FORM-KA\"");
    if (s->id.len && is_reading(s->id) != (law_get(n, "where") != NULL))
        law_fault(r, n->line,
                  "a source says where it was read (\"where\"); GK and INF are no reading");
    if (s->address.len && !str_starts(s->address, STR("https://")) &&
        !str_starts(s->address, STR("http://")))
        law_fault(r, n->line, "\"address\" begins with https:// or http://");
}

void law_read_sources(struct law_reader *r, const struct law_node *root, struct law *ret) {
    struct law_table table = {"sources", sizeof(struct law_source), 1, read_source, NULL, false};
    if (law_keys(r, root, "sources"))
        ret->sources = law_read_table(r, root, &table, &ret->source_count);
}
