#include "http/handlers.h"
#include "http/page_figures.h"

/* Open data: the published figures as CSV and JSON, and what each column means. Each loop keeps the
 * bytes ready until figures change. */

static void into_reply(void *arg, struct str piece) {
    buf_add(arg, piece);
}

typedef void data_writer(const struct publication_figures *, publication_sink *, void *);

static struct err data_of(struct http_call *call, const char *type, data_writer *write) {
    struct http_figures_kept kept = {0};
    struct publication_figures figures;
    struct err e = http_figures_kept(call, &kept);
    if (e.code || kept.answered)
        return e;
    e = flow_counted_waiting(&kept.of, &figures);
    if (e.code)
        return e;
    write(&figures, into_reply, call->out);
    return http_figures_file(call, type, &kept);
}

struct err data_cases_csv(struct http_call *call) {
    return data_of(call, HTTP_TYPE_CSV, publication_csv);
}

struct err data_cases_json(struct http_call *call) {
    return data_of(call, HTTP_TYPE_JSON, publication_json);
}

struct err data_definitions(struct http_call *call) {
    http_set_cache(call, "public, max-age=3600");
    publication_definitions_json(call->out);
    return http_reply(call, 200, HTTP_TYPE_JSON);
}
