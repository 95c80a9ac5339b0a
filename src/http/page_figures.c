#include "http/page_figures.h"

#include "base/regions.h"
#include "flow/public.h"
#include "http/handlers.h"
#include "web/text.h"

#include <stdlib.h>

/* P11: figures and open data. Only published counts come here: what a filter leaves small stays
 * hidden, and with both filters there is but the number received. */

/* Changes with the figures and at midnight: pages show more than figures of a day. */
static uint64_t generation(struct http_call *call, const struct http_figures_kept *kept) {
    const struct flow_counting *of = &kept->of;
    uint64_t days = (uint64_t)(uint32_t)http_today(call).day << 1;
    return (uint64_t)of->size << 20 ^ days ^ (uint64_t)(uint32_t)of->as_of.day ^ kept->beside;
}

struct err http_counting(struct http_call *call, struct flow_counting *ret) {
    *ret = (struct flow_counting){.flow = http_app(call)->flow,
                                  .db = http_reader(call),
                                  .arena = call->arena,
                                  .kept = ((struct http_loop *)call->loop_state)->counted,
                                  .as_of = http_today(call)};
    return flow_counting_begin(ret);
}

struct err http_figures_kept(struct http_call *call, struct http_figures_kept *ret) {
    struct err e = http_counting(call, &ret->of);
    ret->answered =
        !e.code && !http_staff(call)->who.name.len && http_cached(call, generation(call, ret));
    return e;
}

struct err http_figures_file(struct http_call *call, const char *type,
                             const struct http_figures_kept *kept) {
    return buf_full(call->out) ? ERR(ERR_IO, STR("data"))
                               : http_reply_keep(call, type, generation(call, kept));
}

struct err http_figures_page(struct http_call *call, const struct http_figures_kept *kept) {
    bool own = http_staff(call)->who.name.len > 0; /* the officer's own frame is nobody else's */
    return own || buf_full(call->out) ? http_page(call, 200)
                                      : http_figures_file(call, HTTP_TYPE_HTML, kept);
}

struct web_common http_figures_common(struct http_call *call, const struct flow_counting *of) {
    struct web_common c = http_common(call);
    c.figures_at = of->at;
    c.ticked = of->at.us != 0;
    return c;
}

struct web_count http_count(struct publication_number n) {
    return (struct web_count){.value = n.n, .suppressed = n.hidden};
}

struct web_chart http_progress_chart(struct http_call *call, const struct publication_line *line) {
    enum { BARS = 4 };
    struct web_bar *bars = NEW(call->arena, struct web_bar, BARS);
    bars[0] = (struct web_bar){http_text(call, WEB_T_PROGRESS_LATE), http_count(line->late)};
    bars[1] = (struct web_bar){http_text(call, WEB_T_PROGRESS_IN_TIME), http_count(line->in_time)};
    bars[2] = (struct web_bar){http_text(call, WEB_T_PROGRESS_DECIDED),
                               http_count(line->progress[PUBLICATION_DECIDED])};
    bars[3] = (struct web_bar){http_text(call, WEB_T_PROGRESS_ENDED),
                               http_count(line->progress[PUBLICATION_ENDED])};
    return (struct web_chart){bars, BARS};
}

static struct str act_label(const struct http_call *call, struct str id) {
    const struct law_act *act = law_act(http_law(call), id);
    if (act)
        return law_say(act->plain, http_english(call));
    return str_equal(id, STR("unknown")) ? http_text(call, WEB_T_FIGURES_ACT_UNKNOWN) : id;
}

static int bar_order(const void *left, const void *right) {
    const struct web_bar *l = left, *r = right;
    int order = (l->count.value < r->count.value) - (l->count.value > r->count.value);
    return order ? order : str_compare(l->label, r->label);
}

struct web_chart http_acts_chart(struct http_call *call, const struct publication_figures *figures,
                                 struct str region) {
    struct web_bar *bars = NEW(call->arena, struct web_bar, figures->act_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < figures->act_count; i++) {
        const struct publication_line *line = &figures->acts[i];
        struct publication_number n =
            region.len ? publication_region_act(figures, region, line->key) : line->received;
        if (n.n || n.hidden)
            bars[count++] = (struct web_bar){act_label(call, line->key), http_count(n)};
    }
    if (count)
        qsort(bars, count, sizeof *bars, bar_order);
    return (struct web_chart){bars, count};
}

