#include "http/handlers.h"
#include "http/risk_view.h"

#include "base/regions.h"
#include "risk/compose.h"
#include "web/put.h"

#include <stdlib.h>

/* A4: what an index is made of is chosen, seen and published (risk/compose.h): dimensions, which
 * indicator stands in which, scales, cut-offs, periods. A plain form: each button sends all of it,
 * so nothing that was typed is lost, and only an index that was looked at is published. */

struct page {
    struct http_call *call;
    struct flow_risk x; /* the index in use, with its figures; then the one on trial */
    const struct risk_index *file;
    struct risk_draft draft;
    struct risk_slips slips;
    struct risk_index made; /* when there is no slip */
    struct str text;        /* of it, as its file; empty: there are slips */
    struct str reason, reason_error;
    bool late; /* others published while this was on its way */
};

/* --- what was typed --- */

static struct str typed(const struct page *p, const char *kind, struct str id) {
    struct http_call *call = p->call;
    return http_form(call, arena_c(call->arena, risk_field_of(call->arena, kind, id)));
}

static struct str typed_at(const struct page *p, const char *kind, size_t place) {
    struct http_call *call = p->call;
    return http_form(call, arena_c(call->arena, risk_field(call->arena, kind, place)));
}

/* Rows of dimensions follow each other without a gap; the one whose button was pressed is left out,
 * and a new one stands at the end. */
static void read_dimensions(struct page *p, struct str action) {
    struct risk_draft *draft = &p->draft;
    for (size_t d = 0; d < RISK_DIMENSIONS; d++) {
        struct str id = typed_at(p, "k", d);
        if (!id.len)
            break;
        if (str_equal(action, risk_field(p->call->arena, "hapus", d)) ||
            !risk_draft_takes(draft, id))
            continue;
        draft->dimensions[draft->dimension_count++] = (struct risk_draft_dimension){
            id, typed_at(p, "n", d), typed_at(p, "e", d), typed_at(p, "w", d)};
    }
    if (!str_equal(action, STR("tambah")) || draft->dimension_count == RISK_DIMENSIONS)
        return;
    struct str id = risk_draft_id(p->call->arena, draft);
    draft->dimensions[draft->dimension_count++] =
        (struct risk_draft_dimension){.id = id, .weight = STR("0")};
}

static void read_form(struct page *p, struct str action) {
    struct risk_draft *draft = &p->draft;
    read_dimensions(p, action);
    for (size_t i = 0; i < p->file->indicator_count; i++) {
        struct str id = p->file->indicators[i].id;
        draft->parts[i] = (struct risk_draft_part){.dimension = typed(p, "di", id),
                                                   .weight = typed(p, "bo", id),
                                                   .scale = typed(p, "sk", id),
                                                   .staff = typed(p, "pe", id),
                                                   .table = typed(p, "ta", id),
                                                   .falls = typed(p, "tu", id).len > 0};
    }
    draft->medium = str_trim(http_form(p->call, "rawan"));
    draft->high = str_trim(http_form(p->call, "tinggi"));
    draft->least_known = str_trim(http_form(p->call, "data"));
    draft->days = http_form(p->call, "hari");
    p->reason = str_trim(http_form(p->call, "alasan"));
}

/* --- what is wrong with it --- */

