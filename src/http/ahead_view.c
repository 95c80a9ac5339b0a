#include "http/ahead_view.h"

#include "base/regions.h"
#include "flow/authorize.h"
#include "web/text.h"

enum { NAMED = 3 }; /* regions of a duty */

/* "Musi Banyuasin, Banyuasin"; how many are not named. */
static struct str region_names(struct http_call *call, const struct flow_ahead_entry *x,
                               int64_t *ret_more) {
    size_t count = x->region_count < NAMED ? x->region_count : NAMED;
    struct str text = {0};
    for (size_t i = 0; i < count; i++) {
        const struct region *region = region_find(x->regions[i]);
        struct str name = region ? region_short_name(region) : x->regions[i];
        text = arena_printf(call->arena, "%.*s%s%.*s", STR_ARG(text), i ? ", " : "", STR_ARG(name));
    }
    *ret_more = (int64_t)(x->region_count - count);
    return text;
}

static struct err meeting_row(struct http_call *call, const struct flow_ahead_entry *x,
                              struct web_ahead_row *row) {
    struct web_meeting_row meeting;
    struct err e = http_meeting_row(call, &x->meeting, &meeting);
    if (e.code)
        return e;
    row->what = x->meeting.title;
    row->time = meeting.time;
    row->where = x->meeting.place;
    row->who = meeting.office;
    return OK;
}

static struct str key_words(struct http_call *call, const struct flow_escrow_asking *x) {
    return web_text(x->state == FLOW_ESCROW_ASKED    ? WEB_T_AHEAD_KEY_AGREE
                    : x->state == FLOW_ESCROW_AGREED ? WEB_T_AHEAD_KEY_PEEL
                                                     : WEB_T_AHEAD_KEY_GIVE,
                    http_english(call));
}

static struct err fill_row(struct http_call *call, const struct flow_ahead_entry *x,
                           struct web_ahead_row *row) {
    bool english = http_english(call);
    *row = (struct web_ahead_row){
        .kind = x->kind, .on = x->on, .late = x->late, .unsigned_ = x->unsigned_};
    if (x->kind == FLOW_AHEAD_COMMITMENT || x->kind == FLOW_AHEAD_MEETING)
        row->href = http_meeting_path(call, x->meeting.id);
    if (x->kind == FLOW_AHEAD_MEETING)
        return meeting_row(call, x, row);
    if (x->kind == FLOW_AHEAD_DUTY) {
        row->what = law_say(x->duty->label, english);
        row->href = http_path(call, WEB_PATH_ACTIVITIES);
        row->where = region_names(call, x, &row->more);
    } else if (x->kind == FLOW_AHEAD_STAGE)
        row->what = law_say(x->stage->label, english);
    else if (x->kind == FLOW_AHEAD_COMMITMENT)
        row->what = x->what;
    else if (x->kind == FLOW_AHEAD_KEY) {
        row->what = key_words(call, x->key);
        row->href = http_path(call, WEB_PATH_ESCROW);
    }
    if (x->id >= 0)
        row->href = arena_printf(call->arena, "%.*s%lld", STR_ARG(http_path(call, WEB_PATH_ROUND)),
                                 (long long)x->id);
    struct err e = x->office.len ? http_office_name(call, x->office, &row->who) : OK;
    if (x->kind == FLOW_AHEAD_ROUND) { /* it is its office's, and has no name of its own */
        row->what = row->who;
        row->who = STR("");
    }
    return e;
}

struct err http_ahead(struct http_call *call, const struct flow_ahead *ahead,
                      struct web_ahead *ret) {
    struct web_ahead_row *rows = NEW(call->arena, struct web_ahead_row, ahead->count + 1);
    struct err e = OK;
    for (size_t i = 0; i < ahead->count && !e.code; i++)
        e = fill_row(call, &ahead->list[i], &rows[i]);
    *ret = (struct web_ahead){rows, ahead->count, ahead->more};
    return e;
}

struct err http_own_ahead(struct http_call *call, struct web_ahead *ret) {
    struct flow_ahead ahead;
    struct date today = http_today(call);
    const struct flow_ahead_ask ask = {.law = http_law(call),
                                       .election = http_election(call, today),
                                       .today = today,
                                       .office = &http_staff(call)->who.office,
                                       .keys = flow_may(http_staff(call), FLOW_ESCROW),
                                       .now = call->now,
                                       .zone = http_zone(call),
                                       .max = FLOW_AHEAD_MAX};
    struct err e = flow_ahead_office(http_reader(call), call->arena, &ask, &ahead);
    return e.code ? e : http_ahead(call, &ahead, ret);
}
