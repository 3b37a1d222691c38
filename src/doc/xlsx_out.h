/*
 * Writing a workbook, row by row, in constant memory (100,000 rows and more):
 *
 *	struct xlsx_out *x = xlsx_out_new(a, path, "/var/tmp");
 *	xlsx_out_sheet(x, &(struct xlsx_sheet){.name = "会员", .cols = cols, .n_cols = 3});
 *	for (...) {
 *		xlsx_out_text(x, name);
 *		xlsx_out_fen(x, dues);
 *		xlsx_out_day(x, joined);
 *		xlsx_out_row_end(x);
 *	}
 *	if (!xlsx_out_close(x, &why)) ...tell the user why...
 *
 * The first row is the head: bold, frozen, with a filter. Text stays text: "=1+1"
 * is never a formula, and a number in a text column keeps its leading zeros.
 * Nothing of this faults for a full disk; xlsx_out_close reports it and removes
 * the file. One workbook belongs to one thread.
 */
#ifndef LX_XLSX_OUT_H
#define LX_XLSX_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"

enum xlsx_kind {
	XLSX_TEXT,
	XLSX_INT,     /* 1,234 */
	XLSX_MONEY,   /* yuan with two decimals, from fen */
	XLSX_PERCENT, /* from ten-thousandths: 8650 is 86.5% */
	XLSX_DAY,     /* 2024-06-05 */
	XLSX_INSTANT, /* 2024-06-05 14:03, Shanghai */
	XLSX_KINDS
};

struct xlsx_col {
	const char *label; /* units belong here: "金额（元）" */
	enum xlsx_kind kind;
	int width; /* in half-width characters; 0: from kind and label */
};

struct xlsx_sheet {
	const char *name; /* made legal and unique: at most 31 characters, none of []:*?/\ */
	const struct xlsx_col *cols; /* kept: must live until xlsx_out_close */
	int n_cols;
	const char *footer; /* who exported, when, head of the chain; or NULL. On every printed
			     * page, and in a last row, one empty row below the data */
};

struct xlsx_out;

/* Temporary files go to `tmpdir` (NULL: the system's). `path` is overwritten at close. */
struct xlsx_out *xlsx_out_new(struct arena *a, const char *path, const char *tmpdir);
/* Ends the sheet before, begins a new one and writes its head. */
void xlsx_out_sheet(struct xlsx_out *x, const struct xlsx_sheet *sheet);

/* Another footer than the sheet began with. */
void xlsx_out_footer(struct xlsx_out *x, const char *footer);

/* The next cell of the row, in column order; surplus cells are a fault. */
void xlsx_out_text(struct xlsx_out *x, const char *s); /* NULL and "" leave it empty */
void xlsx_out_int(struct xlsx_out *x, int64_t value);  /* past 15 digits it is written as text */
void xlsx_out_fen(struct xlsx_out *x, int64_t fen);
void xlsx_out_percent(struct xlsx_out *x, int64_t ten_thousandths);
void xlsx_out_day(struct xlsx_out *x, day d);	      /* 0: empty */
void xlsx_out_instant(struct xlsx_out *x, instant t); /* 0: empty */
void xlsx_out_blank(struct xlsx_out *x);
void xlsx_out_row_end(struct xlsx_out *x); /* cells not written stay empty */

/*
 * Writes the file and frees what the library holds. False, with a message for
 * the user, when it could not be written whole (disk full) or a sheet was full
 * (1,048,576 rows); the file is then removed.
 */
bool xlsx_out_close(struct xlsx_out *x, const char **why);
void xlsx_out_drop(struct xlsx_out *x); /* instead of close: gives up, leaves no file */

#endif
