/*
 * Any bytes as text and as a search: the query made from a text finds this
 * text, and what is printed for the databases has its quotes in pairs.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/pinyin.h"
#include "text/tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t count(const char *s, char c)
{
	size_t n = 0;
	for (; *s; s++)
		n += *s == c;
	return n;
}

static void check_printed(struct arena *a, const struct search_query *q)
{
	const char *fts5 = search_fts5(a, q, true), *tsquery = search_tsquery(a, q);
	size_t tokens = 0;
	for (size_t i = 0; i < q->count; i++)
		tokens += q->terms[i].count;
	if (count(fts5, '"') != 2 * tokens || count(tsquery, '\'') != 2 * tokens)
		abort();
	if ((q->count == 0) != (fts5[0] == '\0') || count(search_fts5(a, q, false), '+') > 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(1 << 24);
	struct str text = {(const char *)data, size < 4096 ? size : 4096};
	struct search_query q = search_query(a, text);
	check_printed(a, &q);
	if (!q.cut && !search_matches(a, &q, text))
		abort();
	const char *plain = str_dup(a, text);
	pinyin_tokens(a, plain);
	pinyin_title_tokens(a, plain);
	pinyin_sort_key(a, plain);
	stroke_sort_key(a, plain);
	arena_free(a);
	return 0;
}
