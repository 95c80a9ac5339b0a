#include "store/db_internal.h"

#include <assert.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* PostgreSQL 15: binary cells both ways, each statement prepared once a connection.
 *
 *   closed --db_postgres_open--> idle --begin--> in_txn --commit, rollback--> idle
 *   idle   --connection lost: the next begin or statement connects again--> idle
 *   in_txn --connection lost: ERR_BUSY "database" until rollback--> idle
 *
 * P1 One writer at a time, as BEGIN IMMEDIATE gives on SQLite: every write appends to the one
 *    ledger anyway. LOCK takes no snapshot, so it comes first; without it 22 to 26 of 200
 *    contended transactions gave up after all their tries.
 * P2 COMMIT of a transaction that failed answers success with the tag ROLLBACK: the tag counts.
 * P3 A cell is sent as the type that the server decided on at PREPARE, which is read back. */

enum { OID_BOOL = 16, OID_BYTEA = 17, OID_NAME = 19, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23 };
enum { OID_TEXT = 25, OID_UNKNOWN = 705, OID_VARCHAR = 1043, OID_NUMERIC = 1700 };

struct slot {
    const char *sql; /* NULL: not prepared on this connection */
    size_t count;
    Oid types[DB_ARGS_MAX];
};
struct postgres {
    PGconn *conn;
    bool writer, in_txn;
    struct slot slots[DB_SLOTS];
};

static struct err lost(void) {
    return ERR(ERR_BUSY, STR("database"));
}

static const struct {
    const char *state; /* or its first letters */
    enum err_code code;
    bool database; /* about the database as a whole, not the statement */
} FAULTS[] = {
    {"40001", ERR_BUSY, false},   {"40P01", ERR_BUSY, false},     {"55P03", ERR_BUSY, false},
    {"23", ERR_CONFLICT, false},  {"53100", ERR_DISK_FULL, true}, {"25006", ERR_READ_ONLY, true},
    {"08", ERR_BUSY, true},       {"57P", ERR_BUSY, true},        {"53300", ERR_BUSY, true},
    {"54", ERR_TOO_LARGE, false}, {"XX001", ERR_CORRUPT, true},   {"XX002", ERR_CORRUPT, true},
    {"3D000", ERR_MISSING, true},
};

static struct err fault(const struct postgres *p, const PGresult *res, const char *name) {
    const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
    struct str found = str_from_c(state);
    for (size_t i = 0; i < COUNT_OF(FAULTS); i++)
        if (found.len && str_starts(found, str_from_c(FAULTS[i].state)))
            return ERR(FAULTS[i].code, FAULTS[i].database ? STR("database") : str_from_c(name));
    if (PQstatus(p->conn) != CONNECTION_OK)
        return lost();
    return ERR(ERR_STORE, str_from_c(name));
}

/* Plain text, no parameters; may hold several statements, the last one's result counts. */
static struct err exec(struct postgres *p, const char *sql, const char *name, const char *tag) {
    PGresult *res = PQexec(p->conn, sql);
    ExecStatusType status = PQresultStatus(res);
    struct err e = OK;
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        e = fault(p, res, name);
    else if (tag && strcmp(PQcmdStatus(res), tag) != 0) /* P2 */
        e = ERR(ERR_STORE, STR("transaction"));
    PQclear(res);
    return e;
}

/* --- the connection --- */

static void no_notice(void *arg, const char *message) {
    (void)arg;
    (void)message; /* "relation exists, skipping": not for the operator's terminal */
}

/* synchronous_commit=off would acknowledge what a crash loses (I1); stronger settings stay. */
static struct err configure(struct postgres *p) {
    (void)PQsetNoticeProcessor(p->conn, no_notice, NULL);
    memset(p->slots, 0, sizeof p->slots);
    struct err e = exec(p,
                        "SET lock_timeout = 1000; SET standard_conforming_strings = on;"
                        "SET bytea_output = hex;"
                        "SELECT set_config('synchronous_commit', 'on', false)"
                        " WHERE current_setting('synchronous_commit') = 'off'",
                        "database", NULL);
    if (!e.code && !p->writer)
        e = exec(p, "SET default_transaction_read_only = on", "database", NULL);
    return e;
}

/* Outside a transaction a lost connection is made again; inside, what it held is gone. */
static struct err connected(struct postgres *p) {
    if (PQstatus(p->conn) == CONNECTION_OK)
        return OK;
    if (p->in_txn)
        return lost();
    PQreset(p->conn);
    return PQstatus(p->conn) == CONNECTION_OK ? configure(p) : lost();
}

