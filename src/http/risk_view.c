#include "http/risk_view.h"

#include "base/regions.h"
#include "http/page_figures.h"
#include "http/shapes.h"
#include "risk/compose.h"
#include "web/put.h"
#include "web/text.h"

#include <stdlib.h>

/* --- the request --- */

enum { QUERY_CEILING = 8192, HUNDRED = 100 };

static struct str field(struct http_call *call, char kind, struct str id) {
    return arena_printf(call->arena, "%c-%.*s", kind, STR_ARG(id));
}

/* A weight that was typed, in hundredths. */
static enum web_weight_fault read_weight(struct str text, int64_t *ret) {
    static const enum web_weight_fault FAULTS[] = {
        [RISK_SLIP_NO_NUMBER] = WEB_WEIGHT_NO_NUMBER,
        [RISK_SLIP_NEGATIVE] = WEB_WEIGHT_NEGATIVE,
        [RISK_SLIP_LARGE] = WEB_WEIGHT_LARGE,
        [RISK_SLIP_DIGITS] = WEB_WEIGHT_DIGITS,
    };
    enum risk_slip_kind kind = RISK_SLIP_NO_NUMBER;
    return risk_percent_read(text, ret, &kind) ? WEB_WEIGHT_GOOD : FAULTS[kind];
}

static struct str typed(struct http_call *call, bool desk, struct str name) {
    const char *n = arena_c(call->arena, name);
    struct str text = http_query(call, n);
    return desk && !text.len ? http_form(call, n) : text;
}

struct field {
    struct str name;
    int64_t *weight; /* in use, then what was typed */
    enum web_weight_fault *fault;
};

static void try_field(struct http_call *call, struct http_risk *r, struct field f) {
    struct str text = typed(call, r->desk, f.name);
    if (!text.len)
        return;
    r->weights->asked = true;
    *f.fault = read_weight(text, f.weight);
    r->weights->bad |= *f.fault != WEB_WEIGHT_GOOD;
}

static void add_up(const struct risk_index *index, struct http_weights *t) {
    for (size_t i = 0; i < index->indicator_count; i++)
        t->sums[index->indicators[i].dimension] += t->indicators[i];
    for (size_t d = 0; d < index->dimension_count; d++) {
        t->sum += t->dimensions[d];
        t->bad |= t->sums[d] != RISK_WHOLE;
    }
    t->bad |= t->sum != RISK_WHOLE;
}

static void read_trial(struct http_call *call, const struct risk_index *index,
                       struct http_risk *r) {
    struct http_weights *t = r->weights;
    for (size_t d = 0; d < index->dimension_count; d++) {
        t->dimensions[d] = index->dimensions[d].weight;
        try_field(call, r,
                  (struct field){field(call, 'd', index->dimensions[d].id), &t->dimensions[d],
                                 &t->dimension_faults[d]});
    }
    for (size_t i = 0; i < index->indicator_count; i++) {
        t->indicators[i] = index->indicators[i].weight;
        try_field(call, r,
                  (struct field){field(call, 'b', index->indicators[i].id), &t->indicators[i],
                                 &t->indicator_faults[i]});
    }
    if (!t->bad)
        add_up(index, t);
}

