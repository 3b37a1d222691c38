/* A batch at work: what its stages write. Inside the module. */
#ifndef LX_MEMBERS_BATCH_WORK_H
#define LX_MEMBERS_BATCH_WORK_H

#include "kernel/piecework.h"
#include "kernel/search.h"
#include "modules/members/batch.h"
#include "modules/units/units.h"

/* A row of a piece, made ready outside of the writer. */
struct ready {
	int64_t no;
	struct batch_row x;
	int64_t version, person_version;
	const char *sealed, *before; /* its cells; what fields were */
	int64_t row_id;
	struct search_entry entry; /* to be indexed; row_id 0: he is there no more */
	struct search_made made;
};

/* What all pieces of a batch share. */
struct batch_shared {
	struct batch_place place;
	struct batch b;
	struct app *app;
	const struct unit_names *units;
};

struct batch_piece {
	struct piece piece;
	struct batch b;
	struct ready *rows;
	struct app *app;
	const struct unit_names *units;
	struct db *read;
};

/* A stage of the work: which rows, how each is made ready and written, what ends it. */
struct batch_work {
	int64_t stage, next;
	enum fate fate;
	int most; /* rows a piece */
	/* Up to MANY_ROWS rows, into a; aside is for what is needed meanwhile. NULL: nothing beside the row. */
	void (*ready)(const struct batch_piece *p, struct arena *a, struct arena *aside, struct ready *y, size_t n);
	bool (*write)(struct req *r, struct batch_piece *p); /* rows of the piece, as kernel/piecework.h says */
	bool (*end)(struct req *r, struct batch_piece *p); /* with the change of the stage; NULL: nothing */
};
extern const struct batch_work batch_works[]; /* ends with stage 0 */

bool batch_insert(struct req *r, struct batch_piece *p);
bool batch_arrived(struct req *r, struct batch_piece *p);
bool batch_change(struct req *r, struct batch_piece *p);
bool batch_index(struct req *r, struct batch_piece *p);
bool batch_applied(struct req *r, struct batch_piece *p);
bool batch_take_out(struct req *r, struct batch_piece *p);
bool batch_give_back(struct req *r, struct batch_piece *p);
bool batch_undone(struct req *r, struct batch_piece *p);
void batch_make_ready(const struct batch_piece *p, struct arena *a, struct arena *aside, struct ready *y, size_t n);
void batch_index_ready(const struct batch_piece *p, struct arena *a, struct arena *aside, struct ready *y, size_t n);
/* What a batch adds to the counters, times `sign`, as text for its event. */
const char *batch_counts_text(struct req *r, int64_t batch, int sign);

#endif
