#include "views.h"

#define RECIPIENT "age1v7grmqp362m5ep6883edxxqv98jpw5ys45eecvdsl5uswtqx8ufqpatapg"
#define MARK "ba78 16bf 8f01 cfea 4141 40de 5dae 2223 b003 61a3"

/* usual: a key in force, the next one proposed by a colleague for whoever looks. faults: somebody
 * left, and whoever looks has lost their own. */
struct web_keys view_keys(const struct maker *m) {
    bool usual = m->kind == USUAL || m->kind == HOSTILE;
    struct web_key_holder *list = NEW(m->a, struct web_key_holder, 3);
    static const char *const NAMES[] = {"sari.muba", "budi.muba", "rita.muba"};
    for (size_t i = 0; i < 3; i++)
        list[i] = (struct web_key_holder){.name = say(m, NAMES[i]),
                                          .role = say(m, i == 2 ? "pimpinan" : "petugas"),
                                          .recipient = say(m, RECIPIENT),
                                          .mark = say(m, MARK),
                                          .mine = i == 0,
                                          .holds = i < 2,
                                          .chosen = i != 1};
    const struct web_office_key current = {.n = 1,
                                           .recipient = say(m, RECIPIENT),
                                           .mark = say(m, MARK),
                                           .wrap = say(m, "AQID"),
                                           .opens = usual};
    struct web_office_key proposed = current;
    proposed.n = 2;
    proposed.proposer = say(m, "rita.muba");
    proposed.chain = say(m, "AQID");
    struct web_keys v = {
        .may_hold = m->kind != EMPTY, .holders = list, .holder_count = 3, .least = 2};
    if (m->kind == EMPTY)
        return v;
    v.current = current;
    v.due = v.stale = !usual;
    v.unkept = m->kind == HOSTILE;
    if (!usual) {
        v.message = say(m, "Tercatat.");
        return v;
    }
    v.recipient = say(m, RECIPIENT);
    v.mark = say(m, MARK);
    v.locked = say(m, "AQID");
    v.proposed = proposed;
    return v;
}

struct web_directory view_directory(const struct maker *m) {
    if (m->kind == EMPTY)
        return (struct web_directory){0};
    struct web_directory_row *rows = NEW(m->a, struct web_directory_row, 2);
    static const char *const NAMES[] = {"Bawaslu Kab. Musi Banyuasin",
                                        "Bawaslu Provinsi Sumatera Selatan"};
    for (size_t i = 0; i < 2; i++)
        rows[i] = (struct web_directory_row){.office = say(m, "bawaslu-16.06"),
                                             .name = say(m, NAMES[i]),
                                             .recipient = say(m, RECIPIENT),
                                             .mark = say(m, MARK),
                                             .n = 1 + (int64_t)i,
                                             .index = 40 + (int64_t)i};
    return (struct web_directory){say(m, MARK), rows, 2};
}

static struct web_escrow_asking asking(const struct maker *m, int64_t id) {
    struct web_escrow_said *said = NEW(m->a, struct web_escrow_said, 2);
    struct web_escrow_turn *turns = NEW(m->a, struct web_escrow_turn, 2);
    said[0] = (struct web_escrow_said){.what = say(m, "Meminta"),
                                       .by = say(m, "Bawaslu Kab. Musi Banyuasin"),
                                       .actor = say(m, "sari.muba"),
                                       .reason = say(m, "Ketiga pemegang kunci pindah tugas."),
                                       .at = {1730000000000000},
                                       .index = id};
    said[1] = said[0];
    said[1].what = say(m, "Menyetujui");
    said[1].actor = say(m, "rita.muba");
    said[1].reason = (struct str){0};
    for (size_t i = 0; i < 2; i++)
        turns[i] = (struct web_escrow_turn){.onion = (int64_t)i,
                                            .act = i ? STR("buka") : STR("kupas"),
                                            .field = i ? STR("sandi-1") : STR("sandi-0"),
                                            .other = i ? (struct str){0} : say(m, "Bawaslu RI"),
                                            .file = say(m, "AQID"),
                                            .recipient = say(m, RECIPIENT),
                                            .next = say(m, RECIPIENT)};
    return (struct web_escrow_asking){
        .id = id,
        .n = 1,
        .office = say(m, "Bawaslu Kab. Musi Banyuasin"),
        .mark = say(m, MARK),
        .to_mark = say(m, "1c04 77ab 20fe 9d31 5580 e6c2 4b19 03d7 aa65 f21e"),
        .state = say(m, "Menunggu pemegang pertama"),
        .open = id % 2 == 0,
        .until = {1732592000000000},
        .said = said,
        .said_count = 2,
        .turns = turns};
}

/* usual: to be put in escrow, asked by others; faults: former holders, two keys lost. */
struct web_escrow view_escrow(const struct maker *m) {
    bool usual = m->kind == USUAL || m->kind == HOSTILE;
    static const char *const NAMES[] = {"Bawaslu Provinsi Sumatera Selatan", "Bawaslu RI",
                                        "Badan Kepegawaian Negara"};
    struct web_escrow_holder *list = NEW(m->a, struct web_escrow_holder, 3);
    struct web_escrow_lost *lost = NEW(m->a, struct web_escrow_lost, 2);
    struct web_escrow_asking *askings = NEW(m->a, struct web_escrow_asking, 2);
    struct web_office_key *keys = NEW(m->a, struct web_office_key, 1);
    if (m->kind == EMPTY)
        return (struct web_escrow){.acts = true, .needed = 3};
    for (size_t i = 0; i < 3; i++)
        list[i] = (struct web_escrow_holder){say(m, NAMES[i]), say(m, RECIPIENT), say(m, MARK),
                                             1 + (int64_t)i};
    for (size_t i = 0; i < 2; i++) {
        lost[i] = (struct web_escrow_lost){.n = 1 + (int64_t)i,
                                           .mark = say(m, MARK),
                                           .field = i ? STR("minta-2") : STR("minta-1"),
                                           .kept = i == 0,
                                           .opened = i == 0};
        askings[i] = asking(m, 40 + (int64_t)i);
    }
    askings[0].agree = askings[0].withdraw = true;
    askings[0].turn_count = 0;
    askings[1].field = STR("alasan-41");
    askings[1].refuse = true;
    askings[1].turn_count = 2;
    if (!usual) /* a layer that the next holder could not open */
        ((struct web_escrow_turn *)(uintptr_t)askings[1].turns)[0].again = true;
    keys[0] = (struct web_office_key){
        .recipient = say(m, RECIPIENT), .wrap = say(m, "AQID"), .chain = say(m, "AQID")};
    return (struct web_escrow){.acts = true,
                               .locked = usual ? say(m, "AQID") : (struct str){0},
                               .keys = keys,
                               .key_count = 1,
                               .n = 3,
                               .recipient = say(m, RECIPIENT),
                               .mark = say(m, MARK),
                               .kept = m->kind == HOSTILE,
                               .stale = !usual,
                               .at = {1730000000000000},
                               .actor = say(m, "sari.muba"),
                               .recipients = say(m, RECIPIENT " " RECIPIENT " " RECIPIENT),
                               .holders = list,
                               .holder_count = usual ? 3 : 2,
                               .present = usual ? 3 : 2,
                               .needed = 3,
                               .lost = lost,
                               .lost_count = usual ? 0 : 2,
                               .own = askings,
                               .own_count = usual ? 0 : 1,
                               .others = askings + 1,
                               .other_count = 1,
                               .message = usual ? (struct str){0} : say(m, "Tercatat.")};
}
