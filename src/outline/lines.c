/*
 * Stage 1: lines. Markdown marks, invisible characters and blanks at the ends
 * go; every clean byte can be traced back to its place in the original.
 */
#include <string.h>

#include "outline/work.h"

struct cleaner {
	struct work *w;
	char *p; /* the clean text; never longer than the original */
	size_t n;
};

static void trace(struct work *w, size_t clean, size_t orig)
{
	if (w->n_runs) {
		struct run *last = &w->runs[w->n_runs - 1];
		if (orig - clean == last->orig - last->clean)
			return;
		if (last->clean == clean) {
			last->orig = orig;
			return;
		}
	}
	w->runs = grown(w->a, w->runs, w->n_runs, &w->room_runs, sizeof(*w->runs));
	w->runs[w->n_runs++] = (struct run){clean, orig};
}

size_t clean_offset(const struct work *w, struct str s)
{
	return (size_t)(s.p - w->clean.p);
}

size_t orig_offset(const struct work *w, size_t clean)
{
	size_t low = 0, high = w->n_runs;
	while (high - low > 1) {
		size_t mid = (low + high) / 2;
		if (w->runs[mid].clean <= clean)
			low = mid;
		else
			high = mid;
	}
	return w->n_runs ? clean - w->runs[low].clean + w->runs[low].orig : 0;
}

static bool invisible(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != 0x0b) || c == 0x7f || (c >= 0x80 && c < 0xa0) ||
	       c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       c == 0xfeff || (c >= 0x2060 && c <= 0x2064) || (c >= 0xfe00 && c <= 0xfe0f) ||
	       c == 0xfffe || c == 0xffff;
}

/* Markup inside a line that stands for nothing: its length, or 0. */
static size_t markup(struct str s)
{
	static const char *const marks[] = {"**",     "__",	   "&nbsp;",   "&ensp;",
					    "&emsp;", "</p>",	   "<p>",      "</b>",
					    "<b>",    "</strong>", "<strong>", NULL};
	char c = s.p[0];
	if (c == '\\')
		return s.n > 1 && strchr(".*_#-+()[]`>!~|", s.p[1]) && s.p[1] ? 1 : 0;
	if (c != '*' && c != '_' && c != '&' && c != '<')
		return 0;
	const char *hit = starts_any(s, marks);
	if (!hit || (hit[0] == '_' && s.n > 2 && s.p[2] == '_'))
		return 0;
	return strlen(hit);
}

/* A line break of HTML: its length, or 0. */
static size_t line_tag(struct str s)
{
	static const char *const tags[] = {"<br>", "<BR>", "<br/>", "<br />", NULL};
	const char *hit = starts_any(s, tags);
	return hit ? strlen(hit) : 0;
}

/* Copies s without invisible characters and markup. */
static struct str copy_clean(struct cleaner *c, struct str s)
{
	struct work *w = c->w;
	size_t from = c->n, n;
	while (s.n) {
		if (s.p[0] == '<' && (n = line_tag(s))) { /* in a cell: the next paragraph */
			trace(w, c->n, (size_t)(s.p - w->text.p));
			c->p[c->n++] = '\v';
			s = str_skip(s, n);
			continue;
		}
		n = s.p[0] == '*' || s.p[0] == '_' || s.p[0] == '&' || s.p[0] == '<' ||
				    s.p[0] == '\\'
			    ? markup(s)
			    : 0;
		if (n == 0) {
			uint32_t ch = utf8_get(s, &n);
			bool broken = ch == 0xfffd && n == 1;
			if (!invisible(ch)) {
				trace(w, c->n, (size_t)(s.p - w->text.p));
				if (broken)
					c->p[c->n] = '?';
				else
					memcpy(c->p + c->n, s.p, n);
				c->n += n;
			}
		}
		s = str_skip(s, n);
	}
	return (struct str){c->p + from, c->n - from};
}

/* Depth of a Markdown heading, with *s after its marks. */
static int heading_marks(struct str *s)
{
	size_t n = 0;
	while (n < s->n && s->p[n] == '#')
		n++;
	struct str rest = trim(str_skip(*s, n));
	if (n == 0 || n > 6 || rest.n == 0 || (str_ends(rest, "#") && s->p[n] != ' '))
		return 0;
	while (str_ends(rest, "#"))
		rest.n--;
	*s = trim(rest);
	return (int)n;
}

static int indent_of(struct str s)
{
	int width = 0;
	size_t n;
	for (; s.n; s = str_skip(s, n)) {
		uint32_t c = utf8_get(s, &n);
		if (!is_blank_char(c) && !invisible(c))
			break;
		width += c == '\t' ? 4 : c == 0x3000 ? 2 : 1;
	}
	return width;
}

static struct line *new_line(struct cleaner *c, struct str raw)
{
	struct work *w = c->w;
	if (!w->n_lines || w->lines[w->n_lines - 1].kind != LINE_BLANK ||
	    w->lines[w->n_lines - 1].row) {
		w->lines = grown(w->a, w->lines, w->n_lines, &w->room_lines, sizeof(*w->lines));
		w->n_lines++;
	} /* else: one blank line stands for many */
	struct line *l = &w->lines[w->n_lines - 1];
	*l = (struct line){.indent = indent_of(raw)};
	while (l->lead_tabs < raw.n && l->lead_tabs < 24 && raw.p[l->lead_tabs] == '\t')
		l->lead_tabs++;
	return l;
}

