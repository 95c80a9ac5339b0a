/* What readers do, each alone with its file. */
#include "base/buf.h"
#include "confined/child.h"

/* Only says how it is confined: who starts the keeper looks first. */
static void say_layers(struct confined_line *line) {
    confined_over(line, line->layers, 0);
}

/* --- a workbook --- */

static enum xlsx_fault send_text(struct confined_line *line, struct str file) {
    struct xlsx *x = xlsx_new(file);
    struct str piece;
    while (xlsx_next(x, &piece))
        confined_put(line, piece);
    enum xlsx_fault fault = xlsx_fault(x);
    xlsx_free(x);
    return fault;
}

static void read_book(struct confined_line *line) {
    struct buf whole;
    uint64_t lines = 0;
    uint8_t looked[CONFINED_LOOKED_LEN];
    buf_init(&whole, XLSX_FILE_MAX);
    for (struct str piece; (piece = confined_take(line)).len;)
        buf_add(&whole, piece);
    enum xlsx_fault fault = buf_full(&whole) ? XLSX_SWELLS : xlsx_check(buf_str(&whole), &lines);
    looked[0] = (uint8_t)fault;
    for (size_t i = 1; i < sizeof looked; i++)
        looked[i] = (uint8_t)(lines >> 8 * (sizeof looked - 1 - i));
    confined_say(line, CONFINED_LOOKED, (struct str){(const char *)looked, sizeof looked});
    if (!fault)
        fault = send_text(line, buf_str(&whole));
    buf_done(&whole);
    confined_over(line, (uint8_t)fault, 0);
}

/* --- a photograph --- */

static struct err put(void *arg, struct str bytes) {
    confined_put(arg, bytes);
    return OK;
}

/* After a fault it takes what still comes: who sends need not find the socket shut. */
static void read_photo_as(struct confined_line *line, bool keep) {
    struct arena *a = arena_new(4 * INTAKE_SEGMENT);
    struct intake_photo photo = {.keep = keep, .put = put, .arg = line};
    struct err e = OK;
    intake_photo_init(&photo, a);
    for (struct str piece; !e.code && (piece = confined_take(line)).len;)
        e = intake_photo_add(&photo, piece);
    if (!e.code)
        e = intake_photo_end(&photo);
    confined_over(line, (uint8_t)e.code, (uint8_t)photo.kind);
    while (e.code && confined_take(line).len)
        ;
    arena_free(a);
}

static void read_photo(struct confined_line *line) {
    read_photo_as(line, false);
}

static void read_photo_kept(struct confined_line *line) {
    read_photo_as(line, true);
}

/* A workbook of 128 MiB is held twice while it comes, and its texts, 64 MiB, as well. */
static const struct confined_job LIST[] = {
    [CONFINED_JOB_NONE] = {"nothing", say_layers, 256u << 20, 10, 10000},
    [CONFINED_JOB_SMALL_BOOK] = {"a workbook", read_book, 1u << 30, 10, 10000},
    [CONFINED_JOB_BOOK] = {"a workbook", read_book, 1u << 30, 120, 120000},
    [CONFINED_JOB_PHOTO] = {"a photograph", read_photo, 256u << 20, 10, 10000},
    [CONFINED_JOB_PHOTO_KEPT] = {"a photograph", read_photo_kept, 256u << 20, 10, 10000},
};
const struct confined_jobs CONFINED_JOBS = {LIST, COUNT_OF(LIST)};
