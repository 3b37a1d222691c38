#ifndef LX_EXPENSE_VIEW_H
#define LX_EXPENSE_VIEW_H

#include <stddef.h>

struct expense_line {
	const char *label, *source, *standard;
};

#endif
