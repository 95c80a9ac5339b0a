#include "prevention/pledge.h"

#include "base/buf.h"
#include "prevention/tagged.h"

#include <sodium.h>
#include <string.h>

enum { IDENTITY_CAP = 4096 };

struct pledge_keys pledge_keys_derive(const struct hash *secret) {
    return (struct pledge_keys){
        .link = hash_hmac(hash_str(secret), STR("netral-pledge-link/v1")),
        .person = hash_hmac(hash_str(secret), STR("netral-person/v1")),
    };
}

void pledge_keys_wipe(struct pledge_keys *keys) {
    sodium_memzero(keys, sizeof *keys);
}

struct hash pledge_keys_mark(const struct pledge_keys *keys) {
    return hash_hmac(hash_str(&keys->person), STR("mark"));
}

/* --- persons --- */

static void add_small(struct buf *out, struct str text) {
    for (size_t i = 0; i < text.len; i++)
        buf_add_char(out, char_lower(text.ptr[i]));
    buf_add_char(out, '\n');
}

static struct hash key_done(const struct pledge_keys *keys, struct buf *text) {
    struct hash key = hash_hmac(hash_str(&keys->person), buf_str(text));
    sodium_memzero(text->ptr, text->len);
    buf_done(text);
    return key;
}

/* way: what no other key begins with. */
static struct hash key_without_nip(const struct pledge_keys *keys, const char *way,
                                   const struct pledge_identity *identity, struct str last) {
    struct buf text;
    buf_init(&text, IDENTITY_CAP);
    buf_add_c(&text, way);
    add_small(&text, identity->class);
    add_small(&text, identity->name);
    add_small(&text, identity->unit);
    add_small(&text, last);
    return key_done(keys, &text);
}

struct hash pledge_person_key(const struct pledge_keys *keys,
                              const struct pledge_identity *identity) {
    struct buf text;
    if (!identity->nip.number)
        return key_without_nip(keys, "office\n", identity, identity->office);
    buf_init(&text, IDENTITY_CAP);
    buf_printf(&text, "nip\n%018lld", (long long)identity->nip.number);
    return key_done(keys, &text);
}

struct hash pledge_post_key(const struct pledge_keys *keys, const struct pledge_identity *identity,
                            struct str post) {
    return key_without_nip(keys, "none\n", identity, post);
}

/* --- links --- */

struct str pledge_link_text(struct arena *a, const struct pledge_keys *keys,
                            struct pledge_link link) {
    return tagged_text(a, &keys->link,
                       arena_printf(a, "%lld-%lld", (long long)link.round, (long long)link.person));
}

bool pledge_link_read(const struct pledge_keys *keys, struct str text, struct pledge_link *ret) {
    struct pledge_link link;
    struct str rest;
    if (text.len > PLEDGE_LINK_MAX || !tagged_read(&keys->link, text, &rest))
        return false;
    struct str round = str_cut(&rest, '-');
    if (!tagged_number(round, &link.round) || !tagged_number(rest, &link.person))
        return false;
    *ret = link;
    return true;
}

/* --- what is signed --- */

static struct str kind_of(const struct law_pledge *point) {
    struct str id = point->row.id;
    return str_cut(&id, '-');
}

struct str pledge_first_kind(const struct law *law) {
    return law->pledge_count ? kind_of(&law->pledge[0]) : (struct str){0};
}

/* Each text with its length before it: none can be read as another's end. */
static void hash_text(struct hash_stream *s, struct str text) {
    enum { LENGTH_BYTES = 8, BITS = 8 };
    char length[LENGTH_BYTES];
    for (size_t i = 0; i < LENGTH_BYTES; i++)
        length[i] = (char)(uint8_t)((uint64_t)text.len >> (BITS * i));
    hash_stream_add(s, (struct str){length, LENGTH_BYTES});
    hash_stream_add(s, text);
}

struct pledge_points pledge_points(struct arena *a, const struct law *law, struct str kind,
                                   struct date day) {
    const struct law_pledge **list = NEW(a, const struct law_pledge *, law->pledge_count + 1);
    struct pledge_points points = {.list = list};
    struct hash_stream s;
    hash_stream_init(&s);
    for (size_t i = 0; i < law->pledge_count; i++) {
        const struct law_pledge *point = &law->pledge[i];
        if (!str_equal(kind_of(point), kind) || !law_in_force(point->row.span, day))
            continue;
        list[points.count++] = point;
        hash_text(&s, point->row.id);
        hash_text(&s, point->text.id);
    }
    points.hash = hash_stream_done(&s);
    return points;
}
