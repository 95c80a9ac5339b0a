#ifndef HTTP_COUNT_VIEW_H
#define HTTP_COUNT_VIEW_H
/* The days of one clock from one day, as pages show them: both readings, the months with the days
 * that were counted, the days off in them. */
#include "http/app.h"
#include "web/pages.h"

/* "Kajian awal (P04)": in words first; the row of the statute tells clocks of one name apart. */
struct str http_clock_label(struct http_call *call, const struct law_clock *clock);
/* Counts for an office of five days. Units: days of the clock. Owns: lives in the call's arena. */
struct web_count_from http_count_days(struct http_call *call, const struct law_clock *clock,
                                      struct date start);
#endif
