#include "store/migrate.h"

#include <string.h>

#include "store/migrate_internal.h"
#include "store/sql.h"

/* States of a derived migration in schema_version: no row (never made) --store_migrate--> sha256 of
 * its text (filled) or "" (made, to be filled) --store_derived_done--> sha256 of its text. A text
 * that differs from the row's sha256 leads back to "". */

enum { MIGRATE_ARENA = 4 << 20 }; /* one migration's texts and rows */

struct migrating {
    struct arena *a;
    struct instant now;
    bool fresh, more; /* the store was empty when we came: no events to fill from; go on */
    bool *stale;      /* for each applied migration: derived, and not of today's text */
    struct store_version version;
};

static bool on_postgres(const struct db *db) {
    return strcmp(db->driver->name, "postgres") == 0;
}

static struct err run_text(struct db *db, struct arena *a, struct str sql) {
    struct db_stmt stmt = {.number = -1, .name = "migrate", .sql = sql.ptr};
    return db_run(db, a, &stmt, DB_NONE, NULL);
}

static const char *const *texts_of(const struct db *db, const struct migration *m) {
    return on_postgres(db) ? m->postgres : m->sqlite;
}

static struct err record(struct db *db, struct arena *a, const struct migration *m,
                         struct str sha256, struct instant now) {
    struct cell args[] = {CINT(m->version), CTEXT(str_from_c(m->name)), CTEXT(sha256),
                          CINT(now.us)};
    return db_run(db, a, &SQL_SCHEMA_PUT, DB_LIST(args), NULL);
}

/* The rows of schema_version against the embedded migrations. */
static struct err examine(struct db *db, struct migrating *job) {
    struct rows rows;
    struct err e = db_run(db, job->a, &SQL_SCHEMA_LIST, DB_NONE, &rows);
    if (e.code)
        return e;
    job->stale = NEW(job->a, bool, MIGRATION_COUNT);
    job->version = (struct store_version){.known = (int64_t)MIGRATION_COUNT};
    if (rows.count)
        job->version.found = rows.cells[(rows.count - 1) * rows.width].i;
    if (job->version.found > job->version.known)
        return ERR(ERR_STORE_NEWER, STR("store"));
    if ((int64_t)rows.count != job->version.found)
        return ERR(ERR_CORRUPT, STR("migration"));
    for (size_t i = 0; i < rows.count; i++) {
        const struct cell *row = rows.cells + i * rows.width;
        const struct migration *m = &MIGRATIONS[i];
        bool same = str_equal(row[2].s, str_from_c(m->sha256));
        if (!str_equal(row[1].s, str_from_c(m->name)) || (!same && !m->derived))
            return ERR(ERR_CORRUPT, STR("migration"));
        job->stale[i] = !same;
        job->version.rebuild |= !same;
    }
    return OK;
}

/* live: in the store itself. Else a table becomes a temporary one; what is said of a table, an
 * index among it, follows that one. */
static struct err create_one(struct db *db, struct arena *a, const char *sql, bool live) {
    bool temp = !live && str_starts(str_from_c(sql), STR("CREATE TABLE "));
    return run_text(
        db, a, temp ? arena_printf(a, "CREATE TEMP %s", sql + strlen("CREATE ")) : str_from_c(sql));
}

/* live: the store's own tables. Else temporary ones, whose names then hide the store's. */
static struct err create(struct db *db, struct arena *a, const struct migration *m, bool live) {
    const char *schema = live ? "" : on_postgres(db) ? "pg_temp." : "temp.";
    struct err e = OK;
    for (const char *const *name = m->tables; !e.code && *name; name++)
        e = run_text(db, a, arena_printf(a, "DROP TABLE IF EXISTS %s%s", schema, *name));
    for (const char *const *sql = texts_of(db, m); !e.code && *sql; sql++)
        e = create_one(db, a, *sql, live);
    return e;
}

/* One migration, in the transaction that also reads what there is: two processes that start on the
 * same store do not both apply it. Projections are made anew once all migrations are applied. */
static struct err migrate_next(struct db *db, void *arg) {
    struct migrating *job = arg;
    arena_reset(job->a);
    struct err e = db_run(db, job->a, &SQL_SCHEMA_CREATE, DB_NONE, NULL);
    if (!e.code)
        e = examine(db, job);
    if (e.code)
        return e;
    job->more = job->version.found < job->version.known;
    if (job->more) {
        const struct migration *m = &MIGRATIONS[job->version.found];
        bool filled = !m->derived || job->fresh;
        e = create(db, job->a, m, true);
        return e.code ? e : record(db, job->a, m, str_from_c(filled ? m->sha256 : ""), job->now);
    }
    for (size_t i = 0; !e.code && i < MIGRATION_COUNT; i++) {
        if (!job->stale[i])
            continue;
        e = create(db, job->a, &MIGRATIONS[i], true);
        if (!e.code)
            e = record(db, job->a, &MIGRATIONS[i], STR(""), job->now);
    }
    return e;
}

