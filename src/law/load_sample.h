#ifndef LAW_LOAD_SAMPLE_H
#define LAW_LOAD_SAMPLE_H
/* The small rules in a temporary folder, for the tests of the loader. */
#include "law/law.h"

#include <dirent.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define REGIME "regimes/small.yaml"

/* A fault that must be told: file's end, line, part of the text. */
struct expected {
    const char *file;
    int line;
    const char *text;
};

static void read_file(const char *path, char *ret, size_t room) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    ret[fread(ret, 1, room - 1, f)] = 0;
    (void)fclose(f);
}

static void write_file(const char *path, const char *bytes, size_t len) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

/* Writes text with line at replaced (or left out, or nothing changed when at is 0). */
static inline void write_changed(const char *path, const char *text, int at, const char *line) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    int n = 1;
    for (const char *p = text; *p; n++) {
        const char *end = strchr(p, '\n');
        assert_non_null(end);
        if (n != at)
            (void)fwrite(p, 1, (size_t)(end - p) + 1, f);
        else if (line)
            (void)fprintf(f, "%s\n", line);
        p = end + 1;
    }
    assert_true(at < n); /* else the case changes nothing */
    assert_int_equal(fclose(f), 0);
}

struct folder {
    char path[64];
};

static void folder_file(const struct folder *dir, const char *name, char *ret, size_t room) {
    assert_true(snprintf(ret, room, "%s/%s", dir->path, name) < (int)room);
}

static void copy_small(const char *name, const struct folder *dir) {
    char from[256], path[256], text[16384];
    assert_true(snprintf(from, sizeof from, "tests/rules/small/%s", name) < (int)sizeof from);
    folder_file(dir, name, path, sizeof path);
    read_file(from, text, sizeof text);
    write_file(path, text, strlen(text));
}

/* Copies what stands in a folder of the small rules. */
static void copy_folder(const struct folder *dir, const char *sub) {
    char path[256], name[256];
    assert_true(snprintf(path, sizeof path, "tests/rules/small/%s", sub) < (int)sizeof path);
    DIR *list = opendir(path);
    assert_non_null(list);
    for (struct dirent *e; (e = readdir(list));) {
        if (e->d_name[0] == '.')
            continue;
        assert_true(snprintf(name, sizeof name, "%s%s%s", sub, *sub ? "/" : "", e->d_name) <
                    (int)sizeof name);
        if (e->d_type != DT_DIR) {
            copy_small(name, dir);
            continue;
        }
        folder_file(dir, name, path, sizeof path);
        assert_int_equal(mkdir(path, 0700), 0);
        copy_folder(dir, name);
    }
    (void)closedir(list);
}

/* A temporary copy of the small rules. */
static struct folder make_folder(void) {
    struct folder dir = {"/tmp/netral-rules-XXXXXX"};
    assert_non_null(mkdtemp(dir.path));
    copy_folder(&dir, "");
    return dir;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at) {
    (void)st, (void)kind, (void)at;
    return remove(path);
}

static void remove_folder(const struct folder *dir) {
    enum { OPEN_FOLDERS = 8 };
    (void)nftw(dir->path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

static bool ends_with(struct str s, const char *tail) {
    size_t len = strlen(tail);
    return s.len >= len && memcmp(s.ptr + s.len - len, tail, len) == 0;
}

static bool has_fault(const struct law_faults *faults, const struct expected *want) {
    for (size_t i = 0; i < faults->count; i++) {
        const struct law_fault *f = &faults->list[i];
        if (ends_with(f->file, want->file) && f->line == want->line &&
            strstr(f->text.ptr, want->text))
            return true;
    }
    return false;
}

static inline void expect_fault(const struct folder *dir, struct expected want) {
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law = NULL;
    struct law_faults faults;
    struct err e = law_load(a, dir->path, &law, &faults);
    if (e.code != ERR_RULES || law || !has_fault(&faults, &want)) {
        for (size_t i = 0; i < faults.count; i++)
            print_message("  %.*s:%d: %.*s\n", STR_ARG(faults.list[i].file), faults.list[i].line,
                          STR_ARG(faults.list[i].text));
        fail_msg("wanted %s:%d: %s", want.file, want.line, want.text);
    }
    arena_free(a);
}

static int start(void **state) {
    (void)state;
    hash_library_init();
    return 0;
}
#endif
