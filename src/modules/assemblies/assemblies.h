/*
 * General meetings (会员大会、会员代表大会): one at least every year, or sooner when the committee or a third of the
 * members ask for it. The meeting that elected a committee is one of them and is entered with it; from the last one
 * on the radar (modules/committees/terms.h) watches the day of the next.
 */
#ifndef LX_ASSEMBLIES_H
#define LX_ASSEMBLIES_H

#include "kernel/flow.h"
#include "kernel/list.h"

enum assembly_state {
	ASSEMBLY_CALLED = 1, /* 已通知 */
	ASSEMBLY_LAST, /* 已召开: the last one of its union; the next is due a year later */
	ASSEMBLY_FOLLOWED, /* 已召开, a later one followed */
	ASSEMBLY_CANCELLED, /* 已取消 */
	ASSEMBLY_VOID, /* 已作废: the committee that it elected was entered by mistake */
	ASSEMBLY_CLOSED /* 随工会终止 */
};
enum { ASSEMBLY_WAS_HELD = 1u << ASSEMBLY_LAST | 1u << ASSEMBLY_FOLLOWED | 1u << ASSEMBLY_CLOSED };
enum assembly_cause { ASSEMBLY_YEARLY = 1, ASSEMBLY_BY_COMMITTEE, ASSEMBLY_BY_MEMBERS, ASSEMBLY_ELECTION };

struct assembly {
	HEAD;
	const char *title; /* 第三届第二次会员代表大会 */
	int64_t form, cause;
	int64_t petition; /* members who asked for it */
	day held_on;
	const char *place;
	int64_t entitled, present;
	const char *items, *decisions, *note;
	day next_by; /* the last day for the next one; 0: not held */
	bool unrecorded; /* entered with a committee when a year had passed: what was held since is not known, the year counts from the entry */
	int64_t committee; /* that it elected, 0: none */
};

extern const struct record assembly_record;
extern const struct flow assembly_flow;

#endif
