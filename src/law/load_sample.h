#ifndef LAW_LOAD_SAMPLE_H
#define LAW_LOAD_SAMPLE_H
/* The small rules in a temporary folder, broken in one place: for the tests of the loader. */
#include "law/law.h"

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
#define PART "parts/shared.yaml"
#define SUIT "regimes/suit.yaml"

static const char *const FILES[] = {"offices.yaml",
                                    "authorities.yaml",
                                    "subjects.yaml",
                                    "letters.yaml",
                                    "clocks.yaml",
                                    PART,
                                    REGIME,
                                    SUIT,
                                    "elections/small.yaml",
                                    "calendars/holidays-2024.yaml",
                                    "windows.yaml",
                                    "acts/small.yaml",
                                    "penalties.yaml",
                                    "sanctions.yaml",
                                    "imposers.yaml",
                                    "siasn.yaml",
                                    "principles.yaml",
                                    "topics/small.yaml",
                                    "instruments.yaml",
                                    "duties.yaml",
                                    "pledge.yaml",
                                    "terms.yaml",
                                    "open_questions.yaml"};

struct broken {
    const char *file;
    int at;           /* the line that is replaced */
    const char *line; /* what stands there instead; NULL: the line is left out */
    int expect;       /* the fault's line */
    const char *text; /* part of the fault's text */
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
static void write_changed(const char *path, const char *text, int at, const char *line) {
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
    (void)snprintf(ret, room, "%s/%s", dir->path, name);
}

/* A temporary copy of the small rules. */
static struct folder make_folder(void) {
    static const char *const SUB[] = {"regimes", "elections", "calendars",
                                      "acts",    "parts",     "topics"};
    struct folder dir = {"/tmp/netral-rules-XXXXXX"};
    char path[256], text[16384];
    assert_non_null(mkdtemp(dir.path));
    for (size_t i = 0; i < COUNT_OF(SUB); i++) {
        folder_file(&dir, SUB[i], path, sizeof path);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    for (size_t i = 0; i < COUNT_OF(FILES); i++) {
        (void)snprintf(path, sizeof path, "tests/rules/small/%s", FILES[i]);
        read_file(path, text, sizeof text);
        folder_file(&dir, FILES[i], path, sizeof path);
        write_file(path, text, strlen(text));
    }
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

static bool has_fault(const struct law_faults *faults, const struct broken *b) {
    for (size_t i = 0; i < faults->count; i++) {
        const struct law_fault *f = &faults->list[i];
        if (ends_with(f->file, b->file) && f->line == b->expect && strstr(f->text.ptr, b->text))
            return true;
    }
    return false;
}

static void expect_fault(const struct folder *dir, const struct broken *b) {
    struct arena *a = arena_new(LAW_ARENA_CAP);
    const struct law *law = NULL;
    struct law_faults faults;
    struct err e = law_load(a, dir->path, &law, &faults);
    if (e.code != ERR_RULES || law || !has_fault(&faults, b)) {
        for (size_t i = 0; i < faults.count; i++)
            print_message("  %.*s:%d: %.*s\n", STR_ARG(faults.list[i].file), faults.list[i].line,
                          STR_ARG(faults.list[i].text));
        fail_msg("%s line %d as \"%s\": wanted line %d \"%s\"", b->file, b->at,
                 b->line ? b->line : "(left out)", b->expect, b->text);
    }
    arena_free(a);
}

static int start(void **state) {
    (void)state;
    hash_library_init();
    return 0;
}
#endif
