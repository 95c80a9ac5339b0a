#include "http/app.h"
#include "http/handlers.h"

#include "flow/confine.h"
#include "intake/limits.h"

/* Evidence on its way in: bytes go to the blob store's temporary files as they arrive, on the loop;
 * fsync and the row that makes them known happen on the worker. */
struct http_uploads {
    struct blob_in *open; /* the file whose bytes arrive now */
    int64_t open_bytes;
    struct blob_in *done[INTAKE_EVIDENCE_COUNT];
    size_t count;
    struct http_refused refused;
    struct confined_photo *photo; /* of HTTP_PHOTO_SINK; NULL: none is on its way */
    bool keep;                    /* what its camera wrote */
    struct str types[INTAKE_EVIDENCE_COUNT];
};

struct http_uploads *http_uploads(struct http_call *call) {
    struct http_uploads *uploads = call->state;
    return uploads && uploads->count ? uploads : NULL;
}

size_t http_upload_count(const struct http_uploads *uploads) {
    return uploads ? uploads->count : 0;
}

static void close_photo(struct http_uploads *uploads) {
    confined_photo_free(uploads->photo);
    uploads->photo = NULL;
}

void http_uploads_drop(struct http_uploads *uploads) {
    if (!uploads)
        return;
    close_photo(uploads);
    blob_in_free(uploads->open);
    for (size_t i = 0; i < uploads->count; i++)
        blob_in_free(uploads->done[i]);
    uploads->open = NULL;
    uploads->count = 0;
}

/* Says its type itself, so whoever lies gets the few bytes more: what they are is not known. */
static int64_t most(const struct http_file *file) {
    bool sealed = str_equal(file->type, STR(HTTP_TYPE_SEALED));
    return sealed ? INTAKE_EVIDENCE_SEALED : INTAKE_EVIDENCE_BYTES;
}

static struct err sink_begin(struct http_call *call, const struct http_file *file) {
    struct http_uploads *uploads = call->state;
    if (!uploads)
        call->state = uploads = NEW(call->arena, struct http_uploads, 1);
    if (uploads->count == INTAKE_EVIDENCE_COUNT)
        return ERR(ERR_TOO_LARGE, STR("evidence"));
    uploads->open_bytes = 0;
    return blob_in_new(flow_blobs(http_app(call)->flow), call->env, most(file), &uploads->open);
}

/* Anybody may upload, so nobody may fill the disk. The first byte counts: browsers send files of
 * none for fields left empty. */
static struct err may_upload(struct http_call *call) {
    return http_limit_take(call, HTTP_LIMIT_UPLOAD);
}

static struct err sink_data(struct http_call *call, struct str piece) {
    struct http_uploads *uploads = call->state;
    struct err e = uploads->open_bytes || !piece.len ? OK : may_upload(call);
    if (e.code)
        return e;
    uploads->open_bytes += (int64_t)piece.len;
    return blob_in_add(uploads->open, piece);
}

/* A file of no bytes proves nothing: browsers send one for a file field left empty. */
static struct err sink_end(struct http_call *call) {
    struct http_uploads *uploads = call->state;
    if (uploads->open_bytes)
        uploads->done[uploads->count++] = uploads->open;
    else
        blob_in_free(uploads->open);
    uploads->open = NULL;
    return OK;
}

static void sink_drop(struct http_call *call) {
    http_uploads_drop(call->state);
}

const struct http_sink HTTP_UPLOAD_SINK = {sink_begin, sink_data, sink_end, sink_drop};

/* --- what officers send: pictures and documents; of a picture in the field "foto" goes what the
 * camera wrote, in "foto_lokasi" it stays. A page's form stands around its files: when one is
 * refused, what was typed is read on all the same, so that the page can come back with it --- */

struct err http_refuse(struct http_refused *refused, struct err e, const char *fault) {
    if (e.code != ERR_TOO_LARGE && e.code != ERR_THROTTLED)
        return e;
    refused->fault = e.code == ERR_THROTTLED ? "files_wait" : fault;
    refused->why = e.code;
    return OK;
}

static void close_open(struct http_uploads *uploads) {
    blob_in_free(uploads->open);
    uploads->open = NULL;
}

static struct err pass_over(struct http_uploads *uploads, struct err e, const char *fault) {
    struct err kept = http_refuse(&uploads->refused, e, fault);
    if (!kept.code)
        close_open(uploads);
    return kept;
}

static struct err photo_put(void *arg, struct str bytes) {
    return blob_in_add(((struct http_uploads *)arg)->open, bytes);
}

