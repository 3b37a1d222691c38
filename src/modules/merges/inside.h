/* Between the files of the module. */
#ifndef LX_MERGES_INSIDE_H
#define LX_MERGES_INSIDE_H

#include "http/html.h"
#include "http/icon.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "modules/members/moves.h"
#include "modules/merges/merges.h"

/* The two rows, with their memberships (NULL: none). */
struct twins {
	struct person_row *kept, *lost;
	struct member *kept_member, *lost_member;
};

/* ---- sides.c: what stands in both, what is chosen ---- */

struct side_line {
	const char *name, *label, *kept, *lost; /* name: of the input, "f_sex" */
	bool same, second; /* second: the lost one's value is taken */
};
/* Every field that a merge asks for, with what was chosen (`typed`) or is proposed. */
struct side_line *side_lines(struct req *r, const struct twins *p, bool typed, size_t *n);
/* Whether the lost one's value was chosen. */
bool side_second(struct req *r, const struct side_line *lines, size_t n, const char *name);
/* One value of a row into another row. */
void side_copy(const struct field *f, void *to, const void *from);
/* Puts the chosen values into the kept rows; `was` holds the lost ones before they were emptied. */
void side_take_person(struct req *r, struct person_row *kept, const struct person_row *was, const struct side_line *lines, size_t n);
void side_take_member(struct req *r, struct member *kept, const struct member *was, const struct side_line *lines, size_t n);

/* ---- apply.c, undo.c ---- */

/* Loads and checks that the asker may; refuses. */
bool twins_load(struct req *r, int64_t kept, int64_t lost, struct twins *p);
/* Why these two cannot be merged now; NULL: they can. */
const char *twins_problem(struct req *r, const struct twins *p);
bool merge_apply(struct req *r, struct twins *p, const char *reason, int64_t *id);
const char *merge_undo_problem(struct req *r, const void *row);
bool merge_undo(struct req *r, void *row, const void *before);
bool merge_settle(struct req *r, void *row, const void *before);

/* Moves what names `from` to `to` and notes where it stood; how many. */
int64_t places_move(struct req *r, int64_t merge, int64_t from, int64_t to);
/* Moves the noted values back; returns those that could not. */
int64_t places_give_back(struct req *r, int64_t merge, int64_t from, int64_t to);

/* A row as one sealed text, and back. */
const char *row_pack(struct req *r, const struct record *record, const void *row, int64_t merge, const char *part);
void *row_unpack(struct req *r, const struct record *record, int64_t merge, const char *part);

/* Of the module: people were written; who shares a number with whom. */
void doubles_heard(struct req *r, const struct record *record, const void *before, const void *row);

/* Of the module: who is alike without a number that says so. */
void alike_heard(struct req *r, const struct record *record, const void *before, const void *row);

/* ---- pages ---- */

struct alike_line {
	int64_t a, b;
	const char *name, *unit, *other_unit, *why, *numbers;
	bool outside; /* the other one is of a unit that the asker does not look after */
};

struct alike_page {
	struct req *r;
	struct alike_line *rows;
	size_t n;
	const char *next;
};

struct double_line {
	int64_t kept, lost;
	const char *name, *unit, *state, *other_name, *other_unit, *other_state, *idno;
	bool outside; /* the other one is of a unit that the asker does not look after */
};

struct doubles_page {
	struct double_line *rows;
	size_t n;
	const char *next;
};

struct merge_page {
	struct req *r;
	const struct twins *p;
	const char *problem, *kept_unit, *lost_unit, *kept_state, *lost_state, *idno, *swap, *here, *reason, *seen;
	bool two_unions; /* both work, in two unions */
	struct side_line *lines;
	size_t n;
	int64_t days;
};

struct merge_one {
	struct req *r;
	const struct person_merge *m;
	const char *kept, *lost, *here;
	bool lost_member;
};

void get_doubles(struct req *r);
void get_alike(struct req *r);
void post_apart(struct req *r);
void get_merge(struct req *r);
void post_merge(struct req *r);
void get_merge_one(struct req *r);
void get_merges(struct req *r);
void get_person_merged(struct req *r);

#endif
