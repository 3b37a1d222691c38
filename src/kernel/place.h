/*
 * Places to go on from, in an address. Where a search or a walk over a list was given up stands an entry that the asker
 * may not be allowed to see, so its id and value go into the address sealed, for this person and this purpose alone.
 */
#ifndef LX_PLACE_H
#define LX_PLACE_H

#include "kernel/request.h"

/* "~…". `what` names the purpose. */
const char *place_seal(struct req *r, const char *what, const char *plain);
bool place_is_sealed(const char *text);
/* NULL: it was not sealed for this person and purpose. */
const char *place_open(struct req *r, const char *what, const char *sealed);
/* The same of a number above 0; 0: it is none. */
const char *place_seal_number(struct req *r, const char *what, int64_t number);
int64_t place_open_number(struct req *r, const char *what, const char *sealed);

#endif