static struct err photo_begin(struct http_call *call, const struct http_file *file) {
    struct err e = sink_begin(call, file);
    struct http_uploads *uploads = call->state;
    uploads->keep = str_equal(file->field, STR("foto_lokasi"));
    return e.code ? pass_over(uploads, e, "too_many") : OK;
}

/* What is no picture and no document, is broken, or cannot be read now, is passed over too, and
 * said. */
static struct err photo_fault(struct http_uploads *uploads, struct err e) {
    bool unread = confined_photo_is_unread(e);
    close_photo(uploads);
    if (e.code != ERR_TYPE && e.code != ERR_MALFORMED && !unread)
        return pass_over(uploads, e, "file_too_large");
    close_open(uploads);
    uploads->refused.fault = unread               ? "file_unread"
                             : e.code == ERR_TYPE ? "file_kind"
                                                  : "file_broken";
    uploads->refused.why = ERR_INVALID;
    return OK;
}

/* A reader for the first byte: browsers send files of none for fields left empty. */
static struct err photo_open(struct http_call *call) {
    struct http_uploads *uploads = call->state;
    const struct confined_photo_to to = {uploads->keep, photo_put, uploads};
    struct err e = may_upload(call);
    return e.code ? e
                  : confined_photo_new(flow_confined(http_app(call)->flow), &to, &uploads->photo);
}

static struct err photo_data(struct http_call *call, struct str piece) {
    struct http_uploads *uploads = call->state;
    if (!uploads->open || !piece.len)
        return OK;
    struct err e = uploads->photo ? OK : photo_open(call);
    uploads->open_bytes += (int64_t)piece.len;
    if (!e.code)
        e = confined_photo_add(uploads->photo, piece);
    return e.code ? photo_fault(uploads, e) : OK;
}

static struct err photo_end(struct http_call *call) {
    struct http_uploads *uploads = call->state;
    enum intake_photo_kind kind;
    if (!uploads->open)
        return OK;
    struct err e = uploads->photo ? confined_photo_end(uploads->photo, &kind) : OK;
    if (e.code)
        return photo_fault(uploads, e);
    if (uploads->photo)
        uploads->types[uploads->count] = intake_photo_type(kind);
    close_photo(uploads);
    return sink_end(call);
}

const struct http_sink HTTP_PHOTO_SINK = {photo_begin, photo_data, photo_end, sink_drop};

struct str http_upload_type(const struct http_uploads *uploads, size_t index) {
    return uploads->types[index];
}

enum err_code http_refused_fault(const struct http_call *call, const struct http_refused *refused,
                                 struct intake_faults *faults) {
    if (!refused->fault)
        return ERR_NONE;
    bool many = str_equal(str_from_c(refused->fault), STR("too_many"));
    int64_t limit = refused->why == ERR_THROTTLED ? call->retry_after
                    : many                        ? INTAKE_EVIDENCE_COUNT
                                                  : INTAKE_EVIDENCE_BYTES / (1024 * 1024);
    intake_fault_add(faults, STR("evidence"), refused->fault, limit);
    return refused->why;
}

enum err_code http_upload_faults(struct http_call *call, struct intake_faults *faults) {
    const struct http_uploads *uploads = call->state;
    return uploads ? http_refused_fault(call, &uploads->refused, faults) : ERR_NONE;
}

struct err http_uploads_keep(struct http_call *call, struct http_uploads *uploads,
                             struct case_evidence *ret) {
    struct flow *flow = http_app(call)->flow;
    struct err e = OK;
    for (size_t i = 0; i < uploads->count; i++) {
        struct blob_in *in = uploads->done[i];
        uploads->done[i] = NULL;
        if (e.code) {
            blob_in_free(in);
            continue;
        }
        struct flow_evidence *ev = NEW(call->arena, struct flow_evidence, 1);
        ev->piece.id = env_id128(call->env);
        ev->now = call->now;
        ev->job.arena = call->arena;
        e = flow_evidence_keep(flow, in, ev);
        ret[i] = ev->piece;
    }
    uploads->count = 0;
    return e;
}

struct hash http_request_hash(const struct http_call *call, struct str apart,
                              const struct hash *files, size_t count) {
    struct hash_stream s;
    hash_stream_init(&s);
    for (size_t i = 0; i < call->form.count; i++) {
        const struct intake_pair *pair = &call->form.list[i];
        if (str_equal(pair->name, apart))
            continue;
        hash_stream_add(&s, pair->name);
        hash_stream_add(&s, (struct str){"", 1}); /* NUL: no name and no value holds one */
        hash_stream_add(&s, pair->value);
        hash_stream_add(&s, (struct str){"", 1});
    }
    for (size_t i = 0; i < count; i++)
        hash_stream_add(&s, hash_str(&files[i]));
    return hash_stream_done(&s);
}
