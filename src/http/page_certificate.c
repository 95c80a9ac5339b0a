#include "http/handlers.h"
#include "http/round_view.h"

#include "base/regions.h"
#include "flow/names_look.h"

/* K11, P14: certificates of those who signed: of a unit, in runs, and a person's own. Nothing of
 * them is kept: they are made of the register, the log and the round. */

enum { RUN = 100 };

static struct web_certificate certificate(const struct store_signer *who, enum zone zone,
                                          const struct flow_pledge_proof *proof) {
    return (struct web_certificate){.name = who->name,
                                    .post = who->post,
                                    .unit = who->unit,
                                    .day = instant_date(proof->at, zone),
                                    .paper = proof->paper,
                                    .entry = who->index,
                                    .slip = proof->slip};
}

/* The sheets are there. Errors: ERR_MALFORMED "host": nothing to print as an address. */
static struct err show(struct http_call *call, const struct store_round *round,
                       struct web_certificates *v) {
    struct str site;
    if (!http_site(call, &site))
        return ERR(ERR_MALFORMED, STR("host"));
    struct http_round_text text = http_round_text(call, round);
    v->label = http_round_label(call, round->kind);
    v->election = http_election_label(call, round->election);
    v->points = round->points;
    v->texts = text.list;
    v->text_count = text.changed ? 0 : text.count;
    v->verify = arena_printf(call->arena, "%.*s%.*s", STR_ARG(site),
                             STR_ARG(http_path(call, WEB_PATH_VERIFY)));
    struct web_common c = http_common(call);
    web_render_certificates(call->out, v, &c);
    return http_page(call, 200);
}

/* --- of a unit --- */

struct run {
    struct store_round round;
    struct store_signers people;
    struct flow_pledge_proof *proofs;
    struct err result;
};

static void prove(struct http_call *call) {
    struct run *x = call->state;
    struct flow *flow = http_app(call)->flow;
    const struct flow_pledge_who who = http_round_who(call);
    x->result = flow_names_look(flow, &who, x->round.id, FLOW_NAMES_CERTIFICATES);
    if (!x->result.code)
        x->result = flow_pledge_proofs(flow, call->arena, &x->people, x->proofs);
}

struct err page_certificates(struct http_call *call) {
    struct run *x = NEW(call->arena, struct run, 1);
    struct err e = http_round_find(call, &x->round);
    if (e.code)
        return e;
    struct store_signers_of of = {&x->round, http_query(call, "unit"), 0, RUN};
    struct str after = http_query(call, "sesudah");
    if (after.len && (!str_to_int(after, &of.after_id) || of.after_id < 0))
        return ERR(ERR_MISSING, STR("person"));
    e = store_pledge_of_unit(http_reader(call), call->arena, &of, STORE_SIGNED, &x->people);
    if (e.code)
        return e;
    x->proofs = NEW(call->arena, struct flow_pledge_proof, x->people.count + 1);
    call->state = x;
    return http_offload(call, prove);
}

struct err page_certificates_done(struct http_call *call) {
    const struct run *x = call->state;
    const struct store_signers *people = &x->people;
    enum zone zone = region_zone(http_staff(call)->who.office.region);
    if (x->result.code)
        return x->result;
    struct web_certificate *list = NEW(call->arena, struct web_certificate, people->count + 1);
    for (size_t i = 0; i < people->count; i++)
        list[i] = certificate(&people->list[i], zone, &x->proofs[i]);
    struct web_certificates v = {.id = http_number(call, x->round.id),
                                 .unit = http_query(call, "unit"),
                                 .office = http_own_office(call),
                                 .sheets = list,
                                 .sheet_count = people->count};
    if (people->count == RUN)
        v.next = http_number(call, people->list[RUN - 1].id);
    return show(call, &x->round, &v);
}

/* --- one's own --- */

/* Who has not signed is shown why, by the link's own page. */
struct err page_certificate(struct http_call *call) {
    struct flow *flow = http_app(call)->flow;
    struct str link = http_param(call, "link");
    const struct flow_pledge_ask ask = {http_reader(call), call->arena, link, call->now};
    struct flow_pledge_seen seen;
    struct flow_pledge_proof proof;
    struct err e = flow_pledge_see(flow, &ask, &seen);
    if (e.code)
        return e;
    if (seen.state != FLOW_PLEDGE_SIGNED)
        return http_reply_redirect(call, arena_printf(call->arena, "%.*s%.*s",
                                                      STR_ARG(http_path(call, WEB_PATH_PLEDGE)),
                                                      STR_ARG(link)));
    e = flow_pledge_proof(flow, http_reader(call), call->arena, seen.index, &proof);
    if (e.code)
        return e;
    const struct store_signer who = {seen.person.id, seen.person.unit, seen.person.name,
                                     seen.person.post, seen.index};
    struct web_certificate own = certificate(&who, region_zone(seen.office.region), &proof);
    struct web_certificates v = {.link = link,
                                 .office =
                                     http_english(call) ? seen.office.name_en : seen.office.name,
                                 .sheets = &own,
                                 .sheet_count = 1};
    return show(call, &seen.round, &v);
}
