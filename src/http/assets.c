#include "http/assets.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum { HASH_DIGITS = 10 };

static const struct asset *by_name(struct str name)
{
	for (size_t i = 0; i < asset_count; i++)
		if (str_is(name, asset_table[i].name))
			return &asset_table[i];
	return NULL;
}

const char *asset_url(const char *name)
{
	const struct asset *a = by_name(str_of(name));
	if (!a)
		fault("no asset %s", name);
	return a->path;
}

/* "app.0123456789.css" without its hash; false when it has none. */
static bool drop_hash(const char *name, char *plain, size_t room)
{
	const char *dot = strrchr(name, '.');
	size_t n = strlen(name);
	if (!dot || dot - name <= HASH_DIGITS + 1 || n >= room || dot[-HASH_DIGITS - 1] != '.' ||
	    strspn(dot - HASH_DIGITS, "0123456789abcdef") != HASH_DIGITS)
		return false;
	size_t head = (size_t)(dot - name) - HASH_DIGITS - 1;
	memcpy(plain, name, head);
	memcpy(plain + head, dot, strlen(dot) + 1);
	return true;
}

const struct asset *asset_find(const char *path, bool *lasting)
{
	char plain[96];
	*lasting = false;
	if (!str_starts(str_of(path), "/static/"))
		return NULL;
	const char *name = path + strlen("/static/");
	const struct asset *a = by_name(str_of(name));
	if (a || !drop_hash(name, plain, sizeof(plain)))
		return a;
	a = by_name(str_of(plain));
	*lasting = a && text_is(a->path, path);
	return a;
}

/* Whether "gzip;q=0.5, br" takes an encoding: named, and not with q=0. */
static bool accepts(const char *header, const char *encoding)
{
	struct str rest = str_of(header);
	while (rest.n) {
		struct str item = str_cut(&rest, ',');
		struct str name = str_trim(str_cut(&item, ';'));
		struct str quality = str_trim(item);
		if (!str_is(name, encoding))
			continue;
		if (!str_starts(quality, "q="))
			return true;
		char *end, number[8];
		struct str digits = str_head(str_skip(quality, 2), sizeof(number) - 1);
		memcpy(number, digits.p, digits.n);
		number[digits.n] = '\0';
		return strtod(number, &end) > 0;
	}
	return false;
}

static void choose_form(struct exchange *x, const struct asset *a)
{
	const char *accept = pairs_get(&x->headers, "accept-encoding");
	x->fixed = a->raw;
	if (!a->gzip.n && !a->brotli.n)
		return;
	answer_header(x, "Vary", "Accept-Encoding");
	if (a->brotli.n && accepts(accept, "br")) {
		x->fixed = a->brotli;
		answer_header(x, "Content-Encoding", "br");
	} else if (a->gzip.n && accepts(accept, "gzip")) {
		x->fixed = a->gzip;
		answer_header(x, "Content-Encoding", "gzip");
	}
}

bool asset_answer(struct exchange *x)
{
	if (!str_starts(str_of(x->path), "/static/"))
		return false;
	bool lasting;
	const struct asset *a = asset_find(x->path, &lasting);
	if (!a) {
		x->status = 404;
		x->type = "text/plain; charset=utf-8";
		buf_puts(&x->out, "没有这个文件。\n");
		return true;
	}
	if (x->method == METHOD_POST) {
		x->status = 405;
		x->type = "text/plain; charset=utf-8";
		answer_header(x, "Allow", "GET, HEAD");
		buf_puts(&x->out, "这个文件只能读取。\n");
		return true;
	}
	x->type = a->type;
	answer_header(x, "Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
	choose_form(x, a);
	return true;
}
