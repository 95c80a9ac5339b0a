#ifndef PUBLICATION_FIGURES_H
#define PUBLICATION_FIGURES_H
/* Counts of cases as they may be published, from the rows of the figures' views as they stand at
 * one moment. Pages show what stands here, open data writes the same out (invariant I10), and what
 * is hidden (protect.h, invariant I9) never reaches either. No row names a person. Pure. */
#include "base/buf.h"
#include "base/date.h"
#include "law/law.h"

/* The views that are read; what a, b and day mean in each is written in store/stat.h. LATE and
 * LATE_ACT: cases whose day had passed on as_of, by region and by act in a. */
enum publication_view {
    PUBLICATION_REGION,
    PUBLICATION_ACT,
    PUBLICATION_STAGE,
    PUBLICATION_STATE,
    PUBLICATION_REGION_ACT,
    PUBLICATION_AGE,
    PUBLICATION_WEEK,
    PUBLICATION_LATE,
    PUBLICATION_LATE_ACT,
    PUBLICATION_VIEW_COUNT
};
struct publication_row {
    struct str a, b;
    int64_t day, n;
};
struct publication_rows {
    const struct publication_row *list; /* rows of one a stand together */
    size_t count;
};
/* Open recommendations: what BKN or an appointing authority (PPK) must act on. Not past a deadline;
 * past one, by days since the last step. */
enum publication_waiting {
    PUBLICATION_WAITS_IN_TIME,
    PUBLICATION_WAITS_LATE, /* up to PUBLICATION_WAITS_FIRST days */
    PUBLICATION_WAITS_LONG, /* up to PUBLICATION_WAITS_SECOND */
    PUBLICATION_WAITS_LONGEST,
    PUBLICATION_WAITING_COUNT
};
enum { PUBLICATION_WAITS_FIRST = 30, PUBLICATION_WAITS_SECOND = 60 };
struct publication_waits {
    struct str region; /* one row each */
    int64_t n[PUBLICATION_WAITING_COUNT];
};
struct publication_source {
    struct date as_of;
    struct publication_rows views[PUBLICATION_VIEW_COUNT];
    const struct publication_waits *waits; /* NULL: was not asked for */
    size_t wait_count;
};

struct publication_number {
    int64_t n; /* 0 when hidden */
    bool hidden;
};
enum publication_progress {
    PUBLICATION_OPEN,    /* somebody must act: phases before done */
    PUBLICATION_DECIDED, /* a sanction, or no breach */
    PUBLICATION_ENDED,   /* not registered, or ended otherwise */
    PUBLICATION_PROGRESS_COUNT
};
enum { PUBLICATION_AGE_COUNT = 4 };
struct publication_line {
    struct str key; /* region, act or stage */
    struct publication_number received, progress[PUBLICATION_PROGRESS_COUNT];
    struct publication_number late, in_time; /* parts of open; of a stage both hidden */
};
struct publication_week {
    struct date from; /* Monday */
    struct publication_number received;
};
struct publication_figures {
    struct date as_of;
    struct publication_line total;
    struct publication_number status[LAW_PHASE_COUNT];
    struct publication_number age[PUBLICATION_AGE_COUNT];   /* open cases by days since received */
    const struct publication_line *regions, *acts, *stages; /* by key */
    size_t region_count, act_count, stage_count;
    const struct publication_number *region_acts; /* received: regions x acts */
    /* Open recommendations: regions x PUBLICATION_WAITING_COUNT; parts of in_time and of late;
     * NULL: was not asked for. */
    const struct publication_number *waiting;
    const struct publication_week *weeks; /* ascending */
    size_t week_count;
};
/* Owns: lists live in a; keys are the rows' own. */
void publication_figures_make(struct arena *a, const struct publication_source *source,
                              struct publication_figures *ret);
/* lines ascend by key, as figures' lists do. NULL: no case has that key. */
const struct publication_line *publication_line_find(const struct publication_line *lines,
                                                     size_t count, struct str key);
/* Received from a region about an act; zero where there is none. */
struct publication_number publication_region_act(const struct publication_figures *figures,
                                                 struct str region, struct str act);
/* Open recommendations of a region; zero where there is none. Only where they were asked for. */
struct publication_number publication_region_waiting(const struct publication_figures *figures,
                                                     struct str region,
                                                     enum publication_waiting waiting);
/* "waiting_in_time", "waiting_late"; and age: empty, "0-30", "31-60", "61+". */
struct str publication_waiting_name(enum publication_waiting waiting);
struct str publication_waiting_age(enum publication_waiting waiting);
struct str publication_progress_name(enum publication_progress progress); /* "open", ... */
struct str publication_age_name(size_t age); /* "0-7", "8-14", "15-30", "31+" */

/* One published count: the empty dimensions are "all". */
struct publication_cell {
    struct str region, act, stage, status, progress, age;
    struct date week; /* Monday */
    bool has_week;
    struct publication_number count;
};
/* Every published count, the whole first. */
typedef void publication_visit(void *arg, const struct publication_cell *cell);
void publication_cells(const struct publication_figures *figures, publication_visit *visit,
                       void *arg);
/* What is written comes in pieces of some KiB, in bounded memory. */
typedef void publication_sink(void *arg, struct str piece);
/* RFC 4180: header, CRLF, UTF-8. A hidden count is empty, and suppressed is 1. */
void publication_csv(const struct publication_figures *figures, publication_sink *sink, void *arg);
/* {"as_of","least","definitions","cells":[{...}]}; a hidden count is null. */
void publication_json(const struct publication_figures *figures, publication_sink *sink, void *arg);
/* What each column means, in the order of the CSV. */
struct publication_definition {
    struct str column;
    struct law_text text;
};
const struct publication_definition *publication_definitions(size_t *ret_count);
/* {"least","columns":[{"column","id","en"}]} */
void publication_definitions_json(struct buf *out);
#endif
