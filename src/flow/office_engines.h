#ifndef FLOW_OFFICE_ENGINES_H
#define FLOW_OFFICE_ENGINES_H
/* For tests: setup and teardown of an office with a reader, on each engine. */
#include "flow/office_sample.h"

static inline int open_office(void **state, bool postgres) {
    struct office *o = office_open(postgres);
    *state = o;
    return (int)flow_reader(o->flow, &o->reader).code;
}

static inline int in_sqlite(void **state) {
    return open_office(state, false);
}

static inline int on_postgres_office(void **state) {
    return open_office(state, true);
}

static inline int close_office(void **state) {
    struct office *o = *state;
    db_close(&o->reader);
    office_close(o);
    return 0;
}
#endif
