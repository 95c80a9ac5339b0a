#include "tool/demo_sealed.h"

#include "base/file.h"
#include "flow/arrival.h"
#include "flow/office_key.h"
#include "flow/receipt.h"
#include "seal/wrap.h"
#include "tool/demo_data.h"

#include <errno.h>
#include <string.h>

#include <sys/stat.h>
#include <unistd.h>

#define OFFICE "bawaslu-16.02"
enum { EVIDENCE_LIMIT = 1 << 20 };

/* Officers' own keys, each locked by the password that all accounts of a demo have: drawn once,
 * since locking one takes a second and 256 MiB. Whoever reads this has them; a demo has no secrets.
 */
struct officer {
    const char *name, *recipient, *locked;
};
static const struct officer OFFICERS[] = {
    {"petugas." OFFICE, "age1g7lt4kws0zhrhpy4nm0ccg490f3y2j3uxyxqus5k5z5g5pg6xqaqarrzlg",
     "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCAvYmx6TGE4bnNtanJwdy9nWGVBUzdRIDE4CmYvSENpbUNhNWJL"
     "blRLRVVNdkFLNlFCU1p0U0Zid2FVUERaWFp5cFpwY2MKLS0tIEZJK0hmckFVdXNNLzdLZkdIbHlMdGxYakdOQXFKd1BB"
     "R3ZTVEV4Z2RKdzAKBQfHc4XbbEW3gKEzuW196Aoy+RjUUxZvmVTBObrLRZVfRoRs75BeFq2W8zD46z/pf/cjEPyM0GLh"
     "VpnaReKw2zuQ1g+nsnYNqaV1YRQy09aAfX8Qostm9cHUFHgBlzk8rqDzqbdkO8WmZFM="},
    {"pimpinan." OFFICE, "age1ugy0g7fuwwsxhk6tqft64lw97jqycp29z4fxsd2v2529vuvh04gqsjaeml",
     "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA1c0VXZEdIcks0eUduSGlOSW91MFZ3IDE4CjJWd0t3T3pYcmV1"
     "a2dGb1pZS0l5MVltMXdUc2N5RmFZem9JQ0E4b3dtcG8KLS0tIGs3OURheitRem1uQ256cW1pSDlFZks2am9sLzdxSG5V"
     "dm5rN2pFbGRSSmcKIzY/DiHpzCsdHj3kOfp9Z63vXPvnd/jShu1T2BaUHXLSelxgY804c8WZLmbBddd1fxG8yVhu00WT"
     "a2PFtgr3cDXGIEdnDemZkqhu2jhk0v+SEXVIYTcXXcjHlBupKIRFTesWRUnzuAYTESU="},
    {"kustodian." OFFICE, "age1r5n3ca62txa0f93yy2ap2dlc2ujw5vpgyvumuws7w4nzmhdwkyssd0kj3r",
     "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBwVThTWDNHcVVUdWc1SWNqcjV0MHlBIDE4CnBuUXRoYXJSMDJH"
     "eVBvVUZTWjRuNEwwZkdtamsvWVlVbExLeEtOUUtFdFEKLS0tIGx1MlN4QWdCUFFCOTR5djl0ZTc0bUY3Tnp5UzVoTEl0"
     "UVl6eFdSbzNGY00KwoSsDFUV0NOWKre56ahPdb8NvluvHWVzysBKqckl93xyMMSdhSvWbc4JA0e6IBJgIdFlAlMDVTAC"
     "+qE4Db3waudEuGJfoLSLBo+MlOTixLjxdhIYAXT/PnGnHXwO5GWKXfElO/fa/HgRhqI="},
};
enum { OFFICER_COUNT = COUNT_OF(OFFICERS) };

static const struct str EVIDENCE =
    STR_INIT("Bukti contoh. Di sini akan ada foto atau film dari pelapor.\n"
             "Example evidence. A reporter's photograph or film would be here.\n");
static const struct str ABOUT = STR_INIT(
    "DATA CONTOH / EXAMPLE DATA\n"
    "\n"
    "Berkas untuk memeriksa contoh ini tanpa mempercayai siapa pun: lihat \"Periksa kami\" di\n"
    "README.id.md. Kunci rahasia di sini hanya ada karena ini contoh: kantor yang sesungguhnya\n"
    "membuat kuncinya di peramban, dan server tidak pernah memilikinya.\n"
    "\n"
    "Files to check this demo with, whomever you trust: see \"Check us\" in README.md. The secret\n"
    "keys lie here because this is a demo: a real office makes its keys in browsers, and no "
    "server\n"
    "ever has them.\n"
    "\n"
    "log.vkey            kunci publik log / the log's public key\n"
    "tanda-terima.json   tanda terima sebuah laporan / the receipt of a report\n"
    "bukti.age           buktinya, tersegel / its evidence, sealed\n"
    "kunci-perkara.age   kunci bukti itu, terbungkus untuk kantor / its key, wrapped for the "
    "office\n"
    "kunci-kantor.txt    kunci rahasia " OFFICE " / that office's secret key\n");

