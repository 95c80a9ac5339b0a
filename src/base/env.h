#ifndef BASE_ENV_H
#define BASE_ENV_H
#include "base/hash.h"

/* The world's two surprises, behind one interface: what time it is and what is random. main() makes
 * one; tests make one that answers what they say. Safe to use from several threads. */
struct env {
    struct instant (*now)(const struct env *env);
    void (*random)(const struct env *env, void *ret, size_t len);
    int64_t shift_us;  /* added to the system's clock: a demo store lives in October 2024 */
    int64_t anchor_us; /* how far the system's clock was from the time since boot, when made */
    void *state;       /* a test's own */
};
struct env env_system(void);
struct instant env_now(const struct env *env);
/* Whether the system's clock was set by more than ENV_JUMP_SECONDS since the env was made: the time
 * of day moved otherwise than the time since boot (CLOCK_BOOTTIME, which counts sleep). False for
 * an env of a test, whose clock goes as it likes. */
enum { ENV_JUMP_SECONDS = 300 };
bool env_jumped(const struct env *env);
/* Microseconds that nobody's setting of a clock changes (CLOCK_MONOTONIC); for how long to wait. */
int64_t env_steady_us(void);
struct id128 env_id128(const struct env *env);
struct hash env_hash(const struct env *env); /* 32 random bytes: a salt, a key */
#endif