struct err http_risk_look(struct http_call *call, struct flow_counting *of, struct http_risk *ret) {
    struct flow_risk_ask ask = {.id = typed(call, !of, STR("pakai")),
                                .region = http_owner(call)->region,
                                .today = http_today(call),
                                .of = of};
    ask.election = http_election_on(call, of ? of->as_of : ask.today);
    struct http_risk r = {.weights = NEW(call->arena, struct http_weights, 1), .desk = !of};
    struct err e = flow_risk_look(http_app(call)->flow, http_reader(call), call->arena, &ask, &r.x);
    if (e.code)
        return e;
    if (r.x.risk.index)
        read_trial(call, r.x.risk.index, &r);
    if (r.weights->asked && !r.weights->bad) {
        const struct risk_weights weights = {r.weights->dimensions, r.weights->indicators};
        struct risk_index *tried = NEW(call->arena, struct risk_index, 1);
        e = risk_reweigh(call->arena, r.x.risk.index, &weights, tried);
        if (!e.code)
            e = flow_risk_try(call->arena, tried, &r.x);
    }
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

struct str http_risk_address(struct http_call *call, const struct http_risk *r, struct str region,
                             bool weights) {
    struct str query = http_risk_query(call, r, region, weights);
    return arena_printf(call->arena, "%.*s%.*s%s%s",
                        STR_ARG(http_path(call, r->desk ? WEB_PATH_WEIGH : WEB_PATH_RISK)),
                        STR_ARG(query), http_shapes_asked(call) ? "&batas=1" : "",
                        region.len ? "#urai" : "");
}

/* Weights of a table that others published are nobody's to change. */
static void fill_choices(struct http_call *call, bool desk, struct web_risk *v) {
    const struct risk_rules *rules = flow_risk_rules(http_app(call)->flow);
    bool english = http_english(call);
    struct web_risk_choice *list =
        NEW(call->arena, struct web_risk_choice, rules->index_count + rules->table_count + 1);
    for (size_t i = 0; i < rules->index_count; i++)
        list[v->choice_count++] = (struct web_risk_choice){
            rules->indexes[i].id, law_say(rules->indexes[i].label, english),
            str_equal(rules->indexes[i].id, v->id)};
    for (size_t i = 0; i < rules->table_count && !desk; i++)
        if (rules->tables[i].published)
            list[v->choice_count++] = (struct web_risk_choice){
                rules->tables[i].id, law_say(rules->tables[i].label, english),
                str_equal(rules->tables[i].id, v->id)};
    v->choices = list;
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
            http_risk_parts(call, r, i, v);
    return OK;
}

/* "60", "33.5" */
static struct str in_words(struct http_call *call, int64_t weight) {
    int whole = (int)(weight / HUNDRED), rest = (int)(weight % HUNDRED);
    return rest ? arena_printf(call->arena, "%d.%02d", whole, rest)
                : arena_printf(call->arena, "%d", whole);
}

/* What was typed, else the weight in use. */
static struct web_risk_weight weight_of(struct http_call *call, const struct http_risk *r,
                                        struct field f, struct law_text label) {
    struct str value = typed(call, r->desk, f.name);
    return (struct web_risk_weight){.name = f.name,
                                    .label = law_say(label, http_english(call)),
                                    .value = value.len ? value : in_words(call, *f.weight),
                                    .fault = *f.fault};
}

static void fill_weights(struct http_call *call, const struct http_risk *r, struct web_risk *v) {
    const struct risk_index *index = r->x.risk.index;
    struct http_weights *t = r->weights;
    bool added = t->bad && t->sum; /* all are numbers */
    struct web_risk_weight *list =
        NEW(call->arena, struct web_risk_weight, index->dimension_count + index->indicator_count);
    for (size_t d = 0; d < index->dimension_count; d++) {
        const struct risk_dimension *of = &index->dimensions[d];
        struct web_risk_weight *head = &list[v->weight_count++];
        *head = weight_of(
            call, r,
            (struct field){field(call, 'd', of->id), &t->dimensions[d], &t->dimension_faults[d]},
            of->label);
        head->of_dimension = true;
        head->sum = t->sums[d];
        head->off = added && t->sums[d] != RISK_WHOLE;
        for (size_t i = 0; i < index->indicator_count; i++)
            if (index->indicators[i].dimension == d)
                list[v->weight_count++] =
                    weight_of(call, r,
                              (struct field){field(call, 'b', index->indicators[i].id),
                                             &t->indicators[i], &t->indicator_faults[i]},
                              index->indicators[i].label);
    }
    v->weights = list;
    v->tried = r->x.risk.tried;
    v->bad = t->bad;
    v->whole_sum = t->sum;
    v->whole_off = added && t->sum != RISK_WHOLE;
}

struct web_stages http_stages(const struct risk_moment *moment) {
    struct web_stages s = {.has_now = moment->now != NULL, .has_next = moment->next != NULL};
    if (moment->now)
        s.now = moment->now->label;
    if (moment->next) {
        s.next = moment->next->label;
        s.from = moment->next->from;
        s.to = moment->next->to;
        s.days = moment->days;
        s.one_day = s.from.day == s.to.day;
    }
    return s;
}

struct law_words_list http_open_duties(struct http_call *call,
                                       const struct flow_duties_where *where, struct str region,
                                       const struct law_stage *stage) {
    const struct law_duty *open[RISK_ACTS_MAX];
    struct str *labels = NEW(call->arena, struct str, RISK_ACTS_MAX);
    size_t count =
        flow_duties_open(where, &(struct flow_duties_open){region, stage, RISK_ACTS_MAX}, open);
    for (size_t i = 0; i < count; i++)
        labels[i] = law_say(open[i]->label, http_english(call));
    return (struct law_words_list){labels, count};
}

struct str http_open_acts(struct http_call *call, const struct flow_duties_where *where,
                          struct str region, const struct law_stage *stage) {
    struct law_words_list acts = http_open_duties(call, where, region, stage);
    struct str text = acts.count ? acts.list[0] : (struct str){0};
    for (size_t i = 1; i < acts.count; i++)
        text = arena_printf(call->arena, "%.*s; %.*s", STR_ARG(text), STR_ARG(acts.list[i]));
    return text;
}

static struct err fill_warnings(struct http_call *call, const struct http_risk *r,
                                struct web_risk *v) {
    const struct date today = r->x.risk.as_of;
    const struct law_election *election = http_election_on(call, today);
    struct risk_moment moment = risk_moment_on(election, r->x.risk.index, today);
    struct flow_duties_where where;
    struct str territory = v->nation ? v->province : http_owner(call)->region;
    const struct flow_duties_in in = {http_law(call), election, territory, today};
    v->stages = http_stages(&moment);
    if (v->nation && !v->province.len)
        return OK; /* a nation's would be thousands: each province has its own */
    struct err e = flow_duties_where(http_reader(call), call->arena, &in, &where);
    if (e.code)
        return e;
    struct web_risk_warning *list =
        NEW(call->arena, struct web_risk_warning, r->x.warning_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < r->x.warning_count; i++) {
        const struct risk_warning *w = &r->x.warnings[i];
        const struct region *region = region_find(w->region);
        if (!str_starts(w->region, v->province))
            continue;
        bool last = i + 1 == r->x.warning_count || !str_equal(w[1].region, w->region);
        list[count++] = (struct web_risk_warning){
            .name = region ? region_short_name(region) : w->region,
            .href = http_risk_address(call, r, w->region, false),
            .reason = (enum web_risk_reason)w->reason,
            .count = w->count,
            .acts = last ? http_open_acts(call, &where, w->region, moment.stage) : (struct str){0}};
    }
    v->warnings = list;
    v->warning_count = count;
    return OK;
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
                           .law = risk->law,
                           .weighed = risk->weighed >= 0,
                           .weighed_index = risk->weighed,
                           .weighed_at = r->x.weighed_at,
                           .seen = risk->weighed,
                           .desk = r->desk};
    struct str query = http_risk_query(call, r, STR(""), true);
    v->csv = arena_printf(call->arena, "/data/index.csv%.*s", STR_ARG(query));
    v->json = arena_printf(call->arena, "/data/index.json%.*s", STR_ARG(query));
    if (risk->index)
        v->yaml = arena_printf(call->arena, "/data/index.yaml%.*s", STR_ARG(query));
}

