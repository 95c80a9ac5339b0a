#include "prevention/grade_fold.h"

/* The least grade that still has people; NULL: none has. */
static struct grade_count *least(struct grade_count *list, size_t count) {
    struct grade_count *found = NULL;
    for (size_t i = 0; i < count; i++)
        if (list[i].people && (!found || list[i].people < found->people))
            found = &list[i];
    return found;
}

bool grade_fold(struct grade_count *list, size_t count, struct grade_count *rest) {
    bool folded = false;
    struct grade_count *next = least(list, count);
    while (next && (next->people < GRADE_FEW || (rest->people && rest->people < GRADE_FEW))) {
        rest->people += next->people;
        rest->pledged += next->pledged;
        next->people = next->pledged = 0;
        folded = true;
        next = least(list, count);
    }
    return folded;
}
