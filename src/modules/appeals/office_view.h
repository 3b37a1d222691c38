#ifndef LX_APPEALS_OFFICE_VIEW_H
#define LX_APPEALS_OFFICE_VIEW_H

#include "http/url.h"
#include "kernel/files.h"
#include "kernel/page.h"
#include "modules/appeals/inside.h"

struct content_view {
	struct req *r;
	const struct appeal *a;
	const char *mode, *place, *contact, *notice_due, *noticed, *review;
	bool petition, may_notice, despair;
};

struct desk_view {
	struct req *r;
	struct form form;
	const char *asker, *phone;
	int mode;
};

struct poster_view {
	const char *places, *place, *unit_name, *address, *pdf; /* the page shows the first place, the PDF has all */
	size_t n;
	bool local; /* no public address is configured */
};

struct topic_row {
	const char *unit, *cell[8], *sum;
};

struct topics_view {
	const struct choice *kinds;
	const char *month, *month_cn, *unit, *next; /* next: more unions; NULL: none */
	int64_t unit_id, least;
	day first; /* of the month */
	struct topic_row *rows;
	size_t n;
};

void poster_code(struct buf *o, const char *address);

#endif
