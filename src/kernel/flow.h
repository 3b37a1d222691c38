/*
 * Flows: what may happen to a record. A table of moves; buttons, rights, to-dos,
 * deadlines, history and notifications derive from it. This is the only place
 * where a state changes.
 */
#ifndef LX_FLOW_H
#define LX_FLOW_H

#include "kernel/event.h"
#include "kernel/request.h"

enum {
	MOVE_REASON = 1, /* a written reason is required */
	MOVE_OPINION = 16, /* a written opinion is required: what was said in agreement */
	MOVE_WRITTEN = MOVE_REASON | MOVE_OPINION,
	MOVE_FINAL = 2, /* cannot be undone: asks before */
	MOVE_PLAIN = 4, /* not a main button */
	MOVE_HIDDEN = 8, /* no button, and not by address: moved by its own route or by a timer */
	MOVE_PLACED = 32, /* its button stands elsewhere on the page */
	MOVE_LASTING = 64 /* its timer outlives a change of state: somebody is to be told whatever comes; when it fires it decides */
};
_Static_assert((MOVE_REASON | MOVE_OPINION | MOVE_FINAL | MOVE_PLAIN | MOVE_HIDDEN | MOVE_PLACED | MOVE_LASTING) == 127, "two flags share a bit");

struct move {
	int64_t from; /* a state; ANY_STATE */
	const char *verb; /* "submit" */
	int64_t to; /* SAME_STATE: stays */
	const char *right; /* at the row's unit; NULL: only the system */
	const char *label; /* 提交 */
	unsigned flags;
	/* NULL: fine. Otherwise why not yet, in Chinese, with how to mend it. */
	const char *(*needs)(struct req *r, const void *row);
	/* Further writes in the same transaction; `before` is the row as it was. False: refused. */
	bool (*done)(struct req *r, void *row, const void *before);
	const char *help; /* what it does, for the manual */
};
enum { ANY_STATE = -1, SAME_STATE = -1 };

struct matters;
struct flow {
	const struct record *record;
	const struct move *moves; /* ends with verb NULL */
	const char *home; /* address of a row's page, "/activities/%lld" */
	const char *under; /* REF field: parties to that row are parties to this one; NULL: none */
	const char *edit_right; /* who may change fields */
	unsigned edit_states; /* in which states, bit per state number */
	int64_t first; /* state of a new row */
	/* Text for the search index besides F_FIND fields; NULL: none. Returning NULL: in its
	 * present state the row is not to be found by everybody, only in its own list. */
	const char *(*search_text)(struct req *r, const void *row);
	const char *find_right; /* who finds it; NULL: not in the index */
	const char *read_right; /* who reads its files; NULL: find_right, else edit_right */
	const struct matters *matters; /* a flow of matters: what differs from the others (engines/matter.h); NULL: of something else */
	/* Called when a change is written (`before` NULL: a new row), still in the transaction. */
	void (*after)(struct req *r, const void *before, const void *row);
};

const struct flow *flow_of(const struct app *app, const char *record); /* NULL: none */

/* The address of a row's page: .home with the id. */
const char *flow_home(struct arena *a, const struct flow *f, int64_t id);

/* New row: id, version, state, creator and time are set; writes row, event, counters. */
bool flow_create(struct req *r, const struct flow *f, void *row, const char *note);
/*
 * Changed fields. `row` carries the version that the form showed; when the row
 * has moved on meanwhile the request is refused with 409 and the differences.
 */
bool flow_edit(struct req *r, const struct flow *f, void *row, const char *note);
/*
 * Moves the row with this id. Checks state, right, needs and (when not 0) version;
 * refuses with a clear text otherwise. On success *row (may be NULL) is the row after.
 */
bool flow_move(struct req *r, const struct flow *f, int64_t id, int64_t version, const char *verb,
	       const char *note, void **row);
/* The same, with further fields already changed in `row` (loaded in this transaction). */
bool flow_move_row(struct req *r, const struct flow *f, void *row, const char *verb, const char *note);

/* The same by the system: a move that follows from one which the asker was allowed to make. */
bool flow_follow(struct req *r, const struct flow *f, void *row, const char *verb, const char *note);

/* The moves that this asker may make on this row now; hints say why one is not possible yet. */
struct offer {
	const struct move *move;
	const char *not_yet; /* NULL: possible */
};
struct offer *flow_offers(struct req *r, const struct flow *f, const void *row, size_t *n);
bool flow_editable(struct req *r, const struct flow *f, const void *row);
/* What a verb of an event is called on a page: the move's label, or what is written beside moves. f may be NULL. */
const char *verb_label(const struct flow *f, const char *verb);

/* Timers: at `at`, 系统 makes the move. Cleared when the row changes its state, but for a move that is MOVE_LASTING. */
void due_set(struct req *r, const struct record *record, int64_t id, instant at, const char *verb);
bool due_waits(struct req *r, const struct record *record, int64_t id, const char *verb); /* set, and not made yet */
instant due_morning(day d); /* eight o'clock of that day: when people are told */

/* What is said when a move was made: "已签收。", "已决定不予受理。" */
const char *move_said(struct arena *a, const char *label);
/* POST handler for every flow: /{record}/{id}/do/{verb}, fields _version, reason. */
void post_move(struct req *r);

#endif
