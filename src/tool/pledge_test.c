/* A roster is imported and a round opened as an operator does it, in a store of its own. */
#include "flow/staff.h"
#include "tool/rules_test.h"

#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>

struct desk {
    struct arena *a;
    char *folder;
};

static int make_desk(void **state) {
    hash_library_init();
    struct arena *a = arena_new(256u << 20);
    struct desk *d = NEW(a, struct desk, 1);
    *d = (struct desk){a, (char *)arena_c(a, STR("/tmp/netral-pledge.XXXXXX"))};
    *state = d;
    if (!mkdtemp(d->folder))
        return -1;
    struct env env = env_system();
    const struct flow_init init = {.data_dir = arena_printf(a, "%s/d", d->folder).ptr,
                                   .region = STR("16.06"),
                                   .kind = FLOW_TEST};
    return flow_init(&init, &env).code ? -1 : 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

static int end_desk(void **state) {
    struct desk *d = *state;
    int status = nftw(d->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(d->a);
    return status;
}

static const char *path_of(const struct desk *d, const char *name) {
    return arena_printf(d->a, "%s/%s", d->folder, name).ptr;
}

static void put_file(const struct desk *d, const char *name, const char *text) {
    FILE *f = fopen(path_of(d, name), "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static const char *file_text(const struct desk *d, const char *name) {
    enum { ROOM = 4096 };
    char *text = NEW(d->a, char, ROOM);
    FILE *f = fopen(path_of(d, name), "r");
    assert_non_null(f);
    text[fread(text, 1, ROOM - 1, f)] = '\0';
    assert_int_equal(fclose(f), 0);
    return text;
}

static struct said say(struct desk *d, int (*run)(const struct tool *tool), const char *words) {
    return said_by(d->a, run, "rules", words);
}

static struct said import(struct desk *d, const char *office, const char *more) {
    return say(d, tool_roster,
               arena_printf(d->a, "import %s --data %s --office %s --lang en%s",
                            path_of(d, "in.csv"), path_of(d, "d"), office, more)
                   .ptr);
}

static struct said pledge(struct desk *d, const char *words) {
    return say(d, tool_pledge, arena_printf(d->a, "%s --data %s", words, path_of(d, "d")).ptr);
}

static void has(const struct said *said, int status, const char *out, const char *err) {
    if (said->status != status || !strstr(said->out, out) || !strstr(said->err, err))
        fail_msg("%d\n%s\n%s", said->status, said->out, said->err);
}

#define HEAD "nama,unit kerja,nip,jabatan\n"
#define AMIR "Amir,X,196608011988031001,Staf\n"
#define SITI "=cmd(),\"Y, a\",196608011988032002,\n"

static void a_roster_is_imported_again_and_again(void **state) {
    struct desk *d = *state;
    put_file(d, "in.csv", HEAD AMIR SITI "Bad,Z,1.9E+17,\n");
    struct said said = import(d, "bkpsdm-16.06", "");
    has(&said, 1, "New: 2. Changed: 0. From another agency: 0. As before: 0.", "");
    assert_non_null(strstr(said.out, ":4: The spreadsheet rounded"));
    said = import(d, "bkpsdm-16.06", "");
    has(&said, 1, "As before: 2.\nThe same file as before: nothing changed.", "");
    put_file(d, "in.csv", HEAD AMIR);
    said = import(d, "bkpsdm-16", "");
    has(&said, 0, ":2: moved here from another agency\nNew: 0.", "");
    said = import(d, "bkpsdm-16", " --db");
    has(&said, 2, "", "needs a value: --db");
    said = import(d, "nowhere", "");
    has(&said, 1, "", "no such office");
    put_file(d, "in.csv", HEAD "Bad,Z,1.9E+17,\n");
    said = import(d, "bkpsdm-16", "");
    has(&said, 1, "No row could be taken", "");
    assert_null(strstr(said.out, "Entry"));
    said = say(d, tool_roster, "import x --data y");
    has(&said, 2, "", "Usage:");
    said = say(d, tool_roster, "check x --data y --office z");
    has(&said, 2, "", "Usage:");
}

static void a_round_is_opened_and_its_links_are_written(void **state) {
    struct desk *d = *state;
    put_file(d, "in.csv", HEAD AMIR SITI);
    struct said said = import(d, "bkpsdm-16.06", "");
    has(&said, 0, "New: 2.", "");
    said = pledge(d, "open --office bkpsdm-16.06 --opens 2124-10-01 --closes 2124-10-31");
    has(&said, 0, "is opened: 2124-10-01 to 2124-10-31.", "");
    int64_t round = strtoll(said.out + strlen("Round "), NULL, 10);
    static const struct {
        const char *words;
        int status;
        const char *out, *err;
    } CASES[] = {
        {"open --office bkpsdm-16.06 --closes 2124-10-31 --opens 2124-10-31", 1, "",
         "shares a day"},
        {"open --office bkpsdm-16.06 --closes 2010-10-31", 1, "", "ends today or later"},
        {"open --office bkpsdm-16.06 --closes 2010-10-31", 1, "", "today is 2"},
        {"open --office bkpsdm-16.06 --closes 31-10-2124", 2, "", "is no date"},
        {"open --office bkpsdm-16.06", 2, "", "Usage:"},
        {"list --office bkpsdm-16.06", 0, "\tIKR\t2124-10-01\t2124-10-31\t0/2\teverybody\n", ""},
        {"list --office nowhere", 0, "", ""},
        {"units --round 999999", 1, "", "no such round"},
        {"units --round -1", 2, "", "Usage:"},
        {"units --round x", 2, "", "Usage:"},
        {"people --round 999999 --out /nowhere/x", 1, "", "no such round"},
        {"people --round 1", 2, "", "Usage:"},
        {"fly", 2, "", "Usage:"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        said = pledge(d, CASES[i].words);
        has(&said, CASES[i].status, CASES[i].out, CASES[i].err);
    }
    said = pledge(d, arena_printf(d->a, "units --round %lld", (long long)round).ptr);
    has(&said, 0, "0/1\tX\n0/1\tY, a\n", "");

    const char *words = arena_printf(d->a, "people --round %lld --site https://x// --out %s",
                                     (long long)round, path_of(d, "out.csv"))
                            .ptr;
    said = pledge(d, words);
    has(&said, 0, "", "");
    const char *text = file_text(d, "out.csv");
    const char *start = "unit,nama,jabatan,entri,tautan,orang\nX,Amir,Staf,,https://x/ikrar/";
    assert_memory_equal(text, start, strlen(start));
    assert_non_null(strstr(text, "\n\"Y, a\",'=cmd(),,,https://x/ikrar/")); /* no formula */
    struct stat st;
    assert_int_equal(stat(path_of(d, "out.csv"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    said = pledge(d, words);
    has(&said, 1, "", "File exists");
}

/* The file that links could not be made for is not left: half a list would pass for a whole one. */
static void no_half_list_is_left(void **state) {
    struct desk *d = *state;
    put_file(d, "in.csv", HEAD AMIR);
    struct said said = import(d, "bkpsdm-16.06", "");
    has(&said, 0, "New: 1.", "");
    said = pledge(d, "open --office bkpsdm-16.06 --closes 2124-10-31 --opens 2124-10-01");
    has(&said, 0, "is opened", "");
    int64_t round = strtoll(said.out + strlen("Round "), NULL, 10);
    const char *secret = path_of(d, "d/keys/receipt.secret");
    FILE *f = fopen(secret, "r+");
    assert_non_null(f);
    int first = fgetc(f);
    rewind(f);
    assert_true(fputc(first == '0' ? '1' : '0', f) != EOF);
    assert_int_equal(fclose(f), 0);
    said = pledge(d, arena_printf(d->a, "people --round %lld --out %s", (long long)round,
                                  path_of(d, "out.csv"))
                         .ptr);
    has(&said, 1, "", "under another keys/receipt.secret");
    assert_int_equal(access(path_of(d, "out.csv"), F_OK), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_roster_is_imported_again_and_again, make_desk, end_desk),
        cmocka_unit_test_setup_teardown(a_round_is_opened_and_its_links_are_written, make_desk,
                                        end_desk),
        cmocka_unit_test_setup_teardown(no_half_list_is_left, make_desk, end_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
