#include "flow/flow_internal.h"
#include "flow/rules.h"

struct err flow_unaccepted(struct flow *flow, struct arena *a, struct flow_unaccepted *ret) {
    struct law_faults *faults = NEW(a, struct law_faults, 1);
    struct law_reader r = {.a = a, .scratch = a, .faults = faults, .file = STR(LAW_ACCEPTED_FILE)};
    struct law_record *record = NEW(a, struct law_record, 1);
    if (!flow->accepted)
        return ERR(ERR_MISSING, STR("record"));
    if (!law_record_read(&r, *flow->accepted, record))
        return ERR(ERR_CORRUPT, STR("record"));
    struct law_entries entries = law_entries_of(a, flow_law(flow)->files);
    *ret = (struct flow_unaccepted){entries.count, law_record_compare(a, entries, record)};
    return OK;
}
