#include "confined/child.h"

#include <stdlib.h>

struct confined_book {
    struct confined_way *way;
    enum xlsx_fault fault;
    int64_t lines, text; /* text: bytes that came */
};

enum xlsx_fault confined_book_new(struct confined *c, int64_t bytes, struct confined_book **ret) {
    struct confined_way *way;
    size_t job = bytes <= CONFINED_SMALL_BOOK ? CONFINED_JOB_SMALL_BOOK : CONFINED_JOB_BOOK;
    if (confined_call(c, job, &way).code)
        return XLSX_NO_READER;
    struct confined_book *b = must_alloc(sizeof *b);
    b->way = way;
    *ret = b;
    return XLSX_GOOD;
}

void confined_book_free(struct confined_book *b) {
    if (!b)
        return;
    confined_hang_up(b->way);
    free(b);
}

/* Nothing is said before the whole file came. */
void confined_book_add(struct confined_book *b, struct str piece) {
    struct confined_frame frame;
    if (!b->fault && (confined_turn(b->way, &piece, &frame) || piece.len))
        b->fault = XLSX_UNREAD;
}

/* A fault that a reader may find; what else it says, it did not find. */
static enum xlsx_fault fault_of(struct str body) {
    uint8_t said = (uint8_t)body.ptr[0];
    return said < XLSX_UNREAD ? (enum xlsx_fault)said : XLSX_UNREAD;
}

enum xlsx_fault confined_book_check(struct confined_book *b) {
    struct confined_frame frame;
    confined_shut(b->way);
    if (b->fault)
        return b->fault;
    if (!confined_turn(b->way, NULL, &frame) || frame.kind != CONFINED_LOOKED ||
        frame.body.len != CONFINED_LOOKED_LEN)
        return b->fault = XLSX_UNREAD;
    b->fault = fault_of(frame.body);
    for (size_t i = 2; i < CONFINED_LOOKED_LEN; i++) /* 7 bytes: never negative */
        b->lines = b->lines << 8 | (uint8_t)frame.body.ptr[i];
    if (b->lines > XLSX_UNPACKED_MAX) /* a line has a byte at least */
        b->fault = XLSX_UNREAD;
    return b->fault;
}

int64_t confined_book_lines(const struct confined_book *b) {
    return b->lines;
}

bool confined_book_next(struct confined_book *b, struct str *ret) {
    struct confined_frame frame;
    if (b->fault || b->way->over)
        return false;
    bool came = confined_turn(b->way, NULL, &frame);
    if (came && frame.kind == CONFINED_OVER && frame.body.len == CONFINED_OVER_LEN) {
        b->fault = fault_of(frame.body);
        return false;
    }
    b->text += came ? (int64_t)frame.body.len : 0;
    if (!came || frame.kind != CONFINED_BYTES || b->text > XLSX_UNPACKED_MAX) {
        b->fault = XLSX_UNREAD;
        return false;
    }
    *ret = frame.body;
    return true;
}

enum xlsx_fault confined_book_fault(const struct confined_book *b) {
    return b->fault;
}
