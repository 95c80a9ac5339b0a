#include "http/app.h"
#include "http/handlers.h"

#include "flow/upload.h"
#include "intake/limits.h"
#include "intake/upload.h"

/* Evidence in parts (docs/adr/0056): begun, part by part, asked how far it is. The bytes of a part
 * are put aside while they arrive, on the loop; what is durable of them is the worker's. */

static struct err write_upload(struct http_call *call, int status, const struct flow_upload *u) {
    struct json j = http_json(call);
    json_open_object(&j);
    json_put_str(&j, "upload", hex_encode(call->arena, u->id.b, sizeof u->id.b));
    json_put_bool(&j, "whole", u->whole);
    if (u->whole) {
        json_key(&j, "evidence");
        json_open_object(&j);
        json_put_str(&j, "id", hex_encode(call->arena, u->piece.id.b, sizeof u->piece.id.b));
        json_put_str(&j, "sha256", hex_encode(call->arena, u->piece.sha256.b, HASH_LEN));
        json_put_int(&j, "bytes", u->piece.bytes);
        json_close_object(&j);
    } else {
        json_put_int(&j, "bytes", u->bytes);
        json_put_int(&j, "part_bytes", INTAKE_UPLOAD_PART);
        json_put_int(&j, "parts", u->parts);
        json_put_int(&j, "next", u->had);
    }
    json_close_object(&j);
    return http_reply(call, status, HTTP_TYPE_JSON);
}

static struct err fault(struct http_call *call, struct str field, const char *code) {
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    intake_fault_add(faults, field, code, 0);
    return http_fail(call, ERR(ERR_INVALID, field), faults);
}

/* --- begun --- */

struct begun {
    int64_t bytes;
    struct flow_upload upload;
    struct err result;
};

static void begin(struct http_call *call) {
    struct begun *b = call->state;
    b->result = flow_upload_begin(http_app(call)->flow, b->bytes, &b->upload);
}

struct err api_uploads_post(struct http_call *call) {
    struct begun *b = NEW(call->arena, struct begun, 1);
    struct intake_faults *faults = NEW(call->arena, struct intake_faults, 1);
    struct err e = intake_upload_json(call->arena, call->body, &b->bytes, faults);
    if (e.code)
        return http_fail(call, e, faults);
    e = http_limit_take(call, HTTP_LIMIT_UPLOAD);
    if (e.code)
        return e;
    call->state = b;
    return http_offload(call, begin);
}

struct err api_uploads_begun(struct http_call *call) {
    const struct begun *b = call->state;
    return b->result.code ? b->result : write_upload(call, 201, &b->upload);
}

/* --- asked --- */

static struct err find(struct http_call *call, struct flow_upload *ret) {
    struct id128 id;
    if (!intake_id128(http_param(call, "id"), &id))
        return ERR(ERR_MISSING, STR("upload"));
    return flow_upload_find(http_app(call)->flow, http_reader(call), call->arena, &id, ret);
}

struct err api_upload_get(struct http_call *call) {
    struct flow_upload upload;
    struct err e = find(call, &upload);
    return e.code ? e : write_upload(call, 200, &upload);
}

/* --- a part --- */

struct part {
    struct blob_aside *aside;
    struct hash_stream hash; /* of what arrives */
    struct blob_part given;
    struct flow_upload upload;
    struct flow_upload_end end; /* of the last part */
    bool last, more, ending;
    struct err result;
};

