/* What an office does with its people and rounds, on both engines. */
#include "flow/pledge_sample.h"

#include "flow/names_look.h"
#include "flow/receipt.h"
#include "flow/scan.h"

#include "base/xlsx_sample.h"

static const struct flow_pledge_who SARI = {STR_INIT(HOME), STR_INIT("sari")};
static const struct flow_pledge_who ELSEWHERE = {STR_INIT(ABOVE), STR_INIT("rita")};

static void who_is_taken_out_is_in_no_count(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    struct flow_pledge_remove how = {.who = ELSEWHERE, .person = 1, .why = FLOW_REMOVE_LEFT};
    struct err e = flow_pledge_remove(o->flow, o->on.a, &how);
    assert_true(e.code == ERR_MISSING && str_equal(e.about, STR("person")));
    how.who = SARI;
    assert_int_equal(flow_pledge_remove(o->flow, o->on.a, &how).code, ERR_NONE);
    count(o, &round, 2, 0);
    e = flow_pledge_remove(o->flow, o->on.a, &how);
    assert_true(e.code == ERR_MISSING && str_equal(e.about, STR("person")));
    assert_int_equal(sign(o, link_to(o, round.id, 1), "").job.result.code, ERR_MISSING);
    office_check_rebuild(o);
    /* the number is never given again: the old link stays dead */
    assert_string_equal(IMPORT(o, HOME, {AMIR, "Amir", "X"}), "+");
    struct store_person person;
    assert_int_equal(store_person_row(&o->reader, o->on.a, 1, &person).code, ERR_MISSING);
    assert_int_equal(store_person_row(&o->reader, o->on.a, 4, &person).code, ERR_NONE);
    count(o, &round, 3, 0);
}

static void an_end_freezes_what_was_signed(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o), found;
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    struct flow_pledge_close how = {.who = ELSEWHERE, .round = round.id};
    struct err e = flow_pledge_close(o->flow, o->on.a, &how);
    assert_true(e.code == ERR_MISSING && str_equal(e.about, STR("round")));
    how.who = SARI;
    assert_int_equal(flow_pledge_close(o->flow, o->on.a, &how).code, ERR_NONE);
    e = flow_pledge_close(o->flow, o->on.a, &how);
    assert_true(e.code == ERR_CONFLICT && str_equal(e.about, STR("round_closed")));
    struct flow_pledge_sign late = sign(o, link_to(o, round.id, 2), "196608011988031002");
    assert_int_equal(late.job.result.code, ERR_CONFLICT);
    assert_int_equal(late.seen.state, FLOW_PLEDGE_CLOSED);
    remove_person(o, 1);
    assert_int_equal(store_round_find(&o->reader, o->on.a, round.id, &found).code, ERR_NONE);
    assert_int_equal(found.people, 3);
    assert_int_equal(found.pledged, 1);
    assert_int_equal(found.closes.day, today(o, 0).day);
    office_check_rebuild(o);
    assert_int_equal(open_days(o, 0, 7, &round).code, ERR_NONE); /* the dead one is in no way */
}

static void a_list_on_paper_counts_each_once(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    static const int64_t ALL[] = {1, 2, 3, 2}, NOBODY[] = {4};
    struct flow_pledge_paper how = {
        .who = SARI, .round = round.id, .people = ALL, .count = 4, .document = {{9}}};
    assert_int_equal(flow_pledge_paper(o->flow, o->on.a, &how).code, ERR_MISSING);
    how.document = upload(o, 1);
    how.people = NOBODY;
    how.count = 1;
    struct err e = flow_pledge_paper(o->flow, o->on.a, &how);
    assert_true(e.code == ERR_MISSING && str_equal(e.about, STR("person")));
    how.people = ALL;
    how.count = 4;
    assert_int_equal(flow_pledge_paper(o->flow, o->on.a, &how).code, ERR_NONE);
    assert_int_equal(how.taken, 2);
    count(o, &round, 3, 3);
    how.document = upload(o, 2);
    e = flow_pledge_paper(o->flow, o->on.a, &how);
    assert_true(e.code == ERR_INVALID && str_equal(e.about, STR("people")));
    office_check_rebuild(o);
    struct flow_pledge_sign seen = sign(o, link_to(o, round.id, 2), "");
    assert_int_equal(seen.seen.state, FLOW_PLEDGE_SIGNED); /* the link shows the list's entry */
    struct flow_pledge_close end = {.who = SARI, .round = round.id};
    assert_int_equal(flow_pledge_close(o->flow, o->on.a, &end).code, ERR_NONE);
    e = flow_pledge_paper(o->flow, o->on.a, &how);
    assert_true(e.code == ERR_CONFLICT && str_equal(e.about, STR("round_closed")));
    assert_int_equal(open_days(o, 1, 2, &round).code, ERR_NONE);
    how.round = round.id;
    e = flow_pledge_paper(o->flow, o->on.a, &how);
    assert_true(e.code == ERR_CONFLICT && str_equal(e.about, STR("round_early")));
}

