/*
 * The main navigation: what a person is offered, in groups that fold. A page opens the group of its own
 * entry; which others stay open is remembered in a cookie that ui.js has set through /preferences, so
 * that pages come right from the server. Who is offered little sees all groups open.
 */
#ifndef LX_MENU_H
#define LX_MENU_H

#include "kernel/module.h"
#include "kernel/request.h"

struct menu_offer;

struct menu_entry {
	const char *href;
	struct str face;
	bool current;
	int64_t count;
};

struct menu_group {
	const char *label; /* "": the first entries, which never fold */
	int rank; /* of its label, see menu_rank; names it in the cookie */
	struct menu_entry *entries;
	size_t n;
	int64_t count; /* of all its entries */
	bool open;
};

/* Where a group stands: the house's groups in their order, any other behind them. */
int menu_rank(const char *group);
/* Is the entry for this person? */
bool menu_offers(struct req *r, const struct menu_offer *o);
/* What was drawn once, for kernel/page.html. */
void menu_face(struct buf *b, const struct menu_entry *e);
struct menu_group *menu_of(struct req *r, const char *current, size_t *n);
/* What of a remembered list of open groups can be believed: digits, "-" for none. */
const char *menu_memory(struct req *r, const char *said);

#endif