static void close_(struct db *db) {
    struct postgres *p = db->handle;
    PQfinish(p->conn);
    free(p);
    db->handle = NULL;
}

/* --- cells --- */

static void put_be(char *to, uint64_t value, int bytes) {
    for (int i = 0; i < bytes; i++)
        to[i] = (char)(unsigned char)(value >> (8 * (bytes - 1 - i)));
}

static int64_t get_be(const char *from, int bytes) {
    uint64_t value = (unsigned char)from[0] & 0x80 ? UINT64_MAX : 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | (unsigned char)from[i];
    return (int64_t)value;
}

static int int_bytes(Oid type) {
    return type == OID_INT8 ? 8 : type == OID_INT4 ? 4 : type == OID_INT2 ? 2 : 0;
}

static bool is_text(Oid type) {
    return type == OID_TEXT || type == OID_VARCHAR || type == OID_NAME || type == OID_UNKNOWN;
}

static bool fits(const struct cell *c, Oid type) {
    int bytes = int_bytes(type);
    switch (c->kind) {
    case CELL_INT:
        return bytes == 8 ||
               (bytes && c->i >= -(1LL << (8 * bytes - 1)) && c->i < 1LL << (8 * bytes - 1));
    case CELL_TEXT:
        return is_text(type);
    case CELL_BLOB:
        return type == OID_BYTEA;
    case CELL_NULL:
        break;
    }
    return true;
}

/* sum() of BIGINT is NUMERIC here and an integer on SQLite: whole numbers that fit are read. The
 * format: int16 digits (base 10000), weight, sign, scale, then the digits (numeric.c). */
static bool numeric(const char *p, size_t len, int64_t *ret) {
    if (len < 8)
        return false;
    int64_t digits = get_be(p, 2), weight = get_be(p + 2, 2), value = 0;
    bool negative = get_be(p + 4, 2) == 0x4000;
    if ((!negative && get_be(p + 4, 2) != 0) || digits > weight + 1 || (digits && weight < 0) ||
        digits < 0 || len != 8 + 2 * (size_t)digits)
        return false;
    for (int64_t i = 0; digits && i <= weight; i++) {
        int64_t digit = i < digits ? get_be(p + 8 + 2 * i, 2) : 0;
        if (__builtin_mul_overflow(value, 10000, &value) ||
            __builtin_sub_overflow(value, digit, &value)) /* downwards: INT64_MIN has no twin */
            return false;
    }
    if (!negative && value == INT64_MIN)
        return false;
    *ret = negative ? value : -value;
    return true;
}

static bool column(const PGresult *res, int row, int i, struct arena *a, struct cell *ret) {
    const char *p = PQgetvalue(res, row, i);
    struct str bytes = {p, (size_t)PQgetlength(res, row, i)};
    Oid type = PQftype(res, i);
    if (PQgetisnull(res, row, i))
        *ret = CNULL;
    else if (type == OID_BYTEA)
        *ret = CBLOB(arena_str(a, bytes));
    else if (is_text(type))
        *ret = CTEXT(arena_str(a, bytes));
    else if (int_bytes(type) || type == OID_BOOL)
        *ret = CINT(get_be(p, type == OID_BOOL ? 1 : int_bytes(type)));
    else if (type == OID_NUMERIC) {
        *ret = CINT(0);
        return numeric(p, bytes.len, &ret->i);
    } else
        return false;
    return true;
}

/* --- statements --- */

static const char *slot_name(const struct db_stmt *stmt, char room[16]) {
    if (stmt->number < 0)
        return "";
    room[0] = 's';
    for (int i = 0, n = stmt->number; i < 4; i++, n /= 10)
        room[4 - i] = (char)('0' + n % 10);
    room[5] = '\0';
    return room;
}

static struct err deallocate(struct postgres *p, const char *name) {
    char sql[32];
    (void)snprintf(sql, sizeof sql, "DEALLOCATE %s", name);
    return *name ? exec(p, sql, "deallocate", NULL) : OK;
}

