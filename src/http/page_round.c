#include "http/handlers.h"
#include "http/round_groups.h"
#include "http/round_spread.h"
#include "http/round_view.h"

#include "web/put.h"
#include "web/text.h"

/* K11: one round: who signed of each unit, the people of a unit, and what is done with them. */

enum { PEOPLE_PAGE = 200, SHEET_PAGE = 60, LEADERS_MAX = 300, LINK_MAX = 400 };

static struct str message(struct http_call *call) {
    static const struct {
        struct str word;
        enum web_text_key text;
    } MESSAGES[] = {{STR_INIT("buka"), WEB_T_ROUNDS_OPENED},
                    {STR_INIT("tutup"), WEB_T_ROUNDS_ENDED},
                    {STR_INIT("hapus"), WEB_T_ROUNDS_LEFT_DONE},
                    {STR_INIT("kertas"), WEB_T_ROUNDS_PAPER_DONE}};
    struct str word = http_query(call, "pesan");
    for (size_t i = 0; i < COUNT_OF(MESSAGES); i++)
        if (str_equal(MESSAGES[i].word, word))
            return http_text(call, MESSAGES[i].text);
    return (struct str){0};
}

static struct err fill_row(struct http_call *call, const struct store_round *round,
                           struct web_round_row *ret) {
    struct store_unit_count sum;
    struct err e = store_pledge_sum(http_reader(call), call->arena, round, &sum);
    if (!e.code)
        *ret = http_round_row(call, round, &sum);
    return e;
}

/* --- who leads what --- */

/* a of b is less than c of d, in whole numbers */
static bool is_less(struct web_share one, struct web_share all) {
    return one.part * all.whole < all.part * one.whole;
}

/* Whoever stands above all, or leads a unit in which others are asked. */
static bool has_below(const struct web_leader_row *row) {
    return row->level != CHAIN_HEAD || row->of.signed_.whole > 1;
}

static struct err fill_leaders(struct http_call *call, const struct store_round *round,
                               struct web_round *v) {
    struct store_leaders list;
    struct err e =
        store_chain_leaders(http_reader(call), call->arena, round, LEADERS_MAX + 1, &list);
    if (e.code)
        return e;
    v->leaders_cut = list.count > LEADERS_MAX;
    v->leader_count = v->leaders_cut ? LEADERS_MAX : list.count;
    struct web_leader_row *rows = NEW(call->arena, struct web_leader_row, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        const struct store_leader *x = &list.list[i];
        rows[i] = (struct web_leader_row){.level = (enum chain_level)x->level,
                                          .name = x->who.name,
                                          .post = x->who.post,
                                          .signed_ = x->who.index >= 0,
                                          .of = http_unit_row(&x->unit)};
        rows[i].behind = is_less(rows[i].of.signed_, v->row.signed_);
        rows[i].blocks = v->row.state != WEB_ROUND_EARLY && !rows[i].signed_ && has_below(&rows[i]);
    }
    v->leaders = rows;
    return OK;
}

/* Everything that is counted of a round. */
static struct err fill_counts(struct http_call *call, const struct store_round *round,
                              struct web_round *v) {
    struct err e = http_round_units(call, round, v);
    if (!e.code)
        e = http_round_levels(call, round, v);
    if (!e.code && v->runs)
        e = fill_leaders(call, round, v);
    return e.code ? e : http_round_spread(call, round, v->runs, &v->spread);
}

static struct err show_round(struct http_call *call, const struct store_round *round) {
    struct web_round v = {.office = http_own_office(call),
                          .runs = flow_may(http_staff(call), FLOW_PLEDGE_RUN),
                          .message = message(call),
                          .points = round->points,
                          .entry = round->closed};
    struct err e = fill_row(call, round, &v.row);
    if (!e.code && !v.row.hidden)
        e = fill_counts(call, round, &v);
    if (e.code)
        return e;
    struct http_round_text text = http_round_text(call, round);
    v.texts = text.list;
    v.text_count = text.count;
    v.changed = text.changed;
    struct web_common c = http_common(call);
    web_render_round(call->out, &v, &c);
    return http_page(call, 200);
}

/* --- the people of a unit --- */

