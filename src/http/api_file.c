#include "http/app.h"
#include "http/handlers.h"

#include "intake/intake.h"

#include <string.h>

/* A piece of evidence of a case, streamed as an attachment: never shown by the browser itself. */
struct err api_evidence_get(struct http_call *call) {
    struct id128 piece;
    struct flow_case file;
    struct err e = http_case_read(call, &file);
    if (e.code)
        return e;
    if (!intake_id128(http_param(call, "piece"), &piece))
        return ERR(ERR_MISSING, STR("evidence"));
    const struct case_received *received = &file.state.received;
    for (size_t i = 0; i < received->evidence_count; i++) {
        const struct case_evidence *ev = &received->evidence[i];
        if (memcmp(ev->id.b, piece.b, sizeof piece.b) != 0)
            continue;
        int fd;
        int64_t bytes;
        e = blob_open(flow_blobs(http_app(call)->flow), &ev->sha256, &fd, &bytes);
        if (e.code)
            return e;
        http_set_header(call, "Content-Disposition", STR("attachment; filename=\"bukti\""));
        return http_reply_file(call, "application/octet-stream", fd, bytes);
    }
    return ERR(ERR_MISSING, STR("evidence"));
}
