#ifndef LX_TEAMS_VIEW_H
#define LX_TEAMS_VIEW_H

#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/page.h"
#include "modules/teams/teams.h"
#include "teams.sql.h"

struct honour_line {
	int64_t id;
	const char *title, *granter, *since;
	bool held;
};

struct team_page {
	struct req *r;
	const struct team *t;
	const char *here, *unit, *kind, *leader, *place, *founded;
	struct honour_line *honours;
	size_t n, n_members;
	struct team_members *members;
	bool editable, may_people; /* may_people: see who belongs to it */
};

#endif
