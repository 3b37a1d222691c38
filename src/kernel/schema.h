/* The database schema, derived from the record tables and the schema texts. */
#ifndef LX_SCHEMA_H
#define LX_SCHEMA_H

#include "kernel/app.h"

void schema_text(const struct app *app, struct buf *out); /* portable SQL of all tables */
void schema_ready(struct app *app, struct db *d, struct arena *a); /* makes or upgrades; faults */

#endif
