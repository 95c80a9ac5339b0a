#include "base/env.h"

#include <sodium.h>
#include <time.h>

static int64_t read_clock(clockid_t clock) {
    struct timespec ts;
    if (clock_gettime(clock, &ts))
        die("the system has no clock");
    return ts.tv_sec * 1000000LL + ts.tv_nsec / 1000;
}

static struct instant system_now(const struct env *env) {
    return (struct instant){read_clock(CLOCK_REALTIME) + env->shift_us};
}

int64_t env_steady_us(void) {
    return read_clock(CLOCK_MONOTONIC);
}

static int64_t distance(void) {
    return read_clock(CLOCK_REALTIME) - read_clock(CLOCK_BOOTTIME);
}

bool env_jumped(const struct env *env) {
    int64_t moved = env->now == system_now ? distance() - env->anchor_us : 0;
    return moved > ENV_JUMP_SECONDS * 1000000LL || moved < -ENV_JUMP_SECONDS * 1000000LL;
}

static void system_random(const struct env *env, void *ret, size_t len) {
    (void)env;
    randombytes_buf(ret, len);
}

struct env env_system(void) {
    return (struct env){.now = system_now, .random = system_random, .anchor_us = distance()};
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
