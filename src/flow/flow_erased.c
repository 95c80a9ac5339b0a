#include "base/buf.h"
#include "case/erased.h"
#include "flow/erased.h"
#include "flow/flow_internal.h"

#include <string.h>

static const char FIRST[] = "netral-erased/v1";
enum { PAGE = 256, STREAM_HEX = 32, BODY_MAX = 1 << 16 };
static const size_t PAGE_ARENA = 64u << 20;

/* --- writing --- */

static struct err put_page(struct db *db, struct arena *a, struct buf *lines, int64_t *from,
                           int64_t *count) {
    struct store_events page = {0};
    struct err e = store_event_erasures(db, a, *from, PAGE, &page);
    for (size_t i = 0; i < page.count && !e.code; i++) {
        const struct store_event *ev = &page.list[i];
        buf_printf(lines, "case %lld ", (long long)ev->case_id);
        buf_add_hex(lines, ev->event.stream.b, sizeof ev->event.stream.b);
        buf_add_char(lines, ' ');
        buf_add_base64(lines, ev->event.body.ptr, ev->event.body.len);
        buf_add_char(lines, '\n');
        *from = ev->event.index + 1;
        ++*count;
    }
    if (!e.code && page.count < PAGE)
        *from = INT64_MAX;
    return e;
}

static struct err put_head(struct db *db, struct buf *out) {
    struct ledger_head head;
    struct str origin;
    struct arena *a = arena_new(PAGE_ARENA);
    struct err e = store_setting_find(db, a, STR("origin"), &origin);
    if (!e.code)
        e = store_head_load(db, a, &head);
    if (!e.code) {
        struct hash root = ledger_head_root(&head);
        buf_printf(out, "%s\norigin %.*s\nsize %lld\nroot ", FIRST, STR_ARG(origin),
                   (long long)head.size);
        buf_add_hex(out, root.b, HASH_LEN);
    }
    arena_free(a);
    return e;
}

struct err flow_erased_put(struct db *db, struct buf *out) {
    struct buf lines;
    int64_t from = 0, count = 0;
    buf_init(&lines, FLOW_ERASED_LIST_MAX);
    struct err e = put_head(db, out);
    while (!e.code && from != INT64_MAX) {
        struct arena *a = arena_new(PAGE_ARENA);
        e = put_page(db, a, &lines, &from, &count);
        arena_free(a);
    }
    buf_printf(out, "\ncount %lld\n", (long long)count);
    buf_add(out, buf_str(&lines));
    if (!e.code && (buf_full(&lines) || buf_full(out)))
        e = ERR(ERR_TOO_LARGE, STR("erased"));
    buf_done(&lines);
    return e;
}

static struct err put_in_txn(struct db *db, void *arg) {
    struct buf *out = arg;
    buf_clear(out);
    return flow_erased_put(db, out);
}

struct err flow_erased_write(const struct flow_erased_of *of, struct buf *out) {
    struct db db = {0};
    struct err e = db_open(of->db.len ? of->db : str_from_c(of->data_dir), false, false, &db);
    if (!e.code)
        e = db_in_txn(&db, false, put_in_txn, out);
    db_close(&db);
    return e;
}

/* --- reading --- */

static bool value_of(struct str *rest, const char *key, struct str *ret) {
    *ret = str_cut(rest, '\n');
    return str_equal(str_cut(ret, ' '), str_from_c(key));
}

static bool number_of(struct str *rest, const char *key, int64_t *ret) {
    struct str value;
    return value_of(rest, key, &value) && str_to_int(value, ret) && *ret >= 0;
}

static bool read_head(struct str *rest, struct flow_erased_list *ret, int64_t *count) {
    struct str root;
    return str_equal(str_cut(rest, '\n'), str_from_c(FIRST)) &&
           value_of(rest, "origin", &ret->origin) && ledger_key_name_ok(ret->origin) &&
           number_of(rest, "size", &ret->size) && value_of(rest, "root", &root) &&
           hex_decode(root, ret->root.b, HASH_LEN) && number_of(rest, "count", count);
}

static bool read_case(struct arena *a, struct str *rest, struct flow_erased_case *ret) {
    struct str line;
    struct case_erased erased;
    if (!value_of(rest, "case", &line))
        return false;
    struct str id = str_cut(&line, ' '), stream = str_cut(&line, ' ');
    if (!str_to_int(id, &ret->id.v) || ret->id.v < 0 || line.len / 4 * 3 > BODY_MAX ||
        !hex_decode(stream, ret->stream.b, sizeof ret->stream.b))
        return false;
    return base64_read(a, line, &ret->body) && !case_erased_decode(a, ret->body, &erased).code;
}

struct err flow_erased_read(struct arena *a, struct str text, struct flow_erased_list *ret) {
    enum { LINE_MIN = 7 + STREAM_HEX };
    struct flow_erased_list found = {0};
    struct str rest = text;
    int64_t count = 0;
    bool good = text.len && text.ptr[text.len - 1] == '\n' && read_head(&rest, &found, &count) &&
                (uint64_t)count <= rest.len / LINE_MIN;
    struct flow_erased_case *list = NEW(a, struct flow_erased_case, good ? (size_t)count + 1 : 1);
    for (int64_t i = 0; i < count && good; i++)
        good = read_case(a, &rest, &list[i]) && list[i].id.v < found.size;
    if (!good || rest.len)
        return ERR(ERR_MALFORMED, STR("erased"));
    found.list = list;
    found.count = (size_t)count;
    *ret = found;
    return OK;
}
