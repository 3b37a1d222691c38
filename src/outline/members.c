/* Members of a term: a list in prose, groups of them, or a numbered enumeration. */
#include <string.h>

#include "outline/work.h"

const char *const term_definers[] = {"是指", "指的是", "主要指", "主要包括", "包括",
				     "即",   "指",     "为",	 NULL};

struct members {
	struct arena *a;
	struct outline_term *term;
	size_t room;
};

static struct str strip_ends(struct str s)
{
	static const char *const marks[] = {"，", "；", "。", "、", ",", ";", "：", " ", NULL};
	const char *hit;
	s = trim(s);
	while ((hit = starts_any(s, marks)))
		s = trim(str_skip(s, strlen(hit)));
	while ((hit = ends_any(s, marks)))
		s = trim(str_head(s, s.n - strlen(hit)));
	return s;
}

static void add_member(struct members *g, struct str s)
{
	s = strip_ends(s);
	if (!s.n)
		return;
	struct outline_term *t = g->term;
	t->members = grown(g->a, t->members, t->n_members, &g->room, sizeof(*t->members));
	t->members[t->n_members++] = str_dup(g->a, s);
}

/* Where the next of `table` stands outside of quotes and brackets; s.n if nowhere. */
static size_t next_mark(struct str s, const char *const *table)
{
	size_t at = 0, n;
	while (at < s.n) {
		struct str rest = str_skip(s, at);
		if (starts_any(rest, table))
			return at;
		n = quoted_length(rest);
		if (!n)
			utf8_get(rest, &n);
		at += n;
	}
	return s.n;
}

/* “四型”班组 … 和谐型班组: the last member repeats what the name ends with. */
static struct str without_suffix(const struct members *g, struct str s)
{
	const struct outline_term *t = g->term;
	struct str name = str_of(g->term->name);
	size_t quote = str_find(name, "”");
	const char *suffix = quote == SIZE_MAX ? "" : name.p + quote + 3;
	if (!*suffix || !t->n_members || !str_ends(s, suffix) || s.n == strlen(suffix) ||
	    str_ends(str_of(t->members[t->n_members - 1]), suffix))
		return s;
	return str_head(s, s.n - strlen(suffix));
}

/* 全链畅通和全程贯穿: two members if they look alike or one is missing. */
static void add_last(struct members *g, struct str s, size_t before, int wanted)
{
	static const char *const ands[] = {"以及", "和", "及", "与", NULL};
	s = without_suffix(g, s);
	size_t first = 0; /* 和谐型 does not begin with an "and" */
	if (s.n)
		utf8_get(s, &first);
	for (size_t at = first + next_mark(str_skip(s, first), ands); at < s.n;
	     at += 3 + next_mark(str_skip(s, at + 3), ands)) {
		struct str head = str_head(s, at);
		struct str tail =
			strip_ends(str_skip(s, at + strlen(starts_any(str_skip(s, at), ands))));
		bool missing = wanted && (size_t)wanted == before + 2;
		bool complete = wanted && (size_t)wanted == before + 1;
		bool alike = before &&
			     (chars(head) == chars(tail) || first_char(head) == first_char(tail));
		if (tail.n && (missing || (alike && !complete))) {
			add_member(g, head);
			add_member(g, tail);
			return;
		}
	}
	add_member(g, s);
}

/* a、b、c和d */
static void add_list(struct members *g, struct str s, int wanted)
{
	static const char *const comma[] = {"、", NULL};
	static const char *const wide_comma[] = {"，", ",", NULL};
	s = strip_ends(s);
	size_t count = 0, at = next_mark(s, comma), longest = 0;
	const char *const *mark = at < s.n ? comma : wide_comma;
	for (struct str rest = s; rest.n; count++) {
		at = next_mark(rest, mark);
		size_t n = chars(str_head(rest, at));
		longest = n > longest ? n : longest;
		rest = str_skip(
			rest, at < rest.n ? at + strlen(starts_any(str_skip(rest, at), mark)) : at);
	}
	if ((longest > 14 && count != (size_t)wanted && count + 1 != (size_t)wanted) ||
	    longest > 40 || (mark == wide_comma && longest > 12) || has(s, "。")) {
		add_member(g, s);
		return;
	}
	size_t done = 0;
	while (s.n) {
		at = next_mark(s, mark);
		struct str part = str_head(s, at);
		if (at == s.n)
			add_last(g, part, done, wanted);
		else
			add_member(g, part);
		done++;
		s = str_skip(s, at < s.n ? at + strlen(starts_any(str_skip(s, at), mark)) : at);
	}
}

