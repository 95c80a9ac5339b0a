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
    v.due = !usual;
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
