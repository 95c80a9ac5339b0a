#ifndef WEB_PAGES_PLEDGE_H
#define WEB_PAGES_PLEDGE_H
/* P14: a person reads the points of the pledge and signs them, by a link of their own. */
#include "flow/pledge.h"
#include "web/pages_advice.h"
#include "web/pages_public.h"

struct web_pledge_point {
    struct str id;        /* "IKR-1"; the field is "butir-IKR-1" */
    struct str text;      /* in the page's language */
    struct str error;     /* not affirmed though the form was sent */
    struct law_cite cite; /* on what the point rests, with its badge */
    bool affirmed;
};
/* A question of the check; its field is "soal-" and the topic's id. */
struct web_pledge_question {
    struct str id, text;
    struct str chosen; /* "allowed", "avoid", "forbidden"; empty: none */
    bool missing;      /* no answer though the form was sent */
    bool wrong;        /* another answer: then the right one is told, with where it is explained */
    enum web_may verdict;
};
struct web_pledge {
    struct str address; /* of this page: where the form goes */
    enum flow_pledge_state state;
    bool faulty;     /* the form was sent, and something in it is to be mended */
    struct str kind; /* what is signed: "Ikrar netralitas" */
    struct str name, unit, office;
    struct date opens, closes;
    const struct web_pledge_point *points;
    size_t point_count;
    const struct web_pledge_question *questions;
    size_t question_count;
    bool asks_nip;
    struct web_input nip;
    int64_t index;      /* signed: entry of the log */
    struct str link;    /* signed: what opens the certificate, too */
    struct str receipt; /* signed: the bundle, as P12 takes it */
};
#endif
