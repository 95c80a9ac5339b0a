#include "http/handlers.h"
#include "http/round_view.h"

#include "flow/roster.h"
#include "intake/limits.h"
#include "web/text.h"

#include <string.h>

/* lint: may-use: the list of bad rows leaves as a table for spreadsheets */
#include "base/csv.h"

/* K11: an office's rounds of pledges, a new one, and its roster. */

/* A file of a batch or so is answered at once; a larger one loads beside (http/imports.h). */
enum { ROUNDS_SHOWN = 100, ROSTER_AT_ONCE = 256 * 1024 };

/* --- a roster on its way in: in memory alone, it is personal data --- */

struct sent {
    char *bytes;
    size_t len, room;
};

static struct err roster_begin(struct http_call *call, const struct http_file *file) {
    (void)file;
    call->state = NEW(call->arena, struct sent, 1);
    return OK;
}

static struct err roster_data(struct http_call *call, struct str piece) {
    enum { FIRST = 64 * 1024 };
    struct sent *sent = call->state;
    if (piece.len > INTAKE_ROSTER - sent->len)
        return ERR(ERR_TOO_LARGE, STR("roster"));
    size_t need = sent->len + piece.len, room = sent->room ? sent->room : FIRST;
    while (room < need)
        room *= 2;
    if (room > sent->room) {
        char *more = NEW(call->arena, char, room);
        if (sent->len)
            memcpy(more, sent->bytes, sent->len);
        sent->bytes = more;
        sent->room = room;
    }
    if (piece.len)
        memcpy(sent->bytes + sent->len, piece.ptr, piece.len);
    sent->len = need;
    return OK;
}

static struct err roster_end_file(struct http_call *call) {
    (void)call;
    return OK;
}

static void roster_drop(struct http_call *call) {
    (void)call; /* the arena has it */
}

const struct http_sink HTTP_ROSTER_SINK = {roster_begin, roster_data, roster_end_file, roster_drop};

/* --- the page --- */

static struct err fill_rounds(struct http_call *call, struct web_pledges *v) {
    struct db *db = http_reader(call);
    struct store_rounds rounds;
    struct store_unit_count sum;
    struct err e =
        store_round_office(db, call->arena, http_staff(call)->who.office.id, ROUNDS_SHOWN, &rounds);
    if (e.code)
        return e;
    struct web_round_row *rows = NEW(call->arena, struct web_round_row, rounds.count + 1);
    for (size_t i = 0; i < rounds.count && !e.code; i++) {
        e = store_pledge_sum(db, call->arena, &rounds.list[i], &sum);
        if (!e.code)
            rows[i] = http_round_row(call, &rounds.list[i], &sum);
    }
    v->rounds = rows;
    v->round_count = rounds.count;
    return e;
}

/* Each kind once: what stands before the hyphen of a point's id. */
static void fill_kinds(struct http_call *call, struct web_pledges *v) {
    const struct law *law = http_law(call);
    struct web_option *list = NEW(call->arena, struct web_option, law->pledge_count + 1);
    for (size_t i = 0; i < law->pledge_count; i++) {
        struct str id = law->pledge[i].row.id, kind = str_cut(&id, '-');
        bool known = false;
        for (size_t k = 0; k < v->kind_count; k++)
            known = known || str_equal(list[k].value, kind);
        if (!known)
            list[v->kind_count++] = (struct web_option){kind, http_round_label(call, kind), {0}};
    }
    v->kinds = list;
}

static struct str group_field(struct http_call *call, enum pledge_group group) {
    return arena_printf(call->arena, "kelompok-%.*s", STR_ARG(pledge_group_name(group)));
}

/* Whom a round may ask, and how many they are. */
static void fill_groups(struct http_call *call, const struct store_roster_sum *sum,
                        struct web_pledges *v) {
    struct web_asked_group *list = NEW(call->arena, struct web_asked_group, PLEDGE_GROUPS);
    for (size_t i = 0; i < PLEDGE_GROUPS; i++) {
        enum pledge_group group = (enum pledge_group)(1u << i);
        list[i] = (struct web_asked_group){.name = group_field(call, group),
                                           .label = http_asked_label(call, group),
                                           .people = sum->of[i],
                                           .ticked = (v->ticked & group) != 0};
        if (group == PLEDGE_LEADERS)
            v->no_leader = sum->people && !sum->of[i];
    }
    v->groups = list;
    v->group_count = PLEDGE_GROUPS;
}

static int64_t read_groups(struct http_call *call) {
    int64_t ticked = 0;
    for (unsigned group = 1; group < PLEDGE_EVERYBODY; group *= 2) {
        struct str field = group_field(call, (enum pledge_group)group);
        if (http_form(call, arena_c(call->arena, field)).len)
            ticked |= group;
    }
    return ticked;
}

