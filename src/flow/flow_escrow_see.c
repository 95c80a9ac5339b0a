#include "flow/escrow.h"

#include "base/json_read.h"
#include "flow/authorize.h"
#include "flow/flow_internal.h"
#include "store/kind.h"

#define ASKING_US (FLOW_ESCROW_DAYS * INT64_C(86400) * 1000000)
/* asked, agreed, layers of 3 onions, opened, 3 refused, withdrawn */
enum { SAID_MAX = 7 + SEAL_HOLDERS * FLOW_ESCROW_LAYERS };
#define NAMED "escrow" /* the setting */

/* --- onions, and whose turn it is --- */

static const uint8_t FURTHER[SEAL_HOLDERS] = {1, 2, 2}, NEARER[SEAL_HOLDERS] = {0, 0, 1};

size_t flow_escrow_further(size_t onion) {
    return FURTHER[onion];
}

size_t flow_escrow_nearer(size_t onion) {
    return NEARER[onion];
}

bool flow_escrow_is_over(const struct flow_escrow_asking *x) {
    return x->state >= FLOW_ESCROW_OPENED;
}

static bool is_agreed(const struct flow_escrow_asking *x) {
    return x->state == FLOW_ESCROW_AGREED || x->state == FLOW_ESCROW_PEELED;
}

static bool may_give(const struct flow_escrow_asking *x, size_t holder, size_t onion) {
    return is_agreed(x) && FURTHER[onion] == holder && !x->refused[holder] &&
           !x->refused[NEARER[onion]];
}

bool flow_escrow_may_peel(const struct flow_escrow_asking *x, size_t holder, size_t onion) {
    return may_give(x, holder, onion) && !x->layers[onion];
}

bool flow_escrow_may_peel_again(const struct flow_escrow_asking *x, size_t holder, size_t onion) {
    return may_give(x, holder, onion) && x->layers[onion] && x->layers[onion] < FLOW_ESCROW_LAYERS;
}

bool flow_escrow_may_open(const struct flow_escrow_asking *x, size_t holder, size_t onion) {
    return is_agreed(x) && NEARER[onion] == holder && !x->refused[holder] && x->peeled[onion].len;
}

/* What was peeled is out of hand. */
bool flow_escrow_may_refuse(const struct flow_escrow_asking *x, size_t holder) {
    bool peeled = false;
    for (size_t i = 0; i < SEAL_HOLDERS; i++)
        peeled = peeled || (FURTHER[i] == holder && x->peeled[i].len);
    return is_agreed(x) && !x->refused[holder] && !peeled;
}

size_t flow_escrow_holder_at(const struct flow_escrow *of, struct str office) {
    size_t i = 0;
    while (i < SEAL_HOLDERS && !str_equal(of->holders[i], office))
        i++;
    return i;
}

/* --- what the events say --- */

struct folding {
    struct flow_escrow *made;
    struct flow_escrow_asking *askings;
    struct flow_escrow_file file;
    struct arena *a;
};

static int64_t whole(const struct json_value *body, const char *key) {
    const struct json_value *v = json_get(body, key);
    return json_is(v, JSON_INTEGER) ? v->integer : -1;
}

static bool read_three(const struct json_value *list, struct str ret[SEAL_HOLDERS]) {
    const struct json_value *one = json_is(list, JSON_ARRAY) ? list->first : NULL;
    size_t count = 0;
    for (; one && count < SEAL_HOLDERS; one = one->next)
        ret[count++] = json_text(one);
    return !one && count == SEAL_HOLDERS;
}

/* The newest of a key takes the place of the one before. */
static bool fold_made(struct folding *f, const struct store_event *ev,
                      const struct json_value *body) {
    struct flow_escrow x = {.n = whole(body, "n"),
                            .index = ev->event.index,
                            .at = ev->event.at,
                            .recipient = json_text(json_get(body, "recipient")),
                            .actor = json_text(json_get(body, "actor"))};
    size_t i = 0;
    while (i < f->file.made_count && f->made[i].n != x.n)
        i++;
    if (!read_three(json_get(body, "holders"), x.holders) ||
        !read_three(json_get(body, "recipients"), x.recipients) ||
        !read_three(json_get(body, "onions"), x.onions))
        return false;
    f->made[i] = x;
    f->file.made_count += i == f->file.made_count;
    return true;
}

