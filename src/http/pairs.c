#include <string.h>

#include "http/http.h"

const char *pairs_nth(const struct pairs *p, const char *name, size_t k)
{
	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->items[i].name, name) == 0 && k-- == 0)
			return p->items[i].value;
	}
	return NULL;
}

const char *pairs_get(const struct pairs *p, const char *name)
{
	return pairs_nth(p, name, 0);
}

void pairs_add(struct arena *a, struct pairs *p, const char *name, const char *value)
{
	if (p->n == p->room) {
		size_t room = p->room ? p->room * 2 : 8;
		struct pair *items = NEW_N(a, struct pair, room);
		if (p->n)
			memcpy(items, p->items, p->n * sizeof(*items));
		p->items = items;
		p->room = room;
	}
	p->items[p->n++] = (struct pair){name, value};
}
