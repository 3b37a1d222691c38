/*
 * The strict check of a request's head. The HTTP library reads leniently
 * (RFC 9112 §11.2: request smuggling comes from two readers that disagree), so
 * what two readers could read in two ways is refused here.
 */
#ifndef LX_HTTP_GUARD_H
#define LX_HTTP_GUARD_H

#include "http/http.h"
#include "http/verdict.h"

struct head {
	const char *method;
	struct str target; /* as sent, with the query */
	const char *version;
	struct pairs lines; /* names and values as sent */
};

struct head_facts {
	enum method method;
	bool chunked;
	int64_t length; /* of the body; -1: not given */
};

struct verdict guard_head(const struct head *h, struct head_facts *facts);

#endif
