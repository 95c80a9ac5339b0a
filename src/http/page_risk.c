#include "http/handlers.h"
#include "http/page_figures.h"
#include "http/risk_view.h"
#include "http/shapes.h"

/* P9, scores: the map of risk, one score taken apart, other weights on trial; the same as open
 * data. */

struct err page_risk_get(struct http_call *call) {
    struct http_risk r;
    struct web_risk v = {0};
    struct http_figures_kept kept = {.beside = flow_boundaries_sum(http_app(call)->flow)};
    struct err e = http_figures_kept(call, &kept);
    if (e.code || kept.answered)
        return e;
    e = http_risk_look(call, &kept.of, &r);
    if (!e.code)
        e = http_risk_fill(call, &r, &v);
    if (e.code)
        return e;
    struct web_common c = http_figures_common(call, &kept.of);
    c.ticked = c.ticked && r.x.risk.index; /* a table is of its period */
    web_render_risk(call->out, &v, &c);
    if (r.weights->bad)
        return http_page(call, 422);
    return http_figures_page(call, &kept);
}

typedef void index_writer(struct buf *out, const struct publication_risk *risk);

static struct err data_of(struct http_call *call, const char *type, index_writer *write) {
    struct http_risk r;
    struct http_figures_kept kept = {0};
    struct err e = http_figures_kept(call, &kept);
    if (e.code || kept.answered)
        return e;
    e = http_risk_look(call, &kept.of, &r);
    if (e.code)
        return e;
    if (r.weights->bad)
        return ERR(ERR_INVALID, STR("weights"));
    write(call->out, &r.x.risk);
    return http_figures_file(call, type, &kept);
}

struct err data_index_csv(struct http_call *call) {
    return data_of(call, HTTP_TYPE_CSV, publication_risk_csv);
}

struct err data_index_json(struct http_call *call) {
    return data_of(call, HTTP_TYPE_JSON, publication_risk_json);
}

/* The index as its file: what was published from a form, or the file's own; of weights on trial
 * those. A table of others is a file of theirs. */
static void write_index(struct buf *out, const struct publication_risk *risk) {
    risk_index_write(out, risk->index);
}

struct err data_index_yaml(struct http_call *call) {
    struct str id = http_query(call, "pakai");
    if (id.len && !risk_index_find(flow_risk_rules(http_app(call)->flow), id))
        return ERR(ERR_MISSING, STR("index"));
    return data_of(call, HTTP_TYPE_YAML, write_index);
}