static struct err look(struct office *o, struct flow_pledge_who who, int64_t entry,
                       struct flow_scan_look *ret) {
    *ret = (struct flow_scan_look){
        .job.arena = o->on.a, .who = who, .entry = entry, .now = env_now(&o->env)};
    flow_scan_look_prepare(o->flow, ret);
    return flow_run_now(o->flow, &ret->job);
}

static int64_t events(struct office *o) {
    enum { MOST = 1000 };
    struct store_events all;
    assert_int_equal(store_event_page(&o->reader, o->on.a, 0, MOST, &all).code, ERR_NONE);
    return (int64_t)all.count;
}

static void a_look_at_a_scan_is_on_record(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    static const int64_t ALL[] = {1};
    struct flow_pledge_paper how = {
        .who = SARI, .round = round.id, .people = ALL, .count = 1, .document = upload(o, 7)};
    assert_int_equal(flow_pledge_paper(o->flow, o->on.a, &how).code, ERR_NONE);
    int64_t entry = events(o) - 1;
    struct flow_scan_look x;
    assert_int_equal(look(o, SARI, entry, &x).code, ERR_NONE);
    assert_int_equal(x.sha256.b[0], 7);
    struct store_events last;
    assert_int_equal(store_event_page(&o->reader, o->on.a, entry + 1, 1, &last).code, ERR_NONE);
    assert_string_equal(arena_c(o->on.a, last.list[0].event.kind), "pledge.scan_read");
    assert_string_equal(arena_c(o->on.a, last.list[0].event.actor), "sari");
    int64_t before = events(o);
    const int64_t none[] = {round.id, entry + 1, before + 5, INT64_MAX};
    for (size_t i = 0; i < COUNT_OF(none); i++)
        assert_int_equal(look(o, SARI, none[i], &x).code, ERR_MISSING);
    assert_int_equal(look(o, ELSEWHERE, entry, &x).code, ERR_MISSING);
    assert_int_equal(events(o), before);
    office_check_rebuild(o);
}

/* The board: everybody, by unit, with when and how; a page begins behind the last one of the page
 * before. */
static void the_board_says_who_signed_when_and_how(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    struct store_board board;
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    struct instant signed_at = env_now(&o->env);
    static const int64_t SITI[] = {3};
    struct flow_pledge_paper paper = {
        .who = SARI, .round = round.id, .people = SITI, .count = 1, .document = upload(o, 1)};
    assert_int_equal(flow_pledge_paper(o->flow, o->on.a, &paper).code, ERR_NONE);
    struct store_signers_of of = {&round, STR(""), 0, 2};
    assert_int_equal(store_pledge_board(&o->reader, o->on.a, &of, &board).code, ERR_NONE);
    assert_int_equal(board.count, 2);
    const struct store_board_row *siti = &board.list[0], *amir = &board.list[1];
    assert_true(str_equal(siti->who.name, STR("Siti")) && siti->paper);
    assert_int_equal(siti->unit.people, 1);
    assert_int_equal(siti->unit.pledged, 1);
    assert_true(str_equal(amir->who.name, STR("Amir")) && !amir->paper);
    assert_true(amir->who.index >= 0 && amir->at.us > 0 && amir->at.us <= signed_at.us);
    assert_int_equal(amir->unit.people, 2);
    assert_int_equal(amir->unit.pledged, 1);
    of.after = amir->who.unit;
    of.after_id = amir->who.id;
    assert_int_equal(store_pledge_board(&o->reader, o->on.a, &of, &board).code, ERR_NONE);
    assert_int_equal(board.count, 1);
    assert_true(str_equal(board.list[0].who.name, STR("Budi")) && !board.list[0].paper);
    assert_int_equal(board.list[0].who.index, -1);
    assert_int_equal(board.list[0].at.us, 0);
    assert_int_equal(board.list[0].unit.people, 2);
}

