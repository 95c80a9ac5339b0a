#include "flow/audit.h"

#include "flow/flow_internal.h"
#include "flow/meeting_internal.h"
#include "store/migrate.h"
#include "store/sound.h"

#include "base/json_read.h"

#include <stdio.h>

enum { PAGE = 256 };
static const size_t PAGE_ARENA = 512u << 20, SHAPE_ARENA = 4u << 20;

struct audit {
    struct db db;
    struct arena *arena; /* of the page */
    struct blob_store *blobs;
    struct ledger_head head;
    struct flow_audit *out;
    struct err err;               /* from inside the tree's callback */
    int64_t last_size, next_size; /* signed: the last one met, the next one to come */
    struct hash next_root;
};
static const int64_t NEVER = INT64_MAX; /* nothing was signed above */

static bool differs(struct audit *audit, const char *what, int64_t index) {
    audit->out->what = str_from_c(what);
    audit->out->index = index;
    return true;
}

/* The commitment that the event's prev line must name. */
static struct err previous(struct audit *audit, const struct store_event *ev, struct hash *ret) {
    *ret = (struct hash){0};
    if (ev->event.seq == 0)
        return OK;
    return store_event_commit(&audit->db, audit->arena, ev->case_id, ev->event.seq - 1, ret);
}

static struct err check_blobs(struct audit *audit, const struct store_event *ev) {
    struct err e = OK;
    bool rules = str_equal(ev->event.kind, STR("rules.published"));
    for (size_t i = 0; i < ev->part_count && !e.code; i++) {
        e = blob_verify(audit->blobs, &ev->parts[i].sha256, ev->parts[i].bytes);
        (*(rules ? &audit->out->rules : &audit->out->blobs))++;
    }
    if (e.code == ERR_CORRUPT || e.code == ERR_MISSING) {
        (void)differs(audit, rules ? "rules" : "blob", ev->event.index);
        return OK;
    }
    return e;
}

/* The rows by which a report's evidence is kept and backed up. */
static struct err check_owned(struct audit *audit, const struct store_event *ev) {
    bool owned = str_equal(ev->event.kind, STR("case.received")), has = true;
    struct err e = OK;
    for (size_t i = 0; owned && i < ev->part_count && has && !e.code; i++)
        e = store_evidence_owned(&audit->db, audit->arena, &ev->parts[i],
                                 (struct case_id){ev->case_id}, &has);
    if (!e.code && !has)
        (void)differs(audit, "evidence", ev->event.index);
    return e;
}

static void check_node(void *arg, int level, int64_t index, const struct hash *hash) {
    struct audit *audit = arg;
    struct hash *stored;
    if (audit->err.code || audit->out->what.len)
        return;
    struct err e = store_nodes(&audit->db, audit->arena,
                               (struct store_stretch){level, index, index + 1}, &stored);
    audit->out->nodes++;
    if (e.code == ERR_CORRUPT || (!e.code && !hash_equal(hash, &stored[0])))
        (void)differs(audit, "node", index);
    else
        audit->err = e;
}

static struct err find_next_signed(struct audit *audit) {
    audit->last_size = audit->next_size;
    struct err e = store_checkpoint_above(&audit->db, audit->arena, audit->last_size,
                                          &audit->next_size, &audit->next_root);
    if (e.code == ERR_MISSING) {
        audit->next_size = NEVER;
        return OK;
    }
    if (e.code != ERR_CORRUPT)
        return e;
    (void)differs(audit, "checkpoint", audit->next_size);
    return OK;
}

/* Every root that was signed, not the newest alone: repeated requests are answered with old ones,
 * and a wrong one would be signed a second time for its size (invariant I4). */
static struct err check_signed(struct audit *audit) {
    if (audit->out->what.len || audit->head.size != audit->next_size)
        return OK;
    struct hash root = ledger_head_root(&audit->head);
    if (hash_equal(&root, &audit->next_root))
        return find_next_signed(audit);
    (void)differs(audit, "checkpoint", audit->next_size);
    return OK;
}