static void add_said(struct flow_escrow_asking *x, struct flow_escrow_said said) {
    if (x->said_count < SAID_MAX)
        x->said[x->said_count++] = said;
}

static bool fold_asked(struct folding *f, const struct store_event *ev,
                       const struct json_value *body, const struct flow_escrow_said *said) {
    size_t i = 0;
    while (i < f->file.made_count && f->made[i].index != whole(body, "escrow"))
        i++;
    if (i == f->file.made_count)
        return false;
    struct flow_escrow_asking *x = &f->askings[f->file.asking_count++];
    *x = (struct flow_escrow_asking){.id = ev->event.index,
                                     .office = ev->event.office,
                                     .asker = said->actor,
                                     .until = {said->at.us + ASKING_US},
                                     .of = f->made[i],
                                     .to = json_text(json_get(body, "to")),
                                     .to_n = whole(body, "to_n"),
                                     .said = NEW(f->a, struct flow_escrow_said, SAID_MAX)};
    add_said(x, *said);
    return true;
}

static void refuse(struct flow_escrow_asking *x, size_t holder) {
    size_t count = 0;
    x->refused[holder] = true;
    for (size_t i = 0; i < SEAL_HOLDERS; i++)
        count += x->refused[i];
    if (count > 1)
        x->state = FLOW_ESCROW_REFUSED;
}

/* What follows an asking: how far it has come. */
static bool fold_further(struct folding *f, const struct json_value *body,
                         const struct flow_escrow_said *said) {
    size_t i = 0;
    while (i < f->file.asking_count && f->askings[i].id != whole(body, "asked"))
        i++;
    if (i == f->file.asking_count)
        return false;
    struct flow_escrow_asking *x = &f->askings[i];
    int64_t onion = whole(body, "onion");
    size_t holder = flow_escrow_holder_at(&x->of, said->by);
    add_said(x, *said);
    if (str_equal(said->what, STR("agreed")))
        x->state = FLOW_ESCROW_AGREED;
    else if (str_equal(said->what, STR("withdrawn")))
        x->state = FLOW_ESCROW_WITHDRAWN;
    else if (holder == SEAL_HOLDERS)
        return false;
    else if (str_equal(said->what, STR("refused")))
        refuse(x, holder);
    else if (onion < 0 || onion >= SEAL_HOLDERS)
        return false;
    else if (str_equal(said->what, STR("opened")))
        x->state = FLOW_ESCROW_OPENED;
    else {
        x->peeled[onion] = json_text(json_get(body, "wrap"));
        x->layers[onion]++;
        x->state = FLOW_ESCROW_PEELED;
    }
    return true;
}

static struct err fold(struct folding *f, const struct store_event *ev) {
    const struct json_value *body;
    struct str what = ev->event.kind;
    bool made = str_equal(what, STR("office.escrowed"));
    if (json_read(f->a, ev->event.body, JSON_OWN, &body).code)
        return ERR(ERR_CORRUPT, STR("event"));
    (void)str_cut(&what, '_');
    struct str holder = json_text(json_get(body, "holder"));
    const struct flow_escrow_said said = {.what = what,
                                          .by = holder.len ? holder : ev->event.office,
                                          .actor = json_text(json_get(body, "actor")),
                                          .reason = json_text(json_get(body, "reason")),
                                          .at = ev->event.at,
                                          .index = ev->event.index};
    bool good = made                            ? fold_made(f, ev, body)
                : str_equal(what, STR("asked")) ? fold_asked(f, ev, body, &said)
                                                : fold_further(f, body, &said);
    return good ? OK : ERR(ERR_CORRUPT, STR("event"));
}

struct err flow_escrow_file(struct db *db, struct arena *a, struct str office, struct instant now,
                            struct flow_escrow_file *ret) {
    struct store_events events;
    struct err e = store_event_escrow(db, a, office, 2 * FLOW_ESCROW_EVENTS, &events);
    if (e.code)
        return e;
    struct folding f = {.made = NEW(a, struct flow_escrow, events.count + 1),
                        .askings = NEW(a, struct flow_escrow_asking, events.count + 1),
                        .a = a};
    for (size_t i = events.count; i-- > 0 && !e.code;)
        e = fold(&f, &events.list[i]);
    for (size_t i = 0; i < f.file.asking_count; i++)
        if (!flow_escrow_is_over(&f.askings[i]) && f.askings[i].until.us <= now.us)
            f.askings[i].state = FLOW_ESCROW_LAPSED;
    f.file.made = f.made;
    f.file.askings = f.askings;
    f.file.events = events.count;
    if (!e.code)
        *ret = f.file;
    return e;
}

