#include "seal/pack.h"

#include "base/json.h"

#include <assert.h>
#include <string.h>

enum { BLOCK = 512, ENTRY_NAME = 100, ABOUT_MAX = 4096, END_BLOCKS = 2 };

static const struct {
    const char *kind;
    size_t at;
    struct str first;
} KINDS[] = {
    {"jpg", 0, STR_INIT("\xff\xd8\xff")},
    {"png", 0, STR_INIT("\x89PNG\r\n\x1a\n")},
    {"gif", 0, STR_INIT("GIF8")},
    {"webp", 8, STR_INIT("WEBP")},
    {"pdf", 0, STR_INIT("%PDF-")},
    {"mp4", 4, STR_INIT("ftyp")},
    {"webm", 0, STR_INIT("\x1a\x45\xdf\xa3")},
    {"ogg", 0, STR_INIT("OggS")},
    {"mp3", 0, STR_INIT("ID3")},
};

struct str seal_pack_kind(struct str first) {
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (first.len >= KINDS[i].at &&
            str_starts((struct str){first.ptr + KINDS[i].at, first.len - KINDS[i].at},
                       KINDS[i].first))
            return str_from_c(KINDS[i].kind);
    return STR("bin");
}

static int64_t blocks(int64_t bytes) {
    return (bytes + BLOCK - 1) / BLOCK * BLOCK;
}

static unsigned log2_of(uint64_t n) { /* whole, of 1 or more */
    unsigned log = 0;
    while (n >>= 1)
        log++;
    return log;
}

int64_t seal_pack_padded(int64_t bytes) {
    if (bytes <= SEAL_PACK_LEAST)
        return SEAL_PACK_LEAST;
    unsigned e = log2_of((uint64_t)bytes), s = log2_of(e) + 1;
    assert(s < e);
    int64_t step = (int64_t)1 << (e - s);
    return (bytes + step - 1) / step * step;
}

/* n in octal digits at to, none of them a NUL. */
static void put_octal(char *to, size_t digits, uint64_t n) {
    for (size_t i = digits; i > 0; i--, n >>= 3)
        to[i - 1] = (char)('0' + (n & 7));
}

/* POSIX.1-2017 pax, "ustar Interchange Format". */
static void put_header(char block[BLOCK], struct str name, int64_t bytes) {
    enum { MODE = 100, OWNER = 108, GROUP = 116, SIZE = 124, TIME = 136, SUM = 148, TYPE = 156 };
    enum { MAGIC = 257, SHORT = 7, LONG = 11, SUM_DIGITS = 6, SUM_FIELD = 8, READABLE = 0644 };
    uint64_t sum = 0;
    memset(block, 0, BLOCK);
    assert(name.len < ENTRY_NAME);
    memcpy(block, name.ptr, name.len);
    put_octal(block + MODE, SHORT, READABLE);
    put_octal(block + OWNER, SHORT, 0);
    put_octal(block + GROUP, SHORT, 0);
    put_octal(block + SIZE, LONG, (uint64_t)bytes);
    put_octal(block + TIME, LONG, 0);
    block[TYPE] = '0';
    memcpy(block + MAGIC,
           "ustar\0"
           "00",
           8);
    memset(block + SUM, ' ', SUM_FIELD);
    for (size_t i = 0; i < BLOCK; i++)
        sum += (unsigned char)block[i];
    put_octal(block + SUM, SUM_DIGITS, sum);
    block[SUM + SUM_DIGITS] = '\0';
}

static void put_counted(struct json *j, struct arena *a, const struct seal_counted *counted) {
    json_put_int(j, "bytes", counted->bytes);
    json_put_str(j, "sha256", hex_encode(a, counted->sha256.b, HASH_LEN));
}

static void put_about(struct buf *out, struct arena *a, const struct seal_about *about) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    json_put_str(&j, "name", about->name);
    put_counted(&j, a, &about->content);
    if (about->cleaned) {
        json_key(&j, "original");
        json_open_object(&j);
        put_counted(&j, a, &about->original);
        json_close_object(&j);
    }
    json_close_object(&j);
}

struct str seal_pack_head(struct arena *a, const struct seal_about *about) {
    struct buf said;
    assert(about->name.len <= SEAL_PACK_NAME);
    buf_init(&said, ABOUT_MAX);
    put_about(&said, a, about);
    assert(!buf_full(&said));
    size_t room = (size_t)blocks((int64_t)said.len);
    char *head = NEW(a, char, BLOCK + room + BLOCK);
    put_header(head, STR("keterangan.json"), (int64_t)said.len);
    memset(head + BLOCK, 0, room);
    memcpy(head + BLOCK, said.ptr, said.len);
    struct str name = arena_printf(a, "bukti.%.*s", STR_ARG(about->kind));
    put_header(head + BLOCK + room, name, about->content.bytes);
    buf_done(&said);
    return (struct str){head, BLOCK + room + BLOCK};
}

int64_t seal_pack_zeros(struct str head, int64_t content) {
    int64_t end = (int64_t)head.len + blocks(content) + (int64_t)END_BLOCKS * BLOCK;
    return seal_pack_padded(end) - (int64_t)head.len - content;
}
