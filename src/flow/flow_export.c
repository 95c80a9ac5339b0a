#include "flow/export.h"

#include "base/json.h"
#include "flow/export_files.h"
#include "flow/flow_internal.h"
#include "flow/log.h"
#include "flow/released.h"
#include "flow/rules.h"
#include "flow/witness.h"

#include <fcntl.h>
#include <unistd.h>

enum { NOTE_MAX = 1 << 14, LEVELS = 8, WIDTH = 256, PAGE_ARENA = 64 << 20 };

struct run {
    struct flow *flow;
    const struct flow_export *of;
    struct db db;
    struct arena *arena; /* of the run; scratch is emptied after each file */
    struct arena *scratch;
    struct export_folder out;
    struct str note;
    struct ledger_checkpoint now, old; /* old.size 0: nothing lies there */
    struct flow_exported done;
};

static struct err put(struct run *r, struct str path, struct str bytes) {
    struct err e = export_put(&r->out, arena_c(r->scratch, path), bytes);
    r->done.files += !e.code;
    return e;
}

/* --- which checkpoint --- */

/* What enough witnesses saw, where the server keeps it; else the newest size, signed by the log. */
static struct err choose(struct run *r) {
    struct str kept;
    struct err e =
        export_read(r->of->data_dir, FLOW_WITNESS_FOLDER "/checkpoint", r->arena, NOTE_MAX, &kept);
    if (!e.code && !ledger_checkpoint_open(kept, &r->flow->key, &r->now).code) {
        r->note = kept;
        r->done.witnessed = true;
        return flow_log_holds(&r->db, r->arena, &r->now, STR("witnessed"));
    }
    if (e.code && e.code != ERR_MISSING)
        return e;
    e = flow_log_checkpoint(r->flow, &r->db, r->arena, &r->note);
    return e.code ? e : ledger_checkpoint_open(r->note, &r->flow->key, &r->now);
}

/* What lies there must be this log's, and of entries that the store has. */
static struct err read_old(struct run *r) {
    struct str note;
    struct err e = export_read(r->of->out, "log/checkpoint", r->arena, NOTE_MAX, &note);
    if (e.code == ERR_MISSING)
        return OK;
    if (e.code)
        return e;
    if (ledger_checkpoint_open(note, &r->flow->key, &r->old).code)
        return ERR(ERR_CONFLICT, STR("export"));
    r->done.before = r->old.size;
    return flow_log_holds(&r->db, r->arena, &r->old, STR("export"));
}

/* --- tiles --- */

static struct err put_tile(struct run *r, const struct ledger_tile *tile) {
    struct str bytes, path = ledger_tile_path(r->scratch, tile);
    bool whole;
    struct err e =
        flow_log_tile(r->flow, &(struct flow_asker){&r->db, r->scratch}, path, &bytes, &whole);
    if (!e.code)
        e = put(r, arena_printf(r->scratch, "log/tile/%.*s", STR_ARG(path)), bytes);
    arena_reset(r->scratch);
    return e;
}

/* The tiles of a level from the first that the old checkpoint did not have whole. */
static struct err put_level(struct run *r, int level, bool entries) {
    int64_t nodes = r->now.size >> (8 * level), had = r->old.size >> (8 * level);
    for (int64_t index = had / WIDTH; nodes > had && index * WIDTH < nodes; index++) {
        int64_t left = nodes - index * WIDTH;
        const struct ledger_tile tile = {.entries = entries,
                                         .level = level,
                                         .index = index,
                                         .width = left < WIDTH ? (int)left : WIDTH};
        struct err e = put_tile(r, &tile);
        if (e.code)
            return e;
    }
    return OK;
}

static struct err put_tiles(struct run *r) {
    struct err e = put_level(r, 0, true);
    for (int level = 0; level < LEVELS && !e.code; level++)
        e = put_level(r, level, false);
    return e;
}

/* --- rules and site --- */

