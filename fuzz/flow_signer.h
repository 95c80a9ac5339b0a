#ifndef FUZZ_FLOW_SIGNER_H
#define FUZZ_FLOW_SIGNER_H
/* The signer without a process of its own, in place of signer/signer.c: two forks for each input
 * would cost more than all that it does. What it keeps on disk and what it agrees to sign is the
 * signer's own (signer/state.h), and both sides speak in packets. */
#include "fuzz.h"
#include "signer/state.h"

#include <unistd.h>

struct signer {
    struct signer_state state;
    struct signer_ready ready;
    struct signer_reply reply;
};

struct err signer_start(const char *data_dir, struct signer **ret) {
    struct signer *s = must_alloc(sizeof *s);
    int folder = signer_folder(data_dir);
    if (folder < 0 || signer_state_open(folder, &s->state)) {
        if (folder >= 0)
            (void)close(folder);
        free(s);
        return ERR(ERR_MISSING, STR("keys"));
    }
    (void)close(folder);
    s->ready = (struct signer_ready){.size = s->state.newest.size,
                                     .origin = hash_sha256(s->state.key.name)};
    for (size_t i = 0; i < SIGN_PUBLIC_LEN; i++)
        s->ready.public_key[i] = s->state.key.public_key[i];
    *ret = s;
    return OK;
}

void signer_end(struct signer *s) {
    if (s)
        signer_state_close(&s->state);
    free(s);
}

const struct signer_ready *signer_ready(const struct signer *s) {
    return &s->ready;
}

void signer_begin(struct signer *s, const struct signer_request *request) {
    uint8_t asked[SIGNER_REQUEST_MAX], said[SIGNER_REPLY_LEN];
    struct signer_request told = *request, heard;
    told.ticket = 1;
    size_t len = signer_request_write(&told, asked);
    must(signer_request_read((struct str){(const char *)asked, len}, &heard));
    s->reply = signer_state_sign(&s->state, &heard);
    signer_reply_write(&s->reply, said);
    must(signer_reply_read((struct str){(const char *)said, sizeof said}, &s->reply));
}

/* A store that was never restored is refused nothing: it has one history. */
struct err signer_finish(struct signer *s, struct signer_reply *ret) {
    must(s->reply.kind == SIGNER_SIGNED || s->reply.kind == SIGNER_STALE);
    *ret = s->reply;
    return OK;
}

struct err signer_ask(struct signer *s, const struct signer_request *request,
                      struct signer_reply *ret) {
    signer_begin(s, request);
    return signer_finish(s, ret);
}
#endif
