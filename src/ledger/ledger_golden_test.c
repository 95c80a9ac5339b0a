/* tests/golden/ledger-vectors.txt, made by another implementation (Go), byte for byte. */
#include "ledger/ledger_sample.h"
#include "ledger/note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LARGEST = 66000 };
struct golden {
    struct arena *arena;
    struct str text;
    struct sample *tree;
    struct ledger_key key;
};

static int set_up(void **state) {
    struct arena *a = arena_new(64 << 20);
    struct golden *g = NEW(a, struct golden, 1);
    char *bytes = NEW(a, char, 65537); /* ends in a NUL */
    FILE *f = fopen("tests/golden/ledger-vectors.txt", "rb");
    if (!f)
        return -1;
    size_t len = fread(bytes, 1, 65536, f);
    (void)fclose(f);
    *g = (struct golden){.arena = a, .text = {bytes, len}, .tree = sample_new(a, LARGEST)};
    struct hash seed;
    memset(seed.b, 1, sizeof seed.b);
    *state = g;
    return ledger_key_from_seed(STR("log.example/netral"), &seed, &g->key).code ? -1 : 0;
}

static int tear_down(void **state) {
    struct golden *g = *state;
    arena_free(g->arena);
    return 0;
}

/* What stands in the file from behind head to before tail. */
static struct str between(struct str text, const char *head, const char *tail) {
    const char *from = strstr(text.ptr, head);
    assert_non_null(from);
    from += strlen(head);
    const char *to = strstr(from, tail);
    assert_non_null(to);
    return (struct str){from, (size_t)(to - from)};
}

static void assert_str(struct str got, struct str want) {
    if (!str_equal(got, want))
        fail_msg("got:\n%.*s\nwant:\n%.*s", STR_ARG(got), STR_ARG(want));
}

static void the_verifier_key_is_the_one_of_the_vectors(void **state) {
    struct golden *g = *state;
    struct str want = between(g->text, "\nvkey ", "\n");
    assert_str(ledger_vkey(g->arena, &g->key), want);
    struct ledger_key read;
    assert_int_equal(ledger_vkey_parse(want, &read).code, ERR_NONE);
    assert_memory_equal(read.id, g->key.id, 4);
}

static void the_first_leaf_hash_is_the_one_of_the_vectors(void **state) {
    struct golden *g = *state;
    assert_str(base64_encode(g->arena, g->tree->rows[0][0].b, HASH_LEN),
               between(g->text, "--- leaf hash of leaf-0: ", "\n"));
}

static void checkpoints_of_all_sizes_are_byte_identical(void **state) {
    struct golden *g = *state;
    static const int64_t SIZES[] = {0, 1, 2, 5, 255, 256, 257, 700, 66000};
    struct ledger_head head = {0};
    for (size_t i = 0; i < COUNT_OF(SIZES); i++) {
        while (head.size < SIZES[i])
            ledger_head_append(&head, &g->tree->rows[0][head.size], NULL, NULL);
        struct str mark = arena_printf(g->arena, "--- size %d\n", (int)SIZES[i]);
        struct str want = between(g->text, mark.ptr, "---");
        struct hash root = ledger_head_root(&head), read_root;
        assert_str(ledger_checkpoint_sign(g->arena, &g->key, SIZES[i], &root), want);
        assert_int_equal(ledger_root_of(SIZES[i], sample_read, g->tree, &read_root).code, 0);
        assert_true(hash_equal(&read_root, &root));
        struct ledger_checkpoint c;
        assert_int_equal(ledger_checkpoint_open(want, &g->key, &c).code, ERR_NONE);
        assert_int_equal(c.size, SIZES[i]);
        assert_true(hash_equal(&c.root, &root));
    }
}

/* The bytes of a tile in the tree, as a server gives them. */
static struct str tile_bytes(struct golden *g, const struct ledger_tile *tile) {
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int64_t i = tile->index * 256; i < tile->index * 256 + tile->width; i++) {
        if (tile->entries) {
            struct str entry = sample_entry(g->arena, i);
            buf_add_char(&b, (char)(entry.len >> 8));
            buf_add_char(&b, (char)(entry.len & 255));
            buf_add(&b, entry);
        } else {
            const struct hash *h = &g->tree->rows[8 * tile->level][i];
            buf_add(&b, (struct str){(const char *)h->b, HASH_LEN});
        }
    }
    struct str bytes = arena_str(g->arena, buf_str(&b));
    buf_done(&b);
    return bytes;
}

static void the_files_of_size_700_have_the_hashes_of_the_vectors(void **state) {
    struct golden *g = *state;
    const char *from = strstr(g->text.ptr, "files for size 700\n");
    assert_non_null(from);
    struct str rest = str_from_c(from);
    (void)str_cut(&rest, '\n');
    int files = 0;
    while (rest.len) {
        struct str path = str_cut(&rest, '\n'), want = str_cut(&path, ' ');
        path = str_trim(path);
        assert_true(str_starts(path, STR("tile/")));
        path = (struct str){path.ptr + 5, path.len - 5};
        struct ledger_tile tile;
        assert_true(ledger_tile_parse(path, &tile));
        assert_true(ledger_tile_exists(&tile, 700));
        assert_str(ledger_tile_path(g->arena, &tile), path);
        struct hash h = hash_sha256(tile_bytes(g, &tile));
        assert_str(hex_encode(g->arena, h.b, HASH_LEN), want);
        files++;
    }
    assert_int_equal(files, 4);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_verifier_key_is_the_one_of_the_vectors),
        cmocka_unit_test(the_first_leaf_hash_is_the_one_of_the_vectors),
        cmocka_unit_test(checkpoints_of_all_sizes_are_byte_identical),
        cmocka_unit_test(the_files_of_size_700_have_the_hashes_of_the_vectors),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
