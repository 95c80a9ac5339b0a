#include "flow/arrival.h"

#include "flow/flow_internal.h"
#include "flow/report.h"
#include "intake/limits.h"
#include "seal/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "flow/key_sample.h"

#define MARK "Bukti Kenari"
enum { BLOCK = 512, SIZE = 124 /* of an entry, in its header */ };

/* A photograph: what the camera wrote, one scan, and a tail behind it. */
#define EXIF "Kamera Kenari"
static const char PHOTO[] = "\xff\xd8\xff\xe1\0\x15"
                            "Exif\0\0" EXIF "\xff\xda\0\4ab" MARK "\xff\xd9 Ekor Kenari";
static const char CLEANED[] = "\xff\xd8\xff\xda\0\4ab" MARK "\xff\xd9";
static const struct str PICTURE = {PHOTO, sizeof PHOTO - 1};

struct sent {
    struct intake_report report;
    struct flow_report job;
    struct id128 ids[2];
    size_t count;
    struct flow_evidence kept[2];
};

static void begin(struct office *o, uint8_t key, struct sent *s) {
    struct date may;
    assert_true(date_parse(STR("2024-05-10"), &may)); /* of the small election */
    s->report.channel = INTAKE_TIP;
    s->report.election = o->law->elections[0].id;
    s->report.region = STR("16.06");
    s->report.narrative = STR("x");
    s->job = (struct flow_report){.job = {.arena = o->on.a},
                                  .report = &s->report,
                                  .key = {{key}},
                                  .request = {{key}},
                                  .now = instant_of(may, 9 * 60, ZONE_WIB)};
    assert_int_equal(flow_arrival_begin(o->flow, &o->reader, o->on.a, &s->job).code, 0);
}

static struct flow_arrival *came(struct office *o, struct str bytes) {
    struct flow_arrival *in = NULL;
    const struct flow_arrival_of of = {STR("foto.jpg"), INTAKE_EVIDENCE_BYTES};
    assert_int_equal(flow_arrival_new(o->flow, &of, &in).code, 0);
    while (bytes.len) { /* in pieces of other lengths than those of disk and cipher */
        size_t n = bytes.len < 70001 ? bytes.len : 70001;
        n = n > 20 ? n - n / 3 : n;
        assert_int_equal(flow_arrival_add(in, (struct str){bytes.ptr, n}).code, 0);
        bytes = (struct str){bytes.ptr + n, bytes.len - n};
    }
    return in;
}

static struct err keep(struct office *o, struct sent *s, struct flow_arrival *in) {
    struct flow_evidence *ev = &s->kept[s->count];
    *ev = (struct flow_evidence){
        .job = {.arena = o->on.a}, .piece = {.id = env_id128(&o->env)}, .now = s->job.now};
    struct err e = flow_arrival_keep(o->flow, &s->job, in, ev);
    if (!e.code)
        s->ids[s->count++] = ev->piece.id;
    return e;
}

static struct err report(struct office *o, struct sent *s) {
    s->report.evidence = s->ids;
    s->report.evidence_count = s->count;
    flow_report_prepare(o->flow, o->on.a, &s->job);
    return flow_run_now(o->flow, &s->job.job);
}

static void send(struct office *o, uint8_t key, struct str bytes, struct sent *s) {
    begin(o, key, s);
    expect("kept", keep(o, s, came(o, bytes)), ERR_NONE, NULL);
    expect("sent", report(o, s), ERR_NONE, NULL);
}

static struct str stored(struct office *o, const struct case_evidence *piece) {
    int fd;
    int64_t bytes;
    assert_int_equal(blob_open(flow_blobs(o->flow), &piece->sha256, &fd, &bytes).code, 0);
    assert_int_equal(bytes, piece->bytes);
    char *all = NEW(o->on.a, char, (size_t)bytes + 1);
    assert_int_equal(read(fd, all, (size_t)bytes), bytes);
    (void)close(fd);
    return (struct str){all, (size_t)bytes};
}

