#include "publication/kept.h"

#include <inttypes.h>
#include <string.h>

static const struct str HEAD = STR_INIT("netral-figures/v1"), WAIT = STR_INIT("wait"),
                        ROUND = STR_INIT("round");

/* --- written --- */

static bool is_key(struct str s) {
    return !s.len || (!memchr(s.ptr, '\t', s.len) && !memchr(s.ptr, '\n', s.len));
}

static bool put_view(struct buf *out, int view, const struct publication_rows *rows) {
    bool good = true;
    for (size_t i = 0; i < rows->count; i++) {
        const struct publication_row *r = &rows->list[i];
        good = good && is_key(r->a) && is_key(r->b);
        buf_printf(out, "%d\t%.*s\t%.*s\t%" PRId64 "\t%" PRId64 "\n", view, STR_ARG(r->a),
                   STR_ARG(r->b), r->day, r->n);
    }
    return good;
}

struct err publication_kept_write(struct buf *out, const struct publication_kept *kept) {
    const struct publication_source *s = &kept->source;
    bool good = true;
    buf_printf(out, "%.*s\t%" PRId64 "\t%" PRId64 "\t%d\n", STR_ARG(HEAD), kept->size, kept->at.us,
               s->as_of.day);
    for (int view = 0; view < PUBLICATION_VIEW_COUNT; view++)
        good = put_view(out, view, &s->views[view]) && good;
    for (size_t i = 0; i < s->wait_count; i++) {
        good = good && is_key(s->waits[i].region);
        buf_printf(out, "%.*s\t%.*s", STR_ARG(WAIT), STR_ARG(s->waits[i].region));
        for (int n = 0; n < PUBLICATION_WAITING_COUNT; n++)
            buf_printf(out, "\t%" PRId64, s->waits[i].n[n]);
        buf_add_char(out, '\n');
    }
    for (size_t i = 0; i < kept->standing_count; i++) {
        const struct publication_standing *t = &kept->standings[i];
        buf_printf(out, "%.*s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\n", STR_ARG(ROUND), t->round,
                   t->people, t->pledged);
    }
    return good ? OK : ERR(ERR_CORRUPT, STR("figures"));
}

/* --- read --- */

struct reader {
    struct publication_row *rows; /* each list has room for all lines */
    struct publication_waits *waits;
    struct publication_standing *standings;
    size_t row_count;
    struct publication_kept kept;
};

static bool next_int(struct str *line, int64_t *ret) {
    return str_to_int(str_cut(line, '\t'), ret);
}

static bool read_head(struct str line, struct publication_kept *ret) {
    int64_t day;
    if (!str_equal(str_cut(&line, '\t'), HEAD) || !next_int(&line, &ret->size) ||
        !next_int(&line, &ret->at.us) || !next_int(&line, &day) || line.len)
        return false;
    ret->source.as_of = (struct date){(int32_t)day};
    return ret->size >= 0 && day >= INT32_MIN && day <= INT32_MAX;
}

/* Rows of one view stand together, as they were written. */
static bool read_row(struct str line, int64_t view, struct reader *r) {
    if (view < 0 || view >= PUBLICATION_VIEW_COUNT)
        return false;
    struct publication_rows *rows = &r->kept.source.views[view];
    struct publication_row *row = &r->rows[r->row_count];
    if (!rows->count)
        rows->list = row;
    if (rows->list + rows->count != row)
        return false;
    row->a = str_cut(&line, '\t');
    row->b = str_cut(&line, '\t');
    rows->count++;
    r->row_count++;
    return next_int(&line, &row->day) && next_int(&line, &row->n) && !line.len;
}

static bool read_wait(struct str line, struct reader *r) {
    struct publication_waits *w = &r->waits[r->kept.source.wait_count++];
    bool good = true;
    w->region = str_cut(&line, '\t');
    for (int n = 0; n < PUBLICATION_WAITING_COUNT; n++)
        good = next_int(&line, &w->n[n]) && good;
    return good && !line.len;
}

static bool read_round(struct str line, struct reader *r) {
    struct publication_standing *t = &r->standings[r->kept.standing_count++];
    return next_int(&line, &t->round) && next_int(&line, &t->people) &&
           next_int(&line, &t->pledged) && !line.len;
}

static bool read_line(struct str line, struct reader *r) {
    struct str kind = str_cut(&line, '\t');
    int64_t view;
    if (str_equal(kind, WAIT))
        return read_wait(line, r);
    if (str_equal(kind, ROUND))
        return read_round(line, r);
    return str_to_int(kind, &view) && read_row(line, view, r);
}

static size_t count_lines(struct str text) {
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += text.ptr[i] == '\n';
    return n;
}

struct err publication_kept_read(struct arena *a, struct str text, struct publication_kept *ret) {
    size_t lines = count_lines(text) + 1;
    struct reader r = {.rows = NEW(a, struct publication_row, lines),
                       .waits = NEW(a, struct publication_waits, lines),
                       .standings = NEW(a, struct publication_standing, lines)};
    bool good =
        text.len && text.ptr[text.len - 1] == '\n' && read_head(str_cut(&text, '\n'), &r.kept);
    while (good && text.len)
        good = read_line(str_cut(&text, '\n'), &r);
    if (!good)
        return ERR(ERR_CORRUPT, STR("figures"));
    r.kept.source.waits = r.waits;
    r.kept.standings = r.standings;
    *ret = r.kept;
    return OK;
}
