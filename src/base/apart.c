#include "base/apart.h"

#include <errno.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const bool TRACED = true;
#else
static const bool TRACED = false;
#endif

bool apart_is_possible(void) {
    return !TRACED;
}

void apart_close_others(const int kept[2]) {
    unsigned from = STDERR_FILENO + 1;
    for (int i = 0; i < 2; i++) {
        if ((unsigned)kept[i] > from)
            (void)syscall(SYS_close_range, from, (unsigned)kept[i] - 1, 0U);
        if ((unsigned)kept[i] >= from)
            from = (unsigned)kept[i] + 1;
    }
    (void)syscall(SYS_close_range, from, ~0U, 0U);
}

void apart_ignore_ends(void) {
    static const int SIGNALS[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    for (size_t i = 0; i < COUNT_OF(SIGNALS); i++)
        (void)sigaction(SIGNALS[i], &ignore, NULL);
}

bool apart_be_shut(void) {
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    return !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

bool apart_give_up_files(void) {
    enum { ABI_REFER = 2, ABI_TRUNCATE = 3, ABI_TCP = 4, ABI_IOCTL = 5, ABI_SCOPE = 6 };
    struct {
        uint64_t fs, net, scoped;
    } all = {.fs = (1ULL << 13) - 1};
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0UL, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        return false;
    all.fs |= abi >= ABI_REFER ? 1ULL << 13 : 0;
    all.fs |= abi >= ABI_TRUNCATE ? 1ULL << 14 : 0;
    all.fs |= abi >= ABI_IOCTL ? 1ULL << 15 : 0;
    all.net = abi >= ABI_TCP ? 3 : 0;
    all.scoped = abi >= ABI_SCOPE ? 3 : 0;
    size_t size = abi >= ABI_SCOPE ? sizeof all
                  : abi >= ABI_TCP ? 2 * sizeof all.fs
                                   : sizeof all.fs;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0U);
    if (ruleset < 0)
        return false;
    bool good = !syscall(SYS_landlock_restrict_self, ruleset, 0U);
    (void)close(ruleset);
    return good;
}

bool apart_give_up_calls(const int *calls, size_t count) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    int rc = 0;
    for (size_t i = 0; i < count && rc >= 0; i++) {
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
        rc = rc == -EDOM || rc == -EEXIST ? 0 : rc; /* no such call on this architecture */
    }
    if (rc >= 0)
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    if (rc >= 0)
        rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                              SCMP_A0(SCMP_CMP_EQ, (uint64_t)getpid()));
    if (rc >= 0)
        rc = seccomp_load(filter);
    seccomp_release(filter);
    errno = rc < 0 ? -rc : 0;
    return rc >= 0;
}
