/* What the templates of notices are given. */
#ifndef LX_NOTICES_VIEW_H
#define LX_NOTICES_VIEW_H

#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/page.h"
#include "modules/notices/notices.h"

struct objection_line {
	int64_t id, number, state;
	const char *received, *due, *answer, *content;
};

struct notice_page {
	struct req *r;
	const struct notice *n;
	const char *here, *unit, *starts, *ends, *first_ends, *why, *left, *subject_href;
	struct notice_content c;
	struct deadline d;
	struct objection_line *lines, *mine;
	size_t n_lines, n_mine;
	int64_t extend_most;
	bool may_read, may_run, may_object;
};

struct notice_form {
	struct req *r;
	const char *unit, *days_hint;
	int64_t unit_id, least;
};

struct notice_poster {
	const struct notice *n;
	const char *address, *unit, *starts, *ends;
	struct notice_content c;
	bool local; /* the address is only the one it was opened by */
};

struct objection_page {
	struct req *r;
	const struct objection *o;
	const struct notice *n;
	const char *who, *handler, *here, *received, *due, *answered, *contact;
	bool may_handle, named;
};

struct public_notice {
	struct req *r;
	const struct notice *n;
	const char *unit, *starts, *ends, *here, *code, *left;
	struct notice_content c;
	bool open, asked, found;
	const struct objection *answer; /* what the code opens */
	const char *asker; /* of somebody signed in; "" */
	int64_t objection_days;
};

void notice_code(struct buf *o, const char *address);

#endif
