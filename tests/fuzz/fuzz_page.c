/*
 * Any bytes as an address and a cookie, through the real dispatcher over sample
 * data: every page, list order, filter, search and number in an address. First
 * byte: who asks ('a' … 'd' a sample person, else nobody); then "cookie line LF
 * target". Whatever comes, the program does not fail and typed markup is escaped.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "http/url.h"
#include "sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct app *app = sample_app();
	struct arena *a = arena_new(64 << 20);
	struct str s = {(const char *)data, size};
	char who = size ? s.p[0] : 0;
	s = str_skip(s, 1);
	struct str cookie = str_cut(&s, '\n'), query = s, path = str_cut(&query, '?');
	struct exchange x = {.arena = a, .method = METHOD_GET, .peer = "127.0.0.1", .content_type = "", .status = 200};
	x.out = buf_in(a);
	bool clean = !guard_path(a, path, &x.path).status && !url_pairs(a, query, 500, query.n, &x.query).status;
	x.raw_query = str_dup(a, query);
	pairs_add(a, &x.headers, "host", "fuzz");
	if (who >= 'a' && who < 'a' + SAMPLE_PEOPLE)
		pairs_add(a, &x.cookies, "lx", sample_tokens[who - 'a']);
	cookies_read(a, str_dup(a, cookie), &x.cookies);
	if (clean) {
		dispatch_now(app, &x);
		if (x.status < 200 || x.status >= 500)
			abort();
		if (!x.file && !x.fixed.n && strstr(buf_text(&x.out), "<script>alert"))
			abort();
		if (x.file && x.file_temporary)
			unlink(x.file);
	}
	arena_free(a);
	return 0;
}
