/* Sample data: an invented federation, its unions and people, for first looks and tests. */
#ifndef LX_DEMO_H
#define LX_DEMO_H

#include "kernel/app.h"

bool demo_wanted(struct app *app); /* the database has no unit yet */
void demo_fill(struct app *app); /* units and people, before threads start */
void demo_year(struct app *app); /* a year of work on top of them; under three seconds */
/* A city of that many people on top of the sample units, with units, tasks, activities and events in proportion. */
void demo_scale(struct app *app, int64_t people);
/* What one unit of it has. */
struct demo_share {
	int64_t people, tasks, activities;
	int64_t events; /* tasks and activities make one each */
};
void demo_scale_of(struct app *app, int64_t units, struct demo_share share);
void demo_accounts(void); /* prints one account a role */

#endif
