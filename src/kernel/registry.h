/* Everything modules declare, found by name in constant time. */
#ifndef LX_REGISTRY_H
#define LX_REGISTRY_H

#include "kernel/app.h"

enum registry_kind { REG_RIGHT, REG_FLOW, REG_MEASURE, REG_POLICY, REG_LIST, REG_KINDS };

struct registry {
	struct {
		const char *name;
		const void *item;
	} *slots[REG_KINDS];
	size_t room[REG_KINDS]; /* powers of two */
	size_t n[REG_KINDS];
	const struct route **routes; /* sorted for route_find */
	const struct right **route_rights; /* beside routes */
	size_t n_routes;
	const struct nav **navs; /* by group order, then order */
	size_t n_navs;
};

const void *registry_find(const struct app *app, enum registry_kind kind, const char *name);
const struct right *route_right(const struct app *app, const struct route *route);

#endif
