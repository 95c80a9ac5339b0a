#include "http/risk_view.h"

#include "base/regions.h"
#include "http/page_figures.h"
#include "web/put.h"
#include "web/text.h"

#include <stdlib.h>

/* --- the request --- */

enum { QUERY_CEILING = 8192, HUNDRED = 100 };

static struct str field(struct http_call *call, char kind, struct str id) {
    return arena_printf(call->arena, "%c-%.*s", kind, STR_ARG(id));
}

/* A weight that was typed, in hundredths; false: it is no number of at most two decimals. */
static bool read_weight(struct str text, int64_t *ret) {
    double value;
    if (risk_number_read(str_trim(text), &value) != RISK_NUMBER_GOOD || value > HUNDRED)
        return false;
    if (!risk_is_hundredths(value))
        return false;
    *ret = risk_hundredths(value);
    return true;
}

struct trial {
    int64_t dimensions[RISK_DIMENSIONS], indicators[RISK_INDICATORS];
    struct risk_weights weights;
};

/* One field: what was typed in place of the weight in use. */
static void try_field(struct http_call *call, struct http_risk *r, struct str name, int64_t *ret) {
    struct str typed = http_query(call, arena_c(call->arena, name));
    if (!typed.len)
        return;
    r->asked = true;
    if (!read_weight(typed, ret))
        r->fault = WEB_RISK_NO_NUMBER;
}

static void read_trial(struct http_call *call, const struct risk_index *index, struct http_risk *r,
                       struct trial *t) {
    t->weights = (struct risk_weights){t->dimensions, t->indicators};
    for (size_t d = 0; d < index->dimension_count; d++) {
        t->dimensions[d] = index->dimensions[d].weight;
        try_field(call, r, field(call, 'd', index->dimensions[d].id), &t->dimensions[d]);
    }
    for (size_t i = 0; i < index->indicator_count; i++) {
        t->indicators[i] = index->indicators[i].weight;
        try_field(call, r, field(call, 'b', index->indicators[i].id), &t->indicators[i]);
    }
    if (!r->asked || r->fault ||
        !risk_weights_off(index, &t->weights, &r->fault_dimension, &r->fault_sum))
        return;
    r->fault =
        r->fault_dimension == index->dimension_count ? WEB_RISK_DIMENSIONS : WEB_RISK_INDICATORS;
}

struct err http_risk_look(struct http_call *call, struct http_risk *ret) {
    const struct flow *flow = http_app(call)->flow;
    const struct risk_rules *rules = flow_risk_rules(flow);
    struct flow_risk_ask ask = {.id = http_query(call, "pakai"),
                                .region = http_owner(call)->region,
                                .today = http_today(call)};
    struct trial *trial = NEW(call->arena, struct trial, 1);
    struct http_risk r = {0};
    const struct risk_index *index = ask.id.len           ? risk_index_find(rules, ask.id)
                                     : rules->index_count ? &rules->indexes[0]
                                                          : NULL;
    if (index)
        read_trial(call, index, &r, trial);
    if (r.asked && !r.fault)
        ask.weights = &trial->weights;
    struct err e = flow_risk_look(flow, http_reader(call), call->arena, &ask, &r.x);
    if (!e.code)
        *ret = r;
    return e;
}

static struct str id_of(const struct publication_risk *risk) {
    return risk->table ? risk->table->id : risk->index->id;
}

static void put_pair(struct buf *out, struct str name, struct str value) {
    buf_add_char(out, out->len ? '&' : '?');
    web_put_url_part(out, name);
    buf_add_char(out, '=');
    web_put_url_part(out, value);
}

struct str http_risk_query(struct http_call *call, const struct http_risk *r, struct str region,
                           bool weights) {
    struct buf out;
    buf_init(&out, QUERY_CEILING);
    put_pair(&out, STR("pakai"), id_of(&r->x.risk));
    if (region.len)
        put_pair(&out, STR("wilayah"), region);
    for (size_t i = 0; weights && r->x.risk.tried && i < call->query.count; i++) {
        struct intake_pair pair = call->query.list[i];
        if (str_starts(pair.name, STR("d-")) || str_starts(pair.name, STR("b-")))
            put_pair(&out, pair.name, pair.value);
    }
    struct str text = arena_str(call->arena, buf_str(&out));
    buf_done(&out);
    return text;
}

/* --- the view --- */

static struct str address(struct http_call *call, const struct http_risk *r, struct str region,
                          bool weights) {
    struct str query = http_risk_query(call, r, region, weights);
    return arena_printf(call->arena, "%.*s%.*s%s", STR_ARG(http_path(call, WEB_PATH_RISK)),
                        STR_ARG(query), region.len ? "#urai" : "");
}

