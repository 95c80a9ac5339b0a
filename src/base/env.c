#include "base/env.h"

#include <sodium.h>
#include <time.h>

static struct instant system_now(const struct env *env) {
    struct timespec ts;
    if (clock_gettime(CLOCK_REALTIME, &ts))
        die("the system has no clock");
    return (struct instant){ts.tv_sec * 1000000LL + ts.tv_nsec / 1000 + env->shift_us};
}

static void system_random(const struct env *env, void *ret, size_t len) {
    (void)env;
    randombytes_buf(ret, len);
}

struct env env_system(void) {
    return (struct env){.now = system_now, .random = system_random};
}

struct instant env_now(const struct env *env) {
    return env->now(env);
}

struct id128 env_id128(const struct env *env) {
    struct id128 id;
    env->random(env, id.b, sizeof id.b);
    return id;
}

struct hash env_hash(const struct env *env) {
    struct hash h;
    env->random(env, h.b, sizeof h.b);
    return h;
}
