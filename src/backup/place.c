#include "backup/backup.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names come from backup_unpack, which lets netral.db, blobs/ab/<62 hex> and the two of the
 * boundaries pass and nothing else.
 * One sync at the end (syncfs) instead of two for each blob: nothing here is spoken of before. */

enum { FOLDER = 3 + 6 }; /* "blobs/ab" */

struct backup_place {
    int root, fd; /* fd: of the member that comes; -1: none, or the same bytes are there already */
};

static struct err file_fault(int os) {
    return file_err(os, STR("restore"));
}

struct err backup_place_new(const char *folder, struct backup_place **ret) {
    int root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root < 0)
        return file_fault(errno);
    struct backup_place *place = must_alloc(sizeof *place);
    *place = (struct backup_place){root, -1};
    *ret = place;
    return OK;
}

static struct err make_folders(int root, const char *name) {
    char folder[FOLDER];
    if (strncmp(name, "boundaries/", 11) == 0 && mkdirat(root, "boundaries", 0700) &&
        errno != EEXIST)
        return file_fault(errno);
    if (strncmp(name, "blobs/", 6) != 0)
        return OK;
    memcpy(folder, name, sizeof folder - 1);
    folder[sizeof folder - 1] = '\0';
    if (mkdirat(root, "blobs", 0700) && errno != EEXIST)
        return file_fault(errno);
    return mkdirat(root, folder, 0700) && errno != EEXIST ? file_fault(errno) : OK;
}

/* The name is the hash of the bytes, so a blob that comes twice is there already. */
static struct err begin(void *arg, const char *name, int64_t bytes) {
    struct backup_place *place = arg;
    (void)bytes;
    struct err e = make_folders(place->root, name);
    if (e.code)
        return e;
    place->fd = openat(place->root, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return place->fd < 0 && errno != EEXIST ? file_fault(errno) : OK;
}

static struct err add(void *arg, struct str piece) {
    struct backup_place *place = arg;
    return place->fd < 0 || file_write(place->fd, piece) ? OK : file_fault(errno);
}

static struct err end(void *arg) {
    struct backup_place *place = arg;
    int fd = place->fd;
    place->fd = -1;
    return fd >= 0 && close(fd) ? file_fault(errno) : OK;
}

struct backup_sink backup_place_sink(struct backup_place *place) {
    return (struct backup_sink){begin, add, end, place};
}

struct err backup_place_sync(struct backup_place *place) {
    return syncfs(place->root) ? file_fault(errno) : OK;
}

void backup_place_free(struct backup_place *place) {
    if (!place)
        return;
    if (place->fd >= 0)
        (void)close(place->fd);
    (void)close(place->root);
    free(place);
}
