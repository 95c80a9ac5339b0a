#ifndef INTAKE_PHOTO_H
#define INTAKE_PHOTO_H
/* Pictures and documents of officers on their way in: what is a photograph loses what its camera
 * wrote into it (place, time, owner, device, thumbnail, film behind the picture), byte for byte as
 * it streams by. Of JPEG stay the picture, its colours (ICC, Adobe), JFIF without a thumbnail and
 * which side is up; of PNG the chunks that draw. A PDF passes. Sources: ITU-T T.81 annex B, T.871
 * section 10, Exif 2.3 section 4, PNG (ISO/IEC 15948) section 5. Pure. */
#include "base/base.h"

enum { INTAKE_SEGMENT = 65536 }; /* a JPEG segment says its length in 16 bits */
enum intake_photo_kind {
    INTAKE_PHOTO_UNKNOWN, /* until its first bytes told */
    INTAKE_PHOTO_JPEG,
    INTAKE_PHOTO_PNG,
    INTAKE_PHOTO_PDF
};
struct intake_photo {
    enum intake_photo_kind kind;
    bool keep; /* what the camera wrote is wanted: everything passes, still told by its kind */
    struct err (*put)(void *arg, struct str bytes);
    void *arg;
    /* its own */
    int state;
    uint32_t left;  /* bytes of the segment or chunk that are still to come */
    uint8_t marker; /* of the JPEG segment */
    bool passes;    /* of the PNG chunk: it is kept */
    bool drawn;     /* a scan of the JPEG came */
    size_t len;     /* bytes in held */
    uint8_t *held;  /* INTAKE_SEGMENT bytes: head of a file, segment, head of a chunk */
};
/* keep, put and arg are the caller's. Owns: some 64 KiB in a. */
void intake_photo_init(struct intake_photo *photo, struct arena *a);
/* Calls put with what stays of a piece. Errors: ERR_TYPE "photo": none of the three; ERR_MALFORMED
 * "photo": broken; and those of put. */
struct err intake_photo_add(struct intake_photo *photo, struct str piece) MUST_CHECK;
/* After the last piece. Errors: the same: it ended too early. */
struct err intake_photo_end(struct intake_photo *photo) MUST_CHECK;
/* "image/jpeg", "image/png", "application/pdf". */
struct str intake_photo_type(enum intake_photo_kind kind);
#endif
