/* Everything modules declare, found by name in constant time. */
#ifndef LX_REGISTRY_H
#define LX_REGISTRY_H

#include "base/str.h"
#include "kernel/app.h"

enum registry_kind { REG_RIGHT, REG_FLOW, REG_MEASURE, REG_POLICY, REG_LIST, REG_COUNTED, REG_KINDS };

/* A route where it is looked for: in order of first segments. */
struct routed {
	const struct route *route;
	const struct right *right; /* NULL: none is needed */
	struct str head; /* its first segment, "/plans" */
	size_t fixed; /* length up to its first parameter */
};

/* An entry of the navigation with what every page would otherwise look up and draw again. */
struct menu_offer {
	const struct nav *nav;
	const struct right *right; /* NULL: for all */
	struct str face; /* icon and label as HTML */
};

/* What counts the rows of a record: every change of a row asks for it. */
struct tally {
	const struct record *record;
	const struct measure **measures; /* in the order of modules and their tables */
	size_t n;
};

struct registry {
	struct {
		const char *name;
		const void *item;
	} *slots[REG_KINDS];
	size_t room[REG_KINDS]; /* powers of two */
	size_t n[REG_KINDS];
	struct routed *routes;
	size_t n_routes;
	struct menu_offer *offers; /* by group order, then order */
	size_t n_offers;
};

const void *registry_find(const struct app *app, enum registry_kind kind, const char *name);

#endif
