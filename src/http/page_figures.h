#ifndef HTTP_PAGE_FIGURES_H
#define HTTP_PAGE_FIGURES_H
/* What the pages of figures share: published counts as the views of web show them. */
#include "flow/counted.h"
#include "http/page_common.h"

/* The moment of which everybody sees figures: of the last tick, else of now. */
struct err http_counting(struct http_call *call, struct flow_counting *ret) MUST_CHECK;
/* The same for a page (or a file) of figures, which is the same for everybody who is not signed in,
 * and kept for them until figures change, or the day. */
struct http_figures_kept {
    uint64_t beside; /* the caller's: changes with what the page shows beside figures; else 0 */
    bool answered;   /* by the kept one: the handler is done */
    struct flow_counting of;
};
struct err http_figures_kept(struct http_call *call, struct http_figures_kept *ret) MUST_CHECK;
/* Replies with what stands in call->out and keeps it for the others. */
struct err http_figures_page(struct http_call *call,
                             const struct http_figures_kept *kept) MUST_CHECK;
struct err http_figures_file(struct http_call *call, const char *type,
                             const struct http_figures_kept *kept) MUST_CHECK;
/* http_common that says of when the figures are. */
struct web_common http_figures_common(struct http_call *call, const struct flow_counting *of);
struct web_count http_count(struct publication_number n);
/* Bars of one line: late, in time, decided, ended. */
struct web_chart http_progress_chart(struct http_call *call, const struct publication_line *line);
/* Acts, largest first, hidden ones last, those without a case left out; of one region, or of all
 * when region is empty. */
struct web_chart http_acts_chart(struct http_call *call, const struct publication_figures *figures,
                                 struct str region);
/* Weeks, ascending, with the stages of the election that lie behind them; election may be NULL. */
struct web_line http_weeks_line(struct http_call *call, const struct web_point *points,
                                size_t count, const struct law_election *election);
struct region;
/* A region's numbers, as a tile and the head of its page have them; where it stands is not set. */
struct web_tile http_region_tile(const struct publication_figures *figures,
                                 const struct region *region);
/* Where a region's tile stands; false (ret untouched): it has none. */
bool http_map_tile(struct str code, struct web_tile *ret) MUST_CHECK;
/* The same for every region, with its name: where nobody drew its province, in the order of codes,
 * which are the labels then; a province's stands among the nation's. */
struct web_tile http_map_place(const struct region *region);
/* The store's own province, or in the nation's the one that is asked for, provinsi=16; NULL: all.
 * Errors: ERR_MISSING "region". */
struct err http_province_asked(struct http_call *call, const struct region **ret) MUST_CHECK;
/* A region's line; zeros when it has no case. */
struct publication_line http_region_line(const struct publication_figures *figures,
                                         struct str region);
#endif
