#include "risk/read.h"

#include "base/buf.h"
#include "base/csv.h"
#include "base/regions.h"
#include "law/read.h"

#include <stdlib.h>

/* --- numbers --- */

enum risk_number risk_number_read(struct str text, double *ret) {
    enum { WHOLE_MAX = 10, GROUP = 3 };
    int64_t number = 0, under = 1;
    size_t whole = 0, decimals = 0;
    bool point = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if ((c == '.' || c == ',') && !point && whole) {
            point = true;
            continue;
        }
        if (!char_is_digit(c) || decimals == RISK_DECIMALS)
            return RISK_NUMBER_NONE;
        if (!point && ++whole > WHOLE_MAX)
            return RISK_NUMBER_LARGE;
        number = number * 10 + (c - '0');
        decimals += point;
        under *= point ? 10 : 1;
    }
    if (!whole || (point && !decimals))
        return RISK_NUMBER_NONE;
    if (decimals == GROUP && whole <= GROUP && text.ptr[0] != '0')
        return RISK_NUMBER_AMBIGUOUS;
    /* Both are exact in a double, so the quotient is the nearest one. */
    double value = (double)number / (double)under;
    if (value > RISK_VALUE_MAX)
        return RISK_NUMBER_LARGE;
    *ret = value;
    return RISK_NUMBER_GOOD;
}

/* --- a list of others --- */

struct import {
    struct law_reader r;
    struct risk_table *table;
    struct risk_value *list;
    int *lines; /* of each */
    size_t count;
    int region, value; /* columns; -1: not found yet */
    bool headed;
};

static const char *const REGION_NAMES[] = {"region", "kode", "kode_wilayah"};
static const char *const VALUE_NAMES[] = {"value", "nilai"};

static int column(const struct csv_record *head, const char *const *names, size_t count) {
    for (size_t i = 0; i < head->count; i++)
        for (size_t k = 0; k < count; k++)
            if (str_equal(head->list[i], str_from_c(names[k])))
                return (int)i;
    return -1;
}

static void take_head(struct import *x, const struct csv_record *head) {
    x->headed = true;
    x->region = column(head, REGION_NAMES, COUNT_OF(REGION_NAMES));
    x->value = column(head, VALUE_NAMES, COUNT_OF(VALUE_NAMES));
    if (x->region < 0)
        law_fault_both(&x->r, (int)head->line,
                       "the first line names the columns; \"region\" (or \"kode\") is missing",
                       "baris pertama menyebut nama kolom; \"kode\" (atau \"region\") belum ada");
    if (x->value < 0)
        law_fault_both(&x->r, (int)head->line,
                       "the first line names the columns; \"value\" (or \"nilai\") is missing",
                       "baris pertama menyebut nama kolom; \"nilai\" (atau \"value\") belum ada");
}

/* "16.07", or "1607" as spreadsheets leave it. */
static const struct region *find_region(struct arena *a, struct str code) {
    enum { PROVINCE = 2, PLAIN = 4 };
    bool plain = code.len == PLAIN && code.ptr[PROVINCE] != '.';
    if (plain)
        code = arena_printf(a, "%.2s.%.2s", code.ptr, code.ptr + PROVINCE);
    return region_find(code);
}

static bool take_number(struct import *x, int line, struct str text, double *ret) {
    switch (risk_number_read(text, ret)) {
    case RISK_NUMBER_GOOD:
        if (!x->table->published || *ret <= 100)
            return true;
        law_fault_both(&x->r, line, "a published index goes from 0 to 100",
                       "indeks yang diumumkan bernilai 0 sampai 100");
        return false;
    case RISK_NUMBER_AMBIGUOUS:
        law_fault_both(&x->r, line,
                       "this number may be in thousands or have three decimals: write 1234, or "
                       "1.2340",
                       "angka ini bisa berarti ribuan atau tiga desimal: tulis 1234, atau 1,2340");
        return false;
    case RISK_NUMBER_LARGE:
        law_fault_both(&x->r, line, "this number is more than a thousand million",
                       "angka ini lebih dari satu miliar");
        return false;
    case RISK_NUMBER_NONE:
        break;
    }
    law_fault_both(&x->r, line,
                   "this is no number that is not negative, such as 8.65; a formula is not taken",
                   "ini bukan angka nol atau lebih, misalnya 8,65; rumus tidak diterima");
    return false;
}

