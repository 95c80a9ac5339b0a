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

struct hash suppress_table_derive(const struct hash *key, struct str table) {
    return hash_hmac(hash_str(key), table);
}

unsigned suppress_draw(const struct hash *table) {
    return (unsigned)(first_bits(table) % SUPPRESS_DRAWS);
}

uint64_t suppress_order(const struct hash *table, struct str group) {
    struct hash h = hash_hmac(hash_str(table), group);
    return first_bits(&h);
}

/* Of a group, or of groups together: who is in it, and whose answers are told nowhere else. */
struct sums {
    struct suppress_rest all, others;
};

static void add(struct sums *sums, const struct suppress_group *group) {
    sums->all.people += group->people;
    sums->all.pledged += group->pledged;
    sums->others.people += group->people - group->told.people;
    sums->others.pledged += group->pledged - group->told.pledged;
}

static struct suppress_rest others_of(const struct suppress_group *group) {
    struct sums sums = {{0, 0}, {0, 0}};
    add(&sums, group);
    return sums.others;
}

static bool can_be_told(struct suppress_rest n) {
    return n.people >= SUPPRESS_FEW && n.pledged > 0 && n.pledged < n.people;
}

/* The first in the order of drawing of those that are shown; NULL: none is. */
static struct suppress_group *draw_next(struct suppress_group *list, size_t count) {
    struct suppress_group *found = NULL;
    for (size_t i = 0; i < count; i++)
        if (!list[i].hidden && others_of(&list[i]).people &&
            (!found || list[i].order < found->order))
            found = &list[i];
    return found;
}

static void hide(struct suppress_group *group, struct sums *rest) {
    group->hidden = true;
    add(rest, group);
}

struct suppress_rest suppress_groups(struct suppress_group *list, size_t count, unsigned draw) {
    struct sums all = {{0, 0}, {0, 0}}, rest = all;
    for (size_t i = 0; i < count; i++) {
        list[i].hidden = false;
        add(&all, &list[i]);
    }
    if (!all.others.pledged || all.others.pledged == all.others.people)
        return rest.all;
    for (size_t i = 0; i < count; i++) {
        struct suppress_rest others = others_of(&list[i]);
        if (others.people && !can_be_told(others))
            hide(&list[i], &rest);
    }
    struct suppress_group *next = rest.others.people ? draw_next(list, count) : NULL;
    for (unsigned drawn = 0; next && (drawn < draw || !can_be_told(rest.others)); drawn++) {
        hide(next, &rest);
        next = draw_next(list, count);
    }
    return rest.all;
}

void suppress_leavers(struct suppress_step *list, size_t count, int64_t sum) {
    int64_t left = -sum;
    for (size_t i = 0; i < count; i++)
        left += list[i].n;
    for (size_t i = count; i-- > 0 && left > 0;) {
        int64_t taken = list[i].n < left ? list[i].n : left;
        list[i].n -= taken;
        left -= taken;
    }
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