/* Of a list on paper that comes back: nobody ticks two hundred names twice. */
static bool is_ticked(const struct http_call *call, struct str id) {
    for (size_t i = 0; i < call->form.count; i++)
        if (str_equal(call->form.list[i].name, STR("orang")) &&
            str_equal(call->form.list[i].value, id))
            return true;
    return false;
}

static struct web_signer_row signer_row(struct http_call *call, const struct store_signer *s) {
    struct str id = http_number(call, s->id);
    return (struct web_signer_row){id, s->name, s->post, s->index, is_ticked(call, id)};
}

struct unit_page {
    const struct store_round *round;
    struct str unit, after; /* after: number as it came; empty: from the first */
    bool all;
    int64_t limit;
};

static struct err read_unit(struct http_call *call, const struct unit_page *of,
                            struct store_signers *ret) {
    struct store_signers_of query = {of->round, of->unit, 0, of->limit};
    if (of->after.len && (!str_to_int(of->after, &query.after_id) || query.after_id < 0))
        return ERR(ERR_MISSING, STR("person"));
    return store_pledge_of_unit(http_reader(call), call->arena, &query,
                                of->all ? STORE_EVERYBODY : STORE_UNSIGNED, ret);
}

static struct err fill_leaving(struct http_call *call, const struct store_round *round,
                               struct web_signers *v) {
    struct str asked = http_query(call, "orang");
    struct store_person person;
    int64_t id;
    if (!asked.len)
        return OK;
    if (!str_to_int(asked, &id) || id < 0)
        return ERR(ERR_MISSING, STR("person"));
    struct err e = store_person_row(http_reader(call), call->arena, id, &person);
    if (e.code == ERR_MISSING || (!e.code && !str_equal(person.office, round->office)))
        return ERR(ERR_MISSING, STR("person"));
    if (!e.code)
        v->leaving =
            (struct web_signer_row){http_number(call, id), person.name, person.post, -1, false};
    return e;
}

static struct err show_unit(struct http_call *call, int status, const struct store_round *round,
                            struct str error) {
    struct web_signers v = {.office = http_own_office(call),
                            .unit = http_query(call, "unit"),
                            .all = http_query(call, "semua").len > 0,
                            .after = http_query(call, "sesudah"),
                            .error = error,
                            .message = error.len ? (struct str){0} : message(call)};
    const struct unit_page of = {round, v.unit, v.after, v.all, PEOPLE_PAGE};
    struct store_signers page;
    struct err e = read_unit(call, &of, &page);
    if (!e.code)
        e = fill_row(call, round, &v.row);
    if (!e.code)
        e = fill_leaving(call, round, &v);
    if (e.code)
        return e;
    struct web_signer_row *rows = NEW(call->arena, struct web_signer_row, page.count + 1);
    for (size_t i = 0; i < page.count; i++)
        rows[i] = signer_row(call, &page.list[i]);
    v.people = rows;
    v.people_count = page.count;
    v.next = page.count == PEOPLE_PAGE ? rows[page.count - 1].id : (struct str){0};
    v.links = v.row.state == WEB_ROUND_EARLY || v.row.state == WEB_ROUND_OPEN;
    v.paper = v.row.state == WEB_ROUND_OPEN || v.row.state == WEB_ROUND_PAST;
    struct web_common c = http_common(call);
    web_render_signers(call->out, &v, &c);
    return http_page(call, status);
}

/* --- what is done --- */

struct act {
    enum { END, SHEET, PAPER, REMOVE, LOOK } what;
    struct store_round round;
    struct flow_pledge_close close;
    struct flow_pledge_links links;
    struct flow_pledge_remove remove;
    struct flow_pledge_paper paper;
    struct http_uploads *uploads;
    struct intake_faults faults; /* of the scan */
    enum err_code refused;       /* ... and what they are answered */
    struct store_signers people; /* of a sheet */
    struct flow_names_look look;
    int status; /* of a look, and what is said above the names */
    struct str error;
    struct err result;
};

static struct err keep_and_record(struct http_call *call, struct act *x) {
    struct case_evidence document;
    struct err e = http_uploads_keep(call, x->uploads, &document);
    x->paper.document = document.id;
    return e.code ? e : flow_pledge_paper(http_app(call)->flow, call->arena, &x->paper);
}

