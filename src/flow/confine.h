#ifndef FLOW_CONFINE_H
#define FLOW_CONFINE_H
/* Who reads the workbooks and photographs that come (confined/confined.h). */
#include "confined/confined.h"
#include "flow/flow.h"

/* Before flow_start; borrowed until flow_close. Without it, workbooks are answered XLSX_NO_READER
 * and photographs ERR_BUSY. */
void flow_confine(struct flow *flow, struct confined *confined);
struct confined *flow_confined(const struct flow *flow);
#endif
