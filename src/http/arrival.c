#include "http/arrival.h"

#include "http/handlers.h"
#include "intake/limits.h"

/* Files of a form without JavaScript: put aside veiled while they arrive, on the loop; sealed and
 * stored on the worker, once the form has told for whom (flow/arrival.h). When one is refused, what
 * was typed is read on all the same, so that the page can come back with it. */
struct http_arrivals {
    struct flow_arrival *open; /* the file whose bytes arrive now */
    struct flow_arrival *done[INTAKE_EVIDENCE_COUNT];
    size_t count;
    struct http_refused refused;
};

struct http_arrivals *http_arrivals(struct http_call *call) {
    struct http_arrivals *arrivals = call->state;
    return arrivals && arrivals->count ? arrivals : NULL;
}

size_t http_arrival_count(const struct http_arrivals *arrivals) {
    return arrivals ? arrivals->count : 0;
}

enum err_code http_arrival_faults(struct http_call *call, struct intake_faults *faults) {
    const struct http_arrivals *arrivals = call->state;
    return arrivals ? http_refused_fault(call, &arrivals->refused, faults) : ERR_NONE;
}

static void close_open(struct http_arrivals *arrivals) {
    flow_arrival_free(arrivals->open);
    arrivals->open = NULL;
}

void http_arrivals_drop(struct http_arrivals *arrivals) {
    if (!arrivals)
        return;
    close_open(arrivals);
    for (size_t i = 0; i < arrivals->count; i++)
        flow_arrival_free(arrivals->done[i]);
    arrivals->count = 0;
}

static struct err pass_over(struct http_arrivals *arrivals, struct err e, const char *fault) {
    struct err kept = http_refuse(&arrivals->refused, e, fault);
    if (!kept.code)
        close_open(arrivals);
    return kept;
}

static struct err form_begin(struct http_call *call, const struct http_file *file) {
    struct http_arrivals *arrivals = call->state;
    if (!arrivals)
        call->state = arrivals = NEW(call->arena, struct http_arrivals, 1);
    if (arrivals->count == INTAKE_EVIDENCE_COUNT)
        return pass_over(arrivals, ERR(ERR_TOO_LARGE, STR("evidence")), "too_many");
    const struct flow_arrival_of of = {file->name, INTAKE_EVIDENCE_BYTES};
    return flow_arrival_new(http_app(call)->flow, &of, &arrivals->open);
}

static struct err form_data(struct http_call *call, struct str piece) {
    struct http_arrivals *arrivals = call->state;
    if (!arrivals->open || !piece.len)
        return OK;
    bool first = !flow_arrival_bytes(arrivals->open);
    struct err e = first ? http_limit_take(call, HTTP_LIMIT_UPLOAD) : OK;
    if (!e.code)
        e = flow_arrival_add(arrivals->open, piece);
    return e.code ? pass_over(arrivals, e, "file_too_large") : OK;
}

/* A file of no bytes proves nothing: browsers send one for a file field left empty. */
static struct err form_end(struct http_call *call) {
    struct http_arrivals *arrivals = call->state;
    if (!arrivals->open)
        return OK;
    if (!flow_arrival_bytes(arrivals->open)) {
        close_open(arrivals);
        return OK;
    }
    arrivals->done[arrivals->count++] = arrivals->open;
    arrivals->open = NULL;
    return OK;
}

static void form_drop(struct http_call *call) {
    http_arrivals_drop(call->state);
}

const struct http_sink HTTP_FORM_SINK = {form_begin, form_data, form_end, form_drop};

struct err http_arrivals_keep(struct http_call *call, struct http_arrivals *arrivals,
                              const struct flow_report *report, struct http_kept *ret) {
    struct err e = OK;
    for (size_t i = 0; i < arrivals->count; i++) {
        struct flow_arrival *in = arrivals->done[i];
        arrivals->done[i] = NULL;
        if (e.code) {
            flow_arrival_free(in);
            continue;
        }
        ret[i].came = flow_arrival_came(in);
        struct flow_evidence *ev = NEW(call->arena, struct flow_evidence, 1);
        ev->piece.id = env_id128(call->env);
        ev->now = call->now;
        ev->job.arena = call->arena;
        e = flow_arrival_keep(http_app(call)->flow, report, in, ev);
        ret[i].piece = ev->piece;
    }
    arrivals->count = 0;
    return e;
}
