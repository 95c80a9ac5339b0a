/* What our reader says of an age file on standard input, fed in pieces of so many bytes:
 *
 *     age-reader PIECE [IDENTITY...]
 *
 * One line: the error's public name or "success", what it is about or "-", and SHA-256 of all that
 * came out before it. */
#include "seal/age.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEYS_MAX = 8 };

static struct err read_all(struct seal_reader *r, size_t size, struct hash_stream *released) {
    char *piece = must_alloc(size);
    struct str plain = {0};
    struct err e = OK;
    for (size_t len = 1; len && !e.code;) {
        len = fread(piece, 1, size, stdin);
        struct str bytes = {piece, len};
        while (bytes.len && !e.code) {
            e = seal_reader_feed(r, &bytes, &plain);
            if (!e.code)
                hash_stream_add(released, plain);
        }
    }
    free(piece);
    if (!e.code)
        e = seal_reader_end(r, &plain);
    if (!e.code)
        hash_stream_add(released, plain);
    return e;
}

int main(int argc, char **argv) {
    hash_library_init();
    struct seal_identity list[KEYS_MAX];
    struct seal_keys keys = {list, 0};
    int64_t size = 0;
    if (argc < 2 || argc - 2 > KEYS_MAX || !str_to_int(str_from_c(argv[1]), &size) || size < 1)
        return 2;
    for (int i = 2; i < argc; i++)
        if (seal_identity_parse(str_from_c(argv[i]), &list[keys.count++]).code)
            return 2;
    struct hash_stream released;
    hash_stream_init(&released);
    struct seal_reader *r = seal_reader_new(&keys);
    struct err e = read_all(r, (size_t)size, &released);
    seal_reader_free(r);
    struct hash h = hash_stream_done(&released);
    char hex[2 * HASH_LEN];
    hex_put(h.b, HASH_LEN, hex);
    struct str name = e.code ? err_name(e.code) : STR("success");
    struct str about = e.code ? e.about : STR("-");
    (void)printf("%.*s %.*s %.*s\n", STR_ARG(name), STR_ARG(about), (int)sizeof hex, hex);
    return 0;
}
