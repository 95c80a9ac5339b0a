#include "http/activity_view.h"
#include "http/ahead_view.h"
#include "http/barometer_one.h"
#include "http/daily_view.h"
#include "http/handlers.h"
#include "http/letter_draft.h"
#include "http/page_figures.h"
#include "http/risk_view.h"
#include "http/round_view.h"

#include "base/regions.h"
#include "flow/barometer.h"
#include "flow/risk.h"
#include "intake/limits.h"

#include <stdlib.h>

/* K9: the Sekda's barometer, of the own region or of one that lies in it. */

enum {
    LATES = 8,
    BARS = 8,
    WARNINGS = 6,
    AHEAD = 4,
    AHEAD_ONE = 12,
    PERCENT = 100,
    PROVINCE_CODE = 2
};
static const int64_t DAY_US = 86400LL * 1000000;

static int64_t percent(int64_t part, int64_t whole) {
    if (whole <= 0)
        return -1;
    int64_t n = part * PERCENT / whole;
    return n > PERCENT ? PERCENT : n; /* who came twice to talks is counted twice */
}

/* How many points of a hundred came since a week ago. */
static struct web_barometer_figure share(int64_t part, int64_t whole, int64_t came) {
    struct web_barometer_figure f = {.n = percent(part, whole)};
    if (f.n >= 0)
        f.up = f.n - percent(part > came ? part - came : 0, whole);
    return f;
}

static struct web_barometer_figure count(int64_t n, int64_t change) {
    return (struct web_barometer_figure){
        .n = n, .up = change > 0 ? change : 0, .down = change < 0 ? -change : 0};
}

/* --- regions --- */

static struct str region_text(struct http_call *call, struct str code) {
    const struct region *region = region_find(code);
    return region ? region->name : http_text(call, WEB_T_BAROMETER_NATION);
}

static struct web_barometer_row row_of(const struct flow_barometer_row *r, struct date today,
                                       bool english) {
    const struct region *region = region_find(r->region);
    struct web_barometer_row row = {.code = r->region,
                                    .name = region ? region_short_name(region) : r->region,
                                    .open = r->now.open,
                                    .late = r->now.late,
                                    .proven = r->now.proven,
                                    .days = r->now.open ? today.day - r->oldest : -1,
                                    .pledged = percent(r->now.pledged, r->now.asked),
                                    .reached = percent(r->now.reached, r->now.people),
                                    .led = {r->now.led, r->now.leaders},
                                    .done = r->now.done,
                                    .due = r->now.due,
                                    .pledge_missing = r->pledge == FLOW_SECRETARY_MISSING,
                                    .unsigned_ = english ? r->unsigned_.name_en : r->unsigned_.name,
                                    .secretary_case = r->secretary_case,
                                    .flagged = r->look != FLOW_LOOK_NONE,
                                    .no_round = r->look == FLOW_LOOK_NO_ROUND};
    struct web_tile tile;
    if (http_map_tile(r->region, &tile)) {
        row.abbr = tile.abbr;
        row.col = tile.col;
        row.row = tile.row;
    }
    return row;
}

/* A single region has a table of one row, and no map. */
static void fill_rows(struct http_call *call, const struct flow_barometer *b,
                      struct web_barometer *v) {
    enum { PICTURE = 2 };
    struct web_barometer_row *rows = NEW(call->arena, struct web_barometer_row, b->row_count + 1);
    size_t tiles = 0;
    for (size_t i = 0; i < b->row_count; i++) {
        rows[i] = row_of(&b->rows[i], v->today, http_english(call));
        if (str_equal(rows[i].code, v->code) && v->code.len == PROVINCE_CODE)
            rows[i].name = http_text(call, WEB_T_BAROMETER_PROVINCE);
        v->flagged += rows[i].flagged;
        if (rows[i].no_round)
            v->no_round = v->no_round.len
                              ? arena_printf(call->arena, "%.*s, %.*s", STR_ARG(v->no_round),
                                             STR_ARG(rows[i].name))
                              : rows[i].name;
        tiles += rows[i].abbr.len > 0;
    }
    v->rows = rows;
    v->row_count = b->row_count;
    v->has_tiles = tiles >= PICTURE;
}

