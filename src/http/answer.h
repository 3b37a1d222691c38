/* From an exchange that has been answered to a response of the HTTP library. */
#ifndef LX_HTTP_ANSWER_H
#define LX_HTTP_ANSWER_H

#include <microhttpd.h>

#include "http/http.h"
#include "http/verdict.h"

struct answer_options {
	bool compress; /* gzip HTML if the client takes it */
	bool close; /* the connection ends with this answer */
};

/*
 * Builds the response from what the handler filled in. The body stays in x's
 * arena, which must outlive the response. Never NULL but without memory.
 * *size gets the bytes of the body. Removes a temporary x->file. May fault.
 */
struct MHD_Response *answer_make(struct exchange *x, const struct answer_options *o, int64_t *size);

/* Fills x with a small page that says what was wrong. */
void answer_refusal(struct exchange *x, struct verdict v);

#endif
