#ifndef TOOL_SERVE_WITNESS_H
#define TOOL_SERVE_WITNESS_H
/* What `netral serve` does about witnesses, before it signs anything: asks each, and does not start
 * on a store that one of them has seen more of, or otherwise (an old backup would fork the log). */
#include "flow/flow.h"
#include "tool/tool.h"

struct serve_witness {
    struct tool_list given; /* "URL=VKEY" each */
    const char *quorum, *ms;
    bool required;
};
/* Exit status: 0 go on (flow_witness_start comes next where witnesses were given), else 1 or 2, and
 * why was printed in both languages. */
int serve_witness_guard(const struct serve_witness *o, const char *data, struct flow *flow);
#endif
