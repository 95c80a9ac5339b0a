#include "publication/band.h"

#include "publication/protect.h"

int64_t publication_band(int64_t n) {
    return n > 0 ? n - n % PUBLICATION_LEAST : 0;
}

/* With L = PUBLICATION_LEAST the parts can add up to `most` by their bands. A part is at least what
 * the sum's band leaves when all others are as large as they can be: the start of its own band,
 * when the sum's is not above most - (L - 1). From above the sum's band says nothing: it ends L - 1
 * after its start, which is not before the sum of the parts' starts. */
int64_t publication_bands(const int64_t *parts, size_t count, int64_t *ret_bands) {
    int64_t sum = 0, most = 0;
    for (size_t i = 0; i < count; i++) {
        sum += parts[i];
        ret_bands[i] = publication_band(parts[i]);
        most += ret_bands[i] + PUBLICATION_LEAST - 1;
    }
    int64_t band = publication_band(sum);
    bool says_more = count && band > most - (PUBLICATION_LEAST - 1);
    return says_more ? band - PUBLICATION_LEAST : band;
}

int64_t publication_share(int64_t part, int64_t whole) {
    enum { PERCENT = 100 };
    if (whole < PUBLICATION_SHARE_LEAST)
        return -1;
    int64_t n = part >= whole ? PERCENT : part > 0 ? part * PERCENT / whole : 0;
    return n - n % PUBLICATION_SHARE_STEP;
}