enum flow_escrow_kept flow_escrow_is_kept(const struct flow_escrow *made,
                                          const struct flow_escrow_holders *holders) {
    bool same = holders->count == SEAL_HOLDERS;
    for (size_t i = 0; made && i < SEAL_HOLDERS && same; i++)
        same = str_equal(made->recipients[i], holders->list[i].recipient);
    return !made ? FLOW_ESCROW_NONE : same ? FLOW_ESCROW_KEPT : FLOW_ESCROW_STALE;
}

const struct flow_escrow *flow_escrow_of(const struct flow_escrow_file *file, int64_t n) {
    for (size_t i = 0; i < file->made_count; i++)
        if (file->made[i].n == n)
            return &file->made[i];
    return NULL;
}

/* --- who holds --- */

struct err flow_escrow_named(struct db *db, struct arena *a, struct str *ret) {
    struct err e = store_setting_find(db, a, STR(NAMED), ret);
    if (e.code != ERR_MISSING)
        return e;
    *ret = (struct str){0};
    return OK;
}

/* Unless it is the office itself, stands there already, or has no key. */
static struct err add_holder(struct db *db, struct arena *a, struct str self,
                             struct flow_escrow_holder holder, struct flow_escrow_holders *out) {
    struct store_office_keys keys;
    bool out_of_place = out->count == SEAL_HOLDERS || str_equal(holder.office.id, self);
    for (size_t i = 0; i < out->count && !out_of_place; i++)
        out_of_place = str_equal(out->list[i].office.id, holder.office.id);
    if (out_of_place)
        return OK;
    struct err e = store_office_key_newest(db, a, holder.office.id, &keys);
    if (e.code || !keys.current.n)
        return e;
    /* two that hold one key could open alone */
    for (size_t i = 0; i < out->count; i++)
        if (str_equal(out->list[i].recipient, keys.current.recipient))
            return OK;
    holder.recipient = keys.current.recipient;
    holder.n = keys.current.n;
    out->list[out->count++] = holder;
    return OK;
}

static struct err add_above(struct db *db, struct arena *a, const struct store_office *office,
                            struct flow_escrow_holders *out) {
    enum { PROVINCE = 2 };
    const struct str above[] = {{office->region.ptr, PROVINCE}, STR("")};
    struct err e = OK;
    if (!str_equal(office->kind, STR("bawaslu")))
        return OK;
    for (size_t i = office->region.len > PROVINCE ? 0 : 1; i < COUNT_OF(above) && !e.code; i++) {
        struct flow_escrow_holder holder = {.n = 0};
        e = store_office_for(db, a, office->kind, above[i], &holder.office);
        if (e.code == ERR_MISSING) {
            e = OK;
            continue;
        }
        if (!e.code)
            e = add_holder(db, a, office->id, holder, out);
    }
    return e;
}

struct err flow_escrow_holders(struct db *db, struct arena *a, const struct store_office *office,
                               struct flow_escrow_holders *ret) {
    struct flow_escrow_holders found = {.count = 0};
    struct str named;
    struct err e = add_above(db, a, office, &found);
    if (!e.code)
        e = flow_escrow_named(db, a, &named);
    while (!e.code && named.len) {
        struct flow_escrow_holder holder = {.n = 0};
        e = store_office_find(db, a, str_cut(&named, ' '), &holder.office);
        if (!e.code)
            e = add_holder(db, a, office->id, holder, &found);
    }
    if (!e.code)
        *ret = found;
    return e;
}

/* --- what one sees --- */

struct looking {
    struct flow_escrow_seen *seen;
    struct str self; /* the office that looks */
    struct instant now;
};