struct publication_line http_region_line(const struct publication_figures *figures,
                                         struct str region) {
    const struct publication_line *line =
        publication_line_find(figures->regions, figures->region_count, region);
    return line ? *line : (struct publication_line){.key = region};
}

static struct web_chart phases_chart(struct http_call *call,
                                     const struct publication_figures *figures) {
    static const enum web_text_key LABELS[LAW_PHASE_COUNT] = {
        [LAW_INTAKE] = WEB_T_PHASE_INTAKE,
        [LAW_EXAMINATION] = WEB_T_PHASE_EXAMINATION,
        [LAW_WITH_BKN] = WEB_T_PHASE_WITH_BKN,
        [LAW_WITH_PPK] = WEB_T_PHASE_WITH_PPK,
        [LAW_DONE_SANCTION] = WEB_T_PHASE_DONE_SANCTION,
        [LAW_DONE_NO_BREACH] = WEB_T_PHASE_DONE_NO_BREACH,
        [LAW_DONE_NOT_REGISTERED] = WEB_T_PHASE_DONE_NOT_REGISTERED,
        [LAW_DONE_OTHER] = WEB_T_PHASE_DONE_OTHER,
    };
    struct web_bar *bars = NEW(call->arena, struct web_bar, LAW_PHASE_COUNT);
    for (size_t i = 0; i < LAW_PHASE_COUNT; i++)
        bars[i] = (struct web_bar){http_text(call, LABELS[i]), http_count(figures->status[i])};
    return (struct web_chart){bars, LAW_PHASE_COUNT};
}

static struct web_chart ages_chart(struct http_call *call,
                                   const struct publication_figures *figures) {
    static const enum web_text_key LABELS[PUBLICATION_AGE_COUNT] = {WEB_T_AGE_A, WEB_T_AGE_B,
                                                                    WEB_T_AGE_C, WEB_T_AGE_D};
    struct web_bar *bars = NEW(call->arena, struct web_bar, PUBLICATION_AGE_COUNT);
    for (size_t i = 0; i < PUBLICATION_AGE_COUNT; i++)
        bars[i] = (struct web_bar){http_text(call, LABELS[i]), http_count(figures->age[i])};
    return (struct web_chart){bars, PUBLICATION_AGE_COUNT};
}

static struct date later(struct date a, struct date b) {
    return a.day > b.day ? a : b;
}

struct web_line http_weeks_line(struct http_call *call, const struct web_point *points,
                                size_t count, const struct law_election *election) {
    size_t stages = election ? election->stage_count : 0, bands = 0;
    struct web_band *list = NEW(call->arena, struct web_band, stages + 1);
    for (size_t i = 0; i < stages && count; i++) {
        const struct law_stage *stage = &election->stages[i];
        struct date first = points[0].from, last = {points[count - 1].from.day + 6};
        if (stage->preparation || stage->to.day < first.day || stage->from.day > last.day)
            continue;
        struct date to = stage->to.day < last.day ? stage->to : last;
        list[bands++] = (struct web_band){law_say(stage->label, http_english(call)),
                                          later(stage->from, first), to};
    }
    return (struct web_line){
        .points = points, .point_count = count, .bands = list, .band_count = bands};
}

static struct web_line weeks_line(struct http_call *call, const struct publication_figures *figures,
                                  const struct law_election *election) {
    struct web_point *points = NEW(call->arena, struct web_point, figures->week_count + 1);
    for (size_t i = 0; i < figures->week_count; i++)
        points[i] =
            (struct web_point){figures->weeks[i].from, http_count(figures->weeks[i].received)};
    return http_weeks_line(call, points, figures->week_count, election);
}

static void fill_regions(struct http_call *call, struct web_figures *v) {
    struct str own = http_owner(call)->region;
    struct web_option *list = NEW(call->arena, struct web_option, region_count());
    for (size_t i = 0; i < region_count(); i++) {
        const struct region *region = region_at(i);
        if (own.len && !str_equal(region->code, own) && !str_starts(region->code, own))
            continue;
        list[v->region_count++] = (struct web_option){.value = region->code, .label = region->name};
    }
    v->regions = list;
}

