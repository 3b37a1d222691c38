/* The table that tools/icons.c makes; read through http/icon.h. */
#ifndef LX_ICON_TABLE_H
#define LX_ICON_TABLE_H

#include <stddef.h>

struct icon_entry {
	const char *name; /* sorted */
	const char *path; /* shapes inside <svg viewBox="0 0 24 24"> */
};

extern const struct icon_entry icon_table[];
extern const size_t icon_count;

#endif