static struct str slip_text(struct http_call *call, const struct risk_slip *slip) {
    static const enum web_text_key TEXTS[RISK_SLIP_COUNT] = {
        [RISK_SLIP_NO_NUMBER] = WEB_T_COMPOSE_SLIP_NO_NUMBER,
        [RISK_SLIP_NEGATIVE] = WEB_T_COMPOSE_SLIP_NEGATIVE,
        [RISK_SLIP_LARGE] = WEB_T_COMPOSE_SLIP_LARGE,
        [RISK_SLIP_DIGITS] = WEB_T_COMPOSE_SLIP_DIGITS,
        [RISK_SLIP_DAYS] = WEB_T_COMPOSE_SLIP_DAYS,
        [RISK_SLIP_EMPTY] = WEB_T_COMPOSE_SLIP_EMPTY,
        [RISK_SLIP_LONG] = WEB_T_COMPOSE_SLIP_LONG,
        [RISK_SLIP_DOUBLE] = WEB_T_COMPOSE_SLIP_DOUBLE,
        [RISK_SLIP_SIGN] = WEB_T_COMPOSE_SLIP_SIGN,
        [RISK_SLIP_NO_INDICATOR] = WEB_T_COMPOSE_SLIP_NO_INDICATOR,
        [RISK_SLIP_NO_DIMENSION] = WEB_T_COMPOSE_SLIP_NO_DIMENSION,
        [RISK_SLIP_NONE] = WEB_T_COMPOSE_SLIP_NONE,
        [RISK_SLIP_SUM_DIMENSIONS] = WEB_T_COMPOSE_SLIP_SUM_DIMENSIONS,
        [RISK_SLIP_SUM_INDICATORS] = WEB_T_COMPOSE_SLIP_SUM_INDICATORS,
        [RISK_SLIP_CUT_MISSING] = WEB_T_COMPOSE_SLIP_CUT_MISSING,
        [RISK_SLIP_CUT_ORDER] = WEB_T_COMPOSE_SLIP_CUT_ORDER,
        [RISK_SLIP_CUT_ZERO] = WEB_T_COMPOSE_SLIP_CUT_ZERO,
        [RISK_SLIP_CHOICE] = WEB_T_COMPOSE_SLIP_CHOICE,
        [RISK_SLIP_SHARE_STAFF] = WEB_T_COMPOSE_SLIP_SHARE_STAFF,
        [RISK_SLIP_AS_IS_COUNT] = WEB_T_COMPOSE_SLIP_AS_IS_COUNT,
        [RISK_SLIP_AS_IS_LARGE] = WEB_T_COMPOSE_SLIP_AS_IS_LARGE,
    };
    enum { CEILING = 64 };
    struct str text = http_text(call, TEXTS[slip->kind]);
    if (slip->kind != RISK_SLIP_SUM_DIMENSIONS && slip->kind != RISK_SLIP_SUM_INDICATORS)
        return text;
    struct buf sum; /* these two end before the number */
    buf_init(&sum, CEILING);
    web_put_hundredths(&sum, slip->sum, http_english(call));
    text = arena_printf(call->arena, "%.*s %.*s.", STR_ARG(text), STR_ARG(buf_str(&sum)));
    buf_done(&sum);
    return text;
}

static struct web_compose_field field(const struct page *p, struct str name, struct str value) {
    struct web_compose_field f = {.name = name, .value = value};
    for (size_t i = 0; i < p->slips.count && !f.error.len; i++)
        if (str_equal(p->slips.list[i].field, name))
            f.error = slip_text(p->call, &p->slips.list[i]);
    return f;
}

/* "Bobot, Pencegahan": what the summary calls a field. */
static struct str called(struct http_call *call, enum web_text_key what, struct str of) {
    struct str text = http_text(call, what);
    return of.len ? arena_printf(call->arena, "%.*s, %.*s", STR_ARG(of), STR_ARG(text)) : text;
}

struct listing {
    struct page *p;
    struct web_fault *list;
    size_t count;
};

static void list_fault(struct listing *of, const struct web_compose_field *f, struct str name) {
    if (f->error.len)
        of->list[of->count++] =
            (struct web_fault){f->name, arena_printf(of->p->call->arena, "%.*s: %.*s",
                                                     STR_ARG(name), STR_ARG(f->error))};
}

