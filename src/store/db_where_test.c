#include "store/db_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka wants the headers above before it */
#include <cmocka.h>

/* Of the environment, too, nothing that is set where the tests run. */
static const char *const NAMES[] = {"PGHOST",    "PGHOSTADDR",    "PGSSLMODE",
                                    "PGSERVICE", "PGSERVICEFILE", "PGPORT"};

static void clear(void) {
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        (void)unsetenv(NAMES[i]);
}

static void a_network_is_used_only_by_tls_that_verifies(void **state) {
    static const struct {
        const char *where, *name, *value; /* an entry of the environment, or none */
        bool good;
    } CASES[] = {
        {"postgresql://", NULL, NULL, true},
        {"postgresql:///netral?host=/var/run/postgresql", NULL, NULL, true},
        {"postgresql://%2Fvar%2Frun%2Fpostgresql/netral", NULL, NULL, true},
        {"postgresql:///netral?host=@abstract", NULL, NULL, true},
        {"postgresql://u:p@localhost:5433/netral", NULL, NULL, true},
        {"postgresql://127.0.0.1/netral?sslmode=disable", NULL, NULL, true},
        {"postgresql://127.8.9.10/netral", NULL, NULL, true},
        {"postgresql://[::1]/netral", NULL, NULL, true},
        {"postgres://localhost,127.0.0.1,[::1]/netral", NULL, NULL, true},
        {"postgresql://db.example/netral?hostaddr=127.0.0.1", NULL, NULL, true},
        {"postgresql://db.example/netral", NULL, NULL, false},
        {"postgres://db.example:5432/netral", NULL, NULL, false},
        {"postgresql://localhost.example/netral", NULL, NULL, false},
        {"postgresql://128.0.0.1/netral", NULL, NULL, false},
        {"postgresql://[::2]/netral", NULL, NULL, false},
        {"postgresql://2130706433/netral", NULL, NULL, false},
        {"postgresql://localhost/netral?hostaddr=192.0.2.1", NULL, NULL, false},
        {"postgresql://localhost,db.example/netral", NULL, NULL, false},
        {"postgresql://a,b/netral?hostaddr=127.0.0.1,192.0.2.1", NULL, NULL, false},
        {"postgresql://a,b/netral?hostaddr=127.0.0.1,", NULL, NULL, false},
        {"postgresql://db.example/netral?sslmode=require", NULL, NULL, false},
        {"postgresql://db.example/netral?sslmode=verify-ca", NULL, NULL, false},
        {"postgresql://db.example/netral?sslmode=verify-full", NULL, NULL, true},
        {"postgresql://a,b/netral?port=1,2&sslmode=verify-full", NULL, NULL, true},
        {"postgresql:///netral", "PGHOST", "db.example", false},
        {"postgresql:///netral", "PGHOST", "/run/postgresql", true},
        {"postgresql:///netral", "PGHOSTADDR", "192.0.2.1", false},
        {"postgresql://localhost/netral", "PGHOST", "db.example", true},
        {"postgresql://db.example/netral", "PGSSLMODE", "verify-full", true},
        {"postgresql://db.example/netral?sslmode=prefer", "PGSSLMODE", "verify-full", false},
        {"postgresql:///netral?service=far", NULL, NULL, false},
        {"postgresql:///netral?service=safe", NULL, NULL, true},
        {"postgresql:///netral?service=safe&sslmode=allow", NULL, NULL, false},
        {"postgresql:///netral", "PGSERVICE", "far", false},
    };
    char file[] = "/tmp/netral-service-XXXXXX";
    (void)state;
    int fd = mkstemp(file);
    assert_true(fd >= 0);
    (void)dprintf(fd, "[far]\nhost=db.example\n[safe]\nhost=db.example\nsslmode=verify-full\n");
    (void)close(fd);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        clear();
        (void)setenv("PGSERVICEFILE", file, 1);
        if (CASES[i].name)
            (void)setenv(CASES[i].name, CASES[i].value, 1);
        struct err e = db_postgres_guard(CASES[i].where);
        if (e.code != (CASES[i].good ? ERR_NONE : ERR_DENIED))
            fail_msg("%s %s=%s: %d", CASES[i].where, CASES[i].name, CASES[i].value, (int)e.code);
    }
    (void)unlink(file);
    clear();
}

static void a_uri_that_libpq_does_not_read_is_left_to_it(void **state) {
    static const char *const CASES[] = {"postgresql://[::1/x", "postgresql:///x?nothing=1",
                                        "postgresql:///x?service=none"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct db db = {0};
        assert_int_equal(db_postgres_guard(CASES[i]).code, ERR_NONE);
        assert_int_equal(db_open(str_from_c(CASES[i]), false, false, &db).code, ERR_STORE);
    }
}

static void a_store_over_a_network_in_the_clear_is_refused(void **state) {
    struct db db = {0};
    (void)state;
    struct err e = db_open(STR("postgresql://192.0.2.1/netral"), true, false, &db);
    assert_int_equal(e.code, ERR_DENIED);
    assert_true(str_equal(e.about, STR("database")));
    assert_null(db.driver);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_network_is_used_only_by_tls_that_verifies),
        cmocka_unit_test(a_uri_that_libpq_does_not_read_is_left_to_it),
        cmocka_unit_test(a_store_over_a_network_in_the_clear_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
