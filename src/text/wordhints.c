#include "text/wordhints.h"

#include <string.h>

#include "base/utf8.h"
#include "text/wordhints_table.h"
#include "text/wordscan.h"

enum { QUOTED_MAX = 40 * 4 }; /* bytes: 40 characters of any kind */

struct str span_text(struct str text, struct text_span span)
{
	return str_head(str_skip(text, span.at), span.n);
}

static const struct {
	const char *open, *close;
	bool document; /* 《》: a title of a text, not a name of work */
} quotes[] = {
	{"“", "”", false},   {"「", "」", false}, {"『", "』", false},
	{"\"", "\"", false}, {"《", "》", true},
};

struct quoted quoted_at(struct str text, size_t at)
{
	struct quoted q = {.whole = 0};
	struct str here = str_skip(text, at);
	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		if (!str_starts(here, quotes[i].open))
			continue;
		size_t mark = strlen(quotes[i].open);
		struct str inside = str_head(str_skip(here, mark), QUOTED_MAX);
		size_t n = str_find(inside, quotes[i].close);
		struct str name = str_head(inside, n);
		if (n == SIZE_MAX || n == 0 || str_find(name, "\n") != SIZE_MAX)
			continue;
		q.name = (struct text_span){at + mark, n};
		q.whole = mark + n + strlen(quotes[i].close);
		q.document = quotes[i].document;
	}
	return q;
}

size_t char_length(struct str text, size_t at)
{
	size_t n;
	utf8_get(str_skip(text, at), &n);
	return n;
}

size_t word_length_at(struct str text, size_t at, const char *word)
{
	return str_starts(str_skip(text, at), word) ? strlen(word) : 0;
}

static void add_span(struct arena *a, struct text_spans *s, struct text_span span)
{
	if ((s->count & (s->count + 1)) == 0) { /* room is always one below a power of two */
		struct text_span *more = NEW_N(a, struct text_span, s->count * 2 + 1);
		if (s->count)
			memcpy(more, s->span, s->count * sizeof(*more));
		s->span = more;
	}
	s->span[s->count++] = span;
}

/* The span without blanks at its ends; n is 0 if nothing is left. */
static struct text_span trimmed(struct str text, size_t at, size_t end)
{
	struct str part = str_trim((struct str){text.p + at, end - at});
	return (struct text_span){(size_t)(part.p - text.p), part.n};
}

static size_t end_mark(struct str text, size_t at, const char *const *marks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t n = word_length_at(text, at, marks[i]);
		if (n)
			return n;
	}
	return 0;
}

/* Parts of the text from `at` on, each with the mark that ends it; quotes are not looked into. */
static struct text_spans split(struct arena *a, struct str text, const char *const *marks,
			       size_t count)
{
	struct text_spans s = {NULL, 0};
	size_t start = 0, at = 0;
	while (at < text.n) {
		size_t whole = quoted_at(text, at).whole;
		size_t mark = whole ? 0 : end_mark(text, at, marks, count);
		at += whole ? whole : mark ? mark : char_length(text, at);
		if (!mark)
			continue;
		/* “？！” and “……” close one sentence together. */
		for (size_t n; at < text.n && (n = end_mark(text, at, marks, count)) > 0;)
			at += n;
		struct text_span span = trimmed(text, start, at);
		if (span.n)
			add_span(a, &s, span);
		start = at;
	}
	struct text_span last = trimmed(text, start, text.n);
	if (last.n)
		add_span(a, &s, last);
	return s;
}

struct text_spans text_sentences(struct arena *a, struct str text)
{
	static const char *const marks[] = {"。", "！", "？", "；", "!", "?", ";", "\n"};
	return split(a, text, marks, sizeof(marks) / sizeof(marks[0]));
}

struct text_spans text_clauses(struct arena *a, struct str text)
{
	static const char *const marks[] = {
		"。", "！", "？", "；", "!", "?", ";", "\n", "，", ",", "：", ":",
	};
	return split(a, text, marks, sizeof(marks) / sizeof(marks[0]));
}

struct text_spans text_quoted(struct arena *a, struct str text)
{
	struct text_spans s = {NULL, 0};
	for (size_t at = 0; at < text.n;) {
		struct quoted q = quoted_at(text, at);
		if (q.whole && !q.document)
			add_span(a, &s, q.name);
		at += q.whole ? q.whole : char_length(text, at);
	}
	return s;
}

const struct measure_hint *measure_hint_of(const char *key)
{
	for (size_t i = 0; i < measure_hint_count; i++)
		if (text_is(measure_hints[i].key, key))
			return &measure_hints[i];
	return NULL;
}

const struct season_hint *season_of(struct str text)
{
	const struct season_hint *best = NULL;
	for (size_t i = 0; i < season_hint_count; i++) {
		const struct season_hint *s = &season_hints[i];
		if (str_find(text, s->phrase) == SIZE_MAX)
			continue;
		if (!best || strlen(s->phrase) > strlen(best->phrase))
			best = s;
	}
	return best;
}

/* The first vague word outside quotes; the longest where several begin. */
static bool first_vague(struct str text, struct text_span clause, struct vague_hint *hint)
{
	struct str part = span_text(text, clause);
	for (size_t at = 0; at < part.n;) {
		size_t whole = quoted_at(part, at).whole, best = 0;
		for (size_t i = 0; !whole && i < vague_word_count; i++) {
			size_t n = word_length_at(part, at, vague_words[i].word);
			if (n <= best)
				continue;
			best = n;
			hint->span = (struct text_span){clause.at + at, n};
			hint->ask = vague_words[i].ask;
		}
		if (best)
			return true;
		at += whole ? whole : char_length(part, at);
	}
	return false;
}

struct vague_hints text_vague(struct arena *a, struct str text)
{
	struct text_spans clauses = text_clauses(a, text);
	struct vague_hints v = {NEW_N(a, struct vague_hint, clauses.count + 1), 0};
	for (size_t i = 0; i < clauses.count; i++) {
		if (clause_has_task(a, text, clauses.span[i]))
			continue;
		if (first_vague(text, clauses.span[i], &v.hint[v.count]))
			v.count++;
	}
	return v;
}
