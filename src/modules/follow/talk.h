/* What people say about a work point, each under his name; of one union's work on it. */
#ifndef LX_FOLLOW_TALK_H
#define LX_FOLLOW_TALK_H

#include "modules/follow/work.h"

struct remark_line {
	const struct follow_remarks *row;
	const struct remark *full; /* for its buttons */
	const char *when;
};

struct talk_view {
	const struct plan_node *node;
	int64_t unit, count;
	const char *here, *older, *newest; /* NULL: no more; shown already */
	struct remark_line *lines;
	size_t n;
	struct option *people; /* whom one may mention: they see the point */
	size_t n_people;
	bool may_write;
	const char *text;
	int64_t mention;
};

void remark_buttons(struct buf *o, struct req *r, const struct talk_view *v, const struct remark_line *x);
/* The discussion under a point as the work of a union. */
void talk_section(struct buf *o, struct req *r, const struct plan *p, const struct plan_node *n, int64_t unit);
void post_remark(struct req *r);
void get_remark(struct req *r);

#endif
