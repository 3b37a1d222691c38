#include "text/tokens.h"

#include <string.h>

#include "base/utf8.h"
#include "text/chars.h"

/* A run of letters longer than this is cut; both sides cut alike. */
enum { RUN_MAX = 64 };
enum { FIRST_PAIRED = 0x2e80 }; /* from here on characters are paired: Han, kana, Hangul */

uint32_t search_fold(uint32_t c)
{
	if (c < 0x10000)
		return char_fold[c];
	return utf8_is_han(c) ? c : 0;
}

/* One character of the text in work. */
struct glyph {
	char bytes[4];
	unsigned char n;
	bool parts; /* belongs to no word */
	bool paired;
};

/* UTF-8 of a character that is no surrogate; returns its length. */
static unsigned char encode(uint32_t c, char out[4])
{
	unsigned char n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	for (int i = n - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(lead[n] | c);
	return n;
}

static struct glyph take(struct str *s)
{
	size_t length;
	uint32_t c = search_fold(utf8_get(*s, &length));
	struct glyph g = {.parts = c == 0, .paired = c >= FIRST_PAIRED};
	*s = str_skip(*s, length);
	if (c != 0)
		g.n = encode(c, g.bytes);
	return g;
}

/* Where tokens go. */
struct sink {
	void (*put)(void *to, struct str token);
	void *to;
};

static bool same_run(const struct glyph *g, bool paired)
{
	return !g->parts && g->paired == paired;
}

/* A run of letters and digits, beginning with g; leaves the next glyph in *g. */
static bool letter_run(struct str *s, struct glyph *g, const struct sink *out)
{
	char run[RUN_MAX + 4];
	size_t n = 0;
	bool more;
	do {
		if (n + g->n <= RUN_MAX) {
			memcpy(run + n, g->bytes, g->n);
			n += g->n;
		}
		more = s->n > 0;
		if (more)
			*g = take(s);
	} while (more && same_run(g, false));
	out->put(out->to, (struct str){run, n});
	return more;
}

/* A run of characters as pairs and the last single one. */
static bool paired_run(struct str *s, struct glyph *g, const struct sink *out)
{
	char pair[8];
	bool more;
	for (;;) {
		struct glyph first = *g;
		more = s->n > 0;
		if (more)
			*g = take(s);
		memcpy(pair, first.bytes, first.n);
		if (!more || !same_run(g, true)) {
			out->put(out->to, (struct str){pair, first.n});
			return more;
		}
		memcpy(pair + first.n, g->bytes, g->n);
		out->put(out->to, (struct str){pair, (size_t)first.n + g->n});
	}
}

static void each_token(struct str s, const struct sink *out)
{
	bool more = s.n > 0;
	struct glyph g = {.parts = true};
	if (more)
		g = take(&s);
	while (more) {
		if (!g.parts) {
			more = g.paired ? paired_run(&s, &g, out) : letter_run(&s, &g, out);
			continue;
		}
		more = s.n > 0;
		if (more)
			g = take(&s);
	}
}

static void put_blank(void *to, struct str token)
{
	struct buf *b = to;
	if (b->n > 0)
		buf_char(b, ' ');
	buf_str(b, token);
}

const char *search_tokens(struct arena *a, struct str text)
{
	struct buf b = buf_in(a);
	each_token(text, &(struct sink){put_blank, &b});
	return buf_text(&b);
}

struct vector {
	struct buf b;
	int position;
};

static void put_lexeme(void *to, struct str token)
{
	struct vector *v = to;
	buf_puts(&v->b, v->position ? " '" : "'");
	buf_str(&v->b, token);
	buf_puts(&v->b, "':");
	buf_int(&v->b, ++v->position);
}

const char *search_tsvector(struct arena *a, struct str text)
{
	struct vector v = {.b = buf_in(a)};
	each_token(text, &(struct sink){put_lexeme, &v});
	return buf_text(&v.b);
}

struct collected {
	struct arena *arena;
	struct search_term *term;
};

static void put_term(void *to, struct str token)
{
	struct collected *c = to;
	c->term->tokens[c->term->count++] = str_dup(c->arena, token);
}

/*
 * The tokens of one word. The last single character of a longer run of
 * characters says nothing that the pair before it does not; what stays last
 * may go on in a hit when it is a single character or a run of letters.
 */
static void read_term(struct arena *a, struct search_term *t, struct str word, bool ends_paired,
		      size_t tail)
{
	t->tokens = NEW_N(a, const char *, word.n);
	t->count = 0;
	struct collected c = {a, t};
	each_token(word, &(struct sink){put_term, &c});
	t->prefix = true;
	if (ends_paired && tail > 1) {
		t->count--;
		t->prefix = false;
	}
}

/* Cuts the next word off *s: its bytes, and how its last run looks. */
static struct str next_word(struct str *s, bool *paired, size_t *tail, bool *cut)
{
	struct str word = {NULL, 0};
	size_t chars = 0;
	*tail = 0;
	while (s->n > 0) {
		struct str here = *s;
		struct glyph g = take(s);
		if (g.parts && word.n == 0)
			continue;
		if (g.parts)
			break;
		if (!word.p)
			word.p = here.p;
		if (++chars > SEARCH_TERM_CHARS) {
			*cut = true;
			continue;
		}
		*tail = *tail > 0 && *paired == g.paired ? *tail + 1 : 1;
		*paired = g.paired;
		word.n = (size_t)(s->p - word.p);
	}
	return word;
}

struct search_query search_query(struct arena *a, struct str user_text)
{
	struct search_query q = {.count = 0};
	for (struct str s = user_text; s.n > 0;) {
		bool paired = false;
		size_t tail;
		struct str word = next_word(&s, &paired, &tail, &q.cut);
		if (word.n == 0)
			break;
		if (q.count == SEARCH_TERMS) {
			q.cut = true;
			break;
		}
		read_term(a, &q.terms[q.count++], word, paired, tail);
	}
	return q;
}
