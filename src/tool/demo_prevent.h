#ifndef TOOL_DEMO_PREVENT_H
#define TOOL_DEMO_PREVENT_H
/* What the offices of the example do so that nothing happens: rosters and rounds of pledges of
 * every personnel office and secretary, which some of their people sign; activities, meetings with
 * promises, letters that are acknowledged, or not. Day by day, through the same flows as real ones.
 * Nobody in a roster has a number (NIP): an invented one might be somebody's. */
#include "tool/demo_make.h"

struct demo_prevent;
/* Rosters and rounds, at the clock of plan->flow. Blocking, as all of it. Owns: free it. */
struct err demo_prevent_new(const struct demo_plan *plan, struct db *reader,
                            struct demo_prevent **ret) MUST_CHECK;
void demo_prevent_free(struct demo_prevent *prevent); /* NULL is fine */
/* What was planned for that day (of WIB) and not done yet. Each day later than the one before. */
struct err demo_prevent_day(struct demo_prevent *prevent, struct instant now) MUST_CHECK;
#endif