static void list_faults(struct page *p, struct web_compose *v) {
    enum { MOST = RISK_DIMENSIONS * 3 + RISK_INDICATORS * 5 + 6 };
    struct http_call *call = p->call;
    struct listing of = {p, NEW(call->arena, struct web_fault, MOST), 0};
    for (size_t i = 0; i < p->slips.count; i++)
        if (p->slips.list[i].kind == RISK_SLIP_NONE)
            of.list[of.count++] =
                (struct web_fault){STR("tambah"), slip_text(call, &p->slips.list[i])};
    for (size_t d = 0; d < v->dimension_count; d++) {
        const struct web_compose_dimension *x = &v->dimensions[d];
        list_fault(&of, &x->name_id, called(call, WEB_T_COMPOSE_NAME_ID, x->label));
        list_fault(&of, &x->name_en, called(call, WEB_T_COMPOSE_NAME_EN, x->label));
        list_fault(&of, &x->weight, called(call, WEB_T_COMPOSE_WEIGHT, x->label));
    }
    for (size_t i = 0; i < v->part_count; i++) {
        const struct web_compose_part *x = &v->parts[i];
        list_fault(&of, &x->dimension, called(call, WEB_T_COMPOSE_DIMENSION, x->label));
        list_fault(&of, &x->weight, called(call, WEB_T_COMPOSE_WEIGHT, x->label));
        list_fault(&of, &x->scale, called(call, WEB_T_COMPOSE_SCALE, x->label));
        list_fault(&of, &x->staff, called(call, WEB_T_COMPOSE_STAFF, x->label));
        list_fault(&of, &x->table, called(call, WEB_T_COMPOSE_TABLE, x->label));
    }
    list_fault(&of, &v->medium, http_text(call, WEB_T_COMPOSE_MEDIUM));
    list_fault(&of, &v->high, http_text(call, WEB_T_COMPOSE_HIGH));
    list_fault(&of, &v->least_known, http_text(call, WEB_T_COMPOSE_LEAST));
    list_fault(&of, &v->days, http_text(call, WEB_T_COMPOSE_DAYS));
    list_fault(&of, &v->reason, http_text(call, WEB_T_COMPOSE_REASON));
    v->faults = of.list;
    v->fault_count = of.count;
}

/* --- the form --- */

static void fill_dimensions(struct page *p, struct web_compose *v) {
    struct arena *a = p->call->arena;
    size_t count = p->draft.dimension_count;
    struct web_compose_dimension *list = NEW(a, struct web_compose_dimension, count + 1);
    struct web_option *places = NEW(a, struct web_option, count + 1);
    for (size_t d = 0; d < count; d++) {
        const struct risk_draft_dimension *of = &p->draft.dimensions[d];
        struct str label = http_english(p->call) ? of->name_en : of->name_id;
        list[d] =
            (struct web_compose_dimension){.code_name = risk_field(a, "k", d),
                                           .code = of->id,
                                           .label = label,
                                           .drop = risk_field(a, "hapus", d),
                                           .name_id = field(p, risk_field(a, "n", d), of->name_id),
                                           .name_en = field(p, risk_field(a, "e", d), of->name_en),
                                           .weight = field(p, risk_field(a, "w", d), of->weight)};
        places[d] = (struct web_option){.value = of->id, .label = label.len ? label : of->id};
    }
    v->dimensions = list;
    v->places = places;
    v->dimension_count = v->place_count = count;
    v->may_add = count < RISK_DIMENSIONS;
}

static void fill_parts(struct page *p, struct web_compose *v) {
    struct arena *a = p->call->arena;
    size_t count = p->file->indicator_count;
    struct web_compose_part *list = NEW(a, struct web_compose_part, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct risk_indicator *of = &p->file->indicators[i];
        const struct risk_draft_part *t = &p->draft.parts[i];
        list[i] = (struct web_compose_part){
            .label = law_say(of->label, http_english(p->call)),
            .code = of->id,
            .falls_name = risk_field_of(a, "tu", of->id),
            .falls = t->falls,
            .of_table = of->origin == RISK_TABLE,
            .dimension = field(p, risk_field_of(a, "di", of->id), t->dimension),
            .weight = field(p, risk_field_of(a, "bo", of->id), t->weight),
            .scale = field(p, risk_field_of(a, "sk", of->id), t->scale),
            .staff = field(p, risk_field_of(a, "pe", of->id), t->staff),
            .table = field(p, risk_field_of(a, "ta", of->id), t->table)};
    }
    v->parts = list;
    v->part_count = count;
}

