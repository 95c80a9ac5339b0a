#ifndef FLOW_UPKEEP_H
#define FLOW_UPKEEP_H
/* What is done without being asked: upkeep.c says what. */
#include "flow/clock.h"

/* Uploads whose end is being counted (flow/upload.h). */
enum { FLOW_UPLOAD_ENDS = 2 };
struct flow_upload_ends {
    pthread_mutex_t mutex;
    struct {
        struct id128 id;
        int64_t until_us; /* env_steady_us: who vanished holds its place so long; 0: free */
    } list[FLOW_UPLOAD_ENDS];
};
struct flow_upkeep {
    pthread_t thread;
    struct flow_pause pause;
    bool started;
    pthread_rwlock_t evidence; /* read: a blob and its row are being made; write: removed */
    struct flow_upload_ends ends;
};
/* The upkeep thread: at once and then hourly it removes what uploads left behind. */
void flow_upkeep_init(struct flow_upkeep *upkeep);
struct err flow_upkeep_start(struct flow *flow) MUST_CHECK;
void flow_upkeep_end(struct flow *flow); /* waits for it; fine when it never started */
/* Uploads that no case names and whose time is over: at most STORE_EXPIRE_MAX rows and their bytes;
 * more: others wait. */
struct err flow_expire(struct flow *flow, struct arena *a, bool *ret_more) MUST_CHECK;
#endif
