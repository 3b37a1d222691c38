/*
 * Matters: the module that owns the tables beside every matter (engines/matter.h)
 * and shows the inbox of those who handle them.
 *
 *   /matters   what waits at the units where the asker works, due first
 */
#ifndef LX_MATTERS_H
#define LX_MATTERS_H

#include "kernel/request.h"

void get_matters(struct req *r);

#endif
