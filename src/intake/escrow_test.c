#include "intake/escrow.h"

#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *name, *form, *fault; /* NULL: taken */
    struct intake_escrow want;       /* without its texts and bytes */
    size_t sealed, reason;
} CASES[] = {
    {"onions",
     "csrf=0&aksi=titip&nomor=2&penerima=a+b+c&segel=AQID",
     NULL,
     {INTAKE_ESCROW_MAKE, .n = 2},
     3,
     0},
    {"an asking",
     "aksi=minta&nomor=1&alasan=Semua+lupa.",
     NULL,
     {INTAKE_ESCROW_ASK, .n = 1},
     0,
     11},
    {"consent", "aksi=setuju&permintaan=40", NULL, {INTAKE_ESCROW_AGREE, .ask = 40}, 0, 0},
    {"a peeled one",
     "aksi=kupas&permintaan=40&bawang=2&segel=AQ%3D%3D",
     NULL,
     {INTAKE_ESCROW_PEEL, .ask = 40, .onion = 2},
     1,
     0},
    {"a chain",
     "aksi=buka&permintaan=40&bawang=0&segel=AQ%3D%3D",
     NULL,
     {INTAKE_ESCROW_OPEN, .ask = 40},
     1,
     0},
    {"a refusal",
     "aksi=tolak&permintaan=40&alasan=Tidak.",
     NULL,
     {INTAKE_ESCROW_REFUSE, .ask = 40},
     0,
     6},
    {"a withdrawal", "aksi=batal&permintaan=40", NULL, {INTAKE_ESCROW_WITHDRAW, .ask = 40}, 0, 0},
    {"nothing", "", "aksi", {0}, 0, 0},
    {"another verb", "aksi=hapus", "aksi", {0}, 0, 0},
    {"onions of no key", "aksi=titip&segel=AQID", "nomor", {0}, 0, 0},
    {"of a key below nought", "aksi=minta&nomor=-1&alasan=x", "nomor", {0}, 0, 0},
    {"no onions", "aksi=titip&nomor=1", "segel", {0}, 0, 0},
    {"base64 without its end", "aksi=titip&nomor=1&segel=AQ", "segel", {0}, 0, 0},
    {"without a reason", "aksi=minta&nomor=1&alasan=++", "alasan", {0}, 0, 0},
    {"consent to nothing", "aksi=setuju", "permintaan", {0}, 0, 0},
    {"consent to a word", "aksi=setuju&permintaan=x", "permintaan", {0}, 0, 0},
    {"a fourth onion", "aksi=kupas&permintaan=1&bawang=3&segel=AQ%3D%3D", "bawang", {0}, 0, 0},
    {"a refusal without one", "aksi=tolak&permintaan=1", "alasan", {0}, 0, 0},
};

static void a_form_is_read_or_refused_by_its_field(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct arena *a = arena_new(1 << 20);
        struct intake_pairs form;
        struct intake_escrow x = {0};
        assert_int_equal(intake_urlencoded(a, str_from_c(CASES[i].form), &form).code, ERR_NONE);
        struct err e = intake_escrow_form(a, &form, &x);
        bool good = CASES[i].fault
                        ? e.code == ERR_INVALID && str_equal(e.about, str_from_c(CASES[i].fault))
                        : !e.code;
        const struct intake_escrow *want = &CASES[i].want;
        if (!good || x.verb != want->verb || x.n != want->n || x.ask != want->ask ||
            x.onion != want->onion || x.sealed.len != CASES[i].sealed ||
            x.reason.len != CASES[i].reason)
            fail_msg("%s: about \"%.*s\"", CASES[i].name, STR_ARG(e.about));
        arena_free(a);
    }
}

static void what_is_sealed_is_short(void **state) {
    enum { BYTES = 4096 }; /* INTAKE_WRAP */
    (void)state;
    for (size_t more = 0; more < 2; more++) {
        struct arena *a = arena_new(1 << 20);
        char *bytes = NEW(a, char, BYTES + more);
        memset(bytes, 7, BYTES + more);
        struct intake_pair list[] = {{STR("aksi"), STR("titip")},
                                     {STR("nomor"), STR("1")},
                                     {STR("segel"), base64_encode(a, bytes, BYTES + more)}};
        const struct intake_pairs form = {list, COUNT_OF(list)};
        struct intake_escrow x;
        assert_int_equal(intake_escrow_form(a, &form, &x).code, more ? ERR_INVALID : ERR_NONE);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_form_is_read_or_refused_by_its_field),
                                       cmocka_unit_test(what_is_sealed_is_short)};
    return cmocka_run_group_tests_name("intake_escrow", tests, NULL, NULL);
}
