#ifndef BLOB_BLOB_SAMPLE_H
#define BLOB_BLOB_SAMPLE_H
/* A store of blobs in a folder of its own, for the tests of this room. */
#include "blob/parts.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka wants the two above before it */
#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

struct place {
    char dir[64];
    struct env env;
    struct blob_store *store;
    struct blob_parts is; /* what the last good adding of a part said */
};

static int open_place(void **state) {
    struct place *p = must_alloc(sizeof *p);
    p->env = env_system();
    (void)snprintf(p->dir, sizeof p->dir, "/tmp/netral-blob-XXXXXX");
    assert_non_null(mkdtemp(p->dir));
    assert_int_equal(blob_store_open(p->dir, &p->store).code, ERR_NONE);
    *state = p;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw) {
    (void)st;
    (void)flag;
    (void)ftw;
    return remove(path);
}

static int close_place(void **state) {
    struct place *p = *state;
    blob_store_free(p->store);
    int left = nftw(p->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(p);
    return left;
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)
#endif
