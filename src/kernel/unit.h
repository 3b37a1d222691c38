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
/*
 * The unit and everything above it as of a day (0: now), nearest first; count returned. On days before a unit was
 * entered here it stood under whom it was entered with: the register is younger than what it registers.
 */
size_t unit_chain(struct db *d, int64_t unit, day on, int64_t *out, size_t room);
/* To be called by whoever writes where a unit stands. */
void unit_chain_changed(struct db *d);
const char *path_end(struct arena *a, const char *path); /* upper bound of the subtree */
int64_t path_last(const char *path); /* the unit itself: 7 of "/1/7/" */
/* Has it so many units at or below that a statement had better begin with the rows, not with the units? */
bool unit_tree_is_wide(struct db *d, struct arena *a, const char *path);
extern int64_t unit_tree_few; /* so many are not; lowered by tests that have fewer units */
bool path_covers(const char *upper, const char *path); /* upper is path or above it */
/* New unit under parent (0: root). Returns its id. Events and rights are the caller's. */
int64_t unit_insert(struct db *d, struct arena *a, int64_t id, int64_t parent, int64_t kind,
		    const char *name, const char *short_name, const char *code, day since, instant now);

/*
 * The records behind the register. Their flows, pages and rules are the units
 * module's; other modules point at them. `unit` of a unit is its own id.
 */
enum { UNIT_ACTIVE = 1, UNIT_DISSOLVED };
enum { PERSON_ACTIVE = 1, PERSON_LEFT, PERSON_MERGED /* given up for another row of the same person */ };
enum { POST_HELD = 1, POST_ENDED };

struct unit_row {
	HEAD;
	int64_t parent, kind;
	const char *path, *name, *short_name, *code, *doc_mark, *address, *phone, *note, *pinyin;
};

/* Numbers stand sealed, hashed and masked, never plain: see secret/secret.h. */
struct person_row {
	HEAD;
	const char *name, *staff_no, *title;
	int64_t sex, union_kind;
	const char *mobile_mask, *mobile_seal, *mobile_hash, *mobile_tail;
	const char *idno_mask, *idno_seal, *idno_hash, *idno_tail;
	const char *pinyin;
	int64_t batch; /* the import that made it, 0: none; see struct list .arrives */
};

/* A role at a unit from a day on; `until` is its last day, 0: open. */
struct post_row {
	HEAD;
	int64_t person, role;
	const char *title;
	day since, until;
};

extern const struct record unit_record, person_record, post_record;

#endif
