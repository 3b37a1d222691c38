/*
 * Regular work, done by whichever process holds the lease: timers that are due,
 * folding of counters, each module's tick, sweeping. Nothing waits for a night.
 */
#ifndef LX_JOBS_H
#define LX_JOBS_H

#include "kernel/app.h"

/* One round inside the writer; false when there was nothing more to do. */
bool jobs_round(struct app *app, struct db *d, struct arena *a);
void jobs_start(struct app *app); /* a thread that calls it about every second through the writer */
void jobs_stop(void);
/* From a module's tick that has more to do than one round should take: the next round calls it again, and no other. */
void jobs_go_on(struct app *app, void (*of)(struct req *r));
/*
 * Whether the database takes writes, by the last round: every round writes at least the lease.
 * DB_FINE also when no rounds are made (commands, tests).
 */
enum db_trouble jobs_trouble(void);
/* For tests: rounds until nothing is left to do. */
void jobs_settle(struct app *app);

#endif
