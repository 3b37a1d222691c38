/*
 * Rights: deny by default, decided here and nowhere else.
 *
 * A right names the roles that hold it in three scopes, seen from the unit
 * where the role is held: at that unit itself (here), in every unit below it
 * (below), and for what the units above it own (above: a worker may read the
 * plan of his union). Roles have from/until and are read with every request.
 */
#ifndef LX_RIGHTS_H
#define LX_RIGHTS_H

#include "kernel/request.h"

enum role {
	ROLE_WORKER = 1, /* 职工 */
	ROLE_REP, /* 职工代表 */
	ROLE_HANDLER, /* 承办人员 */
	ROLE_CADRE, /* 工会干部 */
	ROLE_CHAIR, /* 工会主席 */
	ROLE_AUDITOR, /* 经审委员 */
	ROLE_FEDERATION, /* 总工会干部 */
	ROLE_SYSTEM, /* 系统管理员 */
	ROLE_SECURITY, /* 安全管理员 */
	ROLE_AUDIT_ADMIN, /* 审计管理员 */
	ROLE_COUNT
};

#define BIT(role) (1u << (role))
enum {
	STAFF = BIT(ROLE_CADRE) | BIT(ROLE_CHAIR) | BIT(ROLE_FEDERATION),
	HEADS = BIT(ROLE_CHAIR) | BIT(ROLE_FEDERATION),
	MEMBERS = BIT(ROLE_WORKER) | BIT(ROLE_REP) | BIT(ROLE_HANDLER) | BIT(ROLE_AUDITOR) | STAFF,
	ADMINS = BIT(ROLE_SYSTEM) | BIT(ROLE_SECURITY) | BIT(ROLE_AUDIT_ADMIN)
};

struct right {
	const char *name; /* "plan.edit" */
	const char *label; /* 编制工作要点 */
	unsigned here, below, above; /* roles */
	/* Relations (bits): holds also for a row to which the role's unit, or the asker himself, is such a party. */
	unsigned party;
};

/* What a unit or person is to a row, beside owning it. */
enum relation {
	PARTY_RECEIVER = 1, /* was handed it from outside of its own tree */
	PARTY_LEADER, /* leads its owner from a second side (industry, group, joint) */
	PARTY_OWNER, /* the person who is named as responsible */
	PARTY_LEAD, /* the unit that handles it now */
	PARTY_CO, /* a unit that handles it together with another */
	PARTY_AUTHOR, /* the person who raised it, or signed it with him */
	PARTY_INVITED /* a person who is asked to sign it */
};
enum { PARTY_PEOPLE = BIT(PARTY_OWNER) | BIT(PARTY_AUTHOR) | BIT(PARTY_INVITED) }; /* relations of persons */
/* Makes a unit a party to a row. */
void party_unit(struct req *r, const struct record *record, int64_t row_id, int relation, int64_t unit);
/* It is one no longer. */
void party_unit_end(struct req *r, const struct record *record, int64_t row_id, int relation, int64_t unit);
/* The person who is a party from now on, instead of `before` (0: nobody, on either side). */
void party_person(struct req *r, const struct record *record, int64_t row_id, int relation, int64_t before, int64_t person);

/* The table of rights as it is shown: a row for each scope and each relation through which a right is held. */
struct right_row {
	const struct right *right;
	bool first; /* of its right */
	const char *scope; /* 本级; 收到它的工会 */
	unsigned roles;
};
struct right_row *right_rows(struct arena *a, const struct right *rights, size_t *n);

extern const struct choice role_choices[]; /* number → 工会主席 … */

const struct right *right_of(const struct app *app, const char *name); /* faults when unknown */
/* May the asker use this right on something owned by `unit` (0: of the installation)? */
bool may(struct req *r, const char *right, int64_t unit);
bool may_path(const struct who *who, const struct right *right, const char *path);
/* Does the asker hold the right anywhere? (menus, and the first check of a route) */
bool may_anywhere(const struct who *who, const struct right *right);
/* may(), or a refusal with 403 that says which right is missing; true when allowed. */
bool may_or_refuse(struct req *r, const char *right, int64_t unit);
/*
 * Where the asker does a work: `of` of the first of his posts (else of the unit he belongs to) by which he holds the
 * right there. Who holds several posts is not asked for his first one, which may give no such right. 0: nowhere.
 * Who may do it in several places is offered them on the page that is begun after this (r->places), and forms carry his
 * choice: call it before page_begin.
 */
int64_t unit_of_right(struct req *r, const char *right, int64_t (*of)(struct req *r, int64_t unit));
/* All of them, each once, in the order of his posts: who is on duty at two unions watches both. */
int64_t *units_of_right(struct req *r, const char *right, int64_t (*of)(struct req *r, int64_t unit), size_t *n);
/* The same for the union of a post; 0: nowhere, and by the second one refused as by may_or_refuse. */
int64_t union_of_right(struct req *r, const char *right);
int64_t union_of_right_or_refuse(struct req *r, const char *right);
/* For pages about one union: that of unit= in the address, whose right is still to be asked, else as above. */
int64_t union_asked_or_refuse(struct req *r, const char *right);
/* may() for a row: by the unit that owns it, or because the asker's unit is a party to it. */
bool may_row(struct req *r, const char *right, const struct record *record, const void *row);
bool may_row_or_refuse(struct req *r, const char *right, const struct record *record, const void *row);
bool has_role(const struct who *who, int role);

/*
 * Where lists may look: the paths of all units in which the asker holds the
 * right, reduced to whole subtrees (below) and single units (here, above).
 */
struct scope {
	const char **trees; /* paths; everything at or below */
	size_t n_trees;
	int64_t *units; /* single units */
	size_t n_units;
};
struct scope scope_of(struct req *r, const char *right);
/* One of its trees has many units (unit_tree_is_wide): begin with the rows. */
bool scope_is_wide(struct req *r, const struct scope *s);
/* " and (…)" for a query over rows with columns `path` and `unit`, e.g. "u.path", "t.unit". */
const char *scope_sql(struct req *r, const struct scope *s, const char *path, const char *unit);

#endif
