#ifndef LX_RATINGS_BOARD_VIEW_H
#define LX_RATINGS_BOARD_VIEW_H

#include "kernel/page.h"
#include "modules/ratings/board.h"

struct board_view {
	const struct board *b;
	const char *since, *until, *months, *span, *docx, *pdf;
};

#endif
