#include "intake/photo.h"

#include <string.h>

/*  HEAD --first 8 bytes--> PASS (PDF, or all is kept)
 *    |--JPEG--> MARK --> LENGTH --> SEGMENT --> MARK       (segments between markers)
 *    |                     `--start of scan--> SCAN --marker--> LENGTH, END
 *    `--PNG---> CHUNK --> DATA --> CHUNK ... IEND --> END
 *  END: whatever follows the picture is dropped. */
enum { HEAD, PASS, MARK, LENGTH, SEGMENT, SCAN, SCAN_FF, CHUNK, DATA, END };
enum {
    HEAD_LEN = 8,
    CHUNK_HEAD = 8, /* length and type */
    CRC_LEN = 4,
    JFIF_LEN = 12, /* of its body, ITU-T T.871; behind it two bytes and a thumbnail */
    CHUNK_MAX = INT32_MAX,
    M_SOI = 0xd8,
    M_EOI = 0xd9,
    M_SOS = 0xda,
    M_APP0 = 0xe0,
    M_APP1 = 0xe1,
    M_APP2 = 0xe2,
    M_APP14 = 0xee,
    M_APP15 = 0xef,
    M_COM = 0xfe,
    M_RST0 = 0xd0,
    M_RST7 = 0xd7,
    M_TEM = 0x01
};
static const struct str JPEG_HEAD = STR_INIT("\xff\xd8\xff");
static const struct str PNG_HEAD = STR_INIT("\x89PNG\r\n\x1a\n");
static const struct str PDF_HEAD = STR_INIT("%PDF-");

static struct err broken(void) {
    return ERR(ERR_MALFORMED, STR("photo"));
}

static struct err put(const struct intake_photo *p, const void *bytes, size_t len) {
    return len ? p->put(p->arg, (struct str){bytes, len}) : OK;
}

static uint32_t big(const uint8_t *b, size_t n) {
    uint32_t value = 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | b[i];
    return value;
}

/* --- which side is up --- */

/* A TIFF number of n bytes at that place; 0 behind the end. */
struct tiff {
    const uint8_t *bytes;
    size_t len;
    bool little;
};
static uint32_t tiff_at(const struct tiff *t, size_t at, size_t n) {
    if (at > t->len || n > t->len - at)
        return 0;
    uint32_t value = 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | t->bytes[at + (t->little ? n - 1 - i : i)];
    return value;
}

/* 2 to 8, as Exif counts; 0: upright, or not said. */
static uint8_t orientation_of(struct str exif) {
    enum { ENTRY = 12, TAG = 0x112, SHORT_KIND = 3, HIGHEST = 8 };
    struct tiff t = {(const uint8_t *)exif.ptr, exif.len, str_starts(exif, STR("II"))};
    size_t at = tiff_at(&t, 4, 4);
    uint32_t count = tiff_at(&t, at, 2);
    for (uint32_t i = 0; i < count; i++, at += ENTRY) {
        if (at + 2 + ENTRY > t.len)
            return 0;
        if (tiff_at(&t, at + 2, 2) != TAG || tiff_at(&t, at + 4, 2) != SHORT_KIND)
            continue;
        uint32_t value = tiff_at(&t, at + 2 + 8, 2);
        return value > 1 && value <= HIGHEST ? (uint8_t)value : 0;
    }
    return 0;
}

/* An Exif segment that says this alone. */
static struct err put_orientation(const struct intake_photo *p, uint8_t value) {
    uint8_t segment[] = {0xff, M_APP1, 0, 34, 'E', 'x',   'i', 'f', 0, 0,    'M', 'M',
                         0,    42,     0, 0,  0,   8,     0,   1,   1, 0x12, 0,   3,
                         0,    0,      0, 1,  0,   value, 0,   0,   0, 0,    0,   0};
    return put(p, segment, sizeof segment);
}

/* --- JPEG --- */

static bool starts(const struct intake_photo *p, struct str what) {
    return p->len >= what.len && memcmp(p->held, what.ptr, what.len) == 0;
}

static bool is_alone(uint8_t marker) { /* no length follows */
    return marker == M_TEM || (marker >= M_RST0 && marker <= M_RST7);
}

static bool is_held(uint8_t marker) { /* looked at whole before it goes on */
    return (marker >= M_APP0 && marker <= M_APP15) || marker == M_COM;
}

static struct err put_head(const struct intake_photo *p, uint32_t length) {
    const uint8_t head[] = {0xff, p->marker, (uint8_t)(length >> 8), (uint8_t)length};
    return put(p, head, sizeof head);
}

