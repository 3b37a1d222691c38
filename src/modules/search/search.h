/* 全站搜索: everything that the asker may find, by Chinese fragments, pinyin and initials. */
#ifndef LX_SEARCH_MODULE_H
#define LX_SEARCH_MODULE_H

#include "kernel/request.h"
#include "kernel/search.h"

/* A piece of text, found or not. */
struct piece {
	const char *text;
	bool hit;
};

/*
 * The part of `text` around the first hit of the query, at most `most` characters, cut into
 * pieces. The count is stored in *n.
 */
struct piece *snippet(struct arena *a, const char *query, const char *text, size_t most, size_t *n);
bool snippet_hits(struct arena *a, const char *query, const char *text);

/* Regular work: units and people that are not in the index yet. */
void search_tick(struct req *r);

#endif
