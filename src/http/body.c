#include "http/http_internal.h"

/* Bodies: what is small goes into one bounded buffer, what is a file to the route's sink. */

static struct err file_begin(struct http_exchange *x, const struct http_file *file) {
    struct err e = x->call.route->sink->begin(&x->call, file);
    x->sink_open = x->sink_open || !e.code;
    return e;
}

static struct err part_begin(void *state, struct str name, struct str filename, struct str type) {
    struct http_file file = {name, filename, type};
    return file_begin(state, &file);
}

static struct err part_data(void *state, struct str piece) {
    struct http_exchange *x = state;
    return x->call.route->sink->data(&x->call, piece);
}

static struct err part_end(void *state) {
    struct http_exchange *x = state;
    return x->call.route->sink->end(&x->call);
}

/* Whether the route takes a body of this type. Nothing at all needs no type: the handler says what
 * it misses. */
static bool takes(const struct http_call *call, enum intake_body_type type) {
    bool empty = !call->body_length && !call->content_type.len;
    switch (call->route->body) {
    case HTTP_BODY_NONE:
    case HTTP_BODY_BLOB:
        return true;
    case HTTP_BODY_JSON:
        return type == INTAKE_BODY_JSON || empty;
    case HTTP_BODY_FORM:
        return type == INTAKE_BODY_FORM || empty;
    case HTTP_BODY_MULTIPART:
        return type == INTAKE_BODY_FORM || type == INTAKE_BODY_MULTIPART || empty;
    }
    return false;
}

struct err http_body_begin(struct http_exchange *x) {
    struct http_call *call = &x->call;
    struct intake_content_type type = {.type = INTAKE_BODY_OTHER};
    if (call->route->body == HTTP_BODY_BLOB) {
        struct http_file file = {.type = call->content_type};
        return file_begin(x, &file);
    }
    if (call->content_type.len && call->route->body != HTTP_BODY_NONE) {
        struct err e = intake_content_type(call->arena, call->content_type, &type);
        if (e.code)
            return e;
    }
    if (!takes(call, type.type))
        return ERR(ERR_TYPE, STR("content-type"));
    if (type.type == INTAKE_BODY_MULTIPART) {
        x->files = (struct multipart_sink){x, part_begin, part_data, part_end};
        x->multipart =
            multipart_new(call->arena, type.boundary, call->route->sink ? &x->files : NULL);
        return OK;
    }
    if (call->body_length > (int64_t)x->server->o.body_limit)
        return ERR(ERR_TOO_LARGE, STR("body"));
    return OK;
}

struct err http_body_add(struct http_exchange *x, struct str piece) {
    if (x->call.route->body == HTTP_BODY_BLOB)
        return x->call.route->sink->data(&x->call, piece);
    if (x->multipart)
        return multipart_add(x->multipart, piece);
    if (x->got > (int64_t)x->server->o.body_limit)
        return ERR(ERR_TOO_LARGE, STR("body"));
    if (x->call.route->body != HTTP_BODY_NONE)
        buf_add(&x->body, piece);
    return OK;
}

struct err http_body_end(struct http_exchange *x) {
    struct http_call *call = &x->call;
    enum http_body body = call->route->body;
    if (body == HTTP_BODY_BLOB)
        return call->route->sink->end(call);
    if (x->multipart)
        return multipart_done(x->multipart, &call->form);
    call->body = buf_str(&x->body);
    if ((body == HTTP_BODY_FORM || body == HTTP_BODY_MULTIPART) && call->body.len)
        return intake_urlencoded(call->arena, call->body, &call->form);
    return OK;
}

void http_body_drop(struct http_exchange *x) {
    if (!x->sink_open)
        return;
    x->sink_open = false;
    x->call.route->sink->drop(&x->call);
}
