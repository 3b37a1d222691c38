#ifndef LX_TOPICS_VIEW_H
#define LX_TOPICS_VIEW_H

#include "http/html.h"
#include "kernel/page.h"
#include "modules/topics/topics.h"

struct topic_line {
	const char *title, *summary, *answer, *when;
};

struct topics_view {
	const char *unit;
	struct topic_line *lines;
	size_t n;
};

#endif
