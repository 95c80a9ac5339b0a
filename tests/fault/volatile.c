/* A disk with a cache that forgets when the power goes: preloaded into user-mode Linux (linux.uml).
 *
 *   NETRAL_DISK=/path/of/image LD_PRELOAD=.../libvolatile.so linux.uml ...
 *
 * The guest has that image as a loop device on a file of the host (hostfs). What it writes there
 * stays in this process until the guest flushes: fsync or fdatasync of the image. A quarter of the
 * 4 KiB pieces reach the image at once, as a disk's cache may write back whatever it likes, in any
 * order. SIGKILL of the process is the power cut: everything unflushed is gone, but for those.
 *
 * NETRAL_DISK_SEED: what is drawn (a number). NETRAL_DISK_LIES: a flush is answered and not done.
 *
 * Not ubd, UML's own disk: Linux 6.1 answers its flushes without doing anything (a flush has no
 * segments, and ubd's thread works segment by segment), so nothing would ever be known to be safe.
 * The guest has one processor, so nothing here locks. */
#undef _FILE_OFFSET_BITS /* pwrite and pwrite64 are two names here */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SECTOR = 512, PIECE = 4096, THROUGH = 4 };

static struct {
    dev_t device;
    ino_t inode;
    bool lies;
    uint64_t drawn;
    size_t sectors;
    char *cache;          /* as large as the image, only what is written takes memory */
    unsigned char *dirty; /* one for each sector */
} disk;

static void *room(size_t bytes) {
    void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                   -1, 0);
    if (p == MAP_FAILED)
        abort();
    return p;
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("NETRAL_DISK"), *seed = getenv("NETRAL_DISK_SEED");
    struct stat st;
    if (!path || stat(path, &st))
        return;
    disk.device = st.st_dev;
    disk.inode = st.st_ino;
    disk.lies = getenv("NETRAL_DISK_LIES") != NULL;
    disk.drawn = (seed ? strtoull(seed, NULL, 10) : 0) * 2 + 1;
    disk.sectors = (size_t)st.st_size / SECTOR;
    disk.dirty = room(disk.sectors);
    disk.cache = room((size_t)st.st_size);
}

static bool is_disk(int fd) {
    struct stat st;
    return disk.cache && !fstat(fd, &st) && st.st_dev == disk.device && st.st_ino == disk.inode;
}

/* xorshift64: the same seed draws the same pieces. */
static bool goes_through(void) {
    disk.drawn ^= disk.drawn << 13;
    disk.drawn ^= disk.drawn >> 7;
    disk.drawn ^= disk.drawn << 17;
    return disk.drawn % THROUGH == 0;
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at) {
    if (!is_disk(fd))
        return syscall(SYS_pwrite64, fd, bytes, len, at);
    if (at % SECTOR || len % SECTOR || (size_t)at / SECTOR + len / SECTOR > disk.sectors)
        abort(); /* a file system writes whole sectors, on the disk */
    for (size_t done = 0, piece; done < len; done += piece) {
        piece = len - done < PIECE ? len - done : PIECE;
        size_t where = (size_t)at + done;
        bool through = goes_through();
        if (through && syscall(SYS_pwrite64, fd, (const char *)bytes + done, piece, where) < 0)
            return -1;
        memcpy(disk.cache + where, (const char *)bytes + done, piece);
        memset(disk.dirty + where / SECTOR, !through, piece / SECTOR);
    }
    return (ssize_t)len;
}

ssize_t pread64(int fd, void *bytes, size_t len, off64_t at) {
    ssize_t got = syscall(SYS_pread64, fd, bytes, len, at);
    if (got < SECTOR || at % SECTOR || !is_disk(fd))
        return got;
    for (size_t done = 0; done + SECTOR <= (size_t)got; done += SECTOR)
        if (disk.dirty[((size_t)at + done) / SECTOR])
            memcpy((char *)bytes + done, disk.cache + at + done, SECTOR);
    return got;
}

static int flush(int fd) {
    for (size_t i = 0; i < disk.sectors && !disk.lies; i++) {
        size_t first = i;
        while (i < disk.sectors && disk.dirty[i])
            i++;
        size_t bytes = (i - first) * SECTOR;
        if (bytes && syscall(SYS_pwrite64, fd, disk.cache + first * SECTOR, bytes,
                             first * SECTOR) != (long)bytes)
            return -1;
        memset(disk.dirty + first, 0, i - first);
    }
    return 0;
}
int fsync(int fd) {
    return is_disk(fd) ? flush(fd) : (int)syscall(SYS_fsync, fd);
}
int fdatasync(int fd) {
    return is_disk(fd) ? flush(fd) : (int)syscall(SYS_fdatasync, fd);
}