/* JFIF says how wide and high a thumbnail is, then its points: 0 and 0, and none of them. */
static struct err put_jfif(const struct intake_photo *p) {
    struct err e = put_head(p, JFIF_LEN + 2 + 2);
    e = e.code ? e : put(p, p->held, JFIF_LEN);
    return e.code ? e : put(p, (const uint8_t[]){0, 0}, 2);
}

/* A held segment is complete: what draws stays. */
static struct err judge(struct intake_photo *p) {
    static const struct str EXIF = STR_INIT("Exif\0\0"), ICC = STR_INIT("ICC_PROFILE\0"),
                            JFIF = STR_INIT("JFIF\0");
    if (p->marker == M_APP0 && starts(p, JFIF))
        return p->len >= JFIF_LEN + 2 ? put_jfif(p) : OK;
    bool stays = (p->marker == M_APP2 && starts(p, ICC)) ||
                 (p->marker == M_APP14 && starts(p, STR("Adobe")));
    if (p->marker == M_APP1 && starts(p, EXIF)) {
        struct str tiff = {(const char *)p->held + EXIF.len, p->len - EXIF.len};
        uint8_t up = orientation_of(tiff);
        return up ? put_orientation(p, up) : OK;
    }
    if (!stays)
        return OK;
    struct err e = put_head(p, (uint32_t)p->len + 2);
    return e.code ? e : put(p, p->held, p->len);
}

static struct err take_marker(struct intake_photo *p, uint8_t marker) {
    p->marker = marker;
    p->len = 0;
    if (marker == M_EOI && p->drawn) {
        p->state = END;
        return put(p, (const uint8_t[]){0xff, M_EOI}, 2);
    }
    if (marker == 0 || marker == M_SOI || marker == M_EOI)
        return broken();
    p->state = is_alone(marker) ? MARK : LENGTH;
    return p->state == MARK ? put(p, (const uint8_t[]){0xff, marker}, 2) : OK;
}

/* The byte FF of a marker, more of the same to fill, then what it is. */
static struct err add_mark(struct intake_photo *p, uint8_t byte) {
    if (!p->len) {
        p->len = 1;
        return byte == 0xff ? OK : broken();
    }
    return byte == 0xff ? OK : take_marker(p, byte);
}

static struct err end_segment(struct intake_photo *p) {
    struct err e = is_held(p->marker) ? judge(p) : OK;
    p->state = p->marker == M_SOS ? SCAN : MARK;
    p->drawn |= p->marker == M_SOS;
    p->len = 0;
    return e;
}

static struct err add_length(struct intake_photo *p, uint8_t byte) {
    p->held[p->len++] = byte;
    if (p->len < 2)
        return OK;
    uint32_t length = big(p->held, 2);
    if (length < 2)
        return broken();
    p->left = length - 2;
    p->len = 0;
    p->state = SEGMENT;
    struct err e = is_held(p->marker) ? OK : put_head(p, length);
    return p->left || e.code ? e : end_segment(p);
}

static struct err add_segment(struct intake_photo *p, struct str *piece) {
    size_t n = piece->len < p->left ? piece->len : p->left;
    struct err e = OK;
    if (is_held(p->marker)) {
        memcpy(p->held + p->len, piece->ptr, n);
        p->len += n;
    } else {
        e = put(p, piece->ptr, n);
    }
    p->left -= (uint32_t)n;
    *piece = (struct str){piece->ptr + n, piece->len - n};
    return p->left || e.code ? e : end_segment(p);
}

/* Coded picture up to the next FF. */
static struct err add_scan(struct intake_photo *p, struct str *piece) {
    const char *ff = memchr(piece->ptr, 0xff, piece->len);
    size_t n = ff ? (size_t)(ff - piece->ptr) : piece->len;
    struct err e = put(p, piece->ptr, n);
    if (ff)
        p->state = SCAN_FF;
    n += ff != NULL;
    *piece = (struct str){piece->ptr + n, piece->len - n};
    return e;
}

static struct err add_scan_ff(struct intake_photo *p, uint8_t byte) {
    if (byte == 0xff)
        return OK;
    if (byte && !is_alone(byte))
        return take_marker(p, byte);
    p->state = SCAN;
    return put(p, (const uint8_t[]){0xff, byte}, 2);
}

/* --- PNG --- */

/* What draws: all that is critical (its first letter is large), and these of the rest. */
static bool chunk_stays(const uint8_t *type) {
    static const char *const REST[] = {"tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT",
                                       "bKGD", "pHYs", "acTL", "fcTL", "fdAT"};
    if (type[0] >= 'A' && type[0] <= 'Z')
        return true;
    for (size_t i = 0; i < COUNT_OF(REST); i++)
        if (memcmp(type, REST[i], 4) == 0)
            return true;
    return false;
}

