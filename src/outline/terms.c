/*
 * Stage 4: terms. A glossary (附有关名词解释) runs from its heading to the end;
 * notes and footnotes (注：“五小”是指…) stand anywhere.
 */
#include <string.h>

#include "outline/work.h"

struct glossary {
	struct work *w;
	struct buf text; /* definition of the term being read */
	const char *name;
	size_t room;
	bool references_known;
	uint32_t references; /* bit n - 1: the text refers to note n by a circle */
};

static const char *const stops[] = {"：", ":", NULL};

static void close_term(struct glossary *g)
{
	struct outline *o = g->w->out;
	if (!g->name)
		return;
	o->terms = grown(g->w->a, o->terms, o->n_terms, &g->room, sizeof(*o->terms));
	struct outline_term *t = &o->terms[o->n_terms++];
	*t = (struct outline_term){.name = g->name};
	term_members(g->w->a, t, buf_slice(&g->text));
	g->name = NULL;
	g->text.n = 0;
}

/*
 * The name at the start of s, up to a colon, 是指 …; the length with that mark, or 0.
 * Without quotes the name must be short and have no comma.
 */
static size_t term_head(struct str s, struct str *name, bool colon_only)
{
	size_t at = 0, n, count = 0;
	bool quoted = false;
	while (at < s.n && count < 30) {
		struct str rest = str_skip(s, at);
		const char *hit = starts_any(rest, stops);
		if (!hit && quoted && !colon_only)
			hit = starts_any(rest, term_definers);
		if (hit && at) {
			*name = trim(str_head(s, at));
			return count <= 20 || quoted ? at + strlen(hit) : 0;
		}
		uint32_t c = utf8_get(rest, &n);
		size_t q = quoted_length(rest);
		if (q && c != '(' && c != 0xff08) {
			quoted = true;
			count += chars(str_head(rest, q)) / 2;
			n = q;
		} else if (c == 0xff0c || c == 0x3001 || c == 0xff1b || is_stop(c)) {
			return 0;
		}
		at += n;
		count++;
	}
	return 0;
}

static const char *term_name(struct work *w, struct str s)
{
	if ((str_starts(s, "“") || str_starts(s, "「")) && quoted_length(s) == s.n)
		s = str_head(str_skip(s, 3), s.n - 6);
	return str_dup(w->a, s);
}

static const char *const note_words[] = {"注释", "注解", "备注", "附注", "註", "注", NULL};

/* The mark before a note: 注： 注1： [1] *; its length or 0. */
static size_t note_mark(struct str s)
{
	static const char *const stars[] = {"*", "※", "＊", NULL};
	const char *hit = starts_any(s, note_words);
	int value, digits;
	if (hit) {
		size_t n = strlen(hit);
		n += number_arabic(str_skip(s, n), &value, &digits);
		struct marker m;
		if (n < s.n && marker_at(str_skip(s, n), false, &m) && m.style == STYLE_CIRCLE)
			return n + m.length;
		const char *stop = starts_any(str_skip(s, n), stops);
		if (!stop)
			stop = starts_any(str_skip(s, n),
					  (const char *const[]){"、", ".", " ", NULL});
		return stop ? n + strlen(stop) : 0;
	}
	if ((hit = starts_any(s, stars)))
		return strlen(hit);
	static const char *const opens[] = {"[", "〔", "［", NULL};
	if ((hit = starts_any(s, opens))) {
		size_t n = strlen(hit);
		n += str_starts(str_skip(s, n), "^"); /* Markdown: [^1]: */
		size_t k = number_arabic(str_skip(s, n), &value, &digits);
		const char *close = starts_any(str_skip(s, n + k),
					       (const char *const[]){"]", "〕", "］", NULL});
		n += k + (close ? strlen(close) : 0);
		return k && close ? n + str_starts(str_skip(s, n), ":") : 0;
	}
	static const char *const raised[] = {"¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", NULL};
	hit = starts_any(s, raised);
	return hit ? strlen(hit) : 0;
}

static size_t marker_length(struct str s)
{
	struct marker m;
	return marker_at(s, true, &m) && !style_is_ordinal(m.style) && !style_is_time(m.style)
		       ? m.length
		       : 0;
}

