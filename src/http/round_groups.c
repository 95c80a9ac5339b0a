#include "http/round_groups.h"

#include "http/round_view.h"

enum {
    UNITS_PAGE = 500,
    COMPARED_MAX = 50000, /* units that are judged together; more than that stand in one row */
    TOLD_MAX = 100        /* of one post; an office has one Sekda */
};

struct web_unit_row http_unit_row(const struct store_unit_count *n) {
    return (struct web_unit_row){n->unit,
                                 {n->pledged, n->people},
                                 n->people - n->pledged,
                                 http_percent(n->pledged, n->people)};
}

static struct err read_units(struct http_call *call, const struct store_coverage_of *of,
                             bool lowest, struct store_coverage *ret) {
    struct db *db = http_reader(call);
    return lowest ? store_pledge_lowest(db, call->arena, of, ret)
                  : store_pledge_coverage(db, call->arena, of, ret);
}

/* --- by unit, for who sees names --- */

static struct err fill_all(struct http_call *call, const struct store_round *round,
                           struct web_round *v) {
    struct store_coverage page;
    const struct store_coverage_of of = {round->office, round->id, http_query(call, "sesudah"),
                                         UNITS_PAGE};
    struct err e = read_units(call, &of, v->lowest, &page);
    if (e.code)
        return e;
    struct web_unit_row *rows = NEW(call->arena, struct web_unit_row, page.count + 1);
    for (size_t i = 0; i < page.count; i++)
        rows[i] = http_unit_row(&page.list[i]);
    v->units = rows;
    v->unit_count = page.count;
    v->next = page.count == UNITS_PAGE && !v->lowest ? rows[page.count - 1].unit : (struct str){0};
    return OK;
}

/* --- ... and for who sees none: all units are judged together, whichever page is shown --- */

static struct web_unit_row rest_row(int64_t people, int64_t pledged) {
    return http_unit_row(&(struct store_unit_count){{0}, people, pledged});
}

struct err http_round_told(struct http_call *call, const struct store_round *round,
                           struct store_tolds *ret) {
    return store_chain_told(http_reader(call), call->arena, round,
                            &(struct store_told_of){CHAIN_SECRETARY, TOLD_MAX}, ret);
}

static struct suppress_told told_in(const struct store_tolds *told, struct str unit) {
    struct suppress_told sum = {0, 0};
    for (size_t i = 0; i < told->count; i++)
        if (str_equal(told->list[i].unit, unit)) {
            sum.people += told->list[i].people;
            sum.pledged += told->list[i].pledged;
        }
    return sum;
}

struct units { /* of a round, and of them whose answers are told */
    struct store_coverage all;
    struct store_tolds told;
};

static struct suppress_group *judge(struct http_call *call, const struct store_round *round,
                                    const struct units *units, struct web_round *v) {
    const struct store_coverage *all = &units->all;
    struct suppress_group *groups = NEW(call->arena, struct suppress_group, all->count + 1);
    struct hash key = flow_pledge_suppress_key(http_app(call)->flow, round->id);
    struct hash table = suppress_table_derive(&key, STR("unit"));
    for (size_t i = 0; i < all->count; i++)
        groups[i] = (struct suppress_group){.people = all->list[i].people,
                                            .pledged = all->list[i].pledged,
                                            .told = told_in(&units->told, all->list[i].unit),
                                            .order = suppress_order(&table, all->list[i].unit)};
    struct suppress_rest rest = suppress_groups(groups, all->count, suppress_draw(&table));
    v->unit_rest = rest_row(rest.people, rest.pledged);
    return groups;
}

static struct err fill_told(struct http_call *call, const struct store_round *round,
                            struct web_round *v) {
    struct units units;
    const struct store_coverage *all = &units.all;
    const struct store_coverage_of of = {round->office, round->id, STR(""), COMPARED_MAX + 1};
    struct err e = read_units(call, &of, v->lowest, &units.all);
    if (!e.code)
        e = http_round_told(call, round, &units.told);
    if (e.code)
        return e;
    if (all->count > COMPARED_MAX) {
        v->unit_rest = rest_row(v->row.signed_.whole, v->row.signed_.part);
        return OK;
    }
    const struct suppress_group *groups = judge(call, round, &units, v);
    struct str after = v->lowest ? (struct str){0} : http_query(call, "sesudah");
    struct web_unit_row *rows = NEW(call->arena, struct web_unit_row, UNITS_PAGE);
    for (size_t i = 0; i < all->count; i++) {
        if (groups[i].hidden || str_compare(all->list[i].unit, after) <= 0)
            continue;
        if (v->unit_count == UNITS_PAGE) {
            v->next = v->lowest ? (struct str){0} : rows[UNITS_PAGE - 1].unit;
            break;
        }
        rows[v->unit_count++] = http_unit_row(&all->list[i]);
    }
    v->units = rows;
    return OK;
}

struct err http_round_units(struct http_call *call, const struct store_round *round,
                            struct web_round *v) {
    v->lowest = str_equal(http_query(call, "urut"), STR("terendah"));
    return v->runs ? fill_all(call, round, v) : fill_told(call, round, v);
}