static void do_it(struct http_call *call) {
    struct act *x = call->state;
    struct flow *flow = http_app(call)->flow;
    if (x->what == END)
        x->result = flow_pledge_close(flow, call->arena, &x->close);
    else if (x->what == SHEET)
        x->result = flow_pledge_links(flow, call->arena, &x->links);
    else if (x->what == REMOVE)
        x->result = flow_pledge_remove(flow, call->arena, &x->remove);
    else
        x->result = keep_and_record(call, x);
}

/* On record, then shown by page_round_done. */
static struct err look(struct http_call *call, struct act *x, int status, struct str error) {
    x->what = LOOK;
    x->status = status;
    x->error = error;
    return http_names_look(call, &x->look, x->round.id,
                           http_query(call, "unit").len ? FLOW_NAMES_UNIT : FLOW_NAMES_LEADERS);
}

/* Who looks on sees numbers alone, which are on no record. */
struct err page_round_get(struct http_call *call) {
    struct act *x = NEW(call->arena, struct act, 1);
    struct err e = http_round_find(call, &x->round);
    if (e.code)
        return e;
    call->state = x;
    e = flow_authorize_role(http_staff(call), FLOW_PLEDGE_RUN); /* names */
    if (e.code)
        return http_query(call, "unit").len ? e : show_round(call, &x->round);
    return look(call, x, 200, (struct str){0});
}

static bool read_why(struct str word, enum flow_remove *ret) {
    for (int i = 0; i < FLOW_REMOVE_COUNT; i++)
        if (str_equal(word, flow_remove_name((enum flow_remove)i))) {
            *ret = (enum flow_remove)i;
            return true;
        }
    return false;
}

static struct err start_remove(struct http_call *call, struct act *x) {
    x->remove.who = http_round_who(call);
    if (!str_to_int(http_form(call, "orang"), &x->remove.person) || x->remove.person < 0)
        return ERR(ERR_MISSING, STR("person"));
    if (!read_why(http_form(call, "alasan"), &x->remove.why))
        return ERR(ERR_MALFORMED, STR("alasan"));
    return http_offload(call, do_it);
}

static struct err start_sheet(struct http_call *call, struct act *x) {
    const struct unit_page of = {&x->round, http_query(call, "unit"), http_form(call, "sesudah"),
                                 false, SHEET_PAGE};
    struct err e = read_unit(call, &of, &x->people);
    if (!e.code && x->round.closed >= 0)
        e = ERR(ERR_CONFLICT, STR("round_closed"));
    x->links =
        (struct flow_pledge_links){http_round_who(call), x->round.id, (int64_t)x->people.count};
    return e.code ? e : http_offload(call, do_it);
}

/* Why a list is not taken. */
static struct str paper_error(struct http_call *call, const struct act *x, bool named) {
    if (!named)
        return http_text(call, WEB_T_ROUNDS_PAPER_NAMES);
    if (x->refused == ERR_INVALID || x->refused == ERR_THROTTLED)
        return web_fault_text(call->arena, x->faults.list[0].code, x->faults.list[0].limit,
                              http_english(call));
    return http_text(call, x->refused && !x->uploads ? WEB_T_ROUNDS_PAPER_LARGE
                                                     : WEB_T_ROUNDS_PAPER_SCAN);
}

/* One scan, and the names that were ticked; uploads are dropped with what is refused. */
static struct err start_paper(struct http_call *call, struct act *x) {
    int64_t *people = NEW(call->arena, int64_t, FLOW_PAPER_MAX + 1);
    size_t count = 0;
    bool sound = true;
    for (size_t i = 0; i < call->form.count; i++)
        if (str_equal(call->form.list[i].name, STR("orang"))) {
            sound = sound && count < FLOW_PAPER_MAX &&
                    str_to_int(call->form.list[i].value, &people[count]) && people[count] >= 0;
            count += sound;
        }
    bool named = sound && count;
    if (!named || x->refused || http_upload_count(x->uploads) != 1) {
        struct str error = paper_error(call, x, named);
        http_uploads_drop(x->uploads);
        return look(call, x, named && x->refused ? err_http(x->refused) : 422, error);
    }
    x->paper = (struct flow_pledge_paper){
        .who = http_round_who(call), .round = x->round.id, .people = people, .count = count};
    return http_offload(call, do_it);
}

