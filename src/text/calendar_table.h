/* The built-in years, for calendar.c alone. */
#ifndef LX_CALENDAR_TABLE_H
#define LX_CALENDAR_TABLE_H

#include <stddef.h>

#include "text/calendar.h"

/* `days` days from year-month-mday on are of this kind. */
struct calendar_row {
	short year;
	unsigned char month, mday, days;
	enum day_kind kind;
};

extern const struct calendar_row calendar_rows[]; /* by year */
extern const size_t calendar_row_count;

#endif
