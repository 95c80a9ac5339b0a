/* The chain of a round of pledges, on both engines: who leads, by post, and who of them signed. */
#include "flow/pledge_sample.h"
#include "prevention/chain.h"
#include "store/chain.h"

struct post {
    int64_t nip;
    const char *name, *unit, *post;
};
enum { NIP = 1000, MOST = 8 };
static const struct post PEOPLE[] = {
    {AMIR, "Amir", "Dinas Satu", "Kepala Dinas"},
    {AMIR + NIP, "Budi", "Dinas Satu", "Analis"},
    {AMIR + 2 * NIP, "Sari", "Sekretariat", "Plt. Sekretaris Daerah"},
    {AMIR + 3 * NIP, "Tuti", "Sekretariat", "Kepala Subbagian Umum"},
};

static void take(struct office *o, const struct post *posts, size_t count, const char *was) {
    struct roster_person list[MOST] = {0};
    enum flow_person what[MOST];
    for (size_t i = 0; i < count; i++)
        list[i] = (struct roster_person){.nip = {posts[i].nip},
                                         .subject = law_subject_class(o->law, STR("pns")),
                                         .name = str_from_c(posts[i].name),
                                         .unit = str_from_c(posts[i].unit),
                                         .post = str_from_c(posts[i].post)};
    const struct flow_roster_batch batch = {
        .office = STR(HOME), .list = list, .count = count, .ret_what = what, .moves = true};
    assert_int_equal(flow_roster_take(o->flow, o->on.a, &batch).code, ERR_NONE);
    for (size_t i = 0; i < count; i++)
        assert_int_equal("=+~>"[what[i]], was[i]);
}

static struct store_chain_sums sums(struct office *o, const struct store_round *round) {
    struct store_chain_sums ret;
    assert_int_equal(store_chain_sums(&o->reader, o->on.a, round, &ret).code, ERR_NONE);
    return ret;
}

static struct store_leaders leaders(struct office *o, const struct store_round *round,
                                    int64_t limit) {
    struct store_leaders ret;
    assert_int_equal(store_chain_leaders(&o->reader, o->on.a, round, limit, &ret).code, ERR_NONE);
    return ret;
}

static struct store_tolds tolds(struct office *o, const struct store_round *round, int64_t level) {
    struct store_tolds ret;
    const struct store_told_of of = {level, MOST};
    assert_int_equal(store_chain_told(&o->reader, o->on.a, round, &of, &ret).code, ERR_NONE);
    return ret;
}

static void who_leads_is_told_by_level_and_who_of_them_signed(void **state) {
    struct office *o = *state;
    take(o, PEOPLE, COUNT_OF(PEOPLE), "++++");
    struct store_round round = open_round(o);
    struct store_leaders list = leaders(o, &round, MOST);
    assert_int_equal(list.count, 2);
    assert_int_equal(list.list[0].level, CHAIN_SECRETARY);
    assert_true(str_equal(list.list[0].who.name, STR("Sari")));
    assert_true(str_equal(list.list[1].who.name, STR("Amir")));
    assert_int_equal(list.list[1].unit.people, 2);
    assert_int_equal(leaders(o, &round, 1).count, 1);
    struct str link = link_to(o, round.id, list.list[1].who.id);
    assert_int_equal(sign(o, link, "196608011988031001").job.result.code, ERR_NONE);
    struct store_chain_sums by = sums(o, &round);
    assert_int_equal(by.count, 2);
    assert_int_equal(by.list[0].level, CHAIN_SECRETARY);
    assert_int_equal(by.list[0].pledged, 0);
    assert_int_equal(by.list[1].level, CHAIN_HEAD);
    assert_int_equal(by.list[1].people, 1);
    assert_int_equal(by.list[1].pledged, 1);
    struct store_tolds told = tolds(o, &round, CHAIN_HEAD);
    assert_int_equal(told.count, 1);
    assert_true(str_equal(told.list[0].unit, STR("Dinas Satu")));
    assert_int_equal(told.list[0].people, 1);
    assert_int_equal(told.list[0].pledged, 1);
    assert_int_equal(told.list[0].grade, 0);
    told = tolds(o, &round, CHAIN_SECRETARY);
    assert_int_equal(told.count, 1);
    assert_true(str_equal(told.list[0].unit, STR("Sekretariat")));
    assert_int_equal(told.list[0].people, 1);
    assert_int_equal(told.list[0].pledged, 0);
    assert_int_equal(tolds(o, &round, CHAIN_AUTHORITY).count, 0);
    list = leaders(o, &round, MOST);
    assert_true(list.list[1].who.index >= 0 && list.list[0].who.index < 0);
    assert_int_equal(list.list[1].unit.pledged, 1);
}

/* Who gets another post leaves the chain, or comes to it, and is no other person. */
static void the_chain_follows_the_posts_of_the_roster(void **state) {
    struct office *o = *state;
    static const struct post AFTER[] = {
        {AMIR, "Amir", "Dinas Satu", "Analis"},
        {AMIR + NIP, "Budi", "Dinas Satu", "Kepala Dinas"},
        {AMIR + 2 * NIP, "Sari", "Sekretariat", "Plt. Sekretaris Daerah"},
    };
    take(o, PEOPLE, COUNT_OF(PEOPLE), "++++");
    take(o, AFTER, COUNT_OF(AFTER), "~~=");
    struct store_round round = open_round(o);
    struct store_leaders list = leaders(o, &round, MOST);
    assert_int_equal(list.count, 2);
    assert_true(str_equal(list.list[1].who.name, STR("Budi")));
    office_check_rebuild(o);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        IN(in_sqlite, who_leads_is_told_by_level_and_who_of_them_signed),
        IN(in_sqlite, the_chain_follows_the_posts_of_the_roster),
        IN(on_postgres_office, who_leads_is_told_by_level_and_who_of_them_signed),
        IN(on_postgres_office, the_chain_follows_the_posts_of_the_roster)};
    return run_on_engines("flow_chain", tests, COUNT_OF(tests));
}
