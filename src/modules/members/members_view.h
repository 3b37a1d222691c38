/* What the pages of membership show. */
#ifndef LX_MEMBERS_VIEW_H
#define LX_MEMBERS_VIEW_H

#include "kernel/form.h"
#include "kernel/page.h"
#include "modules/members/moves.h"

struct member_line {
	int64_t id, state;
	const char *name, *unit, *idno, *mobile, *number, *note;
	bool ticked; /* chosen, and asked again */
};

struct member_tile {
	const char *label, *href;
	int64_t n;
	bool more; /* at least n */
};

struct members_page {
	const char *q, *refused; /* why a search was not made */
	struct member_tile tiles[8];
	size_t n_tiles;
	struct member_line *rows, *waiting, *coming;
	size_t n, n_waiting, n_coming;
	bool may_edit, may_approve, lists;
	const char *next; /* who was registered earlier; NULL: nobody */
};

/* Members of a kind that needs attention: a note to each. */
struct members_some {
	const char *title, *help, *base, *next, *empty, *after;
	struct member_line *rows;
	size_t n;
	bool erase; /* rows may be chosen and erased */
	bool go_on; /* the rest of the units is looked through on the next page */
	int units; /* how many are looked through for one page */
};

struct member_row {
	const char *label, *value;
};

/* A change that can be made on the page. */
struct member_change {
	const char *verb, *label, *help, *not_yet;
	bool reason, final;
};

struct member_page {
	const struct member *m;
	const char *erase_not_yet, *unit_name, *here, *target, *retire, *title, *staff_no;
	bool editable, may_reveal, may_receive, has_address, may_erase, may_family, may_admit;
	struct member_row *rows, *register_rows;
	size_t n, n_register;
	struct member_change *changes;
	size_t n_changes;
	const char *shown_label, *shown;
};

struct member_form {
	const char *title, *action, *back, *help;
	int64_t version, unit, person;
	const struct member *m; /* NULL: new */
	const char *idno, *mobile, *address, *idno_mask, *mobile_mask; /* typed; registered */
	bool has_address;
	struct option *units;
	size_t n_units;
	bool few_units; /* of a tree that is too large to list */
	const struct form *who, *form; /* of the person, of the membership */
	bool transferred; /* comes from a union outside of the installation */
};

#endif
