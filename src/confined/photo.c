#include "confined/child.h"

#include <stdlib.h>

struct confined_photo {
    struct confined_way *way;
    struct confined_photo_to to;
    int64_t in, out;
    bool over;
    enum intake_photo_kind kind;
};

struct err confined_photo_new(struct confined *c, const struct confined_photo_to *to,
                              struct confined_photo **ret) {
    struct confined_way *way;
    struct err e = confined_call(c, to->keep ? CONFINED_JOB_PHOTO_KEPT : CONFINED_JOB_PHOTO, &way);
    if (e.code)
        return e;
    struct confined_photo *p = must_alloc(sizeof *p);
    p->way = way;
    p->to = *to;
    *ret = p;
    return OK;
}

void confined_photo_free(struct confined_photo *p) {
    if (!p)
        return;
    confined_hang_up(p->way);
    free(p);
}

static struct err unread(void) {
    return ERR(ERR_MALFORMED, STR("reader"));
}

/* The errors of intake/photo.h, and no others. */
static struct err end_by(struct confined_photo *p, struct str body) {
    uint8_t verdict = (uint8_t)body.ptr[0], kind = (uint8_t)body.ptr[1];
    p->over = true;
    if (verdict == ERR_TYPE || verdict == ERR_MALFORMED)
        return ERR((enum err_code)verdict, STR("photo"));
    if (verdict || kind == INTAKE_PHOTO_UNKNOWN || kind > INTAKE_PHOTO_PDF)
        return unread();
    p->kind = (enum intake_photo_kind)kind;
    return OK;
}

/* A cleaning only takes away. */
static struct err take(struct confined_photo *p, const struct confined_frame *frame) {
    if (frame->kind == CONFINED_OVER && frame->body.len == CONFINED_OVER_LEN)
        return end_by(p, frame->body);
    p->out += (int64_t)frame->body.len;
    if (frame->kind != CONFINED_BYTES || p->out > p->in)
        return unread();
    return p->to.put(p->to.arg, frame->body);
}

struct err confined_photo_add(struct confined_photo *p, struct str piece) {
    struct confined_frame frame;
    struct err e = OK;
    p->in += (int64_t)piece.len;
    while (!e.code && !p->over && confined_turn(p->way, &piece, &frame))
        e = take(p, &frame);
    if (!e.code && (p->over || piece.len)) /* it is over before the file is */
        e = unread();
    return e;
}

struct err confined_photo_end(struct confined_photo *p, enum intake_photo_kind *ret_kind) {
    struct confined_frame frame;
    struct err e = OK;
    confined_shut(p->way);
    while (!e.code && !p->over && confined_turn(p->way, NULL, &frame))
        e = take(p, &frame);
    if (!e.code && !p->over)
        e = unread();
    if (!e.code)
        *ret_kind = p->kind;
    return e;
}

bool confined_photo_is_unread(struct err e) {
    return (e.code == ERR_BUSY && str_equal(e.about, STR("confined"))) ||
           (e.code == ERR_MALFORMED && str_equal(e.about, STR("reader")));
}
