#ifndef INTAKE_LIMITS_H
#define INTAKE_LIMITS_H
/* Every limit on what comes from outside, in one list, each with its reason. Sizes are bytes. Raise
 * one here and nowhere else; what a user sees of it comes from here too (a fault's `limit`). */
enum {
    /* A request's body that is read into memory (JSON, form fields). The longest honest report is
     * 20,000 bytes of narrative and 50 subjects of 4 fields, each escaped: about 150 KiB. */
    INTAKE_BODY = 256 * 1024,
    /* Nesting: reports need 3 levels, {"subjects":[{}]}. Checked while the tree is built. */
    INTAKE_JSON_DEPTH = 8,
    /* Objects and arrays in one body, and what is in them. Each costs some 100 bytes while it is
     * read; a report has at most 104, and 700 values. High enough that 10,000 subjects are answered
     * as what they are: too many. */
    INTAKE_JSON_CONTAINERS = 16384,
    INTAKE_JSON_VALUES = 65536,
    /* Digits that every JSON reader keeps exactly: 2^53 - 1 (RFC 7493 section 2.2). */
    INTAKE_JSON_INTEGER_BITS = 53,

    INTAKE_NARRATIVE = 20000, /* some seven typed pages; the form A.1 has room for one */
    INTAKE_NAME = 200,        /* with academic titles, the longest seen has 90 */
    INTAKE_POSITION = 200,
    INTAKE_AGENCY = 200,
    INTAKE_PLACE = 500,   /* street, village, district, a landmark; or the address of a post */
    INTAKE_ADDRESS = 500, /* as a place */
    INTAKE_PHONE = 40,    /* 15 digits (E.164), blanks, a second number */
    INTAKE_EMAIL = 254,   /* RFC 5321 section 4.5.3.1.3 */
    INTAKE_BIRTH = 100,   /* "Sekayu, 27 November 1980" */
    INTAKE_OCCUPATION = 100,
    INTAKE_TITLE = 300,             /* of an activity: a meeting's theme has 130 */
    INTAKE_NOTE = 4000,             /* a page: what was agreed */
    INTAKE_REACH = 300000000,       /* people that one activity reached: all of them */
    INTAKE_ACTIVITY_DAYS = 5 * 365, /* an election and its preparation are over by then */
    INTAKE_MEETING_DAYS = 7,        /* of one meeting: a rakornas has two or three */
    INTAKE_INVITED = 100, /* offices called to one meeting: 17 regencies of five each are 85 */
    INTAKE_LETTER = 8000, /* of an appeal: two printed pages have 6,000 */
    INTAKE_LETTER_NUMBER = 100, /* "800/254/IV.1/BKD" and longer ones of ministries */
    INTAKE_LETTER_TO = 200,     /* chosen one by one; whole kinds of offices are one choice */
    INTAKE_SBT_NUMBER = 100,    /* as the rulebooks' complaint_number */
    INTAKE_KEY = 64,            /* ids of elections, regions, acts, classes, options */
    INTAKE_MARKS = 30,          /* combining marks in a row: Stream-Safe Text (UAX 15 section 13) */
    INTAKE_QUESTION = 1000,     /* characters: what somebody may do, in which post, and when */
    INTAKE_HOLIDAYS = 64 * 1024,     /* bytes of a year of days off: the longest so far has 3 KiB */
    INTAKE_ROSTER = 8 * 1024 * 1024, /* some 60,000 people: the largest province has fewer staff */
    INTAKE_SUBJECTS = 50,            /* a whole office in one report; more is another report */
    INTAKE_WITNESSES = 50,           /* as subjects */
    INTAKE_EVIDENCE_COUNT = 10,      /* what one report can hold at hand in an initial review */
    INTAKE_EVIDENCE_BYTES = 10 * 1024 * 1024, /* a phone's photograph, a minute of its film */
    /* The same sealed: at most 256 KiB of padding, what age adds, what is said beside it. */
    INTAKE_EVIDENCE_SEALED = INTAKE_EVIDENCE_BYTES + 512 * 1024,
    /* What comes in parts (docs/adr/0056): 500 MiB, ten minutes of a phone's film, and the same
     * sealed, which pads it to 504 and adds 126 KiB. */
    INTAKE_LARGE_BYTES = 500 * 1024 * 1024,
    INTAKE_UPLOAD_BYTES = 512 * 1024 * 1024,
    INTAKE_UPLOAD_PART = 4 * 1024 * 1024, /* 80 s at 400 kbit/s: what a lost line costs at most */
    /* At a time, each a few bytes until parts come. When there are as many, those that did
     * not move for ten minutes are forgotten: one address begins 700 in that time (http/limit.c).
     */
    INTAKE_UPLOADS = 4096,
    INTAKE_UPLOAD_IDLE = 600, /* seconds */
    INTAKE_UPLOAD_KIB_S = 32, /* 256 kbit/s: who is slower than that is forgotten, likewise */
    /* MiB of all that are not whole yet: from the first none begins, from the second none goes on,
     * so that those which were begun can end. Of the disk, so much stays free for reports, of a
     * small one a twentieth. */
    INTAKE_UPLOADS_BEGIN_MB = 8 * 1024,
    INTAKE_UPLOADS_ALL_MB = 16 * 1024,
    INTAKE_UPLOADS_SPARE_MB = 1024,
    INTAKE_UPLOADS_SPARE_SHARE = 20,

