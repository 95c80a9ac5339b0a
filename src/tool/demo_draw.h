#ifndef TOOL_DEMO_DRAW_H
#define TOOL_DEMO_DRAW_H
/* What happens in an example is drawn, the same for the same seed. */
#include "base/base.h"

struct demo_draw {
    uint64_t state; /* the seed, before the first draw */
};
uint64_t demo_draw(struct demo_draw *draw);
int64_t demo_below(struct demo_draw *draw, int64_t limit); /* 0 to limit - 1; 0 where limit is 0 */
#endif