/* --- who is late, and who has pledged --- */

static struct str state_label(const struct http_call *call, const struct flow_barometer_late *l) {
    const struct law_rulebook *rules = law_rulebook_named(http_law(call), l->rules);
    const struct law_state *state = rules ? law_state(rules, l->state) : NULL;
    return state ? law_say(state->label, http_english(call)) : l->state;
}

static struct err fill_lates(struct http_call *call, const struct flow_barometer *b,
                             struct web_barometer *v) {
    size_t count = b->late_count < LATES ? b->late_count : LATES;
    struct web_barometer_late *list = NEW(call->arena, struct web_barometer_late, count + 1);
    struct err e = OK;
    for (size_t i = 0; i < count && !e.code; i++) {
        const struct flow_barometer_late *l = &b->late[i];
        list[i] = (struct web_barometer_late){
            .why = state_label(call, l), .n = l->n, .days = v->today.day - l->oldest};
        e = http_office_name(call, l->office, &list[i].name);
    }
    v->lates = list;
    v->late_count = count;
    v->late_more = (int64_t)(b->late_count - count);
    return e;
}

struct behind { /* offices, the furthest behind first */
    const struct store_office *list;
    size_t count;
};

/* A reminder goes to all offices that are behind and that letters of the own one reach, not only to
 * those listed; to as many of them as its form takes. */
static void fill_remind(struct http_call *call, struct str kind, const struct behind *behind,
                        struct web_barometer_remind *ret) {
    const struct flow_staff *staff = http_staff(call);
    const struct law_letter *letter = law_letter(http_law(call), kind);
    if (!letter || !letter->template.id.len || !flow_may(staff, FLOW_LETTER_ISSUE))
        return;
    struct str *to = NEW(call->arena, struct str, INTAKE_LETTER_TO);
    size_t count = 0;
    for (size_t i = 0; i < behind->count && count < INTAKE_LETTER_TO; i++)
        if (behind->list[i].id.len && flow_letter_reaches(&staff->who.office, &behind->list[i]))
            to[count++] = behind->list[i].id;
    size_t fit = http_letter_fit(kind, to, count);
    *ret =
        (struct web_barometer_remind){kind, to, fit, (int64_t)fit, (int64_t)(behind->count - fit)};
}

static struct err remind_late(struct http_call *call, const struct flow_barometer *b,
                              struct web_barometer *v) {
    struct store_office *list = NEW(call->arena, struct store_office, INTAKE_LETTER_TO);
    size_t count = b->late_count < INTAKE_LETTER_TO ? b->late_count : INTAKE_LETTER_TO;
    struct err e = OK;
    for (size_t i = 0; i < count && !e.code; i++) {
        e = store_office_find(http_reader(call), call->arena, b->late[i].office, &list[i]);
        if (e.code == ERR_MISSING)
            e = OK;
    }
    if (!e.code)
        fill_remind(call, STR("PENGINGAT-TINDAK-LANJUT"), &(struct behind){list, count},
                    &v->remind);
    if (v->remind.kind.len)
        v->remind.others = (int64_t)b->late_count - v->remind.to;
    return e;
}

/* An agency's bar, and its id. */
struct bar {
    struct web_barometer_bar shown;
    struct store_office office;
};

static int by_share(const void *a, const void *b) {
    const struct web_barometer_bar *x = &((const struct bar *)a)->shown;
    const struct web_barometer_bar *y = &((const struct bar *)b)->shown;
    int64_t order = x->percent - y->percent;
    if (!order)
        order = y->signed_.whole - x->signed_.whole;
    return order ? (order > 0) - (order < 0) : str_compare(x->name, y->name);
}

