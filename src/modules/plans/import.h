/*
 * Importing a plan: a document becomes a draft with its outline, the glossary,
 * the names of campaigns and the furniture that was left out.
 *
 * Beside the records stand side tables, which say how the draft came about:
 *
 *   plan_dropped   pieces of the text that are in no node, to look through and put back
 *   plan_campaign  names of activities and brands, as found
 *   plan_undo      steps of the review, each with the rows as they were before
 *   plan_answer    questions of the review that somebody has answered
 *   plan_hint      proposed tasks that were taken or passed over
 */
#ifndef LX_PLANS_IMPORT_H
#define LX_PLANS_IMPORT_H

#include "modules/plans/plans.h"
#include "outline/outline.h"

enum {
	PLAN_TEXT_MAX = 2 * 1024 * 1024, /* bytes of the text of one plan */
	PLAN_NODES_MAX = 5000
};

enum { IMPORT_BODY = 52 * 1024 * 1024 }; /* a file, and what stands beside it */

/* The side tables, as part of the module's schema. */
#define PLAN_IMPORT_SCHEMA                                                                         \
	"create table plan_dropped(plan bigint not null, no bigint not null, at bigint not null, piece text not null, restored bigint not null, primary key(plan, no));\n" \
	"create table plan_campaign(plan bigint not null, no bigint not null, name text not null, primary key(plan, no));\n" \
	"create table plan_undo(id bigint primary key, plan bigint not null, at bigint not null, person bigint not null, label text not null, images text not null, undone bigint not null);\n" \
	"create index plan_undo_by_plan on plan_undo(plan, undone, id);\n" \
	"create table plan_answer(node bigint not null, question bigint not null, plan bigint not null, at bigint not null, person bigint not null, primary key(node, question));\n" \
	"create index plan_answer_by_plan on plan_answer(plan, node);\n" \
	"create table plan_hint(node bigint not null, title text not null, plan bigint not null, fate bigint not null, at bigint not null, primary key(node, title));\n" \
	"create index plan_hint_by_plan on plan_hint(plan, node);\n"

/*
 * New draft of `unit` from a text (UTF-8). `year` 0: the one the text names, else
 * the present one. `name` is the file's, "" when pasted. Inside a write. False:
 * refused, with an answer; nothing is written then that the caller should keep.
 */
bool plan_import_text(struct req *r, int64_t unit, int64_t year, const char *name, struct str text,
		      int64_t *plan);
/* The same with the outline already made from `text`. */
bool plan_import_outline(struct req *r, int64_t unit, int64_t year, const char *name, struct str text,
			 const struct outline *o, int64_t *plan);


/* The outline as it stands in the database now. */
struct outline *plan_outline(struct req *r, const struct plan *p);
/* As text that gives the same outline when it is read again. */
const char *plan_text(struct req *r, const struct plan *p);

void get_import(struct req *r);
void prepare_import(struct req *r);
void post_import(struct req *r);
void get_outline_json(struct req *r);
void get_outline_text(struct req *r);

#endif
