#include "intake/photo.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Pictures are made here, piece by piece; "GPS" and "film" stand for what must not get through. */
#define SOI "\xff\xd8"
#define JFIF "\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x00\x00"
#define JFIF_SMALL                                                                                 \
    "\xff\xe0\x00\x16JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x02\x01"                                 \
    "GPSGPS"
#define JFIF_SHORT "\xff\xe0\x00\x0fJFIF\x00\x01\x02\x00\x00\x48\x00\x48\x02"
#define JFIF_LIKE "\xff\xe0\x00\x10JFIFGPSGPSGPSG"
#define ICC "\xff\xe2\x00\x10ICC_PROFILE\x00xx"
#define MPF "\xff\xe2\x00\x09MPF\x00GPS"
#define ADOBE                                                                                      \
    "\xff\xee\x00\x0e"                                                                             \
    "Adobe\x00\x64\x00\x00\x00\x00\x00"
#define NOT_ADOBE "\xff\xee\x00\x0b\x41\x64obGPSGP"
#define XMP "\xff\xe1\x00\x10http://ns.GPS "
#define WORDS "\xff\xfe\x00\x05GPS"
#define TABLE "\xff\xdb\x00\x04qq"
#define SCAN                                                                                       \
    "\xff\xda\x00\x03s"                                                                            \
    "code\xff\x00"                                                                                 \
    "more\xff\xd3"                                                                                 \
    "rest"
#define SECOND                                                                                     \
    "\xff\xc4\x00\x04hh"                                                                           \
    "\xff\xda\x00\x02more"
#define EOI "\xff\xd9"
#define EXIF_OF(side)                                                                              \
    "\xff\xe1\x00\x2e"                                                                             \
    "Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x02\x00"                                               \
    "\x12\x01\x03\x00\x01\x00\x00\x00" side "\x00\x00\x00"                                         \
    "\x25\x88\x04\x00\x01\x00\x00\x00"                                                             \
    "GPS!\x00\x00\x00\x00"
#define UPRIGHT_OF(side)                                                                           \
    "\xff\xe1\x00\x22"                                                                             \
    "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01"                                               \
    "\x01\x12\x00\x03\x00\x00\x00\x01\x00" side "\x00\x00\x00\x00\x00\x00"
#define BAD_EXIF                                                                                   \
    "\xff\xe1\x00\x10"                                                                             \
    "Exif\x00\x00II\x2a\x00\xff\xff\xff\xff"
#define PNG "\x89PNG\r\n\x1a\n"
#define IHDR                                                                                       \
    "\x00\x00\x00\x02IHDR"                                                                         \
    "wh"                                                                                           \
    "crc1"
#define EXIF_CHUNK "\x00\x00\x00\x03\x65XIfGPScrc2"
#define TEXT_CHUNK "\x00\x00\x00\x03tEXtGPScrc3"
#define COLOURS "\x00\x00\x00\x01sRGB\x00\x63rc4"
#define IDAT                                                                                       \
    "\x00\x00\x00\x03IDAT"                                                                         \
    "dat"                                                                                          \
    "crc5"
#define IEND                                                                                       \
    "\x00\x00\x00\x00IEND"                                                                         \
    "crc6"

