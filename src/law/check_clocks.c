#include "law/read_files.h"

/* A name means one clock: whoever asks for the days of "A01.objection" is not to be asked back
 * which one is meant. A clock is known by its id, by the same with the statute's word (aka) and by
 * its aliases. Rulebooks share their parts' clocks; those of other procedures may be called alike,
 * since a question names its election. */

/* The i-th name of a clock; empty when there are no more. */
static struct str name_at(const struct law_clock *clock, size_t i) {
    if (i == 0)
        return clock->id;
    if (i == 1)
        return clock->aka.len ? clock->aka : clock->id;
    return i - 2 < clock->aliases.count ? clock->aliases.list[i - 2] : (struct str){0};
}

static bool is_called(const struct law_clock *clock, struct str name) {
    return str_equal(clock->id, name) || str_equal(clock->aka, name) ||
           law_lists(clock->aliases, name);
}

/* One name of the later clock that the earlier has, too; empty: none. */
static struct str common(const struct law_clock *earlier, const struct law_clock *later) {
    for (size_t i = 0; name_at(later, i).len; i++)
        if (is_called(earlier, name_at(later, i)))
            return name_at(later, i);
    return (struct str){0};
}

static void tell(struct law_reader *r, const struct law_clock *clock, struct str name,
                 const struct law_clock *other) {
    r->file = clock->file;
    law_fault(r, clock->line,
              "the clock \"%.*s\" is called \"%.*s\", and so is \"%.*s\": a name means one clock",
              STR_ARG(clock->id), STR_ARG(name), STR_ARG(other->id));
}

/* A clock that is called twice by the same name. */
static void check_own(struct law_reader *r, const struct law_clock *clock) {
    for (size_t i = 2; name_at(clock, i).len; i++)
        for (size_t k = 0; k < i; k++)
            if (str_equal(name_at(clock, i), name_at(clock, k))) {
                r->file = clock->file;
                law_fault(r, clock->line, "the clock \"%.*s\" is called \"%.*s\" twice",
                          STR_ARG(clock->id), STR_ARG(name_at(clock, i)));
                return;
            }
}

static void check_list(struct law_reader *r, const struct law_clock *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        check_own(r, &list[i]);
        for (size_t k = 0; k < i; k++) {
            struct str name = common(&list[k], &list[i]);
            if (name.len)
                tell(r, &list[i], name, &list[k]);
        }
    }
}

void law_check_clock_names(struct law_reader *r, const struct law *law) {
    struct str file = r->file;
    check_list(r, law->clocks, law->clock_count);
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const struct law_rulebook *rules = &law->rulebooks[i];
        check_list(r, rules->clocks, rules->clock_count);
        for (size_t k = 0; k < rules->clock_count; k++)
            for (size_t n = 0; n < law->clock_count; n++) {
                struct str name = common(&rules->clocks[k], &law->clocks[n]);
                if (name.len)
                    tell(r, &law->clocks[n], name, &rules->clocks[k]);
            }
    }
    r->file = file;
}
