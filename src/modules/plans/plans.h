/*
 * Plans: the annual work plan (工作要点) as a document and as a tree of work.
 *
 *   plan        one document of one union and year, from draft to issue
 *   plan_node   section, subsection, work point or sub-point, in document order
 *   plan_term   a term of the glossary with its members (“五小”…)
 *   task        what somebody has to do by when, measured how; hangs on a node
 *   receipt     a union's copy of an issued plan: received, acknowledged
 *
 * A task of a superior union that is issued to unions below becomes, for each of
 * them, a task of their own (`source` names the superior's). They schedule,
 * split (`parent`) and add tasks; they never delete an assigned one.
 * How tasks go on after the issue is the module `follow`.
 */
#ifndef LX_PLANS_H
#define LX_PLANS_H

#include "kernel/flow.h"
#include "record/record.h"

enum plan_state {
	PLAN_DRAFT, /* 起草 */
	PLAN_CHECK, /* 核稿 */
	PLAN_COSIGN, /* 会签 */
	PLAN_PARTY, /* 党组织意见 */
	PLAN_COMMITTEE, /* 委员会审议 */
	PLAN_READY, /* 待签发 */
	PLAN_ISSUED, /* 已签发 */
	PLAN_CLOSED, /* 已结项 */
	PLAN_DROPPED /* 已作废 */
};

struct plan {
	HEAD;
	const char *title;
	int64_t year;
	const char *organ; /* issuing organisation as the document names it */
	const char *preamble;
	const char *source; /* the text as imported, what the nodes' offsets refer to */
	const char *source_name; /* of the file, "" when pasted */
	const char *doc_number; /* 临工发〔2024〕3号, "" before the issue */
	day issued_on;
	day starts, ends; /* the plan's own span, usually the year */
	int64_t superior; /* the superior's plan that this one is aligned with, 0: none */
	int64_t baseline; /* number of the last baseline, 0: none */
	int64_t skipped; /* bit per state of the steps switched off */
	const char *skip_reason;
	const char *minutes; /* of the committee meeting that passed it */
	int64_t minutes_file;
	int64_t dropped_nodes; /* pieces removed on import, for the review page */
};

enum node_level { NODE_SECTION = 1, NODE_SUBSECTION, NODE_POINT, NODE_SUBPOINT };
enum node_state { NODE_ACTIVE, NODE_REMOVED };

struct plan_node {
	HEAD;
	int64_t plan;
	int64_t parent; /* node, 0: top */
	int64_t position; /* order in the plan, steps of 1024 so that one can go between */
	int64_t level; /* enum node_level */
	const char *number; /* as printed: 一, 1 */
	const char *title;
	const char *body;
	int64_t starts_at, ends_at; /* bytes of plan.source */
	int64_t weight; /* against its siblings, 1 … 100, default 1 */
};

struct plan_term {
	HEAD;
	int64_t plan;
	const char *name;
	const char *members; /* one a line */
};

enum task_state {
	TASK_DRAFT, /* 编制中: its plan is not issued yet */
	TASK_OPEN, /* 进行中 */
	TASK_SUBMITTED, /* 待确认: reported as done */
	TASK_DONE, /* 已完成: confirmed */
	TASK_WAIVED, /* 免做: approved, with a reason */
	TASK_CANCELLED /* 已取消 */
};

/* Which rows a measure counts for a task. */
enum task_basis {
	TASK_COUNTS_ALL, /* of its union and below, whatever they serve */
	TASK_COUNTS_LINKED /* only those that name the task, a part of it, or its copy in a union below */
};

struct task {
	HEAD;
	const char *title;
	int64_t plan;
	int64_t node;
	int64_t parent; /* the task it was split from, 0: none */
	int64_t source; /* the superior's task it came from, 0: own */
	int64_t position;
	int64_t department; /* responsible unit, 0: missing */
	int64_t owner; /* responsible person, 0: missing */
	day starts, due; /* 0: missing */
	const char *measure; /* key of a measure, "" none */
	int64_t target; /* of the measure */
	int64_t basis; /* enum task_basis */
	int64_t weight; /* against the other tasks of its node, default 1 */
	const char *detail;
	const char *waiver; /* why owner, date or measure may be missing, "" */
	const char *quote; /* the sentence of the point it was proposed from */
	const char *vague; /* vague words found in it, for the completion page */
	day done_on; /* confirmed or reported done */
	day first_due; /* before extensions */
	day counts_from; /* of a measure that was bound when the task ran already; 0: from its beginning */
};

/* A task's measure when nothing is counted: done when confirmed, with evidence. */
#define TASK_BY_EVIDENCE "evidence"
#define TASK_BY_EVIDENCE_SAID "完成并有佐证"

enum receipt_state { RECEIPT_SENT, RECEIPT_ACKNOWLEDGED };

struct receipt {
	HEAD; /* unit: the union that received the plan */
	int64_t plan;
	day sent_on;
	day acknowledged_on;
	const char *contact; /* who is responsible there */
};

extern const struct record plan_record, plan_node_record, plan_term_record, task_record, receipt_record;
extern const struct flow plan_flow, plan_node_flow, plan_term_flow, task_flow, receipt_flow;

/* Do the rows of this measure name the task they serve, so that only linked ones can be counted? */
bool measure_links(const struct app *app, const char *key);
/* What an own task lacks before its plan can be issued, "" when complete: "责任人、完成时间". */
const char *task_missing(struct req *r, const struct task *t);
/* Issued plans are read by all who work under them, drafts by those who write them; else 404. */
bool plan_readable_or_refuse(struct req *r, const struct plan *p);
/* Is this union led by the owner from a second side (industry, group, joint) today? */
bool plan_led(struct req *r, int64_t owner, int64_t unit);
/* May the asker see how `unit` works on the plan: its own tree, or the plan's owner who handed it over. */
bool plan_work_readable_or_refuse(struct req *r, const struct plan *p, int64_t unit);
/* Nodes of a plan in document order. */
struct plan_node **plan_nodes(struct db *d, struct arena *a, int64_t plan, size_t *n);
/* Tasks of a plan that one union carries, by node and position. */
struct task **plan_tasks(struct db *d, struct arena *a, int64_t plan, int64_t unit, size_t *n);
/* Does this union work on the plan: its own, or one it has received? */
bool plan_is_of(struct db *d, int64_t plan, int64_t owner, int64_t unit);

#endif
