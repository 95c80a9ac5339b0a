#include "law/wording.h"

#include <string.h>

/* Numbers in figures and in words, and days. */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The month whose name stands at the start of a text, in either language, whole or cut to three
 * letters or four; 0: none. */
static int month_at(struct str text, size_t *ret_len) {
    static const char *const MONTHS[][4] = {
        {"Januari", "January", "Jan", NULL}, {"Februari", "February", "Feb", NULL},
        {"Maret", "March", "Mar", NULL},     {"April", "Apr", NULL, NULL},
        {"Mei", "May", NULL, NULL},          {"Juni", "June", "Jun", NULL},
        {"Juli", "July", "Jul", NULL},       {"Agustus", "August", "Ags", "Aug"},
        {"September", "Sept", "Sep", NULL},  {"Oktober", "October", "Okt", "Oct"},
        {"November", "Nov", NULL, NULL},     {"Desember", "December", "Des", "Dec"},
    };
    size_t n = 0;
    while (n < text.len && is_letter(text.ptr[n]))
        n++;
    *ret_len = n;
    for (size_t m = 0; m < COUNT_OF(MONTHS); m++)
        for (size_t k = 0; k < COUNT_OF(MONTHS[m]) && MONTHS[m][k]; k++)
            if (str_equal((struct str){text.ptr, n}, str_from_c(MONTHS[m][k])))
                return (int)m + 1;
    return 0;
}

static struct str from(struct str text, size_t at) {
    return (struct str){text.ptr + at, text.len - at};
}

/* Figures at a place, at most nine; false: none stand there. */
static bool figures_at(struct str text, size_t *at, int *ret) {
    enum { DIGITS = 9 };
    size_t n = str_figures(from(text, *at), DIGITS, ret);
    *at += n;
    return n > 0;
}

static void add(struct law_figures *to, struct law_figure number) {
    if (to->count < COUNT_OF(to->list))
        to->list[to->count++] = number;
}

struct law_figures law_figures(struct str text) {
    struct law_figures ret = {.count = 0};
    for (size_t i = 0; i < text.len;) {
        int n = 0;
        size_t len = 0;
        if (!figures_at(text, &i, &n)) {
            i++;
            continue;
        }
        add(&ret, (struct law_figure){n, false});
        int month = i < text.len && text.ptr[i] == ' ' ? month_at(from(text, i + 1), &len) : 0;
        if (month)
            add(&ret, (struct law_figure){month, true});
    }
    return ret;
}

size_t law_figures_of(const struct law_figures *of, struct law_figure number) {
    size_t n = 0;
    for (size_t i = 0; i < of->count; i++)
        n += of->list[i].n == number.n && of->list[i].month == number.month;
    return n;
}

/* The word that ends before the blank before a place. */
static struct str word_before(struct str text, size_t at) {
    size_t end = at && text.ptr[at - 1] == ' ' ? at - 1 : 0, begin = end;
    while (begin && is_letter(text.ptr[begin - 1]))
        begin--;
    return (struct str){text.ptr + begin, end - begin};
}

bool law_day_next(struct str text, size_t *at, struct law_said_day *ret) {
    enum { LEAST = 1900 };
    while (*at < text.len) {
        size_t i = *at, begin = *at, len = 0;
        int day = 0, year = 0;
        if (!figures_at(text, &i, &day)) {
            ++*at;
            continue;
        }
        *at = i;
        int month = i < text.len && text.ptr[i] == ' ' ? month_at(from(text, i + 1), &len) : 0;
        i += 1 + len + 1;
        if (!month || i >= text.len || text.ptr[i - 1] != ' ' || !figures_at(text, &i, &year))
            continue;
        struct civil civil = {year, month, day};
        if (year < LEAST || !civil_exists(civil))
            continue;
        ret->day = date_from_civil(civil);
        ret->word = word_before(text, begin);
        *at = i;
        return true;
    }
    return false;
}

/* --- a length in words --- */

static struct str number_in_words(struct arena *a, int n) {
    static const char *const ONES[] = {"",        "satu",     "dua",     "tiga",
                                       "empat",   "lima",     "enam",    "tujuh",
                                       "delapan", "sembilan", "sepuluh", "sebelas"};
    enum { TEN = 10, TEENS = 12, TWENTY = 20, HUNDRED = 100, TWO_HUNDRED = 200 };
    struct str rest = {0};
    if (n < TEENS)
        return str_from_c(ONES[n]);
    if (n < TWENTY)
        return arena_printf(a, "%s belas", ONES[n % TEN]);
    rest = number_in_words(a, n < HUNDRED ? n % TEN : n % HUNDRED);
    const char *space = rest.len ? " " : "";
    if (n < HUNDRED)
        return arena_printf(a, "%s puluh%s%.*s", ONES[n / TEN], space, STR_ARG(rest));
    if (n < TWO_HUNDRED)
        return arena_printf(a, "seratus%s%.*s", space, STR_ARG(rest));
    return arena_printf(a, "%s ratus%s%.*s", ONES[n / HUNDRED], space, STR_ARG(rest));
}

struct str law_length_in_words(struct arena *a, int n, enum law_unit unit) {
    static const char *const UNITS[] = {
        [LAW_CALENDAR_DAYS] = "hari kalender",
        [LAW_WORKING_DAYS] = "hari kerja",
        [LAW_MONTHS] = "bulan",
        [LAW_HOURS] = "kali dua puluh empat jam",
    };
    return arena_printf(a, "%.*s %s", STR_ARG(number_in_words(a, n)), UNITS[unit]);
}