static void fill_choices(struct http_call *call, struct web_risk *v) {
    const struct risk_rules *rules = flow_risk_rules(http_app(call)->flow);
    bool english = http_english(call);
    struct web_risk_choice *list =
        NEW(call->arena, struct web_risk_choice, rules->index_count + rules->table_count + 1);
    for (size_t i = 0; i < rules->index_count; i++)
        list[v->choice_count++] = (struct web_risk_choice){
            rules->indexes[i].id, law_say(rules->indexes[i].label, english),
            str_equal(rules->indexes[i].id, v->id)};
    for (size_t i = 0; i < rules->table_count; i++)
        if (rules->tables[i].published)
            list[v->choice_count++] = (struct web_risk_choice){
                rules->tables[i].id, law_say(rules->tables[i].label, english),
                str_equal(rules->tables[i].id, v->id)};
    v->choices = list;
}

static int by_rank(const void *left, const void *right) {
    const struct web_risk_row *a = left, *b = right;
    int64_t x = a->said ? a->rank : INT64_MAX, y = b->said ? b->rank : INT64_MAX;
    return x != y ? (x > y) - (x < y) : str_compare(a->code, b->code);
}

static void fill_rows(struct http_call *call, const struct http_risk *r, struct web_risk *v) {
    const struct risk_scores *scores = &r->x.risk.scores;
    struct web_risk_row *rows = NEW(call->arena, struct web_risk_row, scores->count + 1);
    for (size_t i = 0; i < scores->count; i++) {
        const struct risk_score *s = &scores->list[i];
        const struct region *region = region_find(s->region);
        struct web_tile tile = {0};
        if (http_map_tile(s->region, &tile))
            v->has_tiles = true;
        rows[i] = (struct web_risk_row){.code = s->region,
                                        .name = region ? region_short_name(region) : s->region,
                                        .href = address(call, r, s->region, true),
                                        .abbr = tile.abbr,
                                        .col = tile.col,
                                        .row = tile.row,
                                        .said = s->said,
                                        .score = s->score,
                                        .known = s->known,
                                        .class = (enum web_risk_class)s->class,
                                        .rank = (int64_t)s->rank,
                                        .usual_rank = (int64_t)r->x.usual.list[i].rank};
    }
    if (scores->count)
        qsort(rows, scores->count, sizeof *rows, by_rank);
    v->rows = rows;
    v->row_count = scores->count;
    v->said = (int64_t)scores->said;
}

/* Where a value can be looked up: the figures of the region, or the source of a table. */
static void fill_evidence(struct http_call *call, const struct risk_indicator *of,
                          struct str region, struct web_risk_part *part) {
    if (of->table) {
        part->source = law_say(of->table->source.text, http_english(call));
        part->address = of->table->source.address;
        return;
    }
    part->source = web_text(WEB_T_RISK_ROWS, http_english(call));
    part->address = arena_printf(call->arena, "%.*s?wilayah=%.*s",
                                 STR_ARG(http_path(call, WEB_PATH_FIGURES)), STR_ARG(region));
}

/* How far chance moves a share of cases. */
static void fill_range(const struct risk_indicator *of, const struct publication_line *line,
                       struct web_risk_part *part) {
    part->share = of->origin == RISK_OPEN_SHARE || of->origin == RISK_LATE_SHARE;
    if (!part->share || part->gap)
        return;
    struct publication_counts n = publication_risk_counts(line, of->origin);
    struct risk_share share = risk_wilson(n.part, n.whole);
    part->has_range = true;
    part->low = risk_hundredths(share.low * HUNDRED);
    part->high = risk_hundredths(share.high * HUNDRED);
}

/* Whether the region's count says more than chance would. */
static void fill_funnel(struct http_call *call, const struct http_risk *r, size_t indicator,
                        struct str region, struct web_risk_part *part) {
    const struct risk_scores *scores = &r->x.risk.scores;
    struct str *regions = NEW(call->arena, struct str, scores->count + 1);
    size_t at = 0;
    for (size_t i = 0; i < scores->count; i++) {
        regions[i] = scores->list[i].region;
        at = str_equal(regions[i], region) ? i : at;
    }
    const struct publication_funnel of = {regions, scores->count,
                                          &r->x.risk.index->indicators[indicator]};
    const struct risk_funnel_row *row =
        &publication_risk_funnel(call->arena, &r->x.figures, &of)[at];
    part->funnel = (enum web_risk_funnel)row->where;
    part->least = row->range.low;
    part->most = row->range.high;
}

static void fill_parts(struct http_call *call, const struct http_risk *r,
                       const struct risk_score *s, struct web_risk *v) {
    const struct risk_index *index = r->x.risk.index;
    const struct publication_line line = http_region_line(&r->x.figures, s->region);
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
            .value = risk_hundredths(p->rate),
            .scaled = p->scaled,
            .weight = p->weight,
            .contribution = p->contribution};
        fill_range(of, &line, &parts[i]);
        fill_evidence(call, of, s->region, &parts[i]);
        if (of->staff)
            fill_funnel(call, r, i, s->region, &parts[i]);
    }
    v->parts = parts;
    v->part_count = index->indicator_count;
}

static struct err fill_chosen(struct http_call *call, const struct http_risk *r,
                              struct web_risk *v) {
    struct str code = http_query(call, "wilayah");
    const struct risk_scores *scores = &r->x.risk.scores;
    if (!code.len)
        return OK;
    for (size_t i = 0; i < v->row_count; i++)
        if (str_equal(v->rows[i].code, code))
            v->chosen = &v->rows[i];
    if (!v->chosen)
        return ERR(ERR_MISSING, STR("region"));
    for (size_t i = 0; i < scores->count && !v->published; i++)
        if (str_equal(scores->list[i].region, code))
            fill_parts(call, r, &scores->list[i], v);
    return OK;
}

