#include "base/buf.h"
#include "seal/age_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

static const size_t ARENA = 64u << 20;

static int set_up(void **state) {
    *state = arena_new(ARENA);
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

/* Sealed to key 0 with seed n. */
static struct str sealed(struct arena *a, struct str plain, uint8_t n) {
    struct seal_recipient recipient = sample_recipient(0);
    struct hash seed = sample_hash(n);
    const struct seal_to to = {&recipient, 1, &seed};
    struct str ret = {0};
    assert_int_equal(seal_bytes(a, plain, &to, &ret).code, ERR_NONE);
    return ret;
}

/* Fed in pieces to a reader with key n; what came out stands in *out even when it fails. */
struct outcome {
    struct err e;
    struct str out;
};
static struct outcome open_pieces(struct arena *a, struct str file, size_t piece, uint8_t n) {
    struct seal_identity id = sample_identity(n);
    const struct seal_keys keys = {&id, 1};
    struct seal_reader *r = seal_reader_new(&keys);
    char *text = NEW(a, char, file.len + 1);
    struct outcome o = {.out = {text, 0}};
    while (!o.e.code && file.len) {
        struct str part = {file.ptr, file.len < piece ? file.len : piece}, plain = {0};
        file = (struct str){file.ptr + part.len, file.len - part.len};
        while (!o.e.code && part.len) {
            o.e = seal_reader_feed(r, &part, &plain);
            if (o.e.code)
                break;
            memcpy(text + o.out.len, plain.ptr ? plain.ptr : "", plain.len);
            o.out.len += plain.len;
        }
    }
    struct str last = {0};
    struct err e = seal_reader_end(r, &last);
    if (o.e.code) { /* what failed once stays so */
        assert_int_equal(e.code, o.e.code);
        assert_true(str_equal(e.about, o.e.about));
    }
    o.e = e;
    memcpy(text + o.out.len, last.ptr ? last.ptr : "", last.len);
    o.out.len += last.len;
    seal_reader_free(r);
    return o;
}

static void expect(const char *name, struct err e, enum err_code code, const char *about) {
    if (e.code != code || !str_equal(e.about, str_from_c(about)))
        fail_msg("%s: %.*s about %.*s", name, STR_ARG(err_name(e.code)), STR_ARG(e.about));
}

/* Computed with node's crypto and @noble/curves from the words of the format and of age_writer.c.
 */
static void a_sealed_file_is_what_the_format_says(void **state) {
    struct seal_recipient recipients[] = {sample_recipient(0), sample_recipient(1)};
    struct hash seed;
    for (size_t i = 0; i < HASH_LEN; i++)
        seed.b[i] = (uint8_t)i;
    const struct seal_to to = {recipients, 2, &seed};
    struct str file = {0};
    assert_int_equal(seal_bytes(*state, STR("kajian awal"), &to, &file).code, ERR_NONE);
    assert_int_equal(file.len, 309);
    struct hash got = hash_sha256(file);
    assert_true(str_equal(hex_encode(*state, got.b, HASH_LEN),
                          STR("92d47cedbec16f6211578e68b57b7e7a9b18d4a8f2c5e8700a6cd2f1fc78e13a")));
}

static const size_t SIZES[] = {
    0, 1, SEAL_CHUNK - 1, SEAL_CHUNK, SEAL_CHUNK + 1, 2 * SEAL_CHUNK, 2 * SEAL_CHUNK + 1, 5 << 20};

static void what_is_sealed_opens(void **state) {
    for (size_t i = 0; i < COUNT_OF(SIZES); i++) {
        struct str plain = sample_text(*state, SIZES[i]), file = sealed(*state, plain, 9);
        assert_int_equal(file.len, seal_size(1, (int64_t)plain.len));
        static const size_t PIECES[] = {4096, SEAL_CHUNK + 16, SIZE_MAX};
        for (size_t p = 0; p < COUNT_OF(PIECES); p++) {
            struct outcome o = open_pieces(*state, file, PIECES[p], 0);
            expect("opened", o.e, ERR_NONE, "");
            assert_true(str_equal(o.out, plain));
        }
        struct seal_identity id = sample_identity(0);
        const struct seal_keys keys = {&id, 1};
        struct str whole = {0};
        assert_int_equal(seal_open(*state, file, &keys, &whole).code, ERR_NONE);
        assert_true(str_equal(whole, plain));
        arena_reset(*state);
    }
    struct str file = sealed(*state, sample_text(*state, 1000), 9);
    assert_true(str_equal(open_pieces(*state, file, 1, 0).out, sample_text(*state, 1000)));
}

static void pieces_do_not_change_what_is_sealed(void **state) {
    static const size_t PIECES[] = {1, 1000, SEAL_CHUNK, SEAL_CHUNK + 1};
    struct str plain = sample_text(*state, 2 * SEAL_CHUNK + 5), file = sealed(*state, plain, 3);
    struct seal_recipient recipient = sample_recipient(0);
    struct hash seed = sample_hash(3);
    const struct seal_to to = {&recipient, 1, &seed};
    for (size_t p = 0; p < COUNT_OF(PIECES); p++) {
        struct seal_writer *w = NULL;
        struct str rest = plain;
        size_t at = 0;
        assert_int_equal(seal_writer_new(&to, &w).code, ERR_NONE);
        while (rest.len) {
            struct str part = {rest.ptr, rest.len < PIECES[p] ? rest.len : PIECES[p]};
            rest = (struct str){rest.ptr + part.len, rest.len - part.len};
            while (part.len) {
                struct str out = seal_writer_feed(w, &part);
                assert_memory_equal(file.ptr + at, out.ptr, out.len);
                at += out.len;
            }
        }
        struct str out = seal_writer_end(w);
        assert_int_equal(at + out.len, file.len);
        assert_memory_equal(file.ptr + at, out.ptr, out.len);
        seal_writer_free(w);
    }
}

static void an_empty_feed_changes_nothing(void **state) {
    struct seal_recipient recipient = sample_recipient(0);
    struct hash seed = sample_hash(3);
    const struct seal_to to = {&recipient, 1, &seed};
    struct seal_identity id = sample_identity(0);
    const struct seal_keys keys = {&id, 1};
    struct seal_writer *w = NULL;
    struct str nothing = {0}, plain = STR("x");
    assert_int_equal(seal_writer_new(&to, &w).code, ERR_NONE);
    struct str out = seal_writer_feed(w, &nothing);
    assert_int_equal(out.len, seal_size(1, 0) - TAG_LEN);
    assert_int_equal(seal_writer_feed(w, &nothing).len, 0);
    assert_int_equal(seal_writer_end(w).len, TAG_LEN);
    seal_writer_free(w);
    assert_int_equal(seal_writer_new(&to, &w).code, ERR_NONE);
    struct str chunk = sample_text(*state, SEAL_CHUNK); /* full: it may still be the last */
    assert_int_equal(seal_writer_feed(w, &chunk).len, seal_size(1, 0) - TAG_LEN);
    assert_int_equal(seal_writer_feed(w, &nothing).len, 0);
    assert_int_equal(seal_writer_end(w).len, SEALED_CHUNK);
    seal_writer_free(w);
    struct seal_reader *r = seal_reader_new(&keys);
    assert_int_equal(seal_reader_feed(r, &nothing, &plain).code, ERR_NONE);
    assert_int_equal(plain.len, 0);
    expect("nothing", seal_reader_end(r, &plain), ERR_SEAL_CUT, "header");
    seal_reader_free(r);
    seal_writer_free(NULL);
    seal_reader_free(NULL);
}

static void each_of_many_recipients_opens(void **state) {
    struct seal_recipient list[SEAL_RECIPIENTS_MAX + 1];
    struct hash seed = sample_hash(9);
    for (size_t i = 0; i < COUNT_OF(list); i++)
        list[i] = sample_recipient((uint8_t)i);
    struct seal_to to = {list, SEAL_RECIPIENTS_MAX, &seed};
    struct str file = {0};
    assert_int_equal(seal_bytes(*state, STR("laporan"), &to, &file).code, ERR_NONE);
    for (unsigned i = 0; i < SEAL_RECIPIENTS_MAX; i += 127) {
        struct outcome o = open_pieces(*state, file, SIZE_MAX, (uint8_t)i);
        expect("one of many", o.e, ERR_NONE, "");
        assert_true(str_equal(o.out, STR("laporan")));
    }
    struct outcome o = open_pieces(*state, file, SIZE_MAX, SEAL_RECIPIENTS_MAX);
    expect("another", o.e, ERR_SEAL_OTHERS, "identity");
    to.count++;
    expect("too many", seal_bytes(*state, STR(""), &to, &file), ERR_SEAL_FORM, "recipients");
    to.count = 0;
    expect("none", seal_bytes(*state, STR(""), &to, &file), ERR_SEAL_FORM, "recipients");
    memset(list[0].b, 0, sizeof list[0].b);
    to.count = 1;
    expect("order", seal_bytes(*state, STR(""), &to, &file), ERR_SEAL_KEY, "order");
}

static void any_of_several_keys_opens(void **state) {
    struct seal_identity list[] = {sample_identity(1), sample_identity(0), sample_identity(2)};
    struct str file = sealed(*state, STR("laporan"), 9), plain = {0};
    const struct seal_keys all = {list, 3}, others = {list, 1}, none = {NULL, 0};
    assert_int_equal(seal_open(*state, file, &all, &plain).code, ERR_NONE);
    assert_true(str_equal(plain, STR("laporan")));
    expect("others", seal_open(*state, file, &others, &plain), ERR_SEAL_OTHERS, "identity");
    expect("no key", seal_open(*state, file, &none, &plain), ERR_SEAL_OTHERS, "identity");
    assert_true(str_equal(plain, STR("laporan")));
}

static void every_file_cut_short_is_refused(void **state) {
    struct str file = sealed(*state, STR("laporan"), 9);
    for (size_t len = 0; len < file.len; len++) {
        struct outcome o = open_pieces(*state, (struct str){file.ptr, len}, SIZE_MAX, 0);
        if (len < 168)
            expect("header", o.e, ERR_SEAL_CUT, "header");
        else if (len < 168 + NONCE_LEN)
            expect("nonce", o.e, ERR_SEAL_CUT, "nonce");
        else if (len < 168 + NONCE_LEN + TAG_LEN)
            expect("payload", o.e, ERR_SEAL_CUT, "payload");
        else
            expect("chunk", o.e, ERR_SEAL_ALTERED, "chunk");
        assert_int_equal(o.out.len, 0);
    }
}

static void every_changed_bit_is_noticed(void **state) {
    struct str file = sealed(*state, STR("laporan"), 9);
    char *bytes = (char *)(uintptr_t)file.ptr;
    for (size_t bit = 0; bit < 8 * file.len; bit++) {
        bytes[bit / 8] ^= (char)(1 << bit % 8);
        struct outcome o = open_pieces(*state, file, SIZE_MAX, 0);
        if (!o.e.code || o.out.len)
            fail_msg("bit %zu was not noticed", bit);
        if (bit / 8 >= 168)
            expect("payload", o.e, ERR_SEAL_ALTERED, "chunk");
        bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
}

/* The header and nonce of seed n's file, then chunks as a broken or hostile writer makes them. */
struct chunk {
    size_t len;
    bool last;
    int skip; /* chunks that are counted and left out before it */
};
static struct str forged(struct arena *a, const struct chunk *chunks, size_t count) {
    struct str good = sealed(a, STR(""), 5), plain = sample_text(a, 3 * SEAL_CHUNK);
    struct seal_identity id = sample_identity(0);
    struct seal_header h = {0};
    struct file_key key;
    size_t at = (size_t)seal_size(1, 0) - TAG_LEN;
    char *file = NEW(a, char, at + count * SEALED_CHUNK);
    struct str rest = good;
    struct seal_recipient mine = seal_recipient_of(&id);
    memcpy(file, good.ptr, at);
    while (h.expects != HEADER_DONE)
        assert_int_equal(seal_header_line(&h, str_cut(&rest, '\n')).code, ERR_NONE);
    assert_int_equal(seal_share_open(&h.shares[0], &id, &mine, &key), SHARE_OPENED);
    struct seal_cipher c = seal_cipher_of(&key, (const uint8_t *)rest.ptr);
    for (size_t i = 0; i < count; i++) {
        c.chunks += (uint64_t)chunks[i].skip;
        plain.len = chunks[i].len;
        seal_cipher_seal(&c, plain, chunks[i].last, (uint8_t *)file + at);
        at += plain.len + TAG_LEN;
    }
    return (struct str){file, at};
}

static const struct {
    const char *name;
    struct chunk chunks[3];
    size_t count;
    enum err_code code;
    const char *about;
    size_t released;
} PAYLOADS[] = {
    {"as it should be", {{SEAL_CHUNK, false, 0}, {9, true, 0}}, 2, ERR_NONE, "", SEAL_CHUNK + 9},
    {"a full last chunk", {{SEAL_CHUNK, true, 0}}, 1, ERR_NONE, "", SEAL_CHUNK},
    {"no chunk", {{0}}, 0, ERR_SEAL_CUT, "payload", 0},
    {"no last chunk", {{SEAL_CHUNK, false, 0}}, 1, ERR_SEAL_CUT, "payload", SEAL_CHUNK},
    {"a short chunk that is not the last", {{9, false, 0}}, 1, ERR_SEAL_ALTERED, "chunk", 0},
    {"an empty last chunk behind others",
     {{SEAL_CHUNK, false, 0}, {0, true, 0}},
     2,
     ERR_SEAL_FORM,
     "last-chunk",
     SEAL_CHUNK},
    {"a second last chunk",
     {{SEAL_CHUNK, true, 0}, {9, true, 0}},
     2,
     ERR_SEAL_FORM,
     "trailing",
     SEAL_CHUNK},
    {"a short last chunk and another",
     {{9, true, 0}, {9, true, 0}},
     2,
     ERR_SEAL_ALTERED,
     "chunk",
     0},
    {"a chunk left out",
     {{SEAL_CHUNK, false, 0}, {9, true, 1}},
     2,
     ERR_SEAL_ALTERED,
     "chunk",
     SEAL_CHUNK},
    {"the first chunk left out", {{9, true, 1}}, 1, ERR_SEAL_ALTERED, "chunk", 0},
    {"chunks in another order",
     {{SEAL_CHUNK, false, 1}, {SEAL_CHUNK, false, -2}, {9, true, 1}},
     3,
     ERR_SEAL_ALTERED,
     "chunk",
     0},
};

static void chunks_are_a_chain_with_one_end(void **state) {
    for (size_t i = 0; i < COUNT_OF(PAYLOADS); i++) {
        static const size_t PIECES[] = {1000, SIZE_MAX};
        struct str file = forged(*state, PAYLOADS[i].chunks, PAYLOADS[i].count);
        for (size_t p = 0; p < COUNT_OF(PIECES); p++) {
            struct outcome o = open_pieces(*state, file, PIECES[p], 0);
            expect(PAYLOADS[i].name, o.e, PAYLOADS[i].code, PAYLOADS[i].about);
            if (o.out.len != PAYLOADS[i].released)
                fail_msg("%s: %zu bytes came out", PAYLOADS[i].name, o.out.len);
        }
        arena_reset(*state);
    }
}

/* Against libsodium with the nonce written out: eleven bytes of counter, one of flag. */
static void the_counter_of_chunks_is_big_endian(void **state) {
    static const uint8_t NONCE[] = {0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 1};
    const struct file_key key = {{1}};
    const uint8_t file_nonce[NONCE_LEN] = {2};
    struct seal_cipher c = seal_cipher_of(&key, file_nonce);
    uint8_t got[TAG_LEN + 1], want[TAG_LEN + 1];
    (void)state;
    c.chunks = 0x0102030405060708;
    seal_cipher_seal(&c, STR("x"), true, got);
    (void)crypto_aead_chacha20poly1305_ietf_encrypt(want, NULL, (const uint8_t *)"x", 1, NULL, 0,
                                                    NULL, NONCE, c.key);
    assert_memory_equal(got, want, sizeof want);
    assert_int_equal(c.chunks, 0x0102030405060709);
}

#define V "age-encryption.org/v1\n"
#define SHARE "TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc"
#define X "-> X25519 " SHARE "\n"
#define B "hjabGXwSLQ9c3S6Lw2i+S2Tu2fiwQHHslbBN6B41FLE\n"
#define M "--- qcNy6mAn80JKuXPUW7ANJdOhzbOtVSsIGM12i5B4vx4\n"
#define B64 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static const struct {
    const char *name, *text, *about;
} HEADERS[] = {
    {"another version", "age-encryption.org/v2\n" X B M, "version"},
    {"a longer version", "age-encryption.org/v10\n" X B M, "version"},
    {"a shorter version", "age-encryption.org\n" X B M, "version"},
    {"armor", "-----BEGIN AGE ENCRYPTED FILE-----\n", "version"},
    {"CRLF", "age-encryption.org/v1\r\n" X B M, "version"},
    {"a long line that is no version and does not end", B64 B64 B64, "version"},
    {"an empty first line", "\n" V X B M, "version"},
    {"no stanza", V M, "stanza"},
    {"a line that begins otherwise", V "=> X25519 " SHARE "\n" B M, "stanza"},
    {"an empty line for a stanza", V X B "\n" M, "stanza"},
    {"no type", V "-> \n\n" M, "stanza"},
    {"no blank", V "->\n\n" M, "stanza"},
    {"two blanks", V "-> a  b\n\n" M, "stanza"},
    {"a blank at the end", V "-> a \n\n" M, "stanza"},
    {"a blank at the start", V "->  a\n\n" M, "stanza"},
    {"a control character", V "-> a \x7f\n\n" M, "stanza"},
    {"a tab", V "-> a\tb\n\n" M, "stanza"},
    {"a byte above ASCII", V "-> a \xc3\xa9\n\n" M, "stanza"},
    {"no body", V "-> a\n" M, "body"},
    {"a body that does not end", V "-> a\n" B64 "\n" M, "body"},
    {"a line of 65", V "-> a\n" B64 "A\n\n" M, "body"},
    {"padding", V "-> a\nAA==\n" M, "body"},
    {"stray bits", V "-> a\nAB\n" M, "body"},
    {"one symbol too many", V "-> a\nA\n" M, "body"},
    {"no base64", V "-> a\nA-_A\n" M, "body"},
    {"a byte of 0xd7", V "-> a\nAAA\xd7\n" M, "body"},
    {"a CR", V "-> a\nAAAA\r\n" M, "body"},
    {"two short lines", V "-> a\nAAAA\nAAAA\n" M, "stanza"},
    {"X25519 without a share", V "-> X25519\n" B M, "x25519"},
    {"X25519 with two", V "-> X25519 " SHARE " " SHARE "\n" B M, "x25519"},
    {"a short share", V "-> X25519 AAAA\n" B M, "x25519"},
    {"a long share", V "-> X25519 " SHARE "A\n" B M, "x25519"},
    {"a share with stray bits", V "-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\n" B M,
     "x25519"},
    {"a share of small order", V "-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" B M,
     "x25519"},
    {"a short file key", V X "AAAA\n" M, "x25519"},
    {"a long file key", V X B64 "\n\n" M, "x25519"},
    {"no file key", V X "\n" M, "x25519"},
    {"a passphrase beside a recipient", V X B "-> scrypt AAAA 1\n" B M, "scrypt"},
    {"a recipient beside a passphrase", V "-> scrypt AAAA 1\n" B X B M, "scrypt"},
    {"anything beside a passphrase", V "-> scrypt AAAA 1\n" B "-> a\n\n" M, "scrypt"},
    {"no MAC", V X B "---\n", "mac"},
    {"no blank before the MAC", V X B "---qcNy6mAn80JKuXPUW7ANJdOhzbOtVSsIGM12i5B4vx4\n", "mac"},
    {"two blanks before the MAC", V X B "---  qcNy6mAn80JKuXPUW7ANJdOhzbOtVSsIGM12i5B4vx4\n",
     "mac"},
    {"a blank behind the MAC", V X B "--- qcNy6mAn80JKuXPUW7ANJdOhzbOtVSsIGM12i5B4vx4 \n", "mac"},
    {"a short MAC", V X B "--- qcNy\n", "mac"},
    {"a MAC with stray bits", V X B "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\n", "mac"},
};

static void headers_are_read_strictly(void **state) {
    for (size_t i = 0; i < COUNT_OF(HEADERS); i++) {
        static const size_t PIECES[] = {1, SIZE_MAX};
        for (size_t p = 0; p < COUNT_OF(PIECES); p++) {
            struct outcome o = open_pieces(*state, str_from_c(HEADERS[i].text), PIECES[p], 0);
            expect(HEADERS[i].name, o.e, ERR_SEAL_FORM, HEADERS[i].about);
        }
    }
}

/* A whole line is 64 symbols, and a stanza of another type may have any number. */
static void stanzas_of_other_types_are_passed_over(void **state) {
    static const char *const GOOD[] = {
        V X B M,
        V "-> a\n\n" X B "-> !\"#$% ~\n" B64 "\n" B64 "\nAAAA\n" M,
        V X B X B M,
        V "-> x25519 a b c\n\n" M,
        V "-> scrypt AAAA 1\n" B M,
    };
    for (size_t i = 0; i < COUNT_OF(GOOD); i++) {
        struct outcome o = open_pieces(*state, str_from_c(GOOD[i]), SIZE_MAX, 0);
        expect(GOOD[i], o.e, ERR_SEAL_OTHERS, "identity");
    }
}

static void headers_have_a_ceiling(void **state) {
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_add_c(&b, V);
    for (unsigned i = 0; i < SEAL_RECIPIENTS_MAX; i++)
        buf_add_c(&b, X B);
    size_t full = b.len;
    buf_add_c(&b, M);
    expect("just enough", open_pieces(*state, buf_str(&b), SIZE_MAX, 0).e, ERR_SEAL_OTHERS,
           "identity");
    b.len = full;
    buf_add_c(&b, X B M);
    expect("one more", open_pieces(*state, buf_str(&b), SIZE_MAX, 0).e, ERR_SEAL_FORM,
           "recipients");
    for (size_t over = 0; over < 2; over++) { /* an argument that goes on for long */
        buf_clear(&b);
        buf_add_c(&b, V "-> ");
        while (b.len < SEAL_HEADER_MAX - sizeof "\n\n" + 1 - (sizeof M - 1) + over)
            buf_add_char(&b, 'a');
        buf_add_c(&b, "\n\n" M);
        expect("long", open_pieces(*state, buf_str(&b), SIZE_MAX, 0).e,
               over ? ERR_SEAL_FORM : ERR_SEAL_OTHERS, over ? "header" : "identity");
    }
    buf_done(&b);
}

int main(void) {
    hash_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sealed_file_is_what_the_format_says),
        cmocka_unit_test(what_is_sealed_opens),
        cmocka_unit_test(pieces_do_not_change_what_is_sealed),
        cmocka_unit_test(an_empty_feed_changes_nothing),
        cmocka_unit_test(each_of_many_recipients_opens),
        cmocka_unit_test(any_of_several_keys_opens),
        cmocka_unit_test(every_file_cut_short_is_refused),
        cmocka_unit_test(every_changed_bit_is_noticed),
        cmocka_unit_test(chunks_are_a_chain_with_one_end),
        cmocka_unit_test(the_counter_of_chunks_is_big_endian),
        cmocka_unit_test(headers_are_read_strictly),
        cmocka_unit_test(stanzas_of_other_types_are_passed_over),
        cmocka_unit_test(headers_have_a_ceiling),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
