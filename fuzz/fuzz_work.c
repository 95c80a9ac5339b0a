/* Answers of a proof of work, as anybody may send them. */
#include "fuzz.h"
#include "http/work.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static struct env env;
    static struct http_work *work;
    if (!work) {
        env = env_system();
        work = http_work_new(&env, 0, 64);
    }
    /* Without its key nobody makes a task, however little work is asked. */
    must(!http_work_take(work, (struct str){(const char *)bytes, len}, (struct instant){0}));
    return 0;
}