/* What certificates are made of: the receipts of all of a unit who signed, and of nobody else. */
static void each_signature_has_what_a_certificate_says(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    static const int64_t SITI[] = {3};
    struct flow_pledge_paper paper = {
        .who = SARI, .round = round.id, .people = SITI, .count = 1, .document = upload(o, 1)};
    assert_int_equal(flow_pledge_paper(o->flow, o->on.a, &paper).code, ERR_NONE);
    static const struct {
        struct str unit, name;
        bool paper;
    } UNITS[] = {{STR_INIT("X"), STR_INIT("Amir"), false},
                 {STR_INIT("Lais"), STR_INIT("Siti"), true}};
    for (size_t i = 0; i < COUNT_OF(UNITS); i++) {
        const struct store_signers_of of = {&round, UNITS[i].unit, 0, 10};
        struct store_signers people;
        struct flow_pledge_proof proof;
        struct flow_receipt_checked checked;
        assert_int_equal(store_pledge_of_unit(&o->reader, o->on.a, &of, STORE_SIGNED, &people).code,
                         ERR_NONE);
        assert_int_equal(people.count, 1);
        assert_true(str_equal(people.list[0].name, UNITS[i].name));
        assert_int_equal(flow_pledge_proofs(o->flow, o->on.a, &people, &proof).code, ERR_NONE);
        assert_true(proof.paper == UNITS[i].paper && proof.at.us > 0);
        assert_int_equal(flow_receipt_here(o->flow, &o->reader, o->on.a, proof.slip, &checked).code,
                         ERR_NONE);
        assert_true(checked.genuine);
        assert_int_equal(checked.bundle.index, people.list[0].index);
    }
    struct flow_pledge_proof none;
    struct err e = flow_pledge_proof(o->flow, &o->reader, o->on.a, 99999, &none);
    assert_true(e.code == ERR_MISSING && str_equal(e.about, STR("index")));
}

/* What the public sees: one row an office, of its newest round that has begun. */
static void the_newest_round_of_each_office_stands_for_it(void **state) {
    struct office *o = *state;
    struct store_standings all;
    const struct store_newest now = {today(o, 0), INT64_MAX, 10},
                              then = {today(o, 8), INT64_MAX, 10};
    import_people(o);
    assert_int_equal(store_round_newest(&o->reader, o->on.a, &now, &all).code, 0);
    assert_int_equal(all.count, 0);
    struct store_round round = open_round(o), later;
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    assert_int_equal(open_days(o, 8, 9, &later).code, ERR_NONE);
    assert_int_equal(store_round_newest(&o->reader, o->on.a, &now, &all).code, 0);
    assert_int_equal(all.count, 1);
    assert_true(str_equal(all.list[0].office.id, STR(HOME)));
    assert_int_equal(all.list[0].round.people, 3);
    assert_int_equal(all.list[0].round.pledged, 1);
    struct flow_pledge_close end = {.who = SARI, .round = round.id};
    assert_int_equal(flow_pledge_close(o->flow, o->on.a, &end).code, ERR_NONE);
    remove_person(o, 1);
    assert_int_equal(store_round_newest(&o->reader, o->on.a, &now, &all).code, 0);
    assert_int_equal(all.list[0].round.people, 3); /* frozen */
    assert_int_equal(all.list[0].round.pledged, 1);
    assert_int_equal(store_round_newest(&o->reader, o->on.a, &then, &all).code, 0);
    assert_int_equal(all.list[0].round.people, 2);
    assert_int_equal(all.list[0].round.pledged, 0);
}

static void an_import_that_was_killed_is_run_again(void **state) {
    struct office *o = *state;
    const struct flow_roster_file file = {.office = STR(HOME),
                                          .bytes =
                                              STR("nama,unit kerja,nip\nAmir,X,196608011988031001\n"
                                                  "Budi,X,196608011988031002\n")};
    struct flow_roster_told told;
    assert_string_equal(IMPORT(o, HOME, {AMIR, "Amir", "X"}), "+"); /* a batch, then no end */
    flow_close(o->flow);
    o->flow = office_flow(o);
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &told).code, ERR_NONE);
    assert_int_equal(told.n[FLOW_PERSON_SAME], 1);
    assert_int_equal(told.n[FLOW_PERSON_ADDED], 1);
    assert_true(told.index >= 0);
    struct store_roster_sum sum;
    assert_int_equal(store_roster_sum(&o->reader, o->on.a, STR(HOME), &sum).code, ERR_NONE);
    assert_int_equal(sum.people, 2);
    assert_int_equal(sum.units, 1);
    office_check_rebuild(o);
}

