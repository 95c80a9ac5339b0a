#include "views.h"

#define LINK "33-1-1064c63f7809195e0e3c9847ed4a4469"

/* usual: the form; empty: of somebody without a NIP; faults: nothing was ticked, the NIP is
 * another's. */
struct web_pledge view_pledge(const struct maker *m) {
    enum { POINTS = 2 };
    static const char *const TEXTS[POINTS] = {"Menjaga dan menegakkan netralitas.",
                                              "Menolak politik uang."};
    bool faulty = m->kind == FAULTS || m->kind == HOSTILE;
    struct web_pledge_point *points = NEW(m->a, struct web_pledge_point, POINTS);
    for (size_t i = 0; i < POINTS; i++)
        points[i] = (struct web_pledge_point){
            .id = i ? STR("IKR-2") : STR("IKR-1"),
            .text = m->kind == EMPTY ? str_from_c(TEXTS[i]) : say(m, TEXTS[i]),
            .affirmed = m->kind == FAULTS && !i,
            .cite = cite(m, "Praktik tindak lanjut SKB 2022", i > 0),
            .error = faulty && i ? say(m, "Centang butir ini.") : STR("")};
    struct web_pledge_question *questions = NEW(m->a, struct web_pledge_question, 3);
    for (size_t i = 0; i < 3; i++)
        questions[i] =
            (struct web_pledge_question){.id = i ? STR("medsos-suka") : STR("baju-dinas"),
                                         .text = say(m, "Bolehkah saya menyukai unggahan calon?"),
                                         .chosen = faulty && i == 2 ? STR("allowed") : STR(""),
                                         .missing = faulty && i == 1,
                                         .wrong = faulty && i == 2,
                                         .verdict = WEB_MUST_NOT};
    struct web_pledge v = {.address = STR("/ikrar/" LINK),
                           .state = FLOW_PLEDGE_OPEN,
                           .faulty = faulty,
                           .kind = STR("Ikrar netralitas"),
                           .name = say(m, "Amir"),
                           .unit = say(m, "Dinas Contoh"),
                           .office = say(m, "BKPSDM Kabupaten Musi Banyuasin"),
                           .opens = on(2024, 10, 1),
                           .closes = on(2024, 10, 31),
                           .points = points,
                           .point_count = POINTS,
                           .questions = questions,
                           .question_count = m->kind == EMPTY ? 0 : 3,
                           .asks_nip = m->kind != EMPTY};
    if (faulty)
        v.nip = (struct web_input){say(m, "1001"), say(m, "NIP ini bukan NIP pemilik tautan.")};
    return v;
}

/* A state each: signed, too late, too early, signed with a text that wants to break out. */
struct web_pledge view_pledged(const struct maker *m) {
    static const enum flow_pledge_state STATES[KIND_COUNT] = {[USUAL] = FLOW_PLEDGE_SIGNED,
                                                              [EMPTY] = FLOW_PLEDGE_CLOSED,
                                                              [FAULTS] = FLOW_PLEDGE_EARLY,
                                                              [HOSTILE] = FLOW_PLEDGE_SIGNED};
    struct web_pledge v = view_pledge(m);
    v.state = STATES[m->kind];
    v.faulty = false;
    v.link = STR(LINK);
    v.index = 1042;
    v.receipt = say(m, "{\"netral\":\"receipt/v1\"}");
    return v;
}

/* Nobody can sign by it: who moved, whom the round does not ask, whose text was changed. */
struct web_pledge view_unpledged(const struct maker *m) {
    static const enum flow_pledge_state STATES[KIND_COUNT] = {[USUAL] = FLOW_PLEDGE_UNASKED,
                                                              [EMPTY] = FLOW_PLEDGE_MOVED,
                                                              [FAULTS] = FLOW_PLEDGE_CHANGED,
                                                              [HOSTILE] = FLOW_PLEDGE_UNASKED};
    struct web_pledge v = view_pledge(m);
    v.state = STATES[m->kind];
    v.faulty = false;
    return v;
}