static struct err start(struct http_call *call, struct act *x) {
    struct str does = http_form(call, "aksi");
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (!e.code)
        e = http_round_find(call, &x->round);
    if (e.code)
        return e;
    x->what = str_equal(does, STR("tutup"))    ? END
              : str_equal(does, STR("lembar")) ? SHEET
              : str_equal(does, STR("hapus"))  ? REMOVE
                                               : PAPER;
    x->close = (struct flow_pledge_close){.who = http_round_who(call), .round = x->round.id};
    if (x->what == END)
        return http_offload(call, do_it);
    if (x->what == SHEET)
        return start_sheet(call, x);
    if (x->what == REMOVE)
        return start_remove(call, x);
    if (!str_equal(does, STR("kertas")))
        return ERR(ERR_MALFORMED, STR("aksi"));
    return http_query(call, "unit").len ? start_paper(call, x) : ERR(ERR_MALFORMED, STR("unit"));
}

struct err page_round_post(struct http_call *call) {
    struct act *x = NEW(call->arena, struct act, 1);
    x->uploads = http_uploads(call);
    x->refused = http_upload_faults(call, &x->faults);
    struct http_uploads *uploads = x->uploads;
    call->state = x;
    struct err e = start(call, x);
    if (e.code || (x->what != PAPER && x->what != LOOK))
        http_uploads_drop(uploads);
    return e;
}

static struct err show_sheet(struct http_call *call, const struct act *x) {
    struct web_sheet v = {.office = http_own_office(call), .unit = http_query(call, "unit")};
    const struct store_signers *people = &x->people;
    struct web_slip *cells = NEW(call->arena, struct web_slip, people->count + 1);
    struct str *links = NEW(call->arena, struct str, people->count + 1), site;
    struct err e = fill_row(call, &x->round, &v.row);
    if (!e.code && !http_site(call, &site))
        e = ERR(ERR_MALFORMED, STR("host"));
    if (e.code)
        return e;
    flow_pledge_links_of(http_app(call)->flow, call->arena, x->round.id, people, links);
    for (size_t i = 0; i < people->count; i++)
        cells[i] = (struct web_slip){
            people->list[i].name, people->list[i].post,
            arena_printf(call->arena, "%.*s/ikrar/%.*s", STR_ARG(site), STR_ARG(links[i]))};
    v.cells = cells;
    v.cell_count = people->count;
    v.next = people->count == SHEET_PAGE ? http_number(call, people->list[people->count - 1].id)
                                         : (struct str){0};
    struct web_common c = http_common(call);
    web_render_sheet(call->out, &v, &c);
    return http_page(call, 200);
}

static struct err back(struct http_call *call, const struct act *x, const char *word) {
    struct buf to;
    buf_init(&to, LINK_MAX * 4);
    buf_printf(&to, "%.*s%lld?", STR_ARG(http_path(call, WEB_PATH_ROUND)), (long long)x->round.id);
    if (x->what != END) {
        buf_add_c(&to, "unit=");
        web_put_url_part(&to, http_query(call, "unit"));
        buf_add_char(&to, '&');
    }
    buf_printf(&to, "pesan=%s", word);
    struct str where = arena_str(call->arena, buf_str(&to));
    buf_done(&to);
    return http_reply_redirect(call, where);
}

struct err page_round_done(struct http_call *call) {
    struct act *x = call->state;
    struct err e = x->what == LOOK ? x->look.job.result : x->result;
    if (x->what == PAPER && e.code == ERR_INVALID && str_equal(e.about, STR("people")))
        return look(call, x, 409, http_text(call, WEB_T_ROUNDS_PAPER_AGAIN));
    if (e.code)
        return e;
    if (x->what == LOOK)
        return http_query(call, "unit").len ? show_unit(call, x->status, &x->round, x->error)
                                            : show_round(call, &x->round);
    static const char *const WORDS[] = {[END] = "tutup", [PAPER] = "kertas", [REMOVE] = "hapus"};
    return x->what == SHEET ? show_sheet(call, x) : back(call, x, WORDS[x->what]);
}