/* "Bawaslu 2023 (2023-01-01 - 2023-06-30)": the period is what tells two tables apart. */
static struct str table_label(const struct page *p, const struct risk_table *table) {
    struct civil from = date_to_civil(table->from), to = date_to_civil(table->to);
    struct str label = law_say(table->label, http_english(p->call));
    return arena_printf(p->call->arena, "%.*s (%04d-%02d-%02d \xe2\x80\x93 %04d-%02d-%02d)",
                        STR_ARG(label), from.year, from.month, from.day, to.year, to.month, to.day);
}

static void fill_options(struct page *p, struct web_compose *v) {
    static const enum web_text_key SCALES[RISK_SCALE_COUNT] = {[RISK_AS_IS] = WEB_T_COMPOSE_AS_IS,
                                                               [RISK_MAX] = WEB_T_COMPOSE_MAX,
                                                               [RISK_MIN_MAX] =
                                                                   WEB_T_COMPOSE_MIN_MAX,
                                                               [RISK_Z] = WEB_T_COMPOSE_Z};
    struct arena *a = p->call->arena;
    const struct risk_rules *rules = flow_risk_rules(http_app(p->call)->flow);
    struct web_option *scales = NEW(a, struct web_option, RISK_SCALE_COUNT),
                      *staffs = NEW(a, struct web_option, rules->table_count + 2),
                      *tables = NEW(a, struct web_option, rules->table_count + 1);
    for (int s = 0; s < RISK_SCALE_COUNT; s++)
        scales[v->scale_count++] = (struct web_option){.value = risk_scale_name((enum risk_scale)s),
                                                       .label = http_text(p->call, SCALES[s])};
    staffs[v->staff_count++] = (struct web_option){
        .value = STR(RISK_STAFF_NONE), .label = http_text(p->call, WEB_T_COMPOSE_STAFF_NONE)};
    staffs[v->staff_count++] = (struct web_option){
        .value = STR(RISK_ROSTERS), .label = http_text(p->call, WEB_T_COMPOSE_STAFF_ROSTERS)};
    for (size_t i = 0; i < rules->table_count; i++) {
        const struct risk_table *table = &rules->tables[i];
        if (table->level != p->file->level)
            continue;
        const struct web_option option = {.value = table->id, .label = table_label(p, table)};
        tables[v->table_count++] = option;
        if (!table->published) /* a score of others is no number of staff */
            staffs[v->staff_count++] = option;
    }
    v->scales = scales;
    v->staffs = staffs;
    v->tables = tables;
}

static void fill_choices(struct page *p, struct web_compose *v) {
    const struct risk_rules *rules = flow_risk_rules(http_app(p->call)->flow);
    struct web_risk_choice *list =
        NEW(p->call->arena, struct web_risk_choice, rules->index_count + 1);
    for (size_t i = 0; i < rules->index_count; i++)
        list[v->choice_count++] = (struct web_risk_choice){
            rules->indexes[i].id, law_say(rules->indexes[i].label, http_english(p->call)),
            str_equal(rules->indexes[i].id, p->file->id)};
    v->choices = list;
}

/* --- what would change --- */

static int by_rank(const void *a, const void *b) {
    const struct web_compose_row *x = a, *y = b;
    size_t xr = x->said ? (size_t)x->rank : SIZE_MAX, yr = y->said ? (size_t)y->rank : SIZE_MAX;
    int order = xr < yr ? -1 : xr > yr;
    return order ? order : str_compare(x->name, y->name);
}