/* Is there a term's head at the start of s (behind a number)? */
static bool starts_term(struct str s)
{
	struct str name, rest = str_skip(s, marker_length(s));
	size_t n = term_head(rest, &name, false);
	return n && (str_starts(name, "“") || str_starts(name, "「") || str_starts(name, "《"));
}

/* One piece of a glossary: opens a term or goes on with the one before. */
static void read_piece(struct glossary *g, struct str s)
{
	struct str name, rest = s;
	size_t mark = note_mark(rest);
	rest = trim(str_skip(rest, mark));
	size_t number = marker_length(rest);
	rest = trim(str_skip(rest, number));
	size_t n = term_head(rest, &name, false);
	bool plain = n && !str_starts(name, "“") && !str_starts(name, "「");
	struct marker m;
	if (n && plain && marker_at(name, false, &m))
		n = 0;
	if (n && !(plain && g->name && !mark && !number && g->text.n &&
		   !ends_sentence(buf_slice(&g->text)) && chars(name) > 12)) {
		close_term(g);
		g->name = term_name(g->w, name);
		g->text.n = 0;
		buf_str(&g->text, str_skip(rest, n));
	} else if (g->name) {
		buf_str(&g->text, s);
	} else {
		drop_text(g->w, s);
	}
}

/* A line of the glossary may hold several terms. */
static void read_line(struct glossary *g, struct str s)
{
	size_t from = 0, n;
	bool border = false;
	for (size_t at = 0; at < s.n; at += n) {
		struct str rest = str_skip(s, at);
		uint32_t c = utf8_get(rest, &n);
		if (border && at > from && starts_term(rest)) {
			read_piece(g, trim(str_head(str_skip(s, from), at - from)));
			from = at;
		}
		border = c == 0x3002 || c == 0xff1b || is_blank_char(c);
	}
	read_piece(g, trim(str_skip(s, from)));
}

static const char *const glossary_words[] = {"名词解释",     "名詞解釋", "名词注释", "名词释义",
					     "名词术语解释", "术语解释", "术语释义", "名词说明",
					     "用语解释",     NULL};

/* The heading of a glossary: bytes it takes, 0 if s does not begin with one. */
static size_t glossary_heading(struct work *w, struct str s)
{
	struct str q = squeezed(w->a, s);
	const char *word = has_any(q, glossary_words);
	static const char *const whole[] = {"注释", "注解", "注释：", "注：", "备注：",
					    "名词", "释义", "注",     NULL};
	for (const char *const *p = whole; *p; p++) {
		if (str_is(q, *p))
			return s.n;
	}
	if (!word)
		return 0;
	size_t at = str_find(q, word);
	if (chars(str_head(q, at)) > 10 || has(str_head(q, at), "，") || has(str_head(q, at), "。"))
		return 0;
	/* the same place in s: count characters that are not blank */
	size_t want = chars(str_head(q, at)) + chars(str_of(word)), n, used = 0;
	while (want && used < s.n) {
		if (!is_blank_char(utf8_get(str_skip(s, used), &n)))
			want--;
		used += n;
	}
	struct str rest = trim(str_skip(s, used));
	if (rest.n == 0 || is_closing(first_char(rest)))
		return chars(rest) <= 2 ? s.n : 0;
	const char *stop = starts_any(rest, stops);
	if (stop)
		return (size_t)(rest.p - s.p) + strlen(stop);
	return starts_term(rest) ? (size_t)(rest.p - s.p) : 0;
}

/* A heading within a long line (a whole plan in one line): its offset, or 0. */
static size_t heading_within(struct work *w, struct str s)
{
	for (const char *const *word = glossary_words; *word; word++) {
		size_t at = str_find(s, *word);
		if (at == SIZE_MAX)
			continue;
		size_t from = at;
		for (int i = 0; i < 8 && from; i++) {
			uint32_t c = last_char(str_head(s, from));
			if (is_stop(c) || is_blank_char(c))
				break;
			from = cut_last(str_head(s, from)).n;
		}
		uint32_t c = from ? last_char(str_head(s, from)) : 0;
		if (from && (is_stop(c) || is_blank_char(c)) &&
		    glossary_heading(w, str_skip(s, from)))
			return from;
	}
	return 0;
}