static struct err part_begin(struct http_call *call, const struct http_file *file) {
    (void)file;
    struct part *p = NEW(call->arena, struct part, 1);
    struct err e = find(call, &p->upload);
    if (!e.code && !intake_part_index(http_param(call, "n"), &p->given.index))
        e = ERR(ERR_MISSING, STR("upload"));
    if (!e.code && (p->upload.whole || p->given.index > p->upload.had))
        e = ERR(ERR_CONFLICT, STR("part"));
    if (e.code)
        return e;
    if (call->body_length > INTAKE_UPLOAD_PART)
        return ERR(ERR_TOO_LARGE, STR("part"));
    if (!intake_digest(http_header(call, "Content-Digest"), &p->given.sha256))
        return fault(call, STR("Content-Digest"), "not_a_digest");
    p->last = p->given.index + 1 == p->upload.parts;
    if (p->last && !intake_digest(http_header(call, "Repr-Digest"), &p->end.whole.sha256))
        return fault(call, STR("Repr-Digest"), "not_a_digest");
    hash_stream_init(&p->hash);
    call->state = p;
    return blob_aside_new(flow_blobs(http_app(call)->flow), call->env, &p->aside);
}

static struct err part_data(struct http_call *call, struct str piece) {
    struct part *p = call->state;
    struct err e = p->given.bytes || !piece.len ? OK : http_limit_take(call, HTTP_LIMIT_UPLOAD);
    if (!e.code && piece.len > (uint64_t)(INTAKE_UPLOAD_PART - p->given.bytes))
        e = ERR(ERR_TOO_LARGE, STR("part"));
    if (!e.code)
        e = blob_aside_add(p->aside, piece);
    if (e.code)
        return e;
    p->given.bytes += (int64_t)piece.len;
    hash_stream_add(&p->hash, piece);
    return OK;
}

static struct err part_end(struct http_call *call) {
    (void)call;
    return OK;
}

static void part_drop(struct http_call *call) {
    struct part *p = call->state;
    blob_aside_free(p ? p->aside : NULL);
}

const struct http_sink HTTP_PART_SINK = {part_begin, part_data, part_end, part_drop};

/* One turn of the worker: the others wait an eighth of a second at most. */
static void end_it(struct http_call *call) {
    struct part *p = call->state;
    struct flow *flow = http_app(call)->flow;
    p->more = false;
    p->result = flow_upload_count(flow, &p->end, &p->more);
    if (!p->result.code && !p->more)
        p->result = flow_upload_keep(flow, &p->end);
    if (p->result.code || p->more)
        return;
    p->upload =
        (struct flow_upload){.id = p->upload.id, .whole = true, .piece = p->end.become.piece};
}

static void take(struct http_call *call) {
    struct part *p = call->state;
    p->given.aside = p->aside;
    p->result = flow_upload_part(http_app(call)->flow, &p->upload.id, &p->given, &p->upload);
    blob_aside_free(p->aside);
    p->aside = NULL;
    if (p->result.code || !p->last)
        return;
    p->end.whole.bytes = p->upload.bytes;
    p->end.become.piece.id = p->upload.id;
    p->end.become.now = call->now;
    p->end.become.job.arena = call->arena;
    p->result = flow_upload_end_begin(http_app(call)->flow, &p->end);
    p->ending = p->more = !p->result.code;
}

struct err api_part_put(struct http_call *call) {
    struct part *p = call->state;
    struct hash came = hash_stream_done(&p->hash);
    bool same = hash_equal(&came, &p->given.sha256);
    struct err e = same ? http_offload(call, take) : OK;
    if (e.code || !same)
        blob_aside_free(p->aside);
    return same ? e : fault(call, STR("Content-Digest"), "digest_differs");
}

struct err api_part_taken(struct http_call *call) {
    struct part *p = call->state;
    const bool more = p->more; /* once it was handed over the worker has it */
    struct err e = more ? http_offload(call, end_it) : OK;
    if (more && !e.code)
        return OK;
    if (p->ending)
        flow_upload_end_over(http_app(call)->flow, &p->end);
    if (e.code)
        return e;
    if (p->result.code == ERR_INVALID && str_equal(p->result.about, STR("part")))
        return fault(call, STR("body"), "part_length");
    if (p->result.code == ERR_INVALID)
        return fault(call, STR("Repr-Digest"), "whole_differs");
    if (p->result.code)
        return p->result;
    return write_upload(call, 200, &p->upload);
}
