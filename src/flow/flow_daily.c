#include "flow/daily.h"

#include "base/json.h"
#include "base/regions.h"
#include "flow/flow_internal.h"
#include "publication/band.h"

#include <stdlib.h>

/* --- the link --- */

enum { BODY_MAX = 1024 };

static struct err record(struct flow_txn *txn, const struct flow_daily_make *x,
                         struct daily_link link) {
    struct buf body;
    struct json j;
    buf_init(&body, BODY_MAX);
    json_init(&j, &body);
    json_open_object(&j);
    json_put_str(&j, "actor", x->staff.who.name);
    json_put_str(&j, "region", link.region);
    json_put_str(&j, "day", date_format(txn->batch, link.day));
    json_close_object(&j);
    struct err e =
        buf_full(&body)
            ? ERR(ERR_TOO_LARGE, STR("body"))
            : flow_append_by(txn,
                             &(struct flow_single){STR("barometer.linked"), x->staff.who.office.id,
                                                   buf_str(&body), x->now, x->salt, x->stream},
                             &(struct flow_single_more){.actor = x->staff.who.name});
    buf_done(&body);
    return e;
}

static struct err run_make(struct flow_txn *txn, struct flow_job *job) {
    struct flow_daily_make *x = (struct flow_daily_make *)(void *)job;
    const struct region *region = region_find(x->region);
    if (!region || !str_starts(region->code, x->staff.who.office.region))
        return ERR(ERR_MISSING, STR("region"));
    struct daily_link link = {region->code, instant_date(x->now, ZONE_WIB)};
    struct err e = record(txn, x, link);
    if (e.code)
        return e;
    struct daily_key key = daily_key_derive(&txn->flow->receipt_secret);
    x->text = daily_link_text(txn->arena, &key, link);
    daily_key_wipe(&key);
    return OK;
}

void flow_daily_prepare(struct flow *flow, struct flow_daily_make *make) {
    make->job.run = run_make;
    make->salt = env_hash(flow->env);
    make->stream = env_id128(flow->env);
}

struct err flow_daily_open(struct flow *flow, struct str text, struct instant now,
                           struct daily_link *ret) {
    struct daily_link link;
    struct daily_key key = daily_key_derive(&flow->receipt_secret);
    bool good = daily_link_read(&key, text, &link);
    daily_key_wipe(&key);
    enum daily_state state =
        good ? daily_link_state(link, instant_date(now, ZONE_WIB)) : DAILY_EARLY;
    if (state != DAILY_OPEN)
        return ERR(state == DAILY_OVER ? ERR_GONE : ERR_MISSING, STR("daily"));
    *ret = link;
    return OK;
}

/* --- what it tells --- */

static int by_late(const void *a, const void *b) {
    const struct flow_daily_row *x = a, *y = b;
    int64_t order = y->late - x->late;
    if (!order)
        order = y->open - x->open;
    return order ? (order > 0) - (order < 0) : str_compare(x->region, y->region);
}

struct flow_daily flow_daily_of(struct arena *a, const struct flow_barometer *b,
                                struct date today) {
    size_t count = b->row_count;
    struct flow_daily_row *rows = NEW(a, struct flow_daily_row, count + 1);
    int64_t *open = NEW(a, int64_t, count + 1), *late = NEW(a, int64_t, count + 1),
            *proven = NEW(a, int64_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        open[i] = b->rows[i].now.open;
        late[i] = b->rows[i].now.late;
        proven[i] = b->rows[i].now.proven;
    }
    struct flow_daily d = {.rows = rows, .row_count = count, .last = b->last};
    d.all = (struct flow_daily_row){.open = publication_bands(open, count, open),
                                    .late = publication_bands(late, count, late),
                                    .proven = publication_bands(proven, count, proven),
                                    .days = -1,
                                    .pledged = publication_share(b->now.pledged, b->now.asked),
                                    .reached = publication_share(b->now.reached, b->now.people),
                                    .done = b->now.done,
                                    .due = b->now.due};
    for (size_t i = 0; i < count; i++) {
        const struct flow_barometer_row *r = &b->rows[i];
        rows[i] =
            (struct flow_daily_row){.region = r->region,
                                    .open = open[i],
                                    .late = late[i],
                                    .proven = proven[i],
                                    .days = open[i] ? today.day - r->oldest : -1,
                                    .pledged = publication_share(r->now.pledged, r->now.asked),
                                    .reached = publication_share(r->now.reached, r->now.people),
                                    .done = r->now.done,
                                    .due = r->now.due};
        if (rows[i].days > d.all.days)
            d.all.days = rows[i].days;
    }
    if (count)
        qsort(rows, count, sizeof *rows, by_late);
    return d;
}
