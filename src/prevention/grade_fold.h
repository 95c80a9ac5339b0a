#ifndef PREVENTION_GRADE_FOLD_H
#define PREVENTION_GRADE_FOLD_H
/* Grades of few people, for who sees numbers and no names: of one who is alone in a grade, "1 of 1
 * signed" is a name. Pure. */
#include "base/base.h"

enum { GRADE_FEW = 5 }; /* as published counts: fewer are not told */
struct grade_count {
    int64_t grade /* prevention/grade.h */, people, pledged;
};
/* Adds to rest each grade of fewer than GRADE_FEW people, and then the least of the others for as
 * long as rest has somebody and is too small itself: what is missing from the total tells no more.
 * Who was added has no people any more. Whether any was. */
bool grade_fold(struct grade_count *list, size_t count, struct grade_count *rest);
#endif
