/*
 * Drawing by a recorded seed (双随机): everybody who has the seed and the list can draw again and
 * finds the same. Each entry gets SHA-256(seed ":" id) in hex; the smallest come first.
 */
#ifndef LX_HAZARDS_DRAW_H
#define LX_HAZARDS_DRAW_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

/* Puts the ids into the order of the draw. */
void draw_order(struct arena *a, const char *seed, int64_t *ids, size_t n);
/* SHA-256 of the two lists as text ("1,2,3;4,5"), ids in rising order: what was drawn from. */
const char *draw_fingerprint(struct arena *a, const int64_t *places, size_t n_places, const int64_t *people, size_t n_people);

#endif
