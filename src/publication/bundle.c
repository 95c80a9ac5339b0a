#include "publication/bundle.h"

#include "law/tree.h"

#define MAGIC "netral-rules/v1"

void publication_bundle_write(struct law_files files, struct buf *out) {
    struct hash law = law_files_hash(files);
    buf_add_c(out, MAGIC "\nlaw ");
    buf_add_hex(out, law.b, HASH_LEN);
    buf_add_char(out, '\n');
    for (size_t i = 0; i < files.count; i++) {
        const struct law_file *file = &files.list[i];
        struct hash hash = hash_sha256(file->bytes);
        buf_printf(out, "file %zu ", file->bytes.len);
        buf_add_hex(out, hash.b, HASH_LEN);
        buf_printf(out, " %.*s\n", STR_ARG(file->name));
    }
    buf_add_char(out, '\n');
    for (size_t i = 0; i < files.count; i++)
        buf_add(out, files.list[i].bytes);
}

struct reading {
    struct arena *a;
    struct str rest; /* not read yet */
    struct law_file *files;
    struct hash *hashes; /* as the head says */
    size_t count, line;
    struct str fault;
};

static bool fail(struct reading *r, struct str fault) {
    r->fault = fault;
    return false;
}

static bool fail_line(struct reading *r, const char *what) {
    return fail(r, arena_printf(r->a, "line %zu of the bundle's head: %s", r->line, what));
}

/* The next line of the head; false when it does not end. */
static bool next_line(struct reading *r, struct str *ret) {
    size_t before = r->rest.len;
    *ret = str_cut(&r->rest, '\n');
    r->line++;
    return ret->len < before || fail_line(r, "it ends here, before the empty line");
}

/* A length in the one form that writing gives. */
static bool read_length(struct str s, size_t *ret) {
    int64_t n;
    if (!str_to_int(s, &n) || n < 0 || n > LAW_FILE_MAX || (s.len > 1 && s.ptr[0] == '0') ||
        s.ptr[0] == '-')
        return false;
    *ret = (size_t)n;
    return true;
}

static bool is_double(const struct reading *r, struct str name) {
    for (size_t i = 0; i < r->count; i++)
        if (str_equal(r->files[i].name, name))
            return true;
    return false;
}

static bool read_file_line(struct reading *r, struct str line) {
    struct str word = str_cut(&line, ' '), length = str_cut(&line, ' '), hex = str_cut(&line, ' ');
    struct law_file *file = &r->files[r->count];
    if (r->count == LAW_FILES_MAX)
        return fail_line(r, "more files than a law may have");
    if (!str_equal(word, STR("file")) || !read_length(length, &file->bytes.len) ||
        !hex_decode(hex, r->hashes[r->count].b, HASH_LEN) || !law_is_file_name(line))
        return fail_line(r, "it must be \"file BYTES SHA256 NAME\"");
    if (is_double(r, line))
        return fail_line(r, "it names a file that is named before");
    file->name = line;
    r->count++;
    return true;
}

static bool read_head(struct reading *r, struct hash *ret_law) {
    struct str line;
    if (!next_line(r, &line))
        return false;
    if (!str_equal(line, STR(MAGIC)))
        return fail_line(r, "this is no bundle of rules: it must begin with \"" MAGIC "\"");
    if (!next_line(r, &line))
        return false;
    if (!str_starts(line, STR("law ")) ||
        !hex_decode((struct str){line.ptr + 4, line.len - 4}, ret_law->b, HASH_LEN))
        return fail_line(r, "it must be \"law HASH\"");
    while (next_line(r, &line) && line.len)
        if (!read_file_line(r, line))
            return false;
    return !r->fault.len;
}

static bool read_files(struct reading *r) {
    for (size_t i = 0; i < r->count; i++) {
        struct law_file *file = &r->files[i];
        if (file->bytes.len > r->rest.len)
            return fail(
                r, arena_printf(r->a, "the bundle ends within its file %.*s", STR_ARG(file->name)));
        file->bytes.ptr = r->rest.ptr;
        r->rest = (struct str){r->rest.ptr + file->bytes.len, r->rest.len - file->bytes.len};
        struct hash hash = hash_sha256(file->bytes);
        if (!hash_equal(&hash, &r->hashes[i]))
            return fail(r, arena_printf(r->a,
                                        "the bundle's file %.*s was changed: its SHA-256 is not "
                                        "the one that the head names",
                                        STR_ARG(file->name)));
    }
    return !r->rest.len || fail(r, STR("bytes follow behind the bundle's last file"));
}

struct err publication_bundle_read(struct arena *a, struct str bytes,
                                   struct publication_bundle *ret, struct str *ret_fault) {
    struct reading r = {.a = a,
                        .rest = bytes,
                        .files = NEW(a, struct law_file, LAW_FILES_MAX),
                        .hashes = NEW(a, struct hash, LAW_FILES_MAX)};
    struct hash law = {0};
    bool whole = read_head(&r, &law) && read_files(&r);
    struct law_files files = {r.files, r.count};
    struct hash hash = law_files_hash(files);
    if (whole && !hash_equal(&hash, &law))
        whole = fail(&r, STR("the law's hash in the bundle's head is not that of its files"));
    if (!whole) {
        *ret_fault = r.fault;
        return ERR(ERR_CORRUPT, STR("bundle"));
    }
    *ret = (struct publication_bundle){law, files};
    return OK;
}
