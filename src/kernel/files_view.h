#ifndef LX_FILES_VIEW_H
#define LX_FILES_VIEW_H

#include "kernel/files.h"

struct file_line {
	int64_t id;
	const char *name, *size, *by, *at;
	bool picture;
	const char *back;
};

#endif
