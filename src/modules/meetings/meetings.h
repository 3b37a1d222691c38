/*
 * Committee meetings (委员会会议): notice, who was there (应到, 实到), items, decisions, minutes.
 *
 * A decision can be cited by any approval that wants "collective minutes": its form shows meeting_choice,
 * its handler asks meeting_cited. What was cited cannot be taken back.
 */
#ifndef LX_MEETINGS_H
#define LX_MEETINGS_H

#include "kernel/flow.h"
#include "kernel/list.h"

enum meeting_state { MEETING_CALLED = 1, MEETING_HELD, MEETING_CLOSED, MEETING_CANCELLED };
enum item_state { ITEM_OPEN = 1, ITEM_PASSED, ITEM_REJECTED, ITEM_POSTPONED, ITEM_DROPPED };

struct meeting {
	HEAD;
	const char *title; /* 第三届工会委员会第2次会议 */
	int64_t committee, no;
	day held_on;
	const char *at, *place, *host, *recorder, *guests;
	int64_t entitled, present;
	const char *absent, *minutes;
};

struct meeting_item {
	HEAD;
	int64_t meeting, no;
	const char *title, *body;
	int64_t yes, against, abstained;
	const char *decision;
};

extern const struct record meeting_record, meeting_item_record;
extern const struct flow meeting_flow, meeting_item_flow;
extern const struct list meeting_list;

/* A select, named "decision", of what this union's committees have passed in the last two years; nothing without any. */
void meeting_choice(struct buf *o, struct req *r, int64_t unit);
/*
 * The decision that was chosen there, in words for the citing row's text, and noted as cited by it. NULL: none was
 * chosen, or it is no decision of this union (then r->problems has it).
 */
const char *meeting_cited(struct req *r, int64_t unit, const struct record *by, int64_t row_id);

#endif
