#include "intake/meeting.h"

#include "base/regions.h"
#include "intake/intake_internal.h"

enum { YEAR = 366, HOUR = 60, DAY_HOURS = 24 };

/* --- leaves --- */

/* "9:30", "09.30". */
static void leaf_minute(const struct intake_reading *r, const struct intake_row *row,
                        struct str text, void *ret) {
    struct str rest = str_trim(text);
    struct str by_point = rest, hour = str_cut(&rest, ':');
    int64_t h, m;
    (void)row;
    if (!rest.len) {
        rest = by_point;
        hour = str_cut(&rest, '.');
    }
    if (!str_to_int(hour, &h) || rest.len != 2 || !str_to_int(rest, &m) || h < 0 ||
        h >= DAY_HOURS || m < 0 || m >= HOUR)
        intake_fault_here(r, "not_a_time", 0);
    else
        *(int64_t *)ret = h * HOUR + m;
}

static void leaf_id(const struct intake_reading *r, const struct intake_row *row, struct str text,
                    void *ret) {
    int64_t id;
    (void)row;
    if (str_to_int(str_trim(text), &id) && id >= 0)
        *(int64_t *)ret = id;
    else
        intake_fault_here(r, "unknown", 0);
}

#define LINE(struct_, field_, limit_, required_)                                                   \
    {                                                                                              \
        .name = STR_INIT(#field_), .read = intake_leaf_line, .required = (required_),              \
        .offset = offsetof(struct struct_, field_), .limit = (limit_)                              \
    }
#define BLOCK(struct_, field_, required_)                                                          \
    {                                                                                              \
        .name = STR_INIT(#field_), .read = intake_leaf_block, .required = (required_),             \
        .offset = offsetof(struct struct_, field_), .limit = INTAKE_NARRATIVE                      \
    }
#define OFFICES(name_, list_, count_)                                                              \
    {                                                                                              \
        .name = STR_INIT(name_), .kind = INTAKE_LIST, .read = intake_leaf_line, .offset = (list_), \
        .count_offset = (count_), .limit = INTAKE_INVITED, .size = sizeof(struct str)              \
    }
#define DAY(struct_, field_, required_)                                                            \
    {                                                                                              \
        .name = STR_INIT(#field_), .read = intake_leaf_date, .required = (required_),              \
        .offset = offsetof(struct struct_, field_), .flag = offsetof(struct struct_, has_##field_) \
    }
static const struct intake_row MEETING_ROWS[] = {
    LINE(intake_meeting, title, INTAKE_TITLE, true),
    DAY(intake_meeting, on, true),
    DAY(intake_meeting, last, false),
    {.name = STR_INIT("at"),
     .read = leaf_minute,
     .offset = offsetof(struct intake_meeting, minute),
     .flag = offsetof(struct intake_meeting, has_minute)},
    {.name = STR_INIT("until"),
     .read = leaf_minute,
     .offset = offsetof(struct intake_meeting, until),
     .flag = offsetof(struct intake_meeting, has_until)},
    LINE(intake_meeting, place, INTAKE_PLACE, true),
    {.name = STR_INIT("region"),
     .read = intake_leaf_region,
     .required = true,
     .offset = offsetof(struct intake_meeting, region)},
    {.name = STR_INIT("election"),
     .read = intake_leaf_election,
     .offset = offsetof(struct intake_meeting, election)},
    BLOCK(intake_meeting, agenda, false),
    OFFICES("invited", offsetof(struct intake_meeting, invited.list),
            offsetof(struct intake_meeting, invited.count)),
    OFFICES("all", offsetof(struct intake_meeting, all.list),
            offsetof(struct intake_meeting, all.count)),
    {.name = STR_INIT("follows"),
     .read = leaf_id,
     .offset = offsetof(struct intake_meeting, follows),
     .flag = offsetof(struct intake_meeting, has_follows)},
};
static const struct intake_table MEETING = {
    .rows = MEETING_ROWS, .count = COUNT_OF(MEETING_ROWS), .size = sizeof(struct intake_meeting)};
static const struct intake_row MINUTES_ROWS[] = {
    BLOCK(intake_minutes, minutes, true),
    OFFICES("attended", offsetof(struct intake_minutes, attended.list),
            offsetof(struct intake_minutes, attended.count))};
static const struct intake_table MINUTES = {
    .rows = MINUTES_ROWS, .count = COUNT_OF(MINUTES_ROWS), .size = sizeof(struct intake_minutes)};
static const struct intake_row ATTENDANCE_ROWS[] = {
    LINE(intake_attendance, name, INTAKE_NAME, true),
    LINE(intake_attendance, from, INTAKE_USER_NAME, false),
    LINE(intake_attendance, agency, INTAKE_AGENCY, false),
};
static const struct intake_table ATTENDANCE = {.rows = ATTENDANCE_ROWS,
                                               .count = COUNT_OF(ATTENDANCE_ROWS),
                                               .size = sizeof(struct intake_attendance)};
static const struct intake_row COMMITMENT_ROWS[] = {
    LINE(intake_commitment, what, INTAKE_TITLE, true),
    LINE(intake_commitment, office, INTAKE_USER_NAME, true),
    DAY(intake_commitment, due, true),
};
static const struct intake_table COMMITMENT = {.rows = COMMITMENT_ROWS,
                                               .count = COUNT_OF(COMMITMENT_ROWS),
                                               .size = sizeof(struct intake_commitment)};

/* --- forms --- */

/* Texts are compared here: as leaves of a list they would be by their bytes' places. */
static void check_distinct(const struct intake_reading *r, struct str name,
                           const struct intake_offices *offices) {
    for (size_t i = 0; i < offices->count; i++)
        for (size_t k = 0; k < i; k++)
            if (str_equal(offices->list[i], offices->list[k])) {
                intake_fault_at(r, name, "duplicate", 0);
                return;
            }
}

/* Its end: without a last day it ends on the first. */
static void check_end(const struct intake_reading *r, struct intake_meeting *x) {
    if (!x->has_on)
        return;
    if (!x->has_last)
        x->last = x->on;
    if (x->last.day < x->on.day)
        intake_fault_at(r, STR("last"), "before_begin", 0);
    else if (x->last.day >= x->on.day + INTAKE_MEETING_DAYS)
        intake_fault_at(r, STR("last"), "too_many_days", INTAKE_MEETING_DAYS);
    else if (x->has_until && !x->has_minute)
        intake_fault_at(r, STR("at"), "required", 0);
    else if (x->has_until && x->last.day == x->on.day && x->until <= x->minute)
        intake_fault_at(r, STR("until"), "before_begin", 0);
}

struct err intake_meeting_form(struct arena *a, const struct intake_pairs *form,
                               const struct intake_context *context, struct intake_meeting *ret,
                               struct intake_faults *faults) {
    struct intake_meeting x = {.minute = -1, .until = -1, .follows = -1};
    struct intake_reading r = {.a = a, .context = context, .faults = faults};
    intake_form_table(&r, form, &MEETING, &x);
    check_distinct(&r, STR("invited"), &x.invited);
    check_distinct(&r, STR("all"), &x.all);
    struct date today =
        context->now.us ? instant_date(context->now, region_zone(x.region)) : context->today;
    if (x.has_on && x.on.day > today.day + YEAR)
        intake_fault_at(&r, STR("on"), "too_far", 1);
    else if (x.has_on && x.on.day < today.day - INTAKE_ACTIVITY_DAYS)
        intake_fault_at(&r, STR("on"), "too_old", INTAKE_ACTIVITY_DAYS / 365);
    check_end(&r, &x);
    if (faults->count)
        return ERR(ERR_INVALID, STR("meeting"));
    *ret = x;
    return OK;
}

struct err intake_minutes_form(struct arena *a, const struct intake_pairs *form,
                               struct intake_minutes *ret, struct intake_faults *faults) {
    struct intake_minutes x = {0};
    struct intake_reading r = {.a = a, .faults = faults};
    intake_form_table(&r, form, &MINUTES, &x);
    check_distinct(&r, STR("attended"), &x.attended);
    if (faults->count)
        return ERR(ERR_INVALID, STR("minutes"));
    *ret = x;
    return OK;
}

struct err intake_attendance_form(struct arena *a, const struct intake_pairs *form,
                                  struct intake_attendance *ret, struct intake_faults *faults) {
    struct intake_attendance x = {0};
    struct intake_reading r = {.a = a, .faults = faults};
    intake_form_table(&r, form, &ATTENDANCE, &x);
    if (!faults->count && !x.from.len && !x.agency.len)
        intake_fault_at(&r, STR("agency"), "required", 0);
    else if (x.from.len && x.agency.len)
        intake_fault_at(&r, STR("agency"), "one_office", 0);
    if (faults->count)
        return ERR(ERR_INVALID, STR("attendance"));
    *ret = x;
    return OK;
}

struct err intake_commitment_form(struct arena *a, const struct intake_pairs *form,
                                  struct date meeting, struct intake_commitment *ret,
                                  struct intake_faults *faults) {
    struct intake_commitment x = {0};
    struct intake_reading r = {.a = a, .faults = faults};
    intake_form_table(&r, form, &COMMITMENT, &x);
    if (x.has_due && x.due.day < meeting.day)
        intake_fault_at(&r, STR("due"), "before_meeting", 0);
    else if (x.has_due && x.due.day > meeting.day + 2 * YEAR)
        intake_fault_at(&r, STR("due"), "too_far", 2);
    if (faults->count)
        return ERR(ERR_INVALID, STR("commitment"));
    *ret = x;
    return OK;
}
