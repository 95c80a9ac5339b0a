#include "law/accepted.h"
#include "law/read.h"

#include <assert.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"

/* The record's text, both ways. */
enum { NAME_MAX_LEN = 200, VERSION_MAX_LEN = 64, HASH_HEX = 16 };
static const char HEAD[] =
    "# What each row of these rules said when somebody accepted it. Written by `netral rules "
    "accept`;\n"
    "# `netral rules check` tells of every row that differs. One line each: file, row, version, "
    "sum of\n"
    "# its content, day, who accepted it. What it means: docs/law/format.md, \"What was "
    "accepted\".\n";

static bool is_name(struct str s) {
    bool good = s.len > 0 && s.len <= NAME_MAX_LEN;
    for (size_t i = 0; i < s.len; i++)
        good = good && s.ptr[i] > ' ' && s.ptr[i] < 0x7f;
    return good;
}

static bool is_version(struct str s) {
    return s.len <= VERSION_MAX_LEN && law_is_id(s);
}

static bool is_hash(struct str s) {
    char bytes[HASH_HEX / 2];
    return s.len == HASH_HEX && hex_decode(s, bytes, sizeof bytes);
}

bool law_is_accepter(struct str by) {
    bool good = by.len > 0 && by.len <= LAW_ACCEPTED_BY_MAX && str_is_utf8(by) &&
                str_equal(str_trim(by), by);
    for (size_t i = 0; i < by.len; i++)
        good = good && (unsigned char)by.ptr[i] >= ' ' && by.ptr[i] != 0x7f;
    return good;
}

/* A line of the record; false after a fault. */
static bool read_line(struct law_reader *r, struct str line, int at, struct law_acceptance *ret) {
    struct law_entry *e = &ret->entry;
    static const char *const MERGE[] = {"<<<<<<<", "=======", ">>>>>>>", "|||||||"};
    for (size_t i = 0; i < COUNT_OF(MERGE); i++)
        if (str_starts(line, str_from_c(MERGE[i]))) {
            law_fault(r, at,
                      "two records were merged here: keep one line of each row, remove this mark, "
                      "and accept what differs then (`netral rules accept`)");
            return false;
        }
    e->line = at;
    e->file = str_cut(&line, ' ');
    e->name = str_cut(&line, ' ');
    e->version = str_cut(&line, ' ');
    e->hash = str_cut(&line, ' ');
    struct str day = str_cut(&line, ' ');
    ret->by = line;
    const char *wrong =
        !law_is_file_name(e->file)   ? "its first word is no name of a file of these rules"
        : !is_name(e->name)          ? "its second word is no name of a row"
        : !is_version(e->version)    ? "its third word is no version"
        : !is_hash(e->hash)          ? "its fourth word is no sum of 16 hex digits"
        : !date_parse(day, &ret->on) ? "its fifth word is no day such as 2026-11-28"
        : !law_is_accepter(ret->by) ? "who accepted it does not stand at its end, in 1 to 100 bytes"
                                    : NULL;
    if (wrong)
        law_fault(r, at,
                  "no line of a record: %s; put the line back as it was, or take it out and accept "
                  "the row again",
                  wrong);
    return !wrong;
}

static int by_row(const void *a, const void *b) {
    const struct law_acceptance *const *x = a, *const *y = b;
    const struct law_entry *l = &(*x)->entry, *o = &(*y)->entry;
    int file = str_compare(l->file, o->file), name = str_compare(l->name, o->name),
        version = str_compare(l->version, o->version);
    return file ? file : name ? name : version ? version : l->line - o->line;
}

/* One row, one version, one line. */
static void check_double(struct law_reader *r, const struct law_record *record) {
    const struct law_acceptance **sorted =
        NEW(r->scratch, const struct law_acceptance *, record->count);
    for (size_t i = 0; i < record->count; i++)
        sorted[i] = &record->list[i];
    if (record->count)
        qsort(sorted, record->count, sizeof(const struct law_acceptance *), by_row);
    for (size_t i = 1; i < record->count; i++) {
        const struct law_entry *x = &sorted[i - 1]->entry, *y = &sorted[i]->entry;
        if (str_equal(x->file, y->file) && str_equal(x->name, y->name) &&
            str_equal(x->version, y->version))
            law_fault(r, y->line,
                      "%.*s of %.*s stands here twice, with version %.*s; its first line is %d: "
                      "keep the one that was accepted last",
                      STR_ARG(y->name), STR_ARG(y->file), STR_ARG(y->version), x->line);
    }
}

static size_t count_lines(struct str text) {
    size_t n = 0;
    for (; text.len; n++)
        (void)str_cut(&text, '\n');
    return n;
}

bool law_record_read(struct law_reader *r, struct str bytes, struct law_record *ret) {
    size_t told = r->told, lines = count_lines(bytes), count = 0;
    if (bytes.len > LAW_ACCEPTED_MAX || lines > LAW_ACCEPTED_ROWS_MAX) {
        law_fault(r, 0, "larger than a record may be: %d MiB and %d lines", LAW_ACCEPTED_MAX >> 20,
                  LAW_ACCEPTED_ROWS_MAX);
        return false;
    }
    struct law_acceptance *list = NEW(r->a, struct law_acceptance, lines);
    for (int at = 1; bytes.len; at++) {
        struct str line = str_cut(&bytes, '\n');
        if (!count && str_starts(line, STR("#")))
            continue;
        if (read_line(r, line, at, &list[count]))
            count++;
    }
    struct law_record record = {list, count};
    check_double(r, &record);
    if (r->told != told)
        return false;
    *ret = record;
    return true;
}

void law_record_write(const struct law_record *record, struct buf *out) {
    buf_add_c(out, HEAD);
    for (size_t i = 0; i < record->count; i++) {
        const struct law_acceptance *x = &record->list[i];
        char day[DATE_LEN];
        date_put(x->on, day);
        buf_printf(out, "%.*s %.*s %.*s %.*s %.*s %.*s\n", STR_ARG(x->entry.file),
                   STR_ARG(x->entry.name), STR_ARG(x->entry.version), STR_ARG(x->entry.hash),
                   DATE_LEN, day, STR_ARG(x->by));
    }
}
