#include "tool/rules_record.h"
#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

const struct law *rules_read_all(struct arena *a, const char *dir, struct risk_rules *ret_risk,
                                 struct law_faults *ret_faults) {
    const struct law *law = NULL;
    struct err e = law_load_to_check(a, dir, &law, ret_faults);
    if (!e.code)
        e = risk_read(a, law->files, ret_risk, ret_faults);
    return e.code ? NULL : law;
}

static struct str path_of(struct arena *a, const char *dir) {
    return arena_printf(a, "%s/" LAW_ACCEPTED_FILE, dir);
}

bool rules_record_text(struct arena *a, const char *dir, const struct str **ret,
                       struct law_faults *ret_faults) {
    struct str path = path_of(a, dir), *text = NEW(a, struct str, 1);
    struct law_reader r = {.a = a, .scratch = a, .faults = ret_faults, .file = path};
    *ret = NULL;
    struct stat st;
    bool there = stat(path.ptr, &st) == 0;
    if (!there && errno == ENOENT)
        return true;
    if (!there || !S_ISREG(st.st_mode) || !file_read(a, path.ptr, LAW_ACCEPTED_MAX, text)) {
        law_fault(&r, 0, "the record of acceptance cannot be read");
        return false;
    }
    *ret = text;
    return true;
}

bool rules_record_load(struct arena *a, const char *dir, struct rules_record *ret,
                       struct law_faults *ret_faults) {
    struct law_reader r = {.a = a, .scratch = a, .faults = ret_faults, .file = path_of(a, dir)};
    struct rules_record record = {.path = r.file};
    const struct str *text;
    if (!rules_record_text(a, dir, &text, ret_faults) ||
        (text && !law_record_read(&r, *text, &record.record)))
        return false;
    record.kept = text != NULL;
    *ret = record;
    return true;
}

void rules_record_compare(struct arena *a, const struct law *law, struct rules_record *record) {
    record->entries = law_entries_of(a, law->files);
    record->list = law_record_compare(a, record->entries, &record->record);
}

void rules_record_tell(struct arena *a, const char *dir, const struct law_unaccepted *x,
                       struct law_faults *faults) {
    struct law_reader r = {.a = a, .scratch = a, .faults = faults, .file = path_of(a, dir)};
    if (x->entry)
        r.file = arena_printf(a, "%s/%.*s", dir, STR_ARG(x->entry->file));
    law_unaccepted_tell(&r, x);
}

void rules_print_faults(const struct law_faults *faults) {
    for (size_t i = 0; i < faults->count; i++)
        tool_print_fault(stdout, &faults->list[i]);
    if (faults->more)
        (void)printf("and %zu more\n", faults->more);
}