/* What whoever has the office key of that number gets of a file: the tar. */
static struct err open_by(struct office *o, const struct case_received *r, uint8_t number,
                          struct str *ret) {
    struct seal_identity holder = identity(number), k_ev;
    struct seal_wrapped w;
    if (!base64_read(o->on.a, r->evidence_key.wrap, &w.wrap))
        return ERR(ERR_SEAL_FORM, STR("base64"));
    struct err e = seal_recipient_parse(r->evidence_key.recipient, &w.of);
    if (!e.code)
        e = seal_unwrap(&w, &(struct seal_keys){&holder, 1}, &k_ev);
    return e.code
               ? e
               : seal_open(o->on.a, stored(o, &r->evidence[0]), &(struct seal_keys){&k_ev, 1}, ret);
}

static size_t octal(struct str tar, size_t at) {
    return tar.len > at + BLOCK ? strtoul(tar.ptr + at, NULL, 8) : 0;
}

/* The file in a tar that holds so many bytes of it, and what is said of it. */
static struct str in_tar(struct str tar, size_t bytes, const char *name, struct str *ret_said) {
    size_t said = octal(tar, SIZE);
    size_t second = BLOCK + (said + BLOCK - 1) / BLOCK * BLOCK;
    assert_string_equal(tar.ptr, "keterangan.json");
    assert_string_equal(tar.ptr + second, name);
    assert_int_equal(octal(tar, second + SIZE), bytes);
    assert_int_equal(tar.len, seal_pack_padded((int64_t)tar.len));
    *ret_said = (struct str){tar.ptr + BLOCK, said};
    return (struct str){tar.ptr + second + BLOCK, bytes};
}

static struct str said_of(struct office *o, struct str content, const struct str *original) {
    struct hash h = hash_sha256(content), was = original ? hash_sha256(*original) : h;
    struct arena *a = o->on.a;
    struct str more = original
                          ? arena_printf(a, ",\"original\":{\"bytes\":%zu,\"sha256\":\"%.*s\"}",
                                         original->len, STR_ARG(hex_encode(a, was.b, HASH_LEN)))
                          : STR("");
    return arena_printf(a, "{\"name\":\"foto.jpg\",\"bytes\":%zu,\"sha256\":\"%.*s\"%.*s}",
                        content.len, STR_ARG(hex_encode(a, h.b, HASH_LEN)), STR_ARG(more));
}

/* --- where a word may not be found --- */

static bool file_has(const char *path, const char *word) {
    static char bytes[1 << 20];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n, kept = 0;
    bool found = false;
    while (fd >= 0 && !found && (n = read(fd, bytes + kept, sizeof bytes - 64)) > 0) {
        found = memmem(bytes, (size_t)(kept + n), word, strlen(word)) != NULL;
        kept = n < 63 ? n : 63;
        memmove(bytes, bytes + n - kept, (size_t)kept);
    }
    if (fd >= 0)
        (void)close(fd);
    return found;
}

/* Files that have no name are found where they are open. */
static bool on_disk(const struct office *o, const char *folder, const char *word) {
    bool found = false;
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        char path[600];
        struct stat st;
        (void)snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (e->d_name[0] == '.' || stat(path, &st))
            continue;
        bool below = S_ISDIR(st.st_mode) && str_starts(str_from_c(folder), str_from_c(o->data));
        found |= below ? on_disk(o, path, word) : S_ISREG(st.st_mode) && file_has(path, word);
    }
    if (dir)
        (void)closedir(dir);
    return found;
}

static bool anywhere(const struct office *o, const char *word) {
    return on_disk(o, o->data, word) || on_disk(o, "/proc/self/fd", word);
}

/* --- the stories --- */

static void it_is_sealed_packed_and_cleaned_as_a_browser_does_it(void **state) {
    struct office *o = *state;
    struct sent s = {0};
    struct str tar = {0}, said;
    in_force(o);
    send(o, 1, PICTURE, &s);
    const struct case_received *r = &s.job.received;
    assert_true(str_equal(r->evidence_sealed, STR("arrival")));
    assert_true(str_equal(r->evidence_key.keys, recipient(o, 11)));
    assert_int_equal(r->evidence_key.file.len, 0);
    assert_true(hash_equal(&r->evidence[0].sha256, &s.kept[0].piece.sha256));
    assert_int_equal(open_by(o, r, 11, &tar).code, 0);
    const struct str cleaned = {CLEANED, sizeof CLEANED - 1};
    assert_true(str_equal(in_tar(tar, cleaned.len, "bukti.jpg", &said), cleaned));
    assert_true(str_equal(said, said_of(o, cleaned, &PICTURE)));
    assert_int_equal(open_by(o, r, 12, &tar).code, ERR_SEAL_OTHERS);
    flow_report_forget(&s.job);
    assert_true(hash_equal(&s.job.seal_seed, &(struct hash){{0}}));
}

