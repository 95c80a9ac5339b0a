#include "flow/arrival.h"

#include "confined/confined.h"
#include "flow/flow_internal.h"
#include "intake/limits.h"
#include "seal/pack.h"
#include "seal/veil.h"
#include "seal/wrap.h"

#include <stdlib.h>
#include <string.h>

/* A file is read back twice: once to count it, and what a cleaning leaves of it, since both stand
 * before its bytes; once to seal it. Both times its hash must be the one that came. */

enum { PIECE = 16 * 1024, SCRATCH = 256 * 1024 };

struct flow_arrival {
    struct blob_aside *aside;
    struct seal_veil veil;
    struct str name;
    int64_t bytes, limit;
    struct hash_stream hash;
    char first[SEAL_PACK_FIRST];
};

/* --- in --- */

struct err flow_arrival_new(struct flow *flow, const struct flow_arrival_of *of,
                            struct flow_arrival **ret) {
    struct blob_aside *aside;
    struct err e = blob_aside_new(flow->blobs, flow->env, &aside);
    if (e.code)
        return e;
    struct flow_arrival *in = must_alloc(sizeof *in);
    *in = (struct flow_arrival){
        .aside = aside, .veil = {env_hash(flow->env)}, .name = of->name, .limit = of->limit};
    hash_stream_init(&in->hash);
    *ret = in;
    return OK;
}

void flow_arrival_free(struct flow_arrival *in) {
    if (!in)
        return;
    blob_aside_free(in->aside);
    seal_wipe(in, sizeof *in);
    free(in);
}

static struct err put_aside(struct flow_arrival *in, struct str piece) {
    char veiled[PIECE];
    struct err e = OK;
    while (piece.len && !e.code) {
        size_t n = piece.len < sizeof veiled ? piece.len : sizeof veiled;
        memcpy(veiled, piece.ptr, n);
        seal_veil(&in->veil, (uint64_t)in->bytes, veiled, n);
        e = blob_aside_add(in->aside, (struct str){veiled, n});
        in->bytes += (int64_t)n;
        piece = (struct str){piece.ptr + n, piece.len - n};
    }
    return e;
}

struct err flow_arrival_add(struct flow_arrival *in, struct str piece) {
    if (piece.len > (uint64_t)(in->limit - in->bytes))
        return ERR(ERR_TOO_LARGE, STR("blob"));
    for (size_t i = 0; i < piece.len && in->bytes + (int64_t)i < SEAL_PACK_FIRST; i++)
        in->first[(size_t)in->bytes + i] = piece.ptr[i];
    hash_stream_add(&in->hash, piece);
    return put_aside(in, piece);
}

struct flow_arrived flow_arrival_came(const struct flow_arrival *in) {
    struct hash_stream fork = in->hash;
    return (struct flow_arrived){in->name, hash_stream_done(&fork), in->bytes};
}

int64_t flow_arrival_bytes(const struct flow_arrival *in) {
    return in->bytes;
}

struct err flow_arrival_begin(struct flow *flow, struct db *db, struct arena *a,
                              struct flow_report *report) {
    struct flow_seal_levels levels;
    struct err e = flow_seal_levels(db, a, report->report->region, &levels);
    if (e.code)
        return e;
    size_t level = flow_seal_level(report->report, &levels);
    report->arrived = levels.list[level].recipient.len > 0;
    if (report->arrived)
        report->seal_seed = env_hash(flow->env);
    return OK;
}

/* --- out again --- */

struct taker {
    struct err (*take)(void *arg, struct str bytes);
    void *arg;
};

/* Gives all of it to whoever takes. Errors: of take; ERR_IO: it is not what came. */
static struct err read_back(const struct flow_arrival *in, struct taker to) {
    struct hash_stream counted;
    char piece[PIECE];
    struct err e = OK;
    hash_stream_init(&counted);
    for (int64_t at = 0; at < in->bytes && !e.code;) {
        size_t n;
        e = blob_aside_read(in->aside, at, (struct blob_room){piece, sizeof piece}, &n);
        if (!e.code && !n)
            e = ERR(ERR_IO, STR("blob"));
        if (e.code)
            break;
        seal_veil(&in->veil, (uint64_t)at, piece, n);
        hash_stream_add(&counted, (struct str){piece, n});
        e = to.take(to.arg, (struct str){piece, n});
        at += (int64_t)n;
    }
    seal_wipe(piece, sizeof piece);
    struct hash back = hash_stream_done(&counted), came = flow_arrival_came(in).sha256;
    return e.code || hash_equal(&back, &came) ? e : ERR(ERR_IO, STR("blob"));
}

struct counter {
    struct hash_stream hash;
    int64_t bytes;
};

static struct err count(void *arg, struct str bytes) {
    struct counter *c = arg;
    hash_stream_add(&c->hash, bytes);
    c->bytes += (int64_t)bytes.len;
    return OK;
}

static struct err clean(void *arg, struct str bytes) {
    return confined_photo_add(arg, bytes);
}

/* The same of what a cleaning leaves of it. Errors: of confined_photo_new, _add and _end, too. */
static struct err read_cleaned(const struct flow_arrival *in, struct confined *confined,
                               struct taker to) {
    const struct confined_photo_to left = {.put = to.take, .arg = to.arg};
    struct confined_photo *photo;
    enum intake_photo_kind kind;
    struct err e = confined_photo_new(confined, &left, &photo);
    if (e.code)
        return e;
    e = read_back(in, (struct taker){clean, photo});
    if (!e.code)
        e = confined_photo_end(photo, &kind);
    confined_photo_free(photo);
    return e;
}