static struct err add_chunk(struct intake_photo *p, uint8_t byte) {
    p->held[p->len++] = byte;
    if (p->len < CHUNK_HEAD)
        return OK;
    uint32_t length = big(p->held, 4);
    if (length > CHUNK_MAX)
        return broken();
    p->passes = chunk_stays(p->held + 4);
    p->left = length + CRC_LEN;
    p->state = DATA;
    p->marker = memcmp(p->held + 4, "IEND", 4) == 0;
    return p->passes ? put(p, p->held, CHUNK_HEAD) : OK;
}

static struct err add_data(struct intake_photo *p, struct str *piece) {
    size_t n = piece->len < p->left ? piece->len : p->left;
    struct err e = p->passes ? put(p, piece->ptr, n) : OK;
    p->left -= (uint32_t)n;
    *piece = (struct str){piece->ptr + n, piece->len - n};
    if (!p->left) {
        p->state = p->marker ? END : CHUNK;
        p->len = 0;
    }
    return e;
}

/* --- any --- */

/* JPEG's head ends in the FF of its first marker. */
static struct err tell_kind(struct intake_photo *p, struct str *head) {
    struct str held = {(const char *)p->held, p->len};
    p->kind = str_starts(held, JPEG_HEAD)  ? INTAKE_PHOTO_JPEG
              : str_starts(held, PNG_HEAD) ? INTAKE_PHOTO_PNG
              : str_starts(held, PDF_HEAD) ? INTAKE_PHOTO_PDF
                                           : INTAKE_PHOTO_UNKNOWN;
    if (p->kind == INTAKE_PHOTO_UNKNOWN)
        return ERR(ERR_TYPE, STR("photo"));
    p->len = 0;
    size_t eaten = p->kind == INTAKE_PHOTO_JPEG ? JPEG_HEAD.len - 1 : HEAD_LEN;
    p->state = p->keep || p->kind == INTAKE_PHOTO_PDF ? PASS
               : p->kind == INTAKE_PHOTO_JPEG         ? MARK
                                                      : CHUNK;
    struct err e = put(p, head->ptr, eaten);
    *head = (struct str){head->ptr + eaten, head->len - eaten};
    return e;
}

static struct err add_one(struct intake_photo *p, uint8_t byte) {
    switch (p->state) {
    case MARK:
        return add_mark(p, byte);
    case LENGTH:
        return add_length(p, byte);
    case SCAN_FF:
        return add_scan_ff(p, byte);
    default:
        return add_chunk(p, byte);
    }
}

static struct err add_rest(struct intake_photo *p, struct str piece) {
    struct err e = OK;
    while (piece.len && !e.code) {
        if (p->state == END)
            return OK;
        if (p->state == PASS)
            return put(p, piece.ptr, piece.len);
        if (p->state == SEGMENT) {
            e = add_segment(p, &piece);
        } else if (p->state == DATA) {
            e = add_data(p, &piece);
        } else if (p->state == SCAN) {
            e = add_scan(p, &piece);
        } else {
            e = add_one(p, (uint8_t)*piece.ptr);
            piece = (struct str){piece.ptr + 1, piece.len - 1};
        }
    }
    return e;
}

void intake_photo_init(struct intake_photo *photo, struct arena *a) {
    photo->kind = INTAKE_PHOTO_UNKNOWN;
    photo->state = HEAD;
    photo->drawn = false;
    photo->len = 0;
    photo->held = NEW(a, uint8_t, INTAKE_SEGMENT);
}

struct err intake_photo_add(struct intake_photo *photo, struct str piece) {
    while (photo->state == HEAD && piece.len) {
        photo->held[photo->len++] = (uint8_t)*piece.ptr;
        piece = (struct str){piece.ptr + 1, piece.len - 1};
        if (photo->len < HEAD_LEN)
            continue;
        char copy[HEAD_LEN];
        memcpy(copy, photo->held, sizeof copy);
        struct str head = {copy, sizeof copy};
        struct err e = tell_kind(photo, &head);
        if (!e.code)
            e = add_rest(photo, head);
        if (e.code)
            return e;
    }
    return add_rest(photo, piece);
}

struct err intake_photo_end(struct intake_photo *photo) {
    if (photo->state == HEAD)
        return ERR(ERR_TYPE, STR("photo"));
    return photo->state == PASS || photo->state == END ? OK : broken();
}

struct str intake_photo_type(enum intake_photo_kind kind) {
    static const struct str TYPES[] = {[INTAKE_PHOTO_UNKNOWN] =
                                           STR_INIT("application/octet-stream"),
                                       [INTAKE_PHOTO_JPEG] = STR_INIT("image/jpeg"),
                                       [INTAKE_PHOTO_PNG] = STR_INIT("image/png"),
                                       [INTAKE_PHOTO_PDF] = STR_INIT("application/pdf")};
    return TYPES[kind];
}
