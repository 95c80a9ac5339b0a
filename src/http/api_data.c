#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/figures.h"
#include "flow/public.h"

/* Open data: the published figures as CSV and JSON, and what each column means. Each loop keeps the
 * bytes ready until an event comes in or a day ends. */

static void into_reply(void *arg, struct str piece) {
    buf_add(arg, piece);
}

typedef void data_writer(const struct publication_figures *, publication_sink *, void *);

static struct err data_of(struct http_call *call, const char *type, data_writer *write) {
    int64_t size;
    struct date today = http_today(call);
    struct err e = flow_size(http_reader(call), call->arena, &size);
    if (e.code)
        return e;
    uint64_t generation = (uint64_t)size << 20 ^ (uint64_t)(uint32_t)today.day;
    if (http_cached(call, generation))
        return OK;
    struct publication_figures figures;
    e = flow_figures_waiting(http_reader(call), call->arena, today, &figures, &size);
    if (e.code)
        return e;
    write(&figures, into_reply, call->out);
    if (buf_full(call->out))
        return ERR(ERR_IO, STR("data"));
    generation = (uint64_t)size << 20 ^ (uint64_t)(uint32_t)today.day;
    return http_reply_keep(call, type, generation);
}

struct err data_cases_csv(struct http_call *call) {
    return data_of(call, "text/csv; charset=utf-8; header=present", publication_csv);
}

struct err data_cases_json(struct http_call *call) {
    return data_of(call, HTTP_TYPE_JSON, publication_json);
}

struct err data_definitions(struct http_call *call) {
    http_set_cache(call, "public, max-age=3600");
    publication_definitions_json(call->out);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}