static const struct {
    const char *name;
    struct str in, out;
    bool keep;
    enum err_code fails;
    const char *type;
} CASES[] = {
    {"a plain picture passes", STR_INIT(SOI JFIF TABLE SCAN EOI), STR_INIT(SOI JFIF TABLE SCAN EOI),
     false, ERR_NONE, "image/jpeg"},
    {"place, words and film go, colours stay",
     STR_INIT(SOI JFIF EXIF_OF("\x01") XMP ICC MPF ADOBE WORDS TABLE SCAN EOI "film GPS"),
     STR_INIT(SOI JFIF ICC ADOBE TABLE SCAN EOI), false, ERR_NONE, "image/jpeg"},
    {"the thumbnail of JFIF goes", STR_INIT(SOI JFIF_SMALL TABLE SCAN EOI),
     STR_INIT(SOI JFIF TABLE SCAN EOI), false, ERR_NONE, "image/jpeg"},
    {"a JFIF too short to say whether it has one goes", STR_INIT(SOI JFIF_SHORT TABLE SCAN EOI),
     STR_INIT(SOI TABLE SCAN EOI), false, ERR_NONE, "image/jpeg"},
    {"what is called nearly as JFIF and Adobe goes",
     STR_INIT(SOI JFIF_LIKE NOT_ADOBE TABLE SCAN EOI), STR_INIT(SOI TABLE SCAN EOI), false,
     ERR_NONE, "image/jpeg"},
    {"which side is up stays", STR_INIT(SOI EXIF_OF("\x06") TABLE SCAN EOI),
     STR_INIT(SOI UPRIGHT_OF("\x06") TABLE SCAN EOI), false, ERR_NONE, "image/jpeg"},
    {"a side that there is not goes", STR_INIT(SOI EXIF_OF("\x09") TABLE SCAN EOI),
     STR_INIT(SOI TABLE SCAN EOI), false, ERR_NONE, "image/jpeg"},
    {"an Exif that points nowhere goes", STR_INIT(SOI BAD_EXIF TABLE SCAN EOI),
     STR_INIT(SOI TABLE SCAN EOI), false, ERR_NONE, "image/jpeg"},
    {"several scans, and words between them", STR_INIT(SOI TABLE SCAN WORDS SECOND EOI),
     STR_INIT(SOI TABLE SCAN SECOND EOI), false, ERR_NONE, "image/jpeg"},
    {"fill bytes before a marker", STR_INIT(SOI "\xff\xff" TABLE SCAN "\xff" EOI),
     STR_INIT(SOI TABLE SCAN EOI), false, ERR_NONE, "image/jpeg"},
    {"all of it where that is wanted", STR_INIT(SOI EXIF_OF("\x06") SCAN EOI "film"),
     STR_INIT(SOI EXIF_OF("\x06") SCAN EOI "film"), true, ERR_NONE, "image/jpeg"},
    {"a picture that is cut off", STR_INIT(SOI JFIF TABLE SCAN), {0}, false, ERR_MALFORMED, NULL},
    {"cut off in a segment",
     STR_INIT(SOI "\xff\xe1\x00\x22"
                  "Exif"),
     {0},
     false,
     ERR_MALFORMED,
     NULL},
    {"a segment shorter than its length",
     STR_INIT(SOI "\xff\xdb\x00\x01qqqq"),
     {0},
     false,
     ERR_MALFORMED,
     NULL},
    {"no marker where one must be",
     STR_INIT(SOI TABLE "qqqq" EOI),
     {0},
     false,
     ERR_MALFORMED,
     NULL},
    {"a second beginning", STR_INIT(SOI TABLE SOI EOI), {0}, false, ERR_MALFORMED, NULL},
    {"an end before anything was drawn", STR_INIT(SOI TABLE EOI), {0}, false, ERR_MALFORMED, NULL},
    {"a drawing passes", STR_INIT(PNG IHDR COLOURS IDAT IEND), STR_INIT(PNG IHDR COLOURS IDAT IEND),
     false, ERR_NONE, "image/png"},
    {"words and place of a drawing go",
     STR_INIT(PNG IHDR EXIF_CHUNK TEXT_CHUNK COLOURS IDAT IEND "film"),
     STR_INIT(PNG IHDR COLOURS IDAT IEND), false, ERR_NONE, "image/png"},
    {"a drawing that is cut off", STR_INIT(PNG IHDR IDAT), {0}, false, ERR_MALFORMED, NULL},
    {"a chunk longer than there can be",
     STR_INIT(PNG "\xff\xff\xff\xffIDATxx"),
     {0},
     false,
     ERR_MALFORMED,
     NULL},
    {"a document passes", STR_INIT("%PDF-1.7 and the rest"), STR_INIT("%PDF-1.7 and the rest"),
     false, ERR_NONE, "application/pdf"},
    {"a page", STR_INIT("<html><script>"), {0}, false, ERR_TYPE, NULL},
    {"a page, wanted whole", STR_INIT("<html><script>"), {0}, true, ERR_TYPE, NULL},
    {"three bytes", STR_INIT("\xff\xd8\xff"), {0}, false, ERR_TYPE, NULL},
    {"nothing", STR_INIT(""), {0}, false, ERR_TYPE, NULL},
};

static struct err collect(void *arg, struct str bytes) {
    buf_add(arg, bytes);
    return OK;
}

/* In pieces of that many bytes: the answer depends on none of it. */
static struct err strip(struct arena *a, size_t which, size_t step, struct buf *out,
                        struct intake_photo *photo) {
    struct str in = CASES[which].in;
    struct err e = OK;
    *photo = (struct intake_photo){.keep = CASES[which].keep, .put = collect, .arg = out};
    intake_photo_init(photo, a);
    for (size_t at = 0; at < in.len && !e.code; at += step) {
        size_t n = in.len - at < step ? in.len - at : step;
        e = intake_photo_add(photo, (struct str){in.ptr + at, n});
    }
    return e.code ? e : intake_photo_end(photo);
}

static void what_the_camera_wrote_goes(void **state) {
    static const size_t STEPS[] = {1, 2, 3, 5, 7, 8, 13, 64, 1 << 20};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        for (size_t k = 0; k < COUNT_OF(STEPS); k++) {
            struct arena *a = arena_new(1 << 20);
            struct buf out;
            buf_init(&out, 1 << 16);
            struct intake_photo photo;
            struct err e = strip(a, i, STEPS[k], &out, &photo);
            if (e.code != CASES[i].fails || (!e.code && !str_equal(buf_str(&out), CASES[i].out)))
                fail_msg("%s, in pieces of %zu: error %d, %zu bytes", CASES[i].name, STEPS[k],
                         (int)e.code, out.len);
            if (!e.code)
                assert_true(str_equal(intake_photo_type(photo.kind), str_from_c(CASES[i].type)));
            buf_done(&out);
            arena_free(a);
        }
}

static struct err refuse(void *arg, struct str bytes) {
    (void)arg;
    (void)bytes;
    return ERR(ERR_DISK_FULL, STR("blob"));
}

static void a_full_disk_ends_it(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_photo photo = {.put = refuse};
        intake_photo_init(&photo, a);
        struct err e = intake_photo_add(&photo, CASES[i].in);
        if (!CASES[i].fails)
            assert_int_equal(e.code, ERR_DISK_FULL);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_the_camera_wrote_goes),
                                       cmocka_unit_test(a_full_disk_ends_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
