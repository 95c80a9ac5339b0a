#include "backup/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { PIECE = 1 << 17 };

struct backup_file {
    int fd;
    struct seal_reader *seal;
    struct str sealed; /* of piece, not yet taken */
    bool ended;
    char piece[PIECE];
};

struct err backup_file_open(const char *path, const struct seal_keys *keys,
                            struct backup_file **ret) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ERR(errno == ENOENT || errno == ENOTDIR ? ERR_MISSING : ERR_IO, STR("backup"));
    struct backup_file *file = must_alloc(sizeof *file);
    file->fd = fd;
    file->seal = seal_reader_new(keys);
    *ret = file;
    return OK;
}

static struct err more(struct backup_file *file) {
    ssize_t got;
    do
        got = read(file->fd, file->piece, PIECE);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return ERR(ERR_IO, STR("backup"));
    file->sealed = (struct str){file->piece, (size_t)got};
    return OK;
}

struct err backup_file_next(void *source, struct str *ret) {
    struct backup_file *file = source;
    struct str plain = {0};
    while (!plain.len && !file->ended) {
        struct err e = file->sealed.len ? OK : more(file);
        if (!e.code && file->sealed.len)
            e = seal_reader_feed(file->seal, &file->sealed, &plain);
        else if (!e.code) {
            file->ended = true;
            e = seal_reader_end(file->seal, &plain);
        }
        if (e.code)
            return e;
    }
    *ret = plain;
    return OK;
}

void backup_file_free(struct backup_file *file) {
    if (!file)
        return;
    seal_reader_free(file->seal);
    (void)close(file->fd);
    free(file);
}
