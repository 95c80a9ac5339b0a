#ifndef TOOL_DUE_H
#define TOOL_DUE_H
#include "law/law.h"

/* netral due CLOCK START [--election ID] [--zone WIB|WITA|WIT] [--week 5|6] [--json]
 * netral due --list
 * The last day of a statutory clock in both readings, and what makes it less than certain
 * (deadline/trust.h). argv[0] is "due". CLOCK: an id ("P09.handle"), the same with the statute's
 * word ("P04.kajian_awal"), another name that --list prints, or a row ("P04") that has one clock.
 * START: a day, or an RFC 3339 time, whose day is that of the zone (WIB when not given);
 * a time outside the hours of intake is warned of. --week: days that the agency works.
 * Prints to stdout, complains to stderr. Exit: 0 counted, 2 what was asked cannot be understood. */
int tool_due(int argc, char **argv, const struct law *law);
#endif
