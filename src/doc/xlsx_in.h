/*
 * Reading a workbook row by row, in bounded memory. Every cell comes as the text
 * a person sees in it: numbers without exponent (1.38E+10 is 13800000000), dates
 * as 2024-06-05, 86.5%, 是/否. Formulas give their stored result. Nothing in the
 * file is believed: sizes are counted while unpacking, DTDs are refused. A CSV
 * file (UTF-8, GBK, UTF-16) reads as a workbook of one sheet whose cells are text.
 *
 *	struct xlsx_in *x = xlsx_in_open(a, path, NULL, &why);
 *	if (x && xlsx_in_sheet(x, 0, &why))
 *		while ((got = xlsx_in_row(x, &row)) > 0) ...;
 *	if (got < 0) why = xlsx_in_why(x);
 *	xlsx_in_close(x);
 *
 * One reader belongs to one thread. Call xmlInitParser() once before threads start.
 */
#ifndef LX_XLSX_IN_H
#define LX_XLSX_IN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum xlsx_cell_kind {
	XLSX_CELL_EMPTY,
	XLSX_CELL_TEXT,
	XLSX_CELL_NUMBER,
	XLSX_CELL_DATE,
	XLSX_CELL_BOOL,
	XLSX_CELL_ERROR
};

struct xlsx_cell {
	const char *text; /* never NULL; trimmed of nothing */
	enum xlsx_cell_kind kind;
	bool lossy; /* a number of more than 15 digits (an ID number): Excel has lost its end */
};

struct xlsx_row {
	int number;		       /* as Excel counts, from 1; empty rows are left out */
	int n;			       /* cells up to the last one filled */
	const struct xlsx_cell *cells; /* valid until the next xlsx_in_row */
};

struct xlsx_limits {
	uint64_t bytes;	  /* of one part, unpacked */
	int ratio;	  /* unpacked to packed, beyond the first 16 MB */
	int rows, cols;	  /* of one sheet */
	uint64_t cells;	  /* filled, of one sheet */
	uint32_t strings; /* different texts in the file */
	uint64_t string_bytes;
};
extern const struct xlsx_limits xlsx_default_limits; /* about 200,000 rows */

struct xlsx_in;

/*
 * NULL with a message for the user: not a workbook, an old .xls, encrypted,
 * broken, or past a limit. `limits` NULL: the default. Caller: xlsx_in_close.
 */
struct xlsx_in *xlsx_in_open(struct arena *a, const char *path, const struct xlsx_limits *limits,
			     const char **why);
int xlsx_in_sheets(const struct xlsx_in *x);
const char *xlsx_in_sheet_name(const struct xlsx_in *x, int sheet);
/* Goes to the start of a sheet, from 0. */
bool xlsx_in_sheet(struct xlsx_in *x, int sheet, const char **why);
int xlsx_in_row(struct xlsx_in *x,
		struct xlsx_row *row);		  /* 1 a row, 0 the end, -1 see xlsx_in_why */
const char *xlsx_in_why(const struct xlsx_in *x); /* the message for the user */
void xlsx_in_close(struct xlsx_in *x);		  /* NULL is allowed */

#endif
