/*
 * Comma-separated text (RFC 4180), also with tabs or semicolons: the separator
 * is the one the first line has most of. Quotes may span lines. The text is UTF-8
 * already (doc/text_in.h decodes GBK and UTF-16).
 */
#ifndef LX_CSV_IN_H
#define LX_CSV_IN_H

#include "base/str.h"

struct csv {
	struct str rest;
	char separator;
	int row; /* of the last one read, from 1; empty lines count */
};

struct csv csv_begin(struct str text); /* a byte-order mark is skipped */
/*
 * The next row that is not empty: up to `max` cells, each a NUL-terminated copy in
 * `a`. Its number of cells; 0 at the end; -1 when it has more than `max`.
 */
int csv_row(struct csv *c, struct arena *a, const char **cells, int max);

#endif
