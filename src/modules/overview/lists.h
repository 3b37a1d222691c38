#ifndef LX_OVERVIEW_LISTS_H
#define LX_OVERVIEW_LISTS_H

#include "kernel/list.h"

extern const struct list *const overview_lists[];

#endif
