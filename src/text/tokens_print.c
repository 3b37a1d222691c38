/*
 * Queries in the words of both databases. Tokens hold nothing but letters,
 * digits and characters, and still every one is quoted.
 */
#include "text/tokens.h"

#include <string.h>

static void fts5_term(struct buf *b, const struct search_term *t, bool phrases)
{
	for (size_t i = 0; i < t->count; i++) {
		if (i > 0)
			buf_puts(b, phrases ? " + " : " AND ");
		buf_char(b, '"');
		buf_puts(b, t->tokens[i]);
		buf_char(b, '"');
	}
	if (t->prefix)
		buf_puts(b, " *");
}

const char *search_fts5(struct arena *a, const struct search_query *q, bool phrases)
{
	struct buf b = buf_in(a);
	for (size_t i = 0; i < q->count; i++) {
		if (i > 0)
			buf_puts(&b, " AND ");
		fts5_term(&b, &q->terms[i], phrases);
	}
	return buf_text(&b);
}

const char *search_tsquery(struct arena *a, const struct search_query *q)
{
	struct buf b = buf_in(a);
	for (size_t i = 0; i < q->count; i++) {
		const struct search_term *t = &q->terms[i];
		buf_puts(&b, i > 0 ? " & (" : "(");
		for (size_t j = 0; j < t->count; j++) {
			buf_puts(&b, j > 0 ? " <-> '" : "'");
			buf_puts(&b, t->tokens[j]);
			buf_char(&b, '\'');
		}
		buf_puts(&b, t->prefix ? ":*)" : ")");
	}
	return buf_text(&b);
}

/* Do the term's tokens stand one after another somewhere in these? */
static bool term_in(const struct search_term *t, const char *tokens)
{
	for (const char *from = tokens; *from;) {
		const char *at = from;
		size_t i = 0;
		for (; i < t->count; i++) {
			size_t n = strlen(t->tokens[i]);
			bool open = t->prefix && i + 1 == t->count;
			if (strncmp(at, t->tokens[i], n) != 0)
				break;
			at += n;
			if (*at != ' ' && *at != '\0' && !open)
				break;
			at += *at == ' ';
		}
		if (i == t->count)
			return true;
		const char *blank = strchr(from, ' ');
		from = blank ? blank + 1 : from + strlen(from);
	}
	return false;
}

bool search_in_tokens(const struct search_query *q, const char *tokens)
{
	for (size_t i = 0; i < q->count; i++)
		if (!term_in(&q->terms[i], tokens))
			return false;
	return true;
}

bool search_matches(struct arena *a, const struct search_query *q, struct str text)
{
	return search_in_tokens(q, search_tokens(a, text));
}
