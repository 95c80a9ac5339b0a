#ifndef BASE_APART_H
#define BASE_APART_H
/* What a process of ours that stands apart gives up for good: the signer, and what reads foreign
 * files. The server's own, wider walls are tool/sandbox.h. seccomp(2),
 * docs.kernel.org/userspace-api/landlock.html. */
#include "base/base.h"

/* Whether this build can be confined: the sanitizers' tracer and maps need what is taken away. */
bool apart_is_possible(void);
/* Closes every descriptor from the standard three on but the kept ones (kept[0] < kept[1]; may be
 * one twice). */
void apart_close_others(const int kept[2]);
/* Who stands apart ends when the other end of its socket is closed, and by nothing that is said to
 * a whole group of processes. */
void apart_ignore_ends(void);
/* No core dump, nobody looks into it, no new privileges: what the two below stand on. */
bool apart_be_shut(void) MUST_CHECK;
/* Every right of files, TCP and scopes that the kernel knows; what is open stays. */
bool apart_give_up_files(void) MUST_CHECK;
/* Every system call but those of the list, memory that is not executable, and a signal to itself
 * (abort). What is refused fails with EPERM. */
bool apart_give_up_calls(const int *calls, size_t count) MUST_CHECK;
#endif
