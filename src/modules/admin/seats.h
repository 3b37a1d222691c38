/*
 * The three administrators' seats: the security administrator proposes to fill or to
 * vacate one, the audit administrator confirms. Never about oneself, always two people.
 * Where a seat is still empty the system administrator and the head of the root unit stand in.
 */
#ifndef LX_ADMIN_SEATS_H
#define LX_ADMIN_SEATS_H

#include "kernel/flow.h"
#include "kernel/page.h"

enum seat_state { SEAT_PROPOSED, SEAT_DONE, SEAT_DECLINED, SEAT_WITHDRAWN };

struct seat_change {
	HEAD; /* unit: the root */
	int64_t person, role;
	int64_t post; /* that ends; 0: a new one begins */
	const char *reason;
};

struct seat_line {
	const char *name, *unit, *role, *since;
	int64_t post;
	bool endable;
};

struct seat_change_line {
	const struct seat_change *row;
	const char *what, *asked, *when;
};

struct seats_page {
	struct seat_line *seats;
	size_t n_seats;
	struct seat_change_line *changes;
	size_t n_changes;
	const char *empty; /* the seats that nobody holds, NULL: none */
	bool may_propose;
};

extern const struct record seat_change_record;
extern const struct flow seat_change_flow;

int64_t seats_root(struct req *r); /* the unit under which they stand */
const char *seats_empty(struct req *r); /* "安全管理员、审计管理员" that nobody holds, NULL: none */
void get_seats(struct req *r);
void post_seat(struct req *r); /* proposes to fill one */
void post_seat_end(struct req *r); /* proposes to vacate one */

#endif
