#ifndef LX_APPEALS_ANSWERS_VIEW_H
#define LX_APPEALS_ANSWERS_VIEW_H

#include "base/utf8.h"
#include "http/html.h"
#include "modules/appeals/phone_view.h"

struct answers_page {
	const char *asked;
	struct answer_hit *hits;
	size_t n;
};

#endif
