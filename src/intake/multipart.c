#include "intake/multipart.h"

#include "intake/intake_internal.h"

#include <string.h>

/*   START --boundary--> BOUNDARY --CRLF--> HEADERS --blank line--> DATA --boundary--> BOUNDARY
 *                          '---"--"--> END (only white space may follow)
 *
 * The delimiter is CRLF "--" boundary; the first of a body needs no CRLF, so it starts as if those
 * two had been seen. No boundary holds a CR: where a match breaks off, no other can have begun
 * inside it, and the bytes matched so far are data. That is why `matched` alone is kept between two
 * pieces, and never a byte of a file. */
enum multipart_state { START, BOUNDARY, HEADERS, DATA, END };
enum { LINE_MARK = 2, DELIMITER = INTAKE_BOUNDARY + 4, FIELD_FIRST = 256 };

struct multipart {
    struct arena *a;
    const struct multipart_sink *sink;
    enum multipart_state state;
    char delimiter[DELIMITER];
    size_t delimiter_len;
    size_t matched;       /* bytes of the delimiter seen at the end of the last piece */
    char tail[LINE_MARK]; /* what follows a boundary: CRLF or "--" */
    size_t tail_len;
    char headers[INTAKE_PART_HEADERS];
    size_t headers_len;
    enum { PART_FIELD, PART_FILE, PART_BLANK } part;
    struct str name; /* of a field */
    char *value;     /* grows by doubling, used again by the next field */
    size_t value_len, value_room;
    size_t fields_bytes, parts;
    struct intake_pair *pairs;
    size_t pair_count;
};

struct multipart *multipart_new(struct arena *a, struct str boundary,
                                const struct multipart_sink *sink) {
    struct multipart *m = NEW(a, struct multipart, 1);
    m->a = a;
    m->sink = sink;
    memcpy(m->delimiter, "\r\n--", 4);
    if (boundary.len > INTAKE_BOUNDARY || !boundary.len)
        die("multipart: the boundary was not checked");
    memcpy(m->delimiter + 4, boundary.ptr, boundary.len);
    m->delimiter_len = boundary.len + 4;
    m->matched = LINE_MARK;
    m->pairs = NEW(a, struct intake_pair, INTAKE_PARTS);
    return m;
}

static struct err field_add(struct multipart *m, struct str piece) {
    if (m->value_len + piece.len > INTAKE_FORM_FIELD)
        return ERR(ERR_TOO_LARGE, STR("field"));
    m->fields_bytes += piece.len;
    if (m->fields_bytes > INTAKE_BODY)
        return ERR(ERR_TOO_LARGE, STR("fields"));
    if (m->value_len + piece.len > m->value_room) {
        size_t room = m->value_room ? m->value_room : FIELD_FIRST;
        while (room < m->value_len + piece.len)
            room *= 2;
        char *value = NEW(m->a, char, room);
        if (m->value_len)
            memcpy(value, m->value, m->value_len);
        m->value = value;
        m->value_room = room;
    }
    memcpy(m->value + m->value_len, piece.ptr, piece.len);
    m->value_len += piece.len;
    return OK;
}

static struct err part_data(struct multipart *m, struct str piece) {
    if (!piece.len)
        return OK;
    switch (m->part) {
    case PART_FIELD:
        return field_add(m, piece);
    case PART_FILE:
        return m->sink->data(m->sink->state, piece);
    case PART_BLANK:
        break;
    }
    return ERR(ERR_MALFORMED, STR("filename")); /* bytes of a file without a name */
}

static struct err part_end(struct multipart *m) {
    if (m->part == PART_FILE)
        return m->sink->end(m->sink->state);
    if (m->part == PART_BLANK)
        return OK;
    struct str value = arena_str(m->a, (struct str){m->value, m->value_len});
    m->value_len = 0;
    if (!str_is_utf8(value))
        return ERR(ERR_MALFORMED, STR("utf-8"));
    m->pairs[m->pair_count++] = (struct intake_pair){m->name, value};
    return OK;
}

/* A quoted value at the start of *rest; *rest goes on behind it. Browsers write a quote in a name
 * as %22 (WHATWG) or as \" (older ones); a backslash before anything else is itself, since some
 * send the whole path of a file. */
static bool quoted(struct arena *a, struct str *rest, struct str *ret) {
    if (!rest->len || rest->ptr[0] != '"')
        return false;
    char *out = NEW(a, char, rest->len);
    size_t len = 0, at = 1;
    for (; at < rest->len && rest->ptr[at] != '"'; at++) {
        if (rest->ptr[at] == '\\' && at + 1 < rest->len && rest->ptr[at + 1] == '"')
            at++;
        out[len++] = rest->ptr[at];
    }
    if (at == rest->len)
        return false;
    *rest = (struct str){rest->ptr + at + 1, rest->len - at - 1};
    *ret = (struct str){out, len};
    return true;
}

