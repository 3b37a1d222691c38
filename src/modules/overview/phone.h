/* What the phone home is given. */
#ifndef LX_OVERVIEW_PHONE_H
#define LX_OVERVIEW_PHONE_H

#include "modules/overview/home_view.h"
#include "modules/votes/votes.h"

struct service {
	const char *label, *icon, *href, *tone;
};

struct phone_message {
	const char *title, *when, *href;
	int64_t id;
	bool unread;
};

struct phone_view {
	struct req *r;
	struct desk desk;
	struct working w;
	const char *plain, *plan_href, *text_href; /* the plan in plain words */
	struct todo *tasks;
	size_t n_tasks, all_tasks;
	struct vote_call *votes; /* that wait for this person's ballot */
	size_t n_votes;
	struct chore *chores;
	size_t n_chores;
	struct point_cell *points;
	size_t n_points;
	struct service *services;
	size_t n_services;
	struct home_week *week;
	size_t n_week;
	struct phone_message *messages;
	size_t n_messages;
	int64_t unread;
};

#endif
