/* The search index: titles and texts of records, found by Chinese fragments, pinyin and initials. */
#ifndef LX_SEARCH_H
#define LX_SEARCH_H

#include "kernel/flow.h"

/* Indexes a row anew: its title, F_FIND fields and flow->search_text. */
void search_put(struct req *r, const struct flow *f, const void *row);

#endif
