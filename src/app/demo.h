/* Sample data: an invented federation, its unions and people, for first looks and tests. */
#ifndef LX_DEMO_H
#define LX_DEMO_H

#include "kernel/app.h"

bool demo_wanted(struct app *app); /* the database has no unit yet */
void demo_fill(struct app *app); /* before threads start */
void demo_accounts(void); /* prints one account a role */

#endif
