#ifndef BASE_REGIONS_INTERNAL_H
#define BASE_REGIONS_INTERNAL_H
/* The generated table, for regions.c alone. */
#include "base/regions.h"

extern const struct region REGIONS[]; /* ascending bytewise by code */
extern const size_t REGION_COUNT;
#endif
