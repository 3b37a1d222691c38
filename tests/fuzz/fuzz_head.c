/*
 * Any bytes as the head of a request: what passes the guard can be read in one
 * way only, and its address is clean.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "http/guard.h"
#include "http/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static int named(const struct head *h, const char *name)
{
	int n = 0;
	for (size_t i = 0; i < h->lines.n; i++)
		n += strcasecmp(h->lines.items[i].name, name) == 0;
	return n;
}

/* "METHOD target version" and lines "Name: value", each ended by LF. */
static struct head split(struct arena *a, struct str s)
{
	struct head h = {0};
	struct str line = str_cut(&s, '\n');
	h.method = str_dup(a, str_cut(&line, ' '));
	h.target = str_of(str_dup(a, str_cut(&line, ' ')));
	h.version = str_dup(a, line);
	while (s.n && h.lines.n < 100) {
		line = str_cut(&s, '\n');
		struct str name = str_cut(&line, ':');
		pairs_add(a, &h.lines, str_dup(a, name), str_dup(a, line));
	}
	return h;
}

static void check_framing(const struct head *h, const struct head_facts *f)
{
	int lengths = named(h, "Content-Length"), codings = named(h, "Transfer-Encoding");
	int hosts = named(h, "Host");
	must((hosts == 1 || (hosts == 0 && strcmp(h->version, "HTTP/1.0") == 0)) && lengths + codings <= 1);
	must(f->chunked == (codings == 1));
	must(f->length >= -1 && f->length < 1000000000000000);
	must((f->length >= 0) == (lengths == 1));
	must(strcmp(h->version, "HTTP/1.1") == 0 || strcmp(h->version, "HTTP/1.0") == 0);
}

static void check_address(struct arena *a, struct str target)
{
	const char *path = NULL;
	struct pairs query = {0};
	struct str rest = target, first = str_cut(&rest, '?');
	must(target.n <= 4096 && target.p[0] == '/');
	if (!guard_path(a, first, &path).status) {
		must(path[0] == '/' && !strstr(path, "//") && !strstr(path, "/../") && !strchr(path, '\\'));
		must(utf8_valid(str_of(path)) && strlen(path) <= first.n);
	}
	if (!url_pairs(a, rest, 500, rest.n, &query).status)
		for (size_t i = 0; i < query.n; i++)
			must(utf8_valid(str_of(query.items[i].name)) && utf8_valid(str_of(query.items[i].value)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(8 << 20);
	struct head h = split(a, (struct str){(const char *)data, size});
	struct head_facts facts = {0};
	if (!guard_head(&h, &facts).status) {
		check_framing(&h, &facts);
		check_address(a, h.target);
	}
	arena_free(a);
	return 0;
}
