#ifndef MAIL_MAIL_H
#define MAIL_MAIL_H
/* One message to one person: how it goes over the wire, and how it is handed to a mail server
 * (docs/adr/0063). Nothing here is kept. */
#include "base/buf.h"

struct mail_message {
    struct str from, to;      /* addresses: address_is_mail */
    struct str from_name;     /* who speaks; shown beside from */
    struct str subject, text; /* UTF-8; text with "\n" at line ends */
    struct str id;            /* of this message, unique: letters and digits */
    struct instant at;
};
/* Header and body (RFC 5322, MIME), "\r\n" at line ends: no byte of a field begins another header.
 * Says that no person typed it (RFC 3834), so that no absence note comes back. */
void mail_put(struct buf *out, const struct mail_message *message);

/* A line to a mail server, over which many messages go. */
struct mail_line;
struct mail_where {
    struct str url;         /* "smtps://mail.example.id", "smtp://127.0.0.1:25" */
    struct str login;       /* "user:password"; empty: none */
    struct str authorities; /* a file of certificates; empty: the system's */
};
/* smtps, or smtp with STARTTLS that is demanded; without TLS only on this machine (127.0.0.1,
 * [::1], localhost), where a relay of its own listens, and then without a login. Errors:
 * ERR_MALFORMED "smtp". */
struct err mail_line_new(const struct mail_where *where, struct mail_line **ret) MUST_CHECK;
void mail_line_free(struct mail_line *line); /* NULL is fine */

enum mail_heard {
    MAIL_TAKEN,   /* the server answers for it now */
    MAIL_REFUSED, /* it has nobody of that address, or will not have the message */
    MAIL_NOT_NOW, /* the same for now (4xx): of this person alone */
    MAIL_UNSURE,  /* the whole message was under way when the line broke */
    MAIL_LATER    /* it did not leave: no server, no login, a sender that it does not know, 421 */
};
struct mail_said {
    enum mail_heard heard;
    int64_t code;    /* of the server's last reply (RFC 5321 4.2); 0: none */
    const char *why; /* for who runs the machine, without an address; until the next message */
};
struct mail_said mail_send(struct mail_line *line, const struct mail_message *message);
#endif
