#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* lint: may-use: the text of the rules is compared, which needs no store */
#include "law/tree.h"
/* lint: may-use: the comparison is pure */
#include "publication/bundle.h"
/* lint: may-use: the comparison is pure */
#include "publication/rules_diff.h"
#include "tool/rules.h"

static const char HELP[] =
    "Usage: netral rules diff A B [--lang id|en] [--rules DIR]\n\n"
    "What changed from A to B, in words, with the citation: rows that are new, gone or changed "
    "(what\n"
    "from and to what), a raised version against the one before it, what went to another file.\n"
    "A and B are two rules folders or bundles of published rules (files of\n"
    "GET /api/v1/rules/HASH), or two versions of a procedure in the rules folder:\n"
    "pilkada-2024@1 pilkada-2024@2. Exit 0: no difference; 1: they differ.\n";

enum { OUT_CAP = 16 << 20, FILES_MAX = 256 };

static int by_name(const void *a, const void *b) {
    return str_compare(((const struct law_file *)a)->name, ((const struct law_file *)b)->name);
}

/* Names of a folder and of its folders, "regimes/a.yaml". */
static size_t list_files(struct arena *a, const char *dir, struct str sub, struct law_file *ret,
                         size_t count) {
    struct str path = arena_printf(a, "%s/%.*s", dir, STR_ARG(sub));
    DIR *list = opendir(path.ptr);
    for (struct dirent *e; list && (e = readdir(list));) {
        struct str name = str_from_c(e->d_name);
        struct str file =
            sub.len ? arena_printf(a, "%.*s/%s", STR_ARG(sub), e->d_name) : arena_str(a, name);
        struct stat st;
        struct str whole = arena_printf(a, "%s/%.*s", dir, STR_ARG(file));
        if (e->d_name[0] == '.' || stat(whole.ptr, &st))
            continue;
        if (S_ISDIR(st.st_mode) && !sub.len)
            count = list_files(a, dir, file, ret, count);
        else if (name.len > 5 && memcmp(name.ptr + name.len - 5, ".yaml", 5) == 0 &&
                 count < FILES_MAX)
            ret[count++].name = file;
    }
    if (list)
        (void)closedir(list);
    return count;
}

/* At most max bytes and one more, so that a longer file is seen to be one. */
static bool read_bytes(struct arena *a, const char *path, size_t max, struct str *ret) {
    FILE *f = fopen(path, "rb");
    char *bytes = NEW(a, char, max + 1);
    *ret = (struct str){bytes, f ? fread(bytes, 1, max + 1, f) : 0};
    bool read = f && !ferror(f);
    if (f)
        (void)fclose(f);
    if (!read)
        (void)fprintf(stderr, "netral rules diff: %s: cannot be read as a rules file\n", path);
    return read;
}

static bool read_folder(struct arena *a, const char *dir, struct law_files *ret) {
    struct law_file *list = NEW(a, struct law_file, FILES_MAX);
    size_t count = list_files(a, dir, (struct str){0}, list, 0);
    qsort(list, count, sizeof *list, by_name);
    for (size_t i = 0; i < count; i++) {
        struct str path = arena_printf(a, "%s/%.*s", dir, STR_ARG(list[i].name)), bytes;
        if (!read_bytes(a, path.ptr, LAW_FILE_MAX, &bytes))
            return false;
        list[i].bytes = bytes;
    }
    if (!count)
        (void)fprintf(stderr, "netral rules diff: no .yaml file in %s\n", dir);
    *ret = (struct law_files){list, count};
    return count > 0;
}

static bool read_bundle(struct arena *a, const char *path, struct law_files *ret) {
    struct str bytes, fault;
    struct publication_bundle bundle;
    if (!read_bytes(a, path, PUBLICATION_BUNDLE_MAX, &bytes))
        return false;
    if (publication_bundle_read(a, bytes, &bundle, &fault).code) {
        (void)fprintf(stderr, "netral rules diff: %s: %.*s\n", path, STR_ARG(fault));
        return false;
    }
    *ret = bundle.files;
    return true;
}

static bool is_there(const char *path, bool folder) {
    struct stat st;
    return stat(path, &st) == 0 && (folder ? S_ISDIR(st.st_mode) : S_ISREG(st.st_mode));
}

static bool is_files(const char *path) {
    return is_there(path, true) || is_there(path, false);
}

static bool read_side(struct arena *a, const char *path, struct law_files *ret) {
    return is_there(path, true) ? read_folder(a, path, ret) : read_bundle(a, path, ret);
}