/* Those that move first; of a nation so many as a page holds. */
static struct err fill_rows(struct page *p, struct web_compose *v) {
    enum { SHOWN = 60 };
    struct flow_risk tried = p->x;
    struct err e = flow_risk_try(p->call->arena, &p->made, &tried);
    if (e.code)
        return e;
    const struct risk_scores *before = &p->x.usual, *after = &tried.risk.scores;
    struct web_compose_row *rows = NEW(p->call->arena, struct web_compose_row, after->count + 1);
    for (size_t i = 0; i < after->count; i++) {
        const struct risk_score *was = &before->list[i], *now = &after->list[i];
        const struct region *region = region_find(now->region);
        rows[i] = (struct web_compose_row){.name = region ? region_short_name(region) : now->region,
                                           .had = was->said,
                                           .said = now->said,
                                           .moved = was->rank != now->rank,
                                           .was = was->score,
                                           .score = now->score,
                                           .was_rank = (int64_t)was->rank,
                                           .rank = (int64_t)now->rank};
        v->moved += rows[i].moved;
    }
    if (after->count)
        qsort(rows, after->count, sizeof *rows, by_rank);
    v->rows = rows;
    v->row_count = after->count < SHOWN ? after->count : SHOWN;
    return OK;
}

static struct str look_of(const struct page *p) {
    struct hash hash = hash_sha256(p->text);
    return hex_encode(p->call->arena, hash.b, HASH_LEN);
}

/* Nobody published another since the form was shown. */
static bool is_of_now(const struct page *p) {
    int64_t seen;
    return str_to_int(http_form(p->call, "dasar"), &seen) && seen == p->x.risk.weighed;
}

static struct err fill_preview(struct page *p, struct web_compose *v) {
    struct str looked = http_form(p->call, "lihat");
    if (!p->text.len)
        return OK;
    v->shown = true;
    v->look = look_of(p);
    v->same = str_equal(p->text, risk_index_text(p->call->arena, p->x.risk.index));
    v->changed = p->late || (looked.len && (!is_of_now(p) || !str_equal(looked, v->look)));
    return fill_rows(p, v);
}

static struct err fill_unfit(struct page *p, struct web_compose *v) {
    const struct flow_weighed_of of = {flow_risk_rules(http_app(p->call)->flow), p->file, 1};
    struct flow_weighings newest;
    struct err e = flow_weighed(http_reader(p->call), p->call->arena, &of, &newest);
    if (e.code)
        return e;
    v->unfit = http_risk_unfit(newest.unfit);
    v->unfit_index = newest.unfit_index;
    v->unfit_at = newest.unfit_at;
    return OK;
}

static struct err show(struct page *p) {
    struct http_call *call = p->call;
    struct web_compose v = {
        .id = p->file->id,
        .label = law_say(p->file->label, http_english(call)),
        .has_days = p->file->warn.has,
        .medium = field(p, STR("rawan"), p->draft.medium),
        .high = field(p, STR("tinggi"), p->draft.high),
        .least_known = field(p, STR("data"), p->draft.least_known),
        .days = field(p, STR("hari"), p->draft.days),
        .reason = {STR("alasan"), p->reason, p->reason_error},
        .seen = p->x.risk.weighed,
        .may_publish = flow_may(http_staff(call), FLOW_INDEX_WEIGH),
        .yaml = arena_printf(call->arena, "/data/index.yaml?pakai=%.*s", STR_ARG(p->file->id))};
    fill_dimensions(p, &v);
    fill_parts(p, &v);
    fill_options(p, &v);
    fill_choices(p, &v);
    list_faults(p, &v);
    struct err e = fill_unfit(p, &v);
    if (!e.code)
        e = fill_preview(p, &v);
    if (e.code)
        return e;
    struct web_common c = http_common(call);
    c.path = WEB_PATH_RULES;
    web_render_compose(call->out, &v, &c);
    return http_page(call, p->late ? err_http(ERR_CONFLICT) : v.fault_count ? 422 : 200);
}

