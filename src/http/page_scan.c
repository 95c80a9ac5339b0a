#include "http/handlers.h"
#include "http/round_view.h"

#include "flow/scan.h"

#include <string.h>
#include <unistd.h>

/* K11: the scan of a list on paper, recorded as a look and then sent as an attachment: what
 * somebody sent is never shown by the browser itself. */

struct err page_scan(struct http_call *call) {
    struct flow_scan_look *x = NEW(call->arena, struct flow_scan_look, 1);
    if (!str_to_int(http_param(call, "id"), &x->entry) || x->entry < 0)
        return ERR(ERR_MISSING, STR("entry"));
    x->job.arena = call->arena;
    x->who = http_round_who(call);
    x->now = call->now;
    flow_scan_look_prepare(http_app(call)->flow, x);
    call->state = x;
    return http_write(call, &x->job);
}

/* Only these three were taken (intake/photo.h). */
static const char *ending(int fd) {
    char first[4] = {0};
    if (pread(fd, first, sizeof first, 0) != (ssize_t)sizeof first)
        return "bin";
    return memcmp(first, "%PDF", sizeof first) == 0      ? "pdf"
           : memcmp(first, "\x89PNG", sizeof first) == 0 ? "png"
                                                         : "jpg";
}

struct err page_scan_sent(struct http_call *call) {
    const struct flow_scan_look *x = call->state;
    int fd;
    int64_t bytes;
    struct err e = x->job.result;
    if (!e.code)
        e = blob_open(flow_blobs(http_app(call)->flow), &x->sha256, &fd, &bytes);
    if (e.code)
        return e;
    http_set_header(call, "Content-Disposition",
                    arena_printf(call->arena, "attachment; filename=\"daftar-%lld-%.*s.%s\"",
                                 (long long)x->entry, STR_ARG(http_made_for(call)), ending(fd)));
    return http_reply_file(call, "application/octet-stream", fd, bytes);
}
