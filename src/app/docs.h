/* Lists that the tables of the modules give, as Markdown for docs/. */
#ifndef LX_DOCS_H
#define LX_DOCS_H

#include "kernel/app.h"

extern const char *const docs_topics[]; /* "rights" …; ends with NULL */
bool docs_write(const struct app *app, const char *topic, struct buf *out); /* false: no such topic */

#endif
