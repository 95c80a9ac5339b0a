#include "prevention/suppress.h"

#include <limits.h>
#include <string.h>

struct hash suppress_key_derive(const struct hash *secret, int64_t round) {
    char bytes[sizeof round];
    for (size_t i = 0; i < sizeof round; i++)
        bytes[i] = (char)((uint64_t)round >> (i * CHAR_BIT));
    struct hash own = hash_hmac(hash_str(secret), STR("netral-suppress/v1"));
    return hash_hmac(hash_str(&own), (struct str){bytes, sizeof bytes});
}

static uint64_t first_bits(const struct hash *h) {
    uint64_t n;
    memcpy(&n, h->b, sizeof n);
    return n;
}

unsigned suppress_draw(const struct hash *key, struct str table) {
    struct hash h = hash_hmac(hash_str(key), table);
    return (unsigned)(first_bits(&h) % SUPPRESS_DRAWS);
}

uint64_t suppress_order(const struct hash *key, struct str table, struct str group) {
    struct hash of_table = hash_hmac(hash_str(key), table);
    struct hash h = hash_hmac(hash_str(&of_table), group);
    return first_bits(&h);
}

static bool can_be_told(int64_t people, int64_t pledged) {
    return people >= SUPPRESS_FEW && pledged > 0 && pledged < people;
}

/* The first in the order of drawing of those that are shown; NULL: none is. */
static struct suppress_group *draw_next(struct suppress_group *list, size_t count) {
    struct suppress_group *found = NULL;
    for (size_t i = 0; i < count; i++)
        if (!list[i].hidden && list[i].people && (!found || list[i].order < found->order))
            found = &list[i];
    return found;
}

static void hide(struct suppress_group *group, struct suppress_rest *rest) {
    group->hidden = true;
    rest->people += group->people;
    rest->pledged += group->pledged;
}

struct suppress_rest suppress_groups(struct suppress_group *list, size_t count, unsigned draw) {
    struct suppress_rest all = {0, 0}, rest = {0, 0};
    for (size_t i = 0; i < count; i++) {
        list[i].hidden = false;
        all.people += list[i].people;
        all.pledged += list[i].pledged;
    }
    if (!all.pledged || all.pledged == all.people)
        return rest;
    for (size_t i = 0; i < count; i++)
        if (list[i].people && !can_be_told(list[i].people, list[i].pledged))
            hide(&list[i], &rest);
    struct suppress_group *next = rest.people ? draw_next(list, count) : NULL;
    for (unsigned drawn = 0; next && (drawn < draw || !can_be_told(rest.people, rest.pledged));
         drawn++) {
        hide(next, &rest);
        next = draw_next(list, count);
    }
    return rest;
}

static bool is_few(int64_t n) {
    return n > 0 && n < SUPPRESS_FEW;
}

size_t suppress_steps(struct suppress_step *list, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept && is_few(list[kept - 1].n)) {
            list[kept - 1].n += list[i].n;
            list[kept - 1].length += list[i].length;
        } else
            list[kept++] = list[i];
    }
    for (; kept > 1 && is_few(list[kept - 1].n); kept--) {
        list[kept - 2].n += list[kept - 1].n;
        list[kept - 2].length += list[kept - 1].length;
    }
    return kept;
}
