#include "web/put.h"
#include "web/svg.h"

#include <assert.h>

/* A count as the length of a bar. One that is hidden has none: whatever length it had would be read
 * as a number, and beside nothing but hidden ones it would be the longest. Its words say so. */
static int64_t length(struct web_count n) {
    return n.suppressed ? 0 : n.value;
}

/* A count on a curve, which goes on: hidden ones as 2, half way between 0 and 4, with a faint dot.
 */
static int64_t height(struct web_count n) {
    return n.suppressed ? 2 : n.value;
}

static int64_t largest_of(const struct web_chart *chart) {
    int64_t largest = 1;
    for (size_t i = 0; i < chart->bar_count; i++)
        if (length(chart->bars[i].count) > largest)
            largest = length(chart->bars[i].count);
    return largest;
}

/* Labels stand above their bars, as text of the page would: they may be long, and SVG does not
 * wrap. So each row is an HTML list item with a bar of its own. */
void web_svg_bars(struct buf *out, const struct web_chart *chart, bool english) {
    int64_t largest = largest_of(chart);
    assert(largest > 0);
    buf_add_c(out, "<ul class=\"bars\">");
    for (size_t i = 0; i < chart->bar_count; i++) {
        const struct web_bar *bar = &chart->bars[i];
        buf_add_c(out, "<li><span>");
        web_put_text(out, bar->label);
        buf_add_c(out, "</span> <strong>");
        web_put_count(out, bar->count, english);
        buf_add_c(out, "</strong>");
        if (!bar->count.suppressed)
            buf_printf(out,
                       "<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" "
                       "aria-hidden=\"true\"><rect width=\"%d\" height=\"20\" "
                       "class=\"bar\"/></svg>",
                       (int)(length(bar->count) * 1000 / largest));
        buf_add_c(out, "</li>");
    }
    buf_add_c(out, "</ul>");
}

void web_svg_share(struct buf *out, const struct web_share *share, bool english) {
    (void)english;
    int64_t whole = share->whole > 0 ? share->whole : 1;
    buf_printf(out,
               "<svg class=\"share\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" "
               "aria-hidden=\"true\"><rect width=\"1000\" height=\"20\"/><rect width=\"%d\" "
               "height=\"20\" class=\"bar\"/></svg>",
               (int)(share->part * 1000 / whole));
}

void web_svg_stack(struct buf *out, const struct web_chart *chart, bool english) {
    int64_t total = 0, at = 0;
    for (size_t i = 0; i < chart->bar_count; i++)
        total += length(chart->bars[i].count);
    total = total ? total : 1;
    buf_add_c(out, "<svg class=\"stack\" viewBox=\"0 0 1000 48\" preserveAspectRatio=\"none\" "
                   "aria-hidden=\"true\">");
    for (size_t i = 0; i < chart->bar_count; i++) {
        int64_t n = length(chart->bars[i].count);
        if (n)
            buf_printf(out, "<rect x=\"%d\" width=\"%d\" height=\"48\" class=\"s%d\"/>",
                       (int)(at * 1000 / total), (int)((at + n) * 1000 / total - at * 1000 / total),
                       (int)(i % 8));
        at += n;
    }
    buf_add_c(out, "</svg><ol class=\"key\">");
    for (size_t i = 0; i < chart->bar_count; i++) {
        buf_printf(out, "<li><span class=\"sw s%d\"></span>", (int)(i % 8));
        web_put_text(out, chart->bars[i].label);
        buf_add_c(out, " <strong>");
        web_put_count(out, chart->bars[i].count, english);
        buf_add_c(out, "</strong></li>");
    }
    buf_add_c(out, "</ol>");
}

enum { WIDTH = 640, HEIGHT = 240, LEFT = 40, RIGHT = 12, TOP = 44, BOTTOM = 28 };
enum { ABOVE = 4 }; /* a count told by fives: so many more it may be */

struct frame {
    struct date first, last;
    int64_t top; /* largest value on the scale */
};

static int x_of(const struct frame *f, struct date d) {
    int64_t span = f->last.day > f->first.day ? f->last.day - f->first.day : 1;
    int64_t at = d.day < f->first.day ? 0 : d.day > f->last.day ? span : d.day - f->first.day;
    return LEFT + (int)(at * (WIDTH - LEFT - RIGHT) / span);
}

static int y_of(const struct frame *f, int64_t n) {
    return HEIGHT - BOTTOM - (int)(n * (HEIGHT - TOP - BOTTOM) / f->top);
}

/* 1, 2 or 5 times a power of ten, at least n: so that half of it is a whole or a .5 mark. */
static int64_t round_up(int64_t n) {
    for (int64_t power = 1;; power *= 10)
        for (int step = 0; step < 4; step++) {
            static const int64_t marks[] = {2, 4, 6, 10};
            if (marks[step] * power >= n)
                return marks[step] * power;
        }
}