static void a_rebuild_counts_the_register_anew(void **state) {
    static const struct db_stmt SPOIL = {.number = -1,
                                         .name = "spoil",
                                         /* lint: sql-place: nothing of ours miscounts */
                                         .sql = "UPDATE roster_unit SET people = people + 1"};
    struct office *o = *state;
    import_people(o);
    struct str where = o->on.postgres ? db_fixture_where(&o->on) : str_from_c(o->data);
    struct db db;
    assert_int_equal(db_open(where, true, false, &db).code, ERR_NONE);
    assert_int_equal(db_run(&db, o->on.a, &SPOIL, DB_NONE, NULL).code, ERR_NONE);
    db_close(&db);
    struct flow_rebuild how = {where, &o->env, true};
    struct flow_rebuilt done = {0};
    assert_int_equal(flow_rebuild(o->on.a, &how, &done).code, ERR_NONE);
    assert_true(str_equal(done.difference.table, STR("roster_unit")));
    how.check = false;
    assert_int_equal(flow_rebuild(o->on.a, &how, &done).code, ERR_NONE);
    office_check_rebuild(o);
}

static void links_that_are_made_leave_a_mark(void **state) {
    struct office *o = *state;
    struct store_round round = open_round(o);
    struct flow_pledge_links how = {.who = SARI, .round = round.id, .people = 12};
    assert_int_equal(flow_pledge_links(o->flow, o->on.a, &how).code, ERR_NONE);
    struct store_events events;
    assert_int_equal(store_event_page(&o->reader, o->on.a, round.id + 1, 1, &events).code, 0);
    assert_true(str_equal(events.list[0].event.kind, STR("pledge.links")));
    assert_true(str_equal(events.list[0].event.actor, STR("sari")));
    how.who = ELSEWHERE;
    assert_int_equal(flow_pledge_links(o->flow, o->on.a, &how).code, ERR_MISSING);
}

/* docs/adr/0034: each time, with who and what; of another office's round there is nothing to see.
 */
static void names_that_are_read_leave_a_mark(void **state) {
    struct office *o = *state;
    struct store_round round = open_round(o);
    int64_t before = events(o);
    for (int what = 0; what < FLOW_NAMES_COUNT; what++)
        assert_int_equal(flow_names_look(o->flow, &SARI, round.id, (enum flow_names)what).code, 0);
    assert_int_equal(events(o), before + FLOW_NAMES_COUNT);
    struct store_events last;
    assert_int_equal(
        store_event_page(&o->reader, o->on.a, before + FLOW_NAMES_BOARD, 1, &last).code, 0);
    assert_string_equal(arena_c(o->on.a, last.list[0].event.kind), "pledge.read");
    assert_string_equal(arena_c(o->on.a, last.list[0].event.actor), "sari");
    const char *body = arena_c(o->on.a, last.list[0].event.body);
    assert_non_null(strstr(body, "\"what\":\"board\""));
    struct err e = flow_names_look(o->flow, &ELSEWHERE, round.id, FLOW_NAMES_BOARD);
    assert_true(e.code == ERR_MISSING && str_equal(e.about, STR("round")));
    e = flow_names_look(o->flow, &SARI, round.id + 1, FLOW_NAMES_BOARD);
    assert_int_equal(e.code, ERR_MISSING);
    assert_int_equal(events(o), before + FLOW_NAMES_COUNT);
    office_check_rebuild(o);
}

