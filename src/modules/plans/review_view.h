/* What the templates of the review are given. */
#ifndef LX_PLANS_REVIEW_VIEW_H
#define LX_PLANS_REVIEW_VIEW_H

#include "kernel/page.h"
#include "modules/plans/review.h"

/* A sentence of an open node, at which it can be parted. */
struct review_part {
	int64_t at;
	const char *text;
};

struct review_row {
	int64_t id, version, level, indent; /* indent 1 … 3, as the outline is drawn */
	const char *number, *title, *body, *problem, *summary;
	const struct review_level *levels;
	size_t n_levels;
	struct review_ask ask;
	bool asks, open, in_text;
	const struct review_part *parts;
	size_t n_parts;
};

struct review_level {
	int64_t value;
	const char *label;
	bool chosen;
};

struct review_term {
	int64_t id, version;
	const char *name, *members;
};

struct review_piece {
	int64_t no;
	const char *text;
};

struct review_page {
	struct req *r;
	const struct plan *plan;
	const char *sub, *undo_label, *title, *organ, *year, *preamble, *action;
	int64_t sections, points, asks, from, undo_steps;
	bool only_asks, has_prev, has_next, no_nodes;
	int64_t prev_id, next_id; /* first nodes of the pages beside this one */
	int64_t twin; /* another plan with the same title and year */
	struct review_row *rows;
	size_t n_rows, n_terms, n_pieces, n_removed, n_campaigns;
	struct review_term *terms;
	struct review_piece *pieces, *removed;
	const char **campaigns;
	size_t text_from, text_to; /* of the source, beside the rows shown */
	struct plan_node **nodes; /* all active ones */
	size_t first, last, n_nodes; /* the page shows nodes[first, last) */
};

/* The text with the places of the nodes marked. */
void review_source(struct buf *o, const struct review_page *v);

#endif
