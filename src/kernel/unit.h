/*
 * Units: the typed tree of the organisation. A unit's path is the ids from the
 * root down, "/1/7/31/"; a subtree is path >= p and path < p with its last '/'
 * replaced by '0'. Who stood under whom on a past day is in unit_parent.
 */
#ifndef LX_UNIT_H
#define LX_UNIT_H

#include "kernel/request.h"

enum unit_kind {
	UNIT_FEDERATION = 1, /* 总工会 */
	UNIT_DIRECT_UNION, /* 直属工会 */
	UNIT_GRASSROOTS_UNION, /* 基层工会 */
	UNIT_SUB_UNION, /* 分工会 */
	UNIT_DEPARTMENT, /* 部门 */
	UNIT_WORKSHOP, /* 车间 */
	UNIT_TEAM /* 班组 */
};
extern const struct choice unit_kinds[];

struct unit {
	int64_t id, parent, kind, state, version;
	const char *path, *name, *short_name, *code, *doc_mark;
};

bool unit_load(struct db *d, struct arena *a, int64_t id, struct unit *out);
const char *unit_name(struct db *d, struct arena *a, int64_t id); /* "" when unknown */
const char *unit_path(struct db *d, struct arena *a, int64_t id); /* "" when unknown */
/* The union (not department, workshop or team) that the unit is or belongs to. */
int64_t unit_union(struct db *d, struct arena *a, int64_t unit);
bool unit_is_union(int64_t kind);
/* The unit and everything above it as of a day (0: now), nearest first; count returned. */
size_t unit_chain(struct db *d, int64_t unit, day on, int64_t *out, size_t room);
const char *path_end(struct arena *a, const char *path); /* upper bound of the subtree */
int64_t path_last(const char *path); /* the unit itself: 7 of "/1/7/" */
bool path_covers(const char *upper, const char *path); /* upper is path or above it */
/* New unit under parent (0: root). Returns its id. Events and rights are the caller's. */
int64_t unit_insert(struct db *d, struct arena *a, int64_t id, int64_t parent, int64_t kind,
		    const char *name, const char *short_name, const char *code, day since, instant now);

/* For records that point at a unit or a person: field tables only, written by their modules. */
extern const struct record unit_record, person_record;

#endif
