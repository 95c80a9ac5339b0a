#ifndef SIGNER_STATE_H
#define SIGNER_STATE_H
/* What the signer holds: the key, and the newest checkpoint that it signed, on disk in two halves
 * that are written in turn. A half that a power cut tore is no note of this log; the other is what
 * was signed before, and the torn one's signature never left. Invariants S1, S2, S4 of signer.h. */
#include "signer/signer.h"

enum { SIGNER_HALF = 1024 };
struct signer_state {
    int file; /* DIR/signer/signed; locked for each signature: another command may sign, too */
    struct ledger_key key;
    struct signer_newest newest;
    uint8_t signature[SIGN_LEN]; /* of newest */
    int half;                    /* where it stands */
    bool kept; /* written and synced by this process: what is read may lie in a cache alone */
    char halves[2][SIGNER_HALF]; /* the file as last seen */
    char name[256];
    struct arena *arena; /* small, reset for each note */
};
/* Reads both files below the folder. SIGNER_FAULT_NONE, or why it cannot be. */
enum signer_fault signer_state_open(int folder, struct signer_state *ret) MUST_CHECK;
void signer_state_close(struct signer_state *s); /* wipes the key */
/* The whole of S1 and S2 for one request. Ends the process when a sync fails (S4). */
struct signer_reply signer_state_sign(struct signer_state *s, const struct signer_request *r);
/* Lets who is no signer find its folder: DIR/signer, as a descriptor that follows no link; -1. */
int signer_folder(const char *data_dir);
#endif