static struct err look(struct http_call *call, struct str id, struct page *p) {
    struct flow *flow = http_app(call)->flow;
    const struct date today = http_today(call);
    const struct flow_risk_ask ask = {.id = id,
                                      .region = http_owner(call)->region,
                                      .today = today,
                                      .election = http_election_on(call, today),
                                      .trial = true};
    p->call = call;
    struct err e = flow_risk_look(flow, http_reader(call), call->arena, &ask, &p->x);
    if (e.code)
        return e;
    if (!p->x.risk.index)
        return ERR(ERR_MISSING, STR("index")); /* a table of others is nobody's to change */
    p->file = risk_index_find(flow_risk_rules(flow), p->x.risk.index->id);
    return OK;
}

struct err page_compose_get(struct http_call *call) {
    struct page *p = NEW(call->arena, struct page, 1);
    struct err e = look(call, http_query(call, "pakai"), p);
    if (e.code)
        return e;
    p->draft = risk_draft_of(call->arena, p->file, p->x.risk.index);
    return show(p);
}

/* --- what a button asks for --- */

/* By way of the file that it would be, so that what is shown is what a file gives. */
static struct err make(struct page *p) {
    struct http_call *call = p->call;
    const struct risk_rules *rules = flow_risk_rules(http_app(call)->flow);
    struct risk_index made;
    struct law_faults *faults = NEW(call->arena, struct law_faults, 1);
    const struct risk_composing of = {rules, p->file, &p->draft};
    if (risk_compose(call->arena, &of, &made, &p->slips).code)
        return OK;
    p->text = risk_index_text(call->arena, &made);
    return risk_index_read(call->arena, p->text, rules, &p->made, faults);
}

static bool has_reason(struct page *p) {
    if (!p->reason.len)
        p->reason_error = http_text(p->call, WEB_T_COMPOSE_REASON_EMPTY);
    else if (!flow_weigh_reason_fits(p->reason))
        p->reason_error = http_text(p->call, WEB_T_COMPOSE_REASON_LONG);
    return !p->reason_error.len;
}

/* Of the same form, beside the same index in use. */
static bool was_looked_at(const struct page *p) {
    return p->text.len && is_of_now(p) && str_equal(http_form(p->call, "lihat"), look_of(p));
}

struct publishing {
    struct flow_weigh weigh; /* first: page_weigh_done finds it */
    struct page *page;
};

static struct err publish(struct page *p) {
    struct publishing *state = NEW(p->call->arena, struct publishing, 1);
    struct flow_weigh *x = &state->weigh;
    state->page = p;
    x->seen = p->x.risk.weighed;
    x->id = p->file->id;
    x->definition = p->text;
    x->reason = p->reason;
    x->again = FLOW_AGAIN_NONE;
    return http_weigh(p->call, x);
}

struct err page_compose_post(struct http_call *call) {
    struct page *p = NEW(call->arena, struct page, 1);
    struct str action = http_form(call, "aksi");
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = look(call, http_form(call, "pakai"), p);
    if (e.code)
        return e;
    read_form(p, action);
    if (str_equal(action, STR("tambah")) || str_starts(action, STR("hapus-")))
        return show(p); /* not whole yet: nothing is said of it */
    e = make(p);
    if (e.code)
        return e;
    bool asked = str_equal(action, STR("terbitkan"));
    return asked && was_looked_at(p) && has_reason(p) ? publish(p) : show(p);
}

/* Who was late by the last milliseconds sees their form again, beside the index that holds now. */
struct err page_compose_done(struct http_call *call) {
    struct publishing *x = call->state;
    if (!http_weigh_was_late(&x->weigh))
        return page_weigh_done(call);
    struct err e = look(call, x->weigh.id, x->page);
    x->page->late = true;
    return e.code ? e : show(x->page);
}
