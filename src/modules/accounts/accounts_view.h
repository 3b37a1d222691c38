/* What the account pages show. */
#ifndef LX_ACCOUNTS_VIEW_H
#define LX_ACCOUNTS_VIEW_H

#include "kernel/form.h"
#include "kernel/page.h"
#include "modules/accounts/accounts.h"

struct post_line {
	const char *unit, *title, *period;
	bool now;
};

struct session_line {
	const char *hash, *device, *since, *seen, *peer;
	bool current;
};

struct event_line {
	const char *when, *what, *link;
};

struct account_page {
	const char *name, *unit, *staff_no, *mobile, *login;
	bool second; /* a second factor is in use */
	struct post_line *posts;
	size_t n_posts;
	struct session_line *sessions;
	size_t n_sessions;
	struct event_line *events;
	size_t n_events;
};

struct second_page {
	bool setting_up, required;
	const char *secret, *signature, *url;
	int64_t codes_left;
};

void second_qr(struct buf *o, const char *url);
void code_qr(struct buf *o, const char *url);

#endif
