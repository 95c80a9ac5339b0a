#ifndef TOOL_RULES_RECORD_H
#define TOOL_RULES_RECORD_H
/* The record of acceptance in a rules folder, beside the law that was read from there: what the
 * check and `netral rules accept` share. */
#include "tool/rules.h"

/* lint: may-use: the rows of the law need no store, so there is no flow to go through */
#include "flow/risk.h"
#include "law/accepted.h"

struct rules_record {
    bool kept; /* the folder has one; else it is empty, and everything is new */
    struct str path;
    struct law_entries entries;
    struct law_record record;
    struct law_unaccepted_list list;
};
/* The whole folder, as it is checked, risk/ with it. NULL after faults. Owns: in a. */
const struct law *rules_read_all(struct arena *a, const char *dir, struct risk_rules *ret_risk,
                                 struct law_faults *ret_faults);
/* False after faults of the record's own lines. Owns: in a. */
bool rules_record_load(struct arena *a, const char *dir, struct rules_record *ret,
                       struct law_faults *ret_faults);
/* Fills entries and list of a record that was loaded: reads all files of the law once more. */
void rules_record_compare(struct arena *a, const struct law *law, struct rules_record *record);
/* The record's text as it lies there; NULL: there is none. False after a fault. Owns: in a. */
bool rules_record_text(struct arena *a, const char *dir, const struct str **ret,
                       struct law_faults *ret_faults);
/* One of the list as a fault of its file, or of the record. */
void rules_record_tell(struct arena *a, const char *dir, const struct law_unaccepted *x,
                       struct law_faults *faults);
/* Each fault as file:line: sentence. */
void rules_print_faults(const struct law_faults *faults);
#endif