/* As a table, row by row; and one that is damaged gives nothing, not the rows before the damage. */
static void a_workbook_is_taken_whole_or_not_at_all(void **state) {
    static const char SHEET[] =
        "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c "
        "t=\"s\"><v>2</v></c></row><row><c t=\"s\"><v>3</v></c><c t=\"s\"><v>4</v></c><c "
        "t=\"s\"><v>5</v></c></row><row><c t=\"s\"><v>6</v></c><c t=\"s\"><v>4</v></c><c><v>"
        "196608011988031002</v></c></row></sheetData></worksheet>";
    struct office *o = *state;
    const struct xlsx_sample sample = {
        .sheet = str_from_c(SHEET),
        .texts = STR("<sst><si><t>nama</t></si><si><t>unit</t></si><si><t>nip</t></si><si><t>"
                     "Amir</t></si><si><t>X</t></si><si><t>196608011988031001</t></si><si><t>"
                     "Budi</t></si></sst>")};
    struct str whole = xlsx_sample(o->on.a, &sample);
    struct flow_roster_file file = {
        .office = STR(HOME), .bytes = {whole.ptr, whole.len - 1}, .english = true};
    struct flow_roster_told told;
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &told).code, ERR_NONE);
    assert_true(told.book == XLSX_DAMAGED && told.good == 0 && told.index == -1);
    file.bytes = whole;
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &told).code, ERR_NONE);
    assert_true(told.book == XLSX_GOOD && told.head == ROSTER_HEAD_FOUND);
    assert_true(told.good == 1 && told.faulty == 1 && told.index >= 0);
    assert_true(str_equal(told.fixes,
                          STR("line,reason,nama,unit,nip\n3,\"The spreadsheet rounded the NIP and "
                              "its last digits are lost: make the column text, then fill it in "
                              "again from its source.\",Budi,X,1.96608011988031E+17\n")));
}

static void a_file_gives_its_good_rows_and_a_list_of_the_bad(void **state) {
    struct office *o = *state;
    struct flow_roster_file file = {
        .office = STR(HOME),
        .bytes = STR("=head,nama,unit kerja,nip\nx,Amir,X,196608011988031001\n=1+1,Budi,X,1001\n"
                     "x,Amir,X,196608011988031001\n")};
    struct flow_roster_told told, again;
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &told).code, ERR_NONE);
    assert_int_equal(told.good, 1);
    assert_int_equal(told.faulty, 2);
    assert_int_equal(told.n[FLOW_PERSON_ADDED], 1);
    assert_true(told.index >= 0);
    const char *fixes = arena_c(o->on.a, told.fixes);
    assert_non_null(strstr(fixes, "baris,alasan,'=head,nama,unit kerja,nip\n3,"));
    assert_non_null(strstr(fixes, ",'=1+1,Budi,X,1001\n4,"));
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &again).code, ERR_NONE);
    assert_int_equal(again.n[FLOW_PERSON_SAME], 1);
    assert_int_equal(again.index, -1);
    file.bytes = told.fixes; /* the list is a roster itself */
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &again).code, ERR_NONE);
    assert_int_equal(again.good, 1); /* who stood twice stands once */
    assert_int_equal(again.faulty, 1);
    file.bytes = STR("no head\n");
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &again).code, ERR_NONE);
    assert_int_equal(again.head, ROSTER_HEAD_MISSING);
    file.office = STR("nowhere");
    file.bytes = told.fixes;
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &again).code, ERR_MISSING);
}

/* Who stands in another agency's roster by their NIP stays there, link, signature and all; without
 * a NIP the same name elsewhere is somebody else (docs/adr/0080). */
static void an_office_takes_nobody_from_another(void **state) {
    struct office *o = *state;
    import_people(o);
    struct store_round round = open_round(o);
    assert_int_equal(sign(o, link_to(o, round.id, 1), "196608011988031001").job.result.code, 0);
    struct flow_roster_file file = {
        .office = STR(ABOVE),
        .by = STR("rita"),
        .bytes = STR("nama,unit kerja,nip,status,=x\nAmir,X,196608011988031001,PNS,=1\n"
                     "\"Lain, Budi\",Y,196608011988031002,PNS,2\n"
                     "Siti,Lais,,Kepala desa,3\nDewi,Y,196608011988032003,PNS,4\n")};
    struct flow_roster_told told;
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &told).code, ERR_NONE);
    assert_int_equal(told.n[FLOW_PERSON_ADDED], 2);
    assert_int_equal(told.n[FLOW_PERSON_MOVED], 0);
    assert_int_equal(told.good, 2);
    assert_int_equal(told.faulty, 2);
    const char *fixes = arena_c(o->on.a, told.fixes);
    assert_non_null(strstr(fixes, "alasan,nama,unit kerja,nip,status,'=x\n2,"));
    assert_non_null(strstr(fixes, "instansi lain"));
    assert_non_null(strstr(fixes, ",Amir,X,196608011988031001,PNS,'=1\n3,"));
    assert_non_null(strstr(fixes, ",\"Lain, Budi\",Y,196608011988031002,PNS,2\n"));
    assert_null(strstr(fixes, "Siti"));
    count(o, &round, 3, 1);
    struct flow_pledge_remove how = {.who = ELSEWHERE, .person = 2, .why = FLOW_REMOVE_LEFT};
    assert_int_equal(flow_pledge_remove(o->flow, o->on.a, &how).code, ERR_MISSING);
    assert_int_equal(sign(o, link_to(o, round.id, 2), "196608011988031002").job.result.code, 0);
    count(o, &round, 3, 2);
    file.bytes = told.fixes; /* nothing of it is good: no event */
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &told).code, ERR_NONE);
    assert_int_equal(told.faulty, 2);
    assert_int_equal(told.index, -1);
    remove_person(o, 2); /* their agency lets them go */
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &told).code, ERR_NONE);
    assert_int_equal(told.n[FLOW_PERSON_ADDED], 1);
    assert_int_equal(told.faulty, 1);
    office_check_rebuild(o);
}