static void two_reports_and_two_files_share_nothing(void **state) {
    struct office *o = *state;
    struct sent s = {0}, t = {0};
    in_force(o);
    begin(o, 1, &s);
    for (int i = 0; i < 2; i++)
        expect("kept", keep(o, &s, came(o, PICTURE)), ERR_NONE, NULL);
    expect("sent", report(o, &s), ERR_NONE, NULL);
    send(o, 2, PICTURE, &t);
    assert_false(hash_equal(&s.kept[0].piece.sha256, &s.kept[1].piece.sha256));
    assert_int_equal(s.kept[0].piece.bytes, s.kept[1].piece.bytes);
    assert_false(
        str_equal(s.job.received.evidence_key.recipient, t.job.received.evidence_key.recipient));
}

static void every_length_comes_back(void **state) {
    static const size_t LENGTHS[] = {1, 15, 16, 17, 16384, 16385, 65536, 200003};
    struct office *o = *state;
    in_force(o);
    for (size_t i = 0; i < COUNT_OF(LENGTHS); i++) {
        struct sent s = {0};
        struct str tar = {0}, said;
        char *bytes = NEW(o->on.a, char, LENGTHS[i]);
        for (size_t k = 0; k < LENGTHS[i]; k++)
            bytes[k] = (char)(k * 31 + k / 251);
        const struct str whole = {bytes, LENGTHS[i]};
        send(o, (uint8_t)(i + 1), whole, &s);
        assert_int_equal(open_by(o, &s.job.received, 11, &tar).code, 0);
        assert_true(str_equal(in_tar(tar, whole.len, "bukti.bin", &said), whole));
        assert_true(str_equal(said, said_of(o, whole, NULL)));
    }
}

static void what_is_not_made_as_its_format_says_is_not_cut(void **state) {
    static const struct {
        const char *name;
        struct str bytes;
    } ROWS[] = {
        {"bukti.jpg", STR_INIT("\xff\xd8\xff\xe1\0\x15"
                               "Exif\0\0" EXIF "\xff\xda\0\4ab" MARK)},
        {"bukti.jpg", STR_INIT("\xff\xd8\xff")},
        {"bukti.jpg", STR_INIT("\xff\xd8\xff\0\0\0\0\0\0\0")},
        {"bukti.png", STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\4tEXt" MARK)},
        {"bukti.png", STR_INIT("\x89PNG\r\n\x1a\n")},
    };
    struct office *o = *state;
    in_force(o);
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        struct sent s = {0};
        struct str tar = {0}, said;
        send(o, (uint8_t)(i + 1), ROWS[i].bytes, &s);
        assert_int_equal(open_by(o, &s.job.received, 11, &tar).code, 0);
        assert_true(str_equal(in_tar(tar, ROWS[i].bytes.len, ROWS[i].name, &said), ROWS[i].bytes));
        assert_true(str_equal(said, said_of(o, ROWS[i].bytes, NULL)));
    }
}

/* What its camera wrote may name who reports: it is not sealed with it unsaid. */
static void a_picture_that_nobody_can_clean_is_not_kept(void **state) {
    struct office *o = *state;
    struct confined *was = o->flow->confined;
    struct sent s = {0};
    in_force(o);
    begin(o, 1, &s);
    o->flow->confined = NULL;
    expect("refused", keep(o, &s, came(o, PICTURE)), ERR_BUSY, "confined");
    expect("kept", keep(o, &s, came(o, STR("%PDF-1.4"))), ERR_NONE, NULL);
    o->flow->confined = was;
    expect("kept", keep(o, &s, came(o, PICTURE)), ERR_NONE, NULL);
    expect("sent", report(o, &s), ERR_NONE, NULL);
}