struct err http_round_behind(struct http_call *call, const struct store_round *round,
                             struct web_round *v) {
    v->lowest = true;
    return fill_told(call, round, v);
}

/* --- down the chain --- */

/* All but the Sekda's, by level; staff too, whom the total of the page tells. */
static void suppress_levels(struct http_call *call, const struct store_round *round,
                            struct web_chain_row *of, struct web_round *v) {
    static const enum chain_level LEVELS[] = {CHAIN_STAFF, CHAIN_AUTHORITY, CHAIN_HEAD};
    static const struct str NAMES[] = {STR_INIT("staff"), STR_INIT("authority"), STR_INIT("head")};
    struct suppress_group groups[COUNT_OF(LEVELS)];
    struct hash key = flow_pledge_suppress_key(http_app(call)->flow, round->id);
    struct hash table = suppress_table_derive(&key, STR("level"));
    for (size_t i = 0; i < COUNT_OF(LEVELS); i++)
        groups[i] = (struct suppress_group){.people = of[LEVELS[i]].signed_.whole,
                                            .pledged = of[LEVELS[i]].signed_.part,
                                            .order = suppress_order(&table, NAMES[i])};
    struct suppress_rest rest = suppress_groups(groups, COUNT_OF(LEVELS), suppress_draw(&table));
    for (size_t i = 0; i < COUNT_OF(LEVELS); i++)
        of[LEVELS[i]].hidden = groups[i].hidden;
    v->level_rest = rest_row(rest.people, rest.pledged);
}

static struct str heads_label(struct http_call *call, int64_t asks) {
    bool leaders = asks & PLEDGE_LEADERS, villages = asks & PLEDGE_VILLAGE_HEADS;
    return http_text(call, leaders && villages ? WEB_T_CHAIN_HEADS
                           : leaders           ? WEB_T_CHAIN_HEADS_OFFICES
                           : villages          ? WEB_T_CHAIN_HEADS_VILLAGES
                                               : WEB_T_CHAIN_HEADS_OTHERS);
}

static struct str level_label(struct http_call *call, enum chain_level level, int64_t asks) {
    switch (level) {
    case CHAIN_AUTHORITY:
        return http_text(call, WEB_T_CHAIN_AUTHORITY);
    case CHAIN_SECRETARY:
        return http_text(call, WEB_T_CHAIN_SECRETARY);
    case CHAIN_HEAD:
        return heads_label(call, asks);
    default:
        return http_text(call, WEB_T_CHAIN_STAFF);
    }
}

static struct web_chain_row level_row(struct web_share n) {
    return (struct web_chain_row){
        .signed_ = n, .left = n.whole - n.part, .percent = http_percent(n.part, n.whole)};
}

/* By level; of staff what the others leave of all. */
static void sum_levels(const struct store_chain_sums *sums, struct web_share all,
                       struct web_chain_row *of) {
    for (size_t i = 0; i < sums->count; i++) {
        const struct store_chain_sum *n = &sums->list[i];
        if (n->level < CHAIN_AUTHORITY || n->level >= CHAIN_LEVELS)
            continue;
        of[n->level] = level_row((struct web_share){n->pledged, n->people});
        all.part -= n->pledged;
        all.whole -= n->people;
    }
    of[CHAIN_STAFF] = level_row(all);
}

/* Top down. The posts at the top are told where leaders are asked, though the roster has none. */
static void list_levels(struct http_call *call, const struct store_round *round,
                        const struct web_chain_row *of, struct web_round *v) {
    static const enum chain_level DOWN[] = {CHAIN_AUTHORITY, CHAIN_SECRETARY, CHAIN_HEAD,
                                            CHAIN_STAFF};
    struct web_chain_row *rows = NEW(call->arena, struct web_chain_row, COUNT_OF(DOWN));
    int64_t below = v->row.signed_.whole;
    for (size_t i = 0; i < COUNT_OF(DOWN); i++) {
        enum chain_level level = DOWN[i];
        bool top = level != CHAIN_STAFF && (round->asks & PLEDGE_LEADERS);
        struct web_chain_row row = of[level];
        below -= row.signed_.whole;
        if (!row.signed_.whole && !top)
            continue;
        row.level = level;
        row.label = level_label(call, level, round->asks);
        row.blocks = row.left > 0 && below > 0 && v->row.state != WEB_ROUND_EARLY;
        rows[v->level_count++] = row;
    }
    v->levels = rows;
}

struct err http_round_levels(struct http_call *call, const struct store_round *round,
                             struct web_round *v) {
    struct store_chain_sums sums;
    struct err e = store_chain_sums(http_reader(call), call->arena, round, &sums);
    if (e.code || !sums.count)
        return e;
    struct web_chain_row of[CHAIN_LEVELS] = {0};
    sum_levels(&sums, v->row.signed_, of);
    v->left = v->row.signed_.whole - v->row.signed_.part;
    v->secretary_missing = of[CHAIN_SECRETARY].left > 0 && v->row.state != WEB_ROUND_EARLY;
    if (!v->runs)
        suppress_levels(call, round, of, v);
    list_levels(call, round, of, v);
    return OK;
}
