#include "base/file.h"
#include "flow/flow_internal.h"
#include "flow/restore_internal.h"
#include "store/migrate.h"
#include "store/remind.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* DIR.restoring is filled, judged, settled and verified, then renamed to DIR. It has no keys before
 * that, so nothing in it can be served; whatever fails, it is removed. */

static const int64_t TELL_EVERY = 4 << 20;
static const size_t CLEAN_ARENA = 4u << 20;

static struct err folder_fault(int os) {
    struct err e = file_err(os, STR("restore"));
    return e.code == ERR_IO ? ERR(ERR_IO, STR("data")) : e;
}

static struct err is_free(const char *path) {
    DIR *dir = opendir(path);
    if (!dir)
        return errno == ENOENT    ? OK
               : errno == ENOTDIR ? ERR(ERR_CONFLICT, STR("restore"))
                                  : folder_fault(errno);
    int names = 0;
    for (struct dirent *entry; (entry = readdir(dir));)
        names += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    (void)closedir(dir);
    return names ? ERR(ERR_CONFLICT, STR("restore")) : OK;
}

static struct err make_folder(struct restore *r) {
    struct str dir = str_from_c(r->of->data_dir);
    while (dir.len > 1 && dir.ptr[dir.len - 1] == '/')
        dir.len--;
    const char *folder = arena_printf(r->arena, "%.*s.restoring", STR_ARG(dir)).ptr;
    struct err e = is_free(r->of->data_dir);
    if (e.code)
        return e;
    if (mkdir(folder, 0700))
        return errno == EEXIST ? ERR(ERR_CONFLICT, STR("restoring")) : folder_fault(errno);
    r->folder = folder; /* from here on it is ours to remove */
    return OK;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

static bool remove_folder(const char *folder) {
    enum { DESCRIPTORS = 8 };
    return !folder || !nftw(folder, remove_one, DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
}

/* --- out of the file --- */

struct watched {
    struct backup_file *file;
    const struct flow_watch *watch;
    int64_t done, told, all;
};

static struct err next_watched(void *arg, struct str *ret) {
    struct watched *w = arg;
    struct err e = backup_file_next(w->file, ret);
    if (e.code)
        return e;
    w->done += (int64_t)ret->len;
    if (w->watch->told && w->done - w->told >= TELL_EVERY) {
        w->watch->told(w->watch->arg, w->done, w->all);
        w->told = w->done;
    }
    return OK;
}

static struct err unpack(struct restore *r) {
    struct stat st = {0};
    struct watched w = {.watch = &r->of->watch};
    struct backup_place *place = NULL;
    struct err e = backup_file_open(r->of->file, &r->of->keys, &w.file);
    if (!e.code && !stat(r->of->file, &st))
        w.all = st.st_size;
    if (!e.code)
        e = backup_place_new(r->folder, &place);
    if (!e.code) {
        struct backup_sink sink = backup_place_sink(place);
        e = backup_unpack(r->arena, next_watched, &w, &sink, &r->read);
    }
    backup_place_free(place);
    backup_file_free(w.file);
    return e;
}

/* --- what came out --- */

static struct err read_store(struct restore *r, struct db *db) {
    const struct backup_facts *facts = &r->read.facts;
    struct store_version version;
    struct ledger_head head;
    struct str origin;
    struct err e = store_check_version(db, &version);
    if (e.code == ERR_STORE && str_equal(e.about, STR("migrate")))
        return ERR(ERR_STORE, STR("restore-older"));
    if (!e.code)
        e = store_setting_find(db, r->arena, STR("origin"), &origin);
    if (!e.code)
        e = store_head_load(db, r->arena, &head);
    if (e.code)
        return e;
    struct hash root = ledger_head_root(&head);
    bool same = str_equal(origin, facts->origin) && head.size == facts->size &&
                hash_equal(&root, &facts->root);
    return same ? OK : ERR(ERR_CORRUPT, STR("facts"));
}

/* The two members must speak of one store. */
static struct err compare_facts(struct restore *r) {
    struct db db = {0};
    struct err e = db_open(str_from_c(r->folder), false, false, &db);
    if (!e.code)
        e = read_store(r, &db);
    db_close(&db);
    return e.code == ERR_MISSING ? ERR(ERR_CORRUPT, STR("facts")) : e;
}

/* Who was signed in then is not signed in now, uploads that no report named were not kept, and a
 * reminder that was on its way then may have reached its people since. */
static struct err clean(struct db *db, void *arg) {
    static const struct instant EVER = {INT64_MAX};
    const struct restore *r = arg;
    struct arena *a = arena_new(CLEAN_ARENA);
    struct store_expired gone = {.rows = STORE_EXPIRE_MAX};
    struct err e = store_session_clear(db, a);
    if (!e.code)
        e = store_remind_stop(db, a, env_now(r->of->env));
    if (!e.code)
        e = store_login_try_sweep(db, a, EVER);
    while (!e.code && gone.rows == STORE_EXPIRE_MAX) {
        arena_reset(a);
        e = store_evidence_expire(db, a, EVER, &gone);
    }
    arena_free(a);
    return e;
}

static struct err settle(struct restore *r) {
    struct db db = {0};
    struct err e = db_open(str_from_c(r->folder), true, false, &db);
    if (!e.code)
        e = db_in_txn(&db, true, clean, r);
    db_close(&db);
    return e.code || !r->of->new_log.len ? e : flow_restore_begin_log(r);
}

/* A table or an index of the operator's own changes nothing; a trigger could. */
static bool is_harmless(const struct flow_audit *found) {
    return !found->what.len || (str_equal(found->what, STR("extra")) &&
                                !str_starts(str_from_c(found->object), STR("trigger ")));
}

static struct err verify(struct restore *r) {
    const struct flow_audit_of of = {.data_dir = r->folder};
    struct err e = flow_audit(&of, &r->out->audit);
    return e.code || is_harmless(&r->out->audit) ? e : ERR(ERR_CORRUPT, STR("store"));
}

static struct err sync_parent(struct restore *r) {
    const char *parent = arena_printf(r->arena, "%s/..", r->of->data_dir).ptr;
    return file_sync_folder(parent) ? OK : folder_fault(errno);
}

static struct err give_name(struct restore *r) {
    struct backup_place *place = NULL;
    struct err e = backup_place_new(r->folder, &place);
    if (!e.code)
        e = backup_place_sync(place);
    backup_place_free(place);
    if (e.code)
        return e;
    if (rename(r->folder, r->of->data_dir))
        return errno == ENOTEMPTY || errno == EEXIST ? ERR(ERR_CONFLICT, STR("restore"))
                                                     : folder_fault(errno);
    r->folder = NULL;
    return sync_parent(r);
}

static void tell_facts(struct restore *r) {
    const struct backup_facts *facts = &r->read.facts;
    const struct backup_sums *sums = &r->read.sums;
    r->out->backup = (struct flow_backed_up){.origin = facts->origin,
                                             .at = facts->made_at,
                                             .size = facts->size,
                                             .root = facts->root,
                                             .database_bytes = sums->database_bytes,
                                             .blobs = sums->blobs,
                                             .blob_bytes = sums->blob_bytes,
                                             .boundaries = sums->boundaries};
}

struct err flow_restore(struct arena *a, const struct flow_restore_of *of,
                        struct flow_restored *ret) {
    *ret = (struct flow_restored){0};
    struct restore r = {.of = of, .arena = a, .out = ret};
    struct err e = flow_restore_read_given(&r);
    if (!e.code)
        e = make_folder(&r);
    if (!e.code)
        e = unpack(&r);
    if (!e.code)
        tell_facts(&r);
    if (!e.code)
        e = compare_facts(&r);
    if (!e.code)
        e = flow_restore_may_go_on(&r);
    if (!e.code)
        e = settle(&r);
    if (!e.code)
        e = verify(&r);
    if (!e.code && !of->check)
        e = give_name(&r);
    ret->left = !remove_folder(r.folder);
    return e;
}
