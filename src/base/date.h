#ifndef BASE_DATE_H
#define BASE_DATE_H
#include "base/base.h"

/* The proleptic Gregorian calendar and Indonesia's three zones, which know no summer time. */

/* Western (WIB, UTC+7), Central (WITA, +8) and Eastern (WIT, +9) Indonesian time. */
enum zone { ZONE_WIB, ZONE_WITA, ZONE_WIT, ZONE_COUNT };
struct str zone_name(enum zone zone); /* "WIB", "WITA", "WIT" */
bool zone_from_name(struct str name, enum zone *ret) MUST_CHECK;

struct civil {
    int year, month, day; /* month and day from 1 */
};
enum { DATE_LEN = 10, INSTANT_LEN = 27 };

struct date date_from_civil(struct civil c); /* the civil day must exist: ask civil_exists */
struct civil date_to_civil(struct date d);
bool civil_exists(struct civil c); /* year 1..9999; knows 29 February */
int date_weekday(struct date d);   /* 0 = Monday ... 6 = Sunday */
/* Exactly "YYYY-MM-DD" of a day that exists. False (ret untouched) otherwise. */
bool date_parse(struct str s, struct date *ret) MUST_CHECK;
struct str date_format(struct arena *a, struct date d); /* "YYYY-MM-DD" */
void date_put(struct date d, char ret[DATE_LEN]);       /* the same, no NUL; years 0 to 9999 */

/* RFC 3339: "2024-10-12T08:30:00Z", any offset, up to 6 digits of a second. */
bool instant_parse(struct str s, struct instant *ret) MUST_CHECK;
/* RFC 3339 in UTC with six digits of the second: always INSTANT_LEN bytes, sorts as text. */
struct str instant_format(struct arena *a, struct instant t);
struct date instant_date(struct instant t, enum zone zone);
int instant_minute(struct instant t, enum zone zone); /* minutes since local midnight */
struct instant instant_of(struct date d, int minute, enum zone zone);
#endif
