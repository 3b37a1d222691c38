/* What the pages of the register show. */
#ifndef LX_UNITS_VIEW_H
#define LX_UNITS_VIEW_H

#include "kernel/form.h"
#include "kernel/page.h"
#include "modules/units/units.h"

struct unit_node {
	int64_t id, children, people;
	const char *name, *kind, *code;
	bool readable; /* a link only for those who may open it */
	bool open, more; /* more children than are shown */
	struct unit_node *kids;
	size_t n_kids;
};

/* One line of the tree from a row of units_children. */
struct units_children;
struct unit_node unit_node_of(struct req *r, const struct units_children *c);

struct unit_hit {
	int64_t id;
	const char *name, *kind, *code, *where;
};

struct units_page {
	const char *q;
	struct unit_node *roots;
	size_t n_roots;
	struct unit_hit *hits;
	size_t n_hits;
	const char *next; /* address of further hits; NULL: none */
	struct unit_hit *above; /* the asker's superior units */
	size_t n_above;
	int64_t home; /* the asker's own union */
	bool may_below; /* he may make units under it */
};

struct unit_past {
	const char *name, *period;
};

struct unit_post_line {
	int64_t id, person;
	const char *name, *title, *period;
};

enum { UNIT_PEOPLE_MOST = 1000 }; /* people of a unit are counted up to here */

struct unit_page {
	const struct unit_row *u;
	const char *kind, *here;
	bool editable, may_below, may_move, may_people, may_policies;
	struct unit_node *kids;
	size_t n_kids;
	struct unit_post_line *posts;
	size_t n_posts;
	struct unit_led *led, *leading;
	size_t n_led, n_leading;
	struct unit_past *past;
	size_t n_past;
	int64_t people;
	const struct choice *links;
	size_t n_links;
	const char *code_typed;
};

struct unit_form {
	const char *title, *action, *back;
	int64_t version, parent, kind;
	struct option *kinds;
	size_t n_kinds;
	bool unions; /* unions may stand here: they come by their cards */
	const struct form *form;
};

struct unit_move_page {
	const struct unit_row *u;
	const char *q, *now;
	struct unit_hit *hits;
	size_t n_hits;
	bool more; /* others fit too, or were not looked at */
};

struct unit_policy_line {
	const char *name, *label, *value, *unit_label, *set_by, *source;
	bool checked; /* the article was read */
};

/* A value of the unit's own, now or at another time. */
struct unit_policy_own {
	int64_t id;
	const char *label, *value, *period, *source;
	bool runs;
};

struct unit_policies_page {
	const struct unit_row *u;
	struct unit_policy_line *rows;
	size_t n;
	struct unit_policy_own *own;
	size_t n_own;
	const char *name, *value, *since, *until, *source; /* typed */
};

struct person_line {
	int64_t id, unit;
	const char *name, *staff_no, *title, *mobile, *unit_name;
	int64_t account;
};

struct people_page {
	const char *q, *unit_name, *next, *add;
	int64_t unit;
	bool may_import, may_codes;
	struct person_line *rows;
	size_t n;
	bool searched; /* a later part of what was searched */
};

struct person_post_line {
	int64_t id, version;
	const char *unit, *title, *role, *period;
	bool held, may_end;
};

struct person_page {
	const struct person_row *p;
	const char *unit_name, *here;
	int64_t account;
	bool editable, may_codes, may_reveal, may_post, may_family;
	struct person_post_line *posts;
	size_t n_posts;
	struct option *roles, *units;
	size_t n_roles, n_units;
	const char *shown_label, *shown; /* a number, once */
};

struct person_form {
	const char *title, *action, *back;
	int64_t version, unit;
	struct option *units;
	size_t n_units;
	bool few_units; /* of a tree that is too large to list */
	const char *mobile, *idno; /* typed */
	const char *mobile_mask, *idno_mask;
	struct option *roles; /* that he may hold from today on, for a new person */
	size_t n_roles;
	const struct form *form;
};

/* "2023-01-01 起", "2020-01-01 至 2022-12-31" */
const char *unit_period(struct arena *a, day since, day until);
/* Roles that are given on these pages. */
struct option *post_roles(struct req *r, size_t *n);
/* May this post be held? Adds problems to unit, role and until. */
bool post_fits(struct req *r, const struct post_row *t);
/* The page of r->row; with `number`, that number once. */
void person_show(struct req *r, const char *label, const char *number);

#endif
