#include "store/sql.h"
#include "store/store.h"

struct err store_head_load(struct db *db, struct arena *a, struct ledger_head *ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_HEAD_LOAD, DB_NONE, &rows);
    if (e.code)
        return e;
    struct ledger_head head = {0};
    if (rows.count && !ledger_head_decode(store_text(&rows, 0, 0), &head))
        return ERR(ERR_CORRUPT, STR("ledger_head"));
    *ret = head;
    return OK;
}

struct err store_head_shown(struct db *db, struct arena *a, struct str name, int64_t *ret_size,
                            struct str *ret_value) {
    struct rows rows;
    struct ledger_head head = {0};
    struct err e = db_run(db, a, &SQL_HEAD_SHOWN, DB_ARGS(CTEXT(name)), &rows);
    if (e.code)
        return e;
    if (rows.count && !ledger_head_decode(store_text(&rows, 0, 0), &head))
        return ERR(ERR_CORRUPT, STR("ledger_head"));
    *ret_size = head.size;
    *ret_value = rows.count ? store_text(&rows, 0, 1) : (struct str){0};
    return OK;
}

struct err store_head_save(struct db *db, struct arena *a, const struct ledger_head *head) {
    uint8_t bytes[LEDGER_HEAD_MAX];
    size_t len = ledger_head_encode(head, bytes);
    return db_run(db, a, &SQL_HEAD_SAVE, DB_ARGS(CBYTES(bytes, len)), NULL);
}

struct err store_node_insert(struct db *db, struct arena *a, int level, int64_t index,
                             const struct hash *hash) {
    const struct cell args[] = {CINT(level), CINT(index), CBYTES(hash->b, HASH_LEN)};
    return db_run(db, a, &SQL_NODE_INSERT, DB_LIST(args), NULL);
}

static struct err hashes(struct arena *a, const struct rows *rows, int64_t want,
                         struct hash **ret) {
    if ((int64_t)rows->count != want)
        return ERR(ERR_CORRUPT, STR("ledger"));
    struct hash *list = NEW(a, struct hash, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++) {
        struct err e = store_bytes(rows, i, 0, list[i].b, HASH_LEN);
        if (e.code)
            return e;
    }
    *ret = list;
    return OK;
}

struct err store_commits(struct db *db, struct arena *a, int64_t from, int64_t to,
                         struct hash **ret) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_EVENT_COMMITS, DB_ARGS(CINT(from), CINT(to)), &rows);
    return e.code ? e : hashes(a, &rows, to - from, ret);
}

struct err store_nodes(struct db *db, struct arena *a, struct store_stretch where,
                       struct hash **ret) {
    const struct cell args[] = {CINT(where.level), CINT(where.from), CINT(where.to)};
    struct rows rows;
    struct err e = db_run(db, a, &SQL_NODE_PAGE, DB_LIST(args), &rows);
    return e.code ? e : hashes(a, &rows, where.to - where.from, ret);
}

struct err store_checkpoint_insert(struct db *db, struct arena *a, int64_t size,
                                   const struct hash *root, struct instant at) {
    const struct cell args[] = {CINT(size), CBYTES(root->b, HASH_LEN), CINT(at.us)};
    return db_run(db, a, &SQL_CHECKPOINT_INSERT, DB_LIST(args), NULL);
}

struct err store_checkpoint_above(struct db *db, struct arena *a, int64_t index, int64_t *ret_size,
                                  struct hash *ret_root) {
    struct rows rows;
    struct err e = db_run(db, a, &SQL_CHECKPOINT_ABOVE, DB_ARGS(CINT(index)), &rows);
    if (e.code)
        return e;
    if (!rows.count)
        return ERR(ERR_MISSING, STR("checkpoint"));
    *ret_size = store_int(&rows, 0, 0);
    return store_bytes(&rows, 0, 1, ret_root->b, HASH_LEN);
}

struct err store_read_node(void *arg, int level, int64_t index, struct hash *ret) {
    struct store_reader *reader = arg;
    struct store_stretch where = {level / 8, index, index + 1};
    struct hash *list;
    struct err e = level == 0 ? store_commits(reader->db, reader->arena, index, index + 1, &list)
                              : store_nodes(reader->db, reader->arena, where, &list);
    if (e.code)
        return e;
    *ret = level == 0 ? ledger_leaf(&list[0]) : list[0];
    return OK;
}

struct err store_had_root(struct db *db, struct arena *a, int64_t size, const struct hash *root,
                          bool *ret) {
    struct hash found;
    struct store_reader reader = {db, a};
    struct err e = ledger_root_of(size, store_read_node, &reader, &found);
    *ret = !e.code && hash_equal(&found, root);
    return e;
}