struct disposition {
    struct str name, filename, content_type;
    bool given, has_name, has_filename;
};

/* form-data; name="..."; filename="..." */
static struct err disposition_read(struct arena *a, struct str value, struct disposition *d) {
    const struct err bad = ERR(ERR_MALFORMED, STR("content-disposition"));
    if (d->given || !str_equal_any_case(str_trim(str_cut(&value, ';')), STR("form-data")))
        return bad;
    d->given = true;
    while (str_trim(value).len) {
        struct str key = str_trim(str_cut(&value, '=')), text;
        value = str_trim(value);
        if (!quoted(a, &value, &text) || str_trim(str_cut(&value, ';')).len)
            return bad;
        bool name = str_equal_any_case(key, STR("name")),
             file = str_equal_any_case(key, STR("filename"));
        /* filename* must not be sent (RFC 7578 section 4.2): it could say another name. */
        if ((!name && !file) || (name && d->has_name) || (file && d->has_filename))
            return bad;
        *(name ? &d->name : &d->filename) = text;
        d->has_name |= name;
        d->has_filename |= file;
    }
    return d->has_name ? OK : bad;
}

static struct err header_read(struct arena *a, struct str line, struct disposition *d) {
    struct str value = line, name = str_cut(&value, ':');
    bool folded = !name.len || name.ptr[0] == ' ' || name.ptr[0] == '\t';
    if (folded || name.len == line.len || str_trim(name).len != name.len)
        return ERR(ERR_MALFORMED, STR("part-header"));
    value = str_trim(value);
    if (str_equal_any_case(name, STR("content-disposition")))
        return disposition_read(a, value, d);
    if (str_equal_any_case(name, STR("content-type")))
        d->content_type = value;
    if (str_equal_any_case(name, STR("content-transfer-encoding")) &&
        !str_equal_any_case(value, STR("binary")) && !str_equal_any_case(value, STR("8bit")) &&
        !str_equal_any_case(value, STR("7bit")))
        return ERR(ERR_MALFORMED, STR("transfer-encoding"));
    return OK;
}

/* The name of a file without its folders, as a clean line. */
static bool filename_clean(struct arena *a, struct str name, struct str *ret) {
    for (size_t i = name.len; i > 0; i--)
        if (name.ptr[i - 1] == '/' || name.ptr[i - 1] == '\\') {
            name = (struct str){name.ptr + i, name.len - i};
            break;
        }
    return !intake_text_clean(a, name, INTAKE_LINE, INTAKE_FILE_NAME, ret);
}

static struct err part_begin(struct multipart *m, const struct disposition *d) {
    struct str name, filename, type;
    if (!d->given)
        return ERR(ERR_MALFORMED, STR("content-disposition"));
    if (intake_text_clean(m->a, d->name, INTAKE_LINE, INTAKE_FORM_NAME, &name) || !name.len)
        return ERR(ERR_MALFORMED, STR("field-name"));
    if (!d->has_filename) {
        m->part = PART_FIELD;
        m->name = name;
        return OK;
    }
    if (!filename_clean(m->a, d->filename, &filename))
        return ERR(ERR_MALFORMED, STR("filename"));
    if (intake_text_clean(m->a, d->content_type, INTAKE_LINE, INTAKE_FILE_NAME, &type))
        return ERR(ERR_MALFORMED, STR("part-header"));
    m->part = filename.len ? PART_FILE : PART_BLANK;
    if (m->part == PART_BLANK)
        return OK;
    return m->sink ? m->sink->begin(m->sink->state, name, filename, type)
                   : ERR(ERR_MALFORMED, STR("file"));
}

/* m->headers holds lines that all end in CRLF. */
static struct err headers_read(struct multipart *m) {
    struct disposition d = {0};
    struct str rest = {m->headers, m->headers_len};
    m->fields_bytes += rest.len; /* names and values count alike: both are kept */
    if (m->fields_bytes > INTAKE_BODY)
        return ERR(ERR_TOO_LARGE, STR("fields"));
    while (rest.len) {
        struct str line = str_cut(&rest, '\n');
        line.len--; /* the CR, which headers_add made sure of */
        if (memchr(line.ptr, '\r', line.len) || !str_is_utf8(line))
            return ERR(ERR_MALFORMED, STR("part-header"));
        struct err e = header_read(m->a, line, &d);
        if (e.code)
            return e;
    }
    return part_begin(m, &d);
}

