#include "publication/pledges.h"

#include "base/csv.h"
#include "base/json.h"
#include "publication/protect.h"

#include <stdio.h>

static bool is_few(int64_t n) {
    return n > 0 && n < PUBLICATION_LEAST;
}

bool publication_pledge_is_hidden(int64_t count, int64_t people) {
    return people < PUBLICATION_LEAST || is_few(count) || is_few(people - count);
}

static void add_day(struct buf *out, struct date day) {
    struct civil c = date_to_civil(day);
    buf_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void csv_row(struct buf *out, struct date as_of, const struct publication_pledge *p) {
    const struct str texts[] = {p->office, p->name, p->region, p->kind, p->election};
    bool hidden = publication_pledge_is_hidden(p->count, p->people);
    add_day(out, as_of);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        buf_add_char(out, ',');
        csv_put(out, texts[i]);
    }
    buf_add_char(out, ',');
    add_day(out, p->opens);
    buf_add_char(out, ',');
    add_day(out, p->closes);
    buf_add_c(out, p->closed ? ",1," : ",0,");
    if (!hidden)
        buf_add_int(out, p->count);
    buf_add_char(out, ',');
    if (!hidden)
        buf_add_int(out, p->people);
    buf_add_c(out, hidden ? ",1\r\n" : ",0\r\n");
}

struct publication_pledges publication_pledges_of(struct arena *a,
                                                  const struct publication_pledges *pledges,
                                                  struct str kind) {
    struct publication_pledge *list = NEW(a, struct publication_pledge, pledges->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < pledges->count; i++) {
        const struct publication_pledge *p = &pledges->list[i];
        struct publication_pledge *last = count ? &list[count - 1] : NULL;
        if (!last || !str_equal(last->office, p->office))
            list[count++] = *p;
        else if (!str_equal(last->kind, kind) &&
                 (str_equal(p->kind, kind) || p->opens.day > last->opens.day))
            *last = *p;
    }
    return (struct publication_pledges){pledges->as_of, list, count};
}

void publication_pledges_csv(struct buf *out, const struct publication_pledges *pledges) {
    buf_add_c(out, "as_of,office,name,region,kind,election,opens,closes,closed,signed,people,"
                   "suppressed\r\n");
    for (size_t i = 0; i < pledges->count; i++)
        csv_row(out, pledges->as_of, &pledges->list[i]);
}

static void put_day(struct json *j, const char *key, struct date day) {
    char text[sizeof "-2147483648-12-31"];
    struct civil c = date_to_civil(day);
    int len = snprintf(text, sizeof text, "%04d-%02d-%02d", c.year, c.month, c.day);
    json_put_str(j, key, (struct str){text, (size_t)len});
}

static void put_number(struct json *j, const char *key, int64_t n, bool hidden) {
    json_key(j, key);
    if (hidden)
        json_add_null(j);
    else
        json_add_int(j, n);
}

static void json_row(struct json *j, const struct publication_pledge *p) {
    bool hidden = publication_pledge_is_hidden(p->count, p->people);
    json_open_object(j);
    json_put_str(j, "office", p->office);
    json_put_str(j, "name", p->name);
    json_put_str(j, "region", p->region);
    json_put_str(j, "kind", p->kind);
    if (p->election.len)
        json_put_str(j, "election", p->election);
    put_day(j, "opens", p->opens);
    put_day(j, "closes", p->closes);
    json_put_bool(j, "closed", p->closed);
    put_number(j, "signed", p->count, hidden);
    put_number(j, "people", p->people, hidden);
    json_put_bool(j, "suppressed", hidden);
    json_close_object(j);
}

void publication_pledges_json(struct buf *out, const struct publication_pledges *pledges) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    put_day(&j, "as_of", pledges->as_of);
    json_put_int(&j, "least", PUBLICATION_LEAST);
    json_key(&j, "rounds");
    json_open_array(&j);
    for (size_t i = 0; i < pledges->count; i++)
        json_row(&j, &pledges->list[i]);
    json_close_array(&j);
    json_close_object(&j);
}
