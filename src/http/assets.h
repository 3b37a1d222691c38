/*
 * Style sheets, scripts and pictures that lie inside the program, compressed
 * beforehand. Pages name them through asset_url("app.css"), which carries a hash
 * of the content; such an address never changes its content.
 */
#ifndef LX_ASSETS_H
#define LX_ASSETS_H

#include <stdbool.h>

#include "base/str.h"
#include "http/http.h"

struct asset {
	const char *name; /* "app.css" */
	const char *path; /* "/static/app.0123456789.css" */
	const char *type;
	struct str raw, gzip, brotli; /* n == 0: this form saves nothing */
};

extern const struct asset asset_table[]; /* sorted by name */
extern const size_t asset_count;

/* The address of an asset for href and src. An unknown name is a fault. */
const char *asset_url(const char *name);

/*
 * The asset at a path. "/static/NAME" without or with another hash (a page of
 * the release before) finds it too, with *lasting false. NULL: none.
 */
const struct asset *asset_find(const char *path, bool *lasting);

/*
 * Fills the answer of a request below "/static/" (the caller sends it); 404 when
 * there is no such asset. Any other path: false, and x is untouched.
 */
bool asset_answer(struct exchange *x);

#endif
