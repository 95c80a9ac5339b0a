#include "publication/graph_internal.h"

/* The bytes of the drawing. Greys alone, so that no party's colour speaks; letters of 12 and 13
 * pixels, so that it can be read unenlarged; every state has an address, every chip leads to one.
 */

static void escaped(struct buf *out, struct str s) {
    for (size_t i = 0; i < s.len; i++)
        switch (s.ptr[i]) {
        case '&':
            buf_add_c(out, "&amp;");
            break;
        case '<':
            buf_add_c(out, "&lt;");
            break;
        case '>':
            buf_add_c(out, "&gt;");
            break;
        case '"':
            buf_add_c(out, "&quot;");
            break;
        default:
            buf_add_char(out, s.ptr[i]);
        }
}

static void text_at(struct buf *out, int x, int y, const char *class, struct str text) {
    buf_printf(out, "<text x=\"%d\" y=\"%d\" class=\"%s\">", x, y, class);
    escaped(out, text);
    buf_add_c(out, "</text>\n");
}

static const char STYLE[] =
    "<style>\n"
    "text{font-family:\"Liberation Sans\",Arial,Helvetica,sans-serif;font-size:13px;fill:#222}\n"
    ".t{font-size:20px;font-weight:bold}.b{font-size:17px;font-weight:bold}\n"
    ".t "
    ".s{font-weight:normal}.h{font-weight:bold}.s,.k,.l{font-size:12px;fill:#4a4a4a}.c{font-size:"
    "12px}\n"
    "a .c{text-decoration:underline}.n{font-size:12px;font-weight:bold;fill:#555}\n"
    ".state{fill:#eceef0;stroke:#4a4f55;stroke-width:1.5}.end{fill:#fff;stroke:#222;"
    "stroke-width:2}\n"
    ".far{fill:#fff;stroke:#4a4f55;stroke-dasharray:5 3}"
    ".ring{fill:none;stroke:#222}.step{fill:#fff;stroke:#8a8f95}.bar{fill:#6b7077}\n"
    ".lane{fill:#fafafa;stroke:#d5d7da}.e{fill:none;stroke:#5b6067;stroke-width:1.3}\n"
    ".rule{stroke:#c4c7cb}.clock{fill:#fff;stroke:#4a4a4a}\n"
    "</style>\n"
    "<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" "
    "markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" "
    "fill=\"#5b6067\"/></marker></defs>\n";

/* "Pemilihan 2024: Polri" */
static void put_label(struct buf *out, const struct publication_graph *g) {
    struct str label = law_say(g->rules->label, g->english);
    escaped(out, label.len ? label : g->rules->regime);
    if (!g->part.len)
        return;
    buf_add_c(out, ": ");
    escaped(out, g->part);
}

static void write_head(struct buf *out, const struct publication_graph *g) {
    const struct law_rulebook *r = g->rules;
    buf_printf(out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
               "viewBox=\"0 0 %d %d\" lang=\"%s\" role=\"graphics-document\" "
               "aria-labelledby=\"title desc\">\n<title id=\"title\">",
               g->width, g->height, g->width, g->height, g->english ? "en" : "id");
    put_label(out, g);
    buf_printf(out, " (%.*s@%d)</title>\n<desc id=\"desc\">", STR_ARG(r->regime), r->version);
    if (g->overview)
        buf_add(out, g->english ? STR("Parts of the procedure and the steps that lead from one to "
                                      "another.")
                                : STR("Bagian-bagian prosedur, dan langkah yang menyambung "
                                      "satu dengan yang lain."));
    else
        buf_printf(out,
                   g->english
                       ? "%zu states, %zu steps, %zu clocks. From left to right: a state, the "
                         "steps that may be taken in it, what each leads to."
                       : "%zu keadaan, %zu langkah, %zu tenggat. Dari kiri ke kanan: keadaan, "
                         "langkah yang dapat diambil, dan hasilnya.",
                   r->state_count, r->step_count, r->clock_count);
    buf_printf(out, "</desc>\n%s<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", STYLE,
               g->width, g->height);
    buf_printf(out, "<text x=\"%d\" y=\"40\" class=\"t\">", GRAPH_MARGIN);
    put_label(out, g);
    buf_printf(out, "<tspan dx=\"10\" class=\"s\">%.*s@%d</tspan></text>\n", STR_ARG(r->regime),
               r->version);
}

