#include "flow/standing.h"

#include "store/pledge.h"

struct err flow_standings(const struct flow_counting *look, struct publication_pledges *ret) {
    struct store_standings all;
    struct err e = flow_counted_standings(look, FLOW_STANDINGS_MAX, &all);
    if (e.code)
        return e;
    struct publication_pledge *list = NEW(look->arena, struct publication_pledge, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        const struct store_standing *s = &all.list[i];
        list[i] = (struct publication_pledge){.office = s->office.id,
                                              .name = s->office.name,
                                              .region = s->office.region,
                                              .kind = s->round.kind,
                                              .election = s->round.election,
                                              .opens = s->round.opens,
                                              .closes = s->round.closes,
                                              .closed = s->round.closed >= 0,
                                              .count = s->round.pledged,
                                              .people = s->round.people};
    }
    ret->as_of = look->as_of;
    ret->list = list;
    ret->count = all.count;
    return OK;
}
