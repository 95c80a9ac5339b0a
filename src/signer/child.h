#ifndef SIGNER_CHILD_H
#define SIGNER_CHILD_H
/* The two processes behind the socket: internal to this room.
 *
 *   keeper   starting --fork--> waiting --it died--> pausing --> starting
 *                                  |                    '-- KEEPER_DEATHS in a row --> ends
 *                                  '-- it ended well, or was unfit --> ends
 *   signer   opening (as who started it) -> confined -> READY -> answering -> end of file
 *
 * The keeper holds no secret and reads nothing. Both ignore the signals that end a service: the
 * server answers what is in flight first, and its end is theirs. */
#include "signer/signer.h"

enum { KEEPER_DEATHS = 12, KEEPER_SOUND_S = 10 }; /* a life of ten seconds begins the count anew */

/* Never returns. fd: the signer's end of the pair. */
void signer_keeper(int fd, const char *data_dir) __attribute__((noreturn));

/* Gives up files, sockets, programs, processes, core dumps and being looked at: for good, for this
 * process. Returns the layers that stand (enum signer_layer), without SIGNER_OWN_USER. */
unsigned signer_confine(void);
#endif
