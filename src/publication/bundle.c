#include "publication/bundle.h"

#include "law/tree.h"

#define MAGIC "netral-rules/v1"

void publication_bundle_write(struct law_files files, struct buf *out) {
    struct hash law = law_files_hash(files);
    struct buf lines;
    buf_init(&lines, PUBLICATION_BUNDLE_MAX);
    for (size_t i = 0; i < files.count; i++) {
        const struct law_file *file = &files.list[i];
        struct hash hash = hash_sha256(file->bytes);
        buf_printf(&lines, "file %zu ", file->bytes.len);
        buf_add_hex(&lines, hash.b, HASH_LEN);
        buf_printf(&lines, " %.*s\n", STR_ARG(file->name));
    }
    struct hash head = hash_sha256(buf_str(&lines));
    buf_add_c(out, MAGIC "\nlaw ");
    buf_add_hex(out, law.b, HASH_LEN);
    buf_add_c(out, "\nhead ");
    buf_add_hex(out, head.b, HASH_LEN);
    buf_add_char(out, '\n');
    buf_add(out, buf_str(&lines));
    buf_add_char(out, '\n');
    buf_done(&lines);
    for (size_t i = 0; i < files.count; i++)
        buf_add(out, files.list[i].bytes);
}

struct reading {
    struct arena *a;
    struct str rest; /* not read yet */
    struct law_file *files;
    struct hash *hashes; /* as the head says */
    size_t count, line;
    struct hash law, head;
    struct str lines; /* of the files: what head is the hash of */
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

/* "law HASH": the word, a blank, the hash. */
static bool read_hash(struct reading *r, struct str word, struct hash *ret) {
    struct str line, hash;
    if (!next_line(r, &line))
        return false;
    hash = line;
    if (!str_equal(str_cut(&hash, ' '), word) || !hex_decode(hash, ret->b, HASH_LEN))
        return fail(r, arena_printf(r->a, "line %zu of the bundle's head: it must be \"%.*s HASH\"",
                                    r->line, STR_ARG(word)));
    return true;
}

static bool read_head(struct reading *r) {
    struct str line;
    if (!next_line(r, &line))
        return false;
    if (!str_equal(line, STR(MAGIC)))
        return fail_line(r, "this is no bundle of rules: it must begin with \"" MAGIC "\"");
    if (!read_hash(r, STR("law"), &r->law) || !read_hash(r, STR("head"), &r->head))
        return false;
    const char *first = r->rest.ptr;
    while (next_line(r, &line) && line.len)
        if (!read_file_line(r, line))
            return false;
    r->lines = (struct str){first, r->fault.len ? 0 : (size_t)(line.ptr - first)};
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
    struct law_files files = {r.files, 0};
    bool whole = read_head(&r) && read_files(&r);
    if (whole) {
        files.count = r.count;
        struct hash law = law_files_hash(files), head = hash_sha256(r.lines);
        if (!hash_equal(&law, &r.law))
            whole = fail(&r, STR("the law's hash in the bundle's head is not that of its files"));
        else if (!hash_equal(&head, &r.head)) /* names are not in the law's hash */
            whole = fail(&r, STR("the bundle's head was changed: a file has another name"));
    }
    if (!whole) {
        *ret_fault = r.fault;
        return ERR(ERR_CORRUPT, STR("bundle"));
    }
    *ret = (struct publication_bundle){r.law, files};
    return OK;
}