static void read_glossary(struct glossary *g, size_t i, size_t from)
{
	struct work *w = g->w;
	struct line *l = &w->lines[i];
	struct str s = str_skip(l->s, from);
	size_t n = glossary_heading(w, s);
	drop_text(w, str_head(s, n));
	if (trim(str_skip(s, n)).n)
		read_line(g, trim(str_skip(s, n)));
	l->s = trim(str_head(l->s, from));
	if (!l->s.n)
		l->kind = LINE_GONE;
	for (i = next_line(w, i); i < w->n_lines; i = next_line(w, i)) {
		l = &w->lines[i];
		if (glossary_heading(w, l->s) == l->s.n)
			drop_text(w, l->s);
		else
			read_line(g, l->s);
		l->kind = LINE_GONE;
	}
	close_term(g);
}

/* 注：1.“五小”是指…: the lines behind it that define terms are notes too. */
static void read_notes(struct glossary *g, size_t i)
{
	struct work *w = g->w;
	struct line *l = &w->lines[i];
	size_t mark = note_mark(l->s);
	drop_text(w, str_head(l->s, mark));
	read_line(g, trim(str_skip(l->s, mark)));
	l->kind = LINE_GONE;
	for (i = next_line(w, i); i < w->n_lines && starts_term(w->lines[i].s);
	     i = next_line(w, i)) {
		read_line(g, w->lines[i].s);
		w->lines[i].kind = LINE_GONE;
	}
	close_term(g);
}

/* A circle within the text, behind a word and before a mark or the end of a line. */
static bool is_reference(struct str s, size_t at, size_t n)
{
	uint32_t before = at ? last_char(str_head(s, at)) : 0,
		 after = first_char(str_skip(s, at + n));
	return (utf8_is_han(before) || is_closing(before)) &&
	       (!after || after == '\n' || is_stop(after) || is_closing(after) || after == 0xff0c ||
		after == 0xff1b || after == 0x3001);
}

/* Which of ① to ⑳ the text refers to, found once. */
static void find_references(struct glossary *g)
{
	struct str s = g->w->clean;
	g->references_known = true;
	for (size_t at = 0; at + 2 < s.n; at++) {
		/* ① is e2 91 a0 */
		unsigned char third = (unsigned char)s.p[at + 2];
		if ((unsigned char)s.p[at] == 0xe2 && (unsigned char)s.p[at + 1] == 0x91 &&
		    third >= 0xa0 && third < 0xb4 && is_reference(s, at, 3))
			g->references |= 1u << (third - 0xa0);
	}
}

static bool is_referred(struct glossary *g, int value)
{
	if (!g->references_known)
		find_references(g);
	return value >= 1 && value <= 20 && (g->references >> (value - 1) & 1);
}

/* 注：“五小”是指… anywhere; a footnote of the file that is no term goes to dropped. */
static void read_note(struct glossary *g, struct line *l)
{
	struct str name, rest = trim(str_skip(l->s, note_mark(l->s)));
	struct marker m;
	bool circle = marker_at(l->s, true, &m) && m.style == STYLE_CIRCLE;
	if (circle)
		rest = trim(str_skip(l->s, m.length));
	if (!circle && !note_mark(l->s) && !l->note)
		return;
	size_t n = term_head(rest, &name, false);
	const char *by = n ? ends_any(str_head(rest, n), term_definers) : NULL;
	if (n && str_starts(name, "“") && (!circle || by || l->note || is_referred(g, m.value))) {
		read_line(g, rest);
		close_term(g);
		l->kind = LINE_GONE;
	} else if (l->note) {
		drop_line(g->w, l);
	}
}

void work_terms(struct work *w)
{
	struct glossary g = {.w = w, .text = buf_in(w->a)};
	for (size_t i = next_line(w, SIZE_MAX); i < w->n_lines; i = next_line(w, i)) {
		struct line *l = &w->lines[i];
		if (l->row)
			continue;
		size_t heading = l->s.n <= 120 ? glossary_heading(w, l->s) : 0;
		size_t within = heading || l->s.n < 60 ? 0 : heading_within(w, l->s);
		if (heading || within) {
			read_glossary(&g, i, within);
			return;
		}
		size_t mark = starts_any(l->s, note_words) ? note_mark(l->s) : 0;
		if (mark && starts_term(trim(str_skip(l->s, mark))))
			read_notes(&g, i);
		else
			read_note(&g, l);
	}
}
