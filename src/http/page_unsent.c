#include "http/page_common.h"
#include "http/reply.h"

/* A form of officers that came when its session was over, or was of another: nothing of it is done,
 * and nothing of what was typed is lost. It is shown, and sent again once its writer is signed in.
 * Only what a page of ours sent is shown (Sec-Fetch-Site), so that nobody's page puts words into an
 * officer's mouth; forms of passwords and codes are never shown. */

enum { FILES_MAX = 64 * 1024 * 1024 }; /* read and dropped, so that the fields behind them come */

struct dropped {
    int64_t bytes;
};

static struct err drop_begin(struct http_call *call, const struct http_file *file) {
    (void)file;
    if (!call->state)
        call->state = NEW(call->arena, struct dropped, 1);
    return OK;
}

static struct err drop_data(struct http_call *call, struct str piece) {
    struct dropped *d = call->state;
    d->bytes += (int64_t)piece.len;
    return d->bytes > FILES_MAX ? ERR(ERR_TOO_LARGE, STR("file")) : OK;
}

static struct err drop_end(struct http_call *call) {
    (void)call;
    return OK;
}

static void drop_drop(struct http_call *call) {
    (void)call;
}

static const struct http_sink DROP = {drop_begin, drop_data, drop_end, drop_drop};

static bool is_shown(const struct http_call *call) {
    const struct http_route *route = call->route;
    return call->method == HTTP_POST && !call->api && route && route->permission >= HTTP_STAFF &&
           (route->body == HTTP_BODY_FORM || route->body == HTTP_BODY_MULTIPART) &&
           str_equal(http_header(call, "Sec-Fetch-Site"), STR("same-origin"));
}

/* All that a person may have typed or chosen. What the form says of itself goes along unseen: the
 * token, its key, the version that was seen. */
static bool is_own(const struct intake_pair *field) {
    static const struct str NAMES[] = {STR_INIT("csrf"), STR_INIT("kunci"), STR_INIT("key")};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (str_equal(field->name, NAMES[i]))
            return true;
    return str_starts(field->name, STR("_")) || !field->value.len;
}

static void write_page(struct http_call *call) {
    const struct intake_pairs *form = &call->form;
    struct web_typed *list = NEW(call->arena, struct web_typed, form->count + 1);
    struct web_unsent v = {.action = call->path, .fields = list, .files = call->state != NULL};
    for (size_t i = 0; i < form->count; i++) {
        if (str_equal(form->list[i].name, STR("csrf")))
            continue;
        bool shown = !is_own(&form->list[i]);
        list[v.field_count++] = (struct web_typed){form->list[i].name, form->list[i].value, shown};
        v.shown = v.shown || shown;
    }
    struct web_common c = http_common(call);
    web_render_unsent(call->out, &v, &c);
}

static struct err page_unsent(struct http_call *call) {
    write_page(call);
    return http_page(call, 401);
}

bool http_unsent_take(struct http_call *call) {
    if (!is_shown(call))
        return false;
    struct http_route *again = NEW(call->arena, struct http_route, 1);
    *again = *call->route;
    again->permission = HTTP_PUBLIC;
    again->handler = page_unsent;
    again->finish = NULL;
    again->sink = &DROP;
    call->route = again;
    return true;
}

bool http_unsent_page(struct http_call *call) {
    if (!is_shown(call) || !call->form.count)
        return false;
    write_page(call);
    return true;
}
