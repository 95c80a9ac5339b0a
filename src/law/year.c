#include "law/year.h"

#include <string.h>

/* A CSV's first line names its columns; no rules file begins with a list of words. */
static bool is_csv(struct str text) {
    struct str first = str_trim(str_cut(&text, '\n'));
    return memchr(first.ptr, ',', first.len) && !memchr(first.ptr, ':', first.len);
}

static void compare_day(const struct law_holiday *was, const struct law_holiday *now,
                        struct law_year_checked *ret, struct law_day_change *changes) {
    if (was && now && was->kind == now->kind && str_equal(was->name, now->name))
        return;
    changes[ret->change_count++] = (struct law_day_change){.kind = !was   ? LAW_DAY_ADDED
                                                                   : !now ? LAW_DAY_REMOVED
                                                                          : LAW_DAY_CHANGED,
                                                           .date = was ? was->date : now->date,
                                                           .was = was,
                                                           .now = now};
}

/* Both lists ascend. */
static void compare(struct arena *a, const struct law_year *before, struct law_year_checked *ret) {
    const struct law_year *after = &ret->year;
    struct law_day_change *changes =
        NEW(a, struct law_day_change, before->count + after->count + 1);
    size_t i = 0, k = 0;
    while (i < before->count || k < after->count) {
        const struct law_holiday *was = i < before->count ? &before->days[i] : NULL;
        const struct law_holiday *now = k < after->count ? &after->days[k] : NULL;
        if (was && now && was->date.day != now->date.day) {
            if (was->date.day < now->date.day)
                now = NULL;
            else
                was = NULL;
        }
        compare_day(was, now, ret, changes);
        i += was != NULL;
        k += now != NULL;
    }
    ret->changes = changes;
}

static void read_year(struct law_reader *r, const struct law_year_text *sent,
                      struct law_year *ret) {
    bool csv = is_csv(sent->text);
    struct law_decree decree = {.name = csv ? STR("sent.csv") : STR("sent.yaml"),
                                .bytes = sent->text,
                                .source = sent->source,
                                .confidence = LAW_HIGH};
    if (!str_trim(sent->text).len)
        law_fault(r, 0, "nothing was sent: choose a file or paste what it holds");
    else if (!str_is_utf8(sent->text))
        law_fault(r, 1, "this file is not UTF-8");
    else if (csv && !sent->source.len)
        law_fault(r, 1, "a CSV file names no decree: give it in the field beside the file");
    else if (law_decree_read(r->a, &decree, ret, r->faults).code && !r->faults->count)
        law_fault(r, 0, "this file cannot be read");
}

bool law_year_check(struct arena *a, const struct law *law, const struct law_year_text *sent,
                    struct law_year_checked *ret, struct law_faults *faults) {
    struct law_reader r = {.a = a, .faults = faults, .file = STR("holidays.yaml")};
    struct law_year_checked checked = {.change_count = 0};
    read_year(&r, sent, &checked.year);
    if (!faults->count) {
        struct str misplaced = law_decree_misplaced(a, law, &checked.year);
        if (misplaced.len)
            law_fault(&r, 0, "%.*s", STR_ARG(misplaced));
    }
    if (faults->count)
        return false;
    struct law_year before = law_decree_now(a, law, checked.year.year);
    checked.year.version = law_decree_raise(a, checked.year.year, before.version);
    compare(a, &before, &checked);
    *ret = checked;
    return true;
}