static void write_clock(struct buf *out, int x, int y) {
    buf_printf(out,
               "<circle cx=\"%d\" cy=\"%d\" r=\"5\" class=\"clock\"/><path d=\"M%d %dv-3M%d %dh3\" "
               "class=\"clock\"/>\n",
               x, y, x, y, x, y);
}

static void write_legend(struct buf *out, const struct publication_graph *g) {
    bool en = g->english;
    int x = GRAPH_MARGIN, y = 62;
    buf_printf(out,
               "<rect x=\"%d\" y=\"%d\" width=\"26\" height=\"16\" rx=\"3\" "
               "class=\"state\"/>\n",
               x, y);
    text_at(out, x + 34, y + 13, "s",
            en ? STR("state, with its number and whom it waits for")
               : STR("keadaan, nomornya, dan siapa yang ditunggu"));
    buf_printf(out,
               "<rect x=\"%d\" y=\"%d\" width=\"26\" height=\"16\" rx=\"3\" class=\"end\"/>"
               "<rect x=\"%d\" y=\"%d\" width=\"20\" height=\"10\" rx=\"2\" class=\"ring\"/>\n",
               x + 340, y, x + 343, y + 3);
    text_at(out, x + 374, y + 13, "s", en ? STR("where it ends") : STR("akhir prosedur"));
    buf_printf(out,
               "<rect x=\"%d\" y=\"%d\" width=\"26\" height=\"16\" rx=\"3\" "
               "class=\"far\"/>\n",
               x + 490, y);
    text_at(out, x + 524, y + 13, "s", en ? STR("another drawing") : STR("gambar lain"));
    buf_printf(out,
               "<rect x=\"%d\" y=\"%d\" width=\"26\" height=\"16\" class=\"step\"/><rect x=\"%d\" "
               "y=\"%d\" width=\"5\" height=\"16\" class=\"bar\"/>\n",
               x + 640, y, x + 640, y);
    text_at(out, x + 674, y + 13, "s",
            en ? STR("step: row of the law, who takes it, its outcomes")
               : STR("langkah: baris aturan, siapa yang mengambil, hasilnya"));
    y += 26;
    write_clock(out, x + 13, y + 8);
    text_at(out, x + 34, y + 13, "s",
            en ? STR("clock that can run in this state")
               : STR("tenggat yang dapat berjalan di keadaan ini"));
    text_at(out, x + 340, y + 13, "s",
            en ? STR("↻ step that leads back here") : STR("↻ langkah yang kembali ke sini"));
    text_at(out, x + 640, y + 13, "s",
            en ? STR("→ 14 goes on at state 14 (a link)")
               : STR("→ 14 berlanjut di keadaan nomor 14 (tautan)"));
    if (g->overview)
        text_at(out, x, y + 40, "s",
                en ? STR("Stripes: the office that acts; of a part, the one it begins with.")
                   : STR("Lajur mendatar: kantor yang bertindak; bagi bagian, yang pertama "
                         "ditunggu."));
    else
        text_at(out, x, y + 40, "s",
                en ? STR("Stripes are the offices that act; phases stand below each other.")
                   : STR("Lajur mendatar: kantor yang bertindak. Tahap tersusun ke bawah."));
    text_at(out, x + 640, y + 40, "s",
            en ? STR("◇ not verified: a lawyer still has to read this row")
               : STR("◇ belum diverifikasi: baris ini masih harus dibaca ahli hukum"));
}

static void write_bands(struct buf *out, const struct publication_graph *g) {
    int x = GRAPH_MARGIN;
    for (size_t i = 0; i < g->band_count; i++) {
        const struct publication_band *b = &g->bands[i];
        if (g->overview)
            continue; /* it has no phases */
        buf_printf(out, "<a href=\"#phase-%.*s\">", STR_ARG(law_phase_name(b->phase)));
        text_at(out, x, 160, "c", b->label);
        buf_add_c(out, "</a>\n");
        x += 30 + (int)b->label.len * 7;
        buf_printf(out, "<g id=\"phase-%.*s\">", STR_ARG(law_phase_name(b->phase)));
        text_at(out, GRAPH_MARGIN, b->y + 30, "b", b->label);
        buf_add_c(out, "</g>\n");
    }
}

