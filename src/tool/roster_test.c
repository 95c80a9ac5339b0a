#include "base/xlsx_sample.h"
#include "tool/rules_test.h"

#include <stdlib.h>
#include <sys/stat.h>

/* A folder for one test's files. */
struct desk {
    struct arena *a;
    char *folder;
};

static int make_desk(void **state) {
    hash_library_init();
    struct arena *a = arena_new(256u << 20);
    struct desk *d = NEW(a, struct desk, 1);
    *d = (struct desk){a, (char *)arena_c(a, STR("/tmp/netral-roster.XXXXXX"))};
    *state = d;
    return mkdtemp(d->folder) ? 0 : -1;
}

static const char *path_of(const struct desk *d, const char *name) {
    return arena_printf(d->a, "%s/%s", d->folder, name).ptr;
}

static int end_desk(void **state) {
    static const char *const FILES[] = {"in.csv", "bad.csv", "fix.csv", "mended.csv", "in.xlsx"};
    struct desk *d = *state;
    for (size_t i = 0; i < COUNT_OF(FILES); i++)
        (void)unlink(path_of(d, FILES[i]));
    int status = rmdir(d->folder);
    arena_free(d->a);
    return status;
}

static void put_file(const struct desk *d, const char *name, const char *text) {
    FILE *f = fopen(path_of(d, name), "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static struct said check(const struct desk *d, const char *name, const char *options) {
    return said_by(d->a, tool_roster, "rules",
                   arena_printf(d->a, "check %s%s", path_of(d, name), options).ptr);
}

static void rosters_are_told_good_from_bad(void **state) {
    static const struct {
        const char *text, *options;
        int status;
        const char *out, *err;
    } CASES[] = {
        {"nama,unit,nip\nAmir,X,196608011988031001\n", "", 0, "1 orang terbaca, 0 baris", ""},
        {"nama,unit,nip\nAmir,X,196608011988031001\n", " --lang en", 0,
         "Columns used: nama, unit kerja, NIP; not there: status", ""},
        {"nama,unit\nAmir,X\n", " --class kades", 0, "Kepala desa", ""},
        {"nama,unit,nip\nA,X,196608011988031001\nB,Y,196608011988031001\n", "", 1,
         ":3: NIP ini sudah ada di baris sebelumnya: hapus salah satunya. (baris 2)", ""},
        {"nama,unit,jabatan\nA,X,Kepala Desa\na,X,Pj. Kepala Desa\n", " --class kades", 1,
         "misalnya nama desa. (baris 2)", ""},
        {"nama,unit,nip\nA,X,1.98703E+17\n", " --lang en", 1, ":2: The spreadsheet rounded", ""},
        {"nama,unit,status\nJos\xe9,X,kades\n", "", 0, "1 baris bukan UTF-8", ""},
        {"nama,unit\n", "", 1, "0 orang", "tidak ada baris di bawah judul kolom"},
        {"Daftar\nnama,unit\n\n", " --lang en", 1, "Columns used: nama, unit", "there is no row"},
        {"nama,unit\n,X\n", "", 1, "0 orang terbaca, 1 baris", ""},
        {"Amir,X\n", "", 1, "", "judul kolom tidak ditemukan"},
        {"", " --lang en", 1, "", "none of the first 20 lines names the columns"},
        {"nama,unit\n", " --class raja", 2, "", "no such class"},
        {"nama,unit\n", " --lang fr", 2, "", "Usage:"},
        {"nama,unit\n", " more", 2, "", "Usage:"},
    };
    const struct desk *d = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        put_file(d, "in.csv", CASES[i].text);
        struct said said = check(d, "in.csv", CASES[i].options);
        if (said.status != CASES[i].status || !strstr(said.out, CASES[i].out) ||
            !strstr(said.err, CASES[i].err))
            fail_msg("%s%s: %d\n%s\n%s", CASES[i].text, CASES[i].options, said.status, said.out,
                     said.err);
    }
    struct said said = check(d, "none.csv", "");
    assert_true(said.status == 1 && strstr(said.err, "No such file"));
}

