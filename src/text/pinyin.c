#include "text/pinyin.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/chars.h"
#include "text/pinyin_words.h"
#include "text/tokens.h"

enum { SYLLABLE_MAX = 24, TITLE_INITIALS = 8, TITLE_SYLLABLES = 4 };

/* A text character by character: what it is, and how it is read. */
struct reading {
	uint32_t c[PINYIN_MAX]; /* folded; Latin runs share one place, their first letter */
	char text[PINYIN_MAX][SYLLABLE_MAX];
	size_t n;
	size_t surname; /* characters of it, 0 if the text is not read as a name */
	bool dotted;	/* has a middle dot, as names of several minorities have */
};

static bool is_han(uint32_t c)
{
	return c >= HAN_FIRST && c <= HAN_LAST;
}

static const char *syllable(const uint16_t table[HAN_COUNT], uint32_t c)
{
	return is_han(c) ? char_syllables[table[c - HAN_FIRST]] : "";
}

/* Latin letters and digits: one place for the whole run. */
static void add_letter(struct reading *r, uint32_t c, bool goes_on)
{
	if (!goes_on && r->n == PINYIN_MAX)
		return;
	if (!goes_on)
		r->c[r->n++] = c;
	char *run = r->text[r->n - 1];
	size_t n = strlen(run);
	if (n < SYLLABLE_MAX - 1)
		run[n] = (char)c;
}

/* Whether a word of the table may begin with a character: most begin none. Told by its last bits. */
enum { BEGIN_BITS = 4096 };
static uint64_t beginnings[BEGIN_BITS / 64];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void note_beginnings(void)
{
	for (size_t w = 0; w < pinyin_word_count; w++) {
		size_t length;
		uint32_t c = utf8_get(str_of(pinyin_words[w].word), &length) % BEGIN_BITS;
		beginnings[c / 64] |= UINT64_C(1) << c % 64;
	}
}

static bool may_begin_word(uint32_t c)
{
	pthread_once(&once, note_beginnings);
	return beginnings[c % BEGIN_BITS / 64] >> c % 64 & 1;
}

/* Characters that have no reading (signs, blanks) only part. */
static void split(struct reading *r, const char *text)
{
	bool in_run = false;
	for (struct str s = str_of(text); s.n > 0;) {
		size_t length;
		uint32_t raw = utf8_get(s, &length), c = search_fold(raw);
		s = str_skip(s, length);
		r->dotted |= raw == 0xb7 || raw == 0x2022 || raw == 0x30fb;
		bool letter = c > 0 && c < 0x80;
		if (letter)
			add_letter(r, c, in_run);
		else if (is_han(c) && char_reading[c - HAN_FIRST] && r->n < PINYIN_MAX)
			r->c[r->n++] = c;
		in_run = letter && r->n > 0;
	}
}

/* Does the word stand at place i? Stores how many characters it has. */
static bool word_at(const struct reading *r, size_t i, const char *word, size_t *count)
{
	size_t n = 0;
	for (struct str s = str_of(word); s.n > 0; n++) {
		size_t length;
		uint32_t c = utf8_get(s, &length);
		s = str_skip(s, length);
		if (i + n >= r->n || r->c[i + n] != c)
			return false;
	}
	*count = n;
	return true;
}

static void put_syllable(struct reading *r, size_t i, struct str s)
{
	size_t n = s.n < SYLLABLE_MAX - 1 ? s.n : SYLLABLE_MAX - 1;
	if (n)
		memcpy(r->text[i], s.p, n);
	r->text[i][n] = '\0';
}

/*
 * Reads the longest word of the table that stands at i, a Han character; 0 if none does. Nearly all words begin otherwise,
 * as is seen in the three bytes that each of these characters has.
 */
static size_t read_word(struct reading *r, size_t i, const struct pinyin_word *words, size_t count)
{
	const char *syllables = NULL;
	const char first[3] = {(char)(0xe0 | r->c[i] >> 12), (char)(0x80 | (r->c[i] >> 6 & 0x3f)), (char)(0x80 | (r->c[i] & 0x3f))};
	size_t best = 0, n;
	for (size_t w = 0; w < count; w++) {
		if (memcmp(words[w].word, first, sizeof(first)) != 0 || !word_at(r, i, words[w].word, &n) || n <= best)
			continue;
		best = n;
		syllables = words[w].syllables;
	}
	struct str rest = str_of(syllables);
	for (n = 0; n < best; n++)
		put_syllable(r, i + n, str_cut(&rest, ' '));
	return best;
}

static void read_rest(struct reading *r, size_t from)
{
	for (size_t i = from; i < r->n;) {
		size_t n = !is_han(r->c[i]) ? 1 : may_begin_word(r->c[i]) ? read_word(r, i, pinyin_words, pinyin_word_count) : 0;
		if (n == 0) {
			put_syllable(r, i, str_of(syllable(char_reading, r->c[i])));
			n = 1;
		}
		i += n;
	}
}