static void fill_acts(struct http_call *call, const struct law_election *election,
                      struct web_figures *v) {
    const struct law *law = http_law(call);
    const struct law_act **acts = NEW(call->arena, const struct law_act *, law->act_count);
    size_t count = law_acts_listed(law, election, v->as_of, acts, law->act_count);
    struct web_option *list = NEW(call->arena, struct web_option, count + 1);
    for (size_t i = 0; i < count; i++)
        list[v->act_option_count++] = (struct web_option){
            .value = acts[i]->row.id, .label = law_say(acts[i]->plain, http_english(call))};
    list[v->act_option_count++] =
        (struct web_option){.value = STR("unknown"), .label = act_label(call, STR("unknown"))};
    v->act_options = list;
}

static void fill_open_data(struct http_call *call, struct web_figures *v) {
    enum { FILES = 3 };
    const struct publication_definition *columns = publication_definitions(&v->definition_count);
    struct web_definition *texts = NEW(call->arena, struct web_definition, v->definition_count);
    for (size_t i = 0; i < v->definition_count; i++)
        texts[i] = (struct web_definition){columns[i].column,
                                           law_say(columns[i].text, http_english(call))};
    struct web_download *files = NEW(call->arena, struct web_download, FILES);
    files[0] = (struct web_download){STR("/data/cases.csv"), http_text(call, WEB_T_FIGURES_CSV)};
    files[1] = (struct web_download){STR("/data/cases.json"), http_text(call, WEB_T_FIGURES_JSON)};
    files[2] = (struct web_download){STR("/data/definitions.json"),
                                     http_text(call, WEB_T_FIGURES_DEFINITIONS_LINK)};
    v->definitions = texts;
    v->downloads = files;
    v->download_count = FILES;
}

static void fill_numbers(const struct publication_line *line, struct web_figures *v) {
    v->received = http_count(line->received);
    v->open = http_count(line->progress[PUBLICATION_OPEN]);
    v->decided = http_count(line->progress[PUBLICATION_DECIDED]);
    v->late = http_count(line->late);
}

/* The line that the filters choose, and the charts that stand for it. */
static void fill_counts(struct http_call *call, const struct publication_figures *figures,
                        const struct law_election *election, struct web_figures *v) {
    const struct publication_line *act =
        publication_line_find(figures->acts, figures->act_count, v->act);
    struct publication_line line = act ? *act : (struct publication_line){0};
    if (v->region.len && v->act.len) {
        const struct web_count hidden = {.suppressed = true};
        v->received = http_count(publication_region_act(figures, v->region, v->act));
        v->open = v->decided = v->late =
            v->received.value || v->received.suppressed ? hidden : (struct web_count){0};
        return;
    }
    if (!v->region.len && !v->act.len) {
        fill_numbers(&figures->total, v);
        v->stages = phases_chart(call, figures);
        v->ages = ages_chart(call, figures);
        v->acts = http_acts_chart(call, figures, STR(""));
        v->weeks = weeks_line(call, figures, election);
        v->calendar = election;
        return;
    }
    if (v->region.len) {
        line = http_region_line(figures, v->region);
        v->acts = http_acts_chart(call, figures, v->region);
    }
    fill_numbers(&line, v);
    v->stages = http_progress_chart(call, &line);
}

static struct err show(struct http_call *call, struct http_figures_kept *kept,
                       struct web_figures *v) {
    struct publication_figures figures;
    struct err e = flow_counted_figures(&kept->of, &figures);
    if (e.code)
        return e;
    const struct law_election *election = http_election(call, v->as_of);
    if (election)
        v->election_label = law_say(election->label, http_english(call));
    fill_counts(call, &figures, election, v);
    fill_regions(call, v);
    fill_acts(call, election, v);
    fill_open_data(call, v);
    struct web_common c = http_figures_common(call, &kept->of);
    web_render_figures(call->out, v, &c);
    return http_figures_page(call, kept);
}

struct err page_figures_get(struct http_call *call) {
    struct web_figures v = {.region = http_query(call, "wilayah"),
                            .act = http_query(call, "tindakan")};
    if (v.region.len && !region_find(v.region))
        return ERR(ERR_MISSING, STR("region"));
    if (v.act.len && !law_act(http_law(call), v.act) && !str_equal(v.act, STR("unknown")))
        return ERR(ERR_MISSING, STR("act"));
    struct http_figures_kept kept = {0};
    struct err e = http_figures_kept(call, &kept);
    v.as_of = kept.of.as_of;
    return e.code || kept.answered ? e : show(call, &kept, &v);
}