static void no_byte_of_it_is_ever_on_disk_as_it_came(void **state) {
    struct office *o = *state;
    struct sent s = {0}, bare = {0};
    assert_false(anywhere(o, MARK));
    send(o, 1, PICTURE, &bare);
    assert_true(anywhere(o, MARK)); /* the hunt finds what no key sealed */
    in_force(o);
    const struct str other = STR("Berkas Gelatik");
    struct flow_arrival *in = came(o, other);
    assert_false(anywhere(o, "Berkas Gelatik"));
    begin(o, 2, &s);
    expect("kept", keep(o, &s, in), ERR_NONE, NULL);
    assert_false(anywhere(o, "Berkas Gelatik"));
    expect("sent", report(o, &s), ERR_NONE, NULL);
    assert_false(anywhere(o, "Berkas Gelatik"));
}

static void an_office_without_a_key_gets_it_as_it_came(void **state) {
    struct office *o = *state;
    struct sent s = {0};
    send(o, 1, PICTURE, &s);
    assert_false(s.job.arrived);
    assert_int_equal(s.job.received.evidence_sealed.len, 0);
    assert_int_equal(s.job.received.evidence_key.wrap.len, 0);
    assert_true(str_equal(stored(o, &s.kept[0].piece), PICTURE));
}

static void a_key_that_comes_into_force_meanwhile_is_the_one_it_is_wrapped_for(void **state) {
    struct office *o = *state;
    struct sent s = {0}, late = {0};
    struct str tar = {0};
    begin(o, 1, &late);
    in_force(o);
    expect("kept", keep(o, &late, came(o, PICTURE)), ERR_NONE, NULL);
    expect("as if it had come before", report(o, &late), ERR_NONE, NULL);
    assert_int_equal(late.job.received.evidence_sealed.len, 0);
    begin(o, 2, &s);
    expect("kept", keep(o, &s, came(o, PICTURE)), ERR_NONE, NULL);
    expect("proposed", propose(o, "dina", 12, "dina budi", true), ERR_NONE, NULL);
    expect("agreed", agree(o, "budi", 12), ERR_NONE, NULL);
    expect("sent", report(o, &s), ERR_NONE, NULL);
    assert_int_equal(open_by(o, &s.job.received, 12, &tar).code, 0);
    assert_int_equal(open_by(o, &s.job.received, 11, &tar).code, ERR_SEAL_OTHERS);
}

/* I8: whom the report is about shall not read its evidence. */
static void an_office_that_is_reported_is_not_sealed_to(void **state) {
    struct office *o = *state;
    struct sent s = {0}, t = {0};
    struct str tar = {0};
    struct flow_seal_levels levels;
    in_force(o);
    assert_int_equal(flow_seal_levels(&o->reader, o->on.a, STR("16.06"), &levels).code, 0);
    struct intake_person subject = {.agency = levels.list[0].office.name};
    s.report.subjects = t.report.subjects = &subject;
    s.report.subject_count = t.report.subject_count = 1;
    send(o, 1, PICTURE, &s);
    assert_false(s.job.arrived); /* who is above has no key, though who is reported has */
    assert_int_equal(make(o, "joko", 5).code, 0);
    assert_int_equal(make(o, "sari", 6).code, 0);
    expect("proposed", propose(o, "joko", 21, "joko sari", false), ERR_NONE, NULL);
    expect("agreed", agree(o, "sari", 21), ERR_NONE, NULL);
    send(o, 2, PICTURE, &t);
    assert_int_equal(open_by(o, &t.job.received, 21, &tar).code, 0);
    assert_int_equal(open_by(o, &t.job.received, 11, &tar).code, ERR_SEAL_OTHERS);
}

static void a_report_that_is_sent_again_keeps_what_came_first(void **state) {
    struct office *o = *state;
    struct sent first = {0}, again = {0};
    struct str tar = {0};
    in_force(o);
    send(o, 1, PICTURE, &first);
    send(o, 1, PICTURE, &again);
    assert_true(again.job.repeated && again.job.id.v == first.job.id.v);
    assert_true(hash_equal(&again.job.received.evidence[0].sha256, &first.kept[0].piece.sha256));
    assert_int_equal(open_by(o, &again.job.received, 11, &tar).code, 0);
}

