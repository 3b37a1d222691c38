/*
 * Reviewing an imported plan: the text on one side, its outline on the other.
 *
 * Every change is a step: the rows it touches are kept as they were, so that
 * steps can be taken back one after the other, in whatever session. Whoever a
 * node hangs on follows from order and level and is computed after each step.
 */
#ifndef LX_PLANS_REVIEW_H
#define LX_PLANS_REVIEW_H

#include <jansson.h>

#include "modules/plans/import.h"

/* All nodes of a plan in order, removed ones too. */
struct plan_node *review_nodes(struct db *d, struct arena *a, int64_t plan, size_t *n);
/* The active ones of them; pointers into `all`. */
struct plan_node **review_active(struct arena *a, struct plan_node *all, size_t n, size_t *active);

/* ---- steps ---- */

struct review_step {
	struct req *r;
	struct plan *plan;
	const char *label; /* 拆分, 上移 … */
	json_t *images; /* rows before, newest last */
	bool shape; /* order or levels may have changed */
};

struct review_step step_begin(struct req *r, struct plan *plan, const char *label);
/* Each writes through the record's flow and keeps what was there; false: refused and answered. */
bool step_edit(struct review_step *s, const struct flow *f, void *row);
bool step_add(struct review_step *s, const struct flow *f, void *row);
bool step_move(struct review_step *s, const struct flow *f, int64_t id, const char *verb);
void step_piece(struct review_step *s, int64_t no, bool restored);
void step_answer(struct review_step *s, int64_t node, int64_t question);
/* Hangs nodes on their parents and keeps the step when it changed anything. False: refused. */
bool step_end(struct review_step *s);
/* After a refusal: nothing will be kept. */
void step_forget(struct review_step *s);
/* Takes the last step back; *label tells which ("" none). False: refused and answered. */
bool review_undo(struct req *r, struct plan *plan, const char **label);

/* ---- what can be done to the outline; false: refused, or *say tells why nothing was done ---- */

struct review_act {
	struct req *r;
	struct plan *plan;
	int64_t id, arg; /* of the button: "split:ID:ARG" */
	int64_t focus; /* the node to show afterwards */
	bool open; /* with its text open */
	const char *say; /* notice afterwards */
};

typedef bool review_run(struct review_act *a);
struct review_verb {
	const char *name;
	review_run *run;
};
extern const struct review_verb review_verbs[]; /* ends with name NULL */

/* ---- text ---- */

/* JSON as text in the arena. */
const char *review_json(struct arena *a, const json_t *json, size_t flags);

/* Where `text`, blanks left aside, stands in source[from, to); false: nowhere as it is. */
bool review_find(struct str source, size_t from, size_t to, struct str text, size_t *at, size_t *end);
/* A node as it was written: marker, title, stop, body. */
const char *review_whole(struct arena *a, struct str source, const struct plan_node *n);
const char *review_marker(struct arena *a, struct str source, const struct plan_node *n);
/* The mark that ended the title: 。 or ：; "" none. */
const char *review_stop(struct arena *a, struct str source, const struct plan_node *n);
/* Cuts a sentence into number, title and rest as the parser would. */
void review_cut(struct arena *a, struct str text, const char **number, const char **title, const char **rest);
/* 12 of 十二 or 12; 0: no number. */
int review_number(const char *s);

/* ---- questions ---- */

enum review_question { ASK_PARTS = 1, ASK_SECTION, ASK_LONG, ASK_NUMBER, ASK_PLAIN, ASK_ORPHAN };
struct review_ask {
	enum review_question kind; /* 0: none */
	const char *text, *act, *label; /* the button that mends it */
	const char *keep; /* the button that leaves it as it is */
};
/* The first open question about nodes[i]; `answered` (node, question pairs) are left out. */
struct plan_answers;
struct review_ask review_ask(struct arena *a, struct plan_node **nodes, size_t n, size_t i,
			     const struct plan_answers *answered, size_t n_answered);

enum { REVIEW_BODY = 4 * 1024 * 1024 };

void get_review(struct req *r);
void post_review(struct req *r);

#endif
