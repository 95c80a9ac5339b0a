#include "law/decree.h"

#include <string.h>

/* A year laid into a law that is loaded already, without reading the other files again: a server
 * takes a decree while it serves. That it is what a start with the same files gives is a test. */

struct str law_decree_file(struct arena *a, int year) {
    return arena_printf(a, "calendars/holidays-%d.yaml", year);
}

/* --- the calendar --- */

static bool was_estimate(const struct law_calendar *c, int year) {
    return law_is_estimate(c, date_from_civil((struct civil){year, 1, 1}));
}

static void join_versions(struct arena *a, const struct law_calendar *old,
                          const struct law_year *year, struct law_calendar *ret) {
    int first = date_to_civil(ret->first).year, last = date_to_civil(ret->last).year;
    int known = date_to_civil(old->first).year, known_to = date_to_civil(old->last).year;
    struct str rest = old->version, joined = {0};
    ret->estimated_from = (struct date){LAW_OPEN};
    for (int y = first; y <= last; y++) {
        struct str was = y >= known && y <= known_to ? str_cut(&rest, '+') : (struct str){0};
        struct str version = y == year->year ? year->version : was;
        joined =
            arena_printf(a, "%.*s%s%.*s", STR_ARG(joined), y == first ? "" : "+", STR_ARG(version));
        bool estimated = y == year->year ? year->estimated : was_estimate(old, y);
        if (estimated && ret->estimated_from.day == LAW_OPEN)
            ret->estimated_from = date_from_civil((struct civil){y, 1, 1});
    }
    ret->version = joined;
}

static struct law_calendar with_year(struct arena *a, const struct law_calendar *old,
                                     const struct law_year *year) {
    struct law_calendar c = *old;
    struct date from = date_from_civil((struct civil){year->year, 1, 1});
    struct date to = date_from_civil((struct civil){year->year, 12, 31});
    struct law_holiday *days = NEW(a, struct law_holiday, old->count + year->count + 1);
    c.days = days;
    c.count = 0;
    size_t i = 0;
    while (i < old->count && old->days[i].date.day < from.day)
        days[c.count++] = old->days[i++];
    for (size_t k = 0; k < year->count; k++)
        days[c.count++] = year->days[k];
    for (; i < old->count; i++)
        if (old->days[i].date.day > to.day)
            days[c.count++] = old->days[i];
    c.first = from.day < old->first.day ? from : old->first;
    c.last = to.day > old->last.day ? to : old->last;
    join_versions(a, old, year, &c);
    law_calendar_index(a, &c);
    return c;
}

/* --- the files, in the order in which a start reads them --- */

static struct law_files with_file(struct arena *a, const struct law_files *old,
                                  struct law_file file) {
    struct law_file *list = NEW(a, struct law_file, old->count + 1);
    struct law_files files = {.list = list};
    bool placed = false, inside = false;
    for (size_t i = 0; i < old->count; i++) {
        const struct law_file *f = &old->list[i];
        bool calendar = str_starts(f->name, STR("calendars/"));
        if (str_equal(f->name, file.name)) {
            list[files.count++] = file;
            placed = true;
            continue;
        }
        bool behind = calendar ? str_compare(f->name, file.name) > 0 : inside;
        if (behind && !placed) {
            list[files.count++] = file;
            placed = true;
        }
        inside = inside || calendar;
        list[files.count++] = *f;
    }
    if (!placed)
        list[files.count++] = file;
    return files;
}

static struct hash hash_of(struct arena *a, const struct law_files *files) {
    struct hash hash = {{0}};
    for (size_t i = 0; i < files->count; i++) {
        struct hash one = hash_sha256(files->list[i].bytes);
        hash = law_hash_chain(a, &hash, &one);
    }
    return hash;
}

const struct law *law_decree_apply(struct arena *a, const struct law *law,
                                   const struct law_year *year, struct str text) {
    struct law *new = NEW(a, struct law, 1);
    *new = *law;
    new->calendar = with_year(a, &law->calendar, year);
    new->files = with_file(a, &law->files,
                           (struct law_file){law_decree_file(a, year->year), arena_str(a, text)});
    new->hash = hash_of(a, &new->files);
    return new;
}
