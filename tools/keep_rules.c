/* Writes what the build keeps of the shipped rules (law/kept.h) as C.
 *
 *   keep-rules RULES OUT
 *
 * Of rules that have a fault nothing is kept: the program reads and checks them at each start, and
 * tells the fault where `netral rules check` would. */
#include "law/kept.h"

#include <stdio.h>

enum { ARENA_CAP = 256 << 20, BYTES_A_LINE = 32 };

static void write_bytes(FILE *out, const void *bytes, size_t len) {
    for (size_t i = 0; i < len; i++)
        (void)fprintf(out, "%u,%s", ((const unsigned char *)bytes)[i],
                      i % BYTES_A_LINE == BYTES_A_LINE - 1 ? "\n" : "");
}

static void write_kept(FILE *out, const struct law_kept *kept) {
    (void)fputs("#include \"law/kept.h\"\n", out);
    for (size_t i = 0; i < kept->count; i++) {
        (void)fprintf(out, "static const unsigned char FORM_%zu[] = {\n", i);
        write_bytes(out, kept->files[i].form.ptr, kept->files[i].form.len);
        (void)fputs("};\n", out);
    }
    (void)fprintf(out, "static const struct law_kept_file FILES[%zu] = {\n", kept->count + 1);
    for (size_t i = 0; i < kept->count; i++) {
        (void)fputs("{{{", out);
        write_bytes(out, kept->files[i].hash.b, HASH_LEN);
        (void)fprintf(out, "}}, {(const char *)FORM_%zu, sizeof FORM_%zu}},\n", i, i);
    }
    (void)fprintf(out,
                  "{{{0}}, {0}}};\n"
                  "const struct law_kept LAW_KEPT = {FILES, %zu, {{",
                  kept->count);
    write_bytes(out, kept->checked.b, HASH_LEN);
    (void)fputs("}}};\n", out);
}

int main(int argc, char **argv) {
    const struct law *law = NULL;
    static struct law_faults faults;
    struct law_kept kept = {0};
    if (argc != 3) {
        (void)fputs("usage: keep-rules RULES OUT\n", stderr);
        return 2;
    }
    hash_library_init();
    struct arena *a = arena_new(ARENA_CAP);
    if (law_load(a, argv[1], &law, &faults).code)
        (void)fprintf(stderr, "%s has faults, and nothing is kept of it: see netral rules check\n",
                      argv[1]);
    else
        kept = law_keep(a, law);
    FILE *out = fopen(argv[2], "w");
    if (out)
        write_kept(out, &kept);
    bool written = out && !ferror(out);
    written = out && fclose(out) == 0 && written;
    if (!written)
        perror(argv[2]);
    arena_free(a);
    return written ? 0 : 1;
}
