/*
 * Any bytes as a urlencoded form, a multipart form and a Cookie header. Whole or
 * in pieces, a multipart body must read the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "http/guard.h"
#include "http/multipart.h"
#include "http/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_pairs(const struct pairs *p)
{
	for (size_t i = 0; i < p->n; i++) {
		must(utf8_valid(str_of(p->items[i].name)));
		must(utf8_valid(str_of(p->items[i].value)));
		must(pairs_get(p, p->items[i].name));
	}
}

static struct verdict on_part(void *context, const struct part *part)
{
	must(*part->name && utf8_valid(str_of(part->name)));
	must(!part->filename || utf8_valid(str_of(part->filename)));
	must(!part->filename || !strpbrk(part->filename, "/\\"));
	buf_printf(context, "<%s|%s>", part->name, part->filename ? part->filename : "");
	return VERDICT_FINE;
}

static struct verdict on_data(void *context, struct str piece)
{
	must(piece.n);
	buf_str(context, piece);
	return VERDICT_FINE;
}

static struct verdict on_end(void *context)
{
	buf_puts(context, "</>");
	return VERDICT_FINE;
}

static struct str read_multipart(struct arena *a, struct str body, size_t step)
{
	struct buf *b = NEW(a, struct buf);
	const struct multipart_sink sink = {b, on_part, on_data, on_end};
	*b = buf_in(a);
	struct multipart *m = multipart_new(a, STR("xYz"), &sink);
	struct verdict v = VERDICT_FINE;
	while (body.n && !v.status) {
		v = multipart_feed(m, str_head(body, step));
		body = str_skip(body, step);
	}
	if (!v.status)
		v = multipart_end(m);
	return v.status ? STR("refused") : buf_slice(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(64 << 20);
	struct str s = {(const char *)data, size};
	struct pairs form = {0}, cookies = {0};
	const char *path = NULL;
	if (!url_pairs(a, s, 100, 1000, &form).status)
		check_pairs(&form);
	must(form.n <= 100);
	cookies_read(a, str_dup(a, s), &cookies);
	check_pairs(&cookies);
	if (!guard_path(a, s, &path).status)
		must(path[0] == '/' && !strstr(path, "//") && !strstr(path, "/../") &&
		     !strchr(path, '\\') && utf8_valid(str_of(path)));
	multipart_boundary(a, str_dup(a, s));
	struct str whole = read_multipart(a, s, size + 1);
	must(str_eq(whole, read_multipart(a, s, 1)));
	must(str_eq(whole, read_multipart(a, s, size % 31 + 2)));
	arena_free(a);
	return 0;
}