static void take_row(struct import *x, const struct csv_record *row) {
    int line = (int)row->line, last = x->region > x->value ? x->region : x->value;
    double value;
    if ((size_t)last >= row->count) {
        law_fault_both(&x->r, line, "this line has fewer columns than the first",
                       "kolom baris ini lebih sedikit daripada baris pertama");
        return;
    }
    const struct region *region = find_region(x->r.scratch, row->list[x->region]);
    if (!region) {
        law_fault_both(&x->r, line, "no region has this code; codes are written \"16.07\"",
                       "kode wilayah ini tidak dikenal; kode ditulis \"16.07\"");
        return;
    }
    if ((region->kind == REGION_PROVINSI) != (x->table->level == RISK_PROVINCE)) {
        law_fault_both(&x->r, line, "a list is of provinces or of regencies, not of both",
                       "satu daftar memuat provinsi saja atau kabupaten/kota saja");
        return;
    }
    if (!take_number(x, line, row->list[x->value], &value))
        return;
    for (size_t i = 0; i < x->count; i++)
        if (str_equal(x->list[i].region, region->code)) {
            law_fault_both(&x->r, line, "the region %.*s stands here twice, first in line %d",
                           "wilayah %.*s tertulis dua kali, pertama di baris %d",
                           STR_ARG(region->code), x->lines[i]);
            return;
        }
    x->lines[x->count] = line;
    x->list[x->count++] = (struct risk_value){region->code, value};
}

static void take(struct import *x, const struct csv_record *record) {
    int line = (int)record->line;
    if (record->fault == CSV_OPEN || record->fault == CSV_BEHIND)
        law_fault_both(&x->r, line, "a field that begins with a quote does not end with one",
                       "isian yang diawali tanda kutip belum ditutup dengan tanda kutip");
    else if (record->fault == CSV_WIDE)
        law_fault_both(&x->r, line, "more than %d columns", "lebih dari %d kolom", CSV_FIELDS_MAX);
    else if (record->fault != CSV_GOOD)
        law_fault_both(&x->r, line, "this line is no text of at most %d KiB",
                       "baris ini bukan teks berukuran paling besar %d KiB", CSV_RECORD_MAX / 1024);
    else if (record->count && str_starts(record->list[0], STR("#")))
        return;
    else if (!x->headed)
        take_head(x, record);
    else if (x->region >= 0 && x->value >= 0)
        take_row(x, record);
}

static int by_code(const void *a, const void *b) {
    const struct risk_value *x = a, *y = b;
    return str_compare(x->region, y->region);
}

struct err risk_import(struct arena *a, struct str csv, struct risk_table *table,
                       struct law_faults *ret_faults) {
    struct import x = {.table = table,
                       .list = NEW(a, struct risk_value, region_count()),
                       .lines = NEW(a, int, region_count()),
                       .region = -1,
                       .value = -1};
    struct csv_reader *reader = csv_reader_new();
    struct csv_record record;
    *ret_faults = (struct law_faults){0};
    x.r = (struct law_reader){.a = a, .scratch = a, .faults = ret_faults, .file = table->file};
    while (csv_feed(reader, &csv, &record))
        take(&x, &record);
    while (csv_end(reader, &record))
        take(&x, &record);
    csv_reader_free(reader);
    if (!x.count && !ret_faults->count)
        law_fault_both(&x.r, 0, "this list holds no region", "daftar ini tidak memuat wilayah");
    if (ret_faults->count)
        return ERR(ERR_RULES, STR("table"));
    qsort(x.list, x.count, sizeof *x.list, by_code);
    table->list = x.list;
    table->count = x.count;
    return OK;
}
