/*
 * The register: units, people, posts. Its records stand in kernel/unit.h; here
 * are their flows, what may stand under what, finding by fragment and pinyin,
 * and the links of unions that are led from two sides.
 */
#ifndef LX_UNITS_H
#define LX_UNITS_H

#include "kernel/flow.h"
#include "kernel/list.h"
#include "kernel/search.h"
#include "kernel/unit.h"

extern const struct flow unit_flow, person_flow, post_flow;
extern const struct list people_list;

/* ---- the tree ---- */

/* May a unit of this kind stand under a unit of that kind (0: at the root)? */
bool unit_kind_fits(int64_t kind, int64_t under);
/*
 * Is a unit of this kind a union that another approves (工会法 12)? It comes with a card: founded there, or entered there
 * with what founded it. Branches (分工会), departments and teams are made by the union itself.
 */
bool unit_by_card(int64_t kind);
/* The active unit of this name right below; 0: none. */
int64_t unit_child_named(struct db *d, int64_t parent, const char *name);
/* What is wrong with a unit's code: its form, or that it is another's; NULL: fine. */
const char *unit_code_problem(struct req *r, const char *code, int64_t but);
/* A new unit: fills path, history of parents, keys; writes through the flow. False: refused. */
bool unit_create(struct req *r, struct unit_row *u, int64_t parent);

/*
 * The card of a union that stands (0: none). Merger, split, move and dissolution of such a union are changes of its
 * card, with documents and the approval above (工会法 12、13); here they are refused with the way there.
 */
int64_t unit_card(struct db *d, struct arena *a, int64_t unit);

/* Puts it under another unit from today on, with everything below it; the caller decided who may. */
bool unit_put_under(struct req *r, struct unit_row *u, int64_t to, const char *why);
/* The active unit with this code; 0: none. */
int64_t unit_of_code(struct db *d, struct arena *a, const char *code);

/* ---- led from two sides ---- */

enum unit_link_kind { LINK_INDUSTRY = 1, LINK_GROUP, LINK_JOINT };
extern const struct choice unit_link_kinds[];

struct unit_led {
	int64_t link, unit, kind;
	const char *name;
	day since;
};
/*
 * The units that `leader` leads beside their own parent on that day: a group's or
 * industry's union hands them plans and gets their reports. Rights stay with the parent tree.
 */
struct unit_led *units_led(struct db *d, struct arena *a, int64_t leader, day on, size_t *n);
/* The other way round: who leads this unit beside its parent. */
struct unit_led *units_leading(struct db *d, struct arena *a, int64_t unit, day on, size_t *n);

/* ---- finding ---- */

/*
 * A unit's row under the keys by which it is found: each end of the name, pinyin, initials, `more` as it is.
 * What is found by the names it had is found by its present ones. The keys stand once, in the order in which they are
 * looked up, and nothing leads from a row to its keys: who changes what they are makes all of them anew in a schema step.
 */
struct find_name {
	const char *name, *more;
};
void find_put(struct db *d, struct arena *a, const char *record, int64_t id, const struct find_name *before, const struct find_name *now); /* NULL: none */
/* What a person is found by. */
struct search_entry person_entry(struct arena *a, const struct person_row *p);
/*
 * A person into the index of words: found by name, staff number and post, never by a number that is kept secret.
 * `p` NULL: he goes.
 */
void person_index(struct db *d, struct arena *a, instant now, const struct person_row *before, const struct person_row *p);
/*
 * Ids of people in a tree by a fragment of their name, pinyin, initials, staff number or post, newest first, `most` at
 * most; *more (may be NULL): there are others. Who has left is among them, and who is still arriving: look at the rows.
 */
int64_t *people_named(struct req *r, const char *typed, const char *tree, size_t most, size_t *n, bool *more);
extern const char people_unread[]; /* said where it has more */
/* The same in trees and units, of entries before one (0: all), for pages that go on from there: search_find. */
struct search_answer people_search(struct req *r, const char *typed, const struct scope *within, int64_t before, size_t most);
/* For data that came in past the flows: sample data. */
void units_index(struct db *d, struct arena *a);
/* First and (exclusive) last key of a typed fragment; false when nothing is left of it. */
bool find_range(struct arena *a, const char *typed, const char **first, const char **end);
struct unit_match {
	int64_t id, kind;
	const char *name, *code, *path, *upper; /* upper: name of the unit above */
};
/* Where a page of matches ended; NULL: at the end. It may name a unit that the asker does not see. */
struct unit_place {
	const char *text;
	int64_t id;
};
/*
 * Units of these trees by a fragment of their name, pinyin, initials or code: `most` at most, in the order of the tree, or,
 * in a wide one that very many match, in the order of what they are found by, and then perhaps fewer before the end.
 * *place: where to begin (NULL: at the first), afterwards where to go on.
 */
struct unit_match *units_named(struct req *r, const char *typed, const struct scope *s, size_t most, struct unit_place *place, size_t *n);

/* ---- numbers of a person ---- */

/*
 * Checks what was typed and puts it into the row sealed, hashed and masked; the
 * row must have its id. "" empties it. Problems name the inputs mobile and idno.
 */
bool person_numbers(struct req *r, struct person_row *p, const char *mobile, const char *idno);

/* One clean number, checked by the caller, into a row that has its id; touches no database, so any thread may. */
struct keyring;
void person_put_mobile(struct arena *a, const struct keyring *k, struct person_row *p, const char *mobile);
void person_put_idno(struct arena *a, const struct keyring *k, struct person_row *p, const char *idno);

/* Is it another person's already? */
bool person_mobile_taken(struct req *r, const char *mobile, int64_t but);
bool person_staff_no_taken(struct req *r, int64_t unit, const char *staff_no, int64_t but);

/* A person from outside the pages: the first-start page, the command "user add". */
struct enlist {
	const char *name, *mobile, *staff_no; /* the last two may be NULL */
	int64_t unit; /* home */
	int role; /* 0: no post */
	int64_t at; /* unit of the post, 0: home */
	const char *title; /* of the post, "" none */
};
int64_t person_enlist(struct req *r, const struct enlist *n); /* the id; 0: see r->problems */

/* ---- handlers ---- */

void get_units(struct req *r);
void get_unit_children(struct req *r);
void get_unit(struct req *r);
void get_unit_new(struct req *r);
void post_unit_new(struct req *r);
void get_unit_edit(struct req *r);
void post_unit_edit(struct req *r);
void get_unit_move(struct req *r);
void post_unit_move(struct req *r);
void post_unit_link(struct req *r);
void post_unit_unlink(struct req *r);
void get_unit_policies(struct req *r);
void post_unit_policy(struct req *r);
void post_unit_policy_end(struct req *r);
void get_people(struct req *r);
void get_people_list(struct req *r);
void get_person(struct req *r);
void get_person_new(struct req *r);
void post_person_new(struct req *r);
void get_person_edit(struct req *r);
void post_person_edit(struct req *r);
void post_person_reveal(struct req *r);
void post_person_post(struct req *r);
void post_post_end(struct req *r);

#endif