struct err store_migrate(struct db *db, const struct env *env, struct store_version *ret) {
    struct migrating job = {.a = arena_new(MIGRATE_ARENA), .now = env_now(env)};
    struct err e = db_in_txn(db, true, migrate_next, &job);
    int64_t found = job.version.found;
    job.fresh = found == 0; /* the first migration is a permanent one */
    while (!e.code && job.more)
        e = db_in_txn(db, true, migrate_next, &job);
    arena_free(job.a);
    if (!e.code || e.code == ERR_STORE_NEWER) {
        *ret = job.version;
        ret->found = found;
    }
    return e;
}

static struct err check(struct db *db, void *arg) {
    struct migrating *job = arg;
    arena_reset(job->a);
    struct rows rows;
    const struct db_stmt *find =
        on_postgres(db) ? &SQL_SCHEMA_FOUND_POSTGRES : &SQL_SCHEMA_FOUND_SQLITE;
    struct err e = db_run(db, job->a, find, DB_NONE, &rows);
    if (!e.code && !rows.cells[0].i)
        e = ERR(ERR_MISSING, STR("store"));
    if (!e.code)
        e = examine(db, job);
    if (!e.code && job->version.found < job->version.known)
        e = ERR(ERR_STORE, STR("migrate"));
    return e;
}

struct err store_check_version(struct db *db, struct store_version *ret) {
    struct migrating job = {.a = arena_new(MIGRATE_ARENA)};
    struct err e = db_in_txn(db, false, check, &job);
    arena_free(job.a);
    if (!e.code || job.version.known)
        *ret = job.version;
    return e;
}

/* --- projections --- */

static struct err derived_create(struct db *db, struct arena *a, enum store_place place) {
    struct err e = OK;
    for (size_t i = 0; !e.code && i < MIGRATION_COUNT; i++) {
        const struct migration *m = &MIGRATIONS[i];
        if (!m->derived)
            continue;
        e = create(db, a, m, place == STORE_LIVE);
        if (!e.code && place == STORE_LIVE)
            e = record(db, a, m, STR(""), (struct instant){0});
    }
    return e;
}

static struct err live_body(struct db *db, void *arg) {
    struct arena *a = arg;
    arena_reset(a);
    return derived_create(db, a, STORE_LIVE);
}

/* A reader's connection may write nothing; making temporary tables needs that lifted: on PostgreSQL
 * for one transaction (rows of temporary tables pass the lock later), on SQLite for good, where the
 * file itself stays opened read only. */
static struct err scratch_begin(struct db *db, struct arena *a) {
    return run_text(db, a,
                    on_postgres(db) ? STR("BEGIN READ WRITE") : STR("PRAGMA query_only = OFF"));
}

/* made: what came of making them. Plans that knew the live tables are thrown away; SQLite does so
 * by itself. */
static struct err scratch_end(struct db *db, struct arena *a, struct err made) {
    if (!on_postgres(db))
        return made;
    struct err e = run_text(db, a, made.code ? STR("ROLLBACK") : STR("COMMIT"));
    if (e.code || made.code)
        return e.code ? e : made;
    return run_text(db, a, STR("DISCARD PLANS"));
}

static struct err scratch(struct db *db, struct arena *a) {
    struct err e = scratch_begin(db, a);
    return e.code ? e : scratch_end(db, a, derived_create(db, a, STORE_SCRATCH));
}

struct err store_derived_create(struct db *db, enum store_place place) {
    struct arena *a = arena_new(MIGRATE_ARENA);
    struct err e = place == STORE_LIVE ? db_in_txn(db, true, live_body, a) : scratch(db, a);
    arena_free(a);
    return e;
}

struct err store_derived_done(struct db *db, struct instant now) {
    struct arena *a = arena_new(MIGRATE_ARENA);
    struct err e = OK;
    for (size_t i = 0; !e.code && i < MIGRATION_COUNT; i++)
        if (MIGRATIONS[i].derived)
            e = record(db, a, &MIGRATIONS[i], str_from_c(MIGRATIONS[i].sha256), now);
    arena_free(a);
    return e;
}

/* Rows that the first schema has and the second lacks. The name of a table is one of ours, from the
 * schema text; no outside text enters the SQL. */
