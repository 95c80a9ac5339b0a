#include "prevention/daily.h"

#include "base/regions.h"
#include "prevention/tagged.h"

#include <sodium.h>

enum { DAY_TEXT = 8, DAYS_MORE = 1 };

struct daily_key daily_key_derive(const struct hash *secret) {
    return (struct daily_key){hash_hmac(hash_str(secret), STR("netral-barometer-link/v1"))};
}

void daily_key_wipe(struct daily_key *key) {
    sodium_memzero(key, sizeof *key);
}

struct str daily_link_text(struct arena *a, const struct daily_key *key, struct daily_link link) {
    struct civil c = date_to_civil(link.day);
    struct str said =
        arena_printf(a, "%.*s-%04d%02d%02d", STR_ARG(link.region), c.year, c.month, c.day);
    return tagged_text(a, &key->hash, said);
}

/* "20241121" */
static bool read_day(struct str text, struct date *ret) {
    if (text.len != DAY_TEXT)
        return false;
    const char *t = text.ptr;
    const char day[DATE_LEN] = {t[0], t[1], t[2], t[3], '-', t[4], t[5], '-', t[6], t[7]};
    return date_parse((struct str){day, DATE_LEN}, ret);
}

bool daily_link_read(const struct daily_key *key, struct str text, struct daily_link *ret) {
    struct daily_link link;
    struct str rest;
    if (text.len > DAILY_LINK_MAX || !tagged_read(&key->hash, text, &rest))
        return false;
    const struct region *region = region_find(str_cut(&rest, '-'));
    if (!region || !read_day(rest, &link.day))
        return false;
    link.region = region->code;
    *ret = link;
    return true;
}

enum daily_state daily_link_state(struct daily_link link, struct date today) {
    if (today.day < link.day.day)
        return DAILY_EARLY;
    return today.day > daily_link_until(link).day ? DAILY_OVER : DAILY_OPEN;
}

struct date daily_link_until(struct daily_link link) {
    return (struct date){link.day.day + DAYS_MORE};
}
