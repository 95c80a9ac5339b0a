#ifndef FUZZ_FLOW_WORLD_H
#define FUZZ_FLOW_WORLD_H
/* A live store of one regency that is new for every input: made once, then copied from memory to
 * memory. Its clock and its randomness are the input's, so that an input does the same each time.
 */
#include "flow/case.h"
#include "flow/report.h"
#include "flow/staff.h"
#include "fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CASES = 16, PIECES = 16, ASKED = 16, TABLES = 96, PLACE = 96 };
struct known { /* a report that was accepted, and what its reporter took home */
    struct flow_report sent;
    struct str mark; /* stands in its narrative and nowhere else */
    struct str bundle;
    struct hash piece;
    bool erased, has_piece;
};
struct world {
    struct env env;
    struct instant now;
    uint64_t drawn;
    const struct law *law;
    struct arena *law_room;
    char kept[PLACE], data[PLACE];
    struct arena *a; /* of one input */
    struct flow *flow;
    struct db reader;
    sqlite3 *raw; /* reads every table, and says whether anything was written */
    sqlite3_stmt *version, *tables[TABLES];
    size_t table_count;
    struct hash digest; /* of all tables, as of the last act that was accepted */
    struct known cases[CASES];
    struct case_evidence pieces[PIECES];
    bool taken[PIECES];
    int64_t asked[ASKED]; /* erasures: the event's index, the case's place */
    size_t asked_of[ASKED], case_count, piece_count, asked_count, reports;
    struct str asked_by[ASKED];
};

static inline struct instant world_now(const struct env *env) {
    return ((const struct world *)env->state)->now;
}

static inline void world_random(const struct env *env, void *ret, size_t len) {
    struct world *w = env->state;
    for (size_t at = 0; at < len; at += HASH_LEN) {
        struct hash h = hash_sha256((struct str){(const char *)&w->drawn, sizeof w->drawn});
        memcpy((char *)ret + at, h.b, len - at < HASH_LEN ? len - at : HASH_LEN);
        w->drawn++;
    }
}

static inline int world_drop(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

static inline void world_remove(const char *dir) {
    must(nftw(dir, world_drop, 16, FTW_DEPTH | FTW_PHYS) == 0);
}

static inline void world_copy_file(const char *from, const char *to, mode_t mode) {
    enum { PIECE = 1 << 16 };
    char bytes[PIECE];
    ssize_t got;
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode & 0777);
    must(in >= 0 && out >= 0);
    while ((got = read(in, bytes, sizeof bytes)) > 0)
        must(write(out, bytes, (size_t)got) == got);
    must(got == 0 && !close(in) && !close(out));
}

/* Folders that are there stay; blobs/ has 256 of them, and whoever put a file there removes it. */
static inline void world_copy(const char *from, const char *to) {
    DIR *folder = opendir(from);
    struct dirent *entry;
    struct stat st;
    must(folder && !stat(from, &st) && (!mkdir(to, st.st_mode & 0777) || errno == EEXIST));
    while ((entry = readdir(folder))) {
        char inner[2][PATH_MAX];
        if (entry->d_name[0] == '.' || !strcmp(entry->d_name, "blobs"))
            continue;
        (void)snprintf(inner[0], sizeof inner[0], "%s/%s", from, entry->d_name);
        (void)snprintf(inner[1], sizeof inner[1], "%s/%s", to, entry->d_name);
        must(!stat(inner[0], &st));
        if (S_ISDIR(st.st_mode))
            world_copy(inner[0], inner[1]);
        else
            world_copy_file(inner[0], inner[1], st.st_mode);
    }
    (void)closedir(folder);
}

/* As after a restart. */
static inline void world_open(struct world *w) {
    const struct flow_config config = {.data_dir = w->data, .law = w->law, .env = &w->env};
    must(!flow_open(&config, &w->flow).code && !flow_reader(w->flow, &w->reader).code);
}

static inline void world_shut(struct world *w) {
    db_close(&w->reader);
    flow_close(w->flow);
}

static inline int64_t world_written(struct world *w) {
    must(sqlite3_step(w->version) == SQLITE_ROW);
    int64_t version = sqlite3_column_int64(w->version, 0);
    must(!sqlite3_reset(w->version)); /* else it would go on seeing this moment */
    return version;
}

static inline void world_raw(struct world *w) {
    char path[PLACE + 16];
    sqlite3_stmt *names = NULL;
    (void)snprintf(path, sizeof path, "%s/netral.db", w->data);
    must(!sqlite3_open_v2(path, &w->raw, SQLITE_OPEN_READONLY, NULL) &&
         !sqlite3_prepare_v2(w->raw, "PRAGMA data_version", -1, &w->version, NULL) &&
         !sqlite3_prepare_v2(w->raw,
                             "SELECT 'SELECT * FROM ' || name FROM sqlite_master"
                             " WHERE type = 'table' ORDER BY name",
                             -1, &names, NULL));
    for (w->table_count = 0; sqlite3_step(names) == SQLITE_ROW; w->table_count++)
        must(w->table_count < TABLES &&
             !sqlite3_prepare_v2(w->raw, (const char *)sqlite3_column_text(names, 0), -1,
                                 &w->tables[w->table_count], NULL));
    must(!sqlite3_finalize(names));
}

static inline void world_raw_end(struct world *w) {
    for (size_t i = 0; i < w->table_count; i++)
        (void)sqlite3_finalize(w->tables[i]);
    (void)sqlite3_finalize(w->version);
    must(!sqlite3_close(w->raw));
}
#endif
