#include "law/law.h"

/* What the name of an office, or of a role, means: on a day, over a span, in words. */

struct str law_office_on(const struct law *law, struct str kind_or_role, struct date day) {
    if (law_office(law, kind_or_role))
        return kind_or_role;
    for (size_t i = 0; i < law->authority_count; i++) {
        const struct law_authority *a = &law->authorities[i];
        if (!a->planned && str_equal(a->role, kind_or_role) && law_in_force(a->row.span, day))
            return a->office;
    }
    return (struct str){0};
}

struct str law_office_label(const struct law *law, struct str kind_or_role, struct date day,
                            bool english) {
    struct str kind = law_office_on(law, kind_or_role, day);
    const struct law_office *office = law_office(law, kind);
    return office ? law_say(office->label, english) : kind_or_role;
}

/* "PPK" of "PPK (pejabat pembina kepegawaian)". */
static struct str short_label(const struct law_office *office, bool english) {
    struct str label = law_say(office->label, english);
    struct str rest = label, first = str_trim(str_cut(&rest, '('));
    return first.len ? first : label;
}

/* lint: parameters: a name, and all that decides how it reads */
struct str law_office_names(struct arena *a, const struct law *law, struct str kind_or_role,
                            struct law_span span, bool english) {
    const struct law_office *office = law_office(law, kind_or_role);
    if (office)
        return short_label(office, english);
    struct str names = {0}, last = {0};
    for (size_t i = 0; i < law->authority_count; i++) {
        const struct law_authority *held = &law->authorities[i];
        office = law_office(law, held->office);
        if (!str_equal(held->role, kind_or_role) || held->planned || !office ||
            str_equal(held->office, last) || held->row.span.to.day < span.from.day ||
            held->row.span.from.day > span.to.day)
            continue;
        last = held->office; /* two rows may follow each other with one holder */
        names = arena_printf(a, "%.*s%s%.*s", STR_ARG(names), names.len ? ", " : "",
                             STR_ARG(short_label(office, english)));
    }
    return names.len ? names : kind_or_role;
}