/* Who did it stands in a column of its own, which no manifest holds; so it must be what the kind
 * says, or what the body says, which the manifest does hold. */
static bool is_actor(struct arena *a, const struct store_event *ev) {
    bool upkeep = str_equal(ev->event.kind, STR("case.recounted")) ||
                  str_equal(ev->event.kind, STR("case.rerouted"));
    if (upkeep)
        return str_equal(ev->event.actor, STR("system"));
    bool report = str_equal(ev->event.kind, STR("case.received"));
    bool reading = str_equal(ev->event.kind, STR("case.read"));
    bool single = ev->event.seq == 0 && !report && !reading;
    const struct json_value *body;
    if (json_read(a, ev->event.body, JSON_OWN, &body).code)
        return false;
    const struct json_value *named = json_get(body, "actor");
    if (single && !named)
        return str_equal(ev->event.actor, STR("system"));
    if (report && !named)
        return str_equal(ev->event.actor, STR("reporter"));
    return json_is(named, JSON_STRING) && str_equal(ev->event.actor, named->text);
}

static struct err check_content(struct audit *audit, const struct store_event *ev,
                                const struct hash *prev) {
    struct hash commit = ledger_commit(&ev->salt, store_manifest(audit->arena, ev, prev));
    if (!hash_equal(&commit, &ev->event.commit)) {
        (void)differs(audit, "commitment", ev->event.index);
        return OK;
    }
    if (!is_actor(audit->arena, ev)) {
        (void)differs(audit, "actor", ev->event.index);
        return OK;
    }
    struct err e = check_blobs(audit, ev);
    return e.code || audit->out->what.len ? e : check_owned(audit, ev);
}

/* Nothing is emptied but by an erasure that the stream itself tells of, at its end. */
static struct err check_erased(struct audit *audit, const struct store_event *ev) {
    bool told = false;
    struct err e = store_is_erased(&audit->db, audit->arena, (struct case_id){ev->case_id}, &told);
    if (!e.code && !told)
        (void)differs(audit, "erasure", ev->event.index);
    audit->out->erased++;
    return e;
}

static struct err check_event(struct audit *audit, const struct store_event *ev) {
    bool first = ev->event.seq == 0, own = ev->case_id == ev->event.index;
    if (ev->event.index != audit->out->events || first != own) {
        (void)differs(audit, "sequence", audit->out->events);
        return OK;
    }
    struct hash prev;
    struct err e = previous(audit, ev, &prev);
    if (e.code == ERR_MISSING) {
        (void)differs(audit, "sequence", ev->event.index);
        return OK;
    }
    if (e.code)
        return e;
    e = ev->erased ? check_erased(audit, ev) : check_content(audit, ev, &prev);
    if (e.code || audit->out->what.len)
        return e;
    audit->out->events++;
    struct hash leaf = ledger_leaf(&ev->event.commit);
    ledger_head_append(&audit->head, &leaf, check_node, audit);
    return audit->err.code ? audit->err : check_signed(audit);
}

/* rows: how many at most. A row whose bytes have no sense spoils its page: then they are read again
 * one at a time, until that row is alone. */
static struct err check_page(struct audit *audit, int64_t rows, size_t *ret_count) {
    struct store_events page = {0};
    struct err e = store_event_page(&audit->db, audit->arena, audit->out->events, rows, &page);
    *ret_count = page.count;
    if (e.code == ERR_CORRUPT && rows == 1)
        (void)differs(audit, "commitment", audit->out->events);
    if (e.code == ERR_CORRUPT) {
        *ret_count = PAGE;
        return OK;
    }
    for (size_t i = 0; i < page.count && !e.code && !audit->out->what.len; i++)
        e = check_event(audit, &page.list[i]);
    return e;
}

