#include "web/put.h"
#include "web/svg.h"
#include "web/text.h"

#include <qrencode.h>
#include <string.h>

/* Digits are packed three in ten bits, so a slip of 3,506 characters is a code of version 27, which
 * old cameras still read from paper (docs/adr/0030). */
enum { QUIET = 4, QR_TEXT_MAX = 3506 };

/* Dark modules of a row as strokes, gaps between them as moves: one path for the whole code, which
 * packs to a third of what squares do. */
static void put_row(struct buf *out, const unsigned char *row, int width, int y) {
    buf_printf(out, "M%d %d.5", QUIET, y + QUIET);
    for (int x = 0; x < width;) {
        int from = x;
        bool dark = row[x] & 1;
        while (x < width && (row[x] & 1) == dark)
            x++;
        if (dark)
            buf_printf(out, "h%d", x - from);
        else if (x < width)
            buf_printf(out, "m%d 0", x - from);
    }
}

static void draw(struct buf *out, const struct str *text, QRecLevel level, struct str label) {
    char room[QR_TEXT_MAX + 1] = {0};
    if (text->len == 0 || text->len > QR_TEXT_MAX || memchr(text->ptr, 0, text->len))
        return;
    memcpy(room, text->ptr, text->len);
    QRcode *code = QRcode_encodeString(room, 0, level, QR_MODE_8, 1);
    if (!code)
        return; /* too long in its bytes, or no memory: the receipt is whole without its picture */
    int side = code->width + 2 * QUIET;
    buf_printf(out, "<svg class=\"qr\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", side,
               side);
    web_put_text(out, label);
    buf_printf(out, "\"><path class=\"paper\" d=\"M0 0h%dv%dH0z\"/><path stroke=\"#000\" d=\"",
               side, side);
    for (int y = 0; y < code->width; y++)
        put_row(out, code->data + (size_t)y * (size_t)code->width, code->width, y);
    buf_add_c(out, "\"/></svg>");
    QRcode_free(code);
}

void web_svg_qr(struct buf *out, const struct str *text, bool english) {
    draw(out, text, QR_ECLEVEL_L, web_text(WEB_T_RECEIPT_QR, english));
}

void web_svg_link_qr(struct buf *out, const struct str *address, bool english) {
    draw(out, address, QR_ECLEVEL_M, web_text(WEB_T_ROUNDS_SHEET_QR, english));
}
