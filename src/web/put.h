#ifndef WEB_PUT_H
#define WEB_PUT_H
/* What compiled templates write with. Each function escapes for the place it is named for; the
 * formatters write only letters, digits, spaces and . , - : %, which are safe in text and in quoted
 * attributes. Their language is a parameter: english. */
#include "base/date.h"
#include "web/pages.h"

void web_put_text(struct buf *out, struct str s); /* text and quoted attributes */
/* A whole address: ours ("/x", "#x", "?x") or https/http; anything else becomes "#". */
void web_put_url(struct buf *out, struct str s);
/* A part of an address (segment, query value): all but unreserved bytes as %XX (RFC 3986). */
void web_put_url_part(struct buf *out, struct str s);
void web_put_base64_only(struct buf *out, struct str s); /* other bytes are dropped */
void web_put_id(struct buf *out, struct str s);   /* letters, digits, '-'; others become '-' */
void web_put_hash(struct buf *out, struct str s); /* "9f3a1c02...77c1": first and last digits */

void web_put_int(struct buf *out, int64_t n, bool english); /* 1.234.567 / 1,234,567 */
void web_put_plain(struct buf *out, int64_t n);             /* 1234567 */
/* n tenths: 567 is 56,7 / 56.7. */
void web_put_tenths(struct buf *out, int64_t n, bool english);
/* n hundredths: 865 is 8,65 / 8.65. */
void web_put_hundredths(struct buf *out, int64_t n, bool english);
void web_put_bytes(struct buf *out, int64_t n, bool english);      /* "11,2 MB" (10^6), "812 kB" */
void web_put_wait(struct buf *out, int64_t seconds, bool english); /* "45 detik", "2 menit" */
void web_put_count(struct buf *out, struct web_count n,
                   bool english); /* "12", "12+" or "tidak ditampilkan" */
void web_put_few(struct buf *out, struct web_count n, bool english); /* or "<5": for tables */

void web_put_date(struct buf *out, struct date d, bool english);  /* 27 November 2024 */
void web_put_day(struct buf *out, struct date d, bool english);   /* Rabu, 27 November 2024 */
void web_put_short(struct buf *out, struct date d, bool english); /* 27 Nov 2024 */
void web_put_iso(struct buf *out, struct date d);                 /* 2024-11-27 */
/* Rabu, 27 November 2024 pukul 14.05 WIB / Wednesday, 27 November 2024 at 14:05 WIB */
void web_put_time(struct buf *out, struct instant t, enum zone zone, bool english);
void web_put_moment(struct buf *out, struct instant t, enum zone zone,
                    bool english);                       /* 27 Nov 2024, 14.05 WIB */
void web_put_isotime(struct buf *out, struct instant t); /* RFC 3339, UTC, whole seconds */
/* kemarin dulu, kemarin, hari ini, besok, lusa, dalam 3 hari, 3 hari yang lalu */
void web_put_relative(struct buf *out, int64_t days, bool english);
/* "a, b, dan c" / "a, b and c": escaped. */
void web_put_list(struct buf *out, const struct str *items, size_t count, bool english);
void web_put_law(struct buf *out, struct law_text text, bool english); /* escaped */
#endif
