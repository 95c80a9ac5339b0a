#include "tool/roster_source.h"

/* lint: may-use: what a line of a roster is, its reader says */
#include "prevention/roster.h"

#include <stdlib.h>

enum { PIECE = 64 * 1024 };

struct roster_source {
    FILE *in;
    struct hash_stream hash;
    char *piece;
    bool begun;
    struct confined *confined;  /* borrowed */
    struct confined_book *book; /* NULL: a table of text */
    enum xlsx_fault fault;
};

struct roster_source *roster_source_new(FILE *in, struct confined *confined) {
    struct roster_source *s = must_alloc(sizeof *s);
    s->in = in;
    s->confined = confined;
    s->piece = must_alloc(PIECE);
    hash_stream_init(&s->hash);
    return s;
}

void roster_source_free(struct roster_source *s) {
    if (!s)
        return;
    confined_book_free(s->book);
    free(s->piece);
    free(s);
}

enum xlsx_fault roster_source_fault(const struct roster_source *s) {
    return s->fault;
}

struct hash roster_source_hash(struct roster_source *s) {
    return hash_stream_done(&s->hash);
}

static struct str read_piece(struct roster_source *s) {
    struct str bytes = {s->piece, fread(s->piece, 1, PIECE, s->in)};
    hash_stream_add(&s->hash, bytes);
    return bytes;
}

/* The file goes to its reader as it comes: here it is never whole. */
static void open_book(struct roster_source *s, struct str piece) {
    s->fault = confined_book_new(s->confined, INT64_MAX, &s->book);
    if (s->fault)
        return;
    for (; piece.len; piece = read_piece(s))
        confined_book_add(s->book, piece);
    if (!ferror(s->in))
        s->fault = confined_book_check(s->book);
}

bool roster_source_next(struct roster_source *s, struct str *ret) {
    if (!s->book) {
        *ret = read_piece(s);
        if (!s->begun && xlsx_is(*ret))
            open_book(s, *ret);
        s->begun = true;
    }
    if (s->fault || ferror(s->in))
        return false;
    if (!s->book)
        return ret->len > 0;
    bool more = confined_book_next(s->book, ret);
    s->fault = confined_book_fault(s->book);
    return more;
}

bool roster_source_look(FILE *in, struct confined *confined, struct roster_source_size *ret) {
    if (fseek(in, 0, SEEK_SET))
        return false;
    struct roster_source *s = roster_source_new(in, confined);
    int64_t lines = 0;
    for (struct str piece = read_piece(s); piece.len; piece = read_piece(s)) {
        if (!s->begun && xlsx_is(piece)) {
            open_book(s, piece);
            lines = s->fault || ferror(in) ? 0 : confined_book_lines(s->book);
            break;
        }
        s->begun = true;
        lines += roster_lines(piece);
    }
    *ret = (struct roster_source_size){roster_source_hash(s), lines};
    bool good = !ferror(in) && !fseek(in, 0, SEEK_SET);
    roster_source_free(s);
    return good;
}
