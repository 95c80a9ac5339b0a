#ifndef SEAL_PACK_H
#define SEAL_PACK_H
/* A piece of evidence as it lies in its age file (docs/sealing.md): a tar (POSIX ustar, no owner,
 * no time) of two entries, what is said of the piece and itself, and zeros behind it to one of few
 * lengths. As browsers make it (src/web/assets/kemas.ts); `age -d -i KEY FILE | tar x` takes it
 * apart. Length and hash stand before the bytes, so whoever packs has counted them. */
#include "base/hash.h"

enum { SEAL_PACK_NAME = 255, SEAL_PACK_FIRST = 16, SEAL_PACK_LEAST = 65536 };
struct seal_counted {
    struct hash sha256;
    int64_t bytes;
};
struct seal_about {
    struct str name; /* as its sender calls it: UTF-8, SEAL_PACK_NAME bytes at most */
    struct str kind; /* seal_pack_kind */
    struct seal_counted content;
    struct seal_counted original; /* as it came, where content is what a cleaning left of it */
    bool cleaned;
};
/* What it is by its first bytes, SEAL_PACK_FIRST of them where it has as many: "jpg", "png", ...,
 * or "bin", anything else. */
struct str seal_pack_kind(struct str first);
/* What stands before the content. Owns: in a. */
struct str seal_pack_head(struct arena *a, const struct seal_about *about);
/* How many zeros stand behind it, head being what seal_pack_head gave. */
int64_t seal_pack_zeros(struct str head, int64_t content);
/* The length of which so many bytes are sealed, by Padme (Nikitin et al., PETS 2019): at most 12 %
 * more, SEAL_PACK_LEAST at least. */
int64_t seal_pack_padded(int64_t bytes);
#endif
