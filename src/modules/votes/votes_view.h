/* What the desk's pages show. */
#ifndef LX_VOTES_VIEW_H
#define LX_VOTES_VIEW_H

#include "http/html.h"
#include "http/icon.h"
#include "kernel/form.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "modules/votes/votes.h"

enum { ROLL_PAGE = 50 };

struct protocol_line {
	const char *text, *source;
	bool unverified;
};

struct stack_line {
	int64_t id, version, times, new_times;
	const char *words, *hand, *why;
	enum stack_state state;
	bool mine; /* the asker entered it: somebody else checks */
};

struct vote_view {
	struct req *r;
	const struct vote *v;
	const char *here, *unit_name, *day_text, *pass_text, *online_why;
	const char *teller1, *teller2;
	bool key1, key2, may_edit, may_tell, i_tell, editable, desk_open, online_ok;
	bool secret, is_election;
	int64_t entitled, present, online, paper, returned_paper, quorum_need, pass_need;
	const char **names; /* candidates or the question */
	size_t n_names;
	const char *names_text; /* one a line, for the form */
	const struct vote_seat *seats;
	size_t n_seats;
	const struct protocol_line *lines;
	size_t n_lines;
	const struct stack_line *stacks;
	size_t n_stacks;
	const char *outcome;
	int64_t runoff, written;
	bool may_runoff;
};

struct roll_line {
	int64_t no, person;
	const char *name, *unit_name;
	int way;
	bool present, marks_shown;
};

struct roll_view {
	struct req *r;
	const struct vote *v;
	const char *here, *q, *next;
	const struct roll_line *rows;
	size_t n;
	int64_t size, present, voted;
	bool may_make, may_tell, desk; /* may_make: the roll is not frozen, and not one that the election made */
};

struct board_view {
	struct req *r;
	const struct vote *v;
	const char *here, *unit_name, *day_text, *state, *dash, *share, *angle, *pass_text, *time;
	int64_t present, entitled, voted, quorum_need, pass_need;
	bool met, by_all;
	const char **names, *teller1, *teller2;
	size_t n_names;
	const bool *cells; /* one a person present, at most CELLS */
	size_t n_cells;
	int64_t each; /* persons a cell */
	const struct vote_seat *seats;
	size_t n_seats;
	const char *outcome;
};
enum { CELLS = 280 };

/* Radio buttons of the desk form (marks.c). */
const char *vote_mark_text(int mark);
bool vote_mark_typed(struct req *r, size_t no, int mark);

#endif