struct sealed {
    const struct demo_plan *plan;
    struct db reader;
    struct arena *arena;
    struct seal_identity office;
    struct intake_report report;
    struct flow_report job;
};

/* --- the keys --- */

static struct err act(struct sealed *s, const char *name, const struct intake_key *typed) {
    struct flow_key_act *x = NEW(s->arena, struct flow_key_act, 1);
    x->job.arena = s->arena;
    x->typed = *typed;
    x->now = s->plan->until;
    struct err e = store_staff_find(&s->reader, s->arena, str_from_c(name), &x->staff.who);
    if (e.code)
        return e;
    flow_key_prepare(s->plan->flow, x);
    return flow_run_now(s->plan->flow, &x->job);
}

static struct err make_own(struct sealed *s, const struct officer *officer) {
    struct intake_key typed = {.verb = INTAKE_KEY_MAKE,
                               .recipient = str_from_c(officer->recipient)};
    if (!base64_read(s->arena, str_from_c(officer->locked), &typed.sealed))
        return ERR(ERR_SEAL_FORM, STR("base64"));
    return act(s, officer->name, &typed);
}

/* One officer proposes the office's key, another agrees. */
static struct err make_office(struct sealed *s) {
    struct seal_recipient holders[OFFICER_COUNT], office = seal_recipient_of(&s->office);
    struct str names[OFFICER_COUNT];
    char text[SEAL_RECIPIENT_TEXT];
    struct hash seed = env_hash(flow_env(s->plan->flow));
    const struct seal_to to = {holders, OFFICER_COUNT, &seed};
    struct err e = OK;
    for (size_t i = 0; i < OFFICER_COUNT && !e.code; i++) {
        names[i] = str_from_c(OFFICERS[i].name);
        e = seal_recipient_parse(str_from_c(OFFICERS[i].recipient), &holders[i]);
        if (!e.code)
            e = make_own(s, &OFFICERS[i]);
    }
    seal_recipient_format(&office, text);
    struct intake_key typed = {.verb = INTAKE_KEY_PROPOSE,
                               .recipient = {text, sizeof text},
                               .holders = names,
                               .holder_count = OFFICER_COUNT};
    if (!e.code)
        e = seal_wrap(s->arena, &s->office, &to, &typed.sealed);
    if (!e.code)
        e = act(s, OFFICERS[0].name, &typed);
    typed.verb = INTAKE_KEY_AGREE;
    return e.code ? e : act(s, OFFICERS[1].name, &typed);
}

/* --- the report --- */

static void fill(struct sealed *s) {
    const struct date today = instant_date(s->plan->until, ZONE_WIB);
    struct intake_person *people = NEW(s->arena, struct intake_person, 2);
    struct str text = str_from_c(DEMO_ACTS[1].narrative), head = str_cut(&text, '%');
    people[0] = (struct intake_person){.class = STR("pns"),
                                       .name = STR("Suryadi Rekaan"),
                                       .position = STR("Kepala Bidang"),
                                       .agency = STR("Dinas Perhubungan")};
    people[1] = (struct intake_person){.name = STR("Maryam Rekaan"),
                                       .address = STR("Jalan Contoh No. 1, alamat rekaan")};
    s->report = (struct intake_report){
        .channel = INTAKE_REPORT,
        .election = STR("pilkada-2024"),
        .region = STR("16.02"),
        .act = str_from_c(DEMO_ACTS[1].id),
        .occurred_on = today,
        .known_on = today,
        .has_occurred_on = true,
        .has_known_on = true,
        .place = str_from_c(DEMO_PLACES[0]),
        .narrative = arena_printf(s->arena, "%.*s%s.", STR_ARG(head), DEMO_PLACES[0]),
        .subjects = people,
        .subject_count = 1,
        .reporter = people[1],
        .has_reporter = true};
}

