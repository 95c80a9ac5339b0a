#include "intake/intake_internal.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Whether one of the 8 bytes is a control character or not ASCII. The sum may carry out of a byte
 * above 0x7f only, which is found by its own high bit. */
static bool has_special(uint64_t x) {
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    return (((x - ones * 0x20) & ~x) | x | (x + ones)) & high;
}

static bool is_plain_byte(char c) {
    return c >= 0x20 && c < 0x7f;
}

/* How many bytes at the start are printable ASCII: nearly all, in nearly every text. */
static size_t plain_run(const char *ptr, size_t len) {
    size_t at = 0;
    for (uint64_t eight; at + sizeof eight <= len; at += sizeof eight) {
        memcpy(&eight, ptr + at, sizeof eight);
        if (has_special(eight))
            break;
    }
    while (at < len && is_plain_byte(ptr[at]))
        at++;
    return at;
}

/* Controls of direction (UAX 9): they let "moc.elpmaxe" stand where a reader sees another text. */
static bool is_bidi_control(utf8proc_int32_t c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_control(utf8proc_int32_t c) {
    return (c >= 0x80 && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

/* A text on its way from what was sent to what is kept; out has room for all of in. */
struct cleaning {
    struct str in;
    char *out;
    size_t at, len; /* in in, in out */
    size_t marks;   /* combining marks in a row */
    enum intake_text_kind kind;
    bool ascii;
};

/* A white-space control: line ends become \n; in a line all of it becomes one blank. */
static void take_blank(struct cleaning *c) {
    char byte = c->in.ptr[c->at++];
    if (byte == '\r') {
        if (c->at < c->in.len && c->in.ptr[c->at] == '\n')
            c->at++;
        byte = '\n';
    }
    if (c->kind == INTAKE_BLOCK)
        c->out[c->len++] = byte;
    else if (c->len && c->out[c->len - 1] != ' ')
        c->out[c->len++] = ' ';
    while (c->kind == INTAKE_LINE && c->at < c->in.len && c->in.ptr[c->at] == ' ')
        c->at++;
}

static const char *take_wide(struct cleaning *c) {
    utf8proc_int32_t point;
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)c->in.ptr + c->at,
                                            (utf8proc_ssize_t)(c->in.len - c->at), &point);
    if (len <= 0)
        return "not_utf8";
    if (is_control(point))
        return "control_character";
    if (c->kind == INTAKE_LINE && is_bidi_control(point))
        return "bidi_control";
    /* Sorting marks costs the square of their number in a row, so the number is bounded first. */
    c->marks = utf8proc_get_property(point)->combining_class ? c->marks + 1 : 0;
    if (c->marks > INTAKE_MARKS)
        return "too_many_marks";
    memcpy(c->out + c->len, c->in.ptr + c->at, (size_t)len);
    c->len += (size_t)len;
    c->at += (size_t)len;
    c->ascii = false;
    return NULL;
}

static const char *take_all(struct cleaning *c) {
    while (c->at < c->in.len) {
        size_t run = plain_run(c->in.ptr + c->at, c->in.len - c->at);
        if (run) {
            memcpy(c->out + c->len, c->in.ptr + c->at, run);
            c->at += run;
            c->len += run;
            c->marks = 0;
            continue;
        }
        unsigned char byte = (unsigned char)c->in.ptr[c->at];
        if (byte == '\n' || byte == '\t' || byte == '\r') {
            take_blank(c);
            c->marks = 0;
        } else if (byte < 0x80) {
            return "control_character";
        } else {
            const char *fault = take_wide(c);
            if (fault)
                return fault;
        }
    }
    return NULL;
}

/* Normalisation form C, so that one name typed on two phones is one name. */
static bool compose(struct arena *a, struct str text, struct str *ret) {
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t len =
        utf8proc_map((const utf8proc_uint8_t *)text.ptr, (utf8proc_ssize_t)text.len, &composed,
                     (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (len < 0)
        return false;
    *ret = arena_str(a, (struct str){(const char *)composed, (size_t)len});
    free(composed);
    return true;
}

const char *intake_text_clean(struct arena *a, struct str text, enum intake_text_kind kind,
                              size_t limit, struct str *ret) {
    struct str in = str_trim(text);
    /* Twice the limit cannot come within it by folding line ends; what is longer costs nothing. */
    if (in.len > 2 * limit)
        return "too_long";
    if (plain_run(in.ptr, in.len) == in.len) {
        if (in.len > limit)
            return "too_long";
        *ret = arena_str(a, in);
        return NULL;
    }
    struct cleaning c = {.in = in, .out = NEW(a, char, in.len + 1), .kind = kind, .ascii = true};
    const char *fault = take_all(&c);
    if (fault)
        return fault;
    struct str clean = {c.out, c.len};
    if (!c.ascii && !compose(a, clean, &clean))
        return "not_utf8";
    if (clean.len > limit)
        return "too_long";
    *ret = clean;
    return NULL;
}

static void leaf_text(const struct intake_reading *r, size_t limit, struct str text,
                      enum intake_text_kind kind, struct str *ret) {
    const char *fault = intake_text_clean(r->a, text, kind, limit, ret);
    if (fault)
        intake_fault_here(r, fault, strcmp(fault, "too_long") == 0 ? (int64_t)limit : 0);
}

void intake_leaf_line(const struct intake_reading *r, const struct intake_row *row, struct str text,
                      void *ret) {
    leaf_text(r, row->limit, text, INTAKE_LINE, ret);
}

void intake_leaf_block(const struct intake_reading *r, const struct intake_row *row,
                       struct str text, void *ret) {
    leaf_text(r, row->limit, text, INTAKE_BLOCK, ret);
}

void intake_leaf_date(const struct intake_reading *r, const struct intake_row *row, struct str text,
                      void *ret) {
    struct date date;
    (void)row;
    if (!date_parse(str_trim(text), &date)) {
        intake_fault_here(r, "not_a_date", 0);
        return;
    }
    *(struct date *)ret = date;
}

void intake_leaf_id128(const struct intake_reading *r, const struct intake_row *row,
                       struct str text, void *ret) {
    (void)row;
    if (!intake_id128(str_trim(text), ret))
        intake_fault_here(r, "not_an_id", 0);
}

static bool hex_any_case(struct str text, struct id128 *ret) {
    char digits[2 * sizeof ret->b];
    if (text.len != sizeof digits)
        return false;
    for (size_t i = 0; i < sizeof digits; i++) {
        digits[i] = char_lower(text.ptr[i]);
    }
    return hex_decode((struct str){digits, sizeof digits}, ret->b, sizeof ret->b);
}

bool intake_id128(struct str text, struct id128 *ret) {
    return hex_decode(text, ret->b, sizeof ret->b);
}

bool intake_uuid(struct str text, struct id128 *ret) {
    char digits[2 * sizeof ret->b];
    size_t len = 0;
    if (text.len != INTAKE_IDEMPOTENCY_KEY)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text.ptr[i] != '-')
                return false;
            continue;
        }
        digits[len++] = text.ptr[i];
    }
    return hex_any_case((struct str){digits, len}, ret);
}
