#include "flow/activity_internal.h"

#include "base/json.h"

#include <string.h>

/* --- bodies: fields that came later are left out while they are empty, so that older bodies keep
 * their bytes and new ones of the same are the same --- */

static const struct {
    const char *name;
    size_t offset;
    bool always; /* since the first body */
} TEXTS[] = {
#define TEXT(name, always)                                                                         \
    { #name, offsetof(struct store_activity, name), always }
    TEXT(region, true), TEXT(kind, true),       TEXT(title, true),    TEXT(title_en, true),
    TEXT(place, true),  TEXT(source, true),     TEXT(office, false),  TEXT(election, false),
    TEXT(duty, false),  TEXT(organiser, false), TEXT(note, false),    TEXT(partners, false),
    TEXT(files, false), TEXT(key, false),       TEXT(request, false),
#undef TEXT
};

static struct str *text_at(struct store_activity *x, size_t which) {
    return (struct str *)(void *)((char *)x + TEXTS[which].offset);
}

void flow_activity_body(struct buf *out, const struct store_activity *x, int64_t of,
                        struct str actor) {
    struct store_activity copy = *x;
    struct json j;
    flow_body_begin(&j, out);
    if (of >= 0)
        json_put_int(&j, "activity", of);
    flow_body_day(&j, "on", x->on);
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++)
        if (TEXTS[i].always || text_at(&copy, i)->len)
            json_put_str(&j, TEXTS[i].name, *text_at(&copy, i));
    if (x->reach >= 0)
        json_put_int(&j, "reach", x->reach);
    if (x->reach_asn >= 0)
        json_put_int(&j, "reach_asn", x->reach_asn);
    flow_body_end(&j, actor);
}

void flow_withdrawal_body(struct buf *out, const struct store_activity *x, struct str actor) {
    struct json j;
    flow_body_begin(&j, out);
    json_put_int(&j, "activity", x->id);
    json_put_str(&j, "reason", x->reason);
    flow_body_end(&j, actor);
}

/* --- the row --- */

static bool read_body(struct arena *a, const struct json_value *body, struct store_activity *ret) {
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++)
        *text_at(ret, i) = flow_told_text(a, body, TEXTS[i].name);
    ret->reach = flow_told_number(body, "reach");
    ret->reach_asn = flow_told_number(body, "reach_asn");
    return date_parse(json_text(json_get(body, "on")), &ret->on);
}

struct err flow_activity_project(struct db *db, struct arena *a, const struct flow_told *ev) {
    struct store_activity x = {.id = flow_told_number(ev->body, "activity"), .version = ev->index};
    bool records = str_equal(ev->kind, STR("prevention.recorded"));
    if (records)
        x.id = ev->index;
    if (x.id < 0)
        return ERR(ERR_CORRUPT, STR("event"));
    if (str_equal(ev->kind, STR("prevention.withdrawn"))) {
        x.reason = flow_told_text(a, ev->body, "reason");
        return store_activity_withdraw(db, a, &x);
    }
    if (!read_body(a, ev->body, &x))
        return ERR(ERR_CORRUPT, STR("event"));
    return records ? store_activity_insert(db, a, &x) : store_activity_update(db, a, &x);
}

/* --- files --- */

bool flow_activity_piece(struct str *rest, struct flow_activity_piece *ret) {
    struct flow_activity_piece piece;
    struct str line = str_cut(rest, '\n');
    struct str id = str_cut(&line, ' '), sha256 = str_cut(&line, ' '), bytes = str_cut(&line, ' ');
    piece.type = line;
    if (!hex_decode(id, piece.id.b, sizeof piece.id.b) ||
        !hex_decode(sha256, piece.sha256.b, HASH_LEN) || !str_to_int(bytes, &piece.bytes))
        return false;
    *ret = piece;
    return true;
}
