#ifndef LX_APPEALS_OFFICE_VIEW_H
#define LX_APPEALS_OFFICE_VIEW_H

#include "http/html.h"
#include "http/url.h"
#include "kernel/files.h"
#include "kernel/page.h"
#include "modules/appeals/inside.h"

struct content_view {
	struct req *r;
	const struct appeal *a;
	const char *mode, *place, *contact;
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
	int64_t at; /* the union */
	bool local; /* no public address is configured */
};

struct topic_row {
	const char *unit, *cell[APPEAL_KINDS], *sum;
};

struct topics_view {
	const struct choice *kinds;
	const char *month, *month_cn, *unit, *next; /* next: more unions; NULL: none */
	int64_t unit_id, least;
	day first; /* of the month */
	struct topic_row *rows;
	size_t n;
};

/* Its steps with their clocks, on the page of the union and on the phone of who raised it. */
struct petition_line {
	const char *label, *text, *rule;
	bool owed; /* somebody has to answer */
};
struct petition_view {
	struct req *r;
	const struct appeal *a;
	struct petition_line lines[6];
	size_t n; /* 0: it is no petition */
	const char *review_reply, *final_reply;
	bool may_ask;
	const char *asks, *until, *rule; /* 请求复查, until when, by which article */
};
void appeal_petition_view(struct req *r, const struct appeal *a, struct petition_view *v);

void poster_code(struct buf *o, const char *address);

#endif
