/* What the page of a matter shows; filled in matter_page.c. */
#ifndef LX_MATTER_VIEW_H
#define LX_MATTER_VIEW_H

#include <string.h>

#include "engines/matter_inside.h"
#include "kernel/page.h"

struct step_form {
	const struct step_kind *kind;
	const char *label, *action, *not_yet; /* not_yet: why it is not possible, NULL: it is */
	const char *source; /* of its rule; NULL: not said */
	bool open; /* stands open, with the red button */
	struct form form;
	struct option *units;
	size_t n_units;
	bool few_units; /* there are too many; only those right below stand here */
	struct same_line *like; /* that it may be joined to */
	size_t n_like;
	int days_most;
	const char *days_source;
	bool inside; /* may write for the union alone */
	bool typed; /* this form was posted and refused: what was typed stands in it again */
	const char *text, *same, *days, *unit_name;
	int64_t unit, co[2], rating;
	bool to_inside;
};

struct word_line {
	const char *who, *when, *text, *side;
	bool inside;
};

struct line { /* of the history */
	const char *who, *what, *to, *when, *note, *icon, *tone;
};

struct co_line {
	const char *unit, *opinion, *when, *who;
};

struct rating_line {
	const char *who, *label, *tone, *text, *when;
	int64_t round;
	const char *first; /* what it was before it was changed */
};

struct stage {
	const char *label, *small;
	bool done, now;
};

struct file_view {
	int64_t id;
	const char *name;
	bool picture;
};

struct matter_view {
	struct req *r;
	const struct flow *flow;
	const struct matters *of;
	const struct matter *m;
	const char *clock; /* when the limit begins, while it has not */
	const char *lost; /* typed into a step that is not offered any more */
	const char *here, *answer, *author, *unit, *lead, *kind, *level, *next, *received, *due, *left, *why, *rule, *outcome, *same, *same_home, *signer;
	int left_days;
	bool timed, late, answered, sees_reply;
	struct deadline d;
	const struct choice *states;
	struct step_form *forms;
	size_t n_forms;
	struct stage *stages;
	size_t n_stages;
	struct word_line *words;
	size_t n_words;
	struct co_line *co;
	size_t n_co;
	struct rating_line *ratings;
	size_t n_ratings;
};

void unit_options(struct buf *o, const struct step_form *s, int64_t chosen);
void step_inputs(struct buf *o, struct req *r, const struct step_form *s);
void matter_content(struct buf *o, const struct matter_view *v);

#endif
