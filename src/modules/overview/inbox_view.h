/* What the pages of messages are given. */
#ifndef LX_OVERVIEW_INBOX_VIEW_H
#define LX_OVERVIEW_INBOX_VIEW_H

#include "kernel/outbox.h"
#include "kernel/page.h"
#include "modules/overview/overview.h"

struct inbox_line {
	int64_t id;
	const char *title, *body, *when;
	bool unread, urgent, leads;
	const struct outbox_state *deliveries;
	size_t n_deliveries;
};

struct inbox_view {
	struct req *r;
	struct inbox_line *lines;
	size_t n, n_unread;
	const char *next;
	bool phone, later; /* later: not the first page */
};

struct deliveries_view {
	struct req *r;
	const char *mail, *hook;
	const struct outbox_row *rows;
	size_t n;
	const struct outbox_count *counts;
	size_t n_counts;
};

struct choices_view {
	struct req *r;
	const char *email, *problem;
	bool mail, hook, mail_on, hook_on, phone;
	int64_t from, until; /* quiet hours */
};

#endif
