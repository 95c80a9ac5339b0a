#include "http/round_view.h"

#include "web/text.h"

struct flow_pledge_who http_round_who(const struct http_call *call) {
    const struct store_staff *who = &http_staff(call)->who;
    return (struct flow_pledge_who){who->office.id, who->name};
}

struct err http_names_look(struct http_call *call, struct flow_names_look *look, int64_t round,
                           enum flow_names what) {
    *look = (struct flow_names_look){
        .who = http_round_who(call), .round = round, .what = what, .now = call->now};
    flow_names_look_prepare(http_app(call)->flow, look);
    return http_write(call, &look->job);
}

struct str http_own_office(const struct http_call *call) {
    const struct store_office *office = &http_staff(call)->who.office;
    return http_english(call) ? office->name_en : office->name;
}

struct err http_round_find(struct http_call *call, struct store_round *ret) {
    struct store_round round;
    int64_t id;
    if (!str_to_int(http_param(call, "id"), &id) || id < 0)
        return ERR(ERR_MISSING, STR("round"));
    struct err e = store_round_find(http_reader(call), call->arena, id, &round);
    if (e.code == ERR_MISSING ||
        (!e.code && !str_equal(round.office, http_staff(call)->who.office.id)))
        return ERR(ERR_MISSING, STR("round"));
    if (!e.code)
        *ret = round;
    return e;
}

struct str http_round_label_in(struct str kind, bool english) {
    static const struct {
        struct str kind;
        enum web_text_key label;
    } LABELS[] = {{STR_INIT("IKR"), WEB_T_ROUNDS_KIND_IKR},
                  {STR_INIT("PKT"), WEB_T_ROUNDS_KIND_PKT}};
    for (size_t i = 0; i < COUNT_OF(LABELS); i++)
        if (str_equal(LABELS[i].kind, kind))
            return web_text(LABELS[i].label, english);
    return kind;
}

struct str http_round_label(struct http_call *call, struct str kind) {
    return http_round_label_in(kind, http_english(call));
}

struct str http_asked_label(struct http_call *call, enum pledge_group group) {
    switch (group) {
    case PLEDGE_LEADERS:
        return http_text(call, WEB_T_ROUNDS_GROUP_LEADERS);
    case PLEDGE_VILLAGE_HEADS:
        return http_text(call, WEB_T_ROUNDS_GROUP_VILLAGE_HEADS);
    case PLEDGE_NON_ASN:
        return http_text(call, WEB_T_ROUNDS_GROUP_NON_ASN);
    case PLEDGE_ASN:
        break;
    }
    return http_text(call, WEB_T_ROUNDS_GROUP_ASN);
}

/* What is signed and by whom: "Pakta integritas: PPK, Sekda, dan kepala; kepala desa". */
static struct str label_of(struct http_call *call, const struct store_round *round) {
    struct str label = http_round_label(call, round->kind);
    const char *before = ": ";
    if (round->asks == PLEDGE_EVERYBODY)
        return label;
    for (unsigned group = 1; group < PLEDGE_EVERYBODY; group *= 2) {
        if (!(round->asks & group))
            continue;
        struct str one = http_asked_label(call, (enum pledge_group)group);
        label = arena_printf(call->arena, "%.*s%s%.*s", STR_ARG(label), before, STR_ARG(one));
        before = "; ";
    }
    return label;
}

/* Of a few who are known by their posts the total is each one's answer, which is for those who see
 * their names. Of the leaders one may be the Sekda and one who acts for them, whose answers are
 * told and can be taken out. */
static bool is_hidden(struct http_call *call, const struct store_round *round, int64_t people) {
    int64_t told = round->asks & PLEDGE_LEADERS ? 2 : 0;
    bool few = round->asks != PLEDGE_EVERYBODY && people > 0 && people - told < SUPPRESS_FEW;
    return few && !flow_may(http_staff(call), FLOW_PLEDGE_RUN);
}

struct str http_election_label(struct http_call *call, struct str id) {
    const struct law *law = http_law(call);
    for (size_t i = 0; i < law->election_count; i++)
        if (str_equal(law->elections[i].id, id))
            return law_say(law->elections[i].label, http_english(call));
    return (struct str){0};
}

int64_t http_percent(int64_t part, int64_t whole) {
    enum { HUNDRED = 100 };
    return whole > 0 ? part * HUNDRED / whole : 0;
}

struct web_round_row http_round_row(struct http_call *call, const struct store_round *round,
                                    const struct store_unit_count *sum) {
    bool closed = round->closed >= 0;
    struct date today = http_today(call);
    struct web_round_row row = {
        .id = http_number(call, round->id),
        .label = label_of(call, round),
        .election = http_election_label(call, round->election),
        .opens = round->opens,
        .closes = round->closes,
        .state = closed                          ? WEB_ROUND_CLOSED
                 : today.day < round->opens.day  ? WEB_ROUND_EARLY
                 : today.day > round->closes.day ? WEB_ROUND_PAST
                                                 : WEB_ROUND_OPEN,
        .signed_ = {closed ? round->pledged : sum->pledged, closed ? round->people : sum->people},
    };
    row.percent = http_percent(row.signed_.part, row.signed_.whole);
    row.hidden = is_hidden(call, round, row.signed_.whole) || is_hidden(call, round, sum->people);
    return row;
}

struct http_round_text http_round_text(struct http_call *call, const struct store_round *round) {
    struct pledge_points points =
        pledge_points(call->arena, http_law(call), round->kind, round->opens);
    struct str *texts = NEW(call->arena, struct str, points.count + 1);
    for (size_t i = 0; i < points.count; i++)
        texts[i] = law_say(points.list[i]->text, http_english(call));
    struct str now = hex_encode(call->arena, points.hash.b, HASH_LEN);
    return (struct http_round_text){texts, points.count, !str_equal(round->points, now)};
}
