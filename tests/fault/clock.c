/* The system's clock jumps: preloaded into a server, it adds a number of seconds to the time of
 * day.
 *
 *   NETRAL_CLOCK=FILE LD_PRELOAD=.../libclock.so program
 *
 * FILE holds one int64_t, in the machine's order, mapped once at the start: who writes it moves the
 * clock of the running server, which makes no system call for it (its sandbox would refuse one).
 * CLOCK_MONOTONIC goes on as it does on a real machine whose date is set. */
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const _Atomic int64_t *ahead;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("NETRAL_CLOCK");
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    void *p = mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, fd, 0);
    (void)close(fd);
    if (p == MAP_FAILED)
        abort();
    ahead = p;
}

static int64_t jump(void) {
    return ahead ? atomic_load(ahead) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *ret) {
    int status = (int)syscall(SYS_clock_gettime, clock, ret);
    if (!status && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        ret->tv_sec += jump();
    return status;
}
int gettimeofday(struct timeval *ret, void *zone) {
    (void)zone;
    struct timespec now;
    int status = clock_gettime(CLOCK_REALTIME, &now);
    *ret = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    return status;
}
time_t time(time_t *ret) {
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    if (ret)
        *ret = now.tv_sec;
    return now.tv_sec;
}