/* As a form without JavaScript brings it: sealed while it arrives. */
static struct err attach(struct sealed *s) {
    struct flow *flow = s->plan->flow;
    struct flow_evidence *kept = NEW(s->arena, struct flow_evidence, 1);
    const struct flow_arrival_of of = {STR("contoh.txt"), EVIDENCE_LIMIT};
    struct flow_arrival *in = NULL;
    struct err e = flow_arrival_begin(flow, &s->reader, s->arena, &s->job);
    if (!e.code)
        e = flow_arrival_new(flow, &of, &in);
    if (!e.code)
        e = flow_arrival_add(in, EVIDENCE);
    if (e.code) {
        flow_arrival_free(in);
        return e;
    }
    kept->job.arena = s->arena;
    kept->piece.id = env_id128(flow_env(flow));
    kept->now = s->plan->until;
    s->report.evidence = &kept->piece.id;
    s->report.evidence_count = 1;
    return flow_arrival_keep(flow, &s->job, in, kept);
}

static struct err send(struct sealed *s) {
    struct flow *flow = s->plan->flow;
    const struct env *env = flow_env(flow);
    fill(s);
    s->job = (struct flow_report){.job = {.arena = s->arena},
                                  .report = &s->report,
                                  .identity = flow_identity_json(s->arena, &s->report),
                                  .key = env_id128(env),
                                  .request = env_hash(env),
                                  .now = s->plan->until};
    struct err e = attach(s);
    if (e.code)
        return e;
    flow_report_prepare(flow, s->arena, &s->job);
    e = flow_run_now(flow, &s->job.job);
    flow_report_forget(&s->job);
    return e;
}

/* --- what lies beside the store --- */

static struct str receipt(const struct sealed *s) {
    const struct flow_bundle_parts parts =
        flow_bundle_of(s->arena, flow_vkey(s->plan->flow), &s->job);
    return flow_bundle_text(s->arena, &parts);
}

static struct err stored(const struct sealed *s, struct str *ret) {
    const struct case_evidence *piece = &s->job.received.evidence[0];
    char *bytes = NEW(s->arena, char, (size_t)piece->bytes);
    int fd;
    int64_t there;
    struct err e = blob_open(flow_blobs(s->plan->flow), &piece->sha256, &fd, &there);
    if (e.code)
        return e;
    bool whole = there == piece->bytes && read(fd, bytes, (size_t)there) == there;
    (void)close(fd);
    *ret = (struct str){bytes, (size_t)piece->bytes};
    return whole ? OK : ERR(ERR_IO, STR("contoh"));
}

struct laid {
    const char *name;
    struct str bytes;
};

/* Only the owner reads them: `netral unseal` takes a key from no other file. */
static struct err lay(struct arena *a, const char *data, const struct laid *files, size_t count) {
    static const mode_t OWN_FOLDER = 0700, OWN = 0600;
    const char *folder = arena_printf(a, "%s/contoh", data).ptr;
    bool good = mkdir(folder, OWN_FOLDER) == 0 || errno == EEXIST;
    for (size_t i = 0; i < count && good; i++)
        good = file_put(folder, files[i].name, files[i].bytes) &&
               chmod(arena_printf(a, "%s/%s", folder, files[i].name).ptr, OWN) == 0;
    return good ? OK : file_err(errno, STR("contoh"));
}

static struct err lay_all(const struct sealed *s, const char *data) {
    const struct intake_sealed *key = &s->job.received.evidence_key;
    char own[SEAL_IDENTITY_TEXT];
    struct str wrap, file;
    struct err e = stored(s, &file);
    if (!e.code && !base64_read(s->arena, key->wrap, &wrap))
        e = ERR(ERR_SEAL_FORM, STR("base64"));
    if (e.code)
        return e;
    seal_identity_format(&s->office, own);
    const struct laid files[] = {
        {"BACA.txt", ABOUT},
        {"log.vkey", arena_printf(s->arena, "%.*s\n", STR_ARG(flow_vkey(s->plan->flow)))},
        {"tanda-terima.json", receipt(s)},
        {"bukti.age", file},
        {"kunci-perkara.age", wrap},
        {"kunci-kantor.txt", arena_printf(s->arena, "%.*s\n", (int)sizeof own, own)},
    };
    return lay(s->arena, data, files, COUNT_OF(files));
}

struct err demo_sealed(const struct demo_plan *plan, const char *data) {
    static const size_t ARENA = 64u << 20;
    const struct hash drawn = env_hash(flow_env(plan->flow));
    struct sealed s = {.plan = plan, .arena = arena_new(ARENA)};
    memcpy(s.office.b, drawn.b, sizeof s.office.b);
    struct err e = flow_reader(plan->flow, &s.reader);
    if (!e.code)
        e = make_office(&s);
    if (!e.code)
        e = send(&s);
    if (!e.code)
        e = lay_all(&s, data);
    db_close(&s.reader);
    arena_free(s.arena);
    return e;
}