static void find_lost(struct arena *a, struct flow_escrow_seen *seen) {
    const struct flow_unsealing *own = &seen->own;
    struct flow_escrow_lost *list = NEW(a, struct flow_escrow_lost, own->count + 1);
    for (size_t i = 1; i < own->count; i++) {
        struct flow_escrow_lost x = {.n = own->keys[i].n, .recipient = own->keys[i].recipient};
        x.kept = flow_escrow_of(&seen->file, x.n) != NULL;
        for (size_t k = 0; k < seen->file.asking_count; k++) {
            const struct flow_escrow_asking *asking = &seen->file.askings[k];
            if (asking->of.n != x.n)
                continue;
            x.asked = x.asked || !flow_escrow_is_over(asking);
            x.opened = x.opened || asking->state == FLOW_ESCROW_OPENED;
        }
        if (!own->keys[i - 1].chain.len || x.opened)
            list[seen->lost_count++] = x;
    }
    seen->lost = list;
}

/* An office's askings in which the other holds: all that go on, and the last that are over. */
static struct err add_askings(struct db *db, struct arena *a, const struct looking *x,
                              struct str office) {
    enum { OVER = 5 };
    struct flow_escrow_file file;
    size_t over = 0;
    struct err e = flow_escrow_file(db, a, office, x->now, &file);
    for (size_t i = e.code ? 0 : file.asking_count; i-- > 0;) {
        if (flow_escrow_holder_at(&file.askings[i].of, x->self) == SEAL_HOLDERS ||
            (flow_escrow_is_over(&file.askings[i]) && over++ >= OVER))
            continue;
        if (x->seen->other_count < FLOW_ESCROW_OTHERS)
            x->seen->others[x->seen->other_count++] = file.askings[i];
    }
    return e;
}

static struct err find_others(struct db *db, struct arena *a, const struct looking *x) {
    struct store_events asked;
    struct err e = store_event_escrow_asked(db, a, (struct instant){0}, FLOW_ESCROW_OTHERS, &asked);
    x->seen->others = NEW(a, struct flow_escrow_asking, FLOW_ESCROW_OTHERS);
    for (size_t i = 0; !e.code && i < asked.count; i++)
        if (!str_equal(asked.list[i].event.office, x->self))
            e = add_askings(db, a, x, asked.list[i].event.office);
    return e;
}

struct err flow_escrow_see(struct db *db, struct arena *a, const struct flow_staff *staff,
                           struct instant now, struct flow_escrow_seen *ret) {
    struct flow_escrow_seen seen = {.lost_count = 0};
    const struct looking x = {&seen, staff->who.office.id, now};
    struct err e = flow_authorize_role(staff, FLOW_ESCROW_READ);
    if (!e.code)
        e = flow_unsealing(db, a, staff, &seen.own);
    if (!e.code)
        e = flow_escrow_holders(db, a, &staff->who.office, &seen.holders);
    if (!e.code)
        e = flow_escrow_file(db, a, x.self, now, &seen.file);
    if (!e.code)
        e = find_others(db, a, &x);
    if (e.code)
        return e;
    find_lost(a, &seen);
    *ret = seen;
    return OK;
}

/* --- what waits --- */

static bool waits_for(const struct flow_escrow_asking *x, struct str office) {
    size_t holder = flow_escrow_holder_at(&x->of, office);
    bool waits = x->state == FLOW_ESCROW_ASKED && str_equal(x->office, office);
    for (size_t i = 0; i < SEAL_HOLDERS; i++)
        waits = waits || flow_escrow_may_peel(x, holder, i) || flow_escrow_may_open(x, holder, i);
    return waits;
}

struct err flow_escrow_waiting(struct db *db, struct arena *a, struct str office,
                               struct instant now, struct flow_escrow_waiting *ret) {
    struct store_events asked;
    struct flow_escrow_file file;
    const struct instant since = {now.us - ASKING_US};
    struct err e = store_event_escrow_asked(db, a, since, FLOW_ESCROW_OTHERS, &asked);
    struct flow_escrow_asking *list = NEW(a, struct flow_escrow_asking, FLOW_ESCROW_OTHERS);
    size_t count = 0;
    for (size_t i = 0; !e.code && i < asked.count; i++) {
        e = flow_escrow_file(db, a, asked.list[i].event.office, now, &file);
        for (size_t k = e.code ? 0 : file.asking_count; k-- > 0;)
            if (count < FLOW_ESCROW_OTHERS && waits_for(&file.askings[k], office))
                list[count++] = file.askings[k];
    }
    if (!e.code)
        *ret = (struct flow_escrow_waiting){list, count};
    return e;
}
