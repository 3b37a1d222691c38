/*
 * Employee directors and supervisors (职工董事、职工监事): elected by the workers' congress, filed with the
 * union above, with a term that the radar watches.
 */
#ifndef LX_DIRECTORS_H
#define LX_DIRECTORS_H

#include "kernel/flow.h"
#include "kernel/list.h"

enum director_state { DIRECTOR_ELECTED = 1, DIRECTOR_FILED, DIRECTOR_ENDED, DIRECTOR_VOID, DIRECTOR_RECALLED };
enum director_board { BOARD_DIRECTOR = 1, BOARD_SUPERVISOR };

struct director {
	HEAD;
	const char *title; /* 职工董事 样例李卫 */
	int64_t person, board;
	const char *company, *congress;
	int64_t entitled, yes;
	bool executive;
	day since, until, filed_on, reported_on, ended_on;
	const char *note, *filing, *why;
};

extern const struct record director_record;
extern const struct flow director_flow;

/* How many serve in this board of the union's company today. */
int64_t directors_serving(struct db *d, int64_t unit, int64_t board);

#endif
