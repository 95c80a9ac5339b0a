#include "law/law.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Words of the statutes that nobody need know. Where one of them stands in a text of our pages, in
 * the rules' own words or in a document, rules/terms.yaml must explain it: a page that begins to
 * speak of "diskualifikasi" fails here until it does. A new word of the statute is a line here. */
static const char *const STATUTE[] = {
    "alat peraga",
    "alat bukti",
    "barang bukti",
    "amar",
    "atasan langsung",
    "bakal calon",
    "banding administratif",
    "calon perseorangan",
    "cuti bersama",
    "diskualifikasi",
    "dugaan",
    "gratifikasi",
    "gugatan perdata",
    "hari kalender",
    "hari kerja",
    "hukuman disiplin",
    "ikrar netralitas",
    "imbauan",
    "informasi awal",
    "inkrah",
    "inspektorat",
    "judicial review",
    "kajian",
    "kategori denda",
    "kasasi",
    "keberatan",
    "klarifikasi",
    "kode etik",
    "kurungan",
    "laporan",
    "majelis",
    "masa tenang",
    "mutasi",
    "netralitas",
    "pakta integritas",
    "Panwascam",
    "pasangan calon",
    "pelanggaran administratif",
    "pelapor",
    "pelaksana tugas",
    "pelimpahan",
    "pemantau",
    "pemblokiran",
    "penelusuran",
    "penerusan",
    "penetapan",
    "pengambilalihan",
    "penjabat",
    "petahana",
    "politik uang",
    "praperadilan",
    "rapat pleno",
    "registrasi",
    "rehabilitasi",
    "rekomendasi",
    "sanksi moral",
    "skorsing",
    "syarat formal",
    "tahapan",
    "teguran",
    "tembusan",
    "temuan",
    "terlapor",
    "tim kampanye",
    "tim pemenangan",
    "tim pemeriksa",
    "tindak pidana pemilihan",
    "uang pengganti",
    "upaya administratif",
    "wilayah kerja",
};
enum { WORD_COUNT = sizeof STATUTE / sizeof *STATUTE, PAGE_MAX = 1 << 20, PATH_LEN = 512 };

struct world {
    struct arena *a;
    const struct law *law;
    bool used[WORD_COUNT];
    int missing;
};

static int make_world(void **state) {
    static struct law_faults faults;
    struct arena *a = arena_new(LAW_ARENA_CAP);
    struct world *w = NEW(a, struct world, 1);
    hash_library_init();
    w->a = a;
    *state = w;
    return law_load(a, "rules", &w->law, &faults).code != ERR_NONE;
}

static int end_world(void **state) {
    arena_free(((struct world *)*state)->a);
    return 0;
}

static char lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
}

static bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* As a word of its own, in any case. */
static bool says(struct str text, struct str word) {
    for (size_t i = 0; i + word.len <= text.len; i++) {
        size_t k = 0;
        while (k < word.len && lower(text.ptr[i + k]) == lower(word.ptr[k]))
            k++;
        if (k == word.len && (!i || !is_letter(text.ptr[i - 1])) &&
            (i + k == text.len || !is_letter(text.ptr[i + k])))
            return true;
    }
    return false;
}

static bool is_term(const struct law *law, struct str word) {
    for (size_t i = 0; i < law->term_count; i++)
        if (says(law->terms[i].word.id, word))
            return true;
    return false;
}

static void look(struct world *w, const char *where, struct str text) {
    for (size_t i = 0; i < WORD_COUNT; i++) {
        struct str word = str_from_c(STATUTE[i]);
        if (w->used[i] || !says(text, word))
            continue;
        w->used[i] = true;
        if (!is_term(w->law, word)) {
            print_message("%s says \"%s\": rules/terms.yaml has no entry for it\n", where,
                          STATUTE[i]);
            w->missing++;
        }
    }
}

static void look_at_file(struct world *w, const char *path) {
    FILE *f = fopen(path, "rb");
    char *text = NEW(w->a, char, PAGE_MAX);
    assert_non_null(f);
    size_t len = fread(text, 1, PAGE_MAX, f);
    (void)fclose(f);
    assert_true(len < PAGE_MAX);
    look(w, path, (struct str){text, len});
}

/* The documents of a folder, but for the glossary: that is where the words are explained. */
static void look_at_documents(struct world *w, const char *folder) {
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (const struct dirent *d; (d = readdir(dir));) {
        char path[PATH_LEN];
        size_t len = strlen(d->d_name);
        if (len < 4 || strcmp(d->d_name + len - 3, ".md") != 0 || !strcmp(d->d_name, "glossary.md"))
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", folder, d->d_name);
        look_at_file(w, path);
    }
    (void)closedir(dir);
}

static void every_word_of_the_statute_that_people_read_is_explained(void **state) {
    struct world *w = *state;
    static const char *const FOLDERS[] = {".", "docs", "docs/law"};
    look_at_file(w, "src/web/text/id.json");
    look_at_file(w, "src/web/text/en.json");
    for (size_t i = 0; i < w->law->files.count; i++)
        if (!str_equal(w->law->files.list[i].name, STR("terms.yaml")))
            look(w, w->law->files.list[i].name.ptr, w->law->files.list[i].bytes);
    for (size_t i = 0; i < COUNT_OF(FOLDERS); i++)
        look_at_documents(w, FOLDERS[i]);
    assert_int_equal(w->missing, 0);
}

static void a_word_without_an_entry_is_found(void **state) {
    struct world *w = *state;
    static const char *const ENTRIES[] = {"netralitas", "petahana", "majelis", "dugaan"};
    for (size_t i = 0; i < COUNT_OF(ENTRIES); i++)
        assert_true(is_term(w->law, str_from_c(ENTRIES[i])));
    assert_false(is_term(w->law, STR("praperadilan")));
    assert_true(says(STR("Diskualifikasi calon"), STR("diskualifikasi")));
    assert_false(says(STR("mendiskualifikasi"), STR("diskualifikasi")));
    assert_false(says(STR("pelaporan"), STR("laporan")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_statute_that_people_read_is_explained),
        cmocka_unit_test(a_word_without_an_entry_is_found),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
