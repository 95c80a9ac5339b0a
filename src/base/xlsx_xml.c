#include "base/xlsx_internal.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

/* expat keeps every name that it met, each open element, and a token until it ends, and has no
 * ceiling for any of it: these are ours. A spreadsheet's parts are far below each. */
enum {
    DEPTH_MAX = 64,
    NAME_MAX_LEN = 256,
    NAMES_MAX = 512,
    PLACES = 2048, /* for names: four times as many, a power of two */
    PROBES_MAX = 64,
    TOKEN_MAX = 1024 * 1024,
};

struct xlsx_xml {
    XML_Parser parser;
    const struct xlsx_on *on;
    void *arg;
    int64_t fed;
    size_t depth, name_count;
    char *names[PLACES]; /* that were met */
    bool bad;
};

static void give_up(struct xlsx_xml *xml) {
    xml->bad = true;
    (void)XML_StopParser(xml->parser, XML_FALSE);
}

/* Notes a name. False: too long, or one too many. */
static bool know(struct xlsx_xml *xml, const char *name) {
    size_t len = strnlen(name, NAME_MAX_LEN + 1);
    uint32_t at = 2166136261u; /* FNV-1a */
    if (len > NAME_MAX_LEN)
        return false;
    for (size_t i = 0; i < len; i++)
        at = (at ^ (uint8_t)name[i]) * 16777619u;
    for (size_t probes = 0; probes < PROBES_MAX; probes++, at++) {
        char **place = &xml->names[at % PLACES];
        if (*place && strcmp(*place, name) == 0)
            return true;
        if (*place)
            continue;
        if (xml->name_count == NAMES_MAX)
            return false;
        *place = must_alloc(len + 1);
        memcpy(*place, name, len);
        xml->name_count++;
        return true;
    }
    return false; /* names chosen to meet in one place */
}

static struct str local(const char *name) {
    const char *colon = strrchr(name, ':');
    return str_from_c(colon ? colon + 1 : name);
}

struct str xlsx_att(const char **atts, struct str name) {
    for (; atts[0]; atts += 2)
        if (str_equal(local(atts[0]), name))
            return str_from_c(atts[1]);
    return (struct str){0};
}

static void XMLCALL on_start(void *arg, const char *name, const char **atts) {
    struct xlsx_xml *xml = arg;
    bool sound = ++xml->depth <= DEPTH_MAX && know(xml, name);
    for (const char **att = atts; sound && att[0]; att += 2)
        sound = know(xml, att[0]);
    if (!sound)
        give_up(xml);
    else if (!xml->bad)
        xml->on->start(xml->arg, local(name), atts);
}

static void XMLCALL on_end(void *arg, const char *name) {
    struct xlsx_xml *xml = arg;
    xml->depth--;
    if (!xml->bad)
        xml->on->end(xml->arg, local(name));
}

static void XMLCALL on_text(void *arg, const char *text, int len) {
    struct xlsx_xml *xml = arg;
    if (!xml->bad && xml->on->text)
        xml->on->text(xml->arg, (struct str){text, (size_t)len});
}

/* No spreadsheet has one, and it is how entities are declared. */
static void XMLCALL on_doctype(void *arg, const char *name, const char *sysid, const char *pubid,
                               int subset) {
    (void)name;
    (void)sysid;
    (void)pubid;
    (void)subset;
    give_up(arg);
}

struct xlsx_xml *xlsx_xml_new(const struct xlsx_on *on, void *arg) {
    struct xlsx_xml *xml = must_alloc(sizeof *xml);
    *xml = (struct xlsx_xml){.parser = XML_ParserCreate(NULL), .on = on, .arg = arg};
    if (!xml->parser)
        die("out of memory");
    (void)XML_SetHashSalt(xml->parser, 1); /* what it would guard is bounded by NAMES_MAX */
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    return xml;
}

void xlsx_xml_free(struct xlsx_xml *xml) {
    if (!xml)
        return;
    XML_ParserFree(xml->parser);
    for (size_t i = 0; i < PLACES; i++)
        free(xml->names[i]);
    free(xml);
}

bool xlsx_xml_feed(struct xlsx_xml *xml, struct str piece, bool last) {
    if (xml->bad)
        return false;
    xml->fed += (int64_t)piece.len;
    xml->bad = XML_Parse(xml->parser, piece.ptr, (int)piece.len, last) != XML_STATUS_OK ||
               xml->bad || (!last && xml->fed - XML_GetCurrentByteIndex(xml->parser) > TOKEN_MAX);
    return !xml->bad;
}

bool xlsx_read_member(const struct xlsx_member *member, const struct xlsx_on *on, void *arg,
                      struct xlsx_limit *limit) {
    struct xlsx_part *part = xlsx_part_open(member->file, member->name, limit);
    if (!part) {
        if (!limit->fault && member->must)
            limit->fault = XLSX_DAMAGED;
        return !limit->fault;
    }
    struct xlsx_xml *xml = xlsx_xml_new(on, arg);
    struct str piece;
    do {
        piece = xlsx_part_read(part, limit);
        if (!limit->fault && !xlsx_xml_feed(xml, piece, !piece.len))
            limit->fault = XLSX_DAMAGED;
    } while (piece.len && !limit->fault);
    xlsx_xml_free(xml);
    xlsx_part_close(part);
    return !limit->fault;
}