/* The types of the parameters as the server decided (P3). */
static struct err describe(struct postgres *p, const struct db_stmt *stmt, const char *name,
                           struct slot *slot) {
    PGresult *res = PQdescribePrepared(p->conn, name);
    struct err e = PQresultStatus(res) == PGRES_COMMAND_OK ? OK : fault(p, res, stmt->name);
    int count = e.code ? 0 : PQnparams(res);
    if (count > DB_ARGS_MAX)
        e = ERR(ERR_STORE, str_from_c(stmt->name));
    for (int i = 0; !e.code && i < count; i++)
        slot->types[i] = PQparamtype(res, i);
    slot->count = (size_t)count;
    if (!e.code)
        slot->sql = stmt->sql;
    PQclear(res);
    return e;
}

/* The highest $n of a text. The server would take a parameter that no $n names; SQLite does not. */
static size_t parameters(const char *sql) {
    size_t highest = 0;
    assert(sql);
    for (const char *at = strchr(sql, '$'); at; at = strchr(at + 1, '$')) {
        size_t n = strtoul(at + 1, NULL, 10);
        highest = n > highest ? n : highest;
    }
    return highest;
}

static struct err prepare(struct postgres *p, const struct db_stmt *stmt, struct db_args args,
                          struct slot *slot) {
    char room[16];
    const char *name = slot_name(stmt, room);
    struct err e = slot->sql ? deallocate(p, name) : OK;
    if (!e.code && parameters(stmt->sql) != args.count)
        e = ERR(ERR_STORE, str_from_c(stmt->name));
    if (e.code)
        return e;
    Oid types[DB_ARGS_MAX];
    for (size_t i = 0; i < args.count; i++) /* NULL has no type: what was known of it, or unknown */
        types[i] = args.list[i].kind == CELL_INT    ? OID_INT8
                   : args.list[i].kind == CELL_TEXT ? OID_TEXT
                   : args.list[i].kind == CELL_BLOB ? OID_BYTEA
                   : slot->sql                      ? slot->types[i]
                                                    : 0;
    *slot = (struct slot){0};
    PGresult *res = PQprepare(p->conn, name, stmt->sql, (int)args.count, types);
    e = PQresultStatus(res) == PGRES_COMMAND_OK ? OK : fault(p, res, stmt->name);
    PQclear(res);
    return e.code ? e : describe(p, stmt, name, slot);
}

static bool all_fit(const struct slot *slot, struct db_args args) {
    for (size_t i = 0; i < args.count; i++)
        if (!fits(&args.list[i], slot->types[i]))
            return false;
    return true;
}

static PGresult *send(struct postgres *p, const char *name, const struct slot *slot,
                      const struct cell *args) {
    const char *values[DB_ARGS_MAX];
    int lengths[DB_ARGS_MAX], formats[DB_ARGS_MAX];
    char ints[DB_ARGS_MAX][8];
    for (size_t i = 0; i < slot->count; i++) {
        formats[i] = 1;
        lengths[i] = (int)args[i].s.len;
        values[i] = args[i].kind == CELL_NULL ? NULL : args[i].s.ptr ? args[i].s.ptr : "";
        if (args[i].kind == CELL_INT) {
            lengths[i] = int_bytes(slot->types[i]);
            put_be(ints[i], (uint64_t)args[i].i, lengths[i]);
            values[i] = ints[i];
        }
    }
    return PQexecPrepared(p->conn, name, (int)slot->count, values, lengths, formats, 1);
}

static struct err read_rows(struct postgres *p, PGresult *res, struct arena *a, const char *name,
                            struct rows *ret) {
    ExecStatusType status = PQresultStatus(res);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return fault(p, res, name);
    if (!ret)
        return OK;
    struct rows rows = {.count = (size_t)PQntuples(res), .width = (size_t)PQnfields(res)};
    if (!str_to_int(str_from_c(PQcmdTuples(res)), &rows.changed))
        rows.changed = 0;
    if (rows.count && rows.width)
        rows.cells = NEW(a, struct cell, rows.count * rows.width);
    for (size_t r = 0; r < rows.count; r++)
        for (size_t i = 0; i < rows.width; i++)
            if (!column(res, (int)r, (int)i, a, &rows.cells[r * rows.width + i]))
                return ERR(ERR_STORE, str_from_c(name));
    *ret = rows;
    return OK;
}

