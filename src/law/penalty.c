#include "law/write.h"

/* Rupiah with the thousands set off, as each language does it. */
static struct str money(struct arena *a, int64_t sum, bool english) {
    struct str text = STR("");
    for (; sum >= 1000; sum /= 1000)
        text = arena_printf(a, "%c%03lld%.*s", english ? ',' : '.', (long long)(sum % 1000),
                            STR_ARG(text));
    return arena_printf(a, "Rp%lld%.*s", (long long)sum, STR_ARG(text));
}

static struct str prison(struct arena *a, const struct law_penalty *p, bool english) {
    bool light = str_equal(p->kind, STR("kurungan"));
    const char *name = english ? light ? "light imprisonment (kurungan)" : "prison"
                       : light ? "kurungan"
                               : "penjara";
    if (p->months_min)
        return arena_printf(a, english ? "%s of %d to %d months" : "%s %d sampai %d bulan", name,
                            p->months_min, p->months_max);
    return arena_printf(a, english ? "%s of at most %d months" : "%s paling lama %d bulan", name,
                        p->months_max);
}

static struct str fine(struct arena *a, const struct law_penalty *p, bool english) {
    static const char *const ROMAN[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII"};
    bool category = p->fine_category > 0 && p->fine_category <= (int)COUNT_OF(ROMAN);
    struct str text = {0};
    if (p->fine_min)
        text = arena_printf(a, english ? "a fine of %.*s to %.*s" : "denda %.*s sampai %.*s",
                            STR_ARG(money(a, p->fine_min, english)),
                            STR_ARG(money(a, p->fine_max, english)));
    else if (p->fine_max)
        text = arena_printf(a, english ? "a fine of at most %.*s" : "denda paling banyak %.*s",
                            STR_ARG(money(a, p->fine_max, english)));
    else if (category)
        text = str_from_c(english ? "a fine" : "denda");
    if (category)
        text = arena_printf(a, english ? "%.*s (category %s)" : "%.*s (kategori %s)", STR_ARG(text),
                            ROMAN[p->fine_category - 1]);
    return text;
}

struct str law_penalty_range(struct arena *a, const struct law_penalty *p, bool english) {
    struct str term = p->months_max ? prison(a, p, english) : (struct str){0};
    struct str sum = fine(a, p, english);
    if (!term.len || !sum.len)
        return term.len ? term : sum;
    const char *joint = english ? p->and_or ? "and/or" : "and" : p->and_or ? "dan/atau" : "dan";
    return arena_printf(a, "%.*s %s %.*s", STR_ARG(term), joint, STR_ARG(sum));
}
