#include "intake/intake_internal.h"

#include <string.h>

/* Months as people write them: Indonesian and English, whole or the first three letters. "agu" and
 * "agt" are both in use; "nopember" is the older spelling. */
static const struct {
    struct str name;
    int month;
} MONTHS[] = {
    {STR_INIT("januari"), 1},   {STR_INIT("january"), 1},   {STR_INIT("februari"), 2},
    {STR_INIT("february"), 2},  {STR_INIT("pebruari"), 2},  {STR_INIT("maret"), 3},
    {STR_INIT("march"), 3},     {STR_INIT("april"), 4},     {STR_INIT("mei"), 5},
    {STR_INIT("may"), 5},       {STR_INIT("juni"), 6},      {STR_INIT("june"), 6},
    {STR_INIT("juli"), 7},      {STR_INIT("july"), 7},      {STR_INIT("agustus"), 8},
    {STR_INIT("august"), 8},    {STR_INIT("agt"), 8},       {STR_INIT("september"), 9},
    {STR_INIT("sept"), 9},      {STR_INIT("oktober"), 10},  {STR_INIT("october"), 10},
    {STR_INIT("november"), 11}, {STR_INIT("nopember"), 11}, {STR_INIT("desember"), 12},
    {STR_INIT("december"), 12},
};
enum { SHORT_MONTH = 3, MONTH_LEN = 16 };

static bool number(struct str text, size_t digits, int *ret) {
    int64_t value;
    if (text.len > digits || !str_to_int(text, &value) || value < 0)
        return false;
    *ret = (int)value;
    return true;
}

static bool month_named(struct str text, int *ret) {
    char lower[MONTH_LEN];
    if (text.len && text.ptr[text.len - 1] == '.') /* "Nov." */
        text.len--;
    if (text.len < SHORT_MONTH || text.len > sizeof lower)
        return false;
    for (size_t i = 0; i < text.len; i++)
        lower[i] = (char)(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? text.ptr[i] + ('a' - 'A')
                                                                   : text.ptr[i]);
    for (size_t i = 0; i < COUNT_OF(MONTHS); i++)
        if (str_equal((struct str){lower, text.len}, MONTHS[i].name) ||
            (text.len == SHORT_MONTH && memcmp(lower, MONTHS[i].name.ptr, SHORT_MONTH) == 0)) {
            *ret = MONTHS[i].month;
            return true;
        }
    return false;
}

static struct str part(const struct intake_pairs *form, struct str name, char which) {
    for (size_t i = 0; i < form->count; i++) {
        struct str key = form->list[i].name;
        if (key.len == name.len + 2 && str_starts(key, name) && key.ptr[name.len] == '-' &&
            key.ptr[name.len + 1] == which)
            return str_trim(form->list[i].value);
    }
    return (struct str){0};
}

bool intake_form_date(const struct intake_reading *r, const struct intake_pairs *form,
                      struct str name, struct str *ret) {
    struct str d = part(form, name, 'd'), m = part(form, name, 'm'), y = part(form, name, 'y');
    struct civil c;
    if (!d.len && !m.len && !y.len) {
        *ret = (struct str){0};
        return true;
    }
    if (!number(d, 2, &c.day) || !(number(m, 2, &c.month) || month_named(m, &c.month)) ||
        y.len != 4 || !number(y, 4, &c.year) || !civil_exists(c)) {
        intake_fault_here(r, "not_a_date", 0);
        return false;
    }
    *ret = date_format(r->a, date_from_civil(c));
    return true;
}