static bool is_picture(struct str kind) {
    return str_equal(kind, STR("jpg")) || str_equal(kind, STR("png"));
}

static struct err not_now(struct err e) {
    return confined_photo_is_unread(e) ? ERR(ERR_BUSY, STR("confined")) : e;
}

/* What is left of it by a cleaning, and then ret->cleaned, if that is to be. Errors: of read_back;
 * ERR_BUSY "confined": nobody could read it, twice. A picture that is not made as its format says
 * is not cut. */
static struct err count_cleaned(const struct flow_arrival *in, struct confined *confined,
                                struct seal_about *ret) {
    struct counter left;
    struct err e;
    int tries = 2;
    do {
        left = (struct counter){.bytes = 0};
        hash_stream_init(&left.hash);
        e = read_cleaned(in, confined, (struct taker){count, &left});
    } while (confined_photo_is_unread(e) && --tries);
    e = not_now(e);
    if (e.code)
        return e.code == ERR_TYPE || e.code == ERR_MALFORMED ? OK : e;
    ret->content = (struct seal_counted){hash_stream_done(&left.hash), left.bytes};
    ret->cleaned = true;
    return OK;
}

static struct err tell(const struct flow_arrival *in, struct confined *confined,
                       struct seal_about *ret) {
    struct flow_arrived came = flow_arrival_came(in);
    size_t first = in->bytes < SEAL_PACK_FIRST ? (size_t)in->bytes : SEAL_PACK_FIRST;
    *ret = (struct seal_about){.name = in->name,
                               .kind = seal_pack_kind((struct str){in->first, first}),
                               .content = {came.sha256, came.bytes},
                               .original = {came.sha256, came.bytes}};
    return is_picture(ret->kind) ? count_cleaned(in, confined, ret) : OK;
}

struct sealer {
    struct seal_writer *writer;
    struct blob_in *to;
    struct counter content;
};

static struct err seal_piece(struct sealer *s, struct str bytes) {
    struct err e = OK;
    while (bytes.len && !e.code)
        e = blob_in_add(s->to, seal_writer_feed(s->writer, &bytes));
    return e;
}

static struct err seal_content(void *arg, struct str bytes) {
    struct sealer *s = arg;
    (void)count(&s->content, bytes);
    return seal_piece(s, bytes);
}

static struct err seal_zeros(struct sealer *s, int64_t left) {
    static const char ZEROS[PIECE];
    struct err e = OK;
    while (left && !e.code) {
        size_t n = left < PIECE ? (size_t)left : PIECE;
        e = seal_piece(s, (struct str){ZEROS, n});
        left -= (int64_t)n;
    }
    return e;
}

static struct err seal_all(const struct flow_arrival *in, struct confined *confined,
                           const struct seal_about *about, struct sealer *s, struct arena *a) {
    struct str head = seal_pack_head(a, about);
    const struct taker to = {seal_content, s};
    hash_stream_init(&s->content.hash);
    struct err e = seal_piece(s, head);
    if (!e.code)
        e = about->cleaned ? not_now(read_cleaned(in, confined, to)) : read_back(in, to);
    struct hash got = hash_stream_done(&s->content.hash);
    if (!e.code && !hash_equal(&got, &about->content.sha256))
        e = ERR(ERR_IO, STR("blob"));
    if (!e.code)
        e = seal_zeros(s, seal_pack_zeros(head, about->content.bytes));
    if (!e.code)
        e = blob_in_add(s->to, seal_writer_end(s->writer));
    seal_wipe_text(head);
    return e;
}

static struct err seal_to_report(struct flow *flow, const struct flow_report *report,
                                 const struct flow_arrival *in, struct blob_in *to) {
    struct arena *scratch = arena_new(SCRATCH);
    struct seal_about about;
    struct sealer s = {.to = to};
    struct hash seed = env_hash(flow->env);
    struct seal_case_keys keys = seal_case_keys_derive(&report->seal_seed);
    struct seal_recipient k_ev = seal_recipient_of(&keys.k_ev);
    seal_wipe(&keys, sizeof keys);
    struct err e = tell(in, flow->confined, &about);
    if (!e.code)
        e = seal_writer_new(&(struct seal_to){&k_ev, 1, &seed}, &s.writer);
    if (!e.code)
        e = seal_all(in, flow->confined, &about, &s, scratch);
    seal_writer_free(s.writer);
    seal_wipe(&seed, sizeof seed);
    arena_free(scratch);
    return e;
}

static struct err store(void *arg, struct str bytes) {
    return blob_in_add(arg, bytes);
}

struct err flow_arrival_keep(struct flow *flow, const struct flow_report *report,
                             struct flow_arrival *in, struct flow_evidence *ret) {
    struct blob_in *to;
    int64_t limit = report->arrived ? INTAKE_EVIDENCE_SEALED : in->limit;
    struct err e = blob_in_new(flow->blobs, flow->env, limit, &to);
    if (!e.code) {
        e = report->arrived ? seal_to_report(flow, report, in, to)
                            : read_back(in, (struct taker){store, to});
        if (e.code)
            blob_in_free(to);
        else
            e = flow_evidence_keep(flow, to, ret);
    }
    flow_arrival_free(in);
    return e;
}
