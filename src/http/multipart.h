/*
 * A reader of multipart/form-data (RFC 7578) that takes the body in pieces of
 * any size and holds little more than one delimiter of it.
 *
 * The library's own post processor is not used: it wants a connection, so that
 * it could not be tested and fuzzed alone, and it is lenient.
 */
#ifndef LX_HTTP_MULTIPART_H
#define LX_HTTP_MULTIPART_H

#include "base/str.h"
#include "http/verdict.h"

struct multipart;

struct part {
	const char *name;
	const char *filename; /* NULL: a text field; else the last path component */
};

/* Called in order: part, data (any number of times), end; the first refusal ends the reading. */
struct multipart_sink {
	void *context;
	struct verdict (*part)(void *context, const struct part *part);
	struct verdict (*data)(void *context, struct str piece);
	struct verdict (*end)(void *context);
};

/* The boundary named in a Content-Type; empty when there is no usable one. */
struct str multipart_boundary(struct arena *a, const char *content_type);

struct multipart *multipart_new(struct arena *a, struct str boundary,
				const struct multipart_sink *sink);
struct verdict multipart_feed(struct multipart *m, struct str bytes);
/* After the last byte: 400 when the closing delimiter has not come. */
struct verdict multipart_end(struct multipart *m);

#endif
