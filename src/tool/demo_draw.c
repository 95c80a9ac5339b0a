#include "tool/demo_draw.h"

/* splitmix64 (Steele, Lea, Flood 2014): small, seeded, good enough for examples. */
uint64_t demo_draw(struct demo_draw *draw) {
    uint64_t z = (draw->state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

int64_t demo_below(struct demo_draw *draw, int64_t limit) {
    return limit > 0 ? (int64_t)(demo_draw(draw) % (uint64_t)limit) : 0;
}
