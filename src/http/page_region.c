#include "http/handlers.h"
#include "http/page_figures.h"

#include "base/regions.h"
#include "flow/public.h"
#include "flow/risk.h"
#include "http/activity_view.h"

/* P10: one region. */

/* What was done in the region to prevent breaches; a province's page has those of its own. */
static struct err fill_deeds(struct http_call *call, struct web_region *v) {
    enum { SHOWN = 20 };
    struct store_activities list;
    struct err e =
        store_activity_region(http_reader(call), call->arena, v->tile.code, SHOWN, &list);
    if (e.code)
        return e;
    struct web_deed *deeds = NEW(call->arena, struct web_deed, list.count + 1);
    for (size_t i = 0; i < list.count && !e.code; i++) {
        const struct store_activity *x = &list.list[i];
        struct str source = x->source.len ? x->source : x->organiser;
        if (!source.len)
            e = http_office_name(call, x->office, &source);
        deeds[v->deed_count++] =
            (struct web_deed){x->on, http_activity_title(call, x), x->place, source};
    }
    v->deeds = deeds;
    return e;
}

/* Recommendations that wait for BKN or the appointing authority, by whether they are late and how
 * long; empty when none does. */
static struct web_chart waiting_chart(struct http_call *call,
                                      const struct publication_figures *figures,
                                      struct str region) {
    static const enum web_text_key LABELS[PUBLICATION_WAITING_COUNT] = {
        [PUBLICATION_WAITS_IN_TIME] = WEB_T_REGION_WAITS_IN_TIME,
        [PUBLICATION_WAITS_LATE] = WEB_T_REGION_WAITS_LATE,
        [PUBLICATION_WAITS_LONG] = WEB_T_REGION_WAITS_LONG,
        [PUBLICATION_WAITS_LONGEST] = WEB_T_REGION_WAITS_LONGEST};
    struct web_bar *bars = NEW(call->arena, struct web_bar, PUBLICATION_WAITING_COUNT);
    bool some = false;
    for (int i = 0; i < PUBLICATION_WAITING_COUNT; i++) {
        struct publication_number n =
            publication_region_waiting(figures, region, (enum publication_waiting)i);
        bars[i] = (struct web_bar){http_text(call, LABELS[i]), http_count(n)};
        some |= n.n || n.hidden;
    }
    return (struct web_chart){bars, some ? PUBLICATION_WAITING_COUNT : 0};
}

/* Which Bawaslu is in charge of what happens in the region. */
static struct err fill_contact(struct http_call *call, struct web_region *v) {
    struct store_office office;
    struct err e =
        store_office_for(http_reader(call), call->arena, STR("bawaslu"), v->tile.code, &office);
    if (!e.code)
        v->contact = http_english(call) ? office.name_en : office.name;
    return e.code == ERR_MISSING ? OK : e;
}

static struct web_line trend_line(struct http_call *call, const struct flow_trend *trend,
                                  const struct flow_trend_counts *counts,
                                  const struct law_election *election) {
    struct web_point *points = NEW(call->arena, struct web_point, PUBLICATION_TREND_WEEKS);
    if (counts->none || counts->withheld)
        return (struct web_line){0};
    for (int32_t i = 0; i < PUBLICATION_TREND_WEEKS; i++)
        points[i] = (struct web_point){{trend->from.day + 7 * i}, {.value = counts->least[i]}};
    struct web_line line = http_weeks_line(call, points, PUBLICATION_TREND_WEEKS, election);
    line.by_fives = true;
    line.note = http_text(call, WEB_T_REGION_TREND_READ);
    return line;
}

/* The last of the stages that begin before the week ends and end after it began. */
static struct str stage_of(const struct web_line *line, struct date monday) {
    struct str stage = {0};
    for (size_t i = 0; i < line->band_count; i++)
        if (line->bands[i].from.day <= monday.day + 6 && line->bands[i].to.day >= monday.day)
            stage = line->bands[i].label;
    return stage;
}

static struct err fill_trend(struct http_call *call, struct flow_counting *of,
                             struct web_region *v) {
    struct flow_trend trend;
    struct err e = flow_counted_trend(of, v->tile.code, &trend);
    if (e.code)
        return e;
    const struct law_election *election = http_election(call, v->as_of);
    v->received = trend_line(call, &trend, &trend.received, election);
    v->decided = trend_line(call, &trend, &trend.decided, election);
    v->received.name = http_text(call, WEB_T_REGION_TREND_RECEIVED);
    v->decided.name = http_text(call, WEB_T_REGION_TREND_DECIDED);
    v->withheld = trend.received.withheld || trend.decided.withheld;
    const struct web_line *some = v->received.point_count ? &v->received : &v->decided;
    v->week_count = some->point_count;
    if (some->band_count)
        v->calendar = election;
    struct web_trend_week *weeks = NEW(call->arena, struct web_trend_week, v->week_count + 1);
    for (size_t i = 0; i < v->week_count; i++)
        weeks[i] =
            (struct web_trend_week){some->points[i].from, stage_of(some, some->points[i].from),
                                    trend.received.least[i], trend.decided.least[i]};
    v->weeks = weeks;
    return OK;
}

/* An index compares the regencies and cities of the store's province, or of the nation. */
static bool is_scored(struct http_call *call, const struct region *region) {
    const struct risk_rules *rules = flow_risk_rules(http_app(call)->flow);
    const struct region *own = region_find(http_owner(call)->region);
    bool ours = !own || region_province(own) == region_province(region);
    return rules->index_count && rules->indexes[0].level == RISK_REGENCY &&
           region->kind != REGION_PROVINSI && ours;
}

/* What the page shows that is not of the figures' moment, but of now. */
static uint64_t sum_beside(const struct web_region *v) {
    uint64_t sum = str_sum(0, v->contact);
    for (size_t i = 0; i < v->deed_count; i++) {
        const struct web_deed *d = &v->deeds[i];
        sum = str_sum(sum, (struct str){(const char *)&d->on, sizeof d->on});
        sum = str_sum(str_sum(str_sum(sum, d->title), d->place), d->source);
    }
    return sum;
}

static struct err show_region(struct http_call *call, struct http_figures_kept *kept,
                              const struct region *region, struct web_region *v) {
    struct publication_figures figures;
    struct err e = flow_counted_waiting(&kept->of, &figures);
    if (e.code)
        return e;
    struct publication_line line = http_region_line(&figures, region->code);
    v->tile = http_region_tile(&figures, region);
    v->tile.name = region->name;
    v->as_of = kept->of.as_of;
    v->scored = is_scored(call, region);
    v->acts = http_acts_chart(call, &figures, region->code);
    v->waiting = waiting_chart(call, &figures, region->code);
    if (line.received.n || line.received.hidden)
        v->stages = http_progress_chart(call, &line);
    e = fill_trend(call, &kept->of, v);
    if (e.code)
        return e;
    struct web_common c = http_figures_common(call, &kept->of);
    web_render_region(call->out, v, &c);
    return http_figures_page(call, kept);
}

struct err page_region_get(struct http_call *call) {
    const struct region *region = region_find(http_param(call, "code"));
    if (!region)
        return ERR(ERR_MISSING, STR("region"));
    struct web_region v = {.tile.code = region->code};
    if (!http_owner(call)->region.len)
        v.province = region_province(region)->code;
    struct http_figures_kept kept = {0};
    struct err e = fill_deeds(call, &v);
    if (!e.code)
        e = fill_contact(call, &v);
    kept.beside = sum_beside(&v);
    if (!e.code)
        e = http_figures_kept(call, &kept);
    return e.code || kept.answered ? e : show_region(call, &kept, region, &v);
}
