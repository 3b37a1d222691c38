/* Rows of a list as a table file: one call a cell, to a workbook or to CSV. For kernel/list*.c. */
#ifndef LX_LIST_OUT_H
#define LX_LIST_OUT_H

#include "doc/xlsx_out.h"
#include "record/record.h"

struct list_out;

/* A column: a field, with the text of its head. */
struct list_out_col {
	const struct field *f;
	const char *label;
};

/* `csv`: text with commas, quotes and a byte-order mark; otherwise a workbook. */
struct list_out *list_out_new(struct arena *a, const char *path, const char *tmpdir, bool csv, const char *name,
			      const struct list_out_col *cols, int n, const char *footer);
/* The value of a field; `text` in its place when not NULL (names of rows pointed at). */
void list_out_cell(struct list_out *o, const struct field *f, const void *row, const char *text);
void list_out_text(struct list_out *o, const char *text);
void list_out_row_end(struct list_out *o);
void list_out_footer(struct list_out *o, const char *footer); /* another one than it began with */
/* False with a message for the user when it could not be written whole; no file is left then. */
bool list_out_close(struct list_out *o, const char **why);
void list_out_drop(struct list_out *o);

#endif