    INTAKE_FORM_FIELDS = 256,       /* 50 subjects of 4 fields, and the rest of the form */
    INTAKE_FORM_NAME = 100,         /* "witnesses[49].address" */
    INTAKE_FORM_FIELD = 64 * 1024,  /* one value, before it is held against its own limit */
    INTAKE_PARTS = 256,             /* of a multipart body: as form fields, files included */
    INTAKE_PART_HEADERS = 8 * 1024, /* a file name of 255 characters, each escaped, fits 5 times */
    INTAKE_FILE_NAME = 255,         /* what file systems allow */
    INTAKE_BOUNDARY = 70,           /* RFC 2046 section 5.1.1 */

    INTAKE_SUBMISSION =
        32 * 1024,              /* of add-checkpoint: 63 hashes are 3 KiB, a note less than one */
    INTAKE_PATH = 1024,         /* the longest route with an id has 80 */
    INTAKE_QUERY = 4096,        /* every filter of a list, each escaped */
    INTAKE_HEADERS = 16 * 1024, /* all of a request's; browsers send 1 to 3 KiB */
    INTAKE_CONTENT_TYPE = 1024, /* each quoted parameter of it is copied at full length */
    INTAKE_COOKIE = 4096,       /* RFC 6265 section 6.1, one cookie with its name */
    INTAKE_BEARER = 512,        /* ours have 43 */
    INTAKE_LANGUAGES = 32,      /* entries of Accept-Language that are looked at */
    INTAKE_SECOND_CODE = 64,    /* six digits, or a spare code with its gaps */
    INTAKE_CREDENTIAL = 1024,   /* a password: Argon2id takes any, but it is hashed per try */
    INTAKE_USER_NAME = 64,      /* also roles and offices */
    INTAKE_SIGN_IN = 8 * 1024,  /* the body of a sign-in: two fields, each escaped */
    INTAKE_WRAP = 4096,         /* a key that is sealed: for 32 holders it has 3,313 */
    INTAKE_SEAL_KEY = 62,       /* "age1...", a sealed file's key */
    INTAKE_SEAL_KEYS = 188,     /* three: of regency, province and nation, a blank between */
    INTAKE_SEAL_WRAP = 768,     /* base64 of a wrap for three and its reporter: 569 bytes */
    INTAKE_SEAL_FILE = 11264,   /* base64 of an identity of 8,192 bytes and age's 216 */
    INTAKE_RECEIPT_CODE = 64,   /* 27 symbols with blanks and hyphens between them */
    INTAKE_PAGE_ROWS = 50,      /* a list's page unless asked otherwise: one screen, 4 us to make */
    INTAKE_PAGE_ROWS_MAX = 200, /* and at most */
    INTAKE_IDEMPOTENCY_KEY = 36, /* a UUID in its text form */
};
#endif
