#include "law/write.h"

#include "base/json.h"

static void put_text(struct json *j, const char *key, struct law_text text, bool english) {
    json_put_str(j, key, law_say(text, english));
}

void law_write_cite(struct json *j, const struct law_cite *cite) {
    json_put_str(j, "cite", cite->text);
    json_put_str(j, "source", cite->source);
    json_put_str(j, "read", law_reading_name(cite->read));
    json_put_str(j, "confidence", law_confidence_name(cite->confidence));
    json_put_bool(j, "verified", cite->verified);
}

void law_write_calendar(struct json *j, struct arena *a, const struct law_election *election) {
    json_key(j, "calendar");
    json_open_object(j);
    json_put_str(j, "election", election->id);
    json_put_str(j, "determination", date_format(a, election->determination));
    law_write_cite(j, &election->cite);
    json_close_object(j);
}

void law_write_act(struct json *j, const struct law_act *act, bool english) {
    json_put_str(j, "id", act->row.id);
    json_put_int(j, "version", act->row.version);
    put_text(j, "label", act->label, english);
    json_put_str(j, "track", law_track_name(act->track));
    json_put_str(j, "side", law_side_name(act->side));
    json_key(j, "stages");
    json_open_array(j);
    for (size_t i = 0; i < act->stages.count; i++)
        json_add_str(j, act->stages.list[i]);
    json_close_array(j);
    json_put_str(j, "tier", act->tier);
    put_text(j, "asks", act->asks, english);
    put_text(j, "note", act->note, english);
    put_text(j, "gap", act->gap, english);
    law_write_cite(j, &act->row.cite);
}

void law_write_addressee(struct json *j, struct str office, const struct law_cite *cite) {
    json_put_str(j, "addressee", office);
    json_key(j, "addressee_basis");
    if (!cite) {
        json_add_null(j);
        return;
    }
    json_open_object(j);
    law_write_cite(j, cite);
    json_close_object(j);
}

static void write_sanction(struct json *j, const struct law *law, const struct law_sanction *s,
                           bool english) {
    json_open_object(j);
    json_put_str(j, "id", s->row.id);
    json_put_int(j, "version", s->row.version);
    json_put_str(j, "tier", s->tier);
    put_text(j, "label", s->label, english);
    json_key(j, "punishments");
    json_open_array(j);
    for (size_t i = 0; i < s->punishment_count; i++) {
        const struct law_punishment *p = &s->punishments[i];
        json_open_object(j);
        json_put_str(j, "id", p->id);
        put_text(j, "label", p->label, english);
        json_put_int(j, "months", p->months);
        json_put_str(j, "siasn", p->siasn);
        const struct law_siasn *code = law_siasn_of(law, p);
        json_put_bool(j, "siasn_verified", code && law_siasn_is_sure(code));
        json_close_object(j);
    }
    json_close_array(j);
    put_text(j, "note", s->note, english);
    law_write_cite(j, &s->row.cite);
    json_close_object(j);
}

void law_write_sanctions(struct json *j, const struct law *law,
                         const struct law_sanction *const *list, size_t count, bool english) {
    json_key(j, "sanctions");
    json_open_array(j);
    for (size_t i = 0; i < count; i++)
        write_sanction(j, law, list[i], english);
    json_close_array(j);
}

void law_write_penalty(struct json *j, const struct law_penalty *penalty, bool english) {
    json_key(j, "penalty");
    if (!penalty) {
        json_add_null(j);
        return;
    }
    json_open_object(j);
    json_put_str(j, "id", penalty->row.id);
    json_put_int(j, "version", penalty->row.version);
    put_text(j, "label", penalty->label, english);
    json_put_str(j, "kind", penalty->kind);
    json_put_int(j, "months_min", penalty->months_min);
    json_put_int(j, "months_max", penalty->months_max);
    json_put_int(j, "fine_min", penalty->fine_min);
    json_put_int(j, "fine_max", penalty->fine_max);
    json_put_int(j, "fine_category", penalty->fine_category);
    json_put_bool(j, "and_or", penalty->and_or);
    put_text(j, "note", penalty->note, english);
    law_write_cite(j, &penalty->row.cite);
    json_close_object(j);
}