/* What was typed, else the weight in use: "60", "33.5". */
static struct web_risk_weight weight_of(struct http_call *call, struct str name, struct str label,
                                        int64_t weight) {
    struct str value = http_query(call, arena_c(call->arena, name));
    int whole = (int)(weight / HUNDRED), rest = (int)(weight % HUNDRED);
    if (!value.len)
        value = rest ? arena_printf(call->arena, "%d.%02d", whole, rest)
                     : arena_printf(call->arena, "%d", whole);
    return (struct web_risk_weight){.name = name, .label = label, .value = value};
}

static void fill_weights(struct http_call *call, const struct http_risk *r, struct web_risk *v) {
    const struct risk_index *index = r->x.risk.index;
    bool english = http_english(call);
    struct web_risk_weight *list =
        NEW(call->arena, struct web_risk_weight, index->dimension_count + index->indicator_count);
    for (size_t d = 0; d < index->dimension_count; d++) {
        const struct risk_dimension *dimension = &index->dimensions[d];
        list[v->weight_count] = weight_of(call, field(call, 'd', dimension->id),
                                          law_say(dimension->label, english), dimension->weight);
        list[v->weight_count++].of_dimension = true;
        for (size_t i = 0; i < index->indicator_count; i++)
            if (index->indicators[i].dimension == d)
                list[v->weight_count++] = weight_of(call, field(call, 'b', index->indicators[i].id),
                                                    law_say(index->indicators[i].label, english),
                                                    index->indicators[i].weight);
    }
    v->weights = list;
    v->tried = r->x.risk.tried;
    v->weights_fault = r->fault;
    v->fault_sum = r->fault_sum;
    if (r->fault == WEB_RISK_INDICATORS)
        v->fault_name = law_say(index->dimensions[r->fault_dimension].label, english);
}

static void fill_warnings(struct http_call *call, const struct http_risk *r, struct web_risk *v) {
    const struct date today = r->x.risk.as_of;
    struct risk_moment moment =
        risk_moment_on(http_law(call), http_election_on(call, today), r->x.risk.index, today);
    struct web_risk_warning *list =
        NEW(call->arena, struct web_risk_warning, r->x.warning_count + 1);
    struct str *acts = NEW(call->arena, struct str, RISK_ACTS_MAX);
    for (size_t i = 0; i < r->x.warning_count; i++) {
        const struct risk_warning *w = &r->x.warnings[i];
        const struct region *region = region_find(w->region);
        list[i] = (struct web_risk_warning){region ? region_short_name(region) : w->region,
                                            address(call, r, w->region, false),
                                            (enum web_risk_reason)w->reason, w->count};
    }
    for (size_t i = 0; i < moment.act_count; i++)
        acts[i] = law_say(moment.acts[i]->label, http_english(call));
    v->warnings = list;
    v->warning_count = r->x.warning_count;
    v->acts = acts;
    v->act_count = moment.act_count;
    v->has_stage = moment.stage != NULL;
    v->stage = moment.stage ? moment.stage->label : (struct law_text){0};
    v->stage_days = moment.days;
}

static void fill_head(struct http_call *call, const struct http_risk *r, struct web_risk *v) {
    const struct publication_risk *risk = &r->x.risk;
    const struct risk_table *table = risk->table;
    const struct risk_source *source = table ? &table->source : &risk->index->source;
    struct risk_cuts cuts = table ? table->cuts : risk->index->cuts;
    bool english = http_english(call);
    *v = (struct web_risk){.id = id_of(risk),
                           .label = law_say(table ? table->label : risk->index->label, english),
                           .note = law_say(table ? table->note : risk->index->note, english),
                           .source = law_say(source->text, english),
                           .source_address = source->address,
                           .published = table != NULL,
                           .doubtful = source->confidence != LAW_HIGH,
                           .as_of = table ? table->to : risk->as_of,
                           .has_cuts = cuts.has,
                           .medium = cuts.medium,
                           .high = cuts.high,
                           .least_known = table ? 0 : risk->index->least_known,
                           .law = risk->law};
    struct str query = http_risk_query(call, r, STR(""), true);
    v->csv = arena_printf(call->arena, "/data/index.csv%.*s", STR_ARG(query));
    v->json = arena_printf(call->arena, "/data/index.json%.*s", STR_ARG(query));
    v->usual = address(call, r, http_query(call, "wilayah"), false);
}

struct err http_risk_fill(struct http_call *call, const struct http_risk *r, struct web_risk *ret) {
    struct web_risk v;
    fill_head(call, r, &v);
    fill_choices(call, &v);
    fill_rows(call, r, &v);
    if (r->x.risk.index) {
        fill_weights(call, r, &v);
        fill_warnings(call, r, &v);
    }
    struct err e = fill_chosen(call, r, &v);
    if (!e.code)
        *ret = v;
    return e;
}
