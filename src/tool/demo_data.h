#ifndef TOOL_DEMO_DATA_H
#define TOOL_DEMO_DATA_H
/* What example cases are made of. Persons are invented and bear surnames that say so. */
#include "base/base.h"

struct demo_act {
    const char *id;
    int weight;            /* of a thousand; after the shares that KASN published for 2020-2021 */
    const char *narrative; /* Indonesian, with %s for the place */
};
extern const struct demo_act DEMO_ACTS[];
extern const size_t DEMO_ACT_COUNT;

struct demo_region {
    const char *code;
    int weight;
    int stalls; /* percent of what comes to its appointing authority (PPK) that nobody there decides
                 */
};
extern const struct demo_region DEMO_REGIONS[];
extern const size_t DEMO_REGION_COUNT;

extern const char *const DEMO_FIRST_NAMES[], *const DEMO_SURNAMES[], *const DEMO_PLACES[];
extern const size_t DEMO_FIRST_NAME_COUNT, DEMO_SURNAME_COUNT, DEMO_PLACE_COUNT;

/* Posts that there are in a unit: who leads it and who stands in, one each; then who leads a part
 * of it; then those that anybody of a class may have. */
enum { DEMO_LEAD, DEMO_SECOND, DEMO_PART, DEMO_STAFF, DEMO_POSTS = 6 };
struct demo_unit {
    const char *name, *posts[DEMO_POSTS];
};
extern const struct demo_unit DEMO_UNITS[];
extern const size_t DEMO_UNIT_COUNT;

/* How likely an outcome is, and how many hours a step takes; missing rows: weight 10, 20 hours. */
struct demo_outcome {
    const char *step, *outcome; /* outcome NULL: the weight of choosing this step itself */
    int weight, hours;
};
extern const struct demo_outcome DEMO_OUTCOMES[];
extern const size_t DEMO_OUTCOME_COUNT;

#endif
