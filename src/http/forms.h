/*
 * The body of a request as it comes in: a urlencoded or multipart form into
 * x->form and x->uploads, anything else into x->body. Files go to temporary
 * files at once, so memory stays bounded by the text fields.
 */
#ifndef LX_HTTP_FORMS_H
#define LX_HTTP_FORMS_H

#include "http/http.h"
#include "http/verdict.h"

struct form_limits {
	size_t body; /* bytes in all */
	size_t text; /* bytes of a body that is kept in memory, and of all text fields of a form */
	size_t field; /* bytes of one text field */
	size_t fields; /* fields and files */
	const char *upload_dir;
};

struct form_reader;

/* `length`: the Content-Length, or -1. The reader lives in x->arena. Faults at the arena's limit. */
struct form_reader *form_begin(struct exchange *x, const struct form_limits *limits,
			       int64_t length);
/* Takes the next bytes; after a refusal it only counts them. */
void form_feed(struct form_reader *r, struct str bytes);
/* Ends the reading with a refusal of the caller, unless there is one already. */
void form_refuse(struct form_reader *r, struct verdict v);
int64_t form_received(const struct form_reader *r);
/* After the last byte. Fills x, or says what was wrong. */
struct verdict form_end(struct form_reader *r);
/* Closes and removes the temporary files. NULL is allowed. */
void form_clean(struct form_reader *r);
/* Removes temporary files that a killed server left there more than a day ago. */
void form_sweep(const char *upload_dir);

#endif