/* Without a NIP, a name of one unit that stands twice is told, whatever the post: never two rows.
 */
static void who_has_no_nip_stands_once_or_is_told(void **state) {
    struct office *o = *state;
    struct flow_roster_file file = {
        .office = STR(HOME),
        .bytes = STR("nama,unit kerja,status,jabatan\nSiti,Lais,Kepala desa,Kepala Desa Suka\n"
                     "SITI,Lais,Kepala desa,Pj. Kepala Desa Suka\nAmir,Lais,Kepala desa,\n")};
    struct flow_roster_told told;
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &told).code, ERR_NONE);
    assert_int_equal(told.n[FLOW_PERSON_ADDED], 2);
    assert_int_equal(told.faulty, 1);
    const char *fixes = arena_c(o->on.a, told.fixes);
    assert_non_null(strstr(fixes, "Tanpa NIP, nama ini sudah ada di unit yang sama"));
    assert_non_null(strstr(fixes, ",SITI,Lais,Kepala desa,Pj. Kepala Desa Suka\n"));
    file.bytes = STR("nama,unit kerja,status\nSiti (Suka Damai),Lais,Kepala desa\n"); /* mended */
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &told).code, ERR_NONE);
    struct store_roster_sum sum;
    assert_int_equal(store_roster_sum(&o->reader, o->on.a, STR(HOME), &sum).code, ERR_NONE);
    assert_true(!told.faulty && sum.people == 3);
}

static void more_bad_rows_than_a_page_shows_are_counted(void **state) {
    enum { ROWS = 2000 };
    struct office *o = *state;
    struct buf text;
    buf_init(&text, 1 << 20);
    buf_add_c(&text, "nama,unit kerja,nip\n");
    for (int i = 0; i < ROWS; i++)
        buf_add_c(&text, "Budi,X,1001\n");
    const struct flow_roster_file file = {.office = STR(HOME), .bytes = buf_str(&text)};
    struct flow_roster_told told;
    assert_int_equal(flow_roster_file(o->flow, o->on.a, &file, &told).code, ERR_NONE);
    int64_t shown = -1; /* the head */
    for (size_t i = 0; i < told.fixes.len; i++)
        shown += told.fixes.ptr[i] == '\n';
    assert_true(shown > 0 && told.untold > 0);
    assert_int_equal(shown + told.untold, ROWS);
    assert_int_equal(told.faulty, ROWS);
    buf_done(&text);
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, who_is_taken_out_is_in_no_count), IN(engine, an_end_freezes_what_was_signed),       \
        IN(engine, a_list_on_paper_counts_each_once), IN(engine, a_look_at_a_scan_is_on_record),   \
        IN(engine, each_signature_has_what_a_certificate_says),                                    \
        IN(engine, the_board_says_who_signed_when_and_how),                                        \
        IN(engine, links_that_are_made_leave_a_mark),                                              \
        IN(engine, names_that_are_read_leave_a_mark),                                              \
        IN(engine, a_workbook_is_taken_whole_or_not_at_all),                                       \
        IN(engine, a_file_gives_its_good_rows_and_a_list_of_the_bad),                              \
        IN(engine, an_office_takes_nobody_from_another),                                           \
        IN(engine, who_has_no_nip_stands_once_or_is_told),                                         \
        IN(engine, more_bad_rows_than_a_page_shows_are_counted),                                   \
        IN(engine, the_newest_round_of_each_office_stands_for_it),                                 \
        IN(engine, an_import_that_was_killed_is_run_again),                                        \
        IN(engine, a_rebuild_counts_the_register_anew)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_pledge_office", tests, COUNT_OF(tests));
}