/* Below how many percent of pledges an agency is behind. */
static int64_t least_coverage(struct http_call *call) {
    const struct risk_rules *rules = flow_risk_rules(http_app(call)->flow);
    return rules->index_count ? rules->indexes[0].warn.coverage : 0;
}

/* An agency without anybody in its roster has no share. */
static void fill_bars(struct http_call *call, const struct flow_barometer *b,
                      struct web_barometer *v) {
    struct bar *list = NEW(call->arena, struct bar, b->pledges.count + 1);
    struct web_barometer_bar *bars = NEW(call->arena, struct web_barometer_bar, BARS);
    struct store_office *behind = NEW(call->arena, struct store_office, b->pledges.count + 1);
    size_t count = 0, low = 0;
    for (size_t i = 0; i < b->pledges.count; i++) {
        const struct store_follow_pledge *p = &b->pledges.list[i];
        if (p->people > 0)
            list[count++] =
                (struct bar){{.name = http_english(call) ? p->office.name_en : p->office.name,
                              .signed_ = {p->pledged, p->people},
                              .percent = percent(p->pledged, p->people)},
                             p->office};
    }
    if (count)
        qsort(list, count, sizeof *list, by_share);
    v->bars = bars;
    v->bar_count = count < BARS ? count : BARS;
    v->bar_more = (int64_t)(count - v->bar_count);
    for (size_t i = 0; i < v->bar_count; i++)
        bars[i] = list[i].shown;
    for (const int64_t least = least_coverage(call); low < count && list[low].shown.percent < least;
         low++)
        behind[low] = list[low].office;
    fill_remind(call, STR("PENGINGAT-IKRAR"), &(struct behind){behind, low}, &v->remind_pledges);
}

/* --- the next stage and its risk points --- */

static struct risk_moment fill_stage(struct http_call *call, const struct flow_risk *x,
                                     const struct flow_barometer *b, struct web_barometer *v) {
    struct risk_moment moment =
        risk_moment_on(http_election_on(call, v->today), x->risk.index, v->today);
    const struct flow_duties_open ask = {v->code, moment.stage, RISK_ACTS_MAX};
    const struct law_duty *open[RISK_ACTS_MAX];
    struct str *acts = NEW(call->arena, struct str, RISK_ACTS_MAX);
    size_t count = 0;
    if (v->code.len) /* there is no authority of the nation's */
        count = flow_duties_open(&b->duties, &ask, open);
    for (size_t i = 0; i < count; i++)
        acts[i] = law_say(open[i]->label, http_english(call));
    v->acts = acts;
    v->act_count = count;
    v->stages = http_stages(&moment);
    return moment;
}

/* Of the own region alone its acts stand in a list of their own. */
static void fill_warnings(struct http_call *call, const struct flow_risk *x,
                          const struct flow_barometer *b, struct web_barometer *v) {
    struct risk_moment moment = fill_stage(call, x, b, v);
    struct web_barometer_warning *list = NEW(call->arena, struct web_barometer_warning, WARNINGS);
    for (size_t i = 0; i < x->warning_count; i++) {
        const struct risk_warning *w = &x->warnings[i];
        const struct region *region = region_find(w->region);
        bool last = i + 1 == x->warning_count || !str_equal(w[1].region, w->region);
        if (!str_starts(w->region, v->code))
            continue;
        if (v->warning_count == WARNINGS) {
            v->warning_more++;
            continue;
        }
        list[v->warning_count++] = (struct web_barometer_warning){
            region ? region_short_name(region) : w->region,
            arena_printf(call->arena, "%.*s?wilayah=%.*s#urai",
                         STR_ARG(http_path(call, WEB_PATH_RISK)), STR_ARG(w->region)),
            (enum web_risk_reason)w->reason, w->count,
            last && !str_equal(w->region, v->code)
                ? http_open_acts(call, &b->duties, w->region, moment.stage)
                : (struct str){0}};
    }
    v->warnings = list;
}

