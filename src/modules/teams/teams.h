/* 班组: the work teams of a union with type, leader and members; their honours are titles (module appraisals). */
#ifndef LX_TEAMS_H
#define LX_TEAMS_H

#include "kernel/flow.h"
#include "kernel/list.h"

enum team_state { TEAM_ACTIVE = 1, TEAM_DISSOLVED };

struct team {
	HEAD;
	const char *name;
	int64_t kind, leader, place, members; /* leader: person; place: unit of the register, 0: none */
	day founded;
	const char *note;
};

extern const struct choice team_kinds[], team_states[];
extern const struct record team_record;
extern const struct flow team_flow;

#endif
