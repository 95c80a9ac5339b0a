#ifndef WEB_PAGES_WEIGHED_H
#define WEB_PAGES_WEIGHED_H
/* What was published of an index, as pages of it tell. */
#include "base/base.h"

struct web_risk_weighed { /* an index that was published */
    int64_t index;
    struct instant at;
    struct str office, weights; /* "Follow-up 60, ..." */
    struct str reason;
    bool in_use, of_file, repeats; /* of_file: the file's again; repeats: entry again, once more */
    int64_t again;
};
enum web_risk_unfit { /* why the newest publication is not in use */
                      WEB_RISK_FITS,
                      WEB_RISK_OTHER_FILE,
                      WEB_RISK_OTHER_PARTS,
                      WEB_RISK_UNREADABLE
};
#endif