static void write_lanes(struct buf *out, const struct publication_graph *g) {
    for (size_t i = 0; i < g->lane_count; i++) {
        const struct publication_lane *l = &g->lanes[i];
        struct str rest = l->label;
        buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"lane\"/>\n",
                   l->x, l->y, l->w, l->h);
        for (int y = l->y + 24; rest.len; y += GRAPH_LINE)
            text_at(out, l->x + 8, y, "n", graph_label_line(&rest));
    }
}

static void write_edges(struct buf *out, const struct publication_graph *g) {
    for (size_t i = 0; i < g->edge_count; i++) {
        const struct publication_edge *e = &g->edges[i];
        const struct publication_box *from = &g->boxes[e->from], *to = &g->boxes[e->to];
        bool ends = to->kind != PUBLICATION_BEND;
        buf_printf(out, "<path class=\"e\" d=\"M%d %dH%dV%dH%d\"%s/>\n", from->x + from->w, e->y1,
                   e->x, e->y2, ends ? to->x - 1 : to->x + to->w,
                   ends ? " marker-end=\"url(#a)\"" : "");
    }
}

static void write_line(struct buf *out, const struct publication_graph *g,
                       const struct publication_box *b, size_t i) {
    static const char *const CLASSES[] = {"h", "", "s", "k", "l", "", "c"};
    const struct publication_box_line *line = &b->lines[i];
    int y = b->y + GRAPH_PAD + (int)i * GRAPH_LINE + 13, x = b->x + GRAPH_PAD + GRAPH_BEARING;
    bool link = line->style == PUBLICATION_CHIP && line->target >= 0;
    if (line->style == PUBLICATION_PORT)
        buf_printf(out, "<path d=\"M%d %dH%d\" class=\"rule\"/>\n", b->x + 5, y - 13, b->x + b->w);
    if (line->style == PUBLICATION_CLOCK && line->text.len) {
        write_clock(out, x + 5, y - 4);
        x += GRAPH_DIAL;
    }
    if (line->style == PUBLICATION_CHIP)
        x += GRAPH_INDENT;
    if (link)
        buf_printf(out, "<a href=\"#state-%.*s\">", STR_ARG(g->rules->states[line->target].id));
    if (line->unverified)
        buf_printf(out, "<g><title>%s</title>", g->english ? "not verified" : "belum diverifikasi");
    text_at(out, x, y, CLASSES[line->style], line->text);
    if (line->unverified)
        buf_add_c(out, "</g>\n");
    if (link)
        buf_add_c(out, "</a>\n");
}

static void write_box(struct buf *out, const struct publication_graph *g,
                      const struct publication_box *b) {
    if (b->kind == PUBLICATION_BEND)
        return;
    bool state = b->kind == PUBLICATION_STATE_BOX;
    const struct law_state *s = state ? &g->rules->states[b->index] : NULL;
    if (state)
        buf_printf(out, "<g id=\"state-%.*s\">", STR_ARG(s->id));
    else
        buf_printf(out, "<g id=\"step-%.*s\">", STR_ARG(g->rules->steps[b->index].name));
    buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" class=\"%s\"/>\n",
               b->x, b->y, b->w, b->h, state ? 5 : 0,
               !state         ? "step"
               : b->elsewhere ? "far"
               : s->terminal  ? "end"
                              : "state");
    if (state && s->terminal && !b->elsewhere)
        buf_printf(out,
                   "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" class=\"ring\"/>\n",
                   b->x + 3, b->y + 3, b->w - 6, b->h - 6);
    if (!state)
        buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"5\" height=\"%d\" class=\"bar\"/>\n", b->x,
                   b->y, b->h);
    for (size_t i = 0; i < b->line_count; i++)
        write_line(out, g, b, i);
    buf_add_c(out, "</g>\n");
}

void publication_graph_write(struct buf *out, const struct publication_graph *g) {
    write_head(out, g);
    write_legend(out, g);
    write_bands(out, g);
    write_lanes(out, g);
    write_edges(out, g);
    for (size_t i = 0; i < g->box_count; i++)
        write_box(out, g, &g->boxes[i]);
    buf_add_c(out, "</svg>\n");
}