/* The same page with the weights in use: of the region that is taken apart, else of the province.
 */
static struct str usual(struct http_call *call, const struct http_risk *r,
                        const struct web_risk *v) {
    struct str region = http_query(call, "wilayah");
    struct str address = http_risk_address(call, r, region, false);
    return v->nation && v->province.len && !region.len
               ? arena_printf(call->arena, "%.*s&provinsi=%.*s", STR_ARG(address),
                              STR_ARG(v->province))
               : address;
}

struct err http_risk_fill(struct http_call *call, const struct http_risk *r, struct web_risk *ret) {
    struct web_risk v;
    fill_head(call, r, &v);
    fill_choices(call, r->desk, &v);
    struct err e = http_risk_rows(call, r, &v);
    v.usual = usual(call, r, &v);
    if (!e.code && r->x.risk.index) {
        fill_weights(call, r, &v);
        e = fill_warnings(call, r, &v);
    }
    if (!e.code)
        e = fill_chosen(call, r, &v);
    if (!e.code)
        *ret = v;
    return e;
}

enum web_risk_unfit http_risk_unfit(enum flow_unfit unfit) {
    static const enum web_risk_unfit AS[] = {[FLOW_FITS] = WEB_RISK_FITS,
                                             [FLOW_OTHER_FILE] = WEB_RISK_OTHER_FILE,
                                             [FLOW_OTHER_PARTS] = WEB_RISK_OTHER_PARTS,
                                             [FLOW_UNREADABLE] = WEB_RISK_UNREADABLE};
    return AS[unfit];
}