static struct err put_proved(struct run *r, struct str path, const struct flow_released *p) {
    struct buf out;
    struct json j;
    buf_init(&out, 4 * FLOW_CONTENT_MAX);
    json_init(&j, &out);
    flow_released_json(&j, r->scratch, p);
    struct err e = put(r, path, buf_str(&out));
    buf_done(&out);
    return e;
}

static struct err put_law(struct run *r, const struct flow_published *law) {
    struct publication_bundle bundle;
    struct buf bytes;
    const struct flow_released proved = {law->index, law->at, law->body, law->manifest, law->salt};
    struct str name = arena_printf(r->arena, "log/rules/%.*s", STR_ARG(law->law));
    struct err e = put_proved(r, arena_printf(r->arena, "%.*s.json", STR_ARG(name)), &proved);
    if (!e.code)
        e = flow_published_files(r->flow, r->scratch, law, &bundle);
    if (e.code == ERR_MISSING)
        return OK; /* published before files were kept */
    if (e.code)
        return e;
    buf_init(&bytes, PUBLICATION_BUNDLE_MAX);
    publication_bundle_write(bundle.files, &bytes);
    e = put(r, name, buf_str(&bytes));
    buf_done(&bytes);
    arena_reset(r->scratch);
    return e;
}

static struct err put_laws(struct run *r) {
    const struct flow_published *list;
    size_t count;
    struct err e = flow_published(&r->db, r->arena, &list, &count);
    for (size_t i = 0; i < count && !e.code; i++)
        if (list[i].index < r->now.size)
            e = put_law(r, &list[i]);
    return e;
}

/* The list that the log names, and the files; those of another version are not ours to give. */
static struct err put_site(struct run *r) {
    struct flow_released web;
    struct err e = flow_released(&r->db, r->arena, &web);
    if (e.code == ERR_MISSING)
        return OK; /* never served */
    if (e.code)
        return e;
    r->done.other_site = !str_equal(web.body, r->of->web);
    if (r->done.other_site || web.index >= r->now.size)
        return OK;
    for (size_t i = 0; i < r->of->file_count && !e.code; i++) {
        struct str path = r->of->files[i].path;
        e = put(r, (struct str){path.ptr + 1, path.len - 1}, r->of->files[i].bytes);
    }
    return e.code ? e : put_proved(r, STR("log/web"), &web);
}

static struct err put_all(struct run *r) {
    struct err e = put_tiles(r);
    if (!e.code)
        e = put_laws(r);
    if (!e.code)
        e = put_site(r);
    if (!e.code)
        e = put(r, STR("index.html"), r->of->first_page);
    if (!e.code)
        e = put(r, STR("log/vkey"), arena_printf(r->scratch, "%.*s\n", STR_ARG(r->flow->vkey)));
    if (!e.code)
        e = export_sync(&r->out);
    if (!e.code)
        e = put(r, STR("log/checkpoint"), r->note);
    return e.code ? e : export_sync(&r->out);
}

static struct err run_export(struct run *r) {
    struct err e = choose(r);
    if (!e.code)
        e = read_old(r);
    /* Never back: what lies there may be newer than what witnesses saw. */
    if (!e.code && r->old.size > r->now.size)
        r->now = r->old;
    else if (!e.code)
        e = put_all(r);
    r->done.size = r->now.size;
    return e;
}

struct err flow_export(struct flow *flow, const struct flow_export *export,
                       struct flow_exported *ret) {
    struct run r = {.flow = flow, .of = export, .out = {.fd = -1}};
    struct err e = flow_reader(flow, &r.db);
    if (e.code)
        return e;
    r.arena = arena_new(PAGE_ARENA);
    r.scratch = arena_new(PAGE_ARENA);
    e = export_open(export->out, &r.out);
    if (!e.code)
        e = run_export(&r);
    export_close(&r.out);
    arena_free(r.scratch);
    arena_free(r.arena);
    db_close(&r.db);
    if (!e.code)
        *ret = r.done;
    return e;
}