/* The stored head and the newest signed size must be those of the events, and no size above. */
static struct err check_head(struct audit *audit) {
    struct ledger_head stored;
    struct err e = store_head_load(&audit->db, audit->arena, &stored);
    audit->out->root = ledger_head_root(&audit->head);
    struct hash root = {0};
    if (e.code == ERR_CORRUPT) {
        (void)differs(audit, "head", audit->head.size);
        return OK;
    }
    if (!e.code)
        root = ledger_head_root(&stored);
    if (!e.code && (stored.size != audit->head.size || !hash_equal(&root, &audit->out->root)))
        (void)differs(audit, "head", stored.size);
    if (!e.code && !audit->out->what.len && audit->next_size != NEVER)
        (void)differs(audit, "checkpoint", audit->next_size);
    if (!e.code && !audit->out->what.len && audit->last_size != audit->head.size)
        (void)differs(audit, "checkpoint", audit->head.size);
    return e;
}

static struct err check_events(struct audit *audit) {
    size_t count = PAGE;
    int64_t rows = PAGE;
    struct err e = OK;
    while (count && !e.code && !audit->out->what.len) {
        int64_t before = audit->out->events;
        audit->arena = arena_new(PAGE_ARENA);
        e = check_page(audit, rows, &count);
        arena_free(audit->arena);
        if (audit->out->events == before)
            rows = 1;
    }
    return e;
}

/* The way from a receipt code to its report. */
static struct err check_receipts(struct audit *audit) {
    int64_t astray = -1;
    struct err e = store_receipt_astray(&audit->db, audit->arena, &astray);
    if (!e.code && astray >= 0)
        (void)differs(audit, "receipt", astray);
    return e;
}

/* Last: what differs in a row is named by its event. */
static struct err check_structure(struct audit *audit) {
    int64_t faults = 0;
    struct err e = store_sound(&audit->db, &faults);
    if (!e.code && faults)
        (void)differs(audit, "database", faults);
    return e;
}

static struct err run(struct db *db, void *arg) {
    struct audit *audit = arg;
    audit->db = *db;
    audit->arena = arena_new(PAGE_ARENA);
    struct err e = find_next_signed(audit);
    arena_free(audit->arena);
    if (!e.code && !audit->out->what.len)
        e = check_events(audit);
    audit->arena = arena_new(PAGE_ARENA);
    if (!e.code && !audit->out->what.len)
        e = check_head(audit);
    if (!e.code && !audit->out->what.len)
        e = check_receipts(audit);
    arena_free(audit->arena);
    return e.code || audit->out->what.len ? e : check_structure(audit);
}

/* Over a connection of its own, which then knows the store's tables no more. */
static struct err check_shape(struct str where, struct flow_audit *out) {
    struct db db = {0};
    struct store_misshapen found = {0};
    struct arena *a = arena_new(SHAPE_ARENA);
    struct err e = db_open(where, false, false, &db);
    if (!e.code)
        e = store_shape_compare(&db, a, &found);
    db_close(&db);
    if (!e.code && found.sort.len) {
        out->what = found.extra ? STR("extra") : STR("shape");
        (void)snprintf(out->object, sizeof out->object, "%.*s %.*s", STR_ARG(found.sort),
                       STR_ARG(str_is_utf8(found.name) ? found.name : STR("?")));
    }
    arena_free(a);
    return e;
}

struct err flow_audit(const struct flow_audit_of *of, struct flow_audit *ret) {
    struct db db = {0};
    *ret = (struct flow_audit){0};
    struct audit audit = {.out = ret};
    struct str where = of->db.len ? of->db : str_from_c(of->data_dir);
    struct err e = db_open(where, false, false, &db);
    if (!e.code)
        e = blob_store_open(of->data_dir, &audit.blobs);
    if (!e.code)
        e = db_in_txn(&db, false, run, &audit);
    db_close(&db);
    blob_store_free(audit.blobs);
    return e.code || ret->what.len ? e : check_shape(where, ret);
}
