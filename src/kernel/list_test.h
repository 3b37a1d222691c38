#ifndef LX_LIST_TEST_H
#define LX_LIST_TEST_H

#include "kernel/list_rows.h"

/* Reads the plan of every shape of statement of every record with a flow. */
const char *list_plans_are_indexed(struct app *app);

#endif
