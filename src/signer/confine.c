/* What the signer gives up; how, base/apart.h has. */
#include "signer/child.h"

#include "base/apart.h"

#include <grp.h>
#include <seccomp.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

bool signer_become_owner(int folder, bool *ret_own) {
    struct stat st;
    if (fstat(folder, &st))
        return false;
    *ret_own = false;
    if (geteuid() != 0 || st.st_uid == 0)
        return true;
    *ret_own = true;
    return !setgroups(0, NULL) && !setresgid(st.st_gid, st.st_gid, st.st_gid) &&
           !setresuid(st.st_uid, st.st_uid, st.st_uid);
}

/* Its whole life, and how libc says that it ends: memory, one socket, one file, abort(). */
static const int CALLS[] = {
    SCMP_SYS(read),       SCMP_SYS(recvfrom),        SCMP_SYS(sendto),
    SCMP_SYS(write),      SCMP_SYS(pread64),         SCMP_SYS(pwrite64),
    SCMP_SYS(fdatasync),  SCMP_SYS(flock),           SCMP_SYS(close),
    SCMP_SYS(brk),        SCMP_SYS(munmap),          SCMP_SYS(madvise),
    SCMP_SYS(munlock),    SCMP_SYS(rt_sigaction),    SCMP_SYS(gettid),
    SCMP_SYS(getpid),     SCMP_SYS(rt_sigprocmask),  SCMP_SYS(rt_sigreturn),
    SCMP_SYS(exit_group), SCMP_SYS(restart_syscall),
};

unsigned signer_confine(void) {
    const struct rlimit none = {0, 0};
    unsigned layers = 0;
    if (!apart_is_possible())
        return 0;
    (void)setrlimit(RLIMIT_NPROC, &none);
    if (!apart_be_shut())
        return 0;
    layers |= apart_give_up_files() ? SIGNER_NO_FILES : 0;
    (void)setrlimit(RLIMIT_NOFILE, &none); /* what is open stays */
    layers |= apart_give_up_calls(CALLS, COUNT_OF(CALLS)) ? SIGNER_FEW_CALLS : 0;
    return layers;
}
