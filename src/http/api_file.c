#include "http/app.h"
#include "http/handlers.h"
#include "http/page_common.h"

#include "intake/intake.h"

#include <string.h>

/* A piece of evidence of a case, streamed as an attachment: never shown by the browser itself. */

struct sending {
    struct http_look look;
    const struct case_evidence *piece;
};

static const struct case_evidence *find(const struct case_received *received, struct id128 id) {
    for (size_t i = 0; i < received->evidence_count; i++)
        if (memcmp(received->evidence[i].id.b, id.b, sizeof id.b) == 0)
            return &received->evidence[i];
    return NULL;
}

/* What leaves by this door says for whom and when: bukti-17-0a1b2c3d-petugas.bkn-20241014T020000Z;
 * what is sealed, .tar.age behind that: `age -d -i KEY FILE | tar x`. */
static struct str file_name(struct http_call *call, const struct sending *sending) {
    enum { PIECE = 8 };
    struct str made = http_made_for(call);
    struct str piece = hex_encode(call->arena, sending->piece->id.b, PIECE / 2);
    const struct case_state *cs = &sending->look.file.state;
    return arena_printf(call->arena, "attachment; filename=\"bukti-%lld-%.*s-%.*s%s\"",
                        (long long)cs->id.v, STR_ARG(piece), STR_ARG(made),
                        cs->received.evidence_sealed.len ? ".tar.age" : "");
}

struct err api_evidence_get(struct http_call *call) {
    struct sending *sending = NEW(call->arena, struct sending, 1);
    struct flow_case *file = &sending->look.file;
    struct id128 id;
    struct err e = http_case_read(call, file);
    if (!e.code)
        e = flow_authorize(http_staff(call), FLOW_EVIDENCE_READ, &file->state);
    if (e.code)
        return e;
    if (intake_id128(http_param(call, "piece"), &id))
        sending->piece = find(&file->state.received, id);
    if (!sending->piece)
        return ERR(ERR_MISSING, STR("evidence"));
    call->state = sending;
    return http_look(call, &sending->look, http_param(call, "piece"));
}

struct err api_evidence_sent(struct http_call *call) {
    const struct sending *sending = call->state;
    int fd;
    int64_t bytes;
    struct err e = sending->look.reading.job.result;
    if (!e.code)
        e = blob_open(flow_blobs(http_app(call)->flow), &sending->piece->sha256, &fd, &bytes);
    if (e.code)
        return e;
    http_set_header(call, "Content-Disposition", file_name(call, sending));
    return http_reply_file(call, "application/octet-stream", fd, bytes);
}
