#ifndef INTAKE_REGIONS_INTERNAL_H
#define INTAKE_REGIONS_INTERNAL_H
/* The generated table, for regions.c alone. */
#include "intake/regions.h"

extern const struct region REGIONS[]; /* ascending bytewise by code */
extern const size_t REGION_COUNT;
#endif
