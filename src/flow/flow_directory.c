#include "flow/directory.h"

#include "base/json.h"
#include "base/json_read.h"
#include "flow/flow_internal.h"
#include "store/kind.h"

struct str flow_fingerprint(struct arena *a, struct str text) {
    enum { BYTES = 20, STEP = 5 };
    struct hash hash = hash_sha256(text);
    char *out = NEW(a, char, BYTES / 2 * STEP);
    for (size_t i = 0; i < BYTES / 2; i++) {
        hex_put(hash.b + 2 * i, 2, out + STEP * i);
        out[STEP * i + STEP - 1] = ' ';
    }
    return (struct str){out, BYTES / 2 * STEP - 1};
}

/* docs/sealing.md says the text to whoever computes it anew. */
struct str flow_directory_mark_of(struct arena *a, const struct store_directory *offices) {
    if (!offices->count)
        return (struct str){0};
    struct buf text;
    buf_init(&text, FLOW_CONTENT_MAX);
    buf_add(&text, STR("netral-offices/v1\n"));
    for (size_t i = 0; i < offices->count; i++)
        buf_printf(&text, "%.*s %lld %.*s\n", STR_ARG(offices->list[i].office),
                   (long long)offices->list[i].n, STR_ARG(offices->list[i].recipient));
    struct str mark = flow_fingerprint(a, buf_str(&text));
    buf_done(&text);
    return mark;
}

struct err flow_directory(struct db *db, struct arena *a, struct flow_directory *ret) {
    struct store_directory offices;
    struct err e = store_directory(db, a, &offices);
    if (!e.code)
        *ret = (struct flow_directory){offices, flow_directory_mark_of(a, &offices)};
    return e;
}

struct err flow_directory_mark(struct db *db, struct arena *a, struct str *ret) {
    struct store_events events;
    const struct json_value *body;
    struct err e = store_event_office_key(db, a, &events);
    if (e.code)
        return e;
    *ret = (struct str){0};
    if (!events.count || events.list[0].erased)
        return OK;
    e = json_read(a, events.list[0].event.body, JSON_OWN, &body);
    if (!e.code)
        *ret = arena_str(a, json_text(json_get(body, "directory")));
    return e.code ? ERR(ERR_CORRUPT, STR("office.key")) : OK;
}

static struct err put_event(struct db *db, struct arena *a, struct json *j, int64_t index) {
    struct store_events page;
    const struct hash first = {{0}}; /* each is a stream of its own: nothing stands before it */
    struct err e = store_event_page(db, a, index, 1, &page);
    if (e.code)
        return e;
    if (!page.count || page.list[0].event.index != index || page.list[0].erased)
        return ERR(ERR_CORRUPT, STR("office.key"));
    const struct store_event *ev = &page.list[0];
    flow_released_json(j, a,
                       &(struct flow_released){.index = index,
                                               .at = ev->event.at,
                                               .body = ev->event.body,
                                               .manifest = store_manifest(a, ev, &first),
                                               .salt = ev->salt});
    return OK;
}

struct err flow_directory_json(struct db *db, struct arena *a, struct json *j) {
    struct flow_directory directory;
    struct err e = flow_directory(db, a, &directory);
    if (e.code)
        return e;
    json_open_object(j);
    json_put_str(j, "directory", directory.mark);
    json_key(j, "offices");
    json_open_array(j);
    for (size_t i = 0; i < directory.offices.count && !e.code; i++)
        e = put_event(db, a, j, directory.offices.list[i].index);
    json_close_array(j);
    json_close_object(j);
    return e;
}
