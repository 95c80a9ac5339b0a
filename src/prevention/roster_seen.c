#include "base/hash.h"
#include "prevention/roster.h"

#include <stdlib.h>
#include <string.h>

/* Open addressing, two arrays so that a place costs 12 bytes; grown at three quarters, so that 5.6
 * million numbers are 96 MiB. */
struct roster_seen {
    int64_t *numbers; /* 0: free */
    uint32_t *lines;
    size_t places, count; /* places: a power of two */
};
enum { FIRST_PLACES = 1024 };

static void make_places(struct roster_seen *seen, size_t places) {
    seen->numbers = must_alloc(places * sizeof *seen->numbers);
    seen->lines = must_alloc(places * sizeof *seen->lines);
    seen->places = places;
}

struct roster_seen *roster_seen_new(void) {
    struct roster_seen *seen = must_alloc(sizeof *seen);
    make_places(seen, FIRST_PLACES);
    return seen;
}

void roster_seen_free(struct roster_seen *seen) {
    if (!seen)
        return;
    free(seen->numbers);
    free(seen->lines);
    free(seen);
}

/* The number's place, or the free one where it would stand. Digits near each other are spread by a
 * multiplication (Fibonacci hashing, Knuth, The Art of Computer Programming 3, 6.4). */
static size_t place_of(const struct roster_seen *seen, int64_t number) {
    size_t place = (size_t)(((uint64_t)number * 0x9e3779b97f4a7c15U) >> 20) & (seen->places - 1);
    while (seen->numbers[place] && seen->numbers[place] != number)
        place = (place + 1) & (seen->places - 1);
    return place;
}

static void put(struct roster_seen *seen, int64_t number, uint32_t line) {
    size_t place = place_of(seen, number);
    seen->numbers[place] = number;
    seen->lines[place] = line;
}

static void grow(struct roster_seen *seen) {
    struct roster_seen old = *seen;
    make_places(seen, old.places * 2);
    for (size_t i = 0; i < old.places; i++)
        if (old.numbers[i])
            put(seen, old.numbers[i], old.lines[i]);
    free(old.numbers);
    free(old.lines);
}

/* Small letters, and an end that none of them has: rows have no control characters. */
static void add_small(struct hash_stream *s, struct str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = char_lower(text.ptr[i]);
        hash_stream_add(s, (struct str){&c, 1});
    }
    hash_stream_add(s, (struct str){"", 1});
}

/* Below 0, where no NIP is: 63 bits of a hash, of which two are alike among 5.6 million people once
 * in half a million files. */
static int64_t number_of(const struct roster_person *person) {
    struct hash_stream s;
    uint64_t number = 0;
    if (person->nip.number)
        return person->nip.number;
    hash_stream_init(&s);
    add_small(&s, person->subject->row.id);
    add_small(&s, person->name);
    add_small(&s, person->unit);
    struct hash h = hash_stream_done(&s);
    memcpy(&number, h.b, sizeof number);
    return -1 - (int64_t)(number >> 1);
}

size_t roster_seen_add(struct roster_seen *seen, const struct roster_person *person, size_t line) {
    int64_t number = number_of(person);
    size_t place = place_of(seen, number);
    if (seen->numbers[place])
        return seen->lines[place];
    if (seen->count * 4 > seen->places * 3)
        grow(seen);
    put(seen, number, (uint32_t)line);
    seen->count++;
    return 0;
}

size_t roster_seen_row(struct roster_seen *seen, struct roster_row *row) {
    if (row->fault_count)
        return 0;
    size_t first = roster_seen_add(seen, &row->person, row->record.line);
    if (first)
        row->faults[row->fault_count++] = row->person.nip.number ? ROSTER_TWICE : ROSTER_NAME_TWICE;
    return first;
}
