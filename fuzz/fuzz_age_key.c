/* Keys and files of keys as people copy them: what is read has exactly one text. */
#include "fuzz.h"
#include "seal/age.h"
#include <string.h>

static void read_one(struct str text) {
    char again[SEAL_IDENTITY_TEXT];
    struct seal_identity id;
    struct seal_recipient to;
    if (!seal_identity_parse(text, &id).code) {
        seal_identity_format(&id, again);
        must(str_equal(text, (struct str){again, SEAL_IDENTITY_TEXT}));
        must(seal_recipient_parse(text, &to).code);
    }
    if (!seal_recipient_parse(text, &to).code) {
        seal_recipient_format(&to, again);
        must(str_equal(text, (struct str){again, SEAL_RECIPIENT_TEXT}));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct str rest = {(const char *)bytes, len}, line;
    hash_library_init();
    read_one(rest);
    while (seal_key_line(&rest, &line)) {
        must(line.len && line.ptr[0] != '#' && !memchr(line.ptr, '\n', line.len));
        read_one(line);
    }
    /* Any 32 bytes are a key, and its text reads back. */
    if (len >= sizeof(struct seal_identity)) {
        char text[SEAL_IDENTITY_TEXT];
        struct seal_identity id, again;
        memcpy(id.b, bytes, sizeof id.b);
        seal_identity_format(&id, text);
        must(!seal_identity_parse((struct str){text, sizeof text}, &again).code);
        must(memcmp(id.b, again.b, sizeof id.b) == 0);
    }
    return 0;
}