/* A name is written where it touches no other; the table below the picture has them all. */
static void put_bands(struct buf *out, const struct web_line *line, const struct frame *f) {
    enum { LETTER = 7, ROWS = 2 };
    int free_from[ROWS] = {0, 0};
    for (size_t i = 0; i < line->band_count; i++) {
        const struct web_band *band = &line->bands[i];
        if (band->to.day < f->first.day || band->from.day > f->last.day)
            continue;
        int from = x_of(f, band->from), to = x_of(f, (struct date){band->to.day + 1});
        buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"band b%d\"/>",
                   from, TOP, to > from ? to - from : 1, HEIGHT - TOP - BOTTOM, (int)(i % 2));
        int width = LETTER * ((int)band->label.len + 1);
        int at = from + width > WIDTH ? WIDTH - width : from; /* whole, at the right edge too */
        int row = free_from[0] <= at ? 0 : 1;
        if (free_from[row] > at)
            continue;
        free_from[row] = at + width;
        buf_printf(out, "<text x=\"%d\" y=\"%d\" class=\"bandname\">", at + 2, TOP - 8 - row * 16);
        web_put_text(out, band->label);
        buf_add_c(out, "</text>");
    }
}

static void put_scale(struct buf *out, const struct web_line *line, const struct frame *f,
                      bool english) {
    for (int half = 0; half <= 2; half++) {
        int64_t n = f->top * half / 2;
        buf_printf(out,
                   "<path d=\"M%d %dH%d\" class=\"grid\"/><text x=\"%d\" y=\"%d\" class=\"num\">",
                   LEFT, y_of(f, n), WIDTH - RIGHT, LEFT - 6, y_of(f, n) + 4);
        web_put_int(out, n, english);
        buf_add_c(out, "</text>");
    }
    size_t step = line->point_count > 6 ? line->point_count / 4 : 1;
    for (size_t i = 0; i < line->point_count; i += step) {
        struct buf text;
        buf_init(&text, 64);
        web_put_short(&text, line->points[i].from, english);
        struct str shown = buf_str(&text);
        shown.len = shown.len > 5 ? shown.len - 5 : shown.len; /* without the year */
        buf_printf(out, "<text x=\"%d\" y=\"%d\" class=\"day\">%.*s</text>",
                   x_of(f, line->points[i].from), HEIGHT - 8, STR_ARG(shown));
        buf_done(&text);
    }
}

static void put_curve(struct buf *out, const struct web_line *line, const struct frame *f) {
    buf_add_c(out, "<path class=\"curve\" d=\"");
    for (size_t i = 0; i < line->point_count; i++)
        buf_printf(out, "%c%d %d", i ? 'L' : 'M', x_of(f, line->points[i].from),
                   y_of(f, height(line->points[i].count)));
    buf_add_c(out, "\"/>");
    for (size_t i = 0; i < line->point_count; i++)
        buf_printf(out, "<circle cx=\"%d\" cy=\"%d\" r=\"3.5\" class=\"%s\"/>",
                   x_of(f, line->points[i].from), y_of(f, height(line->points[i].count)),
                   line->points[i].count.suppressed ? "dot faint" : "dot");
}

/* One path of all bars that are as many as is told, one of what each may be above that. */
static void put_fives(struct buf *out, const struct web_line *line, const struct frame *f) {
    for (int sure = 0; sure < 2; sure++) {
        buf_printf(out, "<path %s d=\"",
                   sure ? "class=\"bar\""
                        : "fill=\"none\" stroke=\"currentColor\" stroke-dasharray=\"3 2\"");
        for (size_t i = 0; i < line->point_count; i++) {
            struct date from = line->points[i].from;
            int64_t n = line->points[i].count.value;
            int low = y_of(f, sure ? 0 : n), top = y_of(f, sure ? n : n + ABOVE);
            if (low > top)
                buf_printf(out, "M%d %dV%dH%dV%dz", x_of(f, from) + 1, low, top,
                           x_of(f, (struct date){from.day + 7}) - 1, low);
        }
        buf_add_c(out, "\"/>");
    }
}

/* What stands beside a table of the same numbers is hidden from screen readers, unless it has a
 * name. */
static void put_name(struct buf *out, const struct web_line *line) {
    if (!line->name.len) {
        buf_add_c(out, " aria-hidden=\"true\">");
        return;
    }
    buf_add_c(out, " role=\"img\"><title>");
    web_put_text(out, line->name);
    buf_add_c(out, "</title><desc>");
    web_put_text(out, line->note);
    buf_add_c(out, "</desc>");
}

void web_svg_line(struct buf *out, const struct web_line *line, bool english) {
    if (line->point_count == 0)
        return;
    struct frame f = {.first = line->points[0].from,
                      .last = {line->points[line->point_count - 1].from.day + 7},
                      .top = 1};
    for (size_t i = 0; i < line->point_count; i++) {
        int64_t n = height(line->points[i].count) + (line->by_fives ? ABOVE : 0);
        f.top = n > f.top ? n : f.top;
    }
    f.top = round_up(f.top);
    buf_add_c(out, "<div class=\"scroll\" tabindex=\"0\" ");
    if (line->name.len) { /* several of a page are no landmarks */
        buf_add_c(out, "role=\"group\" aria-label=\"");
        web_put_text(out, line->name);
        buf_add_c(out, "\">");
    } else {
        buf_add_c(out, "role=\"region\" aria-labelledby=\"c-weeks\">");
    }
    buf_printf(out, "<svg class=\"line\" viewBox=\"0 0 %d %d\"", WIDTH, HEIGHT);
    put_name(out, line);
    put_bands(out, line, &f);
    put_scale(out, line, &f, english);
    if (line->by_fives)
        put_fives(out, line, &f);
    else
        put_curve(out, line, &f);
    buf_add_c(out, "</svg></div>");
}
