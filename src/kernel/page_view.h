/* What the shell's templates are given. */
#ifndef LX_PAGE_VIEW_H
#define LX_PAGE_VIEW_H

#include "kernel/menu.h"
#include "kernel/page.h"

/* A place where the asker may do what the page is for. */
struct place_link {
	const char *name, *href; /* href NULL: a form came back, and is sent on for the one that was chosen */
	bool current;
};

struct page_view {
	const struct page *page;
	const struct who *who;
	const char *org, *post, *initial;
	const char *theme, *other_theme, *here, *say, *now;
	bool elder, failed;
	bool at_home, at_tasks, at_inbox, at_account;
	int64_t unread;
	struct menu_group *groups;
	size_t n_groups, n_crumbs;
	struct place_link *places; /* of who may do it in several */
	size_t n_places;
	struct crumb crumbs[4]; /* href NULL: not for this asker */
	const char *css_url, *ui_url, *htmx_url, *icon_url, *script_url, *style_url, *body_class;
};

struct move_button {
	int64_t id; /* of the row: several rows of a page have the same moves */
	const char *label, *verb, *action, *back, *not_yet;
	int64_t version;
	const char *reason; /* what has to be written: 理由, 意见; NULL: nothing */
	bool final, main, danger;
};

/* A form refused for one field: asked again, with the rest of what was sent. */
struct answer_again {
	const char *action, *back, *field, *label, *problem, *typed;
	const struct pair *kept;
	size_t n_kept;
};

/* What was sent, to be sent once more: again.h. */
struct again_shown {
	const char *label, *text;
};

struct again_view {
	struct req *r;
	const char *action, *text, *by, *once;
	const struct pair *fields;
	size_t n;
	const struct pair *files;
	size_t n_files;
	struct again_shown *shown;
	size_t n_shown;
};

struct history_row {
	const char *who, *what, *to, *when, *note, *changes, *icon, *tone;
	bool late;
};

#endif
