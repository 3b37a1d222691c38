/* The parts of a workbook around its sheets: names, formats, shared strings. */
#ifndef LX_XLSX_BOOK_H
#define LX_XLSX_BOOK_H

#include "doc/ooxml.h"
#include "doc/xlsx_value.h"

enum { BOOK_SHEETS = 256, BOOK_NAME = 128, BOOK_PATH = 192, BOOK_RELS = 1024 };

struct book_sheet {
	char name[BOOK_NAME];
	char rel[32];
	char path[BOOK_PATH]; /* in the archive */
};

struct book {
	zip_t *zip;
	struct xlsx_limits limits;
	bool since_1904;
	struct book_sheet sheets[BOOK_SHEETS];
	int n_sheets;
	struct pool styles; /* one byte a cell style: enum xlsx_format */
	struct pool text;   /* shared strings, each ended by NUL */
	struct pool starts; /* uint32_t offsets into text */
};

/* `zip` is open; on failure the message for the user. book_free in both cases. */
const char *book_load(struct book *b);			   /* NULL: good */
const char *book_string(const struct book *b, uint64_t i); /* NULL: no such string */
enum xlsx_format book_style(const struct book *b, uint64_t i);
void book_free(struct book *b);

#endif
