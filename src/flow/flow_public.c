#include "deadline/deadline.h"
#include "flow/public.h"
#include "publication/figures.h"
#include "publication/protect.h"

struct err flow_owner(struct db *db, struct arena *a, struct flow_owner *ret) {
    struct flow_owner owner;
    struct err e = store_setting_find(db, a, STR("region"), &owner.region);
    if (!e.code)
        e = store_office_for(db, a, STR("bawaslu"), owner.region, &owner.office);
    if (!e.code)
        *ret = owner;
    return e;
}

static bool is_phase(struct str name, enum law_phase phase) {
    return str_equal(name, law_phase_name(phase));
}

struct flow_totals flow_totals_of(const struct publication_rows *states) {
    struct flow_totals totals = {0};
    for (size_t i = 0; i < states->count; i++) {
        const struct publication_row *row = &states->list[i];
        totals.received += row->n;
        for (int phase = LAW_INTAKE; phase < LAW_DONE_SANCTION; phase++)
            if (is_phase(row->b, (enum law_phase)phase))
                totals.open += row->n;
        if (is_phase(row->b, LAW_DONE_SANCTION) || is_phase(row->b, LAW_DONE_NO_BREACH))
            totals.decided += row->n;
    }
    const int64_t parts[] = {totals.open, totals.decided,
                             totals.received - totals.open - totals.decided};
    bool hidden[COUNT_OF(parts)];
    publication_protect_line(parts, COUNT_OF(parts), hidden);
    totals.hide_open = hidden[0];
    totals.hide_decided = hidden[1];
    totals.hide_received = totals.received > 0 && totals.received < PUBLICATION_LEAST;
    return totals;
}

struct err flow_totals(struct db *db, struct arena *a, struct flow_totals *ret) {
    const struct store_stat_row *rows;
    size_t count;
    struct err e = store_stat_view(db, a, "state", &rows, &count);
    if (e.code)
        return e;
    struct publication_row *list = NEW(a, struct publication_row, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct publication_row){rows[i].a, rows[i].b, rows[i].day, rows[i].n};
    *ret = flow_totals_of(&(struct publication_rows){list, count});
    return OK;
}

int64_t flow_days_left(const struct law *law, const struct law_clock *clock, enum law_week week,
                       struct date today, struct date due) {
    if (clock->unit != LAW_WORKING_DAYS)
        return (int64_t)due.day - today.day;
    const struct deadline_days counted = {.calendar = &law->calendar, .week = week};
    bool late = due.day < today.day;
    struct date from = late ? due : today, to = late ? today : due;
    int64_t days = 0;
    for (struct date d = {from.day + 1}; d.day <= to.day; d.day++)
        days += deadline_counts(&counted, LAW_WORKING_DAYS, d);
    /* A weekend between due and today: late all the same. */
    return late ? (days ? -days : -1) : days;
}
