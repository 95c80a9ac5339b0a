#include "web/web.h"
#include "web/text.h"

#include <string.h>

static const struct {
    struct str id, en;
} PATHS[WEB_PATH_COUNT] = {
#define X(code, name, id, en) [WEB_PATH_##code] = {STR_INIT(id), STR_INIT(en)},
#include "web/paths.def"
#undef X
};

struct str web_path(enum web_path path, bool english) {
    if (path >= WEB_PATH_COUNT)
        return (struct str){0};
    return english ? PATHS[path].en : PATHS[path].id;
}

bool web_path_indexed(enum web_path path) {
    static const bool INDEXED[WEB_PATH_COUNT + 1] = {
        [WEB_PATH_START] = true,    [WEB_PATH_BEFORE] = true,   [WEB_PATH_FIGURES] = true,
        [WEB_PATH_MAP] = true,      [WEB_PATH_REGION] = true,   [WEB_PATH_VERIFY] = true,
        [WEB_PATH_TERMS] = true,    [WEB_PATH_ADVISER] = true,  [WEB_PATH_TOPICS] = true,
        [WEB_PATH_ACTS] = true,     [WEB_PATH_EXAMPLES] = true, [WEB_PATH_TOPIC] = true,
        [WEB_PATH_COVERAGE] = true,
    };
    return path <= WEB_PATH_COUNT && INDEXED[path];
}

enum web_path web_path_section(enum web_path path) {
    static const struct {
        struct str folder;
        enum web_path section;
    } SECTIONS[] = {
        {STR_INIT("/k/perkara"), WEB_PATH_WORK},
        {STR_INIT("/k/ambil-alih"), WEB_PATH_WORK},
        {STR_INIT("/k/ikrar"), WEB_PATH_ACTIVITIES},
        {STR_INIT("/k/barometer"), WEB_PATH_ACTIVITIES},
        {STR_INIT("/k/pencegahan"), WEB_PATH_ACTIVITIES},
        {STR_INIT("/k/rakor"), WEB_PATH_ACTIVITIES},
        {STR_INIT("/k/surat"), WEB_PATH_ACTIVITIES},
        {STR_INIT("/k/aturan"), WEB_PATH_RULES},
        {STR_INIT("/k/indeks"), WEB_PATH_RULES},
        {STR_INIT("/peta"), WEB_PATH_MAP},
        {STR_INIT("/wilayah"), WEB_PATH_MAP},
        {STR_INIT("/lapor"), WEB_PATH_BEFORE},
        {STR_INIT("/boleh"), WEB_PATH_ADVISER},
    };
    for (size_t i = 0; path < WEB_PATH_COUNT && i < COUNT_OF(SECTIONS); i++)
        if (str_starts(web_path(path, false), SECTIONS[i].folder))
            return SECTIONS[i].section;
    return WEB_PATH_NONE;
}

/* Paths of one region, case, topic go on behind their last '/'; start and work list do not. */
bool web_path_takes_rest(enum web_path path) {
    struct str known = web_path(path, false);
    return path != WEB_PATH_START && path != WEB_PATH_WORK && known.len &&
           known.ptr[known.len - 1] == '/';
}

static bool matches(struct str url, enum web_path path, bool english, struct str *ret_rest) {
    struct str known = web_path(path, english);
    if (!web_path_takes_rest(path)) {
        *ret_rest = (struct str){0};
        return str_equal(url, known);
    }
    if (!str_starts(url, known) || url.len == known.len)
        return false;
    *ret_rest = (struct str){url.ptr + known.len, url.len - known.len};
    return !memchr(ret_rest->ptr, '/', ret_rest->len);
}

bool web_address_parse(struct str url_path, struct web_address *ret) {
    for (int path = 0; path < WEB_PATH_COUNT; path++)
        for (int english = 0; english < 2; english++) {
            struct str rest;
            if (!matches(url_path, (enum web_path)path, english, &rest))
                continue;
            *ret = (struct web_address){(enum web_path)path, english, rest};
            return true;
        }
    return false;
}

struct str web_path_other(struct arena *a, struct str url_path, struct str query) {
    struct web_address at;
    if (!web_address_parse(url_path, &at))
        return web_path(WEB_PATH_START, !str_starts(url_path, STR("/en/")));
    struct str other = web_path(at.path, !at.english);
    return arena_printf(a, "%.*s%.*s%s%.*s", STR_ARG(other), STR_ARG(at.rest), query.len ? "?" : "",
                        STR_ARG(query));
}

static struct str sentence(const char *room, struct str name, const char *part, bool english) {
    char key[96];
    size_t room_len = strlen(room), part_len = strlen(part);
    if (room_len + name.len + part_len > sizeof key)
        return (struct str){0};
    memcpy(key, room, room_len);
    if (name.len)
        memcpy(key + room_len, name.ptr, name.len);
    memcpy(key + room_len + name.len, part, part_len);
    return web_text_by_name((struct str){key, room_len + name.len + part_len}, english);
}

/* The build refuses a catalogue that lacks the sentence of a name in err.def. */
struct str web_error_title(enum err_code code, bool english) {
    struct str found = sentence("error.", err_name(code), ".title", english);
    return found.len ? found : web_text(WEB_T_ERROR_STORAGE_FAILED_TITLE, english);
}

struct str web_error_detail(enum err_code code, bool english) {
    struct str found = sentence("error.", err_name(code), ".detail", english);
    return found.len ? found : web_text(WEB_T_ERROR_STORAGE_FAILED_DETAIL, english);
}

/* "error.conflict.rules" + part; empty: the catalogue says nothing of this one thing. */
static struct str of_this_thing(struct err e, const char *part, bool english) {
    char room[64];
    struct str name = err_name(e.code);
    if (name.len + sizeof "error.." > sizeof room || !e.about.len)
        return (struct str){0};
    memcpy(room, "error.", 6);
    memcpy(room + 6, name.ptr, name.len);
    memcpy(room + 6 + name.len, ".", 2);
    return sentence(room, e.about, part, english);
}

struct str web_error_about(struct err e, bool english) {
    struct str found = of_this_thing(e, "", english);
    return found.len ? found : web_error_detail(e.code, english);
}

struct str web_error_own_title(struct err e, bool english) {
    return of_this_thing(e, ".title", english);
}

struct str web_fault_text(struct arena *a, struct str fault_code, int64_t limit, bool english) {
    static const struct str place = STR_INIT("{limit}");
    struct str text = sentence("intake.", fault_code, "", english);
    if (!text.len)
        text = web_text(WEB_T_INTAKE_UNKNOWN, english);
    for (size_t i = 0; i + place.len <= text.len; i++)
        if (str_starts((struct str){text.ptr + i, text.len - i}, place)) {
            size_t after = i + place.len;
            return arena_printf(a, "%.*s%lld%.*s", (int)i, text.ptr, (long long)limit,
                                (int)(text.len - after), text.ptr + after);
        }
    return text;
}
