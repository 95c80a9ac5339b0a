#ifndef BASE_ENV_H
#define BASE_ENV_H
#include "base/hash.h"

/* The world's two surprises, behind one interface: what time it is and what is random. main() makes
 * one; tests make one that answers what they say. Safe to use from several threads. */
struct env {
    struct instant (*now)(const struct env *env);
    void (*random)(const struct env *env, void *ret, size_t len);
    int64_t shift_us; /* added to the system's clock: a demo store lives in October 2024 */
    void *state;      /* a test's own */
};
struct env env_system(void);
struct instant env_now(const struct env *env);
struct id128 env_id128(const struct env *env);
struct hash env_hash(const struct env *env); /* 32 random bytes: a salt, a key */
#endif
