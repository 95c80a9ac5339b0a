#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H
/* Addresses of electronic mail, as they may be handed to a mail server. Pure. */
#include "base/base.h"

enum { ADDRESS_MAX = 254, ADDRESS_USER_MAX = 64 /* bytes */ };
/* A dot-atom, "@", and a host of at least two labels (RFC 5321 4.1.2, RFC 5322 3.4.1): ASCII alone,
 * nothing quoted, no address literal. Whether somebody reads it, mail tells. */
bool address_is_mail(struct str text);
#endif