/* What was mended in the list is read by the same columns as the file; nothing in it is a formula,
 * and nobody else may read it. */
static void the_list_of_fixes_can_be_mended_and_read_again(void **state) {
    const struct desk *d = *state;
    put_file(d, "bad.csv",
             "Daftar\nNo;Nama;Unit;NIP\n1;Amir;X;196608011988031001\n2;=cmd();Y;1,98E+17\n"
             "3;\"Budi;Z;4\n");
    const char *list = path_of(d, "fix.csv");
    struct said said = check(d, "bad.csv", arena_printf(d->a, " --fixes %s", list).ptr);
    assert_int_equal(said.status, 1);
    enum { ROOM = 4096 };
    char text[ROOM] = {0};
    FILE *f = fopen(list, "r");
    assert_non_null(f);
    text[fread(text, 1, ROOM - 1, f)] = '\0';
    assert_int_equal(fclose(f), 0);
    assert_true(strncmp(text, "baris;alasan;No;Nama;Unit;NIP\n4;", 32) == 0);
    assert_non_null(strstr(text, ";2;'=cmd();Y;\"1,98E+17\"\n5;"));
    assert_non_null(strstr(text, ";\"3;\"\"Budi;Z;4\"\n"));
    struct stat st;
    assert_int_equal(stat(list, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);

    said = check(d, "bad.csv", arena_printf(d->a, " --fixes %s", list).ptr);
    assert_true(said.status == 1 && strstr(said.err, "File exists")); /* nothing is lost */
    put_file(d, "mended.csv",
             "baris;alasan;No;Nama;Unit;NIP\n4;\"NIP: x\";2;Siti;Y;196608011988032002\n");
    assert_int_equal(check(d, "mended.csv", "").status, 0);
}

/* By its bytes, whatever its name; of one that is cut short nothing is read. */
static void a_workbook_is_read_as_a_table_is(void **state) {
    static const struct {
        size_t cut;
        int status;
        const char *options, *out, *err;
    } CASES[] = {
        {0, 1, "", "1 orang terbaca, 1 baris", ""},
        {0, 1, "", "in.xlsx:3: Angka terakhir NIP hilang", ""},
        {1, 1, "", "", "in.xlsx: Berkas Excel ini rusak atau terpotong"},
        {1, 1, " --lang en", "", "in.xlsx: This Excel file is damaged or cut short"},
    };
    const struct desk *d = *state;
    const struct xlsx_sample sample = {
        .sheet = STR("<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c "
                     "t=\"s\"><v>2</v></c></row><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
                     "<c t=\"s\"><v>3</v></c></row><row><c t=\"s\"><v>0</v></c><c "
                     "t=\"s\"><v>1</v></c><c><v>196608011988031002</v></c></row></sheetData>"
                     "</worksheet>"),
        .texts = STR("<sst><si><t>nama</t></si><si><t>unit</t></si><si><t>nip</t></si><si><t>"
                     "196608011988031001</t></si></sst>")};
    struct str whole = xlsx_sample(d->a, &sample);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        FILE *f = fopen(path_of(d, "in.xlsx"), "w");
        assert_non_null(f);
        size_t len = whole.len - CASES[i].cut;
        assert_int_equal(fwrite(whole.ptr, 1, len, f), len);
        assert_int_equal(fclose(f), 0);
        struct said said = check(d, "in.xlsx", CASES[i].options);
        if (said.status != CASES[i].status || !strstr(said.out, CASES[i].out) ||
            !strstr(said.err, CASES[i].err))
            fail_msg("%zu: %d\n%s\n%s", i, said.status, said.out, said.err);
        assert_true(!CASES[i].cut || !said.out[0]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rosters_are_told_good_from_bad, make_desk, end_desk),
        cmocka_unit_test_setup_teardown(a_workbook_is_read_as_a_table_is, make_desk, end_desk),
        cmocka_unit_test_setup_teardown(the_list_of_fixes_can_be_mended_and_read_again, make_desk,
                                        end_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
