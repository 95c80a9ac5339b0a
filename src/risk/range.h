#ifndef RISK_RANGE_H
#define RISK_RANGE_H
/* How sure a score is: how far chance alone moves what it is counted from. Pure.
 *
 * A score's limits are made as the score is (risk.h), of each indicator's own limits at 95 %: a
 * share of cases has Wilson's, a number of cases Byar's (limits.h). All else is exact: a table of
 * others comes without a range, the calendar is a date, and who pledged is no sample, for all were
 * asked. Weights, staff and the marks of a scale (least, largest, mean) stay as they are.
 *
 * The low limit has all indicators at their lower ones at once, so the high one: further apart than
 * chance often brings them. It is no estimate of what nobody reported; it holds neither what is
 * missing (known) nor whether the weights are right. */
#include "risk/score.h"

/* The limits of a known raw value, in its own unit (percent, cases), which lies between them; the
 * value twice where it is exact, also of a share of which nobody says of how many. */
struct risk_interval risk_interval_of(enum risk_origin origin, struct risk_raw raw);
/* The best and the worst rank of each score that is said: 1 and those whose range lies wholly above
 * its own; 1 and those whose range reaches above its low limit. True whenever every score lies in
 * its range (M. Klein, T. Wright, J. Wieczorek, "A joint confidence region for an overall ranking
 * of populations", JRSS C 69, 2020). best <= rank <= worst. At most RISK_REGIONS of them. */
void risk_rank_ranges(struct risk_score *list, size_t count);
#endif
