#ifndef FLOW_QUEUE_H
#define FLOW_QUEUE_H
/* The jobs that wait for the writer, in the order in which they came. */
#include "flow/flow.h"

#include <pthread.h>

struct flow_queue {
    pthread_mutex_t mutex;
    pthread_cond_t wake;
    struct flow_job *head, **tail;
    int64_t waiting, max; /* waiting: those in lots too */
    bool stopping;
};
void flow_queue_init(struct flow_queue *queue, int64_t max);
struct err flow_queue_add(struct flow_queue *queue, struct flow_lot *lot,
                          struct flow_job *job) MUST_CHECK;
void flow_queue_splice(struct flow_queue *queue, struct flow_lot *lot);
/* Everything that waits, at most max jobs; blocks; NULL when the queue is stopping and empty. */
struct flow_job *flow_queue_take(struct flow_queue *queue, int64_t max);
#endif
