/*
 * Policies: numbers that the law or a unit sets. The most specific loaded value
 * wins (the unit itself, then its superiors, then the national default). A
 * money cap has no default: without a loaded value it refuses.
 */
#ifndef LX_POLICY_H
#define LX_POLICY_H

#include "kernel/request.h"

enum {
	POLICY_HARD = 1, /* blocks; otherwise a recorded reason is enough */
	POLICY_BY_UNIT = 4, /* a unit may set its own value, unless it is hard */
	POLICY_NO_DEFAULT = 2 /* money caps and what needs an approval document */
};

struct policy {
	const char *name; /* "plan.near_due_days" */
	const char *label; /* 临期提醒提前的工作日 */
	const char *unit_label; /* 个工作日 */
	int64_t value; /* default */
	unsigned flags;
	const char *source; /* document and article */
	char confidence; /* A law read, B secondary, C custom, M from memory: shown as 未核实 */
};

struct policy_value {
	bool loaded; /* false: no value, refuse and say which is missing */
	int64_t value;
	const struct policy *policy;
	const char *source; /* of the value used */
	const char *set_by; /* name of the unit, or "默认值" */
	int64_t version; /* id of the row used, 0: the default */
};

/*
 * Shown as 未核实: a source that nobody has read. These three ask, nothing else does (lint): of a policy's value, where one
 * that was set with its own document counts as read; of what a rule in the code says of its source; and the letter to
 * keep of a value, where it is stored or handed on.
 */
static inline bool source_unchecked(char confidence)
{
	return confidence != 'A';
}
static inline char policy_confidence(const struct policy_value *v)
{
	return v->version ? 'A' : v->policy->confidence;
}
static inline bool policy_unchecked(const struct policy_value *v)
{
	return source_unchecked(policy_confidence(v));
}

/* Where the value is from, with （未核实） behind it when nobody has read that. */
const char *policy_source(struct arena *a, const struct policy_value *v);

const struct policy *policy_of(const struct app *app, const char *name); /* NULL: unknown */
struct policy_value policy_get(struct req *r, const char *name, int64_t unit, day on);

/* May a unit set a value of its own? What the law puts as hard holds for all. */
bool policy_by_unit(const struct policy *p);

/* A value from a day on; unit 0: for the whole installation. */
struct policy_setting {
	const struct policy *policy;
	int64_t unit, value;
	day since, until; /* until 0: open */
	const char *source; /* the document and article, or who decided */
};
/* Reads the inputs name, value, since, until and source; false when r->problems has any. */
bool policy_read(struct req *r, struct policy_setting *s);
/* Writes the value and its event, owned by `owner`; the id, for policy_end. */
int64_t policy_put(struct req *r, const struct policy_setting *s, int64_t owner);
/* Ends a unit's own value with yesterday; false: that unit has no such value that still runs. */
bool policy_end(struct req *r, int64_t unit, int64_t id, const char *reason);

#endif
