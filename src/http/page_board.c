#include "http/handlers.h"
#include "http/round_view.h"

/* K11: the signing board of a round, to be printed: everybody of the roster, unit by unit. */

enum { BOARD_PAGE = 500 };

static struct web_board_row board_row(const struct store_board_row *p) {
    return (struct web_board_row){p->who.name, p->who.post, p->who.index, p->at, p->paper};
}

/* A unit is as many rows as follow one another; they come by unit. */
static void fill_units(struct http_call *call, const struct store_board *page,
                       const struct store_signers_of *of, struct web_board *v) {
    struct web_board_unit *units = NEW(call->arena, struct web_board_unit, page->count + 1);
    struct web_board_row *rows = NEW(call->arena, struct web_board_row, page->count + 1);
    for (size_t i = 0; i < page->count; i++) {
        const struct store_unit_count *n = &page->list[i].unit;
        rows[i] = board_row(&page->list[i]);
        if (!i || !str_equal(n->unit, page->list[i - 1].unit.unit))
            units[v->unit_count++] = (struct web_board_unit){
                .unit = n->unit,
                .signed_ = {n->pledged, n->people},
                .left = n->people - n->pledged,
                .continued = !i && of->after_id && str_equal(n->unit, of->after),
                .rows = &rows[i]};
        units[v->unit_count - 1].row_count++;
    }
    v->units = units;
    if (page->count < BOARD_PAGE)
        return;
    v->next_unit = page->list[page->count - 1].unit.unit;
    v->next = http_number(call, page->list[page->count - 1].who.id);
}

struct board {
    struct flow_names_look look;
    struct store_round round;
    struct store_signers_of of;
};

struct err page_board(struct http_call *call) {
    struct board *x = NEW(call->arena, struct board, 1);
    struct err e = http_round_find(call, &x->round);
    if (e.code)
        return e;
    x->of = (struct store_signers_of){&x->round, http_query(call, "unit"), 0, BOARD_PAGE};
    struct str after = http_query(call, "sesudah");
    if (after.len && (!str_to_int(after, &x->of.after_id) || x->of.after_id < 0))
        return ERR(ERR_MISSING, STR("person"));
    call->state = x;
    return http_names_look(call, &x->look, x->round.id, FLOW_NAMES_BOARD);
}

struct err page_board_done(struct http_call *call) {
    const struct board *x = call->state;
    struct store_unit_count sum;
    struct store_board page;
    struct err e = x->look.job.result;
    if (!e.code)
        e = store_pledge_sum(http_reader(call), call->arena, &x->round, &sum);
    if (!e.code)
        e = store_pledge_board(http_reader(call), call->arena, &x->of, &page);
    if (e.code)
        return e;
    struct web_board v = {.row = http_round_row(call, &x->round, &sum),
                          .office = http_own_office(call),
                          .entry = x->round.closed};
    v.left = v.row.signed_.whole - v.row.signed_.part;
    fill_units(call, &page, &x->of, &v);
    struct web_common c = http_common(call);
    web_render_board(call->out, &v, &c);
    return http_page(call, 200);
}
