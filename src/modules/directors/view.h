/* What the page of a director shows. */
#ifndef LX_DIRECTORS_VIEW_H
#define LX_DIRECTORS_VIEW_H

#include "http/html.h"
#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/page.h"
#include "modules/directors/directors.h"

struct director_page {
	struct req *r;
	const struct director *d;
	const char *here, *unit, *period, *filed, *reported;
	bool editable, may_recall;
};

#endif
