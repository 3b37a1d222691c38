/* What a module gives to the program. Modules are listed once, in src/modules/meson.build. */
#ifndef LX_MODULE_H
#define LX_MODULE_H

#include "kernel/duty.h"
#include "kernel/flow.h"
#include "kernel/measure.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/route.h"

struct list;
struct schema_step;

/* An entry of the main navigation. */
struct nav {
	const char *group; /* "" the first group; 民主管理 …: kernel/menu.c */
	const char *label, *icon, *href;
	const char *right; /* shown to those who hold it anywhere; NULL: to all */
	int order;
	/* Number beside the entry (0: none); NULL: never. */
	int64_t (*count)(struct req *r);
	/* Is there anything behind it for this person, beside the right? A keyed read at most; NULL: yes. */
	bool (*offered)(struct req *r);
};

struct module {
	const char *name, *label;
	const struct flow *const *flows; /* each ends with NULL or an empty row */
	const struct record *const *records; /* tables without a flow */
	const struct route *routes; /* ends with run NULL */
	const struct right *rights; /* ends with name NULL */
	const struct measure *measures; /* ends with key NULL */
	const struct policy *policies; /* ends with name NULL */
	const struct duty *duties; /* ends with name NULL */
	const struct nav *nav; /* ends with label NULL */
	const struct list *const *lists; /* see kernel/list.h; ends with NULL */
	const char *schema; /* further tables, portable SQL */
	const struct schema_step *steps; /* changes of tables in use, kernel/schema.h; ends with name NULL */
	const struct sql_list *sql; /* its statements, for the test that prepares them all */
	const char *const *needs; /* names of modules whose headers it includes; ends with NULL */
	/*
	 * A row of a record that another module owns was written through its flow (`before` NULL: a new
	 * row); still in the transaction. NULL: the module keeps nothing that follows from others.
	 */
	void (*heard)(struct req *r, const struct record *record, const void *before, const void *row);
	/* Regular work, called about every minute by a leased job; NULL: none. */
	void (*tick)(struct req *r);
};

#endif
