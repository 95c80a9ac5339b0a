#ifndef WEB_PAGES_RECEIPT_H
#define WEB_PAGES_RECEIPT_H
/* P5: what a reporter takes away. */
#include "web/pages_public.h"

/* A file that came without JavaScript, and as what it is kept. */
struct web_sent {
    struct str name;       /* as the sender calls it */
    int64_t bytes;         /* as it came */
    struct str sent, kept; /* SHA-256 in hex: of what came; of what is kept, which the log has */
};
/* P5 receipt, shown once. */
struct web_receipt {
    bool report;              /* else a tip */
    struct str number;        /* of the case, as the office writes it */
    struct str sealed_mark;   /* fingerprint of the key that the reporter is sealed to; or empty */
    bool on_arrival;          /* the server sealed, else the browser */
    struct str code;          /* receipt code as it is typed: "4F7K 2Q9M ..."; or empty: */
    struct str token;         /* of one that its reporter's browser drew and shows; not drawn */
    struct str slip;          /* the bundle in digits (ledger/slip.h): QR; empty: none is drawn */
    struct str bundle_base64; /* the receipt as JSON (the API's "receipt" object), in base64 */
    struct str leaf;          /* leaf hash, hex */
    int64_t index;            /* in the log */
    struct instant received;
    const struct web_missing *missing; /* what the report still lacks */
    size_t missing_count;
    const struct web_next *nexts;
    size_t next_count;
    const struct web_sent *files; /* of the form without JavaScript alone */
    size_t file_count;
    bool files_sealed; /* on arrival; else they are kept readable */
};

/* For POST jawaban=<the API's 201 body> to the receipt's path, from the form's script: the same
 * page, its QR code (slip) apart. False (ret untouched) when it is no such answer. Owns: lives in
 * a. */
bool web_receipt_read(struct arena *a, struct str answer, struct date today,
                      struct web_receipt *ret) MUST_CHECK;
/* The same answer with a newer proof of the same entry in its bundle. proof and answer must live as
 * long as v. */
void web_receipt_prove(struct arena *a, struct str answer, struct str proof, struct web_receipt *v);
#endif