/* A table row keeps its tabs at both ends. */
static struct line *add_row(struct cleaner *c, struct str raw)
{
	struct line *l = new_line(c, raw);
	l->s = copy_clean(c, raw);
	l->row = true;
	l->kind = l->s.n ? LINE_TEXT : LINE_BLANK;
	return l;
}

static struct line *add_line(struct cleaner *c, struct str raw)
{
	struct line *l = new_line(c, raw);
	struct str s = trim(raw);
	while (str_starts(s, ">"))
		s = trim(str_skip(s, 1));
	l->heading = (unsigned char)heading_marks(&s);
	l->s = trim(copy_clean(c, s));
	while ((s = l->s).n && str_starts(s, "#") &&
	       (l->heading = (unsigned char)heading_marks(&l->s)))
		; /* **# heading** */
	l->width = columns(l->s);
	l->kind = l->s.n ? LINE_TEXT : LINE_BLANK;
	return l;
}

/* A bold lead that is not followed by a stop is a line of its own: **标题** 正文 */
static size_t bold_lead(struct str s)
{
	struct str t = trim(s);
	if (!str_starts(t, "**"))
		return 0;
	size_t close = str_find(str_skip(t, 2), "**");
	if (close == SIZE_MAX || close == 0)
		return 0;
	struct str bold = str_head(str_skip(t, 2), close), rest = trim(str_skip(t, close + 4));
	struct marker m;
	if (rest.n == 0 || ends_sentence(bold) || !marker_at(bold, true, &m) ||
	    m.length >= bold.n || is_stop(first_char(rest)) || is_closing(first_char(rest)))
		return 0;
	static const char *const goes_on[] = {"：", ":", "，", "、", "；", NULL};
	if (starts_any(rest, goes_on) || title_end(bold, &close) < bold.n)
		return 0;
	return (size_t)(rest.p - s.p);
}

/* Bytes up to the end of the line; *skip is the length of what ends it. */
static size_t line_length(struct str s, size_t *skip)
{
	size_t first = 0;
	while (first < s.n && (s.p[first] == ' ' || s.p[first] == '\t'))
		first++;
	bool row = first < s.n && s.p[first] == '|'; /* of a Markdown table */
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		struct str at = str_skip(s, i);
		*skip = 0;
		if (c == '\n' || c == '\f')
			*skip = 1;
		else if (c == '\r')
			*skip = at.n > 1 && at.p[1] == '\n' ? 2 : 1;
		else if (c == 0xe2 &&
			 (str_starts(at, "\xe2\x80\xa8") || str_starts(at, "\xe2\x80\xa9")))
			*skip = 3;
		else if (c == '<' && !row)
			*skip = line_tag(at);
		if (*skip)
			return i;
	}
	*skip = 0;
	return s.n;
}

/* Lines of three or more rule characters divide; they carry no text. */
static bool is_rule(struct str s)
{
	static const char *const rules[] = {"-", "=",  "*",  "_", "—", "─",
					    "━", "－", "～", "~", NULL};
	size_t n = 0;
	for (; s.n; n++) {
		const char *hit = starts_any(s, rules);
		if (!hit)
			return false;
		s = trim(str_skip(s, strlen(hit)));
	}
	return n >= 3;
}

void work_lines(struct work *w)
{
	struct cleaner c = {w, arena_alloc(w->a, w->text.n + 1), 0};
	w->clean = (struct str){c.p, 0};
	struct str rest = w->text;
	size_t skip, number = 0;
	bool page = false;
	while (rest.n) {
		size_t n = line_length(rest, &skip);
		struct str raw = str_head(rest, n);
		const struct doc_line *d = NULL;
		if (w->doc && w->doc->lines && number < w->doc->n_lines)
			d = &w->doc->lines[number];
		size_t lead = d ? 0 : bold_lead(raw);
		if (lead)
			add_line(&c, str_head(raw, lead));
		struct line *l = d && d->kind == DOC_ROW ? add_row(&c, raw)
							 : add_line(&c, str_skip(raw, lead));
		if (d && d->kind != DOC_ROW) {
			l->heading = (unsigned char)d->heading;
			l->note = d->kind == DOC_NOTE;
		}
		l->page_before = page && l->kind == LINE_TEXT;
		if (l->kind == LINE_TEXT)
			page = false;
		page |= skip && rest.p[n] == '\f';
		number += skip && rest.p[n] == '\n';
		rest = str_skip(rest, n + skip);
	}
	w->clean = (struct str){c.p, c.n};
	for (size_t i = 0; i < w->n_lines; i++) {
		if (w->lines[i].kind == LINE_TEXT && is_rule(w->lines[i].s))
			drop_line(w, &w->lines[i]);
	}
}

size_t next_line(const struct work *w, size_t i)
{
	for (i++; i < w->n_lines; i++) {
		if (w->lines[i].kind == LINE_TEXT)
			return i;
	}
	return w->n_lines;
}

size_t line_before(const struct work *w, size_t i)
{
	while (i-- > 0) {
		if (w->lines[i].kind == LINE_TEXT)
			return i;
	}
	return SIZE_MAX;
}

void drop_text(struct work *w, struct str s)
{
	if (!s.n)
		return;
	w->pieces = grown(w->a, w->pieces, w->n_pieces, &w->room_pieces, sizeof(*w->pieces));
	w->pieces[w->n_pieces++] = (struct piece){clean_offset(w, s), str_dup(w->a, s)};
}

void drop_line(struct work *w, struct line *l)
{
	drop_text(w, l->s);
	l->kind = LINE_GONE;
}
