#include "tool/serve_witness.h"

#include "flow/witness.h"

#include <stdio.h>

enum { EVERY_MS = 5000, EVERY_MS_MAX = 3600000 };

/* What each trouble means, and what to do; %s: the witness's name. */
static const struct {
    const char *en, *id;
} TROUBLES[] = {
    [WITNESS_COSIGNED] = {"witness %s answers and cosigns again",
                          "saksi %s menjawab dan menandatangani lagi"},
    [WITNESS_SILENT] =
        {"witness %s cannot be reached: its cosignatures are missing until it answers",
         "saksi %s tidak dapat dihubungi: tanda tangannya tidak ada sampai ia menjawab"},
    [WITNESS_STRANGER] =
        {"witness %s does not know this log: give its operator the line of /log/vkey",
         "saksi %s tidak mengenal log ini: beri pengelolanya baris /log/vkey"},
    [WITNESS_FALSE] =
        {"witness %s answers without a valid cosignature by the key that was given: ask "
         "its operator for its verifier key",
         "saksi %s menjawab tanpa tanda tangan sah dari kunci yang diberikan: tanyakan "
         "kunci pemeriksanya kepada pengelolanya"},
    [WITNESS_AHEAD] =
        {"witness %s has seen more of this log than this store holds",
         "saksi %s telah melihat lebih banyak dari log ini daripada isi penyimpanan ini"},
    [WITNESS_FORKED] =
        {"witness %s has seen another history of this log than this store holds",
         "saksi %s telah melihat riwayat lain dari log ini daripada isi penyimpanan ini"},
    [WITNESS_UNASKED] = {"witness %s was not asked: the store could not be read",
                         "saksi %s tidak ditanya: penyimpanan tidak dapat dibaca"},
};

static void print_line(const char *text, struct str name, const char *end) {
    struct str rest = str_from_c(text), head = str_cut(&rest, '%');
    (void)fprintf(stderr, "netral: %.*s%.*s%.*s%s\n", STR_ARG(head), STR_ARG(name),
                  (int)(rest.len - 1), rest.ptr + 1, end);
}

static void on_change(void *arg, const struct flow_witness_state *s) {
    (void)arg;
    print_line(TROUBLES[s->heard].en, s->name, ".");
    print_line(TROUBLES[s->heard].id, s->name, ".");
}

static bool read_number(const char *text, int64_t least, int64_t max, int64_t *ret) {
    if (!text)
        return true;
    return str_to_int(str_from_c(text), ret) && *ret >= least && *ret <= max;
}

/* The verdict over all of them: who knows better forbids, who is silent only if that is asked. */
static int judge(const struct serve_witness *o, struct flow *flow) {
    struct flow_witness_state list[LEDGER_WITNESSES_MAX];
    size_t count = flow_witness_list(flow, list);
    bool knows_better = false, missing = false;
    for (size_t i = 0; i < count; i++) {
        knows_better |= list[i].heard == WITNESS_AHEAD || list[i].heard == WITNESS_FORKED;
        missing |= list[i].heard != WITNESS_COSIGNED;
    }
    if (knows_better) {
        (void)fputs(
            "netral: serve: an old or another copy of this store was restored; to sign on would "
            "fork "
            "the log, so it does not start. Bring back the missing events (docs/operating.md, "
            "Backup), "
            "or begin a new log under a new name; leave that --witness out only if it is at "
            "fault.\n"
            "netral: serve: salinan lama atau lain dari penyimpanan ini telah dipulihkan; bila "
            "diteruskan log akan bercabang, maka server tidak dijalankan. Kembalikan peristiwa "
            "yang "
            "hilang (docs/operating.md, Backup), atau mulai log baru dengan nama baru; hapus "
            "--witness "
            "itu hanya bila saksinya yang keliru.\n",
            stderr);
        return 1;
    }
    if (!missing)
        return 0;
    (void)fputs(
        o->required
            ? "netral: serve: not every witness answered, and --witness-required is set; so it "
              "does not "
              "start.\n"
              "netral: serve: tidak semua saksi menjawab, dan --witness-required dipakai; server "
              "tidak "
              "dijalankan.\n"
            : "netral: serve: WARNING: not every witness answered, so nobody but the rest can tell "
              "whether this store is an old copy.\n"
              "netral: serve: PERINGATAN: tidak semua saksi menjawab, sehingga hanya sisanya yang "
              "dapat "
              "mengetahui apakah penyimpanan ini salinan lama.\n",
        stderr);
    return o->required;
}

int serve_witness_guard(const struct serve_witness *o, const char *data, struct flow *flow) {
    struct witness_peer peers[TOOL_LIST_MAX];
    int64_t quorum = 0, ms = EVERY_MS;
    if (!read_number(o->quorum, 1, LEDGER_WITNESSES_MAX, &quorum) ||
        !read_number(o->ms, 50, EVERY_MS_MAX, &ms)) {
        (void)fprintf(stderr,
                      "netral serve: --witness-quorum takes 1 to %d, --witness-ms 50 to %d.\n",
                      LEDGER_WITNESSES_MAX, EVERY_MS_MAX);
        return 2;
    }
    if (!o->given.count && (o->quorum || o->ms || o->required)) {
        (void)fputs(
            "netral serve: --witness-quorum, --witness-ms and --witness-required stand beside "
            "--witness alone.\n",
            stderr);
        return 2;
    }
    if (!o->given.count)
        return 0;
    for (size_t i = 0; i < o->given.count; i++) {
        struct err e = witness_peer_parse(str_from_c(o->given.items[i]), &peers[i]);
        if (e.code) {
            (void)tool_refuse("--witness", e);
            return 2;
        }
    }
    const struct flow_witness_config config = {.data_dir = data,
                                               .peers = peers,
                                               .count = o->given.count,
                                               .quorum = (size_t)quorum,
                                               .every_ms = ms,
                                               .changed = on_change};
    struct err e = flow_witness_open(flow, &config);
    if (!e.code)
        e = flow_witness_guard(flow);
    return e.code ? tool_refuse("serve", e) : judge(o, flow);
}
