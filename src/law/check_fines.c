#include "law/read_files.h"

/* A fine of a category is what the scale in force says, on every day on which its row is. */

static const char *const ROMAN[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII"};
enum { CATEGORIES = COUNT_OF(ROMAN) };

static void check_amount(struct law_reader *r, const struct law_penalty *p,
                         const struct law_fine_scale *scale) {
    size_t category = (size_t)p->fine_category;
    if (category > scale->count || category > CATEGORIES)
        law_fault(r, p->row.line, "penalty \"%.*s\": \"%.*s\" has no category %zu",
                  STR_ARG(p->row.id), STR_ARG(scale->row.id), category);
    else if (p->fine_max != scale->amounts[category - 1])
        law_fault(
            r, p->row.line,
            "penalty \"%.*s\": fine_max is %lld, but a fine of category %s is at most %lld by "
            "\"%.*s\"",
            STR_ARG(p->row.id), (long long)p->fine_max, ROMAN[category - 1],
            (long long)scale->amounts[category - 1], STR_ARG(scale->row.id));
}

static void check_penalty(struct law_reader *r, const struct law *law,
                          const struct law_penalty *p) {
    for (struct date day = p->row.span.from; day.day <= p->row.span.to.day; day.day++) {
        const struct law_fine_scale *scale = law_fine_scale_on(law, day);
        if (!scale) {
            law_fault(r, p->row.line,
                      "penalty \"%.*s\" names a category of fines, but no row of fine_scales is in "
                      "force on %.*s",
                      STR_ARG(p->row.id), STR_ARG(date_format(r->scratch, day)));
            return;
        }
        check_amount(r, p, scale);
        day = scale->row.span.to;
        if (day.day == LAW_OPEN)
            return;
    }
}

void law_check_fines(struct law_reader *r, const struct law *law) {
    for (size_t i = 0; i < law->penalty_count; i++) {
        r->file = law->penalties[i].row.file;
        if (law->penalties[i].fine_category)
            check_penalty(r, law, &law->penalties[i]);
    }
}