static struct err show(struct http_call *call, int status, struct web_pledges *v) {
    struct store_roster_sum sum;
    struct err e = fill_rounds(call, v);
    if (!e.code)
        e = store_roster_sum(http_reader(call), call->arena, http_staff(call)->who.office.id, &sum);
    if (e.code)
        return e;
    v->people = sum.people;
    v->units = sum.units;
    v->runs = flow_may(http_staff(call), FLOW_PLEDGE_RUN);
    fill_groups(call, &sum, v);
    fill_kinds(call, v);
    v->election_count = http_election_options(call, &v->elections);
    struct web_common c = http_common(call);
    web_render_pledges(call->out, v, &c);
    return http_page(call, status);
}

static struct str book_text(struct http_call *call, enum xlsx_fault fault) {
    return fault ? law_say(roster_book_text(fault), http_english(call)) : (struct str){0};
}

static void fill_imported(struct http_call *call, const struct flow_roster_told *told,
                          struct web_pledges *v) {
    v->fixes = told->fixes;
    v->imported = (struct web_imported){.done = true,
                                        .book = book_text(call, told->book),
                                        .no_head = told->head != ROSTER_HEAD_FOUND,
                                        .added = told->n[FLOW_PERSON_ADDED],
                                        .changed = told->n[FLOW_PERSON_CHANGED],
                                        .same = told->n[FLOW_PERSON_SAME],
                                        .faulty = told->faulty,
                                        .legacy = told->legacy,
                                        .untold = told->untold,
                                        .entry = told->index};
}

static void fill_pace(const struct flow_roster_pace *pace, struct web_loading *v) {
    enum { MINUTE = 60 };
    v->measured = pace->percent >= 0;
    v->percent = v->measured ? pace->percent : 0;
    v->timed = pace->seconds >= 0;
    v->minutes = v->timed ? pace->seconds / MINUTE : 0;
}

/* What the store knows of the office's newest file, where this process has none: another one loads
 * it, or the one that did was stopped. */
static struct err fill_kept(struct http_call *call, struct web_loading *v) {
    struct flow_roster_loaded found;
    const struct store_load *load = &found.load;
    struct err e = flow_roster_load(http_app(call)->flow, http_reader(call), call->arena,
                                    http_staff(call)->who.office.id, &found);
    if (e.code || !load->file.len || load->ended)
        return e;
    struct flow_roster_pace pace = flow_roster_pace(load, 0, 0);
    v->runs = found.live;
    v->broken = !found.live;
    v->faulty = load->faulty;
    for (size_t i = 0; i < FLOW_PERSON_KINDS; i++)
        v->people += load->n[i];
    fill_pace(&pace, v);
    return OK;
}

/* The office's file that loads beside, for who may load one: as long as it runs, and what became of
 * it when that is asked for. */
static struct err fill_loading(struct http_call *call, struct web_pledges *v) {
    struct http_import found;
    struct web_loading *loading = &v->loading;
    bool asked = http_query(call, "muat").len > 0;
    struct err e = OK;
    if (!flow_may(http_staff(call), FLOW_PLEDGE_RUN))
        return OK;
    if (http_imports_find(http_app(call)->imports, call->arena, http_staff(call)->who.office.id,
                          &found)) {
        *loading = (struct web_loading){
            .runs = found.running, .people = found.people, .faulty = found.faulty};
        fill_pace(&found.pace, loading);
        loading->failed = !found.running && asked && found.failed.code;
        if (!found.running && asked && !found.failed.code)
            fill_imported(call, &found.told, v);
    } else {
        e = fill_kept(call, loading);
    }
    loading->alone = loading->runs && asked;
    loading->looks = loading->alone && !http_query(call, "diam").len;
    if (loading->looks)
        http_set_header(call, "Refresh", STR("5"));
    return e;
}

/* The round that is likely meant: the usual kind, today's election, everybody, from today on. */
static void propose(struct http_call *call, struct web_pledges *v) {
    struct date today = http_today(call);
    const struct law_election *election = http_election_on(call, today);
    v->kind.value = pledge_first_kind(http_law(call));
    v->election.value = election ? election->id : (struct str){0};
    v->opens.value = date_format(call->arena, today);
    v->ticked = PLEDGE_EVERYBODY;
}

struct err page_pledges_get(struct http_call *call) {
    struct web_pledges v = {0};
    propose(call, &v);
    struct err e = fill_loading(call, &v);
    return e.code ? e : show(call, 200, &v);
}

/* --- what is sent --- */

struct asked {
    bool import;
    struct store_round round;
    struct web_pledges view;
    struct flow_roster_file file;
    struct flow_roster_told told;
    struct err result;
};

static void do_it(struct http_call *call) {
    struct asked *x = call->state;
    struct flow *flow = http_app(call)->flow;
    x->result = x->import
                    ? flow_roster_file(flow, call->arena, &x->file, &x->told)
                    : flow_pledge_open(flow, call->arena, http_staff(call)->who.name, &x->round);
}