/* 两化, 双联: no numeral, but two; its length or 0. */
static size_t two(struct str s)
{
	static const char *const words[] = {"两", "兩", "双", "雙", NULL};
	const char *hit = starts_any(s, words);
	return hit ? strlen(hit) : 0;
}

/* 五全，… within the term 推五全促三化: a label that repeats a piece of the name. */
static size_t group_label(struct members *g, struct str s, int *wanted)
{
	static const char *const after[] = {"，", "：", ":", ",", "是", "即", "为", NULL};
	struct str t = s;
	size_t quote = str_starts(t, "“") ? 3 : 0;
	t = str_skip(t, quote);
	size_t n = number_cn(t, wanted), k = 0;
	if (!n && (n = two(t)) != 0)
		*wanted = 2;
	*wanted = n ? *wanted : 0;
	for (size_t at = n, i = 0; n && at < t.n && i < 3; i++, at += k) {
		utf8_get(str_skip(t, at), &k);
		size_t end = at + k;
		size_t skip = quote && str_starts(str_skip(t, end), "”") ? 3 : 0;
		const char *hit = starts_any(str_skip(t, end + skip), after);
		char *label = str_dup(g->a, str_head(t, end));
		if (hit && has(str_of(g->term->name), label))
			return quote + end + skip + strlen(hit);
	}
	*wanted = 0;
	return 0;
}

/* 一是…，二是… or ①…②…: true if the definition is such a list, which is then taken. */
static bool add_numbered(struct members *g, struct str s)
{
	struct marker m;
	size_t at = 0, from = 0, n;
	int count = 0;
	enum style style = STYLE_NONE;
	if (!marker_at(s, false, &m) || m.value != 1)
		return false;
	struct str rest = s;
	for (int pass = 0; pass < 2; pass++) {
		int next = 1;
		bool border = true;
		for (at = 0, from = 0; at < s.n; at += n) {
			rest = str_skip(s, at);
			uint32_t c = utf8_get(rest, &n);
			bool hit = border && marker_at(rest, false, &m) && m.value == next &&
				   (style == STYLE_NONE || m.style == style);
			border = c == 0xff0c || c == 0xff1b || c == 0x3002 || c == ',' ||
				 c == ';' || c == 0x3001 || is_blank_char(c);
			if (!hit)
				continue;
			if (pass && from)
				add_member(g, str_head(str_skip(s, from), at - from));
			style = m.style;
			from = at + m.length;
			n = m.length;
			next++;
			count += !pass;
		}
		if (count < 2)
			return false;
	}
	add_member(g, str_skip(s, from));
	return true;
}

/* How many members a name promises: 五小 five, 两书一函 three. */
static int number_in(struct str s)
{
	int sum = 0, value;
	for (size_t n; s.n; s = str_skip(s, n)) {
		if ((n = number_cn(s, &value)) != 0) {
			sum += value;
		} else {
			sum += two(s) ? 2 : 0;
			utf8_get(s, &n);
		}
	}
	return sum;
}

void term_members(struct arena *a, struct outline_term *t, struct str definition)
{
	static const char *const semicolons[] = {"；", ";", NULL};
	struct members g = {.a = a, .term = t};
	struct str s = strip_ends(definition);
	const char *definer = starts_any(s, term_definers);
	if (definer && chars(str_skip(s, strlen(definer))) > 1)
		s = strip_ends(str_skip(s, strlen(definer)));
	if (add_numbered(&g, s))
		return;
	while (s.n) {
		size_t at = next_mark(s, semicolons);
		struct str part = strip_ends(str_head(s, at));
		int wanted = 0;
		size_t label = group_label(&g, part, &wanted);
		if (!wanted)
			wanted = number_in(str_of(t->name));
		add_list(&g, str_skip(part, label), wanted);
		s = str_skip(s,
			     at < s.n ? at + strlen(starts_any(str_skip(s, at), semicolons)) : at);
	}
}
