#ifndef WEB_PAGES_OPEN_H
#define WEB_PAGES_OPEN_H
/* Views of the open pages: map, region, figures, verification, errors. Suppressed counts (under 5,
 * or one under 5 could be told from them) arrive with suppressed set and value 0: the true number
 * never reaches a view (I9). */
#include "web/pages_chart.h"

/* A region's true boundary, where the operator imported one (http/shapes.h). */
struct web_shape {
    struct str path;    /* of commands and whole numbers; empty: it has none */
    int64_t x, y, wide; /* where its name stands, with so much room */
};
struct web_shapes {
    bool there, shown; /* shown: in place of tiles */
    int64_t width, height, missing;
    struct str source, licence, other; /* other: the address of tiles, or of boundaries */
};
/* P9 one region of the tile map; col and row from data/tilegrid.csv. */
struct web_tile {
    struct str code, name; /* "16.07", "Banyuasin" */
    struct str abbr;       /* "BYA" */
    int col, row;
    struct web_shape shape;
    struct web_count reports, open, late, decided;
    struct web_count shown; /* the one of them that the map shows: set by web_map_prepare */
    int level;              /* 0, 1, 2: set by web_map_prepare */
};
/* Which map: a province's regencies and cities as tiles, or the nation's provinces, each of which
 * leads to its own. */
enum web_map_of { WEB_MAP_OF_REGIONS, WEB_MAP_OF_PROVINCES };
/* What the tiles show: GET angka=diterima|ditangani|lewat|diputus. */
enum web_indicator {
    WEB_SHOW_RECEIVED,
    WEB_SHOW_OPEN,
    WEB_SHOW_LATE,
    WEB_SHOW_DECIDED,
    WEB_SHOW_COUNT
};
struct str web_indicator_name(enum web_indicator indicator); /* "diterima" */
struct str web_indicator_text(enum web_indicator indicator, bool english);
bool web_indicator_read(struct str name, enum web_indicator *ret) MUST_CHECK;
struct web_map {
    struct date as_of;
    struct str election_label; /* may be empty */
    enum web_map_of of;
    bool nation;            /* the store is the nation's: a province's map leads back to all */
    struct str province;    /* "16" of GET provinsi; empty: none was asked for */
    struct str name;        /* of the province that is shown */
    bool codes;             /* tiles are labelled by code: the table says it beside the name */
    struct web_tile *tiles; /* in reading order: by row, then col */
    size_t tile_count;
    struct web_shapes shapes;
    enum web_indicator indicator;
    struct str what;             /* web_indicator_text: \"diterima\", as its sentences say it */
    const struct web_tile *most; /* set by web_map_prepare; NULL: no number of late cases shown */
    bool few;                    /* set by web_map_prepare: late somewhere, in numbers not shown */
};
/* Sorts tiles by row and column, sets each level (0: none late, 2: upper half of the largest) and
 * the finding. Call before rendering. */
void web_map_prepare(struct web_map *map);

struct web_deed { /* a prevention activity (kegiatan pencegahan) */
    struct date on;
    struct str title, place, source; /* place may be empty */
};
/* P10 one region. */
struct web_region {
    struct web_tile tile;
    struct date as_of;
    struct web_chart acts, stages;
    struct web_line received, decided; /* by week; without points: not shown */
    const struct web_trend_week *weeks;
    size_t week_count;                   /* 0: neither is shown */
    const struct law_election *calendar; /* whose stages lie behind the weeks; NULL: none do */
    bool withheld;                       /* small numbers would follow from one of them */
    struct web_chart waiting;            /* open recommendations by age; empty: none is open */
    struct str contact;           /* the office in charge of what happens there; may be empty */
    bool scored;                  /* the map of risk compares it: its score can be taken apart */
    struct str province;          /* to whose map the page leads back, "16"; empty: to the map */
    const struct web_deed *deeds; /* newest first */
    size_t deed_count;
};
struct web_definition {
    struct str column, text;
};
struct web_download {
    struct str href; /* "/data/cases.csv" */
    struct str label;
};
/* P11 figures: filters are GET parameters wilayah and tindakan. */
struct web_figures {
    struct date as_of;
    struct str election_label;
    struct web_count received, open, decided, late;
    struct web_chart acts;   /* horizontal bars, largest first */
    struct web_chart stages; /* one stacked bar: phase by phase */
    struct web_chart ages;   /* of open cases: 0-7, 8-14, 15-30, more days */
    struct web_line weeks;
    const struct law_election *calendar; /* whose stages lie behind the weeks; NULL: none do */
    const struct web_option *regions, *act_options;
    size_t region_count, act_option_count;
    struct str region, act; /* chosen; empty: all */
    const struct web_definition *definitions;
    size_t definition_count;
    const struct web_download *downloads;
    size_t download_count;
};

enum web_verdict {
    WEB_VERDICT_NONE,
    WEB_VERDICT_GENUINE,
    WEB_VERDICT_FALSE,
    WEB_VERDICT_UNREADABLE
};
enum web_check_result { WEB_CHECK_SKIPPED, WEB_CHECK_GOOD, WEB_CHECK_BAD };
struct web_checks {
    enum web_check_result form; /* the bundle has the form of a receipt */
    enum web_check_result leaf; /* manifest and salt give the leaf (shown as one with the path) */
    enum web_check_result path; /* leaf and path give the root */
    enum web_check_result signature; /* the root is signed by our key */
    enum web_check_result current;   /* this log still holds the leaf at that place */
};
/* P12 verify: POST bundle to the same path (field "tanda"). */
struct web_verify {
    struct str bundle; /* as sent, to show again */
    struct str vkey;   /* verifier key line of this log */
    enum web_verdict verdict;
    struct web_checks checks;
    int64_t index, size;
    struct instant accepted; /* from the manifest, when genuine */
    bool has_accepted;
    struct str offline; /* SHA-256 of the offline page, hex */
    bool has_web;       /* the log names it: at index web */
    int64_t web;
};

/* Any answer that is an error. */
struct web_error {
    int status;
    struct str title, detail; /* web_error_title, web_error_detail */
    struct str request_id;
    int64_t retry_seconds; /* 0: none */
    bool home;             /* offer the start page */
};
#endif
