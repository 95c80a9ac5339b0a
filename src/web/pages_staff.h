#ifndef WEB_PAGES_STAFF_H
#define WEB_PAGES_STAFF_H
/* Views of a case file, for officers. */
#include "web/pages_work.h"

struct web_clock {
    struct str id, name;   /* "P04.initial_review", its label */
    struct str start_of;   /* in words of the statute: what starts it */
    struct law_text lapse; /* what follows once it has run out */
    struct date start;
    bool running;
    struct web_due due;
};
struct web_field { /* of a step, with what was typed */
    const struct law_field *field;
    struct str id; /* of the control in the page */
    struct str value;
    struct str error;
};
struct web_action {
    const struct law_step *step;
    struct str track, track_name; /* procedure beside the case's own, and its label; or empty */
    struct str key;               /* of ids in the page: the step's name, behind its track's */
    bool allowed;                 /* false: blocked by what follows */
    const struct str *blocked;    /* sentences or step labels in the page's language */
    size_t blocked_count;
    struct web_field *fields;
    size_t field_count;
    struct web_input outcome;   /* field "outcome", shown when the step has more than one */
    struct web_choice *choices; /* its outcomes */
    size_t choice_count;
    const struct web_proposal *proposals;
    size_t proposal_count;
    bool departs;              /* whatever is chosen departs from the proposals, or there is none */
    struct str taken, staying; /* whom of several it takes along, who is left behind; or empty */
    const struct web_one *persons; /* of several, those for whom it may be taken; or none */
    size_t person_count;
    struct str persons_error;
    const struct law_open_question *const *questions; /* what the law leaves open about it */
    size_t question_count;
    bool open; /* unfolded: the primary step, or the one with faults */
    const struct web_fault *faults;
    size_t fault_count;
};
/* Makes the fields of the form of ret->step, which must be set, with what was typed and what was
 * wrong with it; pairs and faults may be NULL (a fresh form). Owns: lives in a. */
void web_action_fill(struct arena *a, const struct intake_pairs *pairs,
                     const struct intake_faults *faults, bool english, struct web_action *ret);

struct web_person {
    struct str label, name, position, agency, address, phone, email; /* label: class, or empty */
    struct str state; /* of the procedure that concerns the person, where there are several */
};
struct web_evidence {
    struct str name, type; /* may be empty */
    struct str sha256;     /* hex */
    int64_t bytes;
    struct instant received;
    struct str href; /* to download it; empty: not allowed */
};
enum web_identity {
    WEB_IDENTITY_NONE,   /* the reporter gave none */
    WEB_IDENTITY_SEALED, /* there is one; this person may not open it */
    WEB_IDENTITY_MAY,    /* this person may open it: shows the form that asks for a reason */
    WEB_IDENTITY_OPEN,   /* opened now, logged */
    WEB_IDENTITY_LOCKED  /* given out now, logged; the browser opens it */
};
/* What a browser opens a sealed identity or sealed evidence with (docs/adr/0038, 0042); files are
 * base64. */
struct web_opener {
    struct str recipient, wrap,
        file;          /* the case's key, for the office; an identity that it opens */
    struct str locked; /* the officer's own key, under the passphrase; or empty */
    const struct web_office_key *keys; /* of the office, newest first: recipient, wrap, chain */
    size_t key_count;
    bool on_arrival; /* the server sealed it */
    bool closed;     /* it is wrapped for no key that the office ever had: nobody here opens it */
};
/* An office of the case that the key of the evidence may be handed to. */
struct web_receiver {
    struct str office, name; /* id, label */
    struct str key, mark;    /* in force: "age1...", its fingerprint; empty: it has none yet */
    bool opens;              /* it was handed to it, or sealed for it */
    bool chosen;
};
/* K3 case file. Forms POST to the page's own path with csrf and aksi = "langkah" (version,
 * langkah = name of the step, its fields), "identitas" (alasan) or "serah" (office, and what the
 * script fills in: recipient, key, wrap). */
struct web_case {
    struct str id, number;
    const struct law_numbers *numbers; /* what the number's pattern rests on; NULL: no rules */
    int64_t version;
    struct str state, channel, election, region, act; /* labels; act may be empty */
    bool terminal;
    struct str holder; /* office that must act next */
    struct date occurred_on, known_on;
    bool has_occurred_on, has_known_on;
    struct str place, narrative;
    const struct web_clock *clocks; /* running ones first */
    size_t clock_count;
    int64_t stopped_count;            /* of them, no longer running: folded away */
    const struct web_action *actions; /* allowed ones first */
    size_t action_count;
    const struct web_event *events; /* oldest first */
    size_t event_count;
    const struct web_person *subjects, *witnesses;
    size_t subject_count, witness_count;
    const struct web_evidence *files;
    size_t file_count;
    struct str evidence_mark;   /* fingerprint of the office's key; empty: files are readable */
    struct web_opener evidence; /* and then: what opens them; its wrap: "base64 base64" */
    const struct web_receiver *receivers; /* and the other offices of the case */
    size_t receiver_count;
    bool hands, hands_now; /* this person may hand the key over; somebody waits for it */
    enum web_identity identity;
    struct web_person reporter; /* only when WEB_IDENTITY_OPEN */
    struct web_opener opener;   /* only when WEB_IDENTITY_LOCKED */
    struct str sealed_mark;     /* fingerprint of the key that it is sealed to; empty: readable */
    struct str identity_error;
    struct str message;   /* after a step; may be empty */
    bool conflict;        /* somebody else was faster: 409 */
    struct str in_charge; /* Bawaslu office in charge */
    struct str replaced;  /* whose tasks it does for a while; empty: its own */
    struct date ends_on;  /* until when, by a day or a condition; both may be there */
    bool has_ends_on, overdue;
    struct str ends_when;
    const struct law_silence *silence; /* why nothing is offered to take over, or NULL */
    bool tasks;         /* K3a: for who may take the tasks over; what names somebody is left out */
    struct str address; /* of the page, where its forms go */
};
#endif