/* A store whose rules have no index has no warnings. */
static struct err fill_risk(struct http_call *call, const struct flow_barometer *b,
                            struct web_barometer *v) {
    const struct flow *flow = http_app(call)->flow;
    struct flow_risk x;
    struct flow_risk_ask ask = {
        .region = v->code, .today = v->today, .election = http_election_on(call, v->today)};
    if (!flow_risk_rules(flow)->index_count)
        return OK;
    struct err e = flow_risk_look(flow, http_reader(call), call->arena, &ask, &x);
    if (e.code)
        return e;
    fill_warnings(call, &x, b, v);
    return OK;
}

/* --- the page --- */

/* What lies in the own region is asked for; another one is none. */
static struct err region_asked(struct http_call *call, struct str *ret) {
    struct str own = http_staff(call)->who.office.region, asked = http_query(call, "wilayah");
    if (!asked.len)
        asked = own;
    bool is_one = !asked.len || region_find(asked);
    if (!is_one || !str_starts(asked, own))
        return ERR(ERR_MISSING, STR("region"));
    *ret = asked;
    return OK;
}

static void fill_figures(const struct flow_barometer *b, struct web_barometer *v) {
    const struct flow_barometer_numbers *now = &b->now, *change = &b->change;
    v->open = count(now->open, change->open);
    v->late = count(now->late, change->late);
    v->proven = count(now->proven, change->proven);
    v->pledged = share(now->pledged, now->asked, change->pledged);
    v->reached = share(now->reached, now->people, change->reached);
    v->led = (struct web_share){now->led, now->leaders};
    v->done = now->done;
    v->due = now->due;
}

static struct err fill_ahead(struct http_call *call, const struct flow_barometer_ask *of,
                             const struct flow_barometer *b, struct web_barometer *v) {
    struct flow_ahead ahead;
    const struct flow_ahead_ask ask = {.law = of->law,
                                       .election = of->election,
                                       .today = of->today,
                                       .region = of->region,
                                       .max = b->row_count == 1 ? AHEAD_ONE : AHEAD};
    struct err e = flow_ahead_region(http_reader(call), call->arena, &ask, b, &ahead);
    return e.code ? e : http_ahead(call, &ahead, &v->ahead);
}

static struct err fill(struct http_call *call, struct web_barometer *v) {
    struct flow_barometer b;
    const struct flow_barometer_ask ask = {.law = http_law(call),
                                           .election = http_election(call, v->today),
                                           .region = v->code,
                                           .viewer = http_staff(call)->who.office.region,
                                           .today = v->today};
    struct err e = flow_barometer(http_reader(call), call->arena, &ask, &b);
    if (e.code)
        return e;
    v->region = region_text(call, v->code);
    v->last = b.last;
    v->stale = call->now.us - b.last.us > DAY_US;
    v->region_count = http_activity_regions(call, http_staff(call)->who.office.region, &v->regions);
    fill_figures(&b, v);
    fill_rows(call, &b, v);
    fill_bars(call, &b, v);
    e = fill_lates(call, &b, v);
    if (!e.code)
        e = remind_late(call, &b, v);
    if (!e.code)
        e = fill_ahead(call, &ask, &b, v);
    if (!e.code && b.row_count == 1)
        e = http_barometer_one(call, &b, v);
    return e.code ? e : fill_risk(call, &b, v);
}

struct err page_barometer(struct http_call *call) {
    struct web_barometer v = {.today = http_today(call)};
    struct err e = region_asked(call, &v.code);
    if (!e.code)
        e = fill(call, &v);
    if (e.code)
        return e;
    http_daily_link(call, v.code, &v.link, &v.link_until);
    struct web_common c = http_common(call);
    c.path = WEB_PATH_BAROMETER;
    web_render_barometer(call->out, &v, &c);
    return http_page(call, 200);
}
