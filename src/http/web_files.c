#include "http/app.h"

#include "web/web.h"

/* Scripts, sheets and the offline page: everything of ours that runs in a browser. The pages' own
 * markup differs for each, and may run nothing else (the policy of http/send.c). */
struct str http_web_list(struct arena *a) {
    enum { LIST_MAX = 1 << 16 };
    size_t count;
    const struct web_asset *list = web_asset_list(&count);
    struct buf out;
    struct json j;
    buf_init(&out, LIST_MAX);
    json_init(&j, &out);
    json_open_object(&j);
    json_key(&j, "files");
    json_open_array(&j);
    for (size_t i = 0; i < count; i++) {
        json_open_object(&j);
        json_put_str(&j, "path", list[i].path);
        json_put_str(&j, "sha256", str_from_c(list[i].sha256));
        json_put_int(&j, "bytes", (int64_t)list[i].bytes.len);
        json_close_object(&j);
    }
    json_close_array(&j);
    json_close_object(&j);
    struct str text = arena_str(a, buf_str(&out));
    buf_done(&out);
    return text;
}

struct str http_log_page(void) {
    return web_log_page();
}