/* Why they cannot be compared. dirs: where the files of both sides came from. */
static void refuse(struct err e, const struct law_fault *fault, const char *const dirs[2],
                   const char *const names[2]) {
    size_t side = str_equal(e.about, STR("after"));
    if (e.code == ERR_MISSING)
        (void)fprintf(stderr,
                      "netral rules diff: %s is neither a folder nor a version such as "
                      "pilkada-2024@1 in %s\n",
                      names[side], dirs[side]);
    else
        (void)fprintf(stderr, "netral rules diff: %s/%.*s: %.*s\n", dirs[side],
                      STR_ARG(fault->file), STR_ARG(fault->text));
}

static void print_change(struct buf *out, const struct publication_change *c, bool english) {
    static const struct {
        const char *id, *en;
    } VERBS[] = {
        [PUBLICATION_ROW_CHANGED] = {"DIUBAH", "CHANGED"},
        [PUBLICATION_ROW_REMOVED] = {"DICABUT", "REMOVED"},
        [PUBLICATION_ROW_ADDED] = {"BARU", "NEW"},
    };
    buf_printf(out, "%s %.*s\n", english ? VERBS[c->kind].en : VERBS[c->kind].id, STR_ARG(c->head));
    if (c->whole)
        buf_printf(out, english ? "    rows: %zu\n" : "    baris: %zu\n", c->rows);
    for (struct str rest = c->lines, line; rest.len;) {
        line = str_cut(&rest, '\n');
        buf_printf(out, "    %.*s\n", STR_ARG(line));
    }
    if (c->basis.len)
        buf_printf(out, "    %s: %.*s\n", english ? "basis" : "dasar", STR_ARG(c->basis));
    buf_printf(out, "    %.*s:%d\n", STR_ARG(c->file), c->line);
}

static void print_all(const struct publication_difference *d, bool english) {
    struct buf out;
    buf_init(&out, OUT_CAP);
    for (size_t i = 0; i < d->count; i++)
        print_change(&out, &d->list[i], english);
    if (!d->count)
        buf_add_c(&out, english ? "No difference.\n" : "Tidak ada perbedaan.\n");
    else
        buf_printf(&out,
                   english ? "%zu new, %zu removed, %zu changed\n"
                           : "%zu baru, %zu dicabut, %zu diubah\n",
                   d->kinds[PUBLICATION_ROW_ADDED], d->kinds[PUBLICATION_ROW_REMOVED],
                   d->kinds[PUBLICATION_ROW_CHANGED]);
    if (buf_full(&out))
        die("netral rules diff: ceiling of the report reached");
    rules_print(buf_str(&out));
    buf_done(&out);
}

/* Files on both sides, or versions on both. */
static bool read_both(struct arena *a, const char *rules, const char *const names[2],
                      struct publication_diff *ret) {
    bool files = is_files(names[0]);
    if (files != is_files(names[1])) {
        (void)fprintf(stderr,
                      "netral rules diff: compare two folders, or two versions such as "
                      "pilkada-2024@1; %s is no folder\n",
                      names[files]);
        return false;
    }
    if (files)
        return read_side(a, names[0], &ret->before) && read_side(a, names[1], &ret->after);
    ret->version_before = str_from_c(names[0]);
    ret->version_after = str_from_c(names[1]);
    bool read = read_folder(a, rules, &ret->before);
    ret->after = ret->before;
    return read;
}

static int diff(struct arena *a, const char *rules, const char *const names[2], bool english) {
    struct publication_diff of = {.most = SIZE_MAX, .english = english};
    struct publication_difference d;
    struct law_fault fault;
    if (!read_both(a, rules, names, &of))
        return 2;
    const char *const from_rules[2] = {rules, rules};
    struct err e = publication_rules_diff(a, &of, &d, &fault);
    if (e.code) {
        refuse(e, &fault, of.version_before.len ? from_rules : names, names);
        return 2;
    }
    print_all(&d, english);
    return d.count ? 1 : 0;
}

int rules_diff(const struct tool *tool) {
    const char *rules = tool->rules_dir, *lang = NULL, *names[2] = {NULL, NULL};
    bool english;
    const struct tool_option options[] = {{"rules", &rules, NULL}, {"lang", &lang, NULL}};
    const struct tool_usage usage = {HELP, options, COUNT_OF(options), names, 2};
    enum tool_parsed parsed = tool_options(tool, &usage);
    if (parsed != TOOL_GO)
        return parsed == TOOL_HELP ? 0 : 2;
    if (!names[0] || !names[1]) {
        (void)fprintf(stderr, "netral rules diff: two things to compare are needed\n\n%s", HELP);
        return 2;
    }
    if (!rules_language(lang, &english))
        return 2;
    struct arena *a = arena_new(RULES_ARENA_CAP);
    int status = diff(a, rules, names, english);
    arena_free(a);
    return status;
}