static void what_comes_is_counted_and_limited_to_the_byte(void **state) {
    struct office *o = *state;
    struct flow_arrival *in = NULL;
    const struct flow_arrival_of of = {STR("x"), 5};
    assert_int_equal(flow_arrival_new(o->flow, &of, &in).code, 0);
    assert_int_equal(flow_arrival_bytes(in), 0);
    assert_int_equal(flow_arrival_add(in, STR("12")).code, 0);
    assert_int_equal(flow_arrival_add(in, STR("345")).code, 0);
    struct flow_arrived told = flow_arrival_came(in);
    struct hash want = hash_sha256(STR("12345"));
    assert_true(hash_equal(&told.sha256, &want) && told.bytes == 5);
    assert_true(str_equal(told.name, STR("x")));
    expect("a byte more", flow_arrival_add(in, STR("6")), ERR_TOO_LARGE, "blob");
    flow_arrival_free(in);
    flow_arrival_free(NULL);
}

/* Writes over a byte of the one file without a name. */
static void spoil(void) {
    DIR *dir = opendir("/proc/self/fd");
    int spoiled = 0;
    for (struct dirent *e; (e = readdir(dir));) {
        char path[300], to[300];
        (void)snprintf(path, sizeof path, "/proc/self/fd/%s", e->d_name);
        ssize_t n = readlink(path, to, sizeof to - 1);
        to[n > 0 ? n : 0] = '\0';
        if (!strstr(to, "/blobs/tmp/") || !strstr(to, "(deleted)"))
            continue;
        int fd = open(path, O_RDWR | O_CLOEXEC);
        char byte;
        assert_int_equal(pread(fd, &byte, 1, 9), 1);
        byte ^= 1;
        assert_int_equal(pwrite(fd, &byte, 1, 9), 1);
        (void)close(fd);
        spoiled++;
    }
    (void)closedir(dir);
    assert_int_equal(spoiled, 1);
}

static void what_comes_back_changed_is_not_kept(void **state) {
    struct office *o = *state;
    for (int sealed = 0; sealed < 2; sealed++) {
        static const struct str FILES[] = {{PHOTO, sizeof PHOTO - 1},
                                           STR_INIT("no picture at all")};
        for (size_t i = 0; i < COUNT_OF(FILES); i++) {
            struct sent s = {0};
            struct flow_arrival *in = came(o, FILES[i]);
            begin(o, 1, &s);
            assert_int_equal(s.job.arrived, sealed);
            spoil();
            expect("spoiled", keep(o, &s, in), ERR_IO, "blob");
        }
        if (!sealed)
            in_force(o);
    }
}

int main(void) {
    hash_library_init();
#define ALL(engine)                                                                                \
    IN(engine, it_is_sealed_packed_and_cleaned_as_a_browser_does_it),                              \
        IN(engine, two_reports_and_two_files_share_nothing), IN(engine, every_length_comes_back),  \
        IN(engine, what_is_not_made_as_its_format_says_is_not_cut),                                \
        IN(engine, a_picture_that_nobody_can_clean_is_not_kept),                                   \
        IN(engine, no_byte_of_it_is_ever_on_disk_as_it_came),                                      \
        IN(engine, an_office_without_a_key_gets_it_as_it_came),                                    \
        IN(engine, a_key_that_comes_into_force_meanwhile_is_the_one_it_is_wrapped_for),            \
        IN(engine, an_office_that_is_reported_is_not_sealed_to),                                   \
        IN(engine, a_report_that_is_sent_again_keeps_what_came_first),                             \
        IN(engine, what_comes_is_counted_and_limited_to_the_byte),                                 \
        IN(engine, what_comes_back_changed_is_not_kept)
    const struct CMUnitTest tests[] = {ALL(in_sqlite), ALL(on_postgres_office)};
    return run_on_engines("flow_arrival", tests, COUNT_OF(tests));
}
