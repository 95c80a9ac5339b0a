#include "http/page_figures.h"
#include "http/risk_view.h"
#include "web/text.h"

/* One region's score taken apart: each indicator with its value, how far chance moves it, and where
 * it can be looked up. */

static void set_evidence(struct web_risk_part *part, struct str source, struct str address) {
    part->source = source;
    part->address = address;
}

/* The source of a table, the coverage of pledges, the election's calendar, or the region's figures.
 */
static void fill_evidence(struct http_call *call, const struct publication_told *told,
                          const struct risk_indicator *of, struct web_risk_part *part,
                          struct str region) {
    bool english = http_english(call);
    if (of->table)
        set_evidence(part, law_say(of->table->source.text, english), of->table->source.address);
    else if (of->origin == RISK_UNPLEDGED_SHARE)
        set_evidence(part, web_text(WEB_T_COVERAGE_TITLE, english),
                     http_path(call, WEB_PATH_COVERAGE));
    else if (of->origin == RISK_CALENDAR && told->election)
        set_evidence(part, law_say(told->election->label, english),
                     arena_printf(call->arena, "%.*s%.*s.ics",
                                  STR_ARG(http_path(call, WEB_PATH_CALENDAR)),
                                  STR_ARG(told->election->id)));
    else
        set_evidence(part, web_text(WEB_T_RISK_ROWS, english),
                     arena_printf(call->arena, "%.*s?wilayah=%.*s",
                                  STR_ARG(http_path(call, WEB_PATH_FIGURES)), STR_ARG(region)));
}

/* How far chance moves a share of cases, and what a value gives on the scale. A count's own limits
 * are not told: the funnel says more. */
static void fill_range(const struct risk_indicator *of, const struct risk_part *from,
                       struct web_risk_part *part) {
    part->share = risk_is_share(of->origin);
    part->has_range = part->share && from->limits.low < from->limits.high;
    part->low = risk_hundredths(from->limits.low);
    part->high = risk_hundredths(from->limits.high);
    part->scaled_low = from->range.low;
    part->scaled_high = from->range.high;
}

/* Whether the region's count says more than chance would. */
static void fill_funnel(struct http_call *call, const struct publication_told *told, size_t region,
                        const struct risk_indicator *of, struct web_risk_part *part) {
    const struct risk_funnel_row *row = &publication_risk_funnel(call->arena, told, of)[region];
    part->funnel = (enum web_risk_funnel)row->where;
    part->least = row->range.low;
    part->most = row->range.high;
}

void http_risk_parts(struct http_call *call, const struct http_risk *r, size_t region,
                     struct web_risk *v) {
    const struct risk_index *index = r->x.risk.index;
    const struct risk_score *s = &r->x.risk.scores.list[region];
    struct web_risk_part *parts = NEW(call->arena, struct web_risk_part, index->indicator_count);
    bool english = http_english(call);
    for (size_t i = 0; i < index->indicator_count; i++) {
        const struct risk_indicator *of = &index->indicators[i];
        const struct risk_part *p = &s->parts[i];
        parts[i] = (struct web_risk_part){
            .label = law_say(of->label, english),
            .dimension = law_say(index->dimensions[of->dimension].label, english),
            .gap = (enum web_risk_gap)p->raw.gap,
            .per_staff = of->staff != NULL,
            .per_asked = of->per_asked,
            .as_least = of->missing == RISK_AS_LEAST,
            .of_rounds = of->per_asked || of->origin == RISK_UNPLEDGED_SHARE,
            .value = risk_hundredths(p->rate),
            .scaled = p->scaled,
            .weight = p->weight,
            .contribution = p->contribution};
        fill_range(of, p, &parts[i]);
        fill_evidence(call, &r->x.told, of, &parts[i], s->region);
        fill_funnel(call, &r->x.told, region, of, &parts[i]);
    }
    v->parts = parts;
    v->part_count = index->indicator_count;
}