static struct err only_in(struct db *db, struct arena *a, const struct str schemas[2],
                          const char *table, int64_t *ret) {
    struct str sql = arena_printf(a,
                                  "SELECT count(*) FROM (SELECT * FROM %.*s.%s"
                                  " EXCEPT SELECT * FROM %.*s.%s) AS different",
                                  STR_ARG(schemas[0]), table, STR_ARG(schemas[1]), table);
    struct db_stmt stmt = {.number = -1, .name = "compare", .sql = sql.ptr};
    struct rows rows;
    struct err e = db_run(db, a, &stmt, DB_NONE, &rows);
    if (!e.code)
        *ret = rows.cells[0].i;
    return e;
}

static struct err live_schema(struct db *db, struct arena *a, struct str *ret) {
    struct rows rows;
    if (!on_postgres(db)) {
        *ret = STR("main");
        return OK;
    }
    struct err e = db_run(db, a, &SQL_SCHEMA_CURRENT_POSTGRES, DB_NONE, &rows);
    if (!e.code)
        *ret = rows.cells[0].s;
    return e;
}

struct err store_derived_compare(struct db *db, struct arena *a, struct store_difference *ret) {
    struct str temp = on_postgres(db) ? STR("pg_temp") : STR("temp");
    struct str schemas[3] = {{0}, temp, {0}}; /* live, rebuilt, live: two pairs */
    struct store_difference found = {0};
    struct err e = live_schema(db, a, &schemas[0]);
    schemas[2] = schemas[0];
    for (size_t i = 0; i < MIGRATION_COUNT; i++)
        for (const char *const *name = MIGRATIONS[i].tables; !e.code && *name; name++) {
            if (found.live || found.rebuilt)
                break;
            found.table = str_from_c(*name);
            e = only_in(db, a, schemas, *name, &found.live);
            if (!e.code)
                e = only_in(db, a, schemas + 1, *name, &found.rebuilt);
        }
    if (e.code)
        return e;
    *ret = found.live || found.rebuilt ? found : (struct store_difference){0};
    return OK;
}

/* --- the shape itself --- */

/* All that was applied, once more, as temporary tables. */
static struct err shape_make(struct db *db, struct arena *a, int64_t applied) {
    struct err e = create_one(db, a, SQL_SCHEMA_CREATE.sql, false);
    for (int64_t i = 0; i < applied && !e.code; i++)
        e = create(db, a, &MIGRATIONS[i], false);
    return e;
}

/* Projections of another version's text are made anew before anybody uses them. */
static bool is_stale(const struct migrating *job, struct str table) {
    for (int64_t i = 0; i < job->version.found; i++)
        for (const char *const *name = MIGRATIONS[i].tables; job->stale[i] && *name; name++)
            if (str_equal(table, str_from_c(*name)))
                return true;
    return false;
}

static struct err shape_look(struct db *db, struct arena *a, const struct migrating *job,
                             struct store_misshapen *ret) {
    struct rows rows;
    struct err e =
        db_run(db, a, on_postgres(db) ? &SQL_SCHEMA_SHAPE_POSTGRES : &SQL_SCHEMA_SHAPE_SQLITE,
               DB_NONE, &rows);
    if (e.code)
        return e;
    *ret = (struct store_misshapen){0};
    for (size_t i = 0; i < rows.count && !ret->sort.len; i++) {
        const struct cell *row = rows.cells + i * rows.width; /* sort, name, table, live */
        if (!is_stale(job, row[2].s))
            *ret = (struct store_misshapen){row[0].s, row[1].s, row[3].i != 0};
    }
    return OK;
}

/* Nothing can be made there to compare with. */
static struct err is_standby(struct db *db, struct arena *a, bool *ret) {
    struct rows rows;
    *ret = false;
    if (!on_postgres(db))
        return OK;
    struct err e = db_run(db, a, &SQL_SCHEMA_STANDBY_POSTGRES, DB_NONE, &rows);
    *ret = !e.code && rows.cells[0].i;
    return e;
}

struct err store_shape_compare(struct db *db, struct arena *a, struct store_misshapen *ret) {
    struct migrating job = {.a = a};
    bool standby;
    *ret = (struct store_misshapen){0};
    struct err e = examine(db, &job);
    if (!e.code)
        e = is_standby(db, a, &standby);
    if (e.code || standby)
        return e;
    e = scratch_begin(db, a);
    if (!e.code)
        e = scratch_end(db, a, shape_make(db, a, job.version.found));
    return e.code ? e : shape_look(db, a, &job, ret);
}