/* Takes header bytes from the start of *piece, up to and with the blank line. */
static struct err headers_add(struct multipart *m, struct str *piece) {
    while (piece->len) {
        char c = piece->ptr[0];
        *piece = (struct str){piece->ptr + 1, piece->len - 1};
        if (m->headers_len == sizeof m->headers)
            return ERR(ERR_TOO_LARGE, STR("part-header"));
        m->headers[m->headers_len++] = c;
        if (c != '\n')
            continue;
        if (m->headers_len < 2 || m->headers[m->headers_len - 2] != '\r')
            return ERR(ERR_MALFORMED, STR("part-header"));
        if (m->headers_len > 2 && m->headers[m->headers_len - 3] != '\n')
            continue;
        m->headers_len -= LINE_MARK;
        m->state = DATA;
        return headers_read(m);
    }
    return OK;
}

/* The two bytes behind a boundary, with blanks before them (transport padding, RFC 2046). */
static struct err boundary_add(struct multipart *m, struct str *piece) {
    while (piece->len && m->tail_len < LINE_MARK) {
        char c = piece->ptr[0];
        *piece = (struct str){piece->ptr + 1, piece->len - 1};
        if (!m->tail_len && (c == ' ' || c == '\t'))
            continue;
        m->tail[m->tail_len++] = c;
    }
    if (m->tail_len < LINE_MARK)
        return OK;
    if (memcmp(m->tail, "--", LINE_MARK) == 0) {
        m->state = END;
        return OK;
    }
    if (memcmp(m->tail, "\r\n", LINE_MARK) != 0)
        return ERR(ERR_MALFORMED, STR("boundary"));
    if (++m->parts > INTAKE_PARTS)
        return ERR(ERR_TOO_LARGE, STR("parts"));
    m->tail_len = 0;
    m->headers_len = 0;
    m->state = HEADERS;
    return OK;
}

/* Goes on with a delimiter that began in an earlier piece. False when it broke off. */
static bool delimiter_continue(struct multipart *m, struct str *piece) {
    size_t left = m->delimiter_len - m->matched;
    size_t take = piece->len < left ? piece->len : left;
    if (memcmp(piece->ptr, m->delimiter + m->matched, take) != 0)
        return false;
    *piece = (struct str){piece->ptr + take, piece->len - take};
    m->matched += take;
    return true;
}

/* How many bytes at the end of piece may begin a delimiter. */
static size_t delimiter_begun(const struct multipart *m, struct str piece) {
    size_t most = piece.len < m->delimiter_len ? piece.len : m->delimiter_len - 1;
    const char *from = piece.ptr + piece.len - most;
    const char *mark = most ? memrchr(from, '\r', most) : NULL;
    size_t len = mark ? (size_t)(piece.ptr + piece.len - mark) : 0;
    return len && memcmp(mark, m->delimiter, len) == 0 ? len : 0;
}

static struct err data_add(struct multipart *m, struct str *piece) {
    if (m->matched) {
        size_t before = m->matched;
        if (!delimiter_continue(m, piece)) {
            if (m->state == START)
                return ERR(ERR_MALFORMED, STR("boundary"));
            m->matched = 0;
            return part_data(m, (struct str){m->delimiter, before});
        }
    } else {
        const char *at = memmem(piece->ptr, piece->len, m->delimiter, m->delimiter_len);
        struct str data = *piece;
        if (at) {
            data.len = (size_t)(at - piece->ptr);
            m->matched = m->delimiter_len;
            *piece = (struct str){at + m->delimiter_len, piece->len - data.len - m->delimiter_len};
        } else {
            m->matched = delimiter_begun(m, *piece);
            data.len -= m->matched;
            piece->len = 0;
        }
        struct err e = part_data(m, data);
        if (e.code)
            return e;
    }
    if (m->matched < m->delimiter_len)
        return OK;
    struct err e = m->state == START ? OK : part_end(m);
    m->matched = 0;
    m->state = BOUNDARY;
    return e;
}

struct err multipart_add(struct multipart *m, struct str piece) {
    struct err e = OK;
    while (piece.len && !e.code) {
        switch (m->state) {
        case START:
        case DATA:
            e = data_add(m, &piece);
            break;
        case BOUNDARY:
            e = boundary_add(m, &piece);
            break;
        case HEADERS:
            e = headers_add(m, &piece);
            break;
        case END:
            if (str_trim(piece).len)
                e = ERR(ERR_MALFORMED, STR("boundary"));
            piece.len = 0;
            break;
        }
    }
    return e;
}

struct err multipart_done(struct multipart *m, struct intake_pairs *ret) {
    if (m->state != END)
        return ERR(ERR_MALFORMED, STR("end"));
    *ret = (struct intake_pairs){m->pairs, m->pair_count};
    return OK;
}
