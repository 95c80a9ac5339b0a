#include "http/http_internal.h"

#include <arpa/inet.h>
#include <string.h>

/* From the head of a request to its route: refusals first, before anything is looked up. */

/* lint: parameters: the library's callback has these */
static enum MHD_Result take_header(void *state, enum MHD_ValueKind kind, const char *name,
                                   size_t name_len, const char *value, size_t value_len) {
    (void)kind;
    struct http_exchange *x = state;
    if (x->header_count == HTTP_HEADERS_MAX) {
        x->too_many_headers = true;
        return MHD_NO;
    }
    x->headers[x->header_count++] =
        (struct intake_pair){{name, name_len}, {value ? value : name + name_len, value_len}};
    return MHD_YES;
}

static struct err check_head(struct http_exchange *x, const char *method, const char *version) {
    (void)MHD_get_connection_values_n(x->mhd, MHD_HEADER_KIND, take_header, x);
    size_t size =
        MHD_get_connection_info(x->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size;
    struct head head = {.method = method,
                        .target = x->raw,
                        .version = version,
                        .target_len = x->target.len,
                        .headers = x->headers,
                        .count = x->header_count,
                        .end = method + size};
    if (x->too_many_headers)
        return ERR(ERR_HEADERS, STR("header"));
    struct err e = head_check_bytes(&head);
    if (e.code)
        return e;
    return head_check_headers(&head);
}

static enum http_method method_read(struct http_call *call, const char *method) {
    static const char *const NAMES[] = {"GET", "POST", "PUT", "DELETE"};
    call->head = !strcmp(method, "HEAD");
    if (call->head)
        return HTTP_GET;
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (!strcmp(method, NAMES[i]))
            return (enum http_method)i;
    return HTTP_METHOD_COUNT;
}

/* The last address of X-Forwarded-For is what our own proxy saw; those before it anyone may say. */
static void forwarded(struct http_exchange *x) {
    struct http_call *call = &x->call;
    struct str list = http_header(call, "X-Forwarded-For"), last = {0};
    call->tls = http_name_equal(http_header(call, "X-Forwarded-Proto"), STR("https"));
    while (list.len)
        last = str_trim(str_cut(&list, ','));
    char text[INET6_ADDRSTRLEN];
    if (!last.len || last.len >= sizeof text)
        return;
    memcpy(text, last.ptr, last.len);
    text[last.len] = '\0';
    uint8_t b[16] = {[10] = 0xff, [11] = 0xff};
    if (inet_pton(AF_INET, text, b + 12) == 1 || inet_pton(AF_INET6, text, b) == 1)
        memcpy(call->remote.b, b, sizeof b);
}

static void read_headers(struct http_exchange *x) {
    struct http_call *call = &x->call;
    struct str length = http_header(call, "Content-Length");
    call->content_type = http_header(call, "Content-Type");
    if (http_header(call, "Transfer-Encoding").len)
        call->body_length = -1;
    else if (length.len && !str_to_int(length, &call->body_length))
        call->body_length = 0;
    x->expects = http_header(call, "Expect").len > 0;
    call->remote = x->connection->address;
    if (x->connection->local)
        forwarded(x);
}

static void choose_language(struct http_call *call) {
    call->api = str_starts(call->path, STR("/api/")) || str_starts(call->path, STR("/log/"));
    bool english = call->api
                       ? !http_prefers_indonesian(http_header(call, "Accept-Language"))
                       : str_starts(call->path, STR("/en/")) || str_equal(call->path, STR("/en"));
    call->language = english ? HTTP_ENGLISH : HTTP_INDONESIAN;
}

static struct err find_route(struct http_exchange *x) {
    struct http_call *call = &x->call;
    router_find(x->server->router, call->path, call->method, &x->match);
    call->route = x->match.route;
    call->other = x->match.other;
    if (call->route)
        return OK;
    if (x->match.allowed)
        return ERR(ERR_METHOD, STR(""));
    if (call->method == HTTP_GET && http_asset_answer(x))
        return OK;
    return ERR(ERR_MISSING, STR(""));
}

static struct err ask_who(struct http_exchange *x) {
    if (x->server->o.authorize)
        return x->server->o.authorize(&x->call);
    return x->call.route->permission == HTTP_PUBLIC ? OK : ERR(ERR_UNSIGNED, STR(""));
}

struct err http_exchange_begin(struct http_exchange *x, const char *method, const char *version) {
    struct http_call *call = &x->call;
    struct str query;
    struct err e = check_head(x, method, version);
    /* Whoever frames a request in two ways may have a second one hidden in it: hang up. */
    x->close = e.code != ERR_NONE;
    call->api = str_starts(x->target, STR("/api/")) || str_starts(x->target, STR("/log/"));
    bool indonesian = !call->api || http_prefers_indonesian(http_header(call, "Accept-Language"));
    call->language = indonesian ? HTTP_INDONESIAN : HTTP_ENGLISH; /* of a refusal; then by path */
    if (e.code)
        return e;
    read_headers(x);
    call->method = method_read(call, method);
    e = target_parse(call->arena, x->target, &call->path, &query);
    if (e.code)
        return e;
    choose_language(call);
    if (query.len)
        e = intake_urlencoded(call->arena, query, &call->query);
    if (!e.code)
        e = find_route(x);
    if (e.code || !call->route)
        return e;
    e = ask_who(x);
    if (e.code || x->answer.status)
        return e;
    return http_body_begin(x);
}

struct str http_header(const struct http_call *call, const char *name) {
    const struct http_exchange *x = (const struct http_exchange *)call;
    struct str want = str_from_c(name);
    for (size_t i = 0; i < x->header_count; i++)
        if (x->headers[i].name.len == want.len && http_name_equal(x->headers[i].name, want))
            return str_trim(x->headers[i].value);
    return STR("");
}

struct str http_param(const struct http_call *call, const char *name) {
    const struct route_match *m = &((const struct http_exchange *)call)->match;
    struct str want = str_from_c(name);
    for (size_t i = 0; i < m->param_count; i++)
        if (str_equal(m->params[i].name, want))
            return m->params[i].value;
    return STR("");
}

struct str http_query(const struct http_call *call, const char *name) {
    return intake_pair_get(&call->query, name);
}

struct str http_form(const struct http_call *call, const char *name) {
    return intake_pair_get(&call->form, name);
}

struct str http_request_id(struct http_call *call) {
    struct http_exchange *x = (struct http_exchange *)call;
    enum { BYTES = 8 };
    if (!x->id[0]) {
        static const char DIGITS[] = "0123456789abcdef";
        struct id128 random = env_id128(call->env);
        for (size_t i = 0; i < BYTES; i++) {
            x->id[2 * i] = DIGITS[random.b[i] >> 4];
            x->id[2 * i + 1] = DIGITS[random.b[i] & 15];
        }
    }
    return (struct str){x->id, sizeof x->id - 1};
}
