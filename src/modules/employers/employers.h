/*
 * Employers of an area (用人单位): who works there, how many, and whether a union reaches them. A row belongs to the
 * union that looks after the area: a federation, a street's or a park's union. What the law asks for follows from it:
 * from 25 members on an own committee, below that an own or joint one or an organiser (工会法 11); as nobody
 * knows the members of a union that is not there yet, the staff stands for them and the value is soft.
 *
 * An employer is tied to its union's card by the credit code: cards that are founded, ended or merged change the
 * employer's standing, and an employer that has none becomes a card in the state 应建未建 with one press.
 */
#ifndef LX_EMPLOYERS_H
#define LX_EMPLOYERS_H

#include "kernel/flow.h"
#include "kernel/list.h"

enum employer_state { EMPLOYER_OPEN = 1, EMPLOYER_GONE };
enum employer_cover { COVER_NONE = 1, COVER_OWN, COVER_JOINT, COVER_ORGANISER };
enum employer_standing { STANDING_DUE = 1, STANDING_SMALL, STANDING_COVERED, STANDING_ORGANISER };

struct employer {
	HEAD;
	const char *name, *uscc, *area, *address, *contact;
	int64_t nature, industry, staff, staff_women, gig;
	int64_t cover; /* how a union reaches it */
	int64_t card; /* of its union, 0: none */
	int64_t standing; /* what follows: 应建未建 … */
	int64_t reached; /* 1: a union or organiser reaches it */
};

extern const struct record employer_record;
extern const struct flow employer_flow;
extern const struct list employer_list;

#endif
