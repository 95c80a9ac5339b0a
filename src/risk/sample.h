#ifndef RISK_SAMPLE_H
#define RISK_SAMPLE_H
/* The example that docs/risk.md works by hand: five regions, three indicators. */
#include "risk/score.h"

static const struct str REGIONS[] = {STR_INIT("16.01"), STR_INIT("16.02"), STR_INIT("16.03"),
                                     STR_INIT("16.04"), STR_INIT("16.05")};
enum { SAMPLE_REGIONS = 5, SAMPLE_INDICATORS = 3 };

static const struct risk_value STAFF_ROWS[] = {{STR_INIT("16.01"), 4000},
                                               {STR_INIT("16.02"), 6000},
                                               {STR_INIT("16.03"), 3000},
                                               {STR_INIT("16.04"), 5000},
                                               {STR_INIT("16.05"), 2000}};
static const struct risk_table STAFF = {
    .id = STR_INIT("staff"), .level = RISK_REGENCY, .list = STAFF_ROWS, .count = 5};
static const struct risk_value PLEDGED_ROWS[] = {
    {STR_INIT("16.01"), 90},
    {STR_INIT("16.02"), 50},
    {STR_INIT("16.03"), 70},
    {STR_INIT("16.05"), 60}}; /* 16.04 gave no number */
static const struct risk_table PLEDGED = {
    .id = STR_INIT("pledged"), .level = RISK_REGENCY, .list = PLEDGED_ROWS, .count = 4};

static const struct risk_dimension DIMENSIONS[] = {{STR_INIT("cases"), {{0}, {0}}, 6000},
                                                   {STR_INIT("prevention"), {{0}, {0}}, 4000}};
static const struct risk_indicator INDICATORS[] = {
    {.id = STR_INIT("reports"),
     .origin = RISK_RECEIVED,
     .staff = &STAFF,
     .scale = RISK_MAX,
     .weight = 5000},
    {.id = STR_INIT("late"), .origin = RISK_LATE_SHARE, .scale = RISK_AS_IS, .weight = 5000},
    {.id = STR_INIT("pledged"),
     .origin = RISK_TABLE,
     .table = &PLEDGED,
     .scale = RISK_MIN_MAX,
     .falls = true,
     .dimension = 1,
     .weight = 10000}};
static const struct risk_index SAMPLE = {.level = RISK_REGENCY,
                                         .cuts = {true, 3000, 6000},
                                         .least_known = 2500,
                                         .dimensions = DIMENSIONS,
                                         .dimension_count = 2,
                                         .indicators = INDICATORS,
                                         .indicator_count = SAMPLE_INDICATORS};

/* Reports, and percent late of so many that are open; what is published of pledges stands in the
 * table. */
static const struct risk_raw VALUES[] = {
    {12, RISK_KNOWN, 0}, {25, RISK_KNOWN, 20}, {0, RISK_KNOWN, 0}, /* 16.01 */
    {30, RISK_KNOWN, 0}, {40, RISK_KNOWN, 20}, {0, RISK_KNOWN, 0}, /* 16.02 */
    {6, RISK_KNOWN, 0},  {0, RISK_KNOWN, 6},   {0, RISK_KNOWN, 0}, /* 16.03 */
    {0, RISK_HIDDEN, 0}, {10, RISK_KNOWN, 50}, {0, RISK_KNOWN, 0}, /* 16.04 */
    {0, RISK_HIDDEN, 0}, {50, RISK_KNOWN, 10}, {0, RISK_KNOWN, 0}, /* 16.05 */
};
static const struct risk_input SAMPLE_INPUT = {
    .regions = REGIONS, .count = SAMPLE_REGIONS, .values = VALUES};
#endif