static void read_title(struct reading *r, const char *text)
{
	split(r, text);
	read_rest(r, 0);
}

static void read_name(struct reading *r, const char *name)
{
	split(r, name);
	if (r->n > 0 && is_han(r->c[0]) && !r->dotted) {
		r->surname = read_word(r, 0, pinyin_surnames, pinyin_surname_count);
		if (r->surname == 0) {
			put_syllable(r, 0, str_of(syllable(char_surname, r->c[0])));
			r->surname = 1;
		}
	}
	for (size_t i = r->surname; i < r->n; i++)
		if (is_han(r->c[i]))
			put_syllable(r, i, str_of(syllable(char_reading, r->c[i])));
}

static const char *spaced(struct arena *a, const struct reading *r)
{
	struct buf b = buf_in(a);
	for (size_t i = 0; i < r->n; i++) {
		if (i > 0)
			buf_char(&b, ' ');
		buf_puts(&b, r->text[i]);
	}
	return buf_text(&b);
}

const char *pinyin_of(struct arena *a, const char *text)
{
	struct reading *r = NEW(a, struct reading);
	read_title(r, text);
	return spaced(a, r);
}

const char *pinyin_of_name(struct arena *a, const char *name)
{
	struct reading *r = NEW(a, struct reading);
	read_name(r, name);
	return spaced(a, r);
}

/* In the buffer, whatever it held before; until the next one. */
static const char *joined(struct buf *b, const struct reading *r, size_t from, size_t count)
{
	b->n = 0;
	for (size_t i = from; i < r->n && i < from + count; i++)
		buf_puts(b, r->text[i]);
	return buf_text(b);
}

static const char *initials(struct buf *b, const struct reading *r, size_t from, size_t count)
{
	b->n = 0;
	for (size_t i = from; i < r->n && i < from + count; i++)
		buf_char(b, r->text[i][0]);
	return buf_text(b);
}

const char *pinyin_initials(struct arena *a, const char *name)
{
	struct reading *r = NEW(a, struct reading);
	struct buf b = buf_in(a);
	read_name(r, name);
	return initials(&b, r, 0, r->n);
}

/* Appends a token unless it is there already. */
static void add_token(struct buf *b, const char *token)
{
	for (struct str rest = buf_slice(b); rest.n;)
		if (str_is(str_cut(&rest, ' '), token))
			return;
	if (b->n > 0)
		buf_char(b, ' ');
	buf_puts(b, token);
}

/* A token, and the same with ü spelt u ("lu" for 吕) as many keyboards are used. */
static void add_spellings(struct arena *a, struct buf *b, const char *token)
{
	add_token(b, token);
	if (!strchr(token, 'v'))
		return;
	char *with_u = arena_strdup(a, token);
	for (char *p = with_u; *p; p++)
		if (*p == 'v' && p > with_u && (p[-1] == 'l' || p[-1] == 'n'))
			*p = 'u';
	add_token(b, with_u);
}

const char *pinyin_tokens(struct arena *a, const char *name)
{
	struct reading *r = NEW(a, struct reading);
	struct buf b = buf_in(a), part = buf_in(a);
	read_name(r, name);
	if (r->n == 0)
		return "";
	add_spellings(a, &b, joined(&part, r, 0, r->n));
	if (r->surname > 0 && r->n > r->surname + 1)
		add_spellings(a, &b, joined(&part, r, r->surname, r->n));
	add_token(&b, initials(&part, r, 0, r->n));
	/* The surname as it is read elsewhere: not everyone knows that 单 is Shan. */
	for (size_t i = 0; i < r->surname; i++)
		put_syllable(r, i, str_of(syllable(char_reading, r->c[i])));
	add_spellings(a, &b, joined(&part, r, 0, r->n));
	add_token(&b, initials(&part, r, 0, r->n));
	return buf_text(&b);
}

const char *pinyin_title_tokens(struct arena *a, const char *title)
{
	struct reading *r = NEW(a, struct reading);
	struct buf b = buf_in(a), part = buf_in(a);
	read_title(r, title);
	for (size_t i = 0; i < r->n; i++) {
		if (!is_han(r->c[i]))
			continue;
		add_token(&b, initials(&part, r, i, TITLE_INITIALS));
		add_spellings(a, &b, joined(&part, r, i, TITLE_SYLLABLES));
	}
	return buf_text(&b);
}

const char *pinyin_sort_key(struct arena *a, const char *name)
{
	struct reading *r = NEW(a, struct reading);
	struct buf b = buf_in(a);
	read_name(r, name);
	for (size_t i = 0; i < r->n; i++) {
		unsigned rank = is_han(r->c[i]) ? char_strokes[r->c[i] - HAN_FIRST] : 0;
		buf_printf(&b, "%s %04x ", r->text[i], rank);
	}
	return buf_text(&b);
}
