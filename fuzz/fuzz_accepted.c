/* A record of acceptance: whatever it holds, reading ends, every fault has a text and a line of the
 * record; what is taken is written as it was read, is compared with a law, and once everything is
 * accepted nothing differs any more. */
#include "fuzz.h"
#include "law/accepted.h"

static const struct law_file FILES[] = {
    {STR_INIT("acts/a.yaml"),
     STR_INIT("id: a\nacts:\n  - id: A-1\n    version: 2\n    tier: light\n  - id: A-1\n    tier: "
              "light\n  - id: A-2\n")},
    {STR_INIT("calendars/b.yaml"),
     STR_INIT("version: \"1.2\"\ndays:\n  - {date: 2025-01-01}\n  - {date: 2025-01-01}\n")}};

static struct law_record read_back(struct law_reader *r, const struct law_record *record) {
    struct law_record again = {0};
    struct buf text;
    buf_init(&text, 2 * LAW_ACCEPTED_MAX);
    law_record_write(record, &text);
    must(law_record_read(r, arena_str(r->a, buf_str(&text)), &again));
    must(again.count == record->count);
    buf_done(&text);
    return again;
}

static void accept_all(struct law_reader *r, const struct law_record *record) {
    const struct law_files files = {FILES, COUNT_OF(FILES)};
    const struct law_entries entries = law_entries_of(r->a, files);
    const struct law_unaccepted_list list = law_record_compare(r->a, entries, record);
    bool *chosen = NEW(r->a, bool, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        chosen[i] = true;
        law_unaccepted_tell(r, &list.list[i]);
    }
    const struct law_accepting x = {entries, record, list, chosen, {20000}, STR("A")};
    struct law_record after = law_record_accept(r->a, &x);
    must(after.count == entries.count);
    after = read_back(r, &after);
    must(!law_record_compare(r->a, entries, &after).count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static struct law_faults faults;
    enum { CAP = 64 << 20, LEN = 64 << 10 };
    if (len > LEN)
        return 0;
    faults.count = faults.more = 0;
    struct arena *a = arena_new(CAP);
    struct law_reader r = {.a = a, .scratch = a, .faults = &faults, .file = STR("accepted.txt")};
    struct law_record record = {0};
    bool read = law_record_read(&r, (struct str){(const char *)bytes, len}, &record);
    must(read == !faults.count);
    if (read) {
        record = read_back(&r, &record);
        accept_all(&r, &record);
    }
    for (size_t i = 0; i < faults.count; i++)
        must(faults.list[i].text.len && str_is_utf8(faults.list[i].text));
    arena_free(a);
    return 0;
}