static struct err run(struct db *db, struct arena *a, const struct db_stmt *stmt,
                      struct db_args args, struct rows *ret) {
    struct postgres *p = db->handle;
    struct slot once = {0};
    struct slot *slot = stmt->number >= 0 ? &p->slots[stmt->number] : &once;
    struct err e = connected(p);
    if (!e.code && (slot->sql != stmt->sql || (slot->count == args.count && !all_fit(slot, args))))
        e = prepare(p, stmt, args, slot);
    if (e.code)
        return e;
    if (slot->count != args.count || !all_fit(slot, args))
        return ERR(ERR_STORE, str_from_c(stmt->name));
    char room[16];
    PGresult *res = send(p, slot_name(stmt, room), slot, args.list);
    e = read_rows(p, res, a, stmt->name, ret);
    PQclear(res);
    return e;
}

/* --- transactions --- */

static const char BEGIN_READ[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
static const char BEGIN_WRITE[] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
                                  "LOCK TABLE ledger_head IN EXCLUSIVE MODE";
/* Before the first migration there is no ledger_head to lock; two processes that make the same
 * store meet here instead. */
static const char BEGIN_EMPTY[] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
                                  "SELECT pg_advisory_xact_lock(7362157043)";

static void rollback(struct db *db) {
    struct postgres *p = db->handle;
    p->in_txn = false;
    if (PQtransactionStatus(p->conn) != PQTRANS_IDLE && PQstatus(p->conn) == CONNECTION_OK)
        (void)exec(p, "ROLLBACK", "rollback", NULL).code; /* fails only with the connection */
}

static bool no_such_table(struct postgres *p, const char *sql, struct err *ret) {
    PGresult *res = PQexec(p->conn, sql);
    ExecStatusType status = PQresultStatus(res);
    const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    bool missing = state && strcmp(state, "42P01") == 0;
    *ret = status == PGRES_COMMAND_OK ? OK : fault(p, res, "begin");
    PQclear(res);
    return missing;
}

static struct err begin_once(struct db *db, bool write) {
    struct postgres *p = db->handle;
    struct err e = connected(p);
    if (e.code)
        return e;
    if (!write)
        return exec(p, BEGIN_READ, "begin", NULL);
    if (no_such_table(p, BEGIN_WRITE, &e)) {
        rollback(db);
        e = exec(p, BEGIN_EMPTY, "begin", NULL);
    }
    if (e.code)
        rollback(db);
    return e;
}

/* A server that was restarted while we were idle is noticed only by the first BEGIN: nothing was
 * done yet, so it is sent once more over a new connection. */
static struct err begin(struct db *db, bool write) {
    struct postgres *p = db->handle;
    if (write && !p->writer)
        return ERR(ERR_READ_ONLY, STR("database"));
    struct err e = begin_once(db, write);
    if (e.code && PQstatus(p->conn) != CONNECTION_OK)
        e = begin_once(db, write);
    p->in_txn = !e.code;
    return e;
}

static struct err commit(struct db *db) {
    struct postgres *p = db->handle;
    if (PQstatus(p->conn) != CONNECTION_OK)
        return lost();
    struct err e = exec(p, "COMMIT", "commit", "COMMIT");
    if (!e.code)
        p->in_txn = false;
    return e;
}

static const struct db_driver POSTGRES = {.name = "postgres",
                                          .close = close_,
                                          .begin = begin,
                                          .commit = commit,
                                          .rollback = rollback,
                                          .run = run};

/* Wide enough for any URI that libpq would read. */
enum { URI_MAX = 4096 };

struct err db_postgres_open(struct str where, bool writer, struct db *ret) {
    if (where.len > URI_MAX)
        return ERR(ERR_INVALID, STR("database"));
    struct arena *a = arena_new(2 * URI_MAX);
    const char *uri = arena_c(a, where);
    struct err e = db_postgres_guard(uri);
    if (e.code) {
        arena_free(a);
        return e;
    }
    /* Behind the text of whoever starts this: a Kerberos ticket would go before TLS. */
    const char *keys[] = {"connect_timeout", "application_name", "dbname",
                          "client_encoding", "gssencmode",       NULL};
    const char *values[] = {"5", "netral", uri, "UTF8", "disable", NULL};
    struct postgres *p = must_alloc(sizeof *p);
    p->writer = writer;
    p->conn = PQconnectdbParams(keys, values, 1);
    arena_free(a);
    bool there = PQstatus(p->conn) == CONNECTION_OK;
    e = there ? configure(p) : ERR(ERR_STORE, STR("database"));
    struct db db = {.driver = &POSTGRES, .handle = p};
    if (e.code)
        close_(&db);
    else
        *ret = db;
    return e;
}
