#include "http/barometer_one.h"

#include "http/round_groups.h"

enum { UNITS = 8, DUTIES = 8 };

/* --- units that are behind --- */

static const struct store_follow_pledge *largest(const struct store_follow_pledges *list) {
    const struct store_follow_pledge *best = NULL;
    for (size_t i = 0; i < list->count; i++)
        if (list->list[i].people > (best ? best->people : 0))
            best = &list->list[i];
    return best;
}

static void keep_behind(struct http_call *call, const struct web_round *round,
                        struct web_barometer *v) {
    struct web_unit_row *units = NEW(call->arena, struct web_unit_row, UNITS);
    for (size_t i = 0; i < round->unit_count; i++) {
        if (!round->units[i].left)
            continue;
        if (v->unit_count < UNITS)
            units[v->unit_count++] = round->units[i];
        else
            v->unit_more++;
    }
    v->units = units;
}

static struct err fill_units(struct http_call *call, const struct flow_barometer *b,
                             struct web_barometer *v) {
    const struct store_follow_pledge *p = largest(&b->pledges);
    struct store_round round;
    struct web_round told = {0};
    if (!p)
        return OK;
    told.row.signed_ = (struct web_share){p->pledged, p->people};
    struct err e = store_round_find(http_reader(call), call->arena, p->round, &round);
    if (!e.code)
        e = http_round_behind(call, &round, &told);
    if (e.code)
        return e;
    v->unit_office = http_english(call) ? p->office.name_en : p->office.name;
    v->units_hidden = told.unit_rest.signed_.whole > 0;
    keep_behind(call, &told, v);
    return OK;
}

/* --- duties that are late --- */

static bool is_done(const struct store_follow_regions *done, struct str region) {
    for (size_t i = 0; i < done->count; i++)
        if (str_equal(done->list[i], region))
            return true;
    return false;
}

static void fill_duties(struct http_call *call, const struct flow_duties_where *where,
                        struct web_barometer *v) {
    struct web_barometer_duty *list = NEW(call->arena, struct web_barometer_duty, DUTIES);
    for (size_t i = 0; i < where->dues.count; i++) {
        const struct prevention_due *due = &where->dues.list[i];
        if (due->state != PREVENTION_LATE || is_done(&where->done[i], v->code))
            continue;
        if (v->duty_count < DUTIES)
            list[v->duty_count++] =
                (struct web_barometer_duty){law_say(due->duty->label, http_english(call)), due->on};
        else
            v->duty_more++;
    }
    v->duties = list;
}

struct err http_barometer_one(struct http_call *call, const struct flow_barometer *b,
                              struct web_barometer *v) {
    fill_duties(call, &b->duties, v);
    return fill_units(call, b, v);
}