static struct err open_round(struct http_call *call, struct asked *x) {
    struct web_pledges *v = &x->view;
    v->kind.value = http_form(call, "jenis");
    v->election.value = http_form(call, "pemilihan");
    v->opens.value = str_trim(http_form(call, "mulai"));
    v->closes.value = str_trim(http_form(call, "selesai"));
    v->ticked = read_groups(call);
    x->round = (struct store_round){.office = http_staff(call)->who.office.id,
                                    .kind = v->kind.value,
                                    .election = v->election.value,
                                    .asks = v->ticked};
    if (!v->ticked)
        v->asks.error = http_text(call, WEB_T_ROUNDS_ASKS_ERROR);
    if (!date_parse(v->opens.value, &x->round.opens))
        v->opens.error = http_text(call, WEB_T_ROUNDS_DAY_ERROR);
    if (!date_parse(v->closes.value, &x->round.closes))
        v->closes.error = http_text(call, WEB_T_ROUNDS_DAY_ERROR);
    v->faulty = v->opens.error.len || v->closes.error.len || v->asks.error.len;
    return v->faulty ? show(call, 422, v) : http_offload(call, do_it);
}

/* A line that cannot be split is one field, as roster_fix_row has it: none of it is lost. */
static void put_fix(struct buf *out, const struct csv_record *record) {
    if (record->fault)
        csv_put(out, str_trim(record->raw));
    for (size_t i = 0; i < record->count && !record->fault; i++) {
        buf_add_c(out, i ? ";" : "");
        csv_put(out, record->list[i]);
    }
    buf_add_char(out, '\n');
}

/* Field by field, as a spreadsheet may open it: what was mended by hand is nobody's formula. Of a
 * line that is too long or no text the record has not all: that is refused. */
static struct err send_fixes(struct http_call *call, struct str text) {
    struct csv_reader *csv = csv_reader_new();
    struct csv_record record;
    bool whole = true;
    buf_add_c(call->out, "\xef\xbb\xbf"); /* by which spreadsheets know UTF-8 */
    while (csv_feed(csv, &text, &record) || csv_end(csv, &record)) {
        whole = whole && record.fault != CSV_LONG && record.fault != CSV_NUL;
        put_fix(call->out, &record);
    }
    csv_reader_free(csv);
    if (!whole)
        return ERR(ERR_INVALID, STR("isi"));
    http_set_header(call, "Content-Disposition",
                    arena_printf(call->arena, "attachment; filename=\"perbaikan-%.*s.csv\"",
                                 STR_ARG(http_made_for(call))));
    return http_reply(call, 200, "text/csv; charset=utf-8");
}

struct err page_pledges_post(struct http_call *call) {
    const struct sent *sent = call->state;
    struct str does = http_form(call, "aksi"), text = http_form(call, "isi");
    struct err e = http_csrf_check(call, &http_staff(call)->csrf);
    if (e.code)
        return e;
    if (str_equal(does, STR("unduh")))
        return send_fixes(call, text);
    struct asked *x = NEW(call->arena, struct asked, 1);
    call->state = x;
    if (str_equal(does, STR("buka")))
        return open_round(call, x);
    if (!str_equal(does, STR("pegawai")))
        return ERR(ERR_MALFORMED, STR("aksi"));
    x->import = true;
    x->file = (struct flow_roster_file){
        .office = http_staff(call)->who.office.id,
        .by = http_staff(call)->who.name,
        .bytes = sent && sent->len ? (struct str){sent->bytes, sent->len} : text,
        .english = http_english(call)};
    if (x->file.bytes.len <= ROSTER_AT_ONCE)
        return http_offload(call, do_it);
    e = http_imports_add(http_app(call)->imports, &x->file);
    return e.code ? e
                  : http_reply_redirect(call,
                                        arena_printf(call->arena, "%.*s?muat=ya",
                                                     STR_ARG(http_path(call, WEB_PATH_PLEDGES))));
}

/* What the store refuses, at its field; other errors are for the error page. */
static bool round_fault(struct http_call *call, struct err e, struct web_pledges *v) {
    if (e.code == ERR_INVALID && str_equal(e.about, STR("closes")))
        v->closes.error = http_text(call, WEB_T_ROUNDS_CLOSES_ERROR);
    else if (e.code == ERR_CONFLICT && str_equal(e.about, STR("round")))
        v->closes.error = http_text(call, WEB_T_ROUNDS_OVERLAP_ERROR);
    else if (e.code == ERR_MISSING && str_equal(e.about, STR("points")))
        v->kind.error = http_text(call, WEB_T_ROUNDS_POINTS_ERROR);
    else if (e.code == ERR_INVALID && str_equal(e.about, STR("election")))
        v->election.error = http_text(call, WEB_T_ROUNDS_ELECTION_ERROR);
    else
        return false;
    v->faulty = true;
    return true;
}

struct err page_pledges_done(struct http_call *call) {
    struct asked *x = call->state;
    struct web_pledges *v = &x->view;
    if (x->result.code)
        return !x->import && round_fault(call, x->result, v)
                   ? show(call, x->result.code == ERR_CONFLICT ? 409 : 422, v)
                   : x->result;
    if (!x->import)
        return http_reply_redirect(call, arena_printf(call->arena, "%.*s%lld?pesan=buka",
                                                      STR_ARG(http_path(call, WEB_PATH_ROUND)),
                                                      (long long)x->round.id));
    const struct flow_roster_told *told = &x->told;
    propose(call, v);
    fill_imported(call, told, v);
    return show(call, v->imported.no_head || v->imported.book.len ? 422 : 200, v);
}
